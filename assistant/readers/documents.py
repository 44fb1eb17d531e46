"""Reads the files of a corpus as documents, whatever their format."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from assistant.domain import Block, Document
from assistant.errors import CorpusError
from assistant.readers import csv, markdown, plain_text
from assistant.readers.extract import Extract, Unreadable
from assistant.readers.front_matter import FrontMatter
from assistant.readers.sandbox import Limits, Sandbox
from assistant.readers.side_file import is_side_file, read_side_file

MARKDOWN = (".md", ".markdown")
_HERE: dict[str, Callable[[bytes], Extract]] = {".csv": csv.read, ".txt": plain_text.read}
_IN_SANDBOX = (".docx", ".htm", ".html", ".pdf", ".pptx", ".xlsx")
_SUCCESSORS = {".doc": ".docx", ".ppt": ".pptx", ".xls": ".xlsx"}
_LARGEST_HERE = 5_000_000
_LARGEST = 50_000_000


class DocumentReader:
    """Reads the documents of one corpus folder; a context manager, for it may hold a process until it is left."""

    def __init__(self, corpus: Path, limits: Limits | None = None) -> None:
        self._corpus = corpus
        self._sandbox = Sandbox(limits or Limits())

    def __enter__(self) -> "DocumentReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sandbox.close()

    def read(self, path: Path) -> Document:
        """The document in `path`, with its path below the corpus as id.

        Raises CorpusError naming file, line and reason; the next file can be read all the same.
        """
        name = path.relative_to(self._corpus).as_posix()
        ending = path.suffix.lower()
        if ending in MARKDOWN:
            return markdown.read(name, _content(name, path, _LARGEST_HERE))
        _check_kind(name, path)
        head, side = read_side_file(name, path)
        content = _content(name, path, _LARGEST_HERE if ending in _HERE else _LARGEST)
        try:
            extract = _HERE[ending](content) if ending in _HERE else self._sandbox.read(ending, content)
        except Unreadable as error:
            raise CorpusError(f"{name}: {error}") from error
        digest = hashlib.sha256(content + b"\0" + side).hexdigest()
        document = head.document(name, _blocks(extract, head), digest, extract.notices)
        if not document.blocks:
            raise CorpusError(f"{name}: there is no text in it.")
        return document


def _check_kind(name: str, path: Path) -> None:
    ending = path.suffix.lower()
    if is_side_file(path):
        raise CorpusError(
            f"{name}: there is no file that needs it (Markdown holds its own front matter); delete or rename it."
        )
    if ending in _SUCCESSORS:
        raise CorpusError(f"{name}: the old format {ending} cannot be read; save it as {_SUCCESSORS[ending]}.")
    if ending not in (*_HERE, *_IN_SANDBOX):
        known = ", ".join(sorted((*MARKDOWN, *_HERE, *_IN_SANDBOX)))
        raise CorpusError(f"{name}: files of this kind cannot be read ({known} can). Convert it, or move it elsewhere.")


def _content(name: str, path: Path, largest: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise CorpusError(f"{name}: it cannot be read ({error.strerror}).") from error
    if len(content) > largest:
        raise CorpusError(f"{name}: the file is larger than {largest // 1_000_000} MB; split it.")
    return content


def _blocks(extract: Extract, head: FrontMatter) -> list[Block]:
    """The parts with their provenance; a first heading that only repeats the document's title goes."""
    return [
        Block(
            part.content,
            part.headings[1:] if part.headings[:1] == (head.title,) else part.headings,
            head.provenance,
            part.place,
        )
        for part in extract.parts
    ]
