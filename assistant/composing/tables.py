"""Comparisons between programmes and questions to all of them, computed over typed facts, each row with its source."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.composing import frames
from assistant.composing.evidence import years_since
from assistant.composing.parts import Grid, Part, Said, Source
from assistant.composing.quoting import Knowledge
from assistant.domain import Evidence, Found, Kind, Language, Names, Passage, Programme, Query
from assistant.facts import Fact
from assistant.language import fold, tokens, year_is_named

_MOST_ROWS = 6
_MOST_LISTED = 14
_MOST_SAID = 8
_FEW = 3
_COMPARING = frozenset(
    "compare comparison difference differences differ vs versus better choose side factual 比较 分别 不同 差别".split()
)
_HIGHEST = re.compile(
    r"\b(highest|most|largest|biggest|hardest|top|greatest|longest|dearest|most expensive)\b|最(?:高|多|大|難|难|貴|贵|長|长)"
)
_LOWEST = re.compile(
    r"\b(lowest|fewest|least|smallest|easiest|shortest|cheapest)\b|最(?:低(?!要求|入学|收生|分|门槛)|少|小|細|细|易|容易|平|便宜|短)"
)
_AT_LEAST = re.compile(r"\b(?:at least|or above|or more|minimum of|no less than)\b|至少|或以上|以上")
_MORE = re.compile(r"\b(?:more than|over|above|exceed\w*|greater than)\b|超過|超过|多於|多于|高於|高于")
_LESS = re.compile(r"\b(?:less than|fewer than|under|below|lower than)\b|少於|少于|低於|低于|不足|以下")
_NEGATED = re.compile(
    r"\b(?:not|no|without|never|aren't|isn't|don't|doesn't|do not|does not|skip)\b|不|唔|沒|没|無|无|冇|免"
)
_DENIES = re.compile(r"\b(?:no|not|none|without)\b|不|沒|没|無|无|冇|未")
_NUMBER = re.compile(r"(?<![\d.a-z*/])\d+(?:\.\d+)?(?:\*{1,2})?(?![\d*])")


@dataclass(frozen=True, slots=True)
class _Row:
    """What one attribute is for each programme, by id: the fact that tells it."""

    names: Names
    context: frozenset[Names]
    facts: Mapping[str, Fact]

    @property
    def year(self) -> str:
        """The year that all of its facts are for; empty where they differ or name none."""
        found = {fact.year for fact in self.facts.values()}
        return found.pop() if len(found) == 1 else ""


def compared(
    query: Query, found: Found, known: Knowledge, catalogue_names: Callable[[str], str], passages: Mapping[str, Passage]
) -> Part | None:
    """The programmes of `query` side by side; None where no table tells what is asked of at least two of them."""
    about = [programme.id for programme in query.programmes]
    asked = _attributes(query, known, about)
    rows = [row for names, context in asked if (row := _row(names, context, query, known, about))]
    rows = [row for row in rows if len(row.facts) > 1 or len(about) == 1]
    if not rows:
        return None
    header = ("", *(called(programme, query.language) for programme in query.programmes))
    lines = tuple(_line(row, about, query, passages) for row in rows[:_MOST_ROWS])
    lines += tuple(_ratio_lines(rows, about, query, known, passages))
    sure = Evidence("facts", 1.0, known.fitted.threshold, 1.0, 1.0)
    return Part(query, found, sure, _summary(rows, query, catalogue_names, passages), Grid(header, lines))


def surveyed(
    query: Query, found: Found, known: Knowledge, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> Part | None:
    """An answer over all programmes: the highest, those that fulfil a condition, or a list; None without such facts."""
    asked = _attributes(query, known, None)
    rows = [
        row for names, context in asked if (row := _row(names, context, query, known, None)) and len(row.facts) >= _FEW
    ]
    if not rows:
        return None
    row = rows[0]
    folded = fold(query.text)
    if chosen := _extremes(row, folded, query, names_of, passages):
        said = chosen
    elif (kept := _kept(row, folded, query)) is not None:
        said = _those(row, kept, query, names_of, passages)
    else:
        said = ()
    if not said and len(row.facts) > _MOST_LISTED:
        return None
    listed = tuple(row.facts) if not said else ()
    grid = Grid(
        ("", _label(row, query.language)),
        tuple((Said(names_of(p), ()), _cell(row, row.facts[p], query.language, passages)) for p in listed),
    )
    sure = Evidence("facts", 1.0, known.fitted.threshold, 1.0, 1.0)
    return Part(query, found, sure, said, grid if listed else None)


def _attributes(query: Query, known: Knowledge, about: Collection[str] | None) -> list[tuple[Names, frozenset[Names]]]:
    """What is asked, each with what narrows it: the groups that name columns; without any, what is known of all."""
    asked = list(
        dict.fromkeys(n for c in query.concepts for names in c.names for n in known.ratios.get(names, (names,)))
    )
    told = [
        fact
        for fact in known.facts.all
        if query.language in fact.answers_in and (about is None or fact.programme in about)
    ]
    columns = [names for names in asked if any(names in fact.names and fact.programme for fact in told)]
    if not columns and about and not any(concept.word not in _COMPARING for concept in query.concepts):
        return [(names, frozenset()) for names in _common(told, about)]
    narrowing = {names: frozenset(asked) & _contexts(names, told) - {names} for names in columns}
    # What only narrows another column ("the lowest level in mathematics": the column is mathematics) is no row itself.
    narrows = {other for names in columns for other in narrowing[names] if names not in narrowing.get(other, ())}
    return [(names, narrowing[names]) for names in columns if names not in narrows] or [
        (names, narrowing[names]) for names in columns
    ]


def _contexts(names: Names, told: Iterable[Fact]) -> frozenset[Names]:
    return frozenset(context for fact in told if names in fact.names for context in fact.context)


def _common(told: Sequence[Fact], about: Collection[str]) -> list[Names]:
    """What tables tell of every programme of `about`, in their order."""
    owners: dict[Names, set[str]] = {}
    for fact in told:
        for names in fact.names[:1]:
            owners.setdefault(names, set()).add(fact.programme)
    return [names for names, having in owners.items() if having.issuperset(about)][:_MOST_ROWS]


def _row(
    names: Names, context: frozenset[Names], query: Query, known: Knowledge, about: Collection[str] | None
) -> _Row | None:
    """The facts of one attribute for one year: that asked for, else the newest that most programmes have."""
    facts = [
        f for f in known.facts.matching({names, *context}, query.language, about) if f.programme and names in f.names
    ]
    if query.years:
        dated = [fact for fact in facts if any(year_is_named(year, [fact.year]) for year in query.years)]
        facts = dated or (facts if query.kind is Kind.COMPARISON and about else [])
    tables: dict[tuple[str, str, str], dict[str, Fact]] = {}
    for fact in facts:
        tables.setdefault((fact.year, fact.column, _table(fact)), {}).setdefault(fact.programme, fact)
    if not tables:
        return None

    def worth(key: tuple[str, str, str]) -> tuple[int, int, bool]:
        age = years_since(key[0], known.today) if key[0] else 0
        return len(tables[key]), -max(age, 0), age >= 0

    row: dict[str, Fact] = {}
    for key in sorted(sorted(tables), key=worth, reverse=True):
        for programme, fact in tables[key].items():
            if programme not in row or (fact.is_stated and not row[programme].is_stated):
                row[programme] = fact
    return _Row(names, context, row)


def _table(fact: Fact) -> str:
    """Which table a fact stands in: its document, and what the table's label column is called."""
    return f"{fact.passage_id.partition('#')[0]} {fact.table}"


