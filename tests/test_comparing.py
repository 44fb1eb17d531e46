"""Comparisons and questions to all programmes, computed over the tables of a small faculty."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.domain import Answer, AnsweredStatement, Operation, Outcome, TableCell
from assistant.grounding import unsupported_figures
from tests.faculty import COMPARISON, faculty

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return faculty(tmp_path_factory.mktemp("faculty"))


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Ask:
    return assistant.answer


def shown(answer: Answer) -> list[tuple[str, ...]]:
    assert answer.table is not None
    return [tuple(cell.text for cell in row) for row in answer.table.rows]


def only(answer: Answer) -> str:
    (statement,) = answer.statements
    return statement.text


def test_a_comparison_is_a_table_with_a_source_for_each_cell(ask: Ask) -> None:
    answer = ask("Compare the median and applicants of Robotics Engineering and Applied Botany")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.table is not None
    assert answer.table.header == ("", "Robotics Engineering (TU100)", "Applied Botany (TU200)")
    assert shown(answer) == [("median admission score (2025)", "52.5", "38"), ("applicants (2025)", "900", "100")]
    by_mark = {citation.mark: citation for citation in answer.citations}
    for _, *cells in answer.table.rows:
        for cell in cells:
            (mark,) = cell.marks
            assert any(cell.text == value.value for quote in by_mark[mark].quotes for value in quote.cells)


def test_what_a_table_lacks_is_not_stated_and_has_no_source(ask: Ask) -> None:
    answer = ask("Compare the applicants of Applied Botany and Music Technology and Poetry")

    assert shown(answer) == [("applicants (2025)", "100", "not stated", "210")]
    assert answer.table is not None
    assert answer.table.rows[0][2].marks == ()


def test_a_value_of_another_year_says_its_year(ask: Ask) -> None:
    answer = ask("places of Robotics Engineering vs Computational Poetry")

    assert shown(answer) == [("first-year places", "40 (2025)", "20 (2024)")]


def test_a_comparison_of_nothing_in_particular_shows_what_is_known_of_all(ask: Ask) -> None:
    labels = [row[0] for row in shown(ask("What is the difference between Botany and Music?"))]

    assert labels[:2] == ["median admission score (2025)", "first-year places (2025)"]
    assert "interview (2026)" in labels


def test_a_comparison_in_chinese_has_chinese_labels_and_names(ask: Ask) -> None:
    answer = ask("機械人學同音樂科技嘅收生中位數同申請人數")

    assert answer.table is not None
    assert answer.table.header == ("", "機械人學（TU100）", "音樂科技（TU400）")
    assert shown(answer)[0] == ("收生中位數（2025）", "52.5", "29.75")


def test_a_ratio_is_divided_from_two_cited_cells(ask: Ask) -> None:
    answer = ask("What is the success rate of Robotics Engineering and Applied Botany?")

    assert shown(answer)[-1] == ("applicants per offer", "22.5", "4.0")
    assert answer.table is not None
    (computed,) = answer.table.rows[-1][1].computed
    assert (computed.operation, [cell.value for cell in computed.cells]) == (Operation.RATIO, ["900", "40"])


def test_a_ratio_over_all_programmes_is_a_table_of_it_the_lowest_first(ask: Ask) -> None:
    answer = ask("Which programme has the highest success rate?")

    assert shown(answer) == [
        ("Applied Botany (TU200)", "4.0"),
        ("Computational Poetry (TU300)", "10.5"),
        ("Robotics Engineering (TU100)", "22.5"),
    ]


def test_a_ratio_that_no_programme_has_both_figures_of_is_not_ranked(tmp_path: Path) -> None:
    applications = """
| Programme, 2025 entry | Applicants |
|---|---|
| Robotics Engineering (TU100) | 900 |
| Applied Botany (TU200) | 100 |
| Computational Poetry (TU300) | 210 |

## Offers, 2025

