"""One attribute over several programmes: the facts that tell it, for which year, each shown with its source."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.composing import frames
from assistant.composing.dated import years_since
from assistant.composing.parts import Said, Source
from assistant.composing.showing import Knowledge, is_past, past_note
from assistant.composing.sides import asks_in_general
from assistant.domain import Computed, Concept, Kind, Language, Names, Operation, Passage, Programme, Query
from assistant.facts import Fact
from assistant.grounding import ratio_text
from assistant.language import tokens, year_is_named

MOST_ROWS = 8
_MOST_COLUMNS = 3
_MANY_COLUMNS = 6
_A_NAME = 2  # capitals
_AGE_IF_UNDATED = 1  # in years: what is dated for now or later counts for more, what is older for less
MUCH_FEWER = 3  # what a third of the programmes have that another column has is not what is asked of all


@dataclass(frozen=True, slots=True)
class Row:
    """What one attribute is for each programme, by id: the fact that tells it; `others` are what else tells it."""

    names: Names
    context: frozenset[Names]
    facts: Mapping[str, Fact]
    others: Mapping[str, Sequence[Fact]] = field(default_factory=dict)

    @property
    def year(self) -> str:
        """The year that all of its facts are for; empty where they differ or name none."""
        found = {fact.year for fact in self.facts.values()}
        return found.pop() if len(found) == 1 else ""


def attributes(query: Query, known: Knowledge, about: Collection[str] | None) -> list[tuple[Names, frozenset[Names]]]:
    """What is asked, each with what narrows it: the groups that name columns; without any, what is known of all."""
    asked = list(
        dict.fromkeys(n for c in query.concepts for names in c.names for n in known.terms.ratios.get(names, (names,)))
    )
    told = [
        fact
        for fact in known.facts.all
        if query.language in fact.answers_in and (about is None or fact.programme in about)
    ]
    owners = {names: {f.programme for f in told if names in f.names and f.programme and f.is_stated} for names in asked}
    most = max(map(len, owners.values()), default=0)
    columns = [names for names in asked if owners[names] and len(owners[names]) * MUCH_FEWER >= most]
    columns = [names for names in columns if not _only_says_where(names, told)] or columns
    if not columns and about and asks_in_general(query):
        return [(names, frozenset()) for names in _common(told, about)]
    narrowing = {names: frozenset(asked) & _contexts(names, told) - {names} for names in columns}
    # What only narrows another column ("the lowest level in mathematics": the column is mathematics) is no row itself.
    narrows = {other for names in columns for other in narrowing[names] if names not in narrowing.get(other, ())}
    rows = [(names, narrowing[names]) for names in columns if names not in narrows]
    rows = rows or [(names, context.difference(columns)) for names, context in narrowing.items()]
    # What names a whole table ("scores") stands for its columns, unless another tells what is asked by name.
    tables = [names for names in asked if names not in columns and not any(names in named for _, named in rows)]
    tables = [names for names in tables if not _only_says_where(names, told)]
    if any(c.is_decisive and c.is_term and _is_told(c, rows, told) for c in query.concepts):
        tables = []
    return rows + [(column, frozenset({names})) for names in tables if about for column in _columns(names, told, about)]


def _is_told(concept: Concept, rows: Iterable[tuple[Names, frozenset[Names]]], told: Iterable[Fact]) -> bool:
    """Whether a value of one of the rows tells of a thing that is asked by name."""
    columns = {names for names, _ in rows if names not in concept.names}
    values = (fact.value for fact in told if not columns.isdisjoint(fact.names))
    return any(concept.is_in(frozenset(tokens(value))) for value in values)


def _columns(names: Names, told: Sequence[Fact], about: Collection[str]) -> list[Names]:
    """The columns of the tables that `names` names, as far as they tell something of every programme of `about`."""
    owners: dict[Names, set[str]] = {}
    beside: dict[str, set[Names]] = {}  # the columns of one passage
    for fact in told:
        if names in fact.context:
            owners.setdefault(_main(fact), set()).add(fact.programme)
            beside.setdefault(fact.passage_id, set()).add(_main(fact))
    columns = [column for column, having in owners.items() if having.issuperset(about)]
    if len(columns) > 1 and not any(held.issuperset(columns) for held in beside.values()):
        return []  # it stands over tables of several things, as the level of the programmes does
    return columns[:_MOST_COLUMNS] if len(columns) <= _MANY_COLUMNS else []  # what stands over many tables names none


def row_of(
    names: Names, context: frozenset[Names], query: Query, known: Knowledge, about: Collection[str] | None
) -> Row | None:
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

    spread: dict[tuple[str, str], set[str]] = {}
    for (_, column, table), told in tables.items():
        spread.setdefault((column, table), set()).update(told)

    def worth(key: tuple[str, str, str]) -> tuple[int, int, int, int, bool]:
        age = years_since(key[0], known.today) if key[0] else _AGE_IF_UNDATED
        more = min(len(fact.names) for fact in tables[key].values())  # applicants, before applicants in Band A
        return len(spread[key[1:]]), len(tables[key]), -max(age, 0), -more, age >= 0

    row: dict[str, Fact] = {}
    others: dict[str, list[Fact]] = {}
    for key in sorted(sorted(tables), key=worth, reverse=True):
        for programme, fact in tables[key].items():
            if programme not in row or (fact.is_stated and not row[programme].is_stated):
                row[programme] = fact
            others.setdefault(programme, []).append(fact)
    return Row(names, context, row, others)


def meant(rows: Sequence[Row], query: Query) -> list[Row]:
    """`rows`, of a word with several meanings only those that tables tell for a year of the question, where one does.

    "Who took more students in 2025" asks for offers where first-year places are told for 2026 only.
    """
    dated = {row.names for row in rows if row.year and any(year_is_named(year, [row.year]) for year in query.years)}
    other = {n for c in query.concepts if not dated.isdisjoint(c.names) for n in c.names if n not in dated}
    return [row for row in rows if row.names not in other]


def label(row: Row, language: Language) -> str:
    """What a row is called: its attribute with what narrows it, and the year where all of it is for one."""
    named = [row.names, *sorted(row.context, key=str)]
    name = frames.listed((names.in_language(language) for names in named), language)
    return f"{name}{frames.brackets(row.year, language)}" if row.year else name


def to_come(row: Row, query: Query, known: Knowledge, passages: Mapping[str, Passage]) -> Row | None:
    """`row` with what is still to come in the place of what is over; None where nothing is, or a year is asked for."""
    if query.years:
        return None
    facts = dict(row.facts)
    for programme, fact in row.facts.items():
        if is_past(passages[fact.passage_id], known.today):
            others = (f for f in row.others[programme] if not is_past(passages[f.passage_id], known.today))
            facts[programme] = next((other for other in others if other.is_stated), fact)
    return replace(row, facts=facts) if facts != row.facts else None


def cell_of(row: Row, fact: Fact, query: Query, known: Knowledge, passages: Mapping[str, Passage]) -> Said:
    """The value of a fact with its source, which says so where it is over; what stands in place of a value has none."""
    if not fact.is_stated:
        return Said(fact.value, ())
    source = source_of(fact, passages)
    text = valued(row, fact, query.language) + past_note(source.passage, query, known)
    return Said(text, (source,), fact.value)


def valued(row: Row, fact: Fact, language: Language) -> str:
    """A value, with its year where the label does not tell it."""
    if row.year or not any(other.year for other in row.facts.values()):
        return fact.value
    return f"{fact.value}{frames.brackets(fact.year or frames.UNDATED.in_language(language), language)}"


def source_of(fact: Fact, passages: Mapping[str, Passage]) -> Source:
    """The statement that tells a fact, in its passage. Raises KeyError where `passages` lack it."""
    passage = passages[fact.passage_id]
    return Source(passage, next(s for s in passage.statements if s.id == fact.statement_id))


def ratios(
    rows: Iterable[Row], query: Query, known: Knowledge, passages: Mapping[str, Passage]
) -> Iterable[tuple[Names, Mapping[str, Said]]]:
    """What each ratio that is asked for is called, and what it is for each programme that has both its figures.

    One that no programme has both figures of is left out. It is our own division of two cells of one year, with both as
    its sources.
    """
    by_names = {row.names: row for row in rows}
    for asked in (names for concept in query.concepts for names in concept.names if names in known.terms.ratios):
        above, below = (by_names.get(names) for names in known.terms.ratios[asked])
        if above and below and above.year == below.year:
            both = {p: (fact, below.facts[p]) for p, fact in above.facts.items() if p in below.facts}
            cells = {p: said for p, pair in both.items() if (said := _divided(*pair, passages))}
            if cells:
                yield asked, cells


def _divided(one: Fact, other: Fact, passages: Mapping[str, Passage]) -> Said | None:
    if one.number is None or not other.number:
        return None
    text = ratio_text(one.number, other.number)
    own = Computed(text, Operation.RATIO, (one.cell, other.cell))
    return Said(text, (source_of(one, passages), source_of(other, passages)), text, (own,))


def called(programme: Programme, language: Language) -> str:
    """A programme's name with its code, as tables and frames show it."""
    name = programme.names.in_language(language)
    return f"{name}{frames.brackets(programme.code, language)}" if programme.code else name


