"""A journal in files of bounded size: one entry a line as JSON, written by several threads and processes."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from assistant.domain import Language, Outcome
from assistant.errors import JournalUnusable
from assistant.journal.entries import Entry, Rating, Reason

_log = logging.getLogger(__name__)
_FILES = 4
_WAIT = 5.0  # seconds
_FOR_US_ALONE = 0o600
_LINE_END = b"\n"


class NoJournal:
    """Keeps nothing and writes nothing."""

    is_kept = False

    def note(self, entry: Entry) -> None:
        """Nothing happens."""

    def entries(self) -> Iterator[Entry]:
        """None."""
        return iter(())


class LineJournal:
    """A folder with the newest entries in `journal.jsonl` and older ones in `journal.1.jsonl` and so on.

    Nothing is made before the first entry. The files together never hold more than `most_bytes`; the oldest of the
    four goes when a new one begins.
    """

    is_kept = True

    def __init__(self, folder: Path, most_bytes: int) -> None:
        """`most_bytes` must hold the longest entry four times."""
        self._folder = folder
        self._most = most_bytes // _FILES
        self._newest = folder / "journal.jsonl"

    def note(self, entry: Entry) -> None:
        """Append an entry in one piece, after what other processes append. Raises JournalUnusable."""
        line = json.dumps(asdict(entry), ensure_ascii=False, default=datetime.isoformat).encode("utf-8", "replace")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._lock():
                self._append(line + _LINE_END)
        except (OSError, Timeout) as error:
            raise JournalUnusable(f"The journal in {self._folder} cannot be written: {error}") from error

    def entries(self) -> Iterator[Entry]:
        """The entries, the oldest first; a damaged line is left out and logged. Raises JournalUnusable."""
        paths = (*map(self._older, range(_FILES - 1, 0, -1)), self._newest)
        try:
            with self._lock() if self._folder.exists() else nullcontext():
                files = [(path, path.read_bytes()) for path in paths if path.exists()]
        except (OSError, Timeout) as error:
            raise JournalUnusable(f"The journal in {self._folder} cannot be read: {error}") from error
        for path, content in files:
            for number, line in enumerate(content.split(_LINE_END), 1):
                if line.strip():
                    yield from _read(line, f"{path}:{number}")

    def _lock(self) -> BaseFileLock:
        return FileLock(self._folder / "journal.lock", timeout=_WAIT, mode=_FOR_US_ALONE)

    def _append(self, line: bytes) -> None:
        size = self._newest.stat().st_size if self._newest.exists() else 0
        if size + len(line) + 1 > self._most:
            self._turn_over()
            size = 0
        with open(self._newest, "ab+", buffering=0, opener=_for_us_alone) as file:
            if size:
                file.seek(-1, os.SEEK_END)
                if file.read(1) != _LINE_END:  # a line that a crash cut short stays one of its own
                    line = _LINE_END + line
            file.write(line)

    def _turn_over(self) -> None:
        """Begin a new file; the oldest goes."""
        files = [self._newest, *map(self._older, range(1, _FILES))]
        for newer, older in reversed(list(pairwise(files))):
            if newer.exists():
                newer.replace(older)

    def _older(self, number: int) -> Path:
        return self._folder / f"journal.{number}.jsonl"


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, _FOR_US_ALONE)


def _read(line: bytes, place: str) -> Iterator[Entry]:
    try:
        yield entry_of(json.loads(line))
    except (ValueError, KeyError, TypeError) as error:
        _log.warning("%s is no entry of the journal and is left out: %s", place, type(error).__name__)


def entry_of(stored: dict[str, str]) -> Entry:
    """The entry that `LineJournal` wrote as these fields. Raises ValueError, KeyError or TypeError for others."""
    return Entry(
        time=datetime.fromisoformat(stored["time"]),
        question=str(stored["question"]),
        outcome=Outcome(stored["outcome"]),
        language=Language(stored["language"]),
        documents=tuple(map(str, stored["documents"])),
        passages=tuple(map(str, stored["passages"])),
        trace_id=str(stored["trace_id"]),
        rating=Rating(stored["rating"]) if stored["rating"] else None,
        reason=Reason(stored["reason"]) if stored["reason"] else None,
        line=str(stored["line"]),
    )