| Programme, 2025 entry | Offers made |
|---|---|
| Music Technology (TU400) | 12 |
| Naval Architecture (TU900) | 9 |
| MSc in Robotics Engineering (TM500) | 30 |
"""
    before, _, rest = COMPARISON.partition("\n| Programme, 2025 entry | Applicants | Offers made |")
    after = rest[rest.index("\n## Interviews") :]
    of_all = before.replace("music]", "music, ships, msc-robotics]") + applications + after

    answer = faculty(tmp_path, comparison=of_all).answer("Which programme has the highest success rate?")

    assert answer.outcome is not Outcome.UNAVAILABLE
    assert "applicants per offer" not in answer.text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "Which programme has the highest median?",
            "Highest median admission score (2025): Robotics Engineering (TU100) – 52.5",
        ),
        ("哪個課程的收生中位數最高？", "收生中位數（2025）最高：機械人學（TU100） – 52.5"),
        (
            "Which programme has the lowest median?",
            "Lowest median admission score (2025): Music Technology (TU400) – 29.75",
        ),
        (
            "Which programme had the lowest median in 2024?",
            "Lowest median admission score (2024): Applied Botany (TU200) – 39",
        ),
        (
            "Which programmes have the lowest mathematics?",
            "Lowest mathematics (2026): Applied Botany (TU200) – 2, Computational Poetry (TU300) – 2",
        ),
    ],
)
def test_the_highest_and_the_lowest_are_found_over_all_programmes(ask: Ask, question: str, answer: str) -> None:
    assert only(ask(question)) == answer


@pytest.mark.parametrize(
    ("question", "count", "names"),
    [
        ("Which programmes require Mathematics 5?", ": 1 – ", ["Robotics"]),
        ("Which programmes don't require Mathematics 2?", ": 2 – ", ["Robotics", "Music"]),
        ("Which programmes do not interview?", ": 2 – ", ["Robotics", "Music"]),
        ("Which programmes hold an interview?", ": 2 – ", ["Botany", "Poetry"]),
        ("哪些課程不設面試？", "：2 個 – ", ["機械人學", "音樂科技"]),
        ("Which programmes have more than 25 places?", ": 1 – ", ["Robotics"]),
        ("Which programmes have at least 25 places?", ": 2 – ", ["Robotics", "Botany"]),
        ("Which programmes have 25 or more places?", ": 2 – ", ["Robotics", "Botany"]),
        ("Which programmes have no less than 25 places?", ": 2 – ", ["Robotics", "Botany"]),
        ("Which programmes have fewer than 20 places?", ": 1 – ", ["Music"]),
        ("Which programmes have at most 20 places?", ": 2 – ", ["Poetry", "Music"]),
        ("Which programmes have no more than 20 places?", ": 2 – ", ["Poetry", "Music"]),
        ("哪些課程的學額不足20？", "：1 個 – ", ["音樂科技"]),
        ("哪些課程的學額最多 20 個？", "：2 個 – ", ["計算詩學", "音樂科技"]),
        ("Which programmes have more than 99 places?", "0 of 4", []),
    ],
)
def test_programmes_that_fulfil_a_condition_are_counted_and_named(
    ask: Ask, question: str, count: str, names: list[str]
) -> None:
    text = only(ask(question))

    assert count in text
    all_names = ("Robotics", "Botany", "Poetry", "Music", "機械人學", "植物學", "計算詩學", "音樂科技")
    assert [name for name in all_names if name in text] == names


def test_a_count_cites_the_rows_that_it_names_and_is_computed_from_them(ask: Ask) -> None:
    answer = ask("Which programmes do not interview?")

    (statement,) = answer.statements
    quoted = [quote.text for citation in answer.citations for quote in citation.quotes]
    assert len(quoted) == 2
    assert [(each.figure, len(each.cells)) for each in statement.computed] == [("2", 2)]


def test_that_none_fulfils_a_condition_cites_every_row_that_was_counted(ask: Ask) -> None:
    answer = ask("Which programmes have more than 99 places?")

    (statement,) = answer.statements
    quoted = [quote.text for citation in answer.citations for quote in citation.quotes]
    assert len(quoted) == 4
    assert [(each.figure, len(each.cells)) for each in statement.computed] == [("0", 0), ("4", 4)]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Top two programmes by number of places?", ["Robotics", "Botany"]),
        ("Which two programmes have the fewest places? The two lowest please", ["Music", "Poetry"]),
        ("學額最多的兩個課程是哪些課程？", ["機械人學", "植物學"]),
    ],
)
def test_as_many_of_the_highest_are_named_as_are_asked_for(ask: Ask, question: str, names: list[str]) -> None:
    text = only(ask(question))

    assert sorted(names, key=text.find) == names
    assert all(name in text for name in names)
    assert len(ask(question).statements[0].marks) <= len(names)


def test_a_day_of_the_month_is_no_condition_on_a_number(ask: Ask) -> None:
    answer = ask("Which programmes have more places than on 30 March?")

    assert not any(": 1 – " in statement.text for statement in answer.statements)


def test_what_is_asked_of_all_without_a_condition_is_listed(ask: Ask) -> None:
    answer = ask("List the median of all programmes")

    assert shown(answer)[0] == ("Robotics Engineering (TU100)", "52.5")
    assert len(shown(answer)) == 4


def test_what_each_of_all_programmes_has_is_listed_without_a_choice_among_them(ask: Ask) -> None:
    answer = ask("List the interview of all programmes")

    assert [row[1] for row in shown(answer)] == [
        "no interview",
        "required for every applicant",
        "by invitation",
        "no interview",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Compare the median and places of Robotics Engineering and Computational Poetry",
        "What is the success rate of Robotics Engineering and Applied Botany?",
        "Which programme has the highest success rate?",
        "Which programme has the highest median?",
        "Which programmes do not interview?",
        "Which programmes have at least 25 places?",
        "哪些課程不設面試？",
        "List the median of all programmes",
        "What is the median of Robotics Engineering?",
        "What is the tuition fee of Robotics Engineering?",
        "How many units does Robotics Engineering have?",
        "When is the application deadline of the MSc in Robotics Engineering?",
        "What is the tuition fee of Botany?",
        "What is the median of Music? How many IB points do I need?",
    ],
)
def test_every_figure_of_an_answer_is_cited_or_recomputed(ask: Ask, question: str) -> None:
    answer = ask(question)

    by_mark = {citation.mark: citation.passage for citation in answer.citations}
    cells = [cell for row in answer.table.rows for cell in row if cell.marks] if answer.table else []
    assert cells or answer.statements
    parts: tuple[AnsweredStatement | TableCell, ...] = (*answer.statements, *cells)
    for part in parts:
        strange = unsupported_figures(part.text, [by_mark[mark] for mark in part.marks], part.computed)
        assert strange == [], part.text


@pytest.mark.parametrize(
    "question",
    [
        "What is the most units a student can skip?",
        "Up to how many units may be skipped by a student with a diploma?",
        "最多可以免修幾多主修學分？",
        "主修学分最少要修多少才可以毕业？",
        "持國際預科文憑最高可以減幾多學額？",
    ],
)
def test_what_one_rule_bounds_is_no_question_for_the_programme_with_the_most(ask: Ask, question: str) -> None:
    answer = ask(question)

    assert not any(said.text.startswith(("Highest", "Lowest")) for said in answer.statements)
    assert not any("最高：" in said.text or "最低：" in said.text for said in answer.statements)
    assert answer.table is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is the highest median?", "Highest median admission score (2025): Robotics Engineering (TU100) – 52.5"),
        ("最高收生中位數係幾多？", "收生中位數（2025）最高：機械人學（TU100） – 52.5"),
        ("收生中位数最高的是多少？", "收生中位数（2025）最高：机器人学（TU100） – 52.5"),
    ],
)
def test_a_plain_superlative_is_one_over_all_programmes(ask: Ask, question: str, answer: str) -> None:
    assert only(ask(question)) == answer


def test_the_most_of_what_programmes_do_not_have_is_none_of_theirs(ask: Ask) -> None:
    answer = ask("What is the highest median for a hostel?")

    assert not any(said.text.startswith("Highest") for said in answer.statements)


@pytest.mark.parametrize(
    "question",
    ["機械人學同植物學邊個多申請人數？", "机器人学和植物学哪个申请人数较多？"],
)
def test_who_has_more_is_said_above_a_comparison(ask: Ask, question: str) -> None:
    answer = ask(question)

    assert only(answer).endswith(" – 900")
    assert shown(answer)[0][1:] == ("900", "100")


def test_a_word_of_two_meanings_means_what_is_told_for_the_year(tmp_path: Path) -> None:
    offers_of_2023 = """---
title: Offers of 2023
programmes: [robotics, botany]
language: en
source_url: https://example.edu/offers
as_of: 2023
---

## Offers, 2023

| Programme, 2023 entry | Offers made |
|---|---|
| Robotics Engineering (TU100) | 33 |
| Applied Botany (TU200) | 44 |
"""
    assistant = faculty(tmp_path, offers=offers_of_2023)

    def rows(when: str) -> list[str]:
        answer = assistant.answer(f"Which takes in more, Robotics Engineering or Applied Botany{when}?")
        return [label for label, *_ in shown(answer)]

    assert rows(" in 2023") == ["offers made (2023)"]
    assert rows(" in 2024") == ["first-year places (2024)"]
    assert rows("") == ["first-year places (2025)", "offers made (2025)"]