def _contexts(names: Names, told: Iterable[Fact]) -> frozenset[Names]:
    return frozenset(context for fact in told if names in fact.names for context in fact.context)


def _common(told: Sequence[Fact], about: Collection[str]) -> list[Names]:
    """What tables tell of every programme of `about`, in their order.

    A wide table, such as one of the levels in each subject, tells much about one thing: it is for who asks for that.
    """
    columns: dict[str, set[str]] = {}
    for fact in told:
        columns.setdefault(fact.statement_id, set()).add(fact.column)
    owners: dict[Names, set[str]] = {}
    for fact in told:
        if fact.is_stated and len(columns[fact.statement_id]) <= _MOST_COLUMNS:
            owners.setdefault(_main(fact), set()).add(fact.programme)
    return [names for names, having in owners.items() if having.issuperset(about)]


def _only_says_where(names: Names, told: Iterable[Fact]) -> bool:
    """Whether a group is an acronym, such as JUPAS, that columns name beside what they are about."""
    return names.en.isalpha() and names.en.isupper() and all(f.names != (names,) for f in told if names in f.names)


def _main(fact: Fact) -> Names:
    """What the column of a fact is about, rather than a proper name that stands in it, such as JUPAS."""
    return next((names for names in fact.names if sum(map(str.isupper, names.en)) < _A_NAME), fact.names[0])


def _table(fact: Fact) -> str:
    """Which table a fact stands in: its document, and what the table's label column is called."""
    return f"{fact.passage_id.partition('#')[0]} {fact.table}"
