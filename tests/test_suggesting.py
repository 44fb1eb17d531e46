from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.domain import NO_CONTEXT, Answer, AnsweredStatement, Citation, Context, Language, Names, Outcome, Turn
from assistant.errors import IndexMissing
from assistant.facts import Fact
from assistant.offered import FILE_NAME
from assistant.settings import Settings
from assistant.startup import Startup
from assistant.suggesting.candidates import Candidate, tells
from tests.faculty import TODAY, faculty
from tests.made_answers import PASSAGE, PLACES, made_answer
from tests.scripted import CALIBRATION, ScriptedEmbedder, assistant_over, build_index

QUESTIONS = """
- topic: {en: Scores, zh: 分數}
  questions:
    - {en: "What was the median admission score of {programme} in {year}?", zh: "{programme}{year}年的收生中位數？"}
    - {en: "What is the accreditation of {programme}?", zh: "{programme}的認可是什麼？"}
- topic: {en: Admission, zh: 入學}
  questions:
    - {en: "How many first-year places does {programme} have?", zh: "{programme}有多少學額？"}
    - {en: "Does {programme} hold an interview?", zh: "{programme}有沒有面試？"}
    - {en: "How many offers made does {programme} have?", zh: "{programme}的取錄人數是多少？"}
- topic: {en: Fees, zh: 學費}
  questions:
    - {en: "What is the tuition fee of {programme}?", zh: "{programme}的學費是多少？"}
    - {en: "What does a spaceship cost?", zh: "太空船多少錢？"}
- topic: {en: Campus, zh: 校園}
  questions:
    - {en: "May students live in a hostel?", zh: "學生可以入住宿舍嗎？"}
"""


