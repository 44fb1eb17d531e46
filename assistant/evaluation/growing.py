"""Grows the trees that correct weighed features: they see what several features say together."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.tree import DecisionTreeRegressor
from sklearn.tree._tree import Tree

from assistant.composing.decision import ALL_SIGNALS, CORRECTED
from assistant.composing.features import FEATURES
from assistant.composing.forest import Forest
from assistant.evaluation.fitting import Choice, importance_of

_Array = NDArray[np.float64]

# What is known to be unknown is weighed alone: the decision takes that weight off again.
RANKING_NAMES = tuple(name for name in FEATURES if name != "known gap")
_ROUNDS, _LEAVES, _RATE, _LEAST_IN_LEAF = 250, 31, 0.05, 20
_FEATURES_TRIED, _CHOICES_TRIED = 0.4, 0.7  # shares, for each node and each tree
_LEAF_PENALTY, _LEAST_CURVATURE = 5.0, 1e-3
_DECISION_TREES, _LEAST_IN_DECISION_LEAF, _SIGNALS_TRIED = 150, 5, 0.3
_SEED = 0


def grow_ranking(choices: Sequence[Choice], weights: Mapping[str, float]) -> Forest:
    """Trees whose sum, added to the scores under `weights`, makes the right candidates likelier.

    Gradient boosting (Friedman 2001) of the conditional logit that `fit_ranking` fits, by Newton steps: each tree is
    grown with random bounds on a part of the choices, and shrunk. Only the first CORRECTED candidates count.
    """
    weighed = np.array([weights.get(name, 0.0) for name in FEATURES])
    at = [FEATURES.index(name) for name in RANKING_NAMES]
    rows, is_right, scores, sizes = [], [], [], []
    for choice in choices:
        score = choice.features @ weighed
        first = np.argsort(-score, kind="stable")[:CORRECTED]
        if choice.is_right[first].any():
            rows.append(choice.features[first][:, at])
            is_right.append(choice.is_right[first])
            scores.append(score[first])
            sizes.append(len(first))
    groups = _Groups(sizes)
    table, told, right = np.vstack(rows).astype(np.float32), np.concatenate(scores), np.concatenate(is_right)
    random = np.random.default_rng(_SEED)
    trees: list[tuple[Tree, _Array]] = []
    for number in range(_ROUNDS):
        slope, curvature = groups.towards(told, right)
        tried = groups.mark(random.random(len(sizes)) < _CHOICES_TRIED)
        tree = DecisionTreeRegressor(
            max_leaf_nodes=_LEAVES,
            min_samples_leaf=_LEAST_IN_LEAF,
            max_features=_FEATURES_TRIED,
            splitter="random",
            random_state=number,
        ).fit(table[tried], slope[tried] / curvature[tried], sample_weight=curvature[tried])
        leaves = tree.apply(table)
        values = _newton_steps(leaves[tried], slope[tried], curvature[tried], tree.tree_.node_count)
        told = told + values[leaves]
        trees.append((tree.tree_, values))
    return forest_of(trees, RANKING_NAMES)


def grow_decision(rows: Sequence[Sequence[float]], is_answerable: Sequence[bool]) -> Forest:
    """Trees that say together how likely a question with such ALL_SIGNALS can be answered (0 to 1).

    Extremely randomised trees (Geurts et al. 2006), which few hundred cases of a kind do not lead astray; questions of
    both kinds are weighed as `fit_decision` does.
    """
    wanted = np.asarray(is_answerable, dtype=bool)
    grown = ExtraTreesClassifier(
        _DECISION_TREES,
        min_samples_leaf=_LEAST_IN_DECISION_LEAF,
        max_features=_SIGNALS_TRIED,
        random_state=_SEED,
        n_jobs=1,
    ).fit(np.asarray(rows, dtype=np.float32), wanted, sample_weight=importance_of(wanted))
    trees = [tree.tree_ for tree in grown.estimators_]
    shares = [tree.value[:, 0, 1] / tree.value[:, 0].sum(axis=1) for tree in trees]
    return forest_of([(tree, share / len(trees)) for tree, share in zip(trees, shares, strict=True)], ALL_SIGNALS)


class _Groups:
    """Candidates of many choices in one row, choice by choice."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self._starts = np.r_[0, np.cumsum(sizes)][:-1]
        self._number = np.repeat(np.arange(len(sizes)), sizes)

    def mark(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The candidates of the chosen choices."""
        marked: NDArray[np.bool_] = chosen[self._number]
        return marked

    def towards(self, scores: _Array, is_right: NDArray[np.bool_]) -> tuple[_Array, _Array]:
        """How the likelihood of the right candidates rises with each score, and how fast that falls (never 0)."""
        odds = np.exp(scores - np.maximum.reduceat(scores, self._starts)[self._number])
        chosen = odds / self._sums(odds)
        chosen_right = odds * is_right / np.maximum(self._sums(odds * is_right), np.finfo(float).tiny)
        return chosen_right - chosen, np.maximum(chosen * (1 - chosen), _LEAST_CURVATURE)

    def _sums(self, values: _Array) -> _Array:
        sums: _Array = np.add.reduceat(values, self._starts)[self._number]
        return sums


def _newton_steps(leaves: NDArray[np.intp], slope: _Array, curvature: _Array, nodes: int) -> _Array:
    """The shrunk step of each leaf, shape (nodes,); 0 for other nodes."""
    steps: _Array = np.bincount(leaves, slope, nodes) / (np.bincount(leaves, curvature, nodes) + _LEAF_PENALTY)
    return _RATE * steps


def forest_of(trees: Sequence[tuple[Tree, _Array]], names: Sequence[str]) -> Forest:
    """The sum of trees as scikit-learn grows them, with the value of each of their nodes."""
    starts = np.r_[0, np.cumsum([tree.node_count for tree, _ in trees])]

    def joined(of: str) -> NDArray[np.intp]:
        """The children of one side; a leaf's are itself."""
        sides = []
        for (tree, _), start in zip(trees, starts, strict=False):
            children = getattr(tree, of)
            sides.append(np.where(children < 0, np.arange(tree.node_count), children) + start)
        return np.concatenate(sides)

    columns = np.concatenate([np.maximum(tree.feature, 0) for tree, _ in trees])
    return Forest(
        tuple(names),
        max(tree.max_depth for tree, _ in trees),
        starts[:-1].astype(np.intp),
        columns.astype(np.intp),
        np.concatenate([tree.threshold for tree, _ in trees]).round(5),
        joined("children_left"),
        joined("children_right"),
        np.concatenate([values for _, values in trees]).round(6),
    )
