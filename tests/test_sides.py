"""Comparisons that no table makes, the usual, differences and sums, over a small faculty."""

import pytest

from assistant.answering import Assistant
from assistant.domain import Answer, Operation, Outcome
from assistant.grounding import unsupported_figures
from tests.faculty import faculty

_HEAD = """---
title: {title}
programmes: [{programmes}]
language: en
source_url: https://example.edu/{title}
as_of: 2026-06
---

"""
SCHOOL = _HEAD.format(title="Rules", programmes="") + (
    "## Units\n\nMost programmes of Test University have 60 units of the major.\n\n"
    "## Hostel rules\n\nHostel residents in the north wing cook for themselves.\n\n"
    "Hostel residents in the south wing eat in a canteen.\n"
)
TEACHING = _HEAD.format(title="Teaching", programmes="botany, music") + (
    "## What is taught\n\n"
    "- The courses of Applied Botany (TU200) are on leaves and roots.\n"
    "- The courses of Music Technology (TU400) are on sound and loudspeakers.\n"
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return faculty(tmp_path_factory.mktemp("faculty"), rules=SCHOOL, teaching=TEACHING)


def said(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def shown(answer: Answer) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in answer.table.rows] if answer.table else []


@pytest.mark.parametrize(
    "question",
    [
        "How does the north wing of the hostel differ from the south wing?",
        "What is the difference between the north wing and the south wing of the hostel?",
        "Compare the north wing and the south wing of the hostel",
    ],
)
def test_each_side_of_a_comparison_gets_its_own_statement(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question)

    assert any("north wing" in text for text in said(answer))
    assert any("south wing" in text for text in said(answer))


def test_what_a_programme_has_is_set_against_the_usual(assistant: Assistant) -> None:
    answer = assistant.answer("How many units does Robotics Engineering have, compared with the usual programme?")

    assert "Units of the major: 75 (as of June 2026)" in said(answer)
    assert said(answer)[-1].startswith("Most programmes of Test University have 60 units")


def test_a_comparison_over_years_has_a_row_for_each_year(assistant: Assistant) -> None:
    answer = assistant.answer("Compare the median of Robotics Engineering and Applied Botany in 2024 and 2025")

    assert shown(answer) == [
        ("median admission score (2024)", "50", "39"),
        ("median admission score (2025)", "52.5", "38"),
    ]


def test_programmes_that_are_compared_in_general_show_what_differs_first(assistant: Assistant) -> None:
    answer = assistant.answer("Robotics Engineering or Music Technology?")

    labels = [row[0] for row in shown(answer)]
    assert labels[0] == "median admission score (2025)"
    assert labels[-1] == "interview (2026)"


@pytest.mark.parametrize(
    ("question", "text", "operation"),
    [
        (
            "How many more places does Robotics Engineering have than Applied Botany?",
            "Difference in first-year places (2025): 15 (40, 25)",
            Operation.DIFFERENCE,
        ),
        ("機械人學同植物學嘅收生中位數相差幾多？", "收生中位數（2025）相差：14.5（52.5、38）", Operation.DIFFERENCE),
        (
            "How many places do Robotics Engineering and Applied Botany have in total?",
            "First-year places (2025) in total: 65 (Robotics Engineering (TU100) – 40, Applied Botany (TU200) – 25)",
            Operation.SUM,
        ),
        (
            "What is the tuition fee of Robotics Engineering in total from 2025-26 to 2027-28?",
            "Tuition fee in total: HK$141,000 (2025-26 – HK$44,500, 2026-27 – HK$47,000, 2027-28 – HK$49,500)",
            Operation.SUM,
        ),
    ],
)
def test_a_difference_or_a_sum_is_computed_from_cited_cells(
    assistant: Assistant, question: str, text: str, operation: Operation
) -> None:
    answer = assistant.answer(question)

    first = answer.statements[0]
    assert first.text == text
    assert [computed.operation for computed in first.computed] == [operation]
    by_mark = {citation.mark: citation.passage for citation in answer.citations}
    assert unsupported_figures(first.text, [by_mark[mark] for mark in first.marks], first.computed) == []


def test_no_sum_is_made_over_years_that_a_table_lacks(assistant: Assistant) -> None:
    answer = assistant.answer("What is the tuition fee of Robotics Engineering in total from 2024 to 2028?")

    assert answer.outcome is not Outcome.ANSWERED or not any("in total" in text for text in said(answer))


def test_no_difference_is_taken_between_figures_of_different_years(assistant: Assistant) -> None:
    answer = assistant.answer("How many more places does Robotics Engineering have than Computational Poetry?")

    assert said(answer) == []
    assert shown(answer) == [("first-year places", "40 (2025)", "20 (2024)")]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "Which has the higher median, Robotics Engineering or Applied Botany?",
            "Highest median admission score (2025): Robotics Engineering (TU100) – 52.5",
        ),
        (
            "Does Robotics Engineering or Applied Botany have fewer places?",
            "Lowest first-year places (2025): Applied Botany (TU200) – 25",
        ),
        (
            "Which has the higher success rate, Robotics Engineering or Applied Botany?",
            "Highest applicants per offer: Robotics Engineering (TU100) – 22.5 (900 ÷ 40)",
        ),
    ],
)
def test_of_two_that_are_compared_the_one_with_more_is_named(assistant: Assistant, question: str, text: str) -> None:
    answer = assistant.answer(question)

    assert said(answer) == [text]
    assert answer.table is not None


def test_a_year_that_a_question_asks_for_and_its_answer_lacks_is_said(assistant: Assistant) -> None:
    answer = assistant.answer("What was the median of Robotics Engineering in 2023, 2024 and 2025?")

    assert answer.outcome is Outcome.PARTLY
    assert [text.partition(" (TU100) — ")[2][:28] for text in said(answer)] == [
        "Median admission score: 50 (",
        "Median admission score: 52.5",
    ]
    assert answer.closing.endswith("median admission score (2023).")


def test_several_things_asked_get_the_first_statement_of_each_before_a_further_one(assistant: Assistant) -> None:
    answer = assistant.answer("How long may I live in a hostel? What is the tuition fee of Robotics Engineering?")

    assert any("hostel for two years" in text for text in said(answer))
    assert any("HK$47,000" in text for text in said(answer))
