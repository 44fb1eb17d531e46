from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.catalogue_file import load_catalogue
from assistant.domain import Context, Kind, Language, Query, Turn
from assistant.errors import CorpusError
from assistant.language import tokens
from assistant.terms import Group, Terms, load_terms
from assistant.understanding.introducing import asks_what_it_is, asks_what_there_is
from assistant.understanding.pointing import points_back
from assistant.understanding.questions import understand
from assistant.understanding.shorthand import written_out
from assistant.understanding.told import asking_part
from tests import faculty

Understand = Callable[..., Query]
TODAY = date(2026, 11, 22)


@pytest.fixture
def query(corpus: Path) -> Understand:
    catalogue, terms = load_catalogue(corpus)[0], load_terms(corpus)[0]

    def understood(question: str, *before: str) -> Query:
        return understand(question, [Turn(asked) for asked in before], catalogue, terms, TODAY)[-1]

    return understood


def words(query: Query) -> list[str]:
    return [concept.word for concept in query.concepts]


def ids(query: Query) -> list[str]:
    return [programme.id for programme in query.programmes]


def test_programmes_years_and_concepts_are_told_apart(query: Understand) -> None:
    understood = query("What is the tuition fee of Robotics in 2026/27?")

    assert ids(understood) == ["robotics"]
    assert understood.years == ("2026-27",)
    assert words(understood) == ["tuition"]  # tuition and fee are one concept, said twice


def test_a_term_is_searched_for_in_every_way_of_saying_it(query: Understand) -> None:
    assert {"tuition", "fee", "学费"} <= set(query("學費").words)


def test_a_question_for_an_amount_asks_for_a_figure(query: Understand) -> None:
    assert query("How much is it?").asks_for_figure
    assert query("學費幾多").asks_for_figure
    assert not query("Is there an interview?").asks_for_figure


def test_names_are_decisive(query: Understand) -> None:
    decisive = {
        concept.word for concept in query("dress fee, MSc or HKUST, with freshmen").concepts if concept.is_decisive
    }

    assert decisive == {"msc", "hkust"}


def test_what_a_question_without_a_programme_is_about_is_decisive(query: Understand) -> None:
    def decisive(question: str) -> set[str]:
        return {concept.word for concept in query(question).concepts if concept.is_decisive}

    assert decisive("fees at yale") == {"yale"}
    assert decisive("the fee for a dental student") == {"dental"}
    assert decisive("Did Harvard start it?") == {"harvard"}
    assert decisive("醫科的學費") == {"医科"}
    assert decisive("會計課程的學費") == {"会计课程"}
    assert decisive("請問會計課程的學費") == {"会计课程"}
    assert decisive("places for freshmen in Robotics") == set()


def test_it_is_the_programme_of_the_turn_before(query: Understand) -> None:
    assert ids(query("What is its fee?", "Tell me about Botany")) == ["botany"]
    assert ids(query("它的學費呢？", "機械人學有甚麼學？")) == ["robotics"]


def test_what_points_back_is_not_about_the_programme_that_is_picked(corpus: Path) -> None:
    catalogue, terms = load_catalogue(corpus)[0], load_terms(corpus)[0]

    def about(question: str, *before: str) -> list[str]:
        turns, context = [Turn(asked) for asked in before], Context(programme="robotics")
        return ids(understand(question, turns, catalogue, terms, TODAY, context)[-1])

    assert about("And how many places does it have?", "What does Botany cost?") == ["botany"]
    assert about("How many places are there?", "What does Botany cost?") == ["robotics"]
    assert about("And how many places does it have?", "What does it cost?") == ["robotics"]


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ("And its fee?", True),
        ("佢嘅學費呢", True),
        ("他幾時上任？", True),
        ("Is there IT support on campus?", False),
        ("我應該點樣報名？", False),
        ("其他課程要面試嗎？", False),
        ("有冇吉他學會？", False),
    ],
)
def test_signs_within_words_point_to_nothing(question: str, points: bool) -> None:
    assert points_back(question) is points


