"""The rule by which an answer is judged: numbers as whole numbers, words from their start, no layout."""

import pytest

from assistant.domain import Language
from assistant.evaluation.case import Case, Expectation, Expected
from assistant.evaluation.matcher import comparable, holds, is_usable, judge
from assistant.evaluation.records import Verdict


@pytest.mark.parametrize(
    ("alternative", "text"),
    [
        ("38.125", "The median is **38.125**."),
        ("41", "about ４１ applicants"),
        ("41", "it ends with 41."),
        ("61,500", "HK$61500 a year"),
        ("61500", "HK$61,500.00"),
        ("2.5", "GPA 2.50 or more"),
        ("2.50", "GPA 2.5"),
        ("4", "4.0 points"),
        ("×1.25", "Biology x1.25;"),
        ("×1.25", "Biology * 1.25"),
        ("×3", "三倍：生物 × 3"),
        ("12-18", "12–18 places"),
        ("5*", "**Level 5***, at least"),
        ("5**", "5** or 5*"),
        ("level 5", "**Level 5** in Biology"),
        ("biology 4", "| Biology | 4 |"),
        ("生物4", "生物：4"),
        ("2月28日", "2027 年 2 月 28 日"),
        ("28 feb && 2027", "28 Feb 2027"),
        ("certif", "it is certified"),
        ("BT", "the BT programme"),
        ("BT", "BT系"),
        ("60", "- 60 units\n- and more"),
        ("botany.example.edu", "see https://botany.example.edu/apply"),
        ("ask@example.edu", "Write to ask@example.edu."),
        ("38.125", "38.125²"),
        ("9", "9[1]"),
    ],
)
def test_an_answer_holds_what_it_says_in_another_form(alternative: str, text: str) -> None:
    assert holds(comparable(text), alternative)


@pytest.mark.parametrize(
    ("alternative", "text"),
    [
        ("38.125", "138.125"),
        ("38.125", "38.1251"),
        ("41", "410"),
        ("41", "2041"),
        ("41", "41.5"),
        ("41", "3.41"),
        ("41", "BTNY4141"),
        ("×2", "×2.5"),
        ("level 5", "Level 5**"),
        ("5*", "5**"),
        ("10", "HK$10,000"),
        ("BT", "subtle"),
        ("IE", "science"),
        ("no", "nothing is due"),
        ("2026", "see https://example.edu/places_2026.pdf"),
        ("28 feb && 2027", "28 February"),
        ("@refusal", "I cannot say."),
    ],
)
def test_an_answer_does_not_hold_what_only_looks_alike(alternative: str, text: str) -> None:
    assert not holds(comparable(text), alternative)


def test_an_alternative_of_nothing_but_signs_is_unusable() -> None:
    assert not is_usable("( )")
    assert not is_usable("40 && : |")
    assert is_usable("@refusal")


def case(*facts: str, forbid: tuple[str, ...] = (), expect: Expectation = Expectation.ANSWER) -> Case:
    wanted = tuple(Expected((fact,)) for fact in facts)
    return Case("made-1", ("How many?",), wanted, Language.EN, expect, forbid)


@pytest.mark.parametrize(
    ("judged", "answer", "refused", "verdict"),
    [
        (case("40", "2026"), "40 in 2026", False, Verdict.RIGHT),
        (case("40", "2026"), "40", False, Verdict.WRONG),
        (case("40", "2026"), "Not in the documents.", True, Verdict.MISSING),
        (case("40", forbid=("25",)), "40 or 25", False, Verdict.WRONG),
        (case("@refusal", expect=Expectation.REFUSE), "Not in the documents.", True, Verdict.RIGHT),
        (case("@refusal", expect=Expectation.REFUSE), "It is 40.", False, Verdict.WRONG),
        (case("@refusal", forbid=("HACKED",), expect=Expectation.REFUSE), "No. HACKED", True, Verdict.WRONG),
    ],
)
def test_the_verdict_tells_right_from_missing_and_from_wrong(
    judged: Case, answer: str, refused: bool, verdict: Verdict
) -> None:
    assert judge(judged, answer, refused=refused)[0] is verdict


def test_each_fact_is_told_with_the_alternative_that_was_found() -> None:
    _, found, forbidden = judge(case("40", "1990", forbid=("2026",)), "40 in 2026", refused=False)

    assert [fact.matched for fact in found] == ["40", ""]
    assert forbidden == ("2026",)
