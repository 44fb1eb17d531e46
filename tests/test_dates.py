import pytest

from assistant.understanding.dates import is_of_same_year, is_present, without_years, years_asked

THIS_YEAR = 2026


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("fee in 2027-28", ("2027-28",)),
        ("median last year", ("2025",)),
        ("median the year before last", ("2024",)),
        ("two years ago", ("2024",)),
        ("fees this academic year", ("2026",)),
        ("deadline for the next entry", ("2027",)),
        ("the upcoming intake", ("2027",)),
        ("去年的中位數", ("2025",)),
        ("前年", ("2024",)),
        ("出年嘅學費", ("2027",)),
        ("the year before 2023", ("2022",)),
        ("the year after that in 2023", ("2024",)),
        ("2023年之前一年", ("2022",)),
        ("2024 and last year", ("2024", "2025")),
        ("in the last year of the degree", ()),
        ("AIST 課程說明年期", ()),
        ("請說明年費是多少", ()),
        ("列出年度學費", ()),
        ("以上年資", ()),
        ("did it begin in the 1990s?", ()),
        ("that's the 2025 median, and now the one for 2024", ("2024",)),
        ("the programme that began in 2019", ("2019",)),
        ("got 3 for Liberal Studies back in 2022, must I still sit it?", ()),
        ("the median", ()),
    ],
)
def test_the_years_that_are_asked_for_are_told_from_the_day(question: str, years: tuple[str, ...]) -> None:
    assert years_asked(question, THIS_YEAR) == years


@pytest.mark.parametrize("question", ["since 2021", "who was Dean before 2019?", "2021年至今", "fees from 2021"])
def test_an_open_ended_span_asks_for_no_year(question: str) -> None:
    assert years_asked(question, THIS_YEAR) == ()


def test_a_span_with_two_ends_asks_for_its_years() -> None:
    assert years_asked("medians from 2023 to 2025", THIS_YEAR) == ("2023", "2025")


def test_what_points_to_a_year_is_not_searched_for() -> None:
    assert without_years("median last year and the year before 2023").split() == ["median", "and"]


@pytest.mark.parametrize(
    "question",
    [
        "I sat Liberal Studies in 2022 and got a 3. Does it count?",
        "My son took the DSE last year, may he combine results?",
        "the median, I only see 2023 and 2025",
        "In 2021 my brother paid more. What is the fee?",
        "2021年我哥哥讀書，而家學費幾多",
        "我2022年考過通識，仲要唔要考公民科？",
        "我個仔上年考DSE，可唔可以合併成績？",
    ],
)
def test_a_past_year_in_the_askers_own_story_is_not_asked_for(question: str) -> None:
    assert years_asked(question, THIS_YEAR) == ()


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("I need the fee for 2024", "2024"),
        ("I want last year's median", "2025"),
        ("我想知2022年嘅學費", "2022"),
        ("I will start in 2027. What is the tuition?", "2027"),
        ("My sister entered in 2023. What was the fee in that year?", "2023"),
    ],
)
def test_a_year_is_asked_for_by_somebody_who_wants_to_know_it(question: str, year: str) -> None:
    assert years_asked(question, THIS_YEAR) == (year,)


def test_this_year_is_told_from_a_year_in_figures() -> None:
    assert is_present("may I use both this year?", THIS_YEAR)
    assert not is_present("the fee in 2026, this year", THIS_YEAR)
    assert not is_present("this year and last year", THIS_YEAR)


@pytest.mark.parametrize(
    "question",
    [
        "As an applicant starting in 2027, how long is the programme?",
        "If I begin in 2027-28, which courses are there?",
        "我2027年入學，要讀幾多年？",
    ],
)
def test_the_year_in_which_somebody_begins_is_asked_for_only_of_what_changes_every_year(question: str) -> None:
    assert years_asked(question, THIS_YEAR, is_yearly=False) == ()
    assert years_asked(question, THIS_YEAR)[0][:4] == "2027"


def test_a_year_that_is_asked_for_beside_the_beginning_is_asked_for() -> None:
    assert years_asked("As a student starting in 2027, what were the units in 2024?", THIS_YEAR, is_yearly=False) == (
        "2024",
    )


@pytest.mark.parametrize(
    ("question", "is_same"),
    [
        ("嗰年有幾多人報？", True),
        ("that intake?", True),
        ("不同年級的學費一樣嗎？", False),
        ("courses that second year students take", False),
        ("the same year 1 courses", False),
    ],
)
def test_a_year_of_study_is_not_the_year_spoken_of(question: str, is_same: bool) -> None:
    assert is_of_same_year(question) is is_same
