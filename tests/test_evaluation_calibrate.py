"""Calibrating: what is learnt from cases, what is not, and what is written."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from assistant.composing.decision import SIGNALS, calibration, calibration_of
from assistant.composing.features import FEATURES
from assistant.domain import Kind, Language
from assistant.evaluation.__main__ import main
from assistant.evaluation.calibrate import as_json, read_examples, to_tune_on, trees_as_json, write
from assistant.evaluation.case import Case, Expectation, Expected
from assistant.evaluation.errors import CasesError, EvaluationError
from assistant.evaluation.examples import Example, share_held
from assistant.evaluation.fitting import Choice, decision_bound, fit_decision, fit_ranking, ranking_bound
from assistant.evaluation.matcher import REFUSAL
from assistant.evaluation.unseen import Unseen, calibrated, rank_in
from assistant.index.words import WordIndex
from assistant.settings import Settings
from tests.scripted import ScriptedEmbedder

AS_OF = date(2026, 11, 22)
MODEL = "scripted@1"
ASKED = (
    ("How many first-year places has Robotics in 2026?", "40", "robotics.md"),
    ("places of Robotics", "40", "robotics.md"),
    ("How many places has Botany?", "25", "botany.md"),
    ("What is the tuition fee of Robotics in 2026-27?", "47,000", "robotics.md"),
    ("Robotics fees 2027-28", "49,500", "robotics.md"),
    ("Does Botany hold an interview?", "interview", "botany.md"),
)
REFUSED = (
    "Is there a dress code for Botany?",
    "Who teaches Robotics?",
    "parking for Robotics",
    "What is the tuition fee at HKUST?",
    "Can I bring my cat to Botany?",
    "How many sheep has Robotics?",
)


def answerable(name: str, question: str, fact: str, source: str) -> Case:
    return Case(name, (question,), (Expected((fact,)),), Language.EN, sources=(source,))


def unanswerable(name: str, question: str) -> Case:
    return Case(name, (question,), (Expected((REFUSAL,)),), Language.EN, expect=Expectation.REFUSE)


@pytest.fixture
def cases() -> list[Case]:
    """Cases of both kinds in every fold, none of them held back."""
    names = (name for name in (f"case-{i}" for i in range(1, 100)) if not answerable(name, "?", "?", "").is_held_back)
    asked = [answerable(next(names), *given) for _ in range(2) for given in ASKED]
    return asked + [unanswerable(next(names), question) for _ in range(2) for question in REFUSED]


def examples_of(cases: Sequence[Case], corpus: Path, index: Path) -> tuple[list[Example], WordIndex]:
    return read_examples(cases, {}, Settings(corpus_dir=corpus, index_dir=index), ScriptedEmbedder(), AS_OF)


def choices(feature: str, *, is_higher: bool) -> list[Choice]:
    """Choices between five candidates of which the right one alone is highest, or lowest, in one feature."""
    random = np.random.default_rng(1)
    made = []
    for _ in range(40):
        features = random.uniform(0, 1, (5, len(FEATURES)))
        right = int(random.integers(5))
        features[right, FEATURES.index(feature)] = 2.0 if is_higher else -1.0
        made.append(Choice(features, np.arange(5) == right))
    return made


def test_the_feature_in_which_the_right_statement_is_higher_is_learnt() -> None:
    weights = fit_ranking(choices("said", is_higher=True))

    assert weights["said"] == max(weights.values())
    assert weights["said"] > 2
    assert tuple(weights) == FEATURES


def test_of_several_right_statements_any_will_do() -> None:
    both = [
        replace(choice, is_right=choice.is_right | np.roll(choice.is_right, 1))
        for choice in choices("said", is_higher=True)
    ]

    assert fit_ranking(both)["said"] > 2


@pytest.mark.parametrize("feature", FEATURES)
@pytest.mark.parametrize("is_higher", [True, False])
def test_no_weight_of_the_ranking_leaves_its_bounds(feature: str, is_higher: bool) -> None:
    weights = fit_ranking(choices(feature, is_higher=is_higher)[:10])

    assert all(is_within(weight, ranking_bound(name)) for name, weight in weights.items())


def test_what_is_missing_or_old_never_speaks_for_a_statement_even_if_the_cases_say_so() -> None:
    assert fit_ranking(choices("address missing", is_higher=True))["address missing"] == 0
    assert fit_ranking(choices("age", is_higher=True))["age"] == ranking_bound("age")[1]
    assert fit_ranking(choices("similarity", is_higher=False))["similarity"] == 0


def test_a_signal_that_tells_the_two_kinds_apart_is_learnt_and_one_of_the_wrong_sign_is_not() -> None:
    is_answerable = [i % 3 > 0 for i in range(60)]
    rows = np.zeros((60, len(SIGNALS)))
    rows[:, SIGNALS.index("score")] = is_answerable
    rows[:, SIGNALS.index("unheld term")] = is_answerable
    rows[:, SIGNALS.index("similarity")] = np.logical_not(is_answerable)

    weights, bias = fit_decision(rows.tolist(), is_answerable)

    assert weights["score"] > 2
    assert (weights["unheld term"], weights["similarity"]) == (0, 0)
    assert bias < 0 < bias + weights["score"]
    assert all(is_within(weight, decision_bound(name)) for name, weight in weights.items())


def is_within(weight: float, bound: tuple[float | None, float | None]) -> bool:
    low, high = bound
    return (low is None or weight >= low) and (high is None or weight <= high)


def test_cases_of_one_kind_only_are_too_few() -> None:
    with pytest.raises(EvaluationError, match="2 answerable and 0 unanswerable"):
        fit_decision([[0.0] * len(SIGNALS)] * 2, [True, True])
    with pytest.raises(EvaluationError, match="answerable cases that name sources"):
        fit_ranking([])


def test_a_text_is_right_by_the_share_of_facts_that_it_holds_unless_it_says_what_is_forbidden() -> None:
    case = Case("a", ("?",), (Expected(("40", "forty")), Expected(("2026",))), Language.EN, forbid=("25",))

    assert share_held(case, "forty places") == 0.5
    assert share_held(case, "40 places in 2026") == 1.0
    assert share_held(case, "40 places in 2026, not 25") == 0.0


def test_only_statements_of_a_source_hold_what_is_wanted(corpus: Path, index: Path) -> None:
    case = answerable("a", "How many first-year places are there in 2026?", "2026", "botany.md")

    (example,), _ = examples_of([case], corpus, index)

    right = [c for c, held in zip(example.candidates, example.held, strict=True) if held]
    assert right
    assert {candidate.passage.document_id for candidate in right} == {"botany.md"}
    assert any("2026" in c.statement.text for c in example.candidates if c.passage.document_id == "robotics.md")


def test_a_case_to_be_refused_has_no_right_statement_but_teaches_when_to_answer(corpus: Path, index: Path) -> None:
    (example,), _ = examples_of([unanswerable("a", REFUSED[0])], corpus, index)

    assert not any(example.held)
    assert (example.teaches_ranking, example.teaches_decision) == (False, True)


def test_what_is_compared_or_asked_beside_something_else_does_not_teach_when_to_answer(
    corpus: Path, index: Path
) -> None:
    (example,), _ = examples_of([answerable("a", *ASKED[0])], corpus, index)

    assert not replace(example, query=replace(example.query, kind=Kind.COMPARISON)).teaches_decision
    assert not replace(example, is_alone=False).teaches_decision
    assert replace(example, is_alone=False).teaches_ranking


def test_what_is_not_done_here_teaches_nothing(corpus: Path, index: Path) -> None:
    assert examples_of([unanswerable("a", "Write my essay on Robotics for me.")], corpus, index)[0] == []


def test_a_source_that_is_nowhere_is_named(corpus: Path, index: Path) -> None:
    with pytest.raises(CasesError, match=r"'law\.md'"):
        examples_of([answerable("a", "Robotics?", "40", "law.md")], corpus, index)


def test_the_fit_puts_the_right_statement_first_and_answers_what_can_be_answered(
    corpus: Path, index: Path, cases: list[Case]
) -> None:
    examples, words = examples_of(cases, corpus, index)

    fitted, unseen = calibrated(examples, words, MODEL)

    taught = [example for example in examples if example.teaches_ranking]
    assert len(taught) == 12
    assert all(rank_in(example, example.ranked(fitted)) == 1 for example in taught)
    assert (unseen.top(1), unseen.top(3)) == (1.0, 1.0)
    assert unseen.area > 0.9


def test_the_candidates_are_ranked_as_the_composer_ranks_them(corpus: Path, index: Path, cases: list[Case]) -> None:
    examples, words = examples_of(cases, corpus, index)
    fitted = replace(calibrated(examples, words, MODEL)[0], ranking_trees=None)

    ranked = examples[0].ranked(fitted)

    weighed = [
        sum(fitted.ranking[name] * value for name, value in zip(FEATURES, candidate.features, strict=True))
        for candidate in ranked
    ]
    assert [candidate.score for candidate in ranked] == weighed == sorted(weighed, reverse=True)


def test_the_same_cases_give_the_same_file(corpus: Path, index: Path, cases: list[Case]) -> None:
    examples, words = examples_of(cases, corpus, index)
    fits = [calibrated(examples, words, MODEL)[0] for _ in range(2)]

    assert len({as_json(fitted, AS_OF, len(cases)) + trees_as_json(fitted) for fitted in fits}) == 1


def test_the_file_is_read_back_as_it_was_written(tmp_path: Path, corpus: Path, index: Path, cases: list[Case]) -> None:
    fitted = replace(calibrated(*examples_of(cases, corpus, index), MODEL)[0], threshold=0.37)
    assert fitted.ranking_trees is not None
    assert fitted.decision_trees is not None

    write(tmp_path / "calibration.json", as_json(fitted, AS_OF, len(cases)))

    text = (tmp_path / "calibration.json").read_text(encoding="utf-8")
    read = calibration_of(text, trees_as_json(fitted))
    assert read.ranking_trees is not None
    assert read.decision_trees is not None
    assert read.ranking_trees.as_lists() == fitted.ranking_trees.as_lists()
    assert read.decision_trees.as_lists() == fitted.decision_trees.as_lists()
    assert replace(read, ranking_trees=None, decision_trees=None) == replace(
        fitted, ranking_trees=None, decision_trees=None
    )
    stored = json.loads(text)
    assert (stored["model"], stored["as_of"], stored["cases"]) == (MODEL, "2026-11-22", len(cases))
    assert list(stored) == sorted(stored)
    assert list(stored["ranking"]) == sorted(FEATURES)
    assert all(round(weight, 4) == weight for weight in (*fitted.ranking.values(), *fitted.decision.values()))


def test_the_package_carries_a_calibration_that_can_be_read() -> None:
    assert 0 < calibration().threshold < 1
    assert calibration().ranking.keys() <= set(FEATURES)


def test_the_threshold_is_the_largest_that_refuses_no_more_than_wanted() -> None:
    unseen = Unseen((1,), tuple(i / 10 for i in range(1, 11)), (0.05, 0.25))

    assert unseen.threshold_within(0.0) == 0.1
    assert unseen.threshold_within(0.2) == 0.3
    assert unseen.refused(0.3) == (1.0, 0.2)
    assert unseen.threshold_within(1.0) == 1.0


def test_cases_held_back_are_left_out_and_counted() -> None:
    told = io.StringIO()
    cases = [answerable(f"made-{i}", "Robotics?", "40", "") for i in range(1, 5)]

    kept = to_tune_on(cases, Console(file=told))

    assert [case.id for case in kept] == ["made-2", "made-3", "made-4"]
    assert "1 of 4 cases are held back" in told.getvalue()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--part", "held"], "Nothing is calibrated with --part held"),
        (["--part", "all"], "Nothing is calibrated with --part all"),
        (["--out", "nowhere/calibration.json"], "There is no folder nowhere"),
        ([], "All cases are held back"),
    ],
)
def test_what_cannot_be_calibrated_says_why_and_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    cases = tmp_path / "own.jsonl"
    cases.write_text('{"id": "made-1", "question": "Fee?", "facts": ["1"]}', encoding="utf-8")
    out = tmp_path / "calibration.json"

    ended = main(["calibrate", "--cases", str(cases), "--as-of", "2026-11-22", "--out", str(out), *arguments])

    assert ended == 2
    assert told in " ".join(capsys.readouterr().err.split())
    assert not out.exists()


def test_drafts_are_not_calibrated_with() -> None:
    with pytest.raises(EvaluationError, match="1 cases are drafts"):
        to_tune_on([replace(answerable("made-2", "?", "1", ""), note="draft: review")], Console(file=io.StringIO()))
