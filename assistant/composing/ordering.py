"""Which of several statements that may answer a question goes first, beside how well each fits."""

from collections.abc import Sequence
from datetime import date

from assistant.composing.dated import years_of, years_since
from assistant.composing.decision import holds_for_some, says_terms, tells_fact
from assistant.composing.evidence import Candidate
from assistant.composing.showing import Knowledge
from assistant.domain import Concept, Query

_FIRST_FEW, _FIRST_ROWS = 5, 8
_MUCH_LESS = 6.0  # in the score of a statement
AS_GOOD = 4.0  # what weighs no less than that is about as good
_LONG_AGO = 5  # years


def asked_of_some(query: Query, known: Knowledge) -> list[Concept]:
    """What a question asks about that holds for some only."""
    return [c for c in query.concepts if c.is_term and c.is_decisive and narrows(c, known)]


def narrows(concept: Concept, known: Knowledge) -> bool:
    """Whether what is said of a concept holds for some only."""
    return any(known.terms.narrowing(names.en) for names in concept.names)


def narrow_first(ranked: Sequence[Candidate], query: Query, known: Knowledge) -> list[Candidate]:
    """`ranked`; of the first few those first that are of what holds for some, where that is asked, and say no less."""
    narrow = asked_of_some(query, known)
    if not ranked or ranked[0].carries.issuperset(narrow):
        return list(ranked)
    sought = {concept for concept in ranked[0].carries if concept.is_term}.union(narrow)
    first = sorted(ranked[:_FIRST_FEW], key=lambda candidate: not candidate.carries.issuperset(sought))
    return [*first, *ranked[_FIRST_FEW:]]


def saying_first(ranked: Sequence[Candidate], query: Query) -> list[Candidate]:
    """`ranked`; where the best says the term only by its title, and a table tells it about as well, what says it.

    So the fee stands before a scholarship that a document on fees and scholarships tells of the programme named.
    """
    asked = [concept for concept in query.concepts if concept.is_term and not concept.is_carried]
    if not ranked or len(asked) != 1 or says_terms(ranked[0]) > 0:
        return list(ranked)
    worth = ranked[0].score - _MUCH_LESS
    first = next((c for c in ranked[:_FIRST_FEW] if says_terms(c) == 1 and tells_fact(c) and c.score > worth), None)
    return [first, *(c for c in ranked if says_terms(c) > 0 and c is not first)] if first else list(ranked)


def exact_first(ranked: Sequence[Candidate], query: Query) -> list[Candidate]:
    """`ranked`; of the first few those first that tell the one of several alike that is asked for, such as a grade."""
    first = sorted(ranked[:_FIRST_ROWS], key=lambda candidate: candidate.carries.isdisjoint(query.exact))
    return [*first, *ranked[_FIRST_ROWS:]]


def present_first(ranked: Sequence[Candidate], today: date) -> list[Candidate]:
    """`ranked`; where the best held long ago, and for some only, what holds for all and tells about as much."""
    if not ranked or not (holds_for_some(ranked[0]) and _is_of_long_ago(ranked[0], today)):
        return list(ranked)
    best = ranked[0]
    asked = {concept for concept in best.carries if concept.is_term}
    alike = (c for c in ranked[1:_FIRST_ROWS] if c.carries >= asked and c.score >= best.score - AS_GOOD)
    first = next((c for c in alike if not (holds_for_some(c) or _is_of_long_ago(c, today))), None)
    return [first, *(c for c in ranked if c is not first)] if first else list(ranked)


def _is_of_long_ago(candidate: Candidate, today: date) -> bool:
    """Whether all the years that a statement is about are long past."""
    named = years_of(candidate.passage, candidate.statement)
    return bool(named) and min(years_since(year, today) for year in named) >= _LONG_AGO
