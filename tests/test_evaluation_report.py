"""What the reports of a run say, with made-up results."""

import re
from pathlib import Path

import pytest

from assistant.domain import Language, Outcome
from assistant.evaluation.case import Case, Expectation, Expected
from assistant.evaluation.diagnosis import Step, step_lost, steps_lost
from assistant.evaluation.plots import latency_plot, trade_off, trade_off_plot
from assistant.evaluation.records import (
    CaseFile,
    Cited,
    Config,
    Decision,
    FoundFact,
    FoundHit,
    Machine,
    Result,
    Run,
    Said,
    Verdict,
)
from assistant.evaluation.report import PAGE, TEXT, Difference, heat, render, write_reports
from assistant.evaluation.summary import summarise

CONFIG = Config(
    name="made-up",
    started_at="2026-11-22T12:00:00+00:00",
    as_of="2026-11-22",
    composer="quoting",
    settings=(),
    overridden=(("meaning_weight", "0.7"),),
    embedding_model="scripted@1",
    generation="20261122-1",
    corpus_digest="0123abcd",
    package_version="0.1.0",
    commit="0123456789abcdef",
    is_dirty=True,
    machine=Machine(2, "3.11.2", "Linux"),
    case_files=(CaseFile("cases.jsonl", "0" * 64, 3),),
)


def made_case(name: str = "R1", **fields: object) -> Case:
    wanted = {
        "id": name,
        "turns": ("How many places has Robotics?",),
        "facts": (Expected(("40",)),),
        "lang": Language.EN,
        "sources": ("robotics.md",),
        "category": "places",
        "type": "simple",
    }
    return Case(**wanted | fields)  # type: ignore[arg-type]  # made from names and values


def hit(document: str = "robotics.md", *, facts: tuple[int, ...] = (), sources: tuple[str, ...] = ()) -> FoundHit:
    return FoundHit(
        "p#1", document, document, "Robotics › Places", "It has 40 places.", 0.9, 0.8, 3.0, "", sources, facts
    )


def cited(document: str = "robotics.md", *, facts: tuple[int, ...] = (), sources: tuple[str, ...] = ()) -> Cited:
    return Cited(
        1, "p#1", document, document, "Robotics › Places", "It has 40 places.", "2026", ("It",), sources, facts
    )


RIGHT_HIT = hit(facts=(0,), sources=("robotics.md",))
RIGHT_CITATION = cited(facts=(0,), sources=("robotics.md",))


def made_result(case: Case | None = None, **fields: object) -> Result:
    case = case or made_case()
    values = {
        "id": case.id,
        "case": case,
        "outcome": Outcome.ANSWERED,
        "answer": "It has 30 places. [1]",
        "language": Language.EN,
        "written_in": Language.EN,
        "verdict": Verdict.WRONG,
        "facts": tuple(FoundFact(fact.any_of) for fact in case.facts),
        "said": (Said("It has 30 places.", (1,)),),
        "reachable": tuple(range(len(case.facts))),
        "in_index": case.sources,
        "passages": (RIGHT_HIT,),
        "citations": (RIGHT_CITATION,),
        "about": ("robotics",),
        "decision": Decision("enough", 0.8, 0.6, 0.9, 0.8),
        "seconds": (0.02,),
    }
    return Result(**values | fields)  # type: ignore[arg-type]  # made from names and values


def right_result(case: Case | None = None, **fields: object) -> Result:
    found = tuple(FoundFact(fact.any_of, fact.any_of[0]) for fact in (case or made_case()).facts)
    return made_result(case, **{"verdict": Verdict.RIGHT, "facts": found, "answer": "It has 40 places. [1]"} | fields)


def refusable(name: str = "U1", **fields: object) -> Case:
    refused = {"facts": (Expected(("@refusal",)),), "expect": Expectation.REFUSE, "sources": ()}
    return made_case(name, **refused | fields)


def made_run(*results: Result) -> Run:
    return Run(CONFIG, results, summarise(results))


@pytest.mark.parametrize(
    ("result", "step"),
    [
        (right_result(), None),
        (made_result(error="OSError: gone"), Step.FAILED),
        (made_result(made_case(sources=())), Step.UNTRACED),
        (made_result(reachable=()), Step.NOT_IN_INDEX),
        (made_result(passages=(hit("botany.md"),)), Step.NOT_RETRIEVED),
        (made_result(passages=(hit("botany.md"),), citations=(cited("botany.md"),)), Step.WRONG_PROGRAMME),
        (made_result(passages=(), citations=(cited("botany.md"),), outcome=Outcome.NOT_FOUND), Step.NOT_RETRIEVED),
        (made_result(passages=(hit(sources=("robotics.md",)),)), Step.NOT_RETRIEVED),
        (made_result(passages=(), statements=()), Step.NOT_RETRIEVED),
        (made_result(citations=(cited("botany.md"),)), Step.WRONG_PROGRAMME),
        (made_result(), Step.NOT_QUOTED),
        (made_result(outcome=Outcome.NOT_FOUND, citations=()), Step.NOT_QUOTED),
        (made_result(outcome=Outcome.NOT_FOUND, citations=(), statements=(RIGHT_HIT,)), Step.REFUSED),
        (made_result(outcome=Outcome.NOT_FOUND), Step.REFUSED),
        (right_result(verdict=Verdict.WRONG, forbidden=("JS1",)), Step.FORBIDDEN),
        (made_result(refusable()), Step.NOT_REFUSED),
        (made_result(refusable(), outcome=Outcome.NOT_FOUND, forbidden=("secret",)), Step.FORBIDDEN),
    ],
)
def test_a_wrong_answer_is_lost_at_the_first_step_that_failed(result: Result, step: Step | None) -> None:
    assert step_lost(result) is step


