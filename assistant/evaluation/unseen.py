"""Calibrates on examples, and tells how that does on others: cross-validation (Stone 1974)."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.composing.decision import Calibration, decided, signals
from assistant.evaluation.case import fold_of
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.examples import Example
from assistant.evaluation.fitting import fit_decision, fit_ranking
from assistant.evaluation.statistics import area_under_curve
from assistant.index.words import WordIndex

_FOLDS = 5
_DECIMALS = 4
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Unseen:
    """What weights that were fitted without its fold made of each example.

    `ranks` are the ranks (from 1) of the first right candidate; `answerable` and `unanswerable` the confidences (0 to
    1) in answering questions of either kind. None is empty.
    """

    ranks: tuple[int, ...]
    answerable: tuple[float, ...]
    unanswerable: tuple[float, ...]

    def top(self, first: int) -> float:
        """The share of questions with a right statement among the first so many.

        >>> Unseen((1, 3), (0.5,), (0.2,)).top(2)
        0.5
        """
        return sum(rank <= first for rank in self.ranks) / len(self.ranks)

    @property
    def area(self) -> float:
        """How likely an answerable question has more confidence than an unanswerable one."""
        return area_under_curve(self.answerable, self.unanswerable)

    def refused(self, threshold: float) -> tuple[float, float]:
        """The shares of unanswerable and of answerable questions below a threshold.

        >>> Unseen((1,), (0.9, 0.3), (0.2, 0.1)).refused(0.4)
        (1.0, 0.5)
        """
        unanswerable, answerable = (
            sum(confidence < threshold for confidence in confidences) / len(confidences)
            for confidences in (self.unanswerable, self.answerable)
        )
        return unanswerable, answerable

    def threshold_within(self, false_refusals: float) -> float:
        """The largest threshold, in hundredths, below which no more than this share of answerable questions lies.

        >>> Unseen((1,), (0.9, 0.3), (0.2,)).threshold_within(0.0)
        0.3
        """
        steps = (step / _STEPS for step in range(_STEPS, -1, -1))
        return next(threshold for threshold in steps if self.refused(threshold)[1] <= false_refusals)


def calibrated(examples: Sequence[Example], words: WordIndex, model: str) -> Calibration:
    """Weights fitted to all examples, rounded to four decimals, for `model`; the threshold is still 0.5.

    Raises EvaluationError when the examples are too few.
    """
    weights = fit_ranking([example.choice for example in examples if example.teaches_ranking])
    ranking = {name: _rounded(weight) for name, weight in weights.items()}
    taught = [example for example in examples if example.teaches_decision]
    rows = [signals(example.query, example.ranked(ranking), words, ranking) for example in taught]
    decision, bias = fit_decision(rows, [example.is_answerable for example in taught])
    return Calibration(
        model, ranking, {name: _rounded(weight) for name, weight in decision.items()}, _rounded(bias), threshold=0.5
    )


def cross_validated(examples: Sequence[Example], words: WordIndex) -> Unseen:
    """What five fits, each without one fold of the cases, make of that fold.

    Raises EvaluationError when the examples are too few.
    """
    ranks: list[int] = []
    confidences: dict[bool, list[float]] = {True: [], False: []}
    for fold in range(_FOLDS):
        left_out = [example for example in examples if fold_of(example.case.id, _FOLDS) == fold]
        if not left_out:
            continue
        fitted = calibrated([example for example in examples if fold_of(example.case.id, _FOLDS) != fold], words, "")
        ranks += [example.rank(fitted.ranking) for example in left_out if example.teaches_ranking]
        for example in left_out:
            if example.teaches_decision:
                evidence = decided(example.query, example.ranked(fitted.ranking), words, fitted)
                confidences[example.is_answerable].append(evidence.confidence)
    if not ranks or not all(confidences.values()):
        raise EvaluationError("There are too few cases to calibrate with: give more files.")
    return Unseen(tuple(ranks), tuple(confidences[True]), tuple(confidences[False]))


def _rounded(value: float) -> float:
    return round(value, _DECIMALS) + 0.0  # never -0.0
