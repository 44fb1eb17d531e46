"""Which of several statements goes first beside how well each fits."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.composing.evidence import Candidate
from assistant.composing.features import FEATURES
from assistant.composing.ordering import present_first, saying_first
from assistant.domain import Concept, Language, Passage, Provenance, Statement
from tests.made_answers import made_query

_CALLED = {"said": "terms", "under_heading": "terms under heading"}
TUITION = Concept("tuition", (("tuition",),), is_term=True)


def candidate(name: str, score: float, year: str = "2026", **told: float) -> Candidate:
    """A statement with some of its features: `said` is the share of the terms that it says."""
    statement = Statement(f"p:{name}", name, 0, ())
    passage = Passage("p", "d", "Tuition and aid", (), name, (statement,), (), Language.EN, Provenance("", year))
    told = {_CALLED.get(feature, feature): value for feature, value in told.items()}
    return Candidate(
        passage, statement, frozenset(), 1.0, 0.9, tuple(told.get(each, 0.0) for each in FEATURES), score=score
    )


AID = candidate("Aid of ten dollars.", 10.0)
FEE = candidate("The fee is ten dollars.", 7.0, under_heading=1.0, tells=1.0)
OTHER = candidate("Tuition is due in May.", 6.0, said=0.5)


def test_what_says_a_term_by_its_title_alone_gives_way_to_what_says_it() -> None:
    query = made_query(concepts=(TUITION,))

    assert saying_first([AID, OTHER, FEE], query) == [FEE, OTHER]


@pytest.mark.parametrize(
    "ranked",
    [
        [OTHER, AID, FEE],  # the best says some of it
        [AID, OTHER],  # none says all of it
        [AID, replace(FEE, score=3.0)],  # far behind
        [AID, candidate("The fee is due in May.", 7.0, said=1.0)],  # no table tells it
        [],
    ],
)
def test_otherwise_their_order_stays(ranked: list[Candidate]) -> None:
    assert saying_first(ranked, made_query(concepts=(TUITION,))) == ranked


def test_without_a_term_their_order_stays() -> None:
    assert saying_first([AID, FEE], made_query(concepts=(replace(TUITION, is_term=False),))) == [AID, FEE]


OLD = candidate("For part-time students the least score is 80.", 10.0, narrower=1.0, year="2015")
PRESENT = candidate("The least score is 79.", 7.0, year="2026")


@pytest.mark.parametrize(
    ("ranked", "first"),
    [
        ([OLD, PRESENT], PRESENT),
        ([candidate("For some it is 80.", 10.0, narrower=1.0, year="2025"), PRESENT], None),  # not long ago
        ([candidate("It was 80.", 10.0, year="2015"), PRESENT], None),  # for all
        ([OLD, replace(PRESENT, score=3.0)], None),  # far behind
        ([OLD, candidate("For some it is 79.", 9.0, narrower=1.0, year="2026")], None),
        ([], None),
    ],
)
def test_what_held_long_ago_for_some_gives_way_to_what_holds_for_all(
    ranked: list[Candidate], first: Candidate | None
) -> None:
    expected = [first, *(each for each in ranked if each is not first)] if first else ranked

    assert present_first(ranked, date(2026, 11, 22)) == expected
