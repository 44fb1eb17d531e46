"""Questions in two steps over a small faculty: the first finds the programmes that the second is about."""

import pytest

from assistant.answering import Assistant
from assistant.domain import Answer, Outcome, Turn
from tests.faculty import faculty

DEPARTMENTS = """---
title: Who runs what
programmes: [robotics, botany, poetry, music]
language: en
source_url: https://example.edu/departments
as_of: 2026-06
---

## Departments

| Programme | Department that runs it |
|---|---|
| Robotics Engineering (TU100) | Machines |
| Applied Botany (TU200) | Life |
| Computational Poetry (TU300) | Letters; Machines |
| Music Technology (TU400) | Machines |

## Points for grades

| Grade in the entrance examination | Points |
|---|---|
| Entrance grade B1 | 5 |
| Entrance grade B2 | 4 |
| Entrance grade B3 | 3 |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return faculty(tmp_path_factory.mktemp("faculty"), departments=DEPARTMENTS)


def said(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def shown(answer: Answer) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in answer.table.rows] if answer.table else []


HIGHEST_MEDIAN = "Highest median admission score (2025): Robotics Engineering (TU100) – 52.5"


@pytest.mark.parametrize(
    "question",
    [
        "How many places does the programme with the highest median have?",
        "The programme with the highest median: how many places does it have?",
        "Which programme has the highest median, and how many places does it have?",
    ],
)
def test_the_programme_with_the_most_of_something_is_found_and_then_asked_about(
    assistant: Assistant, question: str
) -> None:
    first, second = said(assistant.answer(question))

    assert first == HIGHEST_MEDIAN
    assert second == "Robotics Engineering (TU100) — First-year places: 40 (Admission scores, 2025)"


def test_the_programmes_that_fulfil_a_condition_are_compared_in_what_is_asked_of_each(assistant: Assistant) -> None:
    answer = assistant.answer("Which programmes do not interview, and how many places has each?")

    assert said(answer)[0].startswith("interview (2026) – no interview: 2 – ")
    assert answer.table is not None
    assert answer.table.header == ("", "Robotics Engineering (TU100)", "Music Technology (TU400)")
    assert shown(answer) == [("first-year places (2025)", "40", "12")]


def test_the_most_is_looked_for_among_those_that_fulfil_a_condition(assistant: Assistant) -> None:
    condition, most = said(assistant.answer("Of the programmes that need Mathematics 2, which has the most places?"))

    assert condition == "mathematics (2026) – 2: 2 – Applied Botany (TU200), Computational Poetry (TU300)"
    assert most == "Highest first-year places: Applied Botany (TU200) – 25 (2025)"


def test_a_question_after_one_over_all_programmes_is_about_what_that_found(assistant: Assistant) -> None:
    question = "Which programme has the highest median?"
    turns = [Turn(question, assistant.answer(question).text)]

    answer = assistant.answer("And how many places does it have?", turns)

    assert said(answer) == ["Robotics Engineering (TU100) — First-year places: 40 (Admission scores, 2025)"]


def test_a_question_after_one_about_nothing_in_particular_is_not_about_what_its_answer_named(
    assistant: Assistant,
) -> None:
    question = "Where do students go on exchange?"
    turns = [Turn(question, assistant.answer(question).text)]

    answer = assistant.answer("And how long may they live in a hostel?", turns)

    assert said(answer)[0].startswith("Students may live in a hostel for two years.")


def test_what_the_first_answer_tells_already_is_not_told_again(assistant: Assistant) -> None:
    answer = assistant.answer("Which programme has the highest median, and how much is it?")

    assert said(answer) == [HIGHEST_MEDIAN]


def test_who_comes_first_by_a_ratio_is_said_above_the_table_of_all(assistant: Assistant) -> None:
    answer = assistant.answer("Which programme has the highest success rate?")

    assert said(answer) == ["Lowest applicants per offer: Applied Botany (TU200) – 4.0 (100 ÷ 25)"]
    assert shown(answer)[0] == ("Applied Botany (TU200)", "4.0")


def test_a_column_that_a_question_does_not_ask_for_is_left_out(assistant: Assistant) -> None:
    answer = assistant.answer("What are the offers of Robotics Engineering?")

    assert said(answer) == ["Robotics Engineering (TU100) — Offers made: 40 (Applications, 2025)"]


def test_two_comparisons_of_the_same_programmes_are_one_table(assistant: Assistant) -> None:
    answer = assistant.answer("What is the median of ROBO and Botany? And how many applicants do they have?")

    assert answer.outcome is Outcome.ANSWERED
    assert [row[0] for row in shown(answer)] == ["median admission score (2025)", "applicants (2025)"]


def test_the_programmes_of_one_department_are_counted_and_compared_in_what_is_asked(assistant: Assistant) -> None:
    answer = assistant.answer("Which programmes does the department of Robotics Engineering run, and their median?")

    assert said(answer)[0].startswith("department – Machines: 3 – Robotics Engineering (TU100), ")
    assert ("median admission score (2025)", "52.5", "41.25", "29.75") in shown(answer)


def test_two_rows_of_a_table_that_a_question_names_are_both_said(assistant: Assistant) -> None:
    answer = assistant.answer("How many points are entrance grade B1 and grade B3?")

    assert [text.partition(" (")[0] for text in said(answer)[:2]] == [
        "Entrance grade B1 — Points: 5",
        "Entrance grade B3 — Points: 3",
    ]


@pytest.mark.parametrize(
    ("question", "row"),
    [
        (
            "Which programmes does the department of Robotics Engineering offer? What median has each?",
            "median admission",
        ),
        ("由機械人學學系主理嘅本科課程有邊幾個？佢哋嘅收生中位數係幾多？", "收生中位數"),
        ("机器人学学系开设的本科课程有哪些？收生中位数各是多少？", "收生中位数"),
    ],
)
def test_what_is_asked_of_each_is_asked_of_all_that_one_department_runs(
    assistant: Assistant, question: str, row: str
) -> None:
    answer = assistant.answer(question)

    assert ": 3 – " in said(answer)[0] or "：3 " in said(answer)[0]
    (label, *medians), *others = shown(answer)
    assert label.startswith(row)
    assert sorted(medians) == ["29.75", "41.25", "52.5"]
    assert others == []


def test_what_is_asked_after_a_turn_on_one_department_is_asked_of_all_that_it_runs(assistant: Assistant) -> None:
    question = "Which programmes does the department of Robotics Engineering run?"
    turns = [Turn(question, assistant.answer(question).text)]

    assert len(shown(assistant.answer("What is the median of each?", turns))[0]) == 4
    assert shown(assistant.answer("What is the median of Robotics Engineering?", turns)) == []
    assert "52.5" in said(assistant.answer("And its median?", turns))[0]
