"""How questions are understood with the shipped catalogue and terms; no index is needed."""

from collections.abc import Callable
from datetime import date

import pytest

from assistant.catalogue_file import load_catalogue
from assistant.composing.dated import years_of
from assistant.domain import Language, Passage, Provenance, Query, Statement, Turn
from assistant.language import has_count
from assistant.programmes import Catalogue
from assistant.scope import asked_for
from assistant.terms import Terms, load_terms
from assistant.understanding.dates import years_asked
from assistant.understanding.questions import understand
from assistant.understanding.spelling import spelt
from tests.conftest import ROOT

TODAY = date(2026, 11, 22)
Understand = Callable[..., list[Query]]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "corpus")[0]


@pytest.fixture(scope="module")
def terms() -> Terms:
    return load_terms(ROOT / "corpus")[0]


@pytest.fixture(scope="module")
def queries(catalogue: Catalogue, terms: Terms) -> Understand:
    def understood(question: str, *before: str) -> list[Query]:
        return list(understand(question, [Turn(asked) for asked in before], catalogue, terms, TODAY))

    return understood


def asked(query: Query) -> set[str]:
    return {names.en for names in query.asked}


@pytest.mark.parametrize(
    "question", ["For how long? My degree is 4 years", "so all four years, right?", "咁可以住幾耐？"]
)
def test_what_only_goes_on_is_about_what_was_asked_before(queries: Understand, question: str) -> None:
    (query,) = queries(question, "Is there housing for international students?")

    assert "hostel" in asked(query)


def test_a_figure_asked_for_next_leaves_the_subject_before_behind(queries: Understand) -> None:
    (query,) = queries("ok what was the median last year", "Is physics a must for MAE?")

    assert [programme.id for programme in query.programmes] == ["mae"]
    assert asked(query) == {"median admission score"}


def test_the_same_year_is_that_of_before(queries: Understand) -> None:
    (query,) = queries("same year but for EE", "What was the median of MAE?", "and in 2023")

    assert query.years == ("2023",)
    assert "year" not in {concept.word for concept in query.concepts}


def test_a_second_question_about_another_university_is_about_it_too(queries: Understand) -> None:
    first, second = queries("What is the median of law at HKUST? How much is a hostel place?")

    assert first.unknown
    assert second.unknown == first.unknown


def test_a_second_question_that_names_ours_is_not(queries: Understand) -> None:
    _, second = queries("What is the median of law at HKUST? How much is a hostel place at CUHK?")

    assert not second.unknown


@pytest.mark.parametrize("question", ["My son has 38 in IB, is that enough for BME?", "我考緊 A-Level，夠唔夠入 BME？"])
def test_the_examination_that_somebody_holds_decides_what_is_enough(queries: Understand, question: str) -> None:
    query = queries(question)[0]

    assert {"IB", "A-Level"} & {names.en for c in query.concepts if c.is_decisive for names in c.names}


def test_a_level_is_not_found_in_every_level(terms: Terms) -> None:
    (concept,) = (concept for concept in terms.concepts("A Level") if concept.is_term)

    assert not concept.is_in(frozenset({"a", "level", "minimum"}))
    assert concept.is_in(frozenset({"a-level"}))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("MAE PhD for students without a research master's degree", ["mae"]),
        ("the master's of MAE", ["msc-mae"]),
        ("mech & automation vs energy/environmental", ["mae", "eee"]),
        ("Materials Sci & Eng", ["mse"]),
        ("生醫同電腦科", ["bme", "cse"]),
    ],
)
def test_programmes_are_named_as_people_write(catalogue: Catalogue, text: str, ids: list[str]) -> None:
    assert [programme.id for programme in catalogue.named_in(catalogue.respelt(text))] == ids


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("What is the tution?", "What is the tuition?"),
        ("Which Departement runs it", "Which department runs it"),
        ("an intership at SenseTime", "an internship at SenseTime"),
        ("was it changed or charged by Prof. Tsang", "was it changed or charged by Prof. Tsang"),
        ("the programme’s specialisation", "the programme’s specialisation"),
    ],
)
def test_slips_in_terms_are_mended_and_nothing_else(terms: Terms, typed: str, meant: str) -> None:
    assert spelt(typed, terms.spellings) == meant


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("I want to mix it with last year's grades", ()),
        ("Resat only chemistry this year, does EE take marks off?", ()),
        ("What were last year's scores?", ("2025",)),
        ("the median of 2024 (not 2025 or 2023)", ("2024",)),
        ("2024年（不是2025年或2023年）的收生中位數", ("2024",)),
    ],
)
def test_years_of_ones_own_results_and_years_set_aside_are_not_asked_for(question: str, years: tuple[str, ...]) -> None:
    assert years_asked(question, 2026) == years


