"""Vectors kept by text and model, so that each distinct text is embedded once, also across builds and crashes."""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.models.embedding import Embedder

_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
_BATCH = 64


class CachedEmbeddings(Embeddings):
    """LangChain's `Embeddings` that asks `embedder` only for texts it has not seen under the same identity.

    Finished batches are committed to the file at once, so that a build which is killed goes on where it was.
    """

    def __init__(self, path: Path, embedder: Embedder, progress: Progress | None = None) -> None:
        """`progress` is called with (texts embedded, texts to embed) after each batch of new texts."""
        self._path = path
        self._embedder = embedder
        self._progress = progress
        self.embedded = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._create()
        except sqlite3.DatabaseError:
            _log.warning("%s is damaged; every text is embedded anew.", path)
            path.unlink()
            self._create()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector per text, in order; only unseen texts are embedded."""
        keys = [self._key(text) for text in texts]
        with closing(self._connect()) as connection:
            known = self._read(connection, keys)
            unseen = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            # Texts of like length go together: a batch is padded to its longest.
            ordered = sorted(unseen.items(), key=lambda item: (len(item[1]), item[0]))
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
        """Drop what is kept for other texts or models than these."""
        keep = {self._key(text) for text in texts}
        with closing(self._connect()) as connection, connection:
            kept_now = {key for (key,) in connection.execute("SELECT key FROM vectors")}
            connection.executemany("DELETE FROM vectors WHERE key = ?", [(key,) for key in sorted(kept_now - keep)])

    def _create(self) -> None:
        with closing(self._connect()) as connection, connection:
            connection.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL)")

    def _key(self, text: str) -> str:
        return hashlib.sha256(f"{self._embedder.identity}\0{text}".encode()).hexdigest()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30)

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
