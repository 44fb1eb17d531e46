"""Documents and their parts: what answers are taken from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit


class Language(StrEnum):
    """A language and script that questions, documents and answers are written in (BCP 47 tags)."""

    EN = "en"
    ZH_HANT = "zh-Hant"
    ZH_HANS = "zh-Hans"


def web_address(text: str) -> str:
    """`text`, where it is an http or https address that can stand in a link as it is. Raises ValueError otherwise."""
    parts = urlsplit(text)
    is_plain = not any(sign.isspace() or sign in '<>"`\\' or ord(sign) < 0x20 for sign in text)
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_plain:
        raise ValueError(f"it must be an http or https address: {text!r}")
    return text


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the words of a section come from.

    `as_of` is what the source itself is dated: a year, a month, a day, an entry year ("2024 entry"), an academic
    year ("2026-27"), a span ("2018-2021") or "undated". `read_via` names the copy through which the official page
    was read; empty when it was read directly. `is_history` marks what is over by `valid_until` but worth keeping.
    `reviewed` is the day on which somebody last compared the document with its sources.
    """

    source_url: str
    as_of: str
    read_via: str = ""
    valid_until: date | None = None
    is_history: bool = False
    reviewed: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: its line, its page, or its sheet and rows, each counted from 1; 0 for none."""

    line: int = 0
    page: int = 0
    sheet: str = ""
    first_row: int = 0
    last_row: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """What staff should look at in a file that was read: a sentence, and where it stands."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text without markup; `asked_as` are questions that it answers, as people ask them."""

    text: str
    asked_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; nested items follow their parent, flattened.

    `asked_as` are for each item the questions that it answers, as people ask them; empty where none names any.
    """

    items: tuple[str, ...]
    asked_as: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        if self.asked_as and len(self.asked_as) != len(self.items):
            raise ValueError("the questions of a list are as many as its items")

    @property
    def asked_items(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each item with its questions."""
        return tuple(zip(self.items, self.asked_as or ((),) * len(self.items), strict=True))


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("every row of a table needs as many cells as its header")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list or table of a document under its headings, and where it begins in the file.

    Where a table comes from a sheet, its place names the rows under the header, one for each row of the table.
    `asked_as` are questions that its section answers, as people ask them, and `not_told` near misses that it does not.
    """

    content: Paragraph | Listing | Table
    headings: tuple[str, ...]
    provenance: Provenance
    place: Place = Place()
    asked_as: tuple[str, ...] = ()
    not_told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One source as text with its front matter; `id` is its path below the corpus folder.

    `reviewed` is the day on which somebody last compared it with its sources; `translation_of` is the id of the
    document that it says in another language; `notices` tell what was left out or looks odd.
    """

    id: str
    title: str
    programmes: tuple[str, ...]
    language: Language
    provenance: Provenance
    blocks: tuple[Block, ...]
    digest: str
    reviewed: date | None = None
    translation_of: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, or the value of a "label: value" item, under its column's name or its label."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, list item or table row of a passage, readable alone; `start` is its offset in the passage's text.

    `programmes` are the ids of those it is about; empty means that it holds for all. `cells` are those of a table row,
    the first of which says what the row is about; empty for a sentence. `asked_as` are questions that it answers and
    what stands beside it in its section does not, as people ask them.
    """

    id: str
    text: str
    start: int
    programmes: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    asked_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable part of a document: consecutive statements under the same headings and provenance, on one page.

    `answers_in` are the languages of the questions that it answers: all but those in which the same document stands.
    `asked_as` are questions that its section answers, as people ask them, and `not_told` near misses that no document
    answers: for finding it and for telling whether it answers, never quoted. `section` is the id of its section, the
    same in all languages in which the document stands.
    """

    id: str
    document_id: str
    title: str
    headings: tuple[str, ...]
    text: str
    statements: tuple[Statement, ...]
    programmes: tuple[str, ...]
    language: Language
    provenance: Provenance
    place: Place = Place()
    answers_in: tuple[Language, ...] = tuple(Language)
    asked_as: tuple[str, ...] = ()
    not_told: tuple[str, ...] = ()
    section: str = ""

    def __post_init__(self) -> None:
        for statement in self.statements:
            if not self.text.startswith(statement.text, statement.start):
                raise ValueError(f"{statement.id} does not stand in its passage at {statement.start}")

    @property
    def questions(self) -> tuple[str, ...]:
        """What its section and its statements answer, as people ask for it."""
        return (*self.asked_as, *(question for statement in self.statements for question in statement.asked_as))

    @property
    def breadcrumb(self) -> str:
        """Title and headings, outermost first: "document › heading"."""
        return " › ".join((self.title, *self.headings))