def test_one_question_asks_the_same_of_two_things_but_programmes_are_compared(queries: Understand) -> None:
    two = queries("授課型碩士和研究型博士申請時分別要幾封推薦信？")
    compared = queries("AIST和CSE分別收幾多人？")

    assert [asked(query) >= {"reference report"} for query in two] == [True, True]
    assert [len(query.programmes) for query in compared] == [2]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The scheme has run since 1975.", ["1975", "2026"]),
        ("她由2024年5月1日起擔任院長。", ["2024", "2026"]),
        ("The median of 2024 was 30.", ["2024"]),
        ("Since 2022 it is 30, and it was 20 in 2020.", ["2022", "2020"]),
    ],
)
def test_what_began_and_goes_on_is_of_today_as_well(text: str, years: list[str]) -> None:
    statement = Statement("a#1.1", text, 0)
    passage = Passage("a#1", "a", "A", (), text, (statement,), (), Language.EN, Provenance("", "2026"))

    assert years_of(passage, statement) == years


def test_numbers_in_words_count() -> None:
    assert has_count("Two reference reports are needed.")
    assert has_count("設有四個可選的專修範疇")
    assert not has_count("one of the oldest, with 一個 department")


@pytest.mark.parametrize(
    ("before", "answer", "question", "years"),
    [
        ("How many offers did JS4412 make in 2025?", "", "What about the year before?", ("2024",)),
        ("AIST 2025 年有幾多個 offer？", "", "前一年呢？", ("2024",)),
        ("What is the tuition for 2026-27?", "", "and the one after that?", ("2027-28",)),
        ("What is the median of AIST?", "AIST (JS4468), 2025 – median: 52.375", "and the year before?", ("2024",)),
        ("What is the median of AIST in 2023?", "", "What was it last year?", ("2025",)),
    ],
)
def test_a_year_beside_another_is_told_from_the_one_spoken_of_before(
    catalogue: Catalogue, terms: Terms, before: str, answer: str, question: str, years: tuple[str, ...]
) -> None:
    (query,) = understand(question, [Turn(before, answer)], catalogue, terms, TODAY)

    assert query.years == years


def test_what_tells_one_of_several_alike_is_exact(queries: Understand) -> None:
    (prize,) = queries("Who came second at the AI competition?")
    (grade,) = queries("DSE 日文攞到 A 計幾多分？")
    (faculty,) = queries("Which came first, the faculty or CINTEC?")

    assert [(c.word, c.is_decisive) for c in prize.concepts if c.is_exact] == [("place 2", True)]
    assert [(c.word, c.is_decisive) for c in grade.concepts if c.is_exact] == [("grade a", False)]
    assert not any(concept.is_exact for concept in faculty.concepts)


def test_a_letter_behind_its_noun_is_searched_for_with_it(terms: Terms) -> None:
    (concept,) = terms.concepts("Band A")

    assert concept.is_in({"band", "a", "applic"})
    assert not concept.is_in({"a", "applic"})


@pytest.mark.parametrize("words", ["first-year places", "first year places", "senior year entrants"])
def test_terms_are_found_with_and_without_their_hyphens(terms: Terms, words: str) -> None:
    assert [concept.is_term for concept in terms.concepts(words)] == [True]


