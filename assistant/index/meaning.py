"""The search by meaning: exact cosines over the vectors that Chroma keeps, through langchain-chroma."""

import threading
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import chromadb  # noqa: TID251  # this is the door
import numpy as np
from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration  # noqa: TID251  # this is the door
from chromadb.config import Settings as ChromaSettings  # noqa: TID251  # this is the door
from chromadb.errors import ChromaError  # noqa: TID251  # this is the door
from langchain_chroma import Chroma  # noqa: TID251  # this is the door
from langchain_core.embeddings import Embeddings

from assistant.errors import IndexUnusable
from assistant.index.trusted import refuse_stored_functions

_BATCH = 512


class MeaningIndex:
    """Named collections of texts and their vectors below one folder, compared by cosine."""

    def __init__(
        self, folder: Path, embeddings: Embeddings | None, collections: Sequence[str], *, create: bool
    ) -> None:
        """Opens the collections, or creates them, for which `embeddings` are needed.

        Raises IndexUnusable when they cannot be opened.
        """
        if not create and not (folder / "chroma.sqlite3").is_file():
            raise IndexUnusable(f"The index has no vectors at {folder}. Build it again with: python ingest.py")
        if not create:
            refuse_stored_functions(folder / "chroma.sqlite3")
        self._folder = folder
        self._read: dict[str, _Kept] = {}
        self._reading = threading.Lock()
        with self._failing_as_unusable():
            self._client = chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))
        try:
            with self._failing_as_unusable():
                self._stores = {name: self._store(name, embeddings, create=create) for name in collections}
        except IndexUnusable:
            self.close()
            raise

    def _store(self, name: str, embeddings: Embeddings | None, *, create: bool) -> Chroma:
        # Chroma's default distance is l2, and a collection keeps the one it was created with.
        nearest = CreateHNSWConfiguration(space="cosine")
        return Chroma(
            name,
            embeddings,
            client=self._client,
            collection_configuration=CreateCollectionConfiguration(hnsw=nearest) if create else None,
            create_collection_if_not_exists=create,
        )

    def add(
        self,
        collection: str,
        ids: Sequence[str],
        texts: Sequence[str],
        programmes: Sequence[Collection[str]],
        languages: Sequence[Collection[str]],
    ) -> None:
        """Embed and store texts under their ids.

        Each with the ids of the programmes it is about (none: all), and the languages of the questions it answers.
        """
        kept = [_metadata(named, spoken) for named, spoken in zip(programmes, languages, strict=True)]
        for start in range(0, len(ids), _BATCH):
            end = start + _BATCH
            self._stores[collection].add_texts(list(texts[start:end]), kept[start:end], ids=list(ids[start:end]))

    def count(self, collection: str) -> int:
        """How many texts a collection holds. Raises IndexUnusable when it is damaged."""
        return len(self._kept(collection).ids)

    def search(
        self, collection: str, vector: Sequence[float], limit: int, language: str, programmes: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """The ids nearest to `vector` with their cosines (-1 to 1), nearest first, at most `limit`.

        Only texts that answer questions in `language` are looked at; where `programmes` are given, only those about one
        of them, or about all. Raises IndexUnusable when the collection is damaged.
        """
        kept = self._kept(collection)
        wanted = kept.answering(language, programmes)
        cosines = kept.vectors[wanted] @ np.asarray(vector, dtype=np.float32)
        ranked = sorted(
            zip(wanted.tolist(), cosines.tolist(), strict=True), key=lambda item: (-item[1], kept.ids[item[0]])
        )
        return [(kept.ids[i], cosine) for i, cosine in ranked[:limit]]

    def cosines(self, collection: str, vector: Sequence[float], ids: Sequence[str]) -> dict[str, float]:
        """The cosine (-1 to 1) of each of `ids` to `vector`. Raises KeyError for an id that the collection lacks."""
        kept = self._kept(collection)
        rows = [kept.row_of[key] for key in ids]
        return dict(zip(ids, (kept.vectors[rows] @ np.asarray(vector, dtype=np.float32)).tolist(), strict=True))

    def nearest(
        self,
        collection: str,
        vector: Sequence[float],
        language: str,
        programmes: Collection[str],
        groups: Mapping[str, str],
    ) -> dict[str, float]:
        """The largest cosine (-1 to 1) of each group's texts, of the texts that `search` would look at.

        `groups` names the group of each id. Raises IndexUnusable when the collection is damaged.
        """
        kept = self._kept(collection)
        wanted = kept.answering(language, programmes)
        if not wanted.size:
            return {}
        named = [groups[kept.ids[row]] for row in wanted.tolist()]
        numbers = {name: number for number, name in enumerate(dict.fromkeys(named))}
        largest = np.full(len(numbers), -1.0, dtype=np.float32)
        cosines = kept.vectors[wanted] @ np.asarray(vector, dtype=np.float32)
        np.maximum.at(largest, [numbers[name] for name in named], cosines)
        return dict(zip(numbers, largest.tolist(), strict=True))

    def _kept(self, collection: str) -> "_Kept":
        """What a collection holds, read once. Raises IndexUnusable when it is damaged."""
        with self._reading:
            if collection not in self._read:
                with self._failing_as_unusable():
                    stored = self._stores[collection].get(include=["embeddings", "metadatas"])
                self._read[collection] = _Kept.of(stored["ids"], stored["embeddings"], stored["metadatas"])
            return self._read[collection]

    @contextmanager
    def _failing_as_unusable(self) -> Iterator[None]:
        try:
            yield
        except (ChromaError, ValueError, RuntimeError) as error:
            raise IndexUnusable(
                f"The vectors at {self._folder} are damaged: {error}\nBuild the index again with: python ingest.py"
            ) from error

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()  # type: ignore[attr-defined]  # PersistentClient returns a Client, which has it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _metadata(programmes: Collection[str], languages: Collection[str]) -> dict[str, bool]:
    about = {f"about {programme}": True for programme in sorted(programmes)} or {"about all": True}
    return about | {f"for {language}": True for language in sorted(languages)}


@dataclass(frozen=True, slots=True)
class _Kept:
    """The ids of a collection, ascending, their unit vectors (one float32 row each), and the rows of each mark."""

    ids: tuple[str, ...]
    vectors: np.ndarray
    rows_with: Mapping[str, np.ndarray]
    row_of: Mapping[str, int]

    @classmethod
    def of(cls, ids: Sequence[str], vectors: Sequence[Any], metadatas: Sequence[dict[str, Any]]) -> Self:
        order = sorted(range(len(ids)), key=lambda i: ids[i])
        rows = np.asarray(vectors, dtype=np.float32).reshape(len(ids), -1 if ids else 0)[order]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows_with: dict[str, list[int]] = defaultdict(list)
        for row, i in enumerate(order):
            for mark in metadatas[i]:
                rows_with[mark].append(row)
        return cls(
            tuple(ids[i] for i in order),
            rows / np.maximum(lengths, 1e-12),
            {mark: np.array(marked, dtype=np.intp) for mark, marked in rows_with.items()},
            {ids[i]: row for row, i in enumerate(order)},
        )

    def answering(self, language: str, programmes: Collection[str]) -> np.ndarray:
        """Where in the rows those stand that answer in a language and are about all or, where named, a programme."""
        spoken = self._marked(f"for {language}")
        if not programmes:
            return spoken
        wanted = np.concatenate([self._marked(f"about {name}") for name in ("all", *programmes)])
        return np.intersect1d(spoken, wanted)

    def _marked(self, mark: str) -> np.ndarray:
        return self.rows_with.get(mark, np.array([], dtype=np.intp))
