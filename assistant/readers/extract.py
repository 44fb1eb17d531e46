"""What a format's reader takes out of a file: parts under their headings, as plain values without front matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Listing, Notice, Paragraph, Place, Table
from assistant.errors import AssistantError
from assistant.readers.characters import visible

_MOST_CHARACTERS = 2_000_000
_MOST_PARTS = 50_000
_MOST_NOTICES = 30
_LONGEST_HEADING = 200
_EXCERPT = 80


class Unreadable(AssistantError):
    """A file cannot be used; the text says why and what to do, without the file's name."""


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, list or table under its headings, and where it begins in the file."""

    content: Paragraph | Listing | Table
    headings: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Extract:
    """The parts of a file in its order, and what staff should know about it. An empty cell is the empty text."""

    parts: tuple[Part, ...]
    notices: tuple[Notice, ...] = ()


class Outline:
    """Collects what a reader finds, from the file's first line to its last, under the headings open at that point.

    Its methods raise Unreadable when a file holds more than a document of a corpus ever would.
    """

    def __init__(self) -> None:
        self._headings: list[tuple[int, str]] = []
        self._parts: list[Part] = []
        self._items: list[str] = []
        self._items_place = Place()
        self._hidden: dict[tuple[Place, str], list[str]] = {}
        self._notices: list[Notice] = []
        self._characters = 0

    def heading(self, level: int, text: str) -> None:
        """Open a heading (1 is the outermost level), closing those of its level and below."""
        self.end_list()
        text = text.strip()[:_LONGEST_HEADING]
        if visible(text):
            self._headings = [heading for heading in self._headings if heading[0] < level]
            self._headings.append((level, text))

    def paragraph(self, text: str, place: Place) -> None:
        """Add running text, if there is any."""
        self.end_list()
        if visible(text):
            self._add(Paragraph(text.strip()), place, len(text))

    def item(self, text: str, place: Place) -> None:
        """Add an item to the list that is open, or begin one."""
        if visible(text):
            self._items_place = self._items_place if self._items else place
            self._items.append(text.strip())

    def table(self, rows: Sequence[Sequence[str]], place: Place) -> None:
        """Add a table whose first row is its header; a single row or column becomes a list."""
        self.end_list()
        kept = rectangle(rows)
        size = sum(len(cell) for row in kept for cell in row)
        if len(kept) > 1 and len(kept[0]) > 1:
            self._add(Table(kept[0], kept[1:]), place, size)
        elif items := tuple(cell for row in kept for cell in row if cell):
            self._add(Listing(items), place, size)

    def hidden(self, reason: str, text: str, place: Place) -> None:
        """Note that `text` was left out; `reason` is such as "white text"."""
        if text := visible(text):
            self._hidden.setdefault((place, reason), []).append(text)

    def notice(self, message: str, place: Place) -> None:
        """Note a sentence for staff."""
        self._notices.append(Notice(place, message))

    def extract(self) -> Extract:
        """Everything collected. Raises Unreadable when there is no text."""
        self.end_list()
        if not self._parts:
            raise Unreadable("there is no text in it.")
        for (place, reason), texts in self._hidden.items():
            more = f" (and {len(texts) - 1} more)" if len(texts) > 1 else ""
            self.notice(f"{reason} was left out: “{texts[0][:_EXCERPT]}”{more}", place)
        return Extract(tuple(self._parts), limited(self._notices))

    def end_list(self) -> None:
        """Close the list that is open, if one is; what comes next begins another."""
        if self._items:
            items, self._items = tuple(self._items), []
            self._add(Listing(items), self._items_place, sum(map(len, items)))

    def _add(self, content: Paragraph | Listing | Table, place: Place, size: int) -> None:
        self._characters += size
        if self._characters > _MOST_CHARACTERS or len(self._parts) >= _MOST_PARTS:
            raise Unreadable(f"it holds more than {_MOST_CHARACTERS:,} characters; split it.")
        self._parts.append(Part(content, tuple(text for _, text in self._headings), place))


def rectangle(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """`rows` as wide as the widest, without rows and columns in which nothing can be seen.

    >>> rectangle([["a", "", "b"], [], ["1"]])
    (('a', 'b'), ('1', ''))
    """
    texts = [[cell if visible(cell) else "" for cell in row] for row in rows]
    texts = [row for row in texts if any(row)]
    width = max(map(len, texts), default=0)
    padded = [row + [""] * (width - len(row)) for row in texts]
    kept = [column for column in range(width) if any(row[column] for row in padded)]
    return tuple(tuple(row[column] for column in kept) for row in padded)


def limited(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """The first of `notices`, and a last one that counts the others when they are too many to read."""
    kept = tuple(notices[:_MOST_NOTICES])
    more = len(notices) - len(kept)
    return (*kept, Notice(Place(), f"{more} more notices of this kind are not listed.")) if more else kept
