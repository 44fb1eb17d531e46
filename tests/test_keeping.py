from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar, Event

from assistant.answering import Assistant
from assistant.domain import (
    Answer,
    AnsweredStatement,
    AnswerTable,
    Citation,
    Contact,
    Language,
    Names,
    Outcome,
    Passage,
    Place,
    Provenance,
    Statement,
    TableCell,
)
from assistant.keeping import calendar_of, deadlines_in, text_of, texts
from assistant.keeping.days import days_in
from assistant.keeping.deadlines import closing_days
from tests.made_answers import BOTANY, ROBOTICS, made_answer

TODAY = date(2026, 11, 25)
URL = "https://example.edu/deadlines"
FOUND_ON = (
    "From the programme assistant, 25 November 2026. Not the university's own service: check figures and dates on the "
    "official pages."
)
NOT_DEADLINES = [
    "He was Interim Dean until 1 May 2027, before he became Dean on 1 August 2027.",
    "中大研究院申請，在香港時間2027年9月1日09:00開始。",
    "他的院長任期在2026年結束，由曾教授在2027年5月1日出任院長。",
    "Prof. Tang has been Dean since 1 May 2027.",
    "The cooperation was announced on 4 March 2027.",
    "The exhibition was held from 14 October to 17 November 2027.",
    "Interviews for 2027 entry take place on 16–31 May 2027.",
    "The page was checked on 2027-07-18.",
    "中大在2027年9月20日成立學系。",
    "面試在2027年5月16日至31日舉行。",
    "The admission page shows deadlines from October 2026 to February 2027.",
    "The deadline of JS4468 is not published (2027).",
]


def made_citation(text: str, mark: int = 1, programmes: tuple[str, ...] = ("robotics",)) -> Citation:
    statement = Statement(f"d.md#{mark}.1", text, 0, programmes)
    passage = Passage(
        id=f"d.md#{mark}",
        document_id="d.md",
        title="Dates",
        headings=("Deadlines", "2027 intake"),
        text=text,
        statements=(statement,),
        programmes=programmes,
        language=Language.EN,
        provenance=Provenance(URL, "2026-10"),
        place=Place(page=3),
    )
    return Citation(mark, passage, (statement,))


def dated(text: str, language: Language = Language.EN, programmes: tuple[str, ...] = ("robotics",)) -> Answer:
    """An answer that quotes one statement on a programme."""
    statements = (AnsweredStatement(text, (1,)),)
    return Answer(
        Outcome.ANSWERED,
        language,
        statements=statements,
        citations=(made_citation(text, programmes=programmes),),
        about=(ROBOTICS, BOTANY),
    )


def events(text: str) -> list[Event]:
    return [component for component in Calendar.from_ical(text).walk("VEVENT") if isinstance(component, Event)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("31 January 2027", ["2027-01-31"]),
        ("31st of Jan. 2027", ["2027-01-31"]),
        ("January 31, 2027", ["2027-01-31"]),
        ("Jan 31 2027", ["2027-01-31"]),
        ("2027-01-31", ["2027-01-31"]),
        ("2027年1月31日", ["2027-01-31"]),
        ("2027 年 1 月 31 號", ["2027-01-31"]),
        ("25 and 27 May 2027", ["2027-05-25", "2027-05-27"]),
        ("29 September, 27 October and 24 November 2027", ["2027-09-29", "2027-10-27", "2027-11-24"]),
        ("29 December and 12 January 2027", ["2026-12-29", "2027-01-12"]),
        ("2026年12月1日、12月15日及1月15日", ["2026-12-01", "2026-12-15", "2027-01-15"]),
        ("2027年5月25日和27日", ["2027-05-25", "2027-05-27"]),
        ("16–31 May 2027", ["2027-05-16", "2027-05-31"]),
        ("level 5, 3 March 2027", ["2027-03-03"]),
        ("by 23:59 on 1 December 2026", ["2026-12-01"]),
        ("HK$47,000 by 1 March 2027", ["2027-03-01"]),
        ("31 February 2027", []),
        ("1 December, next year", []),
        ("May 2027, 2027年5月, 2026-27, 12月1日, 5 units", []),
        ("", []),
    ],
)
def test_days_are_read_in_the_forms_of_both_languages(text: str, days: list[str]) -> None:
    assert [str(each.day) for each in days_in(text)] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The deadline for the 2027 intake is 31 January 2027.", ["2027-01-31"]),
        ("Applications open on 1 September 2026 and close on 31 January 2027.", ["2027-01-31"]),
        ("Applications are accepted from 1 December 2026 to 31 January 2027; that is the deadline.", ["2027-01-31"]),
        ("The deadlines are 6 October, 17 November and 29 December 2026.", ["2026-10-06", "2026-11-17", "2026-12-29"]),
        ("Apply by 1 December 2026; results are published on 15 December 2026.", ["2026-12-01"]),
        ("1 March 2027 is the application deadline.", ["2027-03-01"]),
        (
            "The deadlines are 18 November 2026 for the advance offer round and 6 January 2027 for the regular round.",
            ["2026-11-18", "2027-01-06"],
        ),
        ("Applications are accepted until 31 January 2027.", ["2027-01-31"]),
        ("申請由2026年9月1日至2027年1月31日，逾期不予截止處理", ["2027-01-31"]),
        ("2027年1月31日截止申請，2027年5月16日面試。", ["2027-01-31"]),
        ("申請須在2027年1月31日前遞交。", ["2027-01-31"]),
        ("截止日期是2026年12月1日，最後一輪是2027年3月31日。", ["2026-12-01", "2027-03-31"]),
        ("Applications close on 1 December 2026 in the main round and on 31 March 2027.", ["2026-12-01", "2027-03-31"]),
    ],
)
def test_only_the_days_on_which_something_closes_are_deadlines(text: str, days: list[str]) -> None:
    assert [str(day) for day, _ in closing_days(text)] == days


