"""Questions to all programmes: the highest, those that fulfil a condition, or a list, computed over typed facts."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from assistant.composing import frames
from assistant.composing.parts import Grid, Part, Said
from assistant.composing.rows import Row, attributes, cell_of, label, ratios, row_of, source_of, valued
from assistant.composing.showing import Knowledge
from assistant.domain import Computed, Concept, Evidence, Found, Kind, Names, Operation, Passage, Query
from assistant.facts import Fact
from assistant.language import fold, tokens

_MOST_LISTED = 14
_MOST_SAID = 8
_FEW = 3
_WELL_TOLD = 3
_HIGHEST = re.compile(
    r"\b(highest|(?<!at )most|largest|biggest|hardest|top|greatest|longest|dearest|most expensive)\b"
    r"|(?:头|前)[两二三四五2-5](?:名|位|个|科|门|高|多|大)|最(?:高|多(?! ?\d)|大|難|难|貴|贵|長|长)"
)
_LOWEST = re.compile(
    r"\b(lowest|fewest|(?<!at )least|smallest|easiest|shortest|cheapest)\b"
    r"|最(?:低(?!要求|入学|收生|分|门槛)|少|小|細|细|易|容易|平|便宜|短)"
)
# Of a ratio such as applicants per offer: the larger, the harder.
_HARD = re.compile(r"\b(?:hard\w*|difficult|most competitive|toughest)\b|最(?:難|难)|競爭最|竞争最")
_HIGHER = re.compile(
    r"\b(?:higher|more|larger|bigger|greater|longer|dearer|better)\b|更(?:高|多|大|贵|长)|[高多大贵长][啲些]"
)
_LOWER = re.compile(r"\b(?:lower|fewer|less|smaller|shorter|cheaper)\b|更(?:低|少|小|平|便宜|短)|[低少小平短][啲些]")
_HARDER = re.compile(r"\b(?:harder|tougher|more (?:difficult|competitive))\b|难|竞争大")
_EASIER = re.compile(r"\b(?:easier|less (?:difficult|competitive))\b|易")
_NUMERALS = {"two": 2, "three": 3, "four": 4, "five": 5, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_COUNT = r"([2-5]|two|three|four|five|[两二三四五])"
_MANY = re.compile(
    rf"\b(?:top|bottom|highest|lowest|largest|smallest|most|least)\s{_COUNT}\b"
    rf"|\b{_COUNT} (?:highest|lowest|largest|smallest|most|least|biggest|cheapest)\b"
    rf"|最(?:高|低|多|少|大|小)(?:的|嘅)?{_COUNT}(?:个|科|门)|(?:头|前){_COUNT}(?:名|位|个|科|门|高|多|大)"
)
_AT_LEAST = re.compile(r"\b(?:at least|or above|or more|minimum of)\b|至少|或以上|以上")
_AT_MOST = re.compile(r"\b(?:at most|up to|or less|or fewer|or below)\b|最多|至多|或以下|以下")
_MORE = re.compile(r"\b(?:more than|over|above|exceed\w*|greater than)\b|超過|超过|多於|多于|高於|高于")
_LESS = re.compile(r"\b(?:less than|fewer than|under|below|lower than)\b|少於|少于|低於|低于|不足")
_NEGATED = re.compile(
    r"\b(?:not|no|without|never|aren't|isn't|don't|doesn't|do not|does not|skip)\b|不(?!足)|唔|沒|没|無|无|冇|免"
)
_DENIES = re.compile(r"\b(?:no|not|none|without)\b|不|沒|没|無|无|冇|未")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# Not a day or a month: when something is, is no matter of more or less.
_NUMBER = re.compile(rf"(?<![\d.a-z*/])\d+(?:\.\d+)?(?:\*{{1,2}})?(?![\d*]| ?[年月日号]| (?:{_MONTHS})[a-z]*\b)")


def asks_for_extreme(query: Query) -> bool:
    """Whether a question asks who has the most or the least of something: "the cheapest", 最高."""
    folded = fold(query.text)
    return _HIGHEST.search(folded) is not None or _LOWEST.search(folded) is not None


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
    sure = Evidence("facts", 1.0, known.fitted.threshold, 1.0, 1.0)
    for names, cells in ratios(rows, query, known, passages):
        sign = -1 if _HARD.search(fold(query.text)) else 1
        ordered = sorted(cells.items(), key=lambda cell: (sign * float(cell[1].text), cell[0]))
        divided = tuple((Said(names_of(p), ()), cell) for p, cell in ordered)
        carries = frozenset(c for c in query.concepts if not c.is_term or names in c.names)
        first = _first_of(names, ordered, query, names_of) if asks_for_extreme(query) else ()
        grid = Grid(("", names.in_language(query.language)), divided)
        return Part(query, found, sure, first, grid, carries=carries)
    folded = fold(query.text)
    row, among = _among(rows, folded, query, names_of, passages)
    carries = frozenset().union(*(_carried(each, query) for each in (rows[:1] if not among else rows)))
    said = extremes(row, folded, query, names_of, passages)
    said = (*among, *said) if said else ()
    listed: Mapping[str, Fact] = {} if said else row.facts
    if not said and query.kind is Kind.SURVEY and (kept := _kept(row, folded, query)) is not None:
        if not kept and len(row.facts) * _WELL_TOLD < len(about):
            return None  # that none of a few does says nothing of all
        said = (_those(row, kept, query, names_of, passages),)
        listed = kept if len(kept) > _MOST_SAID else {}
    if not said and len(listed) > _MOST_LISTED:
        return None
    lines = tuple((Said(names_of(p), ()), cell_of(row, f, query.language, passages)) for p, f in listed.items())
    table = Grid(("", label(row, query.language)), lines) if lines else None
    return Part(query, found, sure, said, table, carries=carries)


def _rows(query: Query, known: Knowledge, about: Collection[str]) -> list[Row]:
    """What is asked, where a few programmes have it, the one first that the question means by most or least.

    Of several, one without figures for the years of the question is the newest: the years are meant of another.
    """
    folded = fold(query.text)
    asked = sorted(attributes(query, known, about), key=lambda each: _distance(each[0], folded, query))
    rows = []
    for names, context in asked:
        row = row_of(names, context, query, known, about) or row_of(names, frozenset(), query, known, about)
        if row is None and len(asked) > 1 and asks_for_extreme(query):
            row = row_of(names, context, replace(query, years=()), known, about)
        if row and sum(fact.is_stated for fact in row.facts.values()) >= _FEW:
            rows.append(row)
    return rows


def _first_of(
    names: Names, ordered: Sequence[tuple[str, Said]], query: Query, names_of: Callable[[str], str]
) -> tuple[Said, ...]:
    """Who comes first by a ratio of our own; several where they are level. `ordered` must not be empty."""
    programmes = [programme for programme, cell in ordered if cell.text == ordered[0][1].text]
    cells = [cell for _, cell in ordered[: len(programmes)]]
    is_highest = float(ordered[0][1].text) >= float(ordered[-1][1].text)
    frame = (frames.HIGHEST if is_highest else frames.LOWEST).in_language(query.language)
    which = (f"{names_of(programme)} – {cell.text}" for programme, cell in zip(programmes, cells, strict=True))
    text = frame.format(what=names.in_language(query.language), which=frames.listed(which, query.language))
    sources = tuple(source for cell in cells for source in cell.sources)
    return (Said(text, sources, computed=tuple(computed for cell in cells for computed in cell.computed)),)


def _carried(row: Row, query: Query) -> frozenset[Concept]:
    """The concepts of a question that a row tells, and those that are no terms, which only say of whom."""
    told = {row.names, *row.context}
    return frozenset(c for c in query.concepts if not c.is_term or not told.isdisjoint(c.names))


def _among(
    rows: Sequence[Row], folded: str, query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> tuple[Row, tuple[Said, ...]]:
    """The first row with only those that fulfil a condition on another, where the question sets one, and who they are.

    "Among those that need Level 4 in English, which has the highest median": the medians of these.
    """
    first, *others = rows
    condition = _LOWEST.sub("", _HIGHEST.sub("", _MANY.sub("", folded)))
    if not asks_for_extreme(query) or not (_NUMBER.search(condition) or _NEGATED.search(condition)):
        return first, ()
    for row in others:
        kept = _kept(row, condition, query)
        facts = {programme: fact for programme, fact in first.facts.items() if programme in (kept or ())}
        if kept and facts and len(facts) < len(first.facts):
            return replace(first, facts=facts), (_those(row, kept, query, names_of, passages),)
    return first, ()


def _distance(asked: Names, folded: str, query: Query) -> int:
    """How far what is asked stands from the word for most or least in a question: that nearest is meant by it.

    "Which department runs the programme with the highest median": the median. 0 where no such word stands in it.
    """
    found = [match.span() for pattern in (_HIGHEST, _LOWEST) for match in pattern.finditer(folded)]
    words = {concept.word for concept in query.concepts if asked in concept.names}
    places = [(at, at + len(word)) for word in words if (at := folded.find(word)) >= 0]
    gaps = [max(start - end, from_ - to, 0) for start, to in found for from_, end in places]
    return min(gaps, default=len(folded) if found else 0)


def extremes(
    row: Row, folded: str, query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> tuple[Said, ...]:
    """Who has the most and who has the least of something, where the `folded` question asks for it; may be empty."""
    numbered = {programme: fact for programme, fact in row.facts.items() if fact.number is not None}
    said = []
    for pattern, is_highest, frame in ((_HIGHEST, True, frames.HIGHEST), (_LOWEST, False, frames.LOWEST)):
        if numbered and pattern.search(folded):
            first = 1 if is_highest else -1
            values = sorted({fact.number or 0.0 for fact in numbered.values()}, reverse=is_highest)
            wanted = values[: _how_many(folded)]
            chosen = [(p, fact) for p, fact in numbered.items() if fact.number in wanted]
            those = dict(sorted(chosen, key=lambda item: -first * (item[1].number or 0.0)))
            text = frame.in_language(query.language).format(
                what=label(row, query.language),
                which=frames.listed(
                    (f"{names_of(p)} – {valued(row, fact, query.language)}" for p, fact in those.items()),
                    query.language,
                ),
            )
            said.append(Said(text, tuple(source_of(fact, passages) for fact in those.values())))
    return tuple(said)


def higher(row: Row, query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]) -> tuple[Said, ...]:
    """Which of the programmes that are compared has more or less of something, where the question asks that."""
    folded = fold(query.text)
    if said := extremes(row, folded, query, names_of, passages):
        return said
    if len({fact.number for fact in row.facts.values()}) < 2 or not row.year:
        return ()
    words = ("highest",) if _HIGHER.search(folded) else ("lowest",) if _LOWER.search(folded) else ()
    return tuple(said for word in words for said in extremes(row, word, query, names_of, passages))


def harder(names: Names, cells: Mapping[str, Said], query: Query, names_of: Callable[[str], str]) -> tuple[Said, ...]:
    """Which of the programmes that are compared comes first by a ratio of our own, where the question asks that."""
    folded = fold(query.text)
    sign = -1 if _HARDER.search(folded) or _HIGHER.search(folded) else 1 if _EASIER.search(folded) else 0
    ordered = sorted(cells.items(), key=lambda cell: (sign * float(cell[1].text), cell[0]))
    return _first_of(names, ordered, query, names_of) if sign and len(ordered) > 1 else ()


def _how_many(folded: str) -> int:
    """How many of the highest are asked for: "top two programmes", 最高的三個; 1 where no number is said."""
    match = _MANY.search(folded)
    said = next((group for group in match.groups() if group), "") if match else ""
    return int(said) if said.isdigit() else _NUMERALS.get(said, 1)


def _kept(row: Row, folded: str, query: Query) -> dict[str, Fact] | None:
    """The facts that fulfil the condition of a question; None where it names none."""
    stated = {programme: fact for programme, fact in row.facts.items() if fact.is_stated}
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
    told = {p: next((f for f in (stated[p], *row.others.get(p, ())) if _carries(f, plain)), None) for p in stated}
    carrying = {programme: fact for programme, fact in told.items() if fact is not None}
    if carrying and len(carrying) < len(stated):
        return carrying
    denying = {p: f for p, f in stated.items() if f.number is None and _DENIES.search(fold(f.value))}
    if denying and len(denying) < len(stated):
        return denying if _NEGATED.search(folded) else {p: f for p, f in stated.items() if p not in denying}
    return None


def _carries(fact: Fact, concepts: Collection[Concept]) -> bool:
    """Whether a value tells one of `concepts`."""
    words = frozenset(tokens(fact.value))
    return any(concept.is_in(words) for concept in concepts)


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
