"""What one ask of a question yields: said words with the statements they rest on, or why there is no answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import (
    AnsweredStatement,
    AnswerTable,
    Citation,
    Computed,
    Concept,
    Evidence,
    Found,
    Passage,
    Query,
    Statement,
    TableCell,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A statement that is cited, and the passage it stands in."""

    passage: Passage
    statement: Statement


@dataclass(frozen=True, slots=True)
class Said:
    """Words as a visitor reads them, and what they rest on.

    `value` is what is asked for, where that is known; `computed` are the figures that are our own.
    """

    text: str
    sources: tuple[Source, ...]
    value: str = ""
    computed: tuple[Computed, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be shown: a header, and rows of cells; a cell without sources is a label or "not stated"."""

    header: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one ask yields. `refusal` says why there is no answer, empty where there is one.

    `said` are the answer's statements, or what the documents do say about it where it is refused; `carries` what of
    the question they carry.
    """

    query: Query
    found: Found
    evidence: Evidence
    said: tuple[Said, ...] = ()
    grid: Grid | None = None
    refusal: str = ""
    carries: frozenset[Concept] = frozenset()

    @property
    def is_answered(self) -> bool:
        """Whether the documents hold an answer."""
        return not self.refusal


class Citations:
    """Numbers the passages of an answer in the order in which they are first cited, and collects what is quoted."""

    def __init__(self) -> None:
        """No passage is cited yet."""
        self._quotes: dict[str, tuple[Passage, dict[str, Statement]]] = {}

    def marks(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """The marks of `sources`, each once, in order."""
        marks: dict[int, None] = {}
        for source in sources:
            _, quoted = self._quotes.setdefault(source.passage.id, (source.passage, {}))
            quoted[source.statement.id] = source.statement
            marks[list(self._quotes).index(source.passage.id) + 1] = None
        return tuple(marks)

    def statements(self, said: Sequence[Said]) -> tuple[AnsweredStatement, ...]:
        """What is said, with its marks."""
        return tuple(AnsweredStatement(each.text, self.marks(each.sources), each.value, each.computed) for each in said)

    def table(self, grid: Grid) -> AnswerTable:
        """The grid, with the marks of its cells."""
        rows = (tuple(TableCell(c.text, self.marks(c.sources), c.computed) for c in row) for row in grid.rows)
        return AnswerTable(grid.header, tuple(rows))

    @property
    def all(self) -> tuple[Citation, ...]:
        """One citation for each passage, in the order of their marks."""
        return tuple(
            Citation(mark, passage, tuple(quoted.values()))
            for mark, (passage, quoted) in enumerate(self._quotes.values(), 1)
        )
