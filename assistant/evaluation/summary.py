"""All measures over all groups of cases: the whole run, its two parts, each language, type and category."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.evaluation.answer_measures import (
    answerable_correct_rate,
    correct_rate,
    crag_score,
    determinism,
    fact_recall,
    follow_ups,
    language_match,
    lengths,
    times,
)
from assistant.evaluation.citation_measures import citations
from assistant.evaluation.records import Figure, Group, Result, Summary
from assistant.evaluation.refusal_measures import refusals
from assistant.evaluation.retrieval_measures import retrieval
from assistant.evaluation.writing_measures import offers, writing

MEASURES: tuple[Callable[[Sequence[Result]], Iterable[Figure]], ...] = (
    correct_rate,
    answerable_correct_rate,
    fact_recall,
    crag_score,
    refusals,
    citations,
    retrieval,
    follow_ups,
    language_match,
    lengths,
    determinism,
    times,
    writing,
    offers,
)
LOWER_IS_BETTER = frozenset({"false refusals", "uncited statements", "unsupported sentences shown"})


def summarise(results: Sequence[Result]) -> Summary:
    """The figures of every group that has a case: "all", "tune" and "held", then languages, types and categories."""
    return Summary(tuple(_group(name, members) for name, members in _groups(results)))


def _group(name: str, results: Sequence[Result]) -> Group:
    return Group(name, len(results), tuple(figure for measure in MEASURES for figure in measure(results)))


def _groups(results: Sequence[Result]) -> Iterator[tuple[str, list[Result]]]:
    yield "all", list(results)
    for name, is_held_back in (("tune", False), ("held", True)):
        if part := [result for result in results if result.case.is_held_back is is_held_back]:
            yield name, part
    for field in ("lang", "type", "category"):
        values = sorted({str(getattr(result.case, field)) for result in results} - {""})
        for value in values:
            yield f"{field}={value}", [result for result in results if getattr(result.case, field) == value]