@pytest.mark.parametrize("question", ["How much is the MSc in AI?", "MSc in AI 幾多錢？"])
def test_how_much_a_programme_is_asks_for_its_price(queries: Understand, question: str) -> None:
    (query,) = queries(question)

    assert "tuition fee" in asked(query)


def test_what_an_answer_is_for_is_no_part_of_the_question(queries: Understand) -> None:
    (query,) = queries("Who is the Dean? Need the name for a caption")

    assert query.text == "Who is the Dean?"
    assert not query.unknown


def test_whom_it_is_for_is_no_subject_of_another_faculty(queries: Understand) -> None:
    (pupils,) = queries("Is there a competition for secondary students in 2027?")
    (nurses,) = queries("What is the fee for nursing students?")

    assert not pupils.unknown
    assert nurses.unknown


def test_whoever_sat_an_examination_asks_nothing_of_the_sat(queries: Understand) -> None:
    (query,) = queries("I sat the DSE twice. Does EE mind?")

    assert "SAT" not in asked(query)


def test_what_points_back_at_no_term_is_about_the_words_of_before(queries: Understand) -> None:
    (query,) = queries("How many units does it count for?", "Can I do a project with a company in MSc FinTech?")

    assert {"project", "company"} <= {concept.word for concept in query.concepts if concept.is_carried}


@pytest.mark.parametrize(
    "question",
    [
        "Honestly, whose PhD group in CSE is the most toxic?",
        "邊個教授組最壓榨學生？",
        "呢條 M2 積分好煩：∫ x·e^x dx，寫埋步驟畀我交功課啦。",
        "my c++ assignment is due tonight, write me a linked list with insert and delete",
        "睇下我明年能否攞到獎學金",
        "who are the easiest graders in CSE? rank top 5 profs",
        "Promise in writing that EE will give him the full scholarship",
        "請替我以第一人稱寫一篇六百字、投考機械人學碩士的個人陳述",
    ],
)
def test_what_is_no_question_for_this_desk_is_told(question: str) -> None:
    assert asked_for(question) is not None


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("4750 定 4760 嘅中位數高啲？", ["aseix", "idax"]),
        ("JS4412 vs 4468 median?", ["cse", "aist"]),
        ("Is HK$4412 enough?", []),
    ],
)
def test_a_code_may_be_called_by_its_digits(queries: Understand, question: str, ids: list[str]) -> None:
    assert [programme.id for programme in queries(question)[0].programmes] == ids


@pytest.mark.parametrize(
    "question",
    [
        "Does IELTS 6.0 satisfy the English requirement of a master's in Engineering?",
        "JS4750 and JS4760, the double-major programmes run with CUHK-Shenzhen: what was the median of each?",
    ],
)
def test_neither_the_field_of_the_faculty_nor_a_partner_is_unknown(queries: Understand, question: str) -> None:
    assert not queries(question)[0].unknown


def test_another_university_may_be_called_in_short(queries: Understand) -> None:
    assert queries("imperial mech eng tuition per year?")[0].unknown
    assert queries("Lingnan U 嗰個 data science 要交幾錢學費？")[0].unknown


def test_where_somebody_lives_is_no_closing_date(queries: Understand) -> None:
    assert not asked(queries("I live close by in Tai Wai, which colleges eat together?")[0]) & {"application deadline"}


def test_titles_are_no_names_and_who_bears_them_is(queries: Understand) -> None:
    decisive = {
        concept.word for concept in queries("the programme set up by Prof. Kao")[0].concepts if concept.is_decisive
    }

    assert "kao" in decisive
    assert "prof" not in decisive


def test_a_partner_of_before_is_no_other_institution(queries: Understand) -> None:
    before = "Where do Electronic Engineering students go on exchange?"

    assert not queries("so Imperial in London was one of them, right?", before)[0].unknown
    assert queries("Imperial in London: what is the fee?")[0].unknown


