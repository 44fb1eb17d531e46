"""When a question is answered, and what counts against it."""

import pytest

from assistant.composing.decision import is_gap_for, is_told_by_row
from assistant.composing.evidence import Candidate
from assistant.composing.features import FEATURES
from assistant.domain import Concept, Language, Passage, Provenance, Query, Statement
from tests.made_answers import ROBOTICS

TOLD = "Not published in our sources as of 2026-11: the tuition fee of non-local students."


@pytest.mark.parametrize(
    ("programmes", "narrower", "is_gap"),
    [((), 0.0, True), (("robotics",), 0.0, True), (("botany",), 0.0, False), ((), 1.0, False)],
)
def test_what_is_unknown_of_others_or_of_some_only_is_no_gap(
    programmes: tuple[str, ...], narrower: float, is_gap: bool
) -> None:
    statement = Statement("a#1.1", TOLD, 0, programmes)
    passage = Passage("a#1", "a", "Fees", (), TOLD, (statement,), (), Language.EN, Provenance("", ""))
    features = tuple(narrower if name == "narrower" else 0.0 for name in FEATURES)
    candidate = Candidate(passage, statement, frozenset(), 1.0, 0.9, features)

    assert is_gap_for(Query("tuition of Robotics", Language.EN, (ROBOTICS,), (), ()), candidate) is is_gap


OFFERS = Concept("how many students did", (("offer",), ("admit",)), is_term=True)
FEE = Concept("fee", (("fee",),), is_term=True)


@pytest.mark.parametrize(
    ("concepts", "tells", "programmes", "is_told"),
    [
        ((OFFERS, Concept("admit", (("admit",),))), 1.0, ("robotics",), True),
        ((OFFERS, Concept("female", (("femal",),))), 1.0, ("robotics",), False),
        ((OFFERS, FEE), 1.0, ("robotics",), False),
        ((FEE,), 1.0, ("robotics",), False),  # it tells something else
        ((OFFERS,), 0.0, ("robotics",), False),
        ((OFFERS,), 1.0, ("robotics", "botany"), False),
    ],
)
def test_a_row_of_the_programme_tells_the_one_thing_that_is_asked(
    concepts: tuple[Concept, ...], tells: float, programmes: tuple[str, ...], is_told: bool
) -> None:
    statement = Statement("a#1.1", "Robotics — Offers: 35", 0, programmes)
    passage = Passage("a#1", "a", "Offers", (), statement.text, (statement,), (), Language.EN, Provenance("", ""))
    features = tuple(tells if name == "tells" else 0.0 for name in FEATURES)
    candidate = Candidate(passage, statement, frozenset({OFFERS}), 1.0, 0.9, features)

    assert is_told_by_row(Query("?", Language.EN, (ROBOTICS,), (), concepts), candidate) is is_told
