"""Typed facts out of table rows and "label: value" lists: programme, attribute, year, value, and who says so."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from assistant.domain import Cell, Language, Names, Passage, Statement
from assistant.errors import IndexUnusable
from assistant.language import fold, has_day, years
from assistant.programmes import Catalogue
from assistant.terms import Terms

FILE_NAME = "facts.jsonl"
_NamedIn = Callable[[str], frozenset[Names]]
_NOT_STATED = frozenset(
    map(
        fold,
        ["not stated", "–", "-", "n/a", "沒有列明", "没有列明", "未有列明", "未列明", "沒有註明", "不詳", "未有註明"],
    )
)
_UNDATED = re.compile(r"\bundated\b|(?:没有|未)(?:注|标)明(?:日期|年份)")
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")
_LABEL_AND_VALUE = 2
_LABELS = re.compile(r"[,，] ?")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of one table cell.

    `programme` is the id of the one that it is about, empty where it holds for all; `names` are the groups of terms
    that its column (or its row's label) uses and `context` those of its row, table and headings. `year` is the one that
    it is for ("2025", "2026-27"): the first that column, row, table, headings or the date of its source name, empty
    where none does. `column` and `row` are what the table calls it, and `table` what it calls all of its rows.
    """

    programme: str
    names: tuple[Names, ...]
    context: tuple[Names, ...]
    year: str
    value: str
    column: str
    row: str
    table: str
    statement_id: str
    passage_id: str
    answers_in: tuple[Language, ...]

    def tells(self, asked: frozenset[Names]) -> bool:
        """Whether it tells what is asked: one group names its column, the others stand in its context."""
        return not asked.isdisjoint(self.names) and asked <= frozenset(self.names).union(self.context)

    @property
    def is_stated(self) -> bool:
        """Whether the cell holds a value, not a word for none."""
        return fold(self.value).strip() not in _NOT_STATED

    @property
    def cell(self) -> Cell:
        """The cell of its statement that holds it."""
        return Cell(self.column, self.value)

    @property
    def number(self) -> float | None:
        """The first number of the value; None where it has none, or is a date, of which none is the highest."""
        return None if has_day(self.value) else first_number(self.value)


def first_number(text: str) -> float | None:
    """The first number that `text` states; None where it states none.

    >>> first_number("HK$47,000 a year"), first_number("not stated")
    (47000.0, None)
    """
    found = _NUMBER.search(fold(text))
    return float(found[0]) if found else None


def facts_of(passages: Iterable[Passage], terms: Terms, catalogue: Catalogue) -> list[Fact]:
    """The facts of all table rows and labelled items, in order.

    The name of a programme is no term: "Mathematics and Information Engineering" tells nothing of mathematics.
    """

    @cache
    def named_in(text: str) -> frozenset[Names]:
        return terms.named_in(catalogue.without_names(text))

    return [
        fact
        for passage in passages
        for statement in passage.statements
        if not _cuts_a_name(statement, catalogue)
        for fact in _of_row(passage, statement, named_in)
    ]


def _cuts_a_name(statement: Statement, catalogue: Catalogue) -> bool:
    """Whether what looks like a label and its value are parts of a name, such as "AI: Systems and Technologies"."""
    if len(statement.cells) != _LABEL_AND_VALUE or any(cell.name for cell in statement.cells):
        return False
    label, value = (cell.value for cell in statement.cells)
    apart = {*catalogue.named_in(label), *catalogue.named_in(value)}
    return any(not apart.issuperset(catalogue.named_in(f"{label}{colon}{value}")) for colon in (": ", "："))


class Facts:
    """The facts of a generation, in order, and by the statement that tells them."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """There may be none."""
        self.all = tuple(facts)
        self._by_statement: dict[str, list[Fact]] = {}
        for fact in self.all:
            self._by_statement.setdefault(fact.statement_id, []).append(fact)

    def of(self, statement_id: str) -> Sequence[Fact]:
        """The facts that one statement tells, in the order of its cells; may be none."""
        return self._by_statement.get(statement_id, ())

    def commonest(self, programme: str, language: Language) -> list[Names]:
        """What is stated as a number of one programme, by its id, for questions in `language`.

        What most programmes have comes first, then what stands first.
        """
        having: dict[Names, set[str]] = {}
        for fact in self.all:
            if len(fact.names) == 1 and fact.programme and fact.number is not None and language in fact.answers_in:
                having.setdefault(fact.names[0], set()).add(fact.programme)
        stated = [names for names, programmes in having.items() if programme in programmes]
        return sorted(stated, key=lambda names: -len(having[names]))

    def matching(
        self, asked: Collection[Names], language: Language, programmes: Collection[str] | None = None
    ) -> list[Fact]:
        """The facts that tell what is `asked`, for questions in `language`, about `programmes` (None: whichever).

        One of the asked groups must name the column; the others may stand in its context.
        """
        wanted = frozenset(asked)
        return [
            fact
            for fact in self.all
            if language in fact.answers_in
            and (programmes is None or fact.programme in programmes)
            and fact.tells(wanted)
        ]


def dumped(facts: Iterable[Fact]) -> str:
    """One fact a line, as JSON."""
    return "".join(json.dumps(asdict(fact), ensure_ascii=False) + "\n" for fact in facts)


def load_facts(generation: Path) -> Facts:
    """The facts that stand in the folder of a generation. Raises IndexUnusable when they cannot be read."""
    path = generation / FILE_NAME
    try:
        return Facts(loaded(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(f"{path} is damaged: {error}\nBuild the index again with: python ingest.py") from error


def loaded(text: str) -> tuple[Fact, ...]:
    """The facts that `dumped` wrote. Raises ValueError, KeyError or TypeError for anything else."""

    def names(stored: list[dict[str, str]]) -> tuple[Names, ...]:
        return tuple(Names(**each) for each in stored)

    return tuple(
        Fact(
            **stored
            | {
                "names": names(stored["names"]),
                "context": names(stored["context"]),
                "answers_in": tuple(map(Language, stored["answers_in"])),
            }
        )
        for stored in map(json.loads, text.splitlines())
    )


def _of_row(passage: Passage, statement: Statement, named_in: _NamedIn) -> Iterable[Fact]:
    if len(statement.cells) < 2:  # a row needs a label and a value
        return
    label, *cells = statement.cells
    around = (label.value, _table_named(label.name), *reversed(passage.headings))
    context = _names(named_in, around)
    for cell in cells:
        own = named_in(cell.name) or (named_in(label.value) if len(cells) == 1 else frozenset())
        if own and len(statement.programmes) <= 1:
            texts = (cell.name, *around, passage.provenance.as_of)
            dated = next((named for text in texts if (named := _dated(text))), [])
            yield Fact(
                programme="".join(statement.programmes),
                names=tuple(sorted(own, key=lambda names: names.en)),
                context=context,
                year=next(iter(dated), ""),
                value=cell.value,
                column=cell.name,
                row=label.value,
                table=label.name,
                statement_id=statement.id,
                passage_id=passage.id,
                answers_in=passage.answers_in,
            )


def _table_named(label: str) -> str:
    """What a table is of by the name of its labels: "Programme, weightings in 2026", where rows are of programmes."""
    return _LABELS.split(label, maxsplit=1)[-1]


def _dated(text: str) -> list[str]:
    """The years that a text names; none where it says itself that it is undated, such as "undated (2025 or later)"."""
    return [] if _UNDATED.search(fold(text)) else years(text)


def _names(named_in: _NamedIn, texts: Iterable[str]) -> tuple[Names, ...]:
    return tuple(sorted({name for text in texts for name in named_in(text)}, key=lambda names: names.en))
