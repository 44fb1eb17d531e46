"""Trees that correct what weighed features say: what they compute, learn and leave alone."""

import json
from dataclasses import replace

import numpy as np
import pytest
from sklearn.tree import DecisionTreeRegressor

from assistant.composing.decision import ALL_SIGNALS, CORRECTED, SIGNALS, confidence_of, corrected
from assistant.composing.evidence import Candidate
from assistant.composing.features import FEATURES
from assistant.composing.forest import Forest
from assistant.domain import Language, Passage, Provenance, Statement
from assistant.evaluation.fitting import Choice
from assistant.evaluation.growing import RANKING_NAMES, forest_of, grow_decision, grow_ranking
from tests.scripted import CALIBRATION


def stump(names: tuple[str, ...], column: int, bound: float, low: float, high: float) -> Forest:
    """One tree of one question: is the number in a column at most the bound?"""
    lists = {
        "names": names,
        "depth": 1,
        "roots": [0],
        "columns": [column, 0, 0],
        "bounds": [bound, 0, 0],
        "left": [1, 1, 2],
        "right": [2, 1, 2],
        "values": [0, low, high],
    }
    return Forest.of(lists)


def candidate(number: int, score: float, said: float) -> Candidate:
    statement = Statement(f"a#1.{number}", "Forty.", 0)
    passage = Passage("a#1", "a", "A", (), "Forty.", (statement,), (), Language.EN, Provenance("", ""))
    features = tuple(said if name == "said" else 0.0 for name in FEATURES)
    return Candidate(passage, statement, frozenset(), 0.0, 0.0, features, score=score)


def made_choices(seed: int, count: int) -> list[Choice]:
    """Choices of which the right candidate has both or neither of two marks: nothing that a weight could tell."""
    random = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        features = np.zeros((6, len(FEATURES)))
        features[:, FEATURES.index("similarity")] = random.uniform(0, 1, 6)
        features[:, FEATURES.index("table row")] = [0, 1, 0, 1, 0, 1]
        features[:, FEATURES.index("place in passage")] = [1, 0, 1, 0, 1, 0]
        right = int(random.integers(6))
        features[right, FEATURES.index("place in passage")] = features[right, FEATURES.index("table row")]
        made.append(Choice(features, np.arange(6) == right))
    return made


def share_right(choices: list[Choice], forest: Forest) -> float:
    at = [FEATURES.index(name) for name in forest.names]
    return float(np.mean([choice.is_right[forest.of_rows(choice.features[:, at]).argmax()] for choice in choices]))


def test_a_forest_says_what_the_trees_of_scikit_learn_say() -> None:
    random = np.random.default_rng(1)
    rows = random.uniform(0, 1, (300, 4)).astype(np.float32)
    told = np.sin(6 * rows[:, 0]) + rows[:, 1] * rows[:, 2]
    trees = [DecisionTreeRegressor(max_leaf_nodes=20, max_features=2, random_state=i).fit(rows, told) for i in range(9)]

    forest = forest_of([(tree.tree_, tree.tree_.value[:, 0, 0] / 9) for tree in trees], "abcd")

    others = random.uniform(0, 1, (100, 4)).astype(np.float32)
    expected = np.mean([tree.predict(others) for tree in trees], axis=0)
    assert forest.of_rows(others.astype(np.float64)) == pytest.approx(expected, abs=0.02)  # bounds are rounded
    assert np.mean(np.abs(forest.of_rows(others.astype(np.float64)) - expected) < 1e-4) > 0.98


def test_a_forest_comes_back_from_its_lists() -> None:
    forest = grow_ranking(made_choices(1, 60), {})

    read = Forest.of(json.loads(json.dumps(forest.as_lists())))

    rows = np.random.default_rng(2).uniform(0, 1, (20, len(RANKING_NAMES)))
    assert read.of_rows(rows).tolist() == forest.of_rows(rows).tolist()
    assert read.names == RANKING_NAMES


def test_what_two_features_say_together_is_learnt() -> None:
    forest = grow_ranking(made_choices(1, 200), {})

    assert share_right(made_choices(2, 200), forest) > 0.9


def test_the_same_choices_grow_the_same_trees() -> None:
    one, other = (grow_ranking(made_choices(1, 60), {"similarity": 1.0}) for _ in range(2))

    assert one.as_lists() == other.as_lists()


def test_what_is_known_to_be_unknown_is_no_question_of_the_trees() -> None:
    assert set(FEATURES) - set(RANKING_NAMES) == {"known gap"}


def test_a_signal_that_counts_only_beside_another_is_learnt() -> None:
    random = np.random.default_rng(1)
    rows = random.uniform(0, 1, (400, len(ALL_SIGNALS)))
    wanted = (rows[:, 0] > 0.5) == (rows[:, 1] > 0.5)

    forest = grow_decision(rows.tolist(), wanted.tolist())

    shares = forest.of_rows(rows)
    assert (shares.min() >= 0) & (shares.max() <= 1 + 1e-3)
    assert shares[wanted].mean() > shares[~wanted].mean() + 0.4


def test_the_order_is_corrected_among_the_first_candidates_only() -> None:
    trees = stump(RANKING_NAMES, RANKING_NAMES.index("said"), 0.5, 0.0, 100.0)
    ranked = [
        candidate(number, -float(number), said=float(number in (3, CORRECTED))) for number in range(CORRECTED + 2)
    ]

    order = [each.statement.id for each in corrected(ranked, trees)]

    assert order[:2] == ["a#1.3", "a#1.0"]
    assert order[-2:] == [f"a#1.{CORRECTED}", f"a#1.{CORRECTED + 1}"]
    assert corrected(ranked, None) == ranked
    assert corrected([], trees) == []


def test_the_confidence_is_the_mean_of_what_weights_and_trees_say() -> None:
    signals = [1.0] * len(ALL_SIGNALS)
    weighed = confidence_of(signals, CALIBRATION)

    both = confidence_of(signals, replace(CALIBRATION, decision_trees=stump(ALL_SIGNALS, 0, 0.5, 0.1, 0.7)))

    assert both == pytest.approx((weighed + 0.7) / 2)
    assert weighed == confidence_of(signals[: len(SIGNALS)], CALIBRATION)
