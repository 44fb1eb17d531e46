"""The folder of generations: building the next one beside the current one, making it current, serving it."""

import logging
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from langchain_core.embeddings import Embeddings

from assistant.domain import Passage
from assistant.errors import BuildInProgress, IndexMissing, IndexUnusable
from assistant.index.generation import Generation, Manifest, questions_of, read_manifest, write_generation

_log = logging.getLogger(__name__)
_POINTER = "CURRENT"
_PARTIAL = ".building-"


class Generations:
    """The generations below one folder, and which of them is current.

    A generation is written beside the others, checked, and made current by one atomic rename of a pointer file: a
    build that is killed at any moment leaves the former one serving (docs/adr/0001-generations.md).
    """

    def __init__(self, folder: Path, keep: int = 3) -> None:
        """`keep` generations stay on disk, the current one included."""
        self.folder = folder
        self._keep = keep

    def current(self) -> Path | None:
        """The folder of the current generation; None before the first is published."""
        try:
            name = (self.folder / _POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return self.folder / "generations" / name

    def current_manifest(self) -> Manifest | None:
        """The manifest of the current generation; None when there is none that this version reads."""
        folder = self.current()
        try:
            return read_manifest(folder) if folder else None
        except IndexUnusable:
            return None

    def is_usable(self, model: str) -> bool:
        """Whether there is a current generation, built with `model`, that can be read back as a whole."""
        folder = self.current()
        try:
            if folder:
                Generation(folder, None, model).close()
        except IndexUnusable as error:
            _log.warning("%s", error)
            return False
        return folder is not None

    @contextmanager
    def building(self) -> Iterator[None]:
        """Keeps other processes from building meanwhile. Raises BuildInProgress at once when one already is."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / "build.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise BuildInProgress(
                f"Another process is building the index in {self.folder}. Wait for it, then try again."
            ) from error
        try:
            yield
        finally:
            lock.release()

    def publish(
        self,
        manifest: Manifest,
        passages: Sequence[Passage],
        embeddings: Embeddings,
        files: Mapping[str, str],
        now: datetime,
    ) -> Path:
        """Write a generation, check it, make it current and drop the oldest; the caller holds `building()`.

        Returns its folder. Raises IndexUnusable when what was written cannot be read back; the former one then stays.
        """
        generations = self.folder / "generations"
        generations.mkdir(parents=True, exist_ok=True)
        for abandoned in generations.glob(_PARTIAL + "*"):
            shutil.rmtree(abandoned)
        partial = generations / f"{_PARTIAL}{os.getpid()}"
        complete = replace(
            manifest,
            passages=len(passages),
            statements=sum(len(passage.statements) for passage in passages),
            questions=sum(len(questions_of(passage)) for passage in passages),
            near_misses=sum(len(passage.not_told) for passage in passages),
            built_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        )
        try:
            write_generation(partial, complete, passages, embeddings, files)
            Generation(partial, embeddings, complete.model).close()
            _sync(partial)
            final = self._next_folder()
            partial.rename(final)
        finally:
            shutil.rmtree(partial, ignore_errors=True)  # on failure: a full disk must not stay full
        _sync_folder(generations)
        self._point_to(final.name)
        self._drop_old(final)
        return final

    def _next_folder(self) -> Path:
        """A name that sorts last and was never used before, not even in an index that was deleted.

        Readers take another name for another generation.
        """
        generations = self.folder / "generations"
        numbers = [int(path.name[:6]) for path in generations.iterdir() if path.name[:6].isdecimal()]
        return generations / f"{max(numbers, default=0) + 1:06}-{secrets.token_hex(3)}"

    def _point_to(self, name: str) -> None:
        pending = self.folder / f"{_POINTER}.next"
        with pending.open("w", encoding="utf-8") as pointer:
            pointer.write(name + "\n")
            pointer.flush()
            os.fsync(pointer.fileno())
        pending.replace(self.folder / _POINTER)
        _sync_folder(self.folder)

    def _drop_old(self, current: Path) -> None:
        others = sorted(path for path in current.parent.iterdir() if path.is_dir() and path != current)
        for path in others[: max(0, len(others) + 1 - self._keep)]:
            shutil.rmtree(path, ignore_errors=True)  # a reader on Windows may still hold it; the next build tries again


class ServedGeneration:
    """The current generation, opened once and shared by questions; moves on when another is made current."""

    def __init__(self, generations: Generations, open_generation: Callable[[Path], Generation]) -> None:
        self._generations = generations
        self._open = open_generation
        self._guard = threading.Lock()  # held for moments: counts and swaps
        self._opening = threading.Lock()  # held while a generation is opened, which takes a while
        self._served: Generation | None = None
        self._refused: Path | None = None
        self._failure = ""  # why the first one was refused; not the error, which would keep the frames of its callers
        self._readers: dict[Generation, int] = {}

    @contextmanager
    def lease(self) -> Iterator[Generation]:
        """The generation to answer one question from; it stays open until its last question has ended.

        Raises IndexMissing before the first build, and IndexUnusable when none that can be opened was ever served.
        """
        self._move_on()
        with self._guard:
            generation = self._served
            if generation is None and self._failure:
                raise IndexUnusable(self._failure)
            if generation is None:
                raise IndexMissing(f"No index at {self._generations.folder}. Build it with: python ingest.py")
            self._readers[generation] += 1
        try:
            yield generation
        finally:
            with self._guard:
                self._readers[generation] -= 1
            self._close_unused()

    def close(self) -> None:
        """Close what is served, when no question is being answered any more."""
        with self._guard:
            self._served = None
        self._close_unused()

    def _move_on(self) -> None:
        """Open what is current now. While one question does so, the others go on with the former generation."""
        if not self._is_behind() or not self._opening.acquire(blocking=self._served is None):
            return
        try:
            target = self._generations.current()
            if target is not None and self._is_behind():
                self._open_and_swap(target)
        finally:
            self._opening.release()
        self._close_unused()

    def _is_behind(self) -> bool:
        target = self._generations.current()
        return (
            target is not None and target != self._refused and (self._served is None or self._served.folder != target)
        )

    def _open_and_swap(self, target: Path) -> None:
        try:
            opened = self._open(target)
        except IndexUnusable as error:
            self._refused, self._failure = target, str(error)
            if self._served is None:
                raise
            _log.error("The new index cannot be opened; the former one keeps serving. %s", error)
            return
        with self._guard:
            self._served = opened
            self._readers[opened] = 0

    def _close_unused(self) -> None:
        with self._guard:
            unused = [g for g, readers in self._readers.items() if readers == 0 and g is not self._served]
            for generation in unused:
                del self._readers[generation]
        for generation in unused:
            generation.close()


def _sync(folder: Path) -> None:
    """Have all files and folders below `folder` on disk: Chroma itself does not wait for that."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            _sync_folder(path)
        else:
            with path.open("r+b") as content:  # Windows syncs only what is open for writing
                os.fsync(content.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
