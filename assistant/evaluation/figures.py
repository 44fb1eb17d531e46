"""Makes figures with their intervals out of counts and values."""

from collections.abc import Sequence

from assistant.evaluation.records import Figure, Unit
from assistant.evaluation.statistics import bootstrap, quantile, wilson


def rate(name: str, hits: Sequence[bool]) -> tuple[Figure, ...]:
    """The share that is true, with its Wilson interval; nothing of nothing.

    >>> rate("right", [True, False])[0].value
    0.5
    """
    return share(name, sum(hits), len(hits))


def share(name: str, part: int, whole: int) -> tuple[Figure, ...]:
    """`part` of `whole`, with its Wilson interval; nothing of nothing.

    >>> [round(bound, 2) for bound in (share("right", 1, 4)[0].low, share("right", 1, 4)[0].high)]
    [0.05, 0.7]
    """
    return (Figure(name, part / whole, *wilson(part, whole), whole),) if whole else ()


def mean(name: str, values: Sequence[float], unit: Unit = Unit.SHARE) -> tuple[Figure, ...]:
    """The mean, with its bootstrap interval; nothing of nothing.

    >>> mean("score", [1.0, 1.0], Unit.SCORE)[0].value
    1.0
    """
    return (Figure(name, sum(values) / len(values), *bootstrap([values]), len(values), unit),) if values else ()


def at(name: str, values: Sequence[float], part: float, unit: Unit) -> tuple[Figure, ...]:
    """The quantile at `part`, without an interval; nothing of nothing.

    >>> at("p50", [1.0, 2.0, 3.0], 0.5, Unit.SECONDS)[0].value
    2.0
    """
    if not values:
        return ()
    value = quantile(values, part)
    return (Figure(name, value, value, value, len(values), unit),)