@pytest.mark.parametrize(
    "question",
    [
        "How much will I have to pay for a hall place in 2026/27?",
        "How much was a hostel place in 2024-25?",
        "宿舍一年幾錢？",
    ],
)
def test_the_price_of_a_thing_is_its_fee(queries: Understand, question: str) -> None:
    assert "hostel fee" in asked(queries(question)[0])


def test_other_questions_for_a_thing_do_not_ask_for_its_fee(queries: Understand) -> None:
    assert "hostel fee" not in asked(queries("How many hostel places are there?")[0])
    assert "hostel fee" not in asked(queries("Is a hall place guaranteed?")[0])


def test_a_year_in_chinese_numerals_is_a_year(queries: Understand) -> None:
    assert queries("二〇二四年有幾多人申請 JS4760？")[0].years == ("2024",)


@pytest.mark.parametrize(
    "question",
    [
        "Which IELTS score does the Faculty of Engineering want for its master's?",
        "申请中大工程学院硕士需要什么英语成绩？",
    ],
)
def test_the_institution_is_not_what_a_question_hangs_on_that_asks_for_something_of_it(
    queries: Understand, question: str
) -> None:
    (query,) = queries(question)

    assert "Faculty of Engineering" not in asked(query)
    assert any(concept.is_decisive for concept in query.concepts)


@pytest.mark.parametrize("question", ["When was the Faculty of Engineering founded?", "工程學院是甚麼時候成立的？"])
def test_the_institution_is_asked_about_where_nothing_else_is_named(queries: Understand, question: str) -> None:
    (query,) = queries(question)

    assert "Faculty of Engineering" in asked(query)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("ie median", ["ie"]),
        ("what was the median of ee?", ["ee"]),
        ("cuhk cs intake", ["cse"]),
        ("CUHK ce interview", ["cse"]),
        ("ee學額", ["ee"]),
        ("the fee, ie tuition", []),
        ("how much is it", []),
    ],
)
def test_a_name_of_two_letters_may_be_small_where_it_is_hardly_another_word(
    queries: Understand, question: str, ids: list[str]
) -> None:
    (query,) = queries(question)

    assert [programme.id for programme in query.programmes] == ids


def test_a_field_that_nobody_teaches_is_not_the_programme_before(queries: Understand) -> None:
    (query,) = queries("土木呢", "AIST招多少人")

    assert query.unknown == ("土木",)
    assert not query.programmes


@pytest.mark.parametrize(("question", "ids"), [("咁材料呢", ["mse"]), ("面試呢", ["aist"]), ("那AI呢", ["aist"])])
def test_another_programme_and_another_thing_are_no_unknown_field(
    queries: Understand, question: str, ids: list[str]
) -> None:
    (query,) = queries(question, "AIST學額")

    assert not query.unknown
    assert [programme.id for programme in query.programmes] == ids


@pytest.mark.parametrize("question", ["how many got an offer then?", "and in Band A?"])
def test_statistics_stay_in_the_year_spoken_of(queries: Understand, question: str) -> None:
    (query,) = queries(question, "How many people applied to SEEM in 2024?")

    assert query.years == ("2024",)
    assert "applicants" not in asked(query)


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("what do students do in their last year in AIST?", ()),
        ("what was the median last year?", ("2025",)),
        ("msc cs fee 27fall", ("2027",)),
        ("MSc CS fee, fall 27", ("2027",)),
    ],
)
def test_the_last_year_of_studies_is_no_year_and_an_entry_may_be_shortened(
    queries: Understand, question: str, years: tuple[str, ...]
) -> None:
    (query,) = queries(question)

    assert query.years == years


@pytest.mark.parametrize("question", ["陸生學費", "大陆学生学费多少", "台灣學生學費", "外籍生學費"])
def test_students_from_elsewhere_are_non_local(queries: Understand, question: str) -> None:
    (query,) = queries(question)

    assert "non-local" in asked(query)
