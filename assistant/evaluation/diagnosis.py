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
    WRONG_PROGRAMME = "wrong programme or document"
    NOT_RETRIEVED = "not retrieved"
    REFUSED = "quoted but refused"
    NOT_QUOTED = "retrieved but not quoted"
    FORBIDDEN = "forbidden words said"
    NOT_REFUSED = "answered though it should refuse"


def step_lost(result: Result) -> Step | None:
    """Where the answer of `result` was lost; None where it is right.

    A fact counts as retrieved where one of the hits that the record keeps holds it and is of one of the case's sources.
    "wrong programme or document" means that the answer cites no source at all; "quoted but refused" that the statement
    ranked first, or a passage that the refusal itself cites, holds what was asked for.
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
    if not result.is_refused and result.citations and not any(citation.sources for citation in result.citations):
        return Step.WRONG_PROGRAMME
    hits = (*result.passages, *result.statements)
    if not missing <= {fact for hit in hits for fact in hit.facts}:
        return Step.NOT_RETRIEVED
    first = {fact for hit in result.statements[:1] for fact in hit.facts}
    cited = {fact for citation in result.citations for fact in citation.facts}
    return Step.REFUSED if result.is_refused and missing & (first | cited) else Step.NOT_QUOTED
