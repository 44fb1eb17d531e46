"""What the words of a sentence turn round, join, bound or label otherwise than the statements it cites."""

from collections.abc import Sequence

import pytest

from assistant.catalogue_file import load_catalogue
from assistant.domain import Cell, Language, Passage, Provenance, Statement
from assistant.grounding.support import faults
from assistant.grounding.told import Told
from assistant.programmes import Catalogue
from assistant.terms import Terms, load_terms
from tests.conftest import ROOT

Row = Sequence[tuple[str, str]]
LEVELS: Row = (
    ("Chinese", "Level 3"), ("Mathematics", "Level 4"), ("Citizenship and Social Development", "Attained"),
    ("Electives", "Two electives at Level 3"),
)  # fmt: skip
SCHEME: Row = (("主修學分", "87"), ("修讀計劃", "2025-26年度"), ("文件", "MIEGN_ENG_25.pdf"))


@pytest.fixture(scope="module")
def known() -> tuple[Catalogue, Terms]:
    return load_catalogue(ROOT / "corpus")[0], load_terms(ROOT / "corpus")[0]


def found(
    known: tuple[Catalogue, Terms], sentence: str, *cited: tuple[str, Sequence[str], Row], subject: str = ""
) -> list[str]:
    """What is wrong with a sentence that cites these texts, each with its programmes and its row."""
    told = []
    for text, programmes, row in cited:
        statement = Statement("a.md#1.1", text, 0, tuple(programmes), tuple(Cell(*cell) for cell in row))
        dated = Provenance("https://example.edu", "2026-06")
        of_it = (statement.programmes, Language.EN, dated)
        told.append(Told(Passage("a.md#1", "a.md", "A", (), text, (statement,), *of_it), statement, *known))
    return [str(fault) for fault in faults(sentence, told, (subject,) if subject else (), *known)]


@pytest.mark.parametrize(
    ("told", "right", "wrong"),
    [
        (
            "The minors of 2021 take 18–30 units.",
            "According to the documents, the minors of 2021 take 18 to 30 units.",
            "The minors of 2021 take 30–18 units.",
        ),
        (
            "2025-26至2027-28年度，每年學費水平相同。",
            "每年學費水平在2025-26至2027-28年度相同。",
            "2027-28至2025-26年度，每年學費水平相同。",
        ),
    ],
)
def test_a_span_is_not_told_the_other_way_round(
    told: str, right: str, wrong: str, known: tuple[Catalogue, Terms]
) -> None:
    assert found(known, right, (told, (), ())) == []
    assert found(known, wrong, (told, (), ()))


@pytest.mark.parametrize(
    ("told", "right", "wrong"),
    [
        (
            "The Department of Mechanical and Automation Engineering was formed in 1994.",
            "In 1994 the Department of Mechanical and Automation Engineering was formed.",
            "The Department of Mechanical or Automation Engineering was formed in 1994.",
        ),
        (
            "中大設立了人工智能教育及探索實驗室。",
            "人工智能教育和探索實驗室由中大設立。",
            "中大設立了人工智能教育或探索實驗室。",
        ),
    ],
)
def test_a_name_is_joined_as_it_is_told(told: str, right: str, wrong: str, known: tuple[Catalogue, Terms]) -> None:
    assert found(known, right, (told, (), ())) == []
    assert found(known, wrong, (told, (), ()))


@pytest.mark.parametrize(
    ("told", "right", "wrong"),
    [
        (
            "The competition took place in June 2025.",
            "The competition was in June 2025.",
            "The competition took place in June about 2025.",
        ),
        ("The department was formed around 2014.", "學系在2014年左右成立。", "學系最多2014年成立。"),
        (
            "The kick-off took place on 4 November 2022.",
            "The kick-off took place on November 4, 2022.",
            "The kick-off took place on November 4, 4.",
        ),
        (
            "He was Interim Dean from 1 August 2023 and Dean from 1 May 2024.",
            "He was Interim Dean from 1 August 2023 and Dean from 1 May 2024.",
            "He was Interim Dean from 2024 August 2023 and Dean from 1 May 2024.",
        ),
        (
            "根據2026年6月的聯招網頁，第二主修可選（截至2026-11）。",
            "第二主修可選（根據2026年6月的聯招網頁）。",
            "根據2026-11年6月的聯招網頁，第二主修可選。",
        ),
    ],
)
def test_a_date_is_as_exact_as_it_is_told(told: str, right: str, wrong: str, known: tuple[Catalogue, Terms]) -> None:
    assert not [fault for fault in found(known, right, (told, (), ())) if fault.startswith(("bound", "code", "date"))]
    assert found(known, wrong, (told, (), ()))