def test_and_for_another_programme_asks_the_same(query: Understand) -> None:
    understood = query("And for Botany?", "How many places does Robotics have?")

    assert (ids(understood), words(understood), understood.asks_for_figure) == (["botany"], ["places"], True)


def test_a_question_that_stands_alone_is_not_changed_by_the_turns_before(query: Understand) -> None:
    alone = query("Is there an interview for Botany?")

    assert query("Is there an interview for Botany?", "What does Robotics cost?") == alone


def test_three_turns_carry_what_each_leaves_open(query: Understand) -> None:
    understood = query("and its places?", "How much is the tuition of Robotics?", "and for Botany?")

    assert ids(understood) == ["botany"]
    assert [concept.word for concept in understood.concepts if not concept.is_carried] == ["places"]
    assert understood.is_follow_up


def test_a_follow_up_that_names_only_a_year_asks_what_was_asked_for_that_year(query: Understand) -> None:
    understood = query("in 2021?", "How many places does Robotics have in 2026?")

    assert (ids(understood), understood.years, words(understood)) == (["robotics"], ("2021",), ["places"])


def test_a_year_is_carried_only_by_a_question_that_asks_nothing_else(query: Understand) -> None:
    assert query("and for Botany?", "places of Robotics in 2021").years == ("2021",)
    assert query("and is there an interview?", "places of Robotics in 2021").years == ()


def test_a_switch_of_topic_drops_the_turns_before(query: Understand) -> None:
    understood = query("Which programmes do not interview?", "How much is the tuition of Robotics?")

    assert (ids(understood), understood.kind, understood.is_follow_up) == ([], Kind.SURVEY, False)


def test_another_institution_that_is_asked_about_takes_nothing_from_the_turns_before(query: Understand) -> None:
    understood = query("And the fee at HKUST?", "places of Robotics")

    assert (ids(understood), understood.unknown) == ([], ("hkust",))


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("What is the fee at HKUST?", ("hkust",)),
        ("how much is the tuition fee at hogwarts", ("hogwarts",)),
        ("How much is tuition at Yale in 2026-27?", ("yale",)),
        ("intake for nursing students?", ("nursing",)),
        ("fee for Robotics", ()),
        ("fee for freshmen", ()),
        ("fee of the interview", ()),
        ("What is the fee, at minimum?", ()),
        ("places for nursing in Robotics", ()),
        ("the interview ended for good", ()),
        ("I look at plants", ()),
    ],
)
def test_what_a_term_is_asked_of_is_unknown_where_it_is_no_programme(
    query: Understand, question: str, unknown: tuple[str, ...]
) -> None:
    assert query(question).unknown == unknown


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("fee of Robotics", Kind.DIRECT),
        ("Robotics or Botany?", Kind.COMPARISON),
        ("Which programmes do not interview?", Kind.SURVEY),
        ("邊個課程唔使面試？", Kind.SURVEY),
        ("Which programme is Robotics?", Kind.DIRECT),
        ("邊幾科要面試？", Kind.SURVEY),
        ("Programmes without interview", Kind.SURVEY),
        ("唔使面試嘅課程", Kind.SURVEY),
        ("機械人的課程", Kind.DIRECT),
        ("邊啲科目優先？", Kind.DIRECT),
        ("要修過邊幾科先可以入實驗室？", Kind.DIRECT),
        ("须注册过哪些课程才可申请宿舍？", Kind.DIRECT),
    ],
)
def test_the_form_of_the_answer_is_told_from_the_question(query: Understand, question: str, kind: Kind) -> None:
    assert query(question).kind is kind


@pytest.mark.parametrize(
    "question", ["Does it or Botany have more places?", "咁佢同 Botany 邊個面試先？", "Botany 和它哪个面试更早？"]
)
def test_one_of_before_is_set_beside_one_that_is_named(query: Understand, question: str) -> None:
    asked = query(question, "What is the fee of Robotics?")

    assert asked.kind is Kind.COMPARISON
    assert [programme.id for programme in asked.programmes] == ["robotics", "botany"]