@pytest.fixture(scope="module")
def plain_faculty(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Without questions of its own."""
    return faculty(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def offering(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The same with QUESTIONS."""
    folder = tmp_path_factory.mktemp("offering")
    faculty(folder)
    (folder / "corpus" / FILE_NAME).write_text(QUESTIONS, encoding="utf-8")
    embedder = ScriptedEmbedder()
    build_index(folder / "corpus", folder / "index", embedder)
    return assistant_over(folder / "index", embedder, TODAY)


def suggested(
    assistant: Assistant, question: str, turns: tuple[Turn, ...] = (), context: Context = NO_CONTEXT
) -> tuple[str, ...]:
    return assistant.suggest(assistant.answer(question, turns, context), turns, context)


@pytest.mark.parametrize(
    "question",
    [
        "What was the median score of ROBO in 2025?",
        "機械人學的學額是多少？",
        "机器人学的学额是多少？",
        "Compare ROBO and Botany",
        "Which programmes do not interview?",
        "IB points for ROBO?",
        "Fees at HKUST?",
        "Write my essay",
    ],
)
def test_every_suggestion_is_answered_in_the_language_of_the_answer(offering: Assistant, question: str) -> None:
    answer = offering.answer(question)

    offered = offering.suggest(answer)

    assert 1 <= len(offered) <= 3
    assert len(set(offered)) == len(offered)
    for each in offered:
        assert offering.answer(each, (), Context(language=answer.language)).outcome is Outcome.ANSWERED
        assert offering.answer(each).language is answer.language


def test_after_one_fact_come_other_facts_of_the_programme_and_a_comparison(offering: Assistant) -> None:
    offered = suggested(offering, "What was the median score of ROBO in 2025?")

    assert "Compare Robotics Engineering and Applied Botany: median admission score" in offered
    assert sum("Robotics Engineering" in each for each in offered) == 3
    assert not any(each.startswith("What was the median") for each in offered)


def test_after_a_comparison_come_other_comparisons(offering: Assistant) -> None:
    offered = suggested(offering, "Compare ROBO and Botany: median admission score")

    assert offered[0].startswith("Compare Robotics Engineering and Applied Botany: ")
    assert "median" not in offered[0]


def test_after_a_refusal_comes_what_is_known_of_the_programme(offering: Assistant) -> None:
    answer = offering.answer("IB points for ROBO?")

    offered = offering.suggest(answer)

    assert answer.outcome is Outcome.NOT_FOUND
    assert offered
    assert all("Robotics" in each for each in offered)


def test_what_was_asked_before_is_not_offered_again(offering: Assistant) -> None:
    question = "What was the median score of ROBO in 2025?"
    turns: list[Turn] = []
    said: set[str] = set()

    for _ in range(5):
        answer = offering.answer(question, turns)
        offered = offering.suggest(answer, turns)
        assert said.isdisjoint(offered)
        turns.append(Turn(question, answer.text))
        question = offered[0]
        said.add(question)


def test_what_was_asked_in_other_words_is_not_offered_either(offering: Assistant) -> None:
    turns = (Turn("Is there an interview for ROBO?"),)

    offered = suggested(offering, "What was the median score of ROBO in 2025?", turns)

    assert not any("hold an interview" in each for each in offered)


def test_the_programme_that_was_picked_is_what_is_offered(offering: Assistant) -> None:
    offered = suggested(offering, "May students live in a hostel?", context=Context(programme="poetry"))

    assert offered
    assert all("Computational Poetry" in each for each in offered)


def test_the_start_questions_are_by_topic_and_only_what_is_answered(offering: Assistant) -> None:
    start = offering.start_questions(Language.EN)

    assert [topic.en for topic, _ in start] == ["Scores", "Admission", "Fees", "Campus"]
    questions = [question for _, questions in start for question in questions]
    assert len(questions) <= 8
    assert not any("spaceship" in question or "accreditation" in question for question in questions)
    assert all(offering.answer(question).outcome is Outcome.ANSWERED for question in questions)


@pytest.mark.parametrize("language", list(Language))
def test_the_start_questions_are_in_the_language_asked_for_and_stay_the_same(
    offering: Assistant, language: Language
) -> None:
    start = offering.start_questions(language)

    assert start == offering.start_questions(language)
    questions = [question for _, questions in start for question in questions]
    assert questions
    assert all(offering.answer(question).language is language for question in questions if "宿舍" not in question)


def test_without_questions_of_its_own_a_corpus_offers_what_its_tables_tell(plain_faculty: Assistant) -> None:
    start = plain_faculty.start_questions(Language.EN)

    questions = [question for _, questions in start for question in questions]
    assert len(questions) >= 3
    assert all(plain_faculty.answer(question).outcome is Outcome.ANSWERED for question in questions)
    assert suggested(plain_faculty, "What was the median score of ROBO in 2025?")


def test_a_new_generation_is_asked_anew(tmp_path: Path) -> None:
    assistant = faculty(tmp_path)
    before = assistant.start_questions(Language.EN)
    (tmp_path / "corpus" / FILE_NAME).write_text(QUESTIONS, encoding="utf-8")

    build_index(tmp_path / "corpus", tmp_path / "index", ScriptedEmbedder())

    assert [topic.en for topic, _ in assistant.start_questions(Language.EN)][:2] == ["Scores", "Admission"]
    assert assistant.start_questions(Language.EN) != before


def test_what_was_checked_once_is_not_asked_again(tmp_path: Path) -> None:
    faculty(tmp_path)
    embedder = ScriptedEmbedder()
    asked: list[str] = []

    class Counting(ScriptedEmbedder):
        def embed_query(self, text: str) -> list[float]:
            asked.append(text)
            return embedder.embed_query(text)

    assistant = assistant_over(tmp_path / "index", Counting(), TODAY)
    answer = assistant.answer("What was the median score of ROBO in 2025?")
    first = assistant.suggest(answer)
    count = len(asked)

    assert assistant.suggest(answer) == first
    assert len(asked) == count


def made_candidate(value: str, programme: str = "robotics") -> Candidate:
    """A question on the places of a programme, of which a table tells `value`."""
    fact = Fact(programme, (PLACES,), (), "2026", value, "Places", "Robotics", "", "s", "p", tuple(Language))
    return Candidate("Places?", Names("", "", ""), (programme,), frozenset({PLACES}), (fact,))


def stating(text: str, programme: str = "robotics") -> Answer:
    quote = replace(PASSAGE.statements[0], programmes=(programme,))
    return made_answer(statements=(AnsweredStatement(text, (1,)),), citations=(Citation(1, PASSAGE, (quote,)),))


def test_visitors_at_the_same_time_all_get_questions(tmp_path: Path) -> None:
    assistant = faculty(tmp_path)
    answer = assistant.answer("What was the median score of ROBO in 2025?")

    with ThreadPoolExecutor(8) as visitors:
        offered = list(visitors.map(assistant.suggest, [answer] * 16))

    assert offered[0]
    assert set(offered) == {offered[0]}


@pytest.mark.parametrize(
    ("answer", "candidate", "is_told"),
    [
        (stating("Robotics has 40 places."), made_candidate("40"), True),
        (stating("Robotics has 40 places."), made_candidate("40 places"), True),
        (stating("Robotics needs mathematics 5."), made_candidate("Level 5"), True),
        (stating("Robotics has 40 places."), made_candidate("41"), False),
        (stating("Robotics has 140 places."), made_candidate("no places"), False),
        (stating("Botany has 40 places.", "botany"), made_candidate("40"), False),
        (stating("Robotics has 40 places."), made_candidate("40", "botany"), False),
        (made_answer(Outcome.NOT_FOUND), made_candidate("40"), False),
        (made_answer(Outcome.PARTLY), made_candidate("40"), False),
    ],
)
def test_only_an_answer_that_states_the_fact_of_the_programme_counts(
    answer: Answer, candidate: Candidate, is_told: bool
) -> None:
    assert tells(answer, candidate, TODAY) is is_told


def test_a_question_whose_answer_is_past_is_not_offered() -> None:
    answer = stating("Robotics has 40 places.")
    past = replace(PASSAGE, provenance=replace(PASSAGE.provenance, valid_until=TODAY - timedelta(days=1)))
    over = replace(answer, citations=tuple(replace(citation, passage=past) for citation in answer.citations))

    assert tells(answer, made_candidate("40"), TODAY)
    assert not tells(over, made_candidate("40"), TODAY)


def test_nothing_is_offered_before_the_assistant_is_ready(corpus: Path, tmp_path: Path) -> None:
    startup = Startup(Settings(corpus_dir=corpus, index_dir=tmp_path / "none"), lambda _: ScriptedEmbedder())

    assert startup.start_questions(Language.EN) == ()
    assert startup.suggest(made_answer()) == ()


def test_once_ready_the_page_is_offered_questions(corpus: Path, tmp_path: Path) -> None:
    embedder = ScriptedEmbedder(identity="packed-e5@1571fc982750")
    startup = Startup(
        Settings(corpus_dir=corpus, index_dir=tmp_path / "index"), lambda _: embedder, lambda: CALIBRATION
    )
    startup.begin()
    assert startup.is_ready(30)

    answer = startup.answer("How many places does Robotics have?")

    assert isinstance(startup.start_questions(Language.EN), tuple)
    assert isinstance(startup.suggest(answer), tuple)


def test_without_an_index_asking_for_questions_says_what_to_do(tmp_path: Path) -> None:
    assistant = assistant_over(tmp_path / "none", ScriptedEmbedder())

    with pytest.raises(IndexMissing, match=r"python ingest\.py"):
        assistant.start_questions(Language.EN)


@pytest.mark.parametrize("language", list(Language))
def test_the_real_start_screen_has_eight_questions_on_several_topics(
    real_assistant: Assistant, language: Language
) -> None:
    start = real_assistant.start_questions(language)

    questions = [question for _, questions in start for question in questions]
    assert len(questions) == 8
    assert len(start) >= 5
    answers = [real_assistant.answer(question, (), Context(language=language)) for question in questions]
    assert {answer.outcome for answer in answers} == {Outcome.ANSWERED}


@pytest.mark.parametrize(
    "question", ["What was the 2025 median score for AIST?", "AIST 嘅 median 係幾多？", "学费多少？"]
)
def test_after_a_real_answer_there_are_three_questions(real_assistant: Assistant, question: str) -> None:
    assert len(suggested(real_assistant, question)) == 3