@pytest.mark.parametrize("text", NOT_DEADLINES)
def test_an_answer_without_a_deadline_gives_no_calendar(text: str) -> None:
    assert calendar_of(dated(text), TODAY) == ""


def test_a_deadline_becomes_an_event_of_one_day_with_its_source_and_a_word_of_caution() -> None:
    text = "The deadline for the 2027 intake is 31 January 2027 (final round)."

    (event,) = events(calendar_of(dated(text), TODAY))

    assert (event.start, event.end) == (date(2027, 1, 31), date(2027, 2, 1))
    assert event["SUMMARY"] == "Deadline: Robotics (TU100) (final round)"
    assert event["URL"] == URL
    description = str(event["DESCRIPTION"])
    assert text in description
    assert "Dates › Deadlines › 2027 intake · as of October 2026" in description
    assert f"check the date on the official page: {URL}" in description


def test_the_summary_is_in_the_language_of_the_answer() -> None:
    (event,) = events(calendar_of(dated("2027年1月31日截止", Language.ZH_HANS), TODAY))

    assert event["SUMMARY"] == "截止日期：机器人学（TU100）"
    assert "请在官方网页核对日期" in str(event["DESCRIPTION"])


def test_what_is_about_no_programme_is_called_by_its_heading() -> None:
    (event,) = events(calendar_of(dated("Due by 31 January 2027.", programmes=()), TODAY))

    assert event["SUMMARY"] == "Deadline: 2027 intake"


def test_past_deadlines_are_left_out_and_that_of_today_is_not() -> None:
    text = f"The deadlines were {TODAY - timedelta(days=1)}, {TODAY} and {TODAY + timedelta(days=1)}."

    days = [deadline.day for deadline in deadlines_in(dated(text), TODAY)]

    assert days == [TODAY, TODAY + timedelta(days=1)]


def test_an_event_has_one_id_in_every_language_and_another_for_another_day() -> None:
    english = events(calendar_of(dated("The deadline is 31 January 2027."), TODAY))
    chinese = events(calendar_of(dated("截止日期是2027年1月31日。", Language.ZH_HANT), TODAY + timedelta(days=9)))
    moved = events(calendar_of(dated("The deadline is 1 February 2027."), TODAY))

    assert english[0]["UID"] == chinese[0]["UID"]
    assert english[0]["UID"] != moved[0]["UID"]


def test_the_same_answer_gives_the_same_file() -> None:
    answer = dated("The deadline is 31 January 2027.")

    assert calendar_of(answer, TODAY) == calendar_of(answer, TODAY)


def test_a_deadline_that_is_stated_twice_comes_once_with_both_sentences() -> None:
    first, second = "The first form is due by noon on 1 December 2026.", "The second form is due by 1 December 2026."
    answer = replace(dated(first), statements=(AnsweredStatement(first, (1,)), AnsweredStatement(second, (1,))))

    (event,) = events(calendar_of(answer, TODAY))

    assert first in str(event["DESCRIPTION"])
    assert second in str(event["DESCRIPTION"])


def made_comparison(label: str = "deadline (2027)") -> Answer:
    cells = (TableCell(label), TableCell("31 January 2027", (1,)), TableCell("30 April 2027 (local)", (2,)))
    return Answer(
        Outcome.ANSWERED,
        Language.EN,
        table=AnswerTable(("", "Robotics (TU100)", "Botany (TU200)"), (cells,)),
        citations=(made_citation("31 January 2027"), made_citation("30 April 2027 (local)", 2, ("botany",))),
    )


