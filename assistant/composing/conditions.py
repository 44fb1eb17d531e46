"""The condition that a question sets on an attribute of all programmes, and which of them fulfil it."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from assistant.composing.rows import Row
from assistant.domain import Concept, Query
from assistant.facts import Fact
from assistant.language import fold, tokens

FEW = 3  # programmes, of which an attribute must be told
_OF_EACH = re.compile(r"\b(?:all|every|each)\b|所有|全部|各")
_AT_LEAST = re.compile(r"\b(?:at least|or above|or more|minimum of)\b|至少|或以上|以上")
_AT_MOST = re.compile(r"\b(?:at most|up to|or less|or fewer|or below)\b|最多|至多|或以下|以下")
_MORE = re.compile(r"\b(?:more than|over|above|exceed\w*|greater than)\b|超過|超过|多於|多于|高於|高于")
_LESS = re.compile(r"\b(?:less than|fewer than|under|below|lower than)\b|少於|少于|低於|低于|不足")
_NEGATED = re.compile(
    r"\b(?:not|no|without|never|aren't|isn't|don't|doesn't|do not|does not|skip)\b|不(?!足)|唔|沒|没|無|无|冇|免"
)
_DENIES = re.compile(r"\b(?:no|not|none|without)\b|不|沒|没|無|无|冇|未")
_RATHER_THAN = re.compile(r"(?:\brather than|\binstead of|而不是|而非|唔系) ?(?:level )?\d\S*")
_FORM = re.compile(r"\b(?:form|secondary|year|grade) ?\d\b|\b[fs]\.?\d\b|中\d")  # of whoever asks
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# Not a day or a month: when something is, is no matter of more or less.
_NUMBER = re.compile(rf"(?<![\d.a-z*/])\d+(?:\.\d+)?(?:\*{{1,2}})?(?![\d*]| ?[年月日号]| (?:{_MONTHS})[a-z]*\b)")


def sets_condition(folded: str) -> bool:
    """Whether a folded question sets a condition: it has a number or says no."""
    return _NUMBER.search(folded) is not None or _NEGATED.search(folded) is not None


def kept_by(row: Row, folded: str, query: Query) -> dict[str, Fact] | None:
    """The facts that fulfil the condition of a question; None where it names none."""
    stated = {programme: fact for programme, fact in row.facts.items() if fact.is_stated}
    folded = _FORM.sub(" ", _RATHER_THAN.sub(" ", folded))
    numbers = [float(m[0].rstrip("*")) for m in _NUMBER.finditer(folded) if m[0] not in query.years]
    if numbers and any(fact.number is not None for fact in stated.values()):
        wanted = numbers[-1]
        tests: tuple[tuple[re.Pattern[str], Callable[[float], bool]], ...] = (
            (_AT_LEAST, lambda value: value >= wanted),
            (_AT_MOST, lambda value: value <= wanted),
            (_MORE, lambda value: value > wanted),
            (_LESS, lambda value: value < wanted),
        )
        holds = next((test for pattern, test in tests if pattern.search(folded)), lambda value: value == wanted)
        is_negated = _NEGATED.search(folded) is not None
        return {p: f for p, f in stated.items() if f.number is not None and holds(f.number) is not is_negated}
    plain = [c for c in query.concepts if not c.is_term or not set(c.names) & {row.names}]
    told = {p: next((f for f in (stated[p], *row.others.get(p, ())) if tells_any(f, plain)), None) for p in stated}
    carrying = {programme: fact for programme, fact in told.items() if fact is not None}
    if carrying and len(carrying) < len(stated):
        return carrying
    denying = {p: f for p, f in stated.items() if f.number is None and _DENIES.search(fold(f.value))}
    asks_of_each = _OF_EACH.search(folded) is not None and not _NEGATED.search(folded)
    if denying and len(denying) < len(stated) and not asks_of_each:
        return denying if _NEGATED.search(folded) else {p: f for p, f in stated.items() if p not in denying}
    return None


def kept_elsewhere(row: Row, folded: str, query: Query) -> tuple[Row, dict[str, Fact]] | None:
    """The same attribute in another table, where some there fulfil the condition of a question; None where none do.

    "English 4": the level that is required, not the weight of the subject in the score.
    """
    tables: dict[tuple[str, str, str], dict[str, Fact]] = {}
    for programme, facts in row.others.items():
        for fact in facts:
            tables.setdefault((fact.year, fact.column, fact.table), {}).setdefault(programme, fact)
    for _, told in sorted(tables.items(), reverse=True):
        other = replace(row, facts=told)
        if len(told) >= FEW and (kept := kept_by(other, folded, query)):
            return other, kept
    return None


def tells_any(fact: Fact, concepts: Collection[Concept]) -> bool:
    """Whether a value tells one of `concepts`."""
    words = frozenset(tokens(fact.value))
    return any(concept.is_in(words) for concept in concepts)
