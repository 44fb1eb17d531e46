"""The search by words: BM25 (bm25s) over the same passages and statements as the search by meaning."""

import math
from collections.abc import Collection, Sequence

import bm25s
import numpy as np

from assistant.language import tokens


class WordIndex:
    """BM25 over texts, and how rare each word is among them."""

    def __init__(
        self,
        ids: Sequence[str],
        texts: Sequence[str],
        programmes: Sequence[Collection[str]],
        languages: Sequence[Collection[str]],
    ) -> None:
        """Index `texts` under `ids`; all may be empty.

        Each is about these programmes (none: all), and answers questions in these languages.
        """
        split = [tokens(text) for text in texts]
        self.ids = tuple(ids)
        self._programmes = tuple(map(frozenset, programmes))
        self._languages = tuple(map(frozenset, languages))
        self._places: dict[str, set[int]] = {}
        for place, words in enumerate(split):
            for token in words:
                self._places.setdefault(token, set()).add(place)
        self._bm25 = bm25s.BM25(method="lucene")
        if self._places:
            self._bm25.index(split, show_progress=False)

    def search(
        self, words: Sequence[str], limit: int, language: str, programmes: Collection[str] = ()
    ) -> list[tuple[str, float]]:
        """The ids of texts that share words with the query with their BM25 scores (above 0), best first.

        Only texts that answer questions in `language` are looked at; where `programmes` are given, only those about one
        of them, or about all.
        """
        known = [word for word in words if word in self._places]
        if not known:
            return []
        scores = np.asarray(self._bm25.get_scores(known))
        wanted = frozenset(programmes)
        found = [i for i in map(int, np.flatnonzero(scores > 0)) if language in self._languages[i]]
        found = [i for i in found if not wanted or self._is_about(i, wanted)]
        ranked = sorted(found, key=lambda i: (-scores[i], self.ids[i]))
        return [(self.ids[i], float(scores[i])) for i in ranked[:limit]]

    def _is_about(self, i: int, wanted: frozenset[str]) -> bool:
        return not self._programmes[i] or not wanted.isdisjoint(self._programmes[i])

    def rarity(self, word: str) -> float:
        """Inverse document frequency of a token, ln((N + 1) / (n + 1)) ≥ 0; the largest for unknown words."""
        return math.log((len(self.ids) + 1) / (len(self._places.get(word, ())) + 1))

    def hold(self, words: Sequence[str]) -> bool:
        """Whether any text holds all these tokens; at least one is needed."""
        places = sorted((self._places.get(word, set()) for word in words), key=len)
        return bool(set.intersection(*places))
