"""Measures of the searches: whether a case's sources and facts are among the first hits."""

import math
from collections.abc import Iterator, Sequence

from assistant.evaluation.figures import mean, share
from assistant.evaluation.records import Figure, Level, Ranking, Result

_CUTOFFS = (1, 5, 10)


def recall_at(results: Sequence[Result], level: Level, cutoff: int) -> tuple[Figure, ...]:
    """recall@k: the share of what is wanted that the first `cutoff` hits find.

    Wanted are a case's sources at the level of documents, and its facts, as far as a passage of a source holds them, at
    the others: a second home of a source that was found adds nothing (nugget recall, Voorhees 2003).
    """
    rankings = _rankings(results, level)
    found = sum(sum(ranking.gains[:cutoff]) for ranking in rankings)
    return share(f"recall@{cutoff} ({level})", found, sum(ranking.wanted for ranking in rankings))


def ndcg(results: Sequence[Result], level: Level) -> tuple[Figure, ...]:
    """nDCG@10 (Järvelin & Kekäläinen 2002): what each hit finds anew, discounted by rank, over the best possible list.

    What was found before counts nothing (α-nDCG with α = 1, Clarke et al. 2008).
    """
    values = [_dcg(ranking.gains) / _dcg(ranking.best) for ranking in _rankings(results, level)]
    return mean(f"nDCG@10 ({level})", values)


def mrr(results: Sequence[Result], level: Level) -> tuple[Figure, ...]:
    """MRR (Voorhees 1999): the mean of one over the rank of the first hit that finds anything wanted, 0 for none."""
    values = [1 / ranking.first if ranking.first else 0.0 for ranking in _rankings(results, level)]
    return mean(f"MRR ({level})", values)


def retrieval(results: Sequence[Result]) -> Iterator[Figure]:
    """All of these at every level."""
    for level in Level:
        for cutoff in _CUTOFFS:
            yield from recall_at(results, level, cutoff)
        yield from ndcg(results, level)
        yield from mrr(results, level)


def _rankings(results: Sequence[Result], level: Level) -> list[Ranking]:
    return [r for result in results for r in result.rankings if r.level is level and r.wanted]


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