def test_two_terms_that_are_joined_are_two_queries(corpus: Path) -> None:
    catalogue, terms = load_catalogue(corpus)[0], load_terms(corpus)[0]

    queries = understand("fee and places of Robotics", (), catalogue, terms, TODAY)

    assert [words(query) for query in queries] == [["fee"], ["places"]]
    assert [ids(query) for query in queries] == [["robotics"], ["robotics"]]


def test_the_second_thing_that_is_asked_is_about_the_same_programme(corpus: Path) -> None:
    catalogue, terms = load_catalogue(corpus)[0], load_terms(corpus)[0]

    queries = understand("What is the fee of Robotics? Is there an interview?", (), catalogue, terms, TODAY)

    assert [ids(query) for query in queries] == [["robotics"], ["robotics"]]


def test_the_second_thing_that_is_asked_takes_the_place_of_a_first_that_asks_itself(
    corpus: Path,
) -> None:
    length = Group(("length of study", "how many years"), ("修業年期", "幾多年"))
    terms = Terms([length, Group(("fee",), ("學費",)), Group(("exchange",), ("交流",))])
    catalogue = load_catalogue(corpus)[0]

    _, second = understand("How many years is Botany, and what is the fee?", (), catalogue, terms, TODAY)

    assert words(second) == ["fee"]


def test_terms_may_be_missing(tmp_path: Path) -> None:
    terms, text = load_terms(tmp_path)

    assert (text, [concept.word for concept in terms.concepts("tuition fee")]) == ("", ["tuition", "fee"])


def test_terms_in_another_form_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "terms.yaml").write_text("fee: tuition\n", encoding="utf-8")

    with pytest.raises(CorpusError, match=r"terms\.yaml: write one group a line"):
        load_terms(tmp_path)


@pytest.mark.parametrize("content", ["- [when, 幾時]\n".encode(), "- [學費]\n".encode("big5")])
def test_terms_that_cannot_be_used_are_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "terms.yaml").write_bytes(content)

    with pytest.raises(CorpusError, match=r"terms\.yaml"):
        load_terms(tmp_path)


@pytest.mark.parametrize("group", ['{en: [fee, ""], zh: [學費]}', '{en: [fee], zh: [" "]}', '[fee, ""]', "[fee, '　']"])
def test_an_empty_word_of_a_term_is_an_error_that_shows_its_group(tmp_path: Path, group: str) -> None:
    (tmp_path / "terms.yaml").write_text(f"- [hostel, 宿舍]\n- {group}\n", encoding="utf-8")

    with pytest.raises(CorpusError, match=r"terms\.yaml: a word is empty in .*'fee'"):
        load_terms(tmp_path)


def test_the_longest_term_counts() -> None:
    terms = Terms([Group(("fee",), ()), Group(("hostel fee",), ("宿費",))])

    assert [concept.word for concept in terms.concepts("the hostel fee")] == ["hostel fee"]


def test_a_chinese_term_is_found_with_all_of_its_signs() -> None:
    (concept,) = Terms([Group(("apply",), ("申請",))]).concepts("申請")

    assert concept.is_in(set(tokens("可以申請入學")))


def test_a_term_that_denies_is_found_only_where_the_text_denies() -> None:
    (concept,) = Terms([Group(("no longer offered",), ())]).concepts("no longer offered")

    assert concept.is_in(set(tokens("It is no longer offered.")))
    assert not concept.is_in(set(tokens("It is offered.")))


@pytest.fixture
def asked(tmp_path: Path) -> Understand:
    """What is understood over the small faculty."""
    (tmp_path / "programmes.yaml").write_text(faculty.CATALOGUE, encoding="utf-8")
    (tmp_path / "terms.yaml").write_text(faculty.TERMS, encoding="utf-8")
    catalogue, terms = load_catalogue(tmp_path)[0], load_terms(tmp_path)[0]

    def understood(question: str, *before: str) -> Query:
        return understand(question, [Turn(said) for said in before], catalogue, terms, TODAY)[-1]

    return understood


