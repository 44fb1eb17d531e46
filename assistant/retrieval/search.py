"""The searches by meaning and by words over one generation, at the level of passages and of statements."""

from collections.abc import Callable, Sequence

from assistant.domain import Found, Hit, Passage, Query, Statement
from assistant.index.generation import PASSAGES, STATEMENTS, Generation
from assistant.index.words import WordIndex
from assistant.retrieval.fusion import fuse

_LISTED = 100


class Search:
    """Both searches, fused over the union of their first hundred."""

    def __init__(self, embed_query: Callable[[str], Sequence[float]], meaning_weight: float) -> None:
        """`embed_query` gives the unit vector of a question; `meaning_weight` is its share of the fused score."""
        self._embed_query = embed_query
        self._meaning_weight = meaning_weight

    def __call__(self, query: Query, generation: Generation) -> Found:
        """What `generation` holds for `query`: where programmes are named, only about them or about all."""
        vector = self._embed_query(query.text)
        statements = self._fused(STATEMENTS, vector, query, generation, generation.statement_words)
        passages = self._fused(PASSAGES, vector, query, generation, generation.passage_words)
        return Found(
            tuple(_hit(generation.passages[key], None, scores) for key, scores in passages),
            tuple(_hit(*generation.statements[key], scores) for key, scores in statements),
        )

    def _fused(
        self, collection: str, vector: Sequence[float], query: Query, generation: Generation, words: WordIndex
    ) -> list[tuple[str, tuple[float, float, float]]]:
        about = [programme.id for programme in query.programmes]
        by_meaning = generation.meaning.search(collection, vector, _LISTED, query.language, about)
        by_words = words.search(query.words, _LISTED, query.language, about)
        bm25 = dict(by_words)
        fused = fuse(by_meaning, by_words, self._meaning_weight)
        cosines = generation.meaning.cosines(collection, vector, [key for key, _ in fused])
        return [(key, (score, cosines[key], bm25.get(key, 0.0))) for key, score in fused]


def _hit(passage: Passage, statement: Statement | None, scores: tuple[float, float, float]) -> Hit:
    score, similarity, words = scores
    return Hit(passage, statement, score, similarity, words)
