"""Tells at which step a wrong answer was lost."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from assistant.evaluation.records import Expectation, Result


class Step(StrEnum):
    """Where a wrong answer was lost, in the order in which an answer is made; the value is what reports say."""

    FAILED = "failed with an error"
    UNTRACED = "cannot be told: the case names no source"
    NOT_IN_INDEX = "not in the documents"
    WRONG_PROGRAMME = "wrong programme"
    NOT_RETRIEVED = "not retrieved"
    REFUSED = "quoted but refused"
    NOT_QUOTED = "retrieved but not quoted"
    FORBIDDEN = "forbidden words said"
    NOT_REFUSED = "answered though it should refuse"


def step_lost(result: Result) -> Step | None:
    """Where the answer of `result` was lost; None where it is right.

    A fact counts as retrieved where one of the hits that the record keeps holds it and is of one of the case's sources.
    "quoted but refused" means that the statement ranked first, or a passage that the refusal itself cites, holds what
    was asked for; "wrong programme" that the question was understood to be about programmes of which no document is a
    source, or that nothing is cited but such documents.
    """
    if result.is_right:
        return None
    if result.error:
        return Step.FAILED
    if result.case.expect is Expectation.REFUSE:
        return Step.FORBIDDEN if result.is_refused else Step.NOT_REFUSED
    missing = {index for index, fact in enumerate(result.facts) if not fact.matched}
    return _step_of_facts(result, missing) if missing else Step.FORBIDDEN


def steps_lost(results: Iterable[Result]) -> list[tuple[Step, int]]:
    """How many of `results` were lost at each step, most first; steps at which nothing was lost are left out."""
    counts = Counter(step for result in results if (step := step_lost(result)))
    order = list(Step)
    return sorted(counts.items(), key=lambda item: (-item[1], order.index(item[0])))


def _step_of_facts(result: Result, missing: set[int]) -> Step:
    if not result.case.sources:
        return Step.UNTRACED
    if not missing <= set(result.reachable):
        return Step.NOT_IN_INDEX
    hits = (*result.passages, *result.statements)
    if result.about and hits and not any(hit.sources for hit in hits):
        return Step.WRONG_PROGRAMME
    if not missing <= {fact for hit in hits for fact in hit.facts}:
        return Step.NOT_RETRIEVED
    if result.is_refused:
        first = {fact for hit in result.statements[:1] for fact in hit.facts}
        cited = {fact for citation in result.citations for fact in citation.facts}
        return Step.REFUSED if missing & (first | cited) else Step.NOT_QUOTED
    if result.citations and not any(citation.sources for citation in result.citations):
        return Step.WRONG_PROGRAMME
    return Step.NOT_QUOTED