def test_this_year_is_a_year_only_for_what_changes_every_year(asked: Understand) -> None:
    assert asked("tuition of Botany this year").years == ("2026",)
    assert asked("how many people does Botany take this year?").years == ("2026",)
    assert asked("when does Botany close this year?").years == ("2026",)
    assert asked("may I live in a hostel this year?").years == ()


@pytest.mark.parametrize(
    "question",
    ["在香港讀的課程", "換了新的制度", "入學要俾嘅圖書證係幾多", "圖書證是什麼時候開始的？", "學校辦的中學生AI比賽"],
)
def test_a_clause_is_nothing_that_a_question_is_about(asked: Understand, question: str) -> None:
    assert not [c.word for c in asked(question).concepts if c.is_decisive and c.word != "ai"]


def test_a_subject_that_nobody_here_teaches_is_unknown(asked: Understand) -> None:
    assert asked("護理學要幾多分？").unknown == ("护理学",)
    assert asked("tuition of the MSc Data Weaving").unknown == ("data weaving",)
    assert asked("I am a nursing graduate. Is there an interview?").unknown == ()
    assert asked("Botany, then nursing: what is the tuition?").unknown == ()


def test_a_partner_is_no_other_institution(asked: Understand) -> None:
    assert asked("the dual degree of Botany with HKUST").unknown == ()
    assert "hkust" in words(asked("the dual degree of Botany with HKUST"))
    assert asked("compare the double degree of Botany with HKUST").unknown == ("hkust",)
    assert asked("tuition of Botany at HKUST").unknown == ("hkust",)


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Can I transfer from HKUST to Robotics Engineering after year 1?", ()),
        ("我喺科大讀緊一年級，可以轉入機械人學嗎", ()),
        ("How much is tuition at HKUST?", ("hkust",)),
        ("Is Robotics Engineering better than that of HKUST?", ("hkust",)),
    ],
)
def test_where_somebody_comes_from_is_nothing_that_is_asked_about(
    asked: Understand, question: str, unknown: tuple[str, ...]
) -> None:
    query = asked(question)

    assert query.unknown == unknown
    assert ("hkust" in [concept.word for concept in query.concepts]) is bool(unknown)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("I studied Botany, may I take the MSc in Robotics Engineering?", ["msc-robotics"]),
        ("我本科讀植物學，可以報機械人學碩士嗎", ["msc-robotics"]),
        ("I studied Botany, how does it compare with Music?", ["botany", "music"]),
        ("I study Botany.", ["botany"]),
    ],
)
def test_what_somebody_has_studied_is_not_what_is_asked_about(
    asked: Understand, question: str, about: list[str]
) -> None:
    query = asked(question)

    assert [programme.id for programme in query.programmes] == about
    assert any("botany" in c.word or "植物" in c.word for c in query.concepts) is (about == ["msc-robotics"])


def test_the_condition_of_a_follow_up_is_nothing_that_it_is_about(asked: Understand) -> None:
    before = "Is there a hostel for two years?"

    assert any(concept.is_carried for concept in asked("which fee if I already was there in June?", before).concepts)
    assert not any(c.is_carried for c in asked("which fee for a summer camp of robots in June?", before).concepts)


def test_after_a_masters_a_name_with_a_remark_means_the_masters(asked: Understand) -> None:
    assert ids(asked("那機械人學呢？舊的數字也可以", "Botany 的學費")) == ["robotics"]
    assert ids(
        asked("and Robotics Engineering? Old numbers will do", "tuition of the MSc in Robotics Engineering")
    ) == ["msc-robotics"]


def test_a_numeral_beside_a_noun_is_searched_for() -> None:
    group = Group(("Phase I", "first phase"), ())

    assert Terms([group]).concepts("phase I")[0].ways == (("phase", "i"), ("first", "phase"))


def test_what_holds_only_for_some_is_decisive_where_it_is_asked(asked: Understand) -> None:
    def decisive(question: str) -> set[str]:
        return {concept.word for concept in asked(question).concepts if concept.is_decisive}

    assert "application fee" in decisive("how much is the application fee of Botany?")
    assert "part-time" not in decisive("I work part-time. How much is Botany?")
    assert "part-time" not in decisive("Compare part-time and full-time Botany")


