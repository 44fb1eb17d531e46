"""The searches by meaning and by words over one generation, at the level of passages and of statements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from assistant.domain import Found, Hit, Likeness, Passage, Query, Statement
from assistant.index.cosines import Cosines, gathered
from assistant.index.generation import NEAR_MISSES, PASSAGES, QUESTIONS, STATEMENTS, Generation
from assistant.index.words import WordIndex
from assistant.models.projection import TEMPERATURE
from assistant.retrieval.fusion import fuse

_LISTED = 100
_LISTED_BY_QUESTION = 10

_Scores = tuple[float, float, float]


class Search:
    """Both searches, fused over the union of their first hundred, and what answers questions like the one asked."""

    def __init__(self, embed_query: Callable[[str], Sequence[float]], meaning_weight: float) -> None:
        """`embed_query` gives the unit vector of a question; `meaning_weight` is its share of the fused score."""
        self._embed_query = embed_query
        self._meaning_weight = meaning_weight

    def __call__(self, query: Query, generation: Generation) -> Found:
        """What `generation` holds for `query`: where programmes are named, only about them or about all.

        The passages that are said to answer the questions nearest to it come last where neither search lists them.
        """
        vector = self._embed_query(query.text)
        about = [programme.id for programme in query.programmes]
        asked = generation.meaning.compared(QUESTIONS, vector)
        learned_asked = generation.learned.compared(QUESTIONS, vector)
        near = _Near.of(query, asked, vector, about, generation.meaning, generation)
        learned = _Near.of(query, learned_asked, vector, about, generation.learned, generation)
        of_statements = generation.meaning.nearest(QUESTIONS, asked, query.language, about, generation.statement_asked)
        nearest = sorted(near.asked, key=lambda key: (-near.asked[key], key))[:_LISTED_BY_QUESTION]
        also = [s.id for key in nearest for s in generation.passages[key].statements if _is_about(s, about)]
        statements = self._fused(STATEMENTS, vector, query, generation, generation.statement_words, about, also)
        passages = self._fused(PASSAGES, vector, query, generation, generation.passage_words, about, nearest)
        texts = generation.learned.cosines(STATEMENTS, vector, [key for key, _ in statements])
        pairs = [(*generation.statements[key], scores, texts[key]) for key, scores in statements]
        whole = {passage.id for passage, *_ in pairs}.union(key for key, _ in passages)
        likeness = generation.learned.cosines(PASSAGES, vector, sorted(whole))
        section = gathered(learned_asked, generation.section_asked, TEMPERATURE)
        others = {s.id: generation.counterparts.get(s.id, s.id) for _, s, *_ in pairs}
        counterpart = generation.meaning.cosines(STATEMENTS, vector, list(others.values()))

        def hit(passage: Passage, statement: Statement | None, scores: _Scores, text: float) -> Hit:
            key = passage.id
            asks, missed = near.asked.get(key, 0.0), near.missed.get(key, 0.0)
            seen = Likeness(
                text,
                likeness[key],
                learned.asked.get(key, 0.0),
                learned.missed.get(key, 0.0),
                section.get(passage.section, 0.0),
            )
            own = of_statements.get(statement.id, asks) if statement else asks
            told = counterpart[others[statement.id]] if statement else scores[1]
            return Hit(passage, statement, *scores, asks, missed, seen, own, told)

        return Found(
            tuple(hit(generation.passages[key], None, scores, likeness[key]) for key, scores in passages),
            tuple(hit(*pair) for pair in pairs),
        )

    def _fused(
        self,
        collection: str,
        vector: Sequence[float],
        query: Query,
        generation: Generation,
        words: WordIndex,
        about: Sequence[str],
        also: Sequence[str],
    ) -> list[tuple[str, _Scores]]:
        by_meaning = generation.meaning.search(collection, vector, _LISTED, query.language, about)
        by_words = words.search(query.words, _LISTED, query.language, about)
        bm25 = dict(by_words)
        fused = dict.fromkeys(also, 0.0) | dict(fuse(by_meaning, by_words, self._meaning_weight))
        cosines = generation.meaning.cosines(collection, vector, list(fused))
        listed = sorted(fused.items(), key=lambda item: (-item[1], item[0]))
        return [(key, (score, cosines[key], bm25.get(key, 0.0))) for key, score in listed]


def _is_about(statement: Statement, programmes: Sequence[str]) -> bool:
    """Whether a statement holds for all, or for one of `programmes` where any is named."""
    return not programmes or not statement.programmes or not set(programmes).isdisjoint(statement.programmes)


@dataclass(frozen=True, slots=True)
class _Near:
    """By passages the cosines of the nearest questions that they are said to answer, and not to answer."""

    asked: Mapping[str, float]
    missed: Mapping[str, float]

    @classmethod
    def of(
        cls,
        query: Query,
        asked: np.ndarray,
        vector: Sequence[float],
        about: Sequence[str],
        cosines: Cosines,
        generation: Generation,
    ) -> Self:
        """Those of `generation`, as `cosines` see them; `asked` are the cosines of all questions."""
        missed = cosines.compared(NEAR_MISSES, vector)
        return cls(
            cosines.nearest(QUESTIONS, asked, query.language, about, generation.passage_asked),
            cosines.nearest(NEAR_MISSES, missed, query.language, about, generation.passage_not_told),
        )
