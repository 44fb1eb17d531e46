"""Measures of declining: what must be refused, and what must not."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.case import Expectation
from assistant.evaluation.figures import rate
from assistant.evaluation.records import Figure, Result
from assistant.evaluation.statistics import bootstrap


def refusals(results: Sequence[Result]) -> Iterator[Figure]:
    """Precision, recall and F1 (van Rijsbergen 1979) of refusing, and the share of answerable cases refused.

    NOT_FOUND, OUT_OF_SCOPE and UNAVAILABLE are refusals, PARTLY is an answer, an error is neither (negative rejection
    of RGB, Chen et al. 2024).
    """
    asked = [result for result in results if not result.error]
    wanted = [result.case.expect is Expectation.REFUSE for result in asked]
    refused = [result.is_refused for result in asked]
    yield from rate("refusal precision", [want for want, did in zip(wanted, refused, strict=True) if did])
    yield from rate("refusal recall", [did for want, did in zip(wanted, refused, strict=True) if want])
    if any(wanted):
        samples = [float(want) for want in wanted], [float(did) for did in refused]
        value = float(_f1(np.asarray(samples[0]), np.asarray(samples[1])))
        yield Figure("refusal F1", value, *bootstrap(samples, _f1), len(asked))
    yield from rate("false refusals", [did for want, did in zip(wanted, refused, strict=True) if not want])


def _f1(wanted: NDArray[np.float64], refused: NDArray[np.float64], axis: int = -1) -> NDArray[np.float64]:
    """Twice the right refusals over those wanted and those made; 1 where there are neither."""
    both = (wanted * refused).sum(axis=axis)
    either = wanted.sum(axis=axis) + refused.sum(axis=axis)
    return np.where(either > 0, 2 * both / np.maximum(either, 1), 1.0)
