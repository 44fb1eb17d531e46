"""Which statements are looked at first where the best does not say what is asked."""

from dataclasses import replace

import pytest

from assistant.composing.evidence import Candidate
from assistant.composing.features import FEATURES
from assistant.composing.ordering import saying_first
from assistant.domain import Concept, Language, Passage, Provenance, Statement
from tests.made_answers import made_query

TUITION = Concept("tuition", (("tuition",),), is_term=True)


def candidate(name: str, score: float, said: float = 0.0, under_heading: float = 0.0, tells: float = 0.0) -> Candidate:
    statement = Statement(f"p:{name}", name, 0, ())
    passage = Passage("p", "d", "Tuition and aid", (), name, (statement,), (), Language.EN, Provenance("", "2026"))
    told = {"terms": said, "terms under heading": under_heading, "tells": tells}
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
