"""Fits the weights that order candidates and decide whether to answer, each kept to the sign that makes sense."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from assistant.composing.decision import SIGNALS
from assistant.composing.features import FEATURES
from assistant.evaluation.errors import EvaluationError

Bound = tuple[float | None, float | None]
_Array = NDArray[np.float64]

_FREE: Bound = (None, None)
_FOR: Bound = (0.0, None)
_AGAINST: Bound = (None, 0.0)
_MISSING = "missing"
# Some hundred cases cannot teach what seldom happens, so these weights are held where the sense of a feature wants
# them: the wrong form of an answer, an older or later year, another language and what is known to be unknown must
# always count against a statement.
_RANKING_BOUNDS: Mapping[str, Bound] = {
    "age": (None, -1.5),
    "decisive": (2.0, None),
    "other programmes named": (None, -1.5),
    "other level": (None, -2.0),
    "narrower": (None, -1.5),
    "later": (None, -0.8),
    "other language": (None, -0.5),
    "known gap": (None, -1.0),
    "own document": (0.2, None),
    "list missing": (None, -2.5),
    "figure missing": (None, -2.0),
    "amount missing": (None, -2.5),
    "person missing": (None, -1.5),
    "date missing": (None, -1.0),
    "duration missing": (None, -2.0),
    "length": (None, 0.3),
    "no programme": _FREE,
    "other programme": _FREE,
    "place in passage": _FREE,
    "table row": _FREE,
    "year said": _FREE,
}
_EXPECTED: Mapping[str, float] = {
    "age": -2.0,
    "list missing": -2.5,
    "figure missing": -2.0,
    "amount missing": -2.5,
    "person missing": -1.5,
    "date missing": -1.0,
    "duration missing": -2.0,
    "later": -1.0,
    "other language": -1.0,
    "known gap": -1.0,
    "own document": 0.5,
    "narrower": -1.5,
}
_DECISION_BOUNDS: Mapping[str, Bound] = dict.fromkeys(
    (
        "score",
        "similarity",
        "words",
        "coverage",
        "terms",
        "heading fits",
        "carried over",
        "tells",
        "question length",
        "follow-up",
        "asked alike",
        "asked behind",
        "asked words",
    ),
    _FOR,
)
_RANKING_PENALTY, _DECISION_PENALTY = 0.002, 0.0005  # for each example, times the square of a weight
_REFUSALS_WEIGH = 0.6  # all unanswerable questions together, of all answerable ones together


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The candidates of one question: their features, shape (candidates, len(FEATURES)), and which ones are right.

    At least one must be right.
    """

    features: _Array
    is_right: NDArray[np.bool_]


def ranking_bound(feature: str) -> Bound:
    """The least and the most that the weight of a feature may be; None for no limit.

    What is missing never speaks for a statement; a feature without an entry in the table never speaks against it.

    >>> ranking_bound("similarity"), ranking_bound("address missing"), ranking_bound("table row")
    ((0.0, None), (None, 0.0), (None, None))
    """
    return _RANKING_BOUNDS.get(feature, _AGAINST if feature.endswith(_MISSING) else _FOR)


def decision_bound(signal: str) -> Bound:
    """The least and the most that the weight of a signal may be: a signal not listed never speaks for answering.

    >>> decision_bound("coverage"), decision_bound("unheld term")
    ((0.0, None), (None, 0.0))
    """
    return _DECISION_BOUNDS.get(signal, _AGAINST)


def fit_ranking(choices: Sequence[Choice]) -> dict[str, float]:
    """The weight of each of FEATURES under which the right candidates are chosen with the highest probability.

    A conditional logit (McFadden 1974): a candidate is chosen with a probability proportional to exp(its weighted
    features), and of several right ones any will do. Weights stay within `ranking_bound` and are drawn to what is
    expected of them by a quadratic penalty; L-BFGS-B (Byrd et al. 1995) finds them. Raises EvaluationError without
    choices.
    """
    if not choices:
        raise EvaluationError("No case tells which statement is right: it takes answerable cases that name sources.")
    expected = np.array([_EXPECTED.get(name, 0.0) for name in FEATURES])

    def loss(weights: _Array) -> tuple[float, _Array]:
        distance = weights - expected
        total = _RANKING_PENALTY * len(choices) * float(distance @ distance)
        slope = 2 * _RANKING_PENALTY * len(choices) * distance
        for choice in choices:
            right = choice.features[choice.is_right]
            chosen, of_all = _softmax(choice.features @ weights)
            chosen_right, of_right = _softmax(right @ weights)
            total += of_all - of_right
            slope += chosen @ choice.features - chosen_right @ right
        return total, slope

    bounds = [ranking_bound(name) for name in FEATURES]
    fitted = minimize(loss, expected, jac=True, method="L-BFGS-B", bounds=bounds).x
    return _named(FEATURES, fitted)


def fit_decision(rows: Sequence[Sequence[float]], is_answerable: Sequence[bool]) -> tuple[dict[str, float], float]:
    """The weight of each of SIGNALS and the bias under which answerable questions are told apart best.

    A logistic regression (Cox 1958) whose weights keep their signs (`decision_bound`) and are drawn to 0; `rows` are
    the signals of each question. Questions of both kinds are weighed so that their numbers do not matter. Found by
    L-BFGS-B (Byrd et al. 1995). Raises EvaluationError when there are questions of one kind only.
    """
    wanted = np.asarray(is_answerable, dtype=bool)
    answerable, refused = int(wanted.sum()), int((~wanted).sum())
    if not answerable or not refused:
        raise EvaluationError(
            f"{answerable} answerable and {refused} unanswerable cases are too few to tell the two apart: give more."
        )
    found = np.asarray(rows, dtype=float)
    sides = np.where(wanted, 1.0, -1.0)
    importance = importance_of(wanted)
    penalty = _DECISION_PENALTY * len(wanted)

    def loss(values: _Array) -> tuple[float, _Array]:
        weights, margins = values[:-1], sides * (found @ values[:-1] + values[-1])
        total = float((importance * np.logaddexp(0, -margins)).sum() + penalty * (weights @ weights))
        slope = -importance * sides * expit(-margins)
        return total, np.append(found.T @ slope + 2 * penalty * weights, slope.sum())

    bounds = [*(decision_bound(name) for name in SIGNALS), _FREE]
    fitted = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x
    return _named(SIGNALS, fitted[:-1]), float(fitted[-1])


def importance_of(wanted: NDArray[np.bool_]) -> _Array:
    """How much each question counts, so that the numbers of answerable (`wanted`) and others do not matter."""
    importance: _Array = np.where(wanted, 1.0, _REFUSALS_WEIGH * wanted.sum() / max((~wanted).sum(), 1))
    return importance


def _softmax(scores: _Array) -> tuple[_Array, float]:
    """The share of each score's exponential in their sum, and the logarithm of that sum."""
    top = scores.max()
    odds = np.exp(scores - top)
    total = odds.sum()
    return odds / total, float(top + np.log(total))


def _named(names: Sequence[str], values: _Array) -> dict[str, float]:
    return {name: float(value) for name, value in zip(names, values, strict=True)}