def test_about_an_amount_of_four_digits_is_no_bound_of_a_year(known: tuple[Catalogue, Terms]) -> None:
    told = ("International entrants pay about HK$2,000 in the first term for orientation.", (), ())
    said = "International entrants pay about 2000 Hong Kong dollars in the first term for orientation."

    assert found(known, said, told) == []


@pytest.mark.parametrize(
    ("row", "right", "wrong"),
    [
        (
            LEVELS,
            "the Chinese is Level 3; Mathematics: Level 4; Electives: Two electives at Level 3.",
            "the Chinese is Level 3; Mathematics: Level 4; Electives: Attained.",
        ),
        (LEVELS, "Chinese: Level 3; Mathematics: Level 4.", "Chinese: Level 3; Chinese: Level 3."),
        (SCHEME, "主修學分是87；修讀計劃：2025-26年度。", "主修學分是87；文件：2025-26年度。"),
    ],
)
def test_a_label_has_its_own_value_and_is_said_once(
    row: Row, right: str, wrong: str, known: tuple[Catalogue, Terms]
) -> None:
    text = "; ".join(f"{name}: {value}" for name, value in row)

    assert found(known, right, (text, (), row)) == []
    assert any(fault.startswith("place") for fault in found(known, wrong, (text, (), row)))


def test_a_label_in_a_sentence_beside_the_row_is_no_second_value(known: tuple[Catalogue, Terms]) -> None:
    row = ("Streams: Robotics; Big Data", (), (("Streams", "Robotics; Big Data"),))
    sentence = ("Students choose a stream: the streams are optional.", (), ())
    said = "The Streams is Robotics; Big Data; moreover: students choose a stream: the streams are optional."

    assert found(known, said, row, sentence) == []
    assert "place: Streams" in found(known, said, row)


@pytest.mark.parametrize(
    ("told", "right", "wrong"),
    [
        (
            "He was Vice-Chancellor of CUHK in 2009.",
            "In 2009 he was Vice-Chancellor of CUHK.",
            "He was Pro-Vice-Chancellor of CUHK in 2009.",
        ),
        (
            "Omar Wing教授是中大工程學院的創院院長。",
            "中大工程學院的創院院長是Omar Wing教授。",
            "Omar Wing教授是中大工程學院的創院副院長。",
        ),
    ],
)
def test_nobody_is_made_a_deputy(told: str, right: str, wrong: str, known: tuple[Catalogue, Terms]) -> None:
    assert found(known, right, (told, (), ())) == []
    assert found(known, wrong, (told, (), ()))


def test_a_minimum_may_be_said_in_other_words_and_not_left_out(known: tuple[Catalogue, Terms]) -> None:
    told = ("The units required for the degree are at least 27 units.", (), ())

    assert found(known, "The degree requires 27 units.", told) == []
    assert "bound: 27 units" in found(known, "The degree has 27 units.", told)


def test_most_is_not_all(known: tuple[Catalogue, Terms]) -> None:
    told = ("The scheme includes a block of units that all students take over all entry routes.", (), ())

    assert found(known, "The scheme includes a block of units that most students take over all entry routes.", told)
    assert found(known, "The scheme includes a block of units that all students take over most entry routes.", told)


def test_what_is_said_of_all_lets_no_other_programme_into_what_is_said_of_one(known: tuple[Catalogue, Terms]) -> None:
    of_one = ("AIST has four optional streams.", ("aist",), ())
    of_all = ("Local students at CUHK pay HK$47,000 in 2026-27.", (), ())
    said = "{} has four optional streams; moreover: local students at CUHK pay HK$47,000 in 2026-27."
    applied = "Local students of CSE pay HK$47,000 in 2026-27."

    assert found(known, said.format("AIST"), of_one, of_all) == []
    assert "programme: cse" in found(known, said.format("CSE"), of_one, of_all)
    assert found(known, applied, of_one, of_all, subject="cse") == []
    assert found(known, applied, of_all) == []


def test_a_numeral_that_makes_no_number_is_none_that_is_told(known: tuple[Catalogue, Terms]) -> None:
    told = ("招股規模約 HK$5.55 billion（即五十五億五千萬港元）。", (), ())

    assert found(known, "招股規模約五十五億五千萬港元。", told) == []
    assert "figure: 五十五亿五千千" in found(known, "招股規模約 HK$5.55 billion（即五十五億五千千港元）。", told)
