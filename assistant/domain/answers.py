"""Answers: how a question ended, what is said, and the words it rests on."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.offers import Names, Programme
from assistant.domain.questions import Found, Query
from assistant.domain.sources import Cell, Language, Passage, Statement
from assistant.domain.writing import Writing


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "ANSWERED"
    PARTLY = "PARTLY"
    NOT_FOUND = "NOT_FOUND"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    UNAVAILABLE = "UNAVAILABLE"


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark (`[1]`) and what it points to: a passage, and the words of it that are quoted."""

    mark: int
    passage: Passage
    quotes: tuple[Statement, ...]

    def __post_init__(self) -> None:
        if self.mark < 1 or not self.quotes:
            raise ValueError("a citation needs a mark from 1 and at least one quote")


class Operation(StrEnum):
    """How a figure of our own is computed from cells."""

    COUNT = "count"
    RATIO = "ratio"
    SUM = "sum"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure that no document states: as it is written, how it is computed, and the cells that it is computed from.

    COUNT is how many cells there are; RATIO the number of the first divided by that of the second, DIFFERENCE the one
    less the other, at least 0; SUM all of them together.
    """

    figure: str
    operation: Operation
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AnsweredStatement:
    """One statement of an answer as a visitor reads it (without its marks), and the marks that it rests on.

    `value` is the part of the text that was asked for, empty where that is not known; `computed` are the figures of the
    text that are our own.
    """

    text: str
    marks: tuple[int, ...]
    value: str = ""
    computed: tuple[Computed, ...] = ()

    def __post_init__(self) -> None:
        if self.value not in self.text:
            raise ValueError(f"{self.value!r} is not a part of {self.text!r}")

    @property
    def marks_text(self) -> str:
        """The marks as they are written behind the statement, such as "[1][2]"."""
        return _marks_text(self.marks)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of an answer's table (without its marks); one without marks is a label, or says that nothing is stated.

    `computed` is its figure where that is our own.
    """

    text: str
    marks: tuple[int, ...] = ()
    computed: tuple[Computed, ...] = ()

    @property
    def shown(self) -> str:
        """The cell as a visitor reads it, such as "52.375 [1]"."""
        return f"{self.text} {_marks_text(self.marks)}".strip()


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A comparison or a list: a header, and rows of as many cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("every row of a table needs as many cells as its header")

    @property
    def text(self) -> str:
        """The table as lines of cells between bars."""
        lines = [self.header, *(tuple(cell.shown for cell in row) for row in self.rows)]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _marks_text(marks: tuple[int, ...]) -> str:
    return "".join(f"[{mark}]" for mark in marks)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask what the documents do not hold: a sentence for the visitor, and an http(s) address."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a question was answered or refused: how well the best statement carries what is asked.

    `confidence` is the calibrated share of such questions that this evidence answers (0 to 1) and `threshold` the least
    with which one is answered; `similarity` is the best statement's cosine to the question (-1 to 1), `coverage` the
    rarity-weighted share of the question's words that it carries (0 to 1). `reason` names what decided.
    """

    reason: str
    confidence: float
    threshold: float
    similarity: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer was found: what was understood, what the searches gave, and why that was enough or not.

    `writing` is how a chat model wrote it; None for a quotation that no model was asked about.
    """

    query: Query
    found: Found
    evidence: Evidence
    writing: Writing | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a visitor gets: how the question ended, what is said, and the words it rests on.

    `lead` and `closing` are our own sentences before and after the statements (a refusal, the closest topics); `about`
    are the programmes that the question was understood to mean, and `asked` what was asked of them; `trace` tells how
    it was found, None where nothing was searched for. `is_complete` is False for an answer that is still being written:
    what it says already is checked and stays, and more follows.
    """

    outcome: Outcome
    language: Language
    lead: str = ""
    statements: tuple[AnsweredStatement, ...] = ()
    table: AnswerTable | None = None
    citations: tuple[Citation, ...] = ()
    closing: str = ""
    contact: Contact | None = None
    about: tuple[Programme, ...] = ()
    asked: tuple[Names, ...] = ()
    trace: Trace | None = None
    is_complete: bool = True

    def __post_init__(self) -> None:
        marks = {citation.mark for citation in self.citations}
        cited = {mark for row in self.table.rows for cell in row for mark in cell.marks} if self.table else set()
        if self.outcome in (Outcome.ANSWERED, Outcome.PARTLY) and not (self.statements or cited):
            raise ValueError(f"an answer that is {self.outcome} needs statements and citations")
        if not marks.issuperset(cited):
            raise ValueError("the marks of a table need to point to citations")
        for statement in self.statements:
            if not statement.marks or not marks.issuperset(statement.marks):
                raise ValueError(f"a statement needs marks that point to citations: {statement.text!r}")

    @property
    def text(self) -> str:
        """The words a visitor sees without unfolding anything, marks included; never empty."""
        said = [f"{statement.text} {statement.marks_text}" for statement in self.statements]
        contact = f"{self.contact.sentence} {self.contact.url}" if self.contact else ""
        table = self.table.text if self.table else ""
        return "\n\n".join(part for part in (self.lead, *said, table, self.closing, contact) if part)
