"""The search by meaning: Chroma collections of one generation, through langchain-chroma."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import chromadb  # noqa: TID251  # this is the door
from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration  # noqa: TID251  # this is the door
from chromadb.config import Settings as ChromaSettings  # noqa: TID251  # this is the door
from chromadb.errors import ChromaError  # noqa: TID251  # this is the door
from langchain_chroma import Chroma  # noqa: TID251  # this is the door
from langchain_core.embeddings import Embeddings

from assistant.errors import IndexUnusable

# More neighbours than Chroma's default of 100, so that a top-100 list is exact for a corpus of this kind.
_SEARCH_NEIGHBOURS = 300
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
        self._folder = folder
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
        nearest = CreateHNSWConfiguration(space="cosine", ef_search=_SEARCH_NEIGHBOURS, ef_construction=200)
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
        with self._failing_as_unusable():
            return len(self._stores[collection].get(include=[])["ids"])

    def search(
        self, collection: str, vector: Sequence[float], limit: int, language: str, programmes: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """The ids nearest to `vector` with their cosines (-1 to 1), nearest first, at most `limit`.

        Only texts that answer questions in `language` are looked at; where `programmes` are given, only those about one
        of them, or about all. Raises IndexUnusable when the collection is damaged.
        """
        with self._failing_as_unusable():
            found = self._stores[collection].similarity_search_by_vector_with_relevance_scores(
                list(vector), k=limit, filter=_only(language, programmes)
            )
        ranked = [(document.id or "", 1 - distance) for document, distance in found]
        return sorted(ranked, key=lambda item: (-item[1], item[0]))

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


def _only(language: str, programmes: Collection[str]) -> dict[str, Any]:
    spoken: dict[str, Any] = {f"for {language}": True}
    if not programmes:
        return spoken
    wanted: list[dict[str, Any]] = [{f"about {programme}": True} for programme in sorted(programmes)]
    return {"$and": [spoken, {"$or": [{"about all": True}, *wanted]}]}
