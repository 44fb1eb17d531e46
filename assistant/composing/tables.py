"""Comparisons between programmes: a table over typed facts, one source for each cell."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.composing import frames
from assistant.composing.parts import Grid, Part, Said
from assistant.composing.rows import MOST_ROWS, Row, attributes, cell_of, label, ratios, row_of
from assistant.composing.showing import Knowledge
from assistant.composing.surveys import extremes
from assistant.domain import Evidence, Found, Passage, Query
from assistant.language import fold


def compared(
    query: Query, found: Found, known: Knowledge, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> Part | None:
    """The programmes of `query` side by side; None where no table tells what is asked of at least two of them."""
    about = [programme.id for programme in query.programmes]
    asked = attributes(query, known, about)
    rows = [row for names, context in asked if (row := row_of(names, context, query, known, about))]
    rows = [row for row in rows if len(row.facts) > 1 or len(about) == 1]
    if not rows:
        return None
    if len(rows) > 1:  # what narrows all of them alike, such as the name of their table, tells them not apart
        shared = frozenset.intersection(*(row.context for row in rows))
        rows = [replace(row, context=row.context - shared) for row in rows]
    header = ("", *map(names_of, about))
    lines = tuple(_line(row, about, query, passages) for row in rows[:MOST_ROWS])
    lines += tuple(_ratio_lines(rows, about, query, known, passages))
    sure = Evidence("facts", 1.0, known.fitted.threshold, 1.0, 1.0)
    highest = extremes(rows[0], fold(query.text), query, names_of, passages)
    return Part(query, found, sure, highest, Grid(header, lines))


def _line(row: Row, about: Sequence[str], query: Query, passages: Mapping[str, Passage]) -> tuple[Said, ...]:
    lacking = Said(frames.NOT_STATED.in_language(query.language), ())
    cells = (cell_of(row, row.facts[p], query.language, passages) if p in row.facts else lacking for p in about)
    return (Said(label(row, query.language), ()), *cells)


def _ratio_lines(
    rows: Sequence[Row], about: Sequence[str], query: Query, known: Knowledge, passages: Mapping[str, Passage]
) -> Iterable[tuple[Said, ...]]:
    """A line for each ratio that is asked for; "not stated" where one of its two figures is not."""
    lacking = Said(frames.NOT_STATED.in_language(query.language), ())
    for names, cells in ratios(rows, query, known, passages):
        yield (Said(names.in_language(query.language), ()), *(cells.get(programme, lacking) for programme in about))
