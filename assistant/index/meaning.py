"""The search by meaning: exact cosines over the vectors that Chroma keeps, through langchain-chroma."""

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import chromadb  # noqa: TID251  # this is the door
from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration  # noqa: TID251  # this is the door
from chromadb.config import Settings as ChromaSettings  # noqa: TID251  # this is the door
from chromadb.errors import ChromaError  # noqa: TID251  # this is the door
from langchain_chroma import Chroma  # noqa: TID251  # this is the door
from langchain_core.embeddings import Embeddings

from assistant.errors import IndexUnusable
from assistant.index.cosines import Cosines, Kept
from assistant.index.trusted import refuse_stored_functions

_BATCH = 512


class MeaningIndex(Cosines):
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
        self._read: dict[str, Kept] = {}
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
        return len(self.kept(collection).ids)

    def kept(self, collection: str) -> Kept:
        """What a collection holds, read once. Raises IndexUnusable when it is damaged."""
        with self._reading:
            if collection not in self._read:
                with self._failing_as_unusable():
                    stored = self._stores[collection].get(include=["embeddings", "metadatas"])
                self._read[collection] = Kept.of(stored["ids"], stored["embeddings"], stored["metadatas"])
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