def test_what_is_told_first_is_left_out_of_what_is_asked() -> None:
    assert asking_part("I work part-time, what is the fee?") == " what is the fee?"
    assert asking_part("My son has a 4 in maths") == "my son has a 4 in maths"


def test_a_follow_up_about_a_person_is_searched_for_by_name(corpus: Path) -> None:
    catalogue, terms = load_catalogue(corpus)[0], load_terms(corpus)[0]
    past = Turn("Who founded Robotics?", "Robotics was founded by Prof. Ada Byron.")

    *_, query = understand("Is she still teaching?", [past], catalogue, terms, TODAY)

    assert "ada byron" in query.text
    assert {"ada", "byron"} <= set(query.words)


def test_a_follow_up_that_names_another_of_a_kind_takes_its_place(asked: Understand) -> None:
    assert "part-time" not in words(asked("what about full-time?", "How much is part-time Botany?"))
    assert "part-time" in words(asked("and the places?", "How much is part-time Botany?"))


def test_a_follow_up_that_asks_for_another_figure_drops_the_one_before(asked: Understand) -> None:
    assert "places" not in words(asked("and the fee?", "How many places does Botany have?"))
    assert "hostel" in words(asked("and the fee?", "Has Botany a hostel?"))


def test_what_is_said_of_a_subject_is_no_department() -> None:
    assert written_out("開學係幾時，呢個係咪植物學係") == "開學是幾時，呢個係咪植物學是"


def test_the_general_end_of_a_place_is_nothing_that_a_question_is_about(asked: Understand) -> None:
    assert [c.word for c in asked("耶鲁大学的圖書證").concepts if c.is_decisive] == ["耶鲁"]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Which takes more, Botany or computational?", ["botany", "poetry"]),
        ("Between Music and applied, who has more places?", ["music", "botany"]),
        ("计算和植物学，中位数各是多少？", ["poetry", "botany"]),
        ("植物學同造船邊個高分？", ["botany"]),  # what nobody can apply for any more is not meant
        ("I like maths and Botany. Which places has it?", ["botany"]),
        ("Botany and computational places", ["botany"]),  # nothing is compared
        ("Which is higher, Botany and  ?", ["botany"]),
    ],
)
def test_what_is_compared_with_a_programme_may_be_called_by_the_beginning_of_its_name(
    asked: Understand, question: str, named: list[str]
) -> None:
    assert ids(asked(question)) == named


@pytest.mark.parametrize(
    ("follow_up", "before", "named"),
    [
        ("And the computational one?", "How many places has Botany?", ["poetry"]),
        ("機械人嗰科呢？", "植物學有幾多學額？", ["robotics"]),
        ("And the second one?", "How many places has Botany?", ["botany"]),
        ("And the robotics one?", "What is the fee of the MSc in Robotics Engineering?", ["msc-robotics"]),
        ("and computational?", "How many places has Botany?", ["poetry"]),
        ("What about music then?", "How many places has Botany?", ["music"]),
        ("咁機械人呢", "植物學有幾多學額？", ["robotics"]),
    ],
)
def test_a_follow_up_may_point_at_a_programme_by_the_beginning_of_its_name(
    asked: Understand, follow_up: str, before: str, named: list[str]
) -> None:
    understood = asked(follow_up, before)

    assert ids(understood) == named
    assert any("places" in word or "学额" in word or "fee" in word for word in words(understood))


def test_a_follow_up_that_asks_for_another_thing_leaves_what_was_asked_and_keeps_the_programme(
    asked: Understand,
) -> None:
    understood = asked("and interviews in computational?", "How many places has Botany?")

    assert ids(understood) == ["botany"]
    assert any("interview" in word for word in words(understood))
    assert not any("places" in word for word in words(understood))


def test_that_year_is_the_year_spoken_of_before(asked: Understand) -> None:
    before = "How many places had Botany in 2024?"

    assert asked("When did it close for that intake?", before).years == ("2024",)
    assert asked("植物學嗰年有幾多人報？", before).years == ("2024",)
    assert asked("When does it close?", before).years == ()


