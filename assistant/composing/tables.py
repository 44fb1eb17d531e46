"""Comparisons between programmes: a table over typed facts, one source for each cell."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.composing import frames
from assistant.composing.extremes import harder, higher
from assistant.composing.levels import asks_for_research, is_of_research
from assistant.composing.parts import Grid, Part, Said
from assistant.composing.rows import MOST_ROWS, Row, attributes, cell_of, label, meant, ratios, row_of, to_come
from assistant.composing.showing import Knowledge
from assistant.composing.sides import asks_in_general
from assistant.composing.sums import asks_for_difference, change, difference, sum_of_row
from assistant.domain import Concept, Found, Kind, Passage, Query
from assistant.language import year_is_named

_SEVERAL = 2


def compared(
    query: Query, found: Found, known: Knowledge, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> Part | None:
    """The programmes of `query` side by side, or one in several years, or its ratio.

    None where no table tells what is asked of at least two of them.
    """
    about = [programme.id for programme in query.programmes]
    rows = _rows(query, known, about)
    if asks_for_research(query):  # the names are those of bachelor's programmes, and so are most tables
        rows = [row for row in rows if all(is_of_research(passages[f.passage_id]) for f in row.facts.values())]
    is_compared = query.kind is Kind.COMPARISON or _asks_for_ratio(query, known)
    if not rows or not (is_compared or _is_over_years(rows, query)):
        return None
    shown = rows[:MOST_ROWS]
    now = [each for row in _told_apart(shown) for each in (to_come(row, query, known, passages), row) if each]
    lines = tuple(_line(row, about, query, known, passages) for row in now)
    lines += tuple(_ratio_lines(rows, about, query, known, passages))
    said = _said(rows, query, known, names_of, passages)
    told = frozenset(c for c in query.concepts if any(_tells(row, c, known) for row in rows))
    return Part(query, found, known.sure, said, Grid(("", *map(names_of, about)), lines), carries=told)


def _said(
    rows: Sequence[Row],
    query: Query,
    known: Knowledge,
    names_of: Callable[[str], str],
    passages: Mapping[str, Passage],
) -> tuple[Said, ...]:
    """What is computed from a table where that is asked: who has more of it, by how much, or what all have together."""
    if len(query.years) >= _SEVERAL:
        alike = [[row for row in rows if row.names == names] for names in dict.fromkeys(row.names for row in rows)]
        return tuple(said for rows_of_one in alike for said in change(rows_of_one, query, passages))
    computed = [difference(row, query, passages) + sum_of_row(row, query, names_of, passages) for row in rows]
    said = tuple(said for each in computed[:MOST_ROWS] for said in each) or higher(rows[0], query, names_of, passages)
    for names, cells in ratios(rows, query, known, passages):
        said = harder(names, cells, query, names_of)
    return said


def untold(query: Query, known: Knowledge) -> list[Query]:
    """What a comparison of several years asks of one programme and its tables lack: a query for each thing and year."""
    about = [programme.id for programme in query.programmes]
    rows = _rows(query, known, about) if len(about) == 1 and len(query.years) > 1 else []
    return [
        replace(query, years=(year,), concepts=(concept,))
        for concept in query.concepts
        for year in query.years
        if any(_tells(row, concept, known) for row in rows)
        and not any(_tells(row, concept, known) for row in rows if row.year == year)
    ]


def _is_over_years(rows: Sequence[Row], query: Query) -> bool:
    """Whether a question asks by how much figures of two years differ, and tables tell both."""
    told = {row.year for row in rows}
    is_told = len(query.years) >= _SEVERAL and all(year_is_named(year, told) for year in query.years)
    return is_told and asks_for_difference(query)


def _asks_for_ratio(query: Query, known: Knowledge) -> bool:
    return not known.terms.ratios.keys().isdisjoint(query.asked)


def _tells(row: Row, concept: Concept, known: Knowledge) -> bool:
    """Whether a row tells what a concept asks, or a part of it where that is a ratio."""
    return any(row.names in known.terms.ratios.get(names, (names,)) for names in concept.names)


def _rows(query: Query, known: Knowledge, about: Sequence[str]) -> list[Row]:
    """What is asked, of more than one programme where several are: for each year that is asked for, or the newest."""
    rows: list[Row] = []
    for names, context in attributes(query, known, about):
        for year in query.years or ("",):
            dated = replace(query, years=(year,) if year else ())
            # What narrows the one programme's figure, such as a subject, the other's table may tell in its cells.
            found = (
                row_of(names, narrowing, dated, known, about) for narrowing in dict.fromkeys((context, frozenset()))
            )
            wanted = [row for row in found if row and len(row.facts) > min(len(about) - 1, 1)][:1]
            rows += [row for row in wanted if all(row.facts != other.facts for other in rows)]
    if asks_in_general(query):  # what differs comes first
        rows.sort(key=lambda row: len({fact.value for fact in row.facts.values()}) == 1)
    return meant(rows, query)


def _told_apart(rows: Sequence[Row]) -> list[Row]:
    """`rows` without what narrows several of them alike, such as the name of their table, or is a row of its own."""
    own = {row.names for row in rows}
    narrowing = Counter(names for row in {row.names: row for row in rows}.values() for names in row.context)
    shared = {names for names, count in narrowing.items() if count > 1}
    return [replace(row, context=row.context - shared - own) for row in rows]


def _line(
    row: Row, about: Sequence[str], query: Query, known: Knowledge, passages: Mapping[str, Passage]
) -> tuple[Said, ...]:
    lacking = Said(frames.NOT_STATED.in_language(query.language), ())
    cells = (cell_of(row, row.facts[p], query, known, passages) if p in row.facts else lacking for p in about)
    return (Said(label(row, query.language), ()), *cells)


def _ratio_lines(
    rows: Sequence[Row], about: Sequence[str], query: Query, known: Knowledge, passages: Mapping[str, Passage]
) -> Iterable[tuple[Said, ...]]:
    """A line for each ratio that is asked for, and each year; "not stated" where one of its two figures is not."""
    lacking = Said(frames.NOT_STATED.in_language(query.language), ())
    for year in query.years if len(query.years) > 1 else ("",):
        dated = [row for row in rows if not year or row.year == year]
        note = frames.brackets(year, query.language) if year else ""
        for names, cells in ratios(dated, query, known, passages):
            name = names.in_language(query.language) + note
            yield (Said(name, ()), *(cells.get(programme, lacking) for programme in about))
