"""Questions to all programmes: the highest, those that fulfil a condition, or a list, computed over typed facts."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from assistant.composing import frames
from assistant.composing.conditions import FEW, kept_by, kept_elsewhere, sets_condition, tells_any
from assistant.composing.dated import undated
from assistant.composing.extremes import (
    asks_for_extreme,
    distance,
    extremes,
    first_of,
    hardest_first,
    is_of_programmes,
    without_extremes,
)
from assistant.composing.parts import Grid, Part, Said
from assistant.composing.rows import (
    MUCH_FEWER,
    Row,
    attributes,
    cell_of,
    label,
    meant,
    ratios,
    row_of,
    source_of,
    to_come,
    valued,
)
from assistant.composing.showing import Knowledge
from assistant.domain import Computed, Concept, Found, Kind, Names, Operation, Passage, Query
from assistant.facts import Fact
from assistant.language import fold
from assistant.terms import SUBJECT

_MOST_LISTED, _ALL_LISTED = 14, 30
_LISTS = re.compile(r"\b(?:list|all|every|each)\b|所有|全部|列出")
_MOST_SAID = 8
_REQUIREMENT = "requirement"  # as the terms know it
_WELL_TOLD = 3


def surveyed(
    query: Query,
    found: Found,
    known: Knowledge,
    names_of: Callable[[str], str],
    passages: Mapping[str, Passage],
    about: Collection[str],
) -> Part | None:
    """An answer over the programmes `about`, by id: the highest, those that fulfil a condition, or a list.

    None where the tables do not tell of a few of them what is asked.
    """
    rows = _rows(query, known, about)
    if not rows:
        return None
    for names, cells in ratios(rows, query, known, passages):
        return _by_ratio(names, cells, query, found, known, names_of)
    folded = fold(query.text)
    row, among = _among(rows, folded, query, names_of, passages)
    carries = frozenset().union(*(_carried(each, query) for each in (rows[:1] if not among else rows)))
    if _is_of_some(query, carries, rows, known):
        return None
    if query.kind is not Kind.SURVEY and not is_of_programmes(query) and not _tells_all(carries, query):
        return None  # the most of something else than what programmes have
    said = extremes(row, folded, query, names_of, passages)
    said = (*among, *said) if said else ()
    listed: Mapping[str, Fact] = {} if said else row.facts
    if not said and query.kind is Kind.SURVEY and (kept := kept_by(row, folded, query)) is not None:
        if not kept:
            row, kept = kept_elsewhere(row, folded, query) or (row, kept)
        if not kept and len(row.facts) * _WELL_TOLD < len(about):
            return None  # that none of a few does says nothing of all
        said = (_those(row, kept, query, names_of, passages),)
        listed = kept if len(kept) > _MOST_SAID else {}
    if not said and len(listed) > (_ALL_LISTED if _LISTS.search(folded) else _MOST_LISTED):
        return None
    row = to_come(row, query, known, passages) or row
    now = sorted(((p, row.facts.get(p, fact)) for p, fact in listed.items()), key=lambda each: not each[1].is_stated)
    lines = tuple((Said(names_of(p), ()), cell_of(row, fact, query, known, passages)) for p, fact in now)
    table = Grid(("", label(row, query.language)), lines) if lines else None
    return Part(query, found, known.sure, said, table, carries=carries)


def _is_of_some(query: Query, carries: Collection[Concept], rows: Sequence[Row], known: Knowledge) -> bool:
    """Whether a question is about what holds for some only, such as combined sittings, and no row tells of that."""
    own = (concept for concept in query.concepts if concept.is_term and not concept.is_carried)
    left = [c for c in own if c not in carries and not known.terms.narrows.isdisjoint(c.names)]
    return bool(left) and not any(tells_any(fact, left) for row in rows for fact in row.facts.values())


def _by_ratio(
    names: Names,
    cells: Mapping[str, Said],
    query: Query,
    found: Found,
    known: Knowledge,
    names_of: Callable[[str], str],
) -> Part:
    """The programmes by a ratio of our own, ordered; who comes first is said above, where that is asked."""
    sign = -1 if hardest_first(query) else 1
    ordered = sorted(cells.items(), key=lambda cell: (sign * float(cell[1].text), cell[0]))
    divided = tuple((Said(names_of(p), ()), cell) for p, cell in ordered)
    carries = frozenset(c for c in query.concepts if not c.is_term or names in c.names)
    first = first_of(names, ordered, query, names_of) if asks_for_extreme(query) else ()
    return Part(
        query, found, known.sure, first, Grid(("", names.in_language(query.language)), divided), carries=carries
    )


def _rows(query: Query, known: Knowledge, about: Collection[str]) -> list[Row]:
    """What is asked, where a few programmes have it, the one first that the question means by most or least.

    Of several, one without figures for the years of the question is the newest: the years are meant of another.
    """
    folded = fold(query.text)
    is_list = query.kind is Kind.SURVEY and bool(query.years)
    is_list = is_list and not (asks_for_extreme(query) or sets_condition(undated(folded)))
    asked = sorted(attributes(query, known, about), key=lambda each: distance(each[0], folded, query))
    rows = []
    for names, context in asked:
        row = row_of(names, context, query, known, about)
        wide = row_of(names, frozenset(), query, known, about) if context else None
        if _stated(row) * MUCH_FEWER < _stated(wide):
            row = wide
        if row is None and len(asked) > 1 and asks_for_extreme(query):
            row = row_of(names, context, replace(query, years=()), known, about)
        if row is None:
            continue
        # Who has something for a year is told by those few, where a row tells all that is asked.
        is_told = is_list and _tells_all(_carried(replace(row, context=row.context | context), query), query)
        if _stated(row) >= (1 if is_told else FEW):
            rows.append(row)
    return meant(rows, query) or _by_value(query, known, about)


def _by_value(query: Query, known: Knowledge, about: Collection[str]) -> list[Row]:
    """What is required of most programmes by values that name a subject which a question asks for; may be none.

    "Which programmes need physics": the electives, among which they name it.
    """
    own = [concept for concept in query.concepts if concept.is_term and not concept.is_carried]
    subjects = [c for c in own if any(known.terms.kinds.get(names) == SUBJECT for names in c.names)]
    required = known.terms.named_in(_REQUIREMENT)
    is_of_more = any(required.isdisjoint(concept.names) for concept in own if concept not in subjects)
    if query.kind is not Kind.SURVEY or len(subjects) != 1 or is_of_more:
        return []
    saying: dict[Names, set[str]] = {}
    for fact in known.facts.all:
        is_of_requirement = not required.isdisjoint(fact.context) and query.language in fact.answers_in
        if is_of_requirement and len(fact.names) == 1 and fact.programme in about and tells_any(fact, subjects):
            saying.setdefault(fact.names[0], set()).add(fact.programme)
    most = max(saying, key=lambda names: (len(saying[names]), names.en), default=None)
    row = row_of(most, frozenset(), query, known, about) if most and len(saying[most]) >= FEW else None
    return [row] if row else []


def _stated(row: Row | None) -> int:
    """Of how many programmes a row tells something."""
    return sum(fact.is_stated for fact in row.facts.values()) if row else 0


def _carried(row: Row, query: Query) -> frozenset[Concept]:
    """The concepts of a question that a row tells, and those that are no terms, which only say of whom."""
    told = {row.names, *row.context}
    return frozenset(c for c in query.concepts if not c.is_term or not told.isdisjoint(c.names))


def _tells_all(carries: Collection[Concept], query: Query) -> bool:
    """Whether every term that a question uses itself is told."""
    return all(concept in carries for concept in query.concepts if concept.is_term and not concept.is_carried)


def _among(
    rows: Sequence[Row], folded: str, query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> tuple[Row, tuple[Said, ...]]:
    """The first row with only those that fulfil a condition on another, where the question sets one, and who they are.

    "Among those that need Level 4 in English, which has the highest median": the medians of these.
    """
    first, *others = rows
    condition = without_extremes(folded)
    if not asks_for_extreme(query) or not sets_condition(condition):
        return first, ()
    for row in others:
        kept = kept_by(row, condition, query)
        facts = {programme: fact for programme, fact in first.facts.items() if programme in (kept or ())}
        if kept and facts and len(facts) < len(first.facts):
            return replace(first, facts=facts), (_those(row, kept, query, names_of, passages),)
    return first, ()


def _those(
    row: Row, kept: Mapping[str, Fact], query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> Said:
    """How many fulfil a condition, and which: counted from cells that are cited; of all where none does."""
    language = query.language
    stated = {programme: fact for programme, fact in row.facts.items() if fact.is_stated}
    count, total = (_counted(facts.values()) for facts in (kept, stated))
    frame = frames.COUNTED if kept else frames.NONE_OF
    values = {programme: valued(row, fact, language) for programme, fact in kept.items()}
    is_same = len(kept) > 1 and len(set(values.values())) == 1  # what is the same of all is said once
    what = f"{label(row, language)} – {next(iter(values.values()))}" if is_same else label(row, language)
    text = frame.in_language(language).format(what=what, count=count.figure, total=total.figure)
    if 0 < len(kept) <= _MOST_SAID:
        named = (names_of(p) if is_same else f"{names_of(p)} – {value}" for p, value in values.items())
        text += " – " + frames.listed(named, language)
    sources = tuple(source_of(fact, passages) for fact in (kept or stated).values())
    return Said(text, sources, computed=(count,) if kept else (count, total))


def _counted(facts: Collection[Fact]) -> Computed:
    return Computed(str(len(facts)), Operation.COUNT, tuple(fact.cell for fact in facts))
