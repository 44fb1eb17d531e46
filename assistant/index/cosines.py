"""Searches among vectors by their cosines: all of a collection are compared, so that nothing is missed."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from assistant.models.projection import Projection

_LEAST_ODDS = 1e-12  # for logarithms


@dataclass(frozen=True, slots=True)
class Kept:
    """The ids of a collection, ascending, their unit vectors (one float32 row each), and which rows have each mark."""

    ids: tuple[str, ...]
    vectors: np.ndarray
    marked: Mapping[str, np.ndarray]
    row_of: Mapping[str, int]

    @classmethod
    def of(cls, ids: Sequence[str], vectors: Sequence[Any], metadatas: Sequence[dict[str, Any]]) -> Self:
        """Of what Chroma gives; the keys of `metadatas` are the marks."""
        order = sorted(range(len(ids)), key=lambda i: ids[i])
        rows = np.asarray(vectors, dtype=np.float32).reshape(len(ids), -1 if ids else 0)[order]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        marked: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(len(ids), dtype=bool))
        for row, i in enumerate(order):
            for mark in metadatas[i]:
                marked[mark][row] = True
        return cls(
            tuple(ids[i] for i in order),
            rows / np.maximum(lengths, 1e-12),
            dict(marked),
            {ids[i]: row for row, i in enumerate(order)},
        )

    def answering(self, language: str, programmes: Collection[str]) -> np.ndarray:
        """Where in the rows those stand that answer in a language and are about all or, where named, a programme."""
        none = np.zeros(len(self.ids), dtype=bool)
        wanted = self.marked.get(f"for {language}", none)
        if programmes:
            about = (self.marked.get(f"about {name}", none) for name in ("all", *programmes))
            wanted = wanted & np.logical_or.reduce(list(about))
        return np.flatnonzero(wanted)


@dataclass(frozen=True, slots=True)
class Groups:
    """Which of the groups `names` each text of a collection is in, by rows: its number there, -1 for none."""

    names: tuple[str, ...]
    numbers: np.ndarray

    @classmethod
    def of(cls, ids: Iterable[str], group_of: Mapping[str, str]) -> Self:
        """Of a collection that holds `ids`; `group_of` names the group of each that is in one."""
        names = tuple(dict.fromkeys(group_of.values()))
        number_of = {name: number for number, name in enumerate(names)}
        found = [number_of[group_of[key]] if key in group_of else -1 for key in sorted(ids)]
        return cls(names, np.array(found, dtype=np.intp))

    def __len__(self) -> int:
        """How many texts are in a group."""
        return int((self.numbers >= 0).sum())


class Cosines(ABC):
    """Named collections of vectors, compared with that of a question."""

    @abstractmethod
    def kept(self, collection: str) -> Kept:
        """What a collection holds. Raises IndexUnusable when it is damaged."""

    def _seen(self, vector: Sequence[float]) -> np.ndarray:
        """A question's vector as those that are kept are to be compared with it."""
        return np.asarray(vector, dtype=np.float32)

    def search(
        self, collection: str, vector: Sequence[float], limit: int, language: str, programmes: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """The ids nearest to `vector` with their cosines (-1 to 1), nearest first, at most `limit`.

        Only texts that answer questions in `language` are looked at; where `programmes` are given, only those about one
        of them, or about all. Raises IndexUnusable when the collection is damaged.
        """
        kept = self.kept(collection)
        wanted = kept.answering(language, programmes)
        cosines = kept.vectors[wanted] @ self._seen(vector)
        ranked = sorted(
            zip(wanted.tolist(), cosines.tolist(), strict=True), key=lambda item: (-item[1], kept.ids[item[0]])
        )
        return [(kept.ids[i], cosine) for i, cosine in ranked[:limit]]

    def cosines(self, collection: str, vector: Sequence[float], ids: Sequence[str]) -> dict[str, float]:
        """The cosine (-1 to 1) of each of `ids` to `vector`. Raises KeyError for an id that the collection lacks."""
        kept = self.kept(collection)
        rows = [kept.row_of[key] for key in ids]
        return dict(zip(ids, (kept.vectors[rows] @ self._seen(vector)).tolist(), strict=True))

    def compared(self, collection: str, vector: Sequence[float]) -> np.ndarray:
        """The cosines (-1 to 1) of all texts of a collection to `vector`, shape (texts,), in the order of their ids.

        Raises IndexUnusable when it is damaged.
        """
        kept = self.kept(collection)
        cosines: np.ndarray = kept.vectors @ self._seen(vector) if kept.ids else np.zeros(0, dtype=np.float32)
        return cosines

    def nearest(
        self, collection: str, compared: np.ndarray, language: str, programmes: Collection[str], groups: Groups
    ) -> dict[str, float]:
        """The largest of the cosines `compared` of each group's texts, of the texts that `search` would look at.

        `groups` are those of the collection. Raises IndexUnusable when it is damaged.
        """
        answering = self.kept(collection).answering(language, programmes)
        wanted = answering[groups.numbers[answering] >= 0]
        if not wanted.size:
            return {}
        numbers = groups.numbers[wanted]
        largest = np.full(len(groups.names), -np.inf, dtype=np.float32)
        np.maximum.at(largest, numbers, compared[wanted])
        found = np.flatnonzero(largest > -np.inf).tolist()
        return {groups.names[number]: cosine for number, cosine in zip(found, largest[found].tolist(), strict=True)}


def gathered(compared: np.ndarray, groups: Groups, temperature: float) -> dict[str, float]:
    """How alike the texts of each group are together, by the cosines `compared` of all texts of a collection.

    It is the logarithm of the sum of exp(cosine / temperature): the share of its exponential in those of some groups is
    the probability that the text meant is in the group, if in any of them, as a contrastive loss of that temperature
    sees it.
    """
    is_grouped = groups.numbers >= 0
    if not is_grouped.any():
        return {}
    cosines = compared[is_grouped]
    largest = float(cosines.max())
    total = np.bincount(groups.numbers[is_grouped], np.exp((cosines - largest) / temperature), len(groups.names))
    found = largest / temperature + np.log(np.maximum(total, _LEAST_ODDS))
    return dict(zip(groups.names, found.tolist(), strict=True))


class Projected(Cosines):
    """Other collections as a projection shows them, of which `questions` hold questions and the rest texts."""

    def __init__(self, plain: Cosines, projection: Projection, questions: Collection[str]) -> None:
        self._plain = plain
        self._projection = projection
        self._questions = questions
        self._shown: dict[str, Kept] = {}

    def kept(self, collection: str) -> Kept:
        """What a collection holds, projected once. Raises IndexUnusable when it is damaged."""
        if collection not in self._shown:
            plain = self._plain.kept(collection)
            show = self._projection.of_questions if collection in self._questions else self._projection.of_texts
            self._shown[collection] = replace(plain, vectors=show(plain.vectors)) if plain.ids else plain
        return self._shown[collection]

    def _seen(self, vector: Sequence[float]) -> np.ndarray:
        return self._projection.of_questions(super()._seen(vector))
