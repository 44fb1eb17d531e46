"""Calibrates on examples, and tells how that does on others: cross-validation (Stone 1974)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.composing.decision import SIGNALS, Calibration, all_signals, confidence_of
from assistant.composing.evidence import Candidate
from assistant.evaluation.case import fold_of
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.examples import Example
from assistant.evaluation.fitting import fit_decision, fit_ranking
from assistant.evaluation.growing import grow_decision, grow_ranking
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


def calibrated(examples: Sequence[Example], words: WordIndex, model: str) -> tuple[Calibration, Unseen]:
    """Weights and trees fitted to all examples, for `model`, and what fits without a fifth of the cases make of that.

    The threshold is still 0.5. The decision is fitted to what rankings that had not seen a case made of it, for these
    are what it will meet. Raises EvaluationError when the examples are too few.
    """
    folds = [fold_of(example.case.family, _FOLDS) for example in examples]
    ranked = _ranked_unseen(examples, folds)
    ranking = _ranking(examples, model)
    taught = [at for at, example in enumerate(examples) if example.teaches_decision]
    rows = [all_signals(examples[at].query, ranked[at], words, ranking.ranking) for at in taught]
    wanted = [examples[at].is_answerable for at in taught]
    confidences: dict[bool, list[float]] = {True: [], False: []}
    for fold in sorted({folds[at] for at in taught}):
        others = [number for number, at in enumerate(taught) if folds[at] != fold]
        fitted = _with_decision(ranking, [rows[n] for n in others], [wanted[n] for n in others])
        for number, at in enumerate(taught):
            if folds[at] == fold:
                confidences[wanted[number]].append(confidence_of(rows[number], fitted))
    teaching = [at for at, example in enumerate(examples) if example.teaches_ranking]
    ranks = [rank_in(examples[at], ranked[at]) for at in teaching]
    if not ranks or not all(confidences.values()):
        raise EvaluationError("There are too few cases to calibrate with: give more files.")
    unseen = Unseen(tuple(ranks), tuple(confidences[True]), tuple(confidences[False]))
    return _with_decision(ranking, rows, wanted), unseen


def _ranked_unseen(examples: Sequence[Example], folds: Sequence[int]) -> list[list[Candidate]]:
    """The candidates of each example, best first, under a ranking that was fitted without its fold."""
    ranked: dict[int, list[Candidate]] = {}
    for fold in sorted(set(folds)):
        fitted = _ranking([example for example, own in zip(examples, folds, strict=True) if own != fold], "")
        ranked |= {at: examples[at].ranked(fitted) for at, own in enumerate(folds) if own == fold}
    return [ranked[at] for at in range(len(examples))]


def _ranking(examples: Sequence[Example], model: str) -> Calibration:
    """A calibration that orders candidates, and decides nothing yet."""
    choices = [example.choice for example in examples if example.teaches_ranking]
    weights = {name: _rounded(weight) for name, weight in fit_ranking(choices).items()}
    return Calibration(model, weights, {}, 0.0, threshold=0.5, ranking_trees=grow_ranking(choices, weights))


def _with_decision(ranking: Calibration, rows: Sequence[Sequence[float]], wanted: Sequence[bool]) -> Calibration:
    decision, bias = fit_decision([row[: len(SIGNALS)] for row in rows], wanted)
    return replace(
        ranking,
        decision={name: _rounded(weight) for name, weight in decision.items()},
        bias=_rounded(bias),
        decision_trees=grow_decision(rows, wanted),
    )


def rank_in(example: Example, ranked: Sequence[Candidate]) -> int:
    """The rank (from 1) of the first right candidate of an example in `ranked`. There must be one."""
    right = {c.statement.id for c, is_right in zip(example.candidates, example.is_right, strict=True) if is_right}
    return next(at for at, candidate in enumerate(ranked, 1) if candidate.statement.id in right)


def _rounded(value: float) -> float:
    return round(value, _DECIMALS) + 0.0  # never -0.0
