"""Intervals and tests: how much of a figure, or of a difference, may be chance."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import stats

_CONFIDENCE = 0.95
_RESAMPLES = 2000
_SEED = 20261122  # any number: the same results always have the same intervals


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927). Raises ValueError without trials.

    >>> tuple(round(bound, 3) for bound in wilson(8, 10))
    (0.49, 0.943)
    """
    interval = stats.binomtest(successes, trials).proportion_ci(_CONFIDENCE, method="wilson")
    return float(interval.low), float(interval.high)


def bootstrap(samples: Sequence[Sequence[float]], statistic: Callable[..., Any] = np.mean) -> tuple[float, float]:
    """The 95 % percentile interval of a statistic of paired samples (Efron 1979), 2,000 resamples of the cases.

    `samples` hold one value of each kind for each case; `statistic` takes an array for each kind and an `axis`. Fewer
    than two cases, or all alike, have an interval of no width.

    >>> bootstrap([[1.0, 1.0, 1.0]])
    (1.0, 1.0)
    """
    arrays = [np.asarray(sample, dtype=float) for sample in samples]
    if len(arrays[0]) < 2 or all(np.ptp(array) == 0 for array in arrays):
        value = float(statistic(*arrays, axis=-1))
        return value, value
    found = stats.bootstrap(
        arrays,
        statistic,
        n_resamples=_RESAMPLES,
        paired=True,
        vectorized=True,
        confidence_level=_CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return float(found.low), float(found.high)


def paired_difference(before: Sequence[float], after: Sequence[float]) -> tuple[float, float, float]:
    """How much higher the mean of `after` is than that of `before`, case by case, and its 95 % bootstrap interval.

    The cases are resampled as pairs (Efron & Tibshirani 1993, chapter 16).

    >>> paired_difference([0.0, 0.0], [1.0, 1.0])
    (1.0, 1.0, 1.0)
    """
    differences = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    low, high = bootstrap([differences.tolist()])
    return float(differences.mean()), low, high


def mcnemar(lost: int, won: int) -> float:
    """The exact p-value of McNemar's test (1947): how likely so uneven a split of the changed cases is by chance.

    `lost` cases were right and are wrong now, `won` the other way round. 1 when nothing changed.

    >>> mcnemar(0, 0), mcnemar(1, 9)
    (1.0, 0.021484375)
    """
    return float(stats.binomtest(lost, lost + won, 0.5).pvalue) if lost + won else 1.0


def area_under_curve(higher: Sequence[float], lower: Sequence[float]) -> float:
    """How likely one of `higher` is above one of `lower`, a tie counting half: the area under the ROC curve.

    It is the Mann-Whitney statistic over the number of pairs (Hanley & McNeil 1982). Raises ValueError when either is
    empty.

    >>> area_under_curve([0.9, 0.5], [0.1, 0.5])
    0.875
    """
    if not higher or not lower:
        raise ValueError("an area under the curve needs values of both kinds")
    return float(stats.mannwhitneyu(higher, lower).statistic) / (len(higher) * len(lower))


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of `values` does not exceed, between two values where it falls there.

    >>> quantile([1.0, 2.0, 3.0], 0.5)
    2.0
    """
    return float(np.quantile(values, share))
