"""How questions are understood with the shipped catalogue and terms; no index is needed."""

from collections.abc import Callable
from datetime import date

import pytest

from assistant.composing.dated import years_of
from assistant.domain import Language, Passage, Provenance, Query, Statement, Turn
from assistant.language import has_count
from assistant.programmes import Catalogue, load_catalogue
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
    "question",
    [
        "who are the easiest graders in CSE? rank top 5 profs",
        "Promise in writing that EE will give him the full scholarship",
        "請替我以第一人稱寫一篇六百字、投考機械人學碩士的個人陳述",
    ],
)
def test_what_is_no_question_for_this_desk_is_told(question: str) -> None:
    assert asked_for(question) is not None