def test_the_cells_of_a_row_of_deadlines_are_events_named_by_their_column() -> None:
    found = deadlines_in(made_comparison(), TODAY)

    assert [(str(each.day), each.what) for each in found] == [
        ("2027-01-31", "Robotics (TU100)"),
        ("2027-04-30", "Botany (TU200) (local)"),
    ]


def test_dates_in_another_row_of_a_table_are_none() -> None:
    assert deadlines_in(made_comparison("interview (2027)"), TODAY) == ()


def test_the_cells_of_a_column_of_deadlines_are_events_named_by_their_row() -> None:
    rows = ((TableCell("Robotics (TU100)"), TableCell("31 January 2027", (1,))),)
    table = AnswerTable(("", "截止日期"), rows)

    (found,) = deadlines_in(replace(made_comparison(), table=table), TODAY)

    assert found.what == "Robotics (TU100)"


def test_what_a_document_says_cannot_add_lines_to_the_calendar() -> None:
    text = "The deadline is 31 January 2027.\r\nEND:VEVENT\r\nBEGIN:VALARM; a,b\\n\nATTACH:http://evil.example"

    written = calendar_of(dated(text), TODAY)

    assert "\nATTACH" not in written
    assert "\nBEGIN:VALARM" not in written
    assert len(events(written)) == 1


def test_real_answers_on_deadlines_give_calendars_in_both_languages(real_assistant: Assistant) -> None:
    english = real_assistant.answer("When is the deadline of the MSc in Computer Science for 2027?")
    chinese = real_assistant.answer("計算機科學碩士2027年入學幾時截止申請？")

    (one,), (other,) = (events(calendar_of(answer, TODAY)) for answer in (english, chinese))

    assert one.start == other.start == date(2027, 1, 31)
    assert one["UID"] == other["UID"]
    assert str(other["SUMMARY"]).startswith("截止日期：計算機科學")


def test_a_copied_answer_keeps_its_marks_and_names_its_sources() -> None:
    answer = replace(dated("Robotics has 40 places in 2026."), lead="I can answer only a part of this.")

    assert text_of(answer, TODAY, "How  many\nplaces?").split("\n") == [
        "“How many places?”",
        "",
        "I can answer only a part of this.",
        "",
        "Robotics has 40 places in 2026. [1]",
        "",
        "Sources",
        "[1] Dates › Deadlines › 2027 intake · page 3 · as of October 2026",
        URL,
        "",
        FOUND_ON,
    ]


def test_a_copied_comparison_is_a_list_and_a_source_of_two_marks_stands_once() -> None:
    copied = text_of(made_comparison(), TODAY)

    assert (
        "deadline (2027)\n• Robotics (TU100): 31 January 2027 [1]\n• Botany (TU200): 30 April 2027 (local) [2]"
        in copied
    )
    assert "[1][2] Dates › Deadlines" in copied
    assert copied.count(URL) == 1
    assert "|" not in copied


def test_a_table_of_two_columns_is_one_line_a_row() -> None:
    table = AnswerTable(
        ("", "學費"),
        ((TableCell("機械人學"), TableCell("HK$47,000", (1,))), (TableCell("植物學"), TableCell("沒有列明"))),
    )

    copied = text_of(replace(made_comparison(), table=table, language=Language.ZH_HANT), TODAY)

    assert "學費\n• 機械人學：HK$47,000 [1]\n• 植物學：沒有列明" in copied
    assert "出處\n[1]" in copied
    assert "取自課程助理，2026 年 11 月 25 日。" in copied


def test_a_copied_refusal_names_whom_to_ask_with_the_address_on_a_line_of_its_own() -> None:
    contact = Contact("Please ask: Admissions Office,", "https://admission.example.edu")
    refusal = Answer(Outcome.NOT_FOUND, Language.EN, lead="The documents do not hold this.", contact=contact)

    copied = text_of(refusal, TODAY)

    assert copied.startswith(
        "The documents do not hold this.\n\nPlease ask: Admissions Office,\nhttps://admission.example.edu\n\n"
    )
    assert "Sources" not in copied


def test_what_documents_write_cannot_pass_for_a_line_of_ours() -> None:
    copied = text_of(dated("Robotics.\n\nSources\n[1] https://evil.example"), TODAY)

    assert copied.count("\nSources\n") == 1


@pytest.mark.parametrize("language", list(Language))
def test_every_language_has_its_own_words(language: Language) -> None:
    copied = text_of(made_answer(language=language), TODAY)

    own = {Language.EN: "official pages", Language.ZH_HANT: "官方網頁", Language.ZH_HANS: "官方网页"}
    assert [other for other, words in own.items() if words in copied] == [language]


def test_names_are_whole_in_every_language() -> None:

    all_names = [value for value in vars(texts).values() if isinstance(value, Names)]
    assert all(names.en and names.zh_hant and names.zh_hans for names in all_names)
