"""Fusing two rankings into one."""

from collections.abc import Sequence

Ranking = Sequence[tuple[str, float]]


def fuse(meaning: Ranking, words: Ranking, meaning_weight: float) -> list[tuple[str, float]]:
    """The union of both rankings by a weighted sum of their min-max scaled scores (0 to 1), best first, ties by id.

    A candidate that one ranking lacks scores 0 there; a ranking whose scores are all equal counts as all 1. This convex
    combination is that of Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval" (2023).

    >>> fuse([("a", 0.9), ("b", 0.8)], [("b", 7.0), ("c", 3.0)], 0.6)
    [('a', 0.6), ('b', 0.4), ('c', 0.0)]
    """
    by_meaning, by_words = _scaled(meaning), _scaled(words)
    fused = {
        key: meaning_weight * by_meaning.get(key, 0.0) + (1 - meaning_weight) * by_words.get(key, 0.0)
        for key in {**by_meaning, **by_words}
    }
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))


def _scaled(ranking: Ranking) -> dict[str, float]:
    scores = [score for _, score in ranking]
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    return {key: (score - low) / (high - low) if high > low else 1.0 for key, score in ranking}