def _label(row: _Row, language: Language) -> str:
    named = [row.names, *sorted(row.context, key=str)]
    name = frames.listed((names.in_language(language) for names in named), language)
    return f"{name}{frames.brackets(row.year, language)}" if row.year else name


def _line(row: _Row, about: Sequence[str], query: Query, passages: Mapping[str, Passage]) -> tuple[Said, ...]:
    lacking = Said(frames.NOT_STATED.in_language(query.language), ())
    cells = (_cell(row, row.facts[p], query.language, passages) if p in row.facts else lacking for p in about)
    return (Said(_label(row, query.language), ()), *cells)


def _ratio_lines(
    rows: Sequence[_Row], about: Sequence[str], query: Query, known: Knowledge, passages: Mapping[str, Passage]
) -> Iterable[tuple[Said, ...]]:
    """A line for each ratio that is asked for: our own division of two cells, with both as its sources."""
    by_names = {row.names: row for row in rows}
    for asked in (names for concept in query.concepts for names in concept.names if names in known.ratios):
        above, below = (by_names.get(names) for names in known.ratios[asked])
        if above and below and above.year == below.year:
            cells = []
            for programme in about:
                one, other = above.facts.get(programme), below.facts.get(programme)
                if one and other and one.number is not None and other.number:
                    sources = (_source(one, passages), _source(other, passages))
                    cells.append(Said(f"{one.number / other.number:.1f}", sources))
                else:
                    cells.append(Said(frames.NOT_STATED.in_language(query.language), ()))
            yield (Said(asked.in_language(query.language), ()), *cells)


