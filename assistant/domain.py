"""The nouns of the assistant: frozen values with their invariants, standard library only."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit


class Language(StrEnum):
    """A language and script that questions, documents and answers are written in (BCP 47 tags)."""

    EN = "en"
    ZH_HANT = "zh-Hant"
    ZH_HANS = "zh-Hans"


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "ANSWERED"
    PARTLY = "PARTLY"
    NOT_FOUND = "NOT_FOUND"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    UNAVAILABLE = "UNAVAILABLE"


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
    """

    source_url: str
    as_of: str
    read_via: str = ""
    valid_until: date | None = None
    is_history: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: its line, its page, or its sheet and rows, each counted from 1; 0 for none."""

    line: int = 0
    page: int = 0
    sheet: str = ""
    first_row: int = 0
    last_row: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text without markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; nested items follow their parent, flattened."""

    items: tuple[str, ...]


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
    """

    content: Paragraph | Listing | Table
    headings: tuple[str, ...]
    provenance: Provenance
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Notice:
    """What staff should look at in a file that was read: a sentence, and where it stands."""

    place: Place
    message: str


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
class Statement:
    """A sentence, list item or table row of a passage, readable alone; `start` is its offset in the passage's text.

    `programmes` are the ids of those it is about; empty means that it holds for all.
    """

    id: str
    text: str
    start: int
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable part of a document: consecutive statements under the same headings and provenance, on one page."""

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

    def __post_init__(self) -> None:
        for statement in self.statements:
            if not self.text.startswith(statement.text, statement.start):
                raise ValueError(f"{statement.id} does not stand in its passage at {statement.start}")

    @property
    def breadcrumb(self) -> str:
        """Title and headings, outermost first: "document › heading"."""
        return " › ".join((self.title, *self.headings))


@dataclass(frozen=True, slots=True)
class Names:
    """What something is called, per language."""

    en: str
    zh_hant: str
    zh_hans: str

    def in_language(self, language: Language) -> str:
        """The name to show in an answer in `language`."""
        return {Language.EN: self.en, Language.ZH_HANT: self.zh_hant, Language.ZH_HANS: self.zh_hans}[language]


@dataclass(frozen=True, slots=True)
class Programme:
    """A course of study; `aliases` are further names that people use for it, in any language.

    `code` is its JUPAS or programme code, empty where it has none; `has_translated_name` where no source gives a
    Chinese name and ours is a plain translation.
    """

    id: str
    names: Names
    code: str = ""
    level: str = "undergraduate"
    degree: str = ""
    department: str = ""
    aliases: tuple[str, ...] = ()
    url: str = ""
    has_translated_name: bool = False


@dataclass(frozen=True, slots=True)
class Institution:
    """Whose programmes these are, and where a person is told what the documents do not hold."""

    names: Names
    contact_names: Names
    contact_url: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that a text talks about: the word used, and every way of saying it in content tokens.

    `is_decisive` where the text means something else without it: a name, or a word that narrows a term ("dress code");
    `is_term` where staff have listed it.
    """

    word: str
    ways: tuple[tuple[str, ...], ...]
    is_decisive: bool = False
    is_term: bool = False

    def is_in(self, words: frozenset[str] | set[str]) -> bool:
        """Whether a text with these tokens says it in one of the ways."""
        return any(words.issuperset(way) for way in self.ways)


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for. `text` is what the search by meaning embeds; empty tuples mean that nothing was named.

    `asks_for_figure` where the answer must hold a number: "how much", "how many", 幾多.
    """

    text: str
    language: Language
    programmes: tuple[Programme, ...]
    years: tuple[str, ...]
    concepts: tuple[Concept, ...]
    asks_for_figure: bool = False

    @property
    def words(self) -> list[str]:
        """The tokens of the search by words: every way of saying each concept, the codes and the years; once each."""
        said = [token for concept in self.concepts for way in concept.ways for token in way]
        codes = (programme.code.lower() for programme in self.programmes if programme.code)
        return list(dict.fromkeys([*said, *codes, *self.years]))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage, or one statement of it, that a search found.

    `score` is the fused one (0 to 1 within one search); `similarity` is the cosine to the question (-1 to 1), None when
    the search by meaning did not list it; `words` is its BM25 score (0 and up), 0 when the search by words did not.
    """

    passage: Passage
    statement: Statement | None
    score: float
    similarity: float | None
    words: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first: passages, and statements on their own."""

    passages: tuple[Hit, ...]
    statements: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark (`[1]`) and what it points to: a passage, and the words of it that are quoted."""

    mark: int
    passage: Passage
    quotes: tuple[Statement, ...]

    def __post_init__(self) -> None:
        if self.mark < 1 or not self.quotes:
            raise ValueError("a citation needs a mark from 1 and at least one quote")


@dataclass(frozen=True, slots=True)
class AnsweredStatement:
    """One statement of an answer as a visitor reads it (without its marks), and the marks that it rests on."""

    text: str
    marks: tuple[int, ...]

    @property
    def marks_text(self) -> str:
        """The marks as they are written behind the statement, such as "[1][2]"."""
        return "".join(f"[{mark}]" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask what the documents do not hold: a sentence for the visitor, and an http(s) address."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a visitor gets: how the question ended, what is said, and the words it rests on.

    `lead` and `closing` are our own sentences before and after the statements (a refusal, the closest topics); `about`
    are the programmes that the question was understood to mean.
    """

    outcome: Outcome
    language: Language
    lead: str = ""
    statements: tuple[AnsweredStatement, ...] = ()
    citations: tuple[Citation, ...] = ()
    closing: str = ""
    contact: Contact | None = None
    about: tuple[Programme, ...] = ()

    def __post_init__(self) -> None:
        marks = {citation.mark for citation in self.citations}
        if self.outcome in (Outcome.ANSWERED, Outcome.PARTLY) and not self.statements:
            raise ValueError(f"an answer that is {self.outcome} needs statements and citations")
        for statement in self.statements:
            if not statement.marks or not marks.issuperset(statement.marks):
                raise ValueError(f"a statement needs marks that point to citations: {statement.text!r}")

    @property
    def text(self) -> str:
        """The words a visitor sees without unfolding anything, marks included; never empty."""
        said = [f"{statement.text} {statement.marks_text}" for statement in self.statements]
        contact = f"{self.contact.sentence} {self.contact.url}" if self.contact else ""
        return "\n\n".join(part for part in (self.lead, *said, self.closing, contact) if part)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what was answered to it, as plain text."""

    question: str
    answer: str = ""