def test_another_of_a_kind_is_asked_about_for_the_same_year(asked: Understand) -> None:
    assert asked("what about part-time?", "What is the full-time fee of Botany in 2027-28?").years == ("2027-28",)


def test_what_a_question_sets_aside_is_not_looked_for(asked: Understand) -> None:
    assert "hostel" not in words(asked("What does Botany cost, not counting hostel?"))
    assert "宿舍" not in words(asked("植物學的學費（不計宿舍）是多少？"))


def test_what_is_told_of_ones_own_degree_is_no_subject_that_is_asked_about(asked: Understand) -> None:
    assert asked("My first degree in Zoology was in English. What is the fee?").unknown == ()
    assert asked("What is the fee of a degree in Zoology?").unknown == ("zoology",)


@pytest.mark.parametrize(
    ("question", "is_of_whole"),
    [
        ("Robotics", True),
        ("info on TU100 please", True),
        ("Do you have Botany?", True),
        ("植物學係咩嚟㗎", True),
        ("想了解机器人学", True),
        ("想問下植物學係咩", True),
        ("what does Botany mean", True),
        ("有咩科揀", True),
        ("有咩科目", False),
        ("which programmes are there for Robotics", False),
        ("how is Botany?", False),
        ("why Robotics", False),
        ("I'd like to know more about Robotics", True),
        ("I want some information on Botany", True),
        ("what do I need for Robotics", False),
        ("can I do Robotics", False),
        ("I want Robotics", False),
        ("Botany要咩", False),
        ("Robotics in 2026", False),
        ("Robotics tuition", False),
        ("Robotics or Botany", False),
        ("what is HKUST", False),
        ("tell me more", False),
        ("植物學好唔好", False),
    ],
)
def test_a_question_that_asks_for_nothing_in_particular_is_one_for_the_whole_programme(
    query: Understand, question: str, is_of_whole: bool
) -> None:
    understood = query(question)

    assert understood.is_of_whole is is_of_whole
    assert not (understood.is_of_whole and understood.concepts)


@pytest.mark.parametrize(
    "text",
    [
        "这个" * 1000 + "x",
        "我想" * 1000 + "x",
        "科目" * 500 + "学科" * 500 + "x",
        "有没有" * 600 + "x",
        "开办" * 900 + "x",
    ],
)
def test_a_long_text_is_read_in_one_way(text: str) -> None:
    assert not asks_what_it_is(text)
    assert not asks_what_there_is(text)


@pytest.mark.parametrize(
    ("questions", "language"),
    [
        (("Robotics 中位數", "Botany"), Language.ZH_HANT),
        (("机器人学的学费是多少？", "Botany?"), Language.ZH_HANS),
        (("机器人学的学费是多少？", "哪年成立？"), Language.ZH_HANS),
        (("機械人學的學費是多少？", "哪年成立？"), Language.ZH_HANT),
        (("机器人学的学费是多少？", "植物學呢"), Language.ZH_HANT),
        (("机器人学的学费是多少？", "what about Botany"), Language.EN),
        (("fee of Robotics", "植物學呢"), Language.ZH_HANT),
        (("Botany",), Language.EN),
    ],
)
def test_what_does_not_tell_its_language_is_in_that_of_the_question_before(
    query: Understand, questions: tuple[str, ...], language: Language
) -> None:
    assert query(questions[-1], *questions[:-1]).language is language


@pytest.mark.parametrize(
    ("question", "named", "said"),
    [
        ("植物學費", ["botany"], "学费"),
        ("植物學額有幾多", ["botany"], "学额"),
        ("植物學系", ["botany"], "学系"),
        ("機械人學 學費", ["robotics"], "学费"),
        ("植物學會", [], "植物"),
    ],
)
def test_a_name_and_what_is_asked_of_it_may_share_a_sign(
    asked: Understand, question: str, named: list[str], said: str
) -> None:
    understood = asked(question)

    assert ids(understood) == named
    assert said in words(understood)