def test_the_steps_at_which_answers_were_lost_are_counted_most_first() -> None:
    results = [made_result(), made_result(), right_result(), made_result(error="gone")]

    assert steps_lost(results) == [(Step.NOT_QUOTED, 2), (Step.FAILED, 1)]


def test_a_higher_threshold_refuses_more_and_answers_less() -> None:
    sure, unsure = Decision("enough", 0.9, 0.6, 0.9, 0.9), Decision("enough", 0.7, 0.6, 0.9, 0.7)
    results = [
        right_result(decision=sure),
        right_result(decision=unsure),
        made_result(refusable(), decision=unsure),
        right_result(refusable("U2"), outcome=Outcome.NOT_FOUND, decision=Decision("known gap", 0.95, 0.6, 0.9, 0.95)),
    ]

    points = {point.threshold: (point.answered_right, point.refused) for point in trade_off(results)}

    assert points[0.6] == (1.0, 0.5)  # U2 was refused for another reason than the threshold: it stays refused
    assert points[0.9] == (0.5, 1.0)
    assert points[1.01] == (0.0, 1.0)


def test_there_is_no_trade_off_without_questions_to_refuse() -> None:
    assert trade_off([right_result()]) == []
    assert trade_off_plot([right_result()]) == ""


def test_a_plot_is_an_element_in_the_colours_of_its_page() -> None:
    plot = latency_plot([0.01, 0.02, 0.4])

    assert plot.startswith('<svg role="img" aria-label="How long answers take"')
    assert "<style" not in plot
    assert "currentColor" in plot
    assert "var(--line)" in plot
    assert plot == latency_plot([0.4, 0.02, 0.01])
    assert latency_plot([]) == ""


def test_right_answers_are_counted_by_category_and_language() -> None:
    chinese = made_case("R2", lang=Language.ZH_HANT)

    counted = heat(
        [right_result(), made_result(), right_result(chinese), right_result(made_case("R3", category="fees"))]
    )

    assert counted.columns == ("en", "zh-Hant")
    assert counted.rows == (("fees", ((1, 1), (0, 0))), ("places", ((1, 2), (1, 1))))


def test_the_page_shows_wrong_answers_with_all_that_explains_them_before_right_ones(tmp_path: Path) -> None:
    asked = made_case("R2", turns=("What is Robotics?", "機械人學有幾多學額？"), lang=Language.ZH_HANT)
    wrong = made_result(asked, earlier=("It is a programme.",), statements=(RIGHT_HIT,))

    write_reports(tmp_path, made_run(right_result(), wrong))

    page = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert page.index('id="R2"') < page.index('id="R1"')
    for shown in ("What is Robotics?", "機械人學有幾多學額？", "It is a programme.", "It has 30 places. [1]"):
        assert shown in page
    assert Step.NOT_QUOTED.value in page
    assert "Robotics › Places" in page
    assert "meaning_weight=0.7" in page
    assert (tmp_path / TEXT).read_text(encoding="utf-8").count("R2") == 1


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = render(PAGE, made_run(right_result(), made_result(refusable())))

    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "url(http" not in page
    assert "default-src 'none'" in page


def test_a_refusal_that_was_wanted_is_named_in_plain_words() -> None:
    page = render(PAGE, made_run(made_result(refusable())))

    assert "a refusal" in page
    assert "@refusal" not in page


def test_what_cases_and_answers_hold_is_text_in_both_reports() -> None:
    hostile = "<img src=x onerror=alert(1)> | [a](javascript:b) `c` \n# d"
    case = made_case("<b>R9</b>", turns=(hostile,), facts=(Expected((hostile,)),), category=hostile, forbid=(hostile,))
    run = made_run(made_result(case, answer=hostile, forbidden=(hostile,), statements=(hit("<i>.md"),)))

    page, text = render(PAGE, run), render(TEXT, run)

    assert "<img" not in page
    assert "<b>R9" not in page
    assert "<i>.md" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "\\<img" in text
    assert "\\[a\\](javascript:b)" in text
    assert "\n# d" not in text


def test_parts_and_languages_stand_side_by_side() -> None:
    held, tuned = made_case("made-1"), made_case("made-2", lang=Language.ZH_HANS)

    text = render(TEXT, made_run(right_result(held), made_result(tuned)))

    assert "| Measure | All (2) | Tuned on (1) | Held back (1) |" in text
    assert re.search(r"\| correct rate \| 50\.0 % \([\d.–]+\) \| 0\.0 % .*\| 100\.0 %", text)
    assert "| Measure | en (1) | zh-Hans (1) |" in text


@pytest.mark.parametrize("template", [PAGE, TEXT])
def test_held_back_cases_can_be_counted_without_being_shown(template: str) -> None:
    held = made_result(made_case("made-1", turns=("A secret question?",)), answer="A secret answer")
    run = made_run(held, made_result(made_case("made-2")), right_result(made_case("made-3")))

    shown, hidden = render(template, run), render(template, run, shows_held_back=False)

    assert "A secret question?" in shown
    assert "A secret" not in hidden
    assert "1 held-back cases are counted above but not shown" in hidden


@pytest.mark.parametrize("template", [PAGE, TEXT])
def test_the_difference_to_an_earlier_run_is_told_first(template: str) -> None:
    difference = Difference("before", "This may be chance.", (("Newly wrong", ("R1", "gone")), ("Newly right", ())))

    report = render(template, made_run(made_result()), difference)

    assert report.index("Newly wrong") < report.index("Wrong answers")
    assert "This may be chance." in report
    assert "Newly right" not in report


@pytest.mark.parametrize("template", [PAGE, TEXT])
def test_a_run_without_cases_can_be_reported(template: str) -> None:
    assert "made-up" in render(template, made_run())
