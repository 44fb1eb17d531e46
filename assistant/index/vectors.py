"""Vectors kept by text and model, so that each distinct text is embedded once, also across builds and crashes."""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import IndexUnusable
from assistant.models.embedding import Embedder

_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
_BATCH = 64


class CachedEmbeddings(Embeddings):
    """LangChain's `Embeddings` that asks `embedder` only for texts it has not seen under the same identity.

    Finished batches are committed to the file at once, so that a build which is killed goes on where it was. A damaged
    file is begun anew; one that is busy or cannot be written is left as it is, and IndexUnusable is raised.
    """

    def __init__(
        self, path: Path, embedder: Embedder, progress: Progress | None = None, *, patience: float = 30.0
    ) -> None:
        """`progress` is called with (texts embedded, texts to embed) after each batch of new texts.

        `patience` are the seconds to wait for a file that another program is using. Raises IndexUnusable.
        """
        self._path = path
        self._embedder = embedder
        self._progress = progress
        self._patience = patience
        self.embedded = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._connected() as connection:
            is_whole = _is_whole(connection)
        if not is_whole:
            _log.warning("%s is damaged; every text is embedded anew.", path)
            self._delete()
        with self._connected() as connection, connection:
            connection.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL)")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector per text, in order; only unseen texts are embedded. Raises IndexUnusable."""
        keys = [self._key(text) for text in texts]
        with self._connected() as connection:
            known = self._read(connection, keys)
            unseen = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            # Texts of like length go together, since a batch is padded to its longest; in word pieces, of which Chinese
            # has far more to a line than English.
            ordered = sorted(unseen.items(), key=lambda item: (self._embedder.count_tokens(item[1]), item[0]))
            for start in range(0, len(ordered), _BATCH):
                batch = ordered[start : start + _BATCH]
                vectors = self._embedder.embed_documents([text for _, text in batch])
                fresh = {key: np.asarray(v, "<f4") for (key, _), v in zip(batch, vectors, strict=True)}
                with connection:
                    connection.executemany(
                        "INSERT OR REPLACE INTO vectors VALUES (?, ?)", [(k, v.tobytes()) for k, v in fresh.items()]
                    )
                known |= fresh
                self.embedded += len(batch)
                if self._progress:
                    self._progress(start + len(batch), len(ordered))
        return [known[key].tolist() for key in keys]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, never kept."""
        return self._embedder.embed_query(text)

    def forget_all_but(self, texts: Iterable[str]) -> None:
        """Drop what is kept for other texts or models than these. Raises IndexUnusable."""
        keep = {self._key(text) for text in texts}
        with self._connected() as connection, connection:
            kept_now = {key for (key,) in connection.execute("SELECT key FROM vectors")}
            connection.executemany("DELETE FROM vectors WHERE key = ?", [(key,) for key in sorted(kept_now - keep)])

    def _key(self, text: str) -> str:
        return hashlib.sha256(f"{self._embedder.identity}\0{text}".encode()).hexdigest()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=self._patience)) as connection:
                yield connection
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _delete(self) -> None:
        try:
            self._path.unlink()
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> IndexUnusable:
        return IndexUnusable(
            f"The vectors kept in {self._path} cannot be used: {error}. See that no other program uses the file, that "
            "it may be written and that the disk has room, and try again. If that is no help, delete it: every text is "
            "then embedded anew."
        )

    @staticmethod
    def _read(
        connection: sqlite3.Connection, keys: list[str]
    ) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]]:
        found = {}
        for start in range(0, len(keys), 500):
            batch = keys[start : start + 500]
            marks = ",".join("?" * len(batch))
            rows = connection.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", batch)  # noqa: S608
            found.update({key: np.frombuffer(vector, "<f4") for key, vector in rows})
        return found


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Whether all pages of the file can be read as those of a database; an empty file can.

    Raises sqlite3.OperationalError where that cannot be told now: another program has locked it, it cannot be opened.
    """
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)])
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False