def _cell(row: _Row, fact: Fact, language: Language, passages: Mapping[str, Passage]) -> Said:
    if not fact.is_stated:
        return Said(fact.value, ())
    return Said(_valued(row, fact, language), (_source(fact, passages),), fact.value)


def _valued(row: _Row, fact: Fact, language: Language) -> str:
    """A value, with its year where the label does not tell it."""
    return fact.value if row.year or not fact.year else f"{fact.value}{frames.brackets(fact.year, language)}"


def _source(fact: Fact, passages: Mapping[str, Passage]) -> Source:
    passage = passages[fact.passage_id]
    return Source(passage, next(s for s in passage.statements if s.id == fact.statement_id))


def _summary(
    rows: Sequence[_Row], query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> tuple[Said, ...]:
    """Who is highest, where that is asked of a comparison."""
    return _extremes(rows[0], fold(query.text), query, names_of, passages) if rows else ()


def _extremes(
    row: _Row, folded: str, query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> tuple[Said, ...]:
    numbered = {programme: fact for programme, fact in row.facts.items() if fact.number is not None}
    said = []
    for pattern, choose, frame in ((_HIGHEST, max, frames.HIGHEST), (_LOWEST, min, frames.LOWEST)):
        if numbered and pattern.search(folded):
            value = choose(fact.number or 0.0 for fact in numbered.values())
            those = {p: fact for p, fact in numbered.items() if fact.number == value}
            text = frame.in_language(query.language).format(
                what=_label(row, query.language),
                which=frames.listed(
                    (f"{names_of(p)} – {_valued(row, fact, query.language)}" for p, fact in those.items()),
                    query.language,
                ),
            )
            said.append(Said(text, tuple(_source(fact, passages) for fact in those.values())))
    return tuple(said)


def _kept(row: _Row, folded: str, query: Query) -> dict[str, Fact] | None:
    """The facts that fulfil the condition of a question; None where it names none."""
    stated = {programme: fact for programme, fact in row.facts.items() if fact.is_stated}
    numbers = [float(m[0].rstrip("*")) for m in _NUMBER.finditer(folded) if m[0] not in query.years]
    if numbers and any(fact.number is not None for fact in stated.values()):
        wanted = numbers[-1]
        tests: tuple[tuple[re.Pattern[str], Callable[[float], bool]], ...] = (
            (_MORE, lambda value: value > wanted),
            (_LESS, lambda value: value < wanted),
            (_AT_LEAST, lambda value: value >= wanted),
        )
        holds = next((test for pattern, test in tests if pattern.search(folded)), lambda value: value == wanted)
        is_negated = _NEGATED.search(folded) is not None
        return {p: f for p, f in stated.items() if f.number is not None and holds(f.number) is not is_negated}
    plain = [c for c in query.concepts if not c.is_term or not set(c.names) & {row.names}]
    carrying = {p: f for p, f in stated.items() if any(c.is_in(frozenset(tokens(f.value))) for c in plain)}
    if carrying and len(carrying) < len(stated):
        return carrying
    denying = {p: f for p, f in stated.items() if f.number is None and _DENIES.search(fold(f.value))}
    if denying and len(denying) < len(stated):
        return denying if _NEGATED.search(folded) else {p: f for p, f in stated.items() if p not in denying}
    return None


def _those(
    row: _Row, kept: Mapping[str, Fact], query: Query, names_of: Callable[[str], str], passages: Mapping[str, Passage]
) -> tuple[Said, ...]:
    language = query.language
    total = sum(fact.is_stated for fact in row.facts.values())
    shown = list(kept.items())[:_MOST_SAID]
    text = frames.COUNTED.in_language(language).format(
        what=_label(row, language),
        count=len(kept),
        total=total,
        which=frames.listed((f"{names_of(p)} – {_valued(row, fact, query.language)}" for p, fact in shown), language)
        or "–",
    )
    sources = kept.values() if kept else row.facts.values()
    return (Said(text, tuple(_source(fact, passages) for fact in sources)),)


def called(programme: Programme, language: Language) -> str:
    """A programme's name with its code, as tables and frames show it."""
    name = programme.names.in_language(language)
    return f"{name}{frames.brackets(programme.code, language)}" if programme.code else name
