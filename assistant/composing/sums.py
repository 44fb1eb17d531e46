"""Differences and sums of our own, computed from cells that are cited."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.composing import frames
from assistant.composing.parts import Part, Said
from assistant.composing.rows import Row, label, source_of
from assistant.composing.showing import Knowledge
from assistant.domain import Computed, Operation, Passage, Query
from assistant.facts import Fact
from assistant.grounding import number_text
from assistant.language import fold

# Matched on folded text: one script, one case.
_DIFFERENCE = re.compile(
    r"\bhow (?:many|much) (?:more|fewer|less|higher|lower|bigger|larger|smaller|cheaper|dearer)\b"
    r"|\b(?:gone|went|goes?|going) (?:up|down)\b"
    r"|\b(?:changed|risen|rose|fallen|fell|increased|decreased|grown|grew|dropped)\b"
    r"|升了|升咗|跌|增加了|减少了"
    r"|\bby how (?:much|many)\b|\bdifference in\b|相差|差(?:几|多少)|[多少高低贵平](?:几|多少)(?:多|个|分|钱|人)?"
)
_TOTAL = re.compile(
    r"\b(?:in total|altogether|together|combined|sum|total (?:of|for|over)|overall)\b"
    r"|总共|一共|合共|合计|加埋|加起来|全部加"
)
_IN_ALL = re.compile(rf"{_TOTAL.pattern}|\btotal\b")
_CALENDAR = 4
_TWO = 2
_UNIT = re.compile(r"^\D*")


def asks_for_difference(query: Query) -> bool:
    """Whether a question asks how much more one thing is than another."""
    return _DIFFERENCE.search(fold(query.text)) is not None


def difference(row: Row, query: Query, passages: Mapping[str, Passage]) -> tuple[Said, ...]:
    """By how much two programmes differ in one thing, where that is asked and both figures are for the same year."""
    return _difference(list(row.facts.values()), label(row, query.language), query, passages) if row.year else ()


def change(rows: Sequence[Row], query: Query, passages: Mapping[str, Passage]) -> tuple[Said, ...]:
    """By how much one programme's figure differs between two years, where that is asked."""
    facts = [fact for row in rows for fact in row.facts.values()]
    return _difference(facts, rows[0].names.in_language(query.language), query, passages)


def _difference(facts: Sequence[Fact], what: str, query: Query, passages: Mapping[str, Passage]) -> tuple[Said, ...]:
    numbers = [fact.number for fact in facts if fact.number is not None]
    if len(numbers) != len(facts) or len(numbers) != _TWO or not asks_for_difference(query):
        return ()
    figure = _figure(abs(numbers[0] - numbers[1]), facts)
    parts = frames.listed((fact.value for fact in facts), query.language)
    text = frames.DIFFERENCE.in_language(query.language).format(what=what, figure=figure, parts=parts)
    return (_computed(text, figure, Operation.DIFFERENCE, facts, passages),)


def sum_of_row(
    row: Row, query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> tuple[Said, ...]:
    """What several programmes have together, where that is asked and all figures are for the same year."""
    facts = {programme: fact for programme, fact in row.facts.items() if fact.number is not None}
    if len(facts) != len(row.facts) or len(facts) < _TWO or not row.year or not _TOTAL.search(fold(query.text)):
        return ()
    parts = {names_of(programme.id): facts[programme.id] for programme in query.programmes if programme.id in facts}
    return (_sum(label(row, query.language), parts, query, passages),)


def sum_over_years(part: Part, known: Knowledge, passages: Mapping[str, Passage]) -> Part:
    """An answer from a table by academic years with the sum of those asked for; as it is where some are lacking.

    From 2025 to 2028 there are three: 2025-26, 2026-27 and 2027-28.
    """
    query = part.query
    if not part.is_answered or len(query.years) < _TWO or not _IN_ALL.search(fold(query.text)):
        return part
    first, last = (int(year[:_CALENDAR]) for year in (min(query.years), max(query.years)))
    last -= len(max(query.years)) == _CALENDAR  # the academic year that begins in the last one is not asked for
    for cell in known.facts.of(part.said[0].sources[0].statement.id):
        by_year = {
            int(fact.year[:_CALENDAR]): fact
            for fact in known.facts.all
            if (fact.passage_id, fact.column, fact.programme) == (cell.passage_id, cell.column, cell.programme)
            and len(fact.year) > _CALENDAR
            and fact.number is not None
        }
        wanted = [by_year[year] for year in range(first, last + 1) if year in by_year]
        if len(wanted) == last + 1 - first > 1 and not query.asked.isdisjoint(cell.names):
            what = cell.names[0].in_language(query.language)
            total = _sum(what, {fact.year: fact for fact in wanted}, query, passages)
            return replace(part, said=(total,))
    return part


def _sum(what: str, parts: Mapping[str, Fact], query: Query, passages: Mapping[str, Passage]) -> Said:
    facts = list(parts.values())
    figure = _figure(sum(fact.number or 0.0 for fact in facts), facts)
    listed = frames.listed((f"{name} – {fact.value}" for name, fact in parts.items()), query.language)
    text = frames.TOTAL.in_language(query.language).format(what=what, figure=figure, parts=listed)
    return _computed(text[:1].upper() + text[1:], figure, Operation.SUM, facts, passages)


def _figure(number: float, facts: Sequence[Fact]) -> str:
    """A number with the unit that stands before all of the figures it is computed from, such as HK$."""
    units = {found[0] for fact in facts if (found := _UNIT.match(fact.value))}
    return f"{units.pop() if len(units) == 1 else ''}{number_text(number)}"


def _computed(
    text: str, figure: str, operation: Operation, facts: Sequence[Fact], passages: Mapping[str, Passage]
) -> Said:
    own = Computed(figure, operation, tuple(fact.cell for fact in facts))
    return Said(text, tuple(source_of(fact, passages) for fact in facts), figure, (own,))
