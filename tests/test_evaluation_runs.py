"""Runs: what is asked, how it is written and read back, compared, gated and called."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Answer, Language, Outcome, Turn
from assistant.errors import ModelUnavailable
from assistant.evaluation.__main__ import main
from assistant.evaluation.asking import ask
from assistant.evaluation.case import Case, Expected
from assistant.evaluation.cases import read_cases
from assistant.evaluation.compare import compare
from assistant.evaluation.errors import CasesError, EvaluationError, RunError
from assistant.evaluation.evaluate import Task, add_parser, make_run, read_task
from assistant.evaluation.gate import Floor, problems, read_floors
from assistant.evaluation.judging import Judge
from assistant.evaluation.records import Config, Figure, Group, Machine, Offer, Result, Run, Summary, Unit
from assistant.evaluation.runs import begin_run, read_run, run_cases, select, write_run
from assistant.evaluation.sources import Sources, originals_of, read_homes
from assistant.evaluation.subject import open_subject
from assistant.evaluation.summary import summarise
from assistant.evaluation.variants import Variant, as_pairs, variants_of, with_overrides
from assistant.ingestion.build import read_corpus
from assistant.settings import Settings
from tests.scripted import ScriptedEmbedder
from tests.test_evaluation_measures import empty, late, perfect, wrong_programme

CONFIG = Config(
    name="made",
    started_at="2026-11-22T12:00:00+00:00",
    as_of="2026-11-22",
    composer="quoting",
    settings=(("meaning_weight", "0.6"),),
    overridden=(),
    embedding_model="scripted@1",
    generation="000001-abc",
    corpus_digest="0" * 64,
    package_version="0.1.0",
    commit="",
    is_dirty=False,
    machine=Machine(2, "3.11", "Linux"),
    case_files=(),
)
CASE = Case("made-1", ("Robotics?", "And places?"), (Expected(("40",)),), Language.EN, category="places")


def run_of(results: list[Result]) -> Run:
    return Run(CONFIG, tuple(results), summarise(results))


def test_a_run_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    run = run_of(perfect())

    write_run(tmp_path / "run", run)

    assert read_run(tmp_path / "run") == run
    assert (
        json.loads((tmp_path / "run" / "results.jsonl").read_text(encoding="utf-8").splitlines()[0])["id"] == "made-1"
    )


def not_found(question: str, turns: object) -> Iterator[Answer]:
    yield Answer(Outcome.NOT_FOUND, Language.EN, lead=f"No {question}")


JUDGE = Judge((), Sources({}, {}), lambda text: ())


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_finished_of_a_run_that_is_broken_off_is_kept(tmp_path: Path, jobs: int) -> None:
    cases = [replace(CASE, id=f"made-{number}", turns=(f"{number}?",)) for number in range(1, 6)]

    def answering(question: str, turns: object) -> Iterator[Answer]:
        if question == "4?":
            raise KeyboardInterrupt
        return not_found(question, turns)

    with pytest.raises(KeyboardInterrupt):
        run_cases(cases, answering, JUDGE, jobs=jobs, finished=begin_run(tmp_path / "run", CONFIG))

    found = read_run(tmp_path / "run", or_broken_off=True)
    assert {"made-1", "made-2", "made-3"} <= {result.id for result in found.results}
    assert found.config.name == "made (broken off)"


def test_a_run_that_was_broken_off_has_reports_but_is_not_taken_for_a_whole_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add = begin_run(tmp_path / "run", CONFIG)
    for result in perfect()[:2]:
        add(result)
    with (tmp_path / "run" / "results.jsonl").open("ab") as file:
        file.write(b'{"id": "torn')

    assert main(["report", str(tmp_path / "run")]) == 0
    assert "broken off" in (tmp_path / "run" / "report.md").read_text(encoding="utf-8")
    assert main(["compare", str(tmp_path / "run"), str(tmp_path / "run")]) == 2
    assert "a run that broke off" in " ".join(capsys.readouterr().err.split())


def test_a_run_that_broke_off_within_its_first_line_has_a_report_of_nothing(tmp_path: Path) -> None:
    begin_run(tmp_path / "run", CONFIG)
    (tmp_path / "run" / "results.jsonl").write_bytes(b'{"id": "torn')

    assert read_run(tmp_path / "run", or_broken_off=True).results == ()
    assert main(["report", str(tmp_path / "run")]) == 0


def test_the_results_are_in_the_order_of_the_cases_once_the_run_is_whole(tmp_path: Path) -> None:
    run = run_of(perfect())
    add = begin_run(tmp_path / "run", CONFIG)
    for result in reversed(run.results):
        add(result)

    write_run(tmp_path / "run", run)

    assert read_run(tmp_path / "run") == run
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == [
        "config.json",
        "results.jsonl",
        "summary.json",
    ]


def test_a_case_of_several_turns_that_failed_is_in_the_report(tmp_path: Path) -> None:
    def answering(question: str, turns: object) -> Iterator[Answer]:
        raise ValueError("torn")
        yield  # type: ignore[unreachable]

    write_run(tmp_path / "run", run_of(list(run_cases([CASE], answering, JUDGE))))

    assert main(["report", str(tmp_path / "run"), "--show-held"]) == 0
    assert "ValueError: torn" in (tmp_path / "run" / "report.html").read_text(encoding="utf-8")


def test_no_run_is_written_over_another(tmp_path: Path) -> None:
    begin_run(tmp_path / "run", CONFIG)

    with pytest.raises(EvaluationError, match=r"run holds a run already\. Choose another folder with --out"):
        begin_run(tmp_path / "run", CONFIG)


@pytest.mark.parametrize(("below", "more"), [("", []), ("quoting-meaning_weight=0.4", ["--set", "meaning_weight=0.4"])])
def test_a_folder_that_holds_a_run_is_refused_before_anything_is_asked(
    tmp_path: Path,
    index: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    below: str,
    more: list[str],
) -> None:
    cases = tmp_path / "own.jsonl"
    cases.write_text('{"id": "a", "question": "Fee?", "facts": ["1"]}', encoding="utf-8")
    write_run(tmp_path / "run" / below, run_of(perfect()))
    several = [*more, "--set", "meaning_weight=0.3"] if more else []
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(index))

    assert main(["run", "--cases", str(cases), *several, "--out", str(tmp_path / "run")]) == 2

    assert "holds a run already" in " ".join(capsys.readouterr().err.split())
    assert read_run(tmp_path / "run" / below) == run_of(perfect())


class Interrupted(ScriptedEmbedder):
    """Somebody breaks off when the interview is asked for."""

    def embed_query(self, text: str) -> list[float]:
        if "interview" in text:
            raise KeyboardInterrupt
        return super().embed_query(text)


@pytest.mark.parametrize("is_broken_off", [False, True])
def test_a_run_is_written_while_it_is_made(
    tmp_path: Path, corpus: Path, index: Path, embedder: ScriptedEmbedder, *, is_broken_off: bool
) -> None:
    texts = ("How many first-year places has Robotics in 2026?", "Is there an interview for Botany?")
    cases = tuple(replace(CASE, id=f"r{place}", turns=(text,)) for place, text in enumerate(texts))
    task = Task(cases, (), {}, date(2026, 11, 22), "all", (), None, jobs=1, repeat=1)
    settings = Settings(corpus_dir=corpus, index_dir=index)
    asked_with = Interrupted() if is_broken_off else embedder

    def make() -> tuple[Path, Run]:
        return make_run(task, Variant(), settings, asked_with, "made", lambda config: tmp_path / "run")

    if is_broken_off:
        with pytest.raises(EvaluationError, match=r"Broken off\. See what was finished: .* report "):
            make()
        assert [result.id for result in read_run(tmp_path / "run", or_broken_off=True).results] == ["r0"]
    else:
        folder, run = make()
        assert read_run(folder) == run
        assert [result.id for result in run.results] == ["r0", "r1"]


def test_a_suggestion_that_fails_is_the_error_of_its_result_and_no_others() -> None:
    def offering(question: str, answer: Answer, turns: object) -> Offer:
        if question == "1?":
            raise ModelUnavailable("no model")
        return Offer((), (), ())

    cases = [replace(CASE, id=f"made-{number}", turns=(f"{number}?",)) for number in (1, 2)]

    first, second = run_cases(cases, not_found, JUDGE, offering=offering)

    assert first.error == "next questions: ModelUnavailable: no model"
    assert first.answer == "No 1?"
    assert (second.error, second.offer) == ("", Offer((), (), ()))


def test_a_folder_without_a_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="holds no run"):
        read_run(tmp_path)


def test_each_turn_is_asked_with_the_turns_before() -> None:
    heard: list[tuple[str, tuple[Turn, ...]]] = []

    def answering(question: str, turns: object) -> Iterator[Answer]:
        assert isinstance(turns, tuple)
        heard.append((question, turns))
        yield Answer(Outcome.NOT_FOUND, Language.EN, lead=f"No {question}")

    asked = ask(CASE, answering)

    assert heard == [("Robotics?", ()), ("And places?", (Turn("Robotics?", "No Robotics?"),))]
    assert asked.answers[-1].text == "No And places?"
    assert asked.is_stable is None


def test_repetitions_that_differ_are_told() -> None:
    said = iter(["a", "b", "a", "c"])

    def answering(question: str, turns: object) -> Iterator[Answer]:
        yield Answer(Outcome.NOT_FOUND, Language.EN, lead=next(said))

    asked = ask(CASE, answering, repeat=2)

    assert asked.is_stable is False
    assert len(asked.seconds) == 2


def test_the_first_text_of_a_growing_answer_is_timed_apart() -> None:
    now = iter(range(100))

    def answering(question: str, turns: object) -> Iterator[Answer]:
        for part in ("a", "a b", "a b c"):
            yield Answer(Outcome.NOT_FOUND, Language.EN, lead=part, is_complete=part == "a b c")

    asked = ask(CASE, answering, clock=lambda: float(next(now)))

    assert asked.answers[-1].lead == "a b c"
    assert asked.first_text[0] < asked.seconds[0]


def test_a_case_that_fails_does_not_end_the_run() -> None:
    def answering(question: str, turns: object) -> Iterator[Answer]:
        raise ValueError("torn")
        yield  # type: ignore[unreachable]

    assert ask(CASE, answering).error == "ValueError: torn"


def test_cases_are_selected_by_part_field_and_number() -> None:
    cases = [replace(CASE, id=f"made-{i}", lang=Language.ZH_HANT if i % 2 else Language.EN) for i in range(1, 9)]

    assert [case.id for case in select(cases, "all", ["lang=en", "category=places"], 2)] == ["made-2", "made-4"]
    assert {case.id for case in select(cases, "tune", [], None)} | {
        case.id for case in select(cases, "held", [], None)
    } == {case.id for case in cases}
    with pytest.raises(EvaluationError, match="No case is left"):
        select(cases, "all", ["category=fees"], None)
    with pytest.raises(EvaluationError, match="'colour=red'"):
        select(cases, "all", ["colour=red"], None)


def test_a_comparison_lists_only_what_changed() -> None:
    found = compare(run_of(perfect()), run_of(wrong_programme()))

    assert [after.id for _, after in found.newly_wrong] == ["made-1", "made-2", "made-3"]
    assert found.newly_right == ()
    assert found.difference_of_rates[0] == -1
    assert "may be chance" in found.verdict
    assert compare(run_of(perfect()), run_of(perfect())).verdict == "The same 3 cases are right and wrong."
    assert [after.id for _, after in compare(run_of(empty()), run_of(late())).moved] == ["made-1", "made-2"]


def test_a_large_difference_is_more_than_chance() -> None:
    def many(results: list[Result]) -> Run:
        return run_of([replace(results[0], id=f"m{i}", case=replace(results[0].case, id=f"m{i}")) for i in range(12)])

    assert "more than chance" in compare(many(perfect()), many(wrong_programme())).verdict


def test_cases_that_only_one_run_has_are_told_apart() -> None:
    found = compare(run_of(perfect()[:2]), run_of(perfect()[1:]))

    assert (found.cases, found.only_before, found.only_after) == (1, ("made-1",), ("made-3",))


SUMMARY = Summary(
    (
        Group(
            "all",
            100,
            (
                Figure("correct rate", 0.7, 0.6, 0.8, 100),
                Figure("false refusals", 0.1, 0.05, 0.15, 100),
                Figure("latency p50", 0.1, 0.1, 0.1, 100, Unit.SECONDS),
            ),
        ),
    )
)


@pytest.mark.parametrize(
    ("figure", "least", "told"),
    [
        ("correct rate", 0.7, ""),
        ("correct rate", 0.65, ""),
        ("correct rate", 0.72, "below its floor"),
        ("correct rate", 0.55, "raise the floor"),
        ("false refusals", 0.1, ""),
        ("false refusals", 0.08, "above its ceiling"),
        ("false refusals", 0.3, "lower the ceiling"),
        ("no such", 0.3, "no such figure"),
    ],
)
def test_the_gate_tells_a_floor_that_is_missed_or_left_behind(figure: str, least: float, told: str) -> None:
    found = problems(SUMMARY, (Floor("all", figure, least),))

    assert (told in found[0] and figure in found[0]) if told else not found


def test_times_are_never_gated() -> None:
    with pytest.raises(EvaluationError, match="never gated"):
        problems(SUMMARY, (Floor("all", "latency p50", 1.0),))


def test_floors_are_numbers_in_tables(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text('[all]\n"correct rate" = 0.5\n["lang=zh-Hant"]\n"correct rate" = 1\n', encoding="utf-8")

    assert read_floors(path) == (Floor("all", "correct rate", 0.5), Floor("lang=zh-Hant", "correct rate", 1.0))
    path.write_text('[all]\n"correct rate" = "half"\n', encoding="utf-8")
    with pytest.raises(EvaluationError, match="a number for each figure"):
        read_floors(path)


def test_the_gate_ends_with_1_and_names_the_floor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_run(tmp_path / "run", run_of(wrong_programme()))
    floors = tmp_path / "floors.toml"
    floors.write_text('[all]\n"correct rate" = 0.5\n', encoding="utf-8")

    assert main(["gate", str(tmp_path / "run"), "--floors", str(floors)]) == 1
    assert "[all] correct rate: 0.0%" in capsys.readouterr().out
    write_run(tmp_path / "run", run_of(perfect()))
    floors.write_text('[all]\n"correct rate" = 1\n', encoding="utf-8")
    assert main(["gate", str(tmp_path / "run"), "--floors", str(floors)]) == 0


def test_the_comparison_is_printed_without_what_is_held_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_run(tmp_path / "a", run_of(perfect()))
    write_run(tmp_path / "b", run_of(wrong_programme()))

    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 0

    said = capsys.readouterr().out
    assert "Newly wrong (3)" in said
    assert "made-1 (held back)" in said
    assert "How many places" not in said
    assert "How is law?" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--composer", "chat:x"], "There is no composer 'chat:x'. There are: quoting, chat:provider:model"),
        (["--set", "meaning_wait=1"], "Did you mean meaning_weight?"),
        (["--set", "meaning_weight"], "name=value"),
        (["--set", "meaning_weight=5"], "meaning_weight: Input should be less than"),
        (["--set", "passage_size=100"], "Build one with it"),
        (["--set", "index_dir=nowhere"], "No index at nowhere"),
        (["--filter", "lang=fr"], "No case is left"),
    ],
)
def test_a_run_that_cannot_be_made_says_why_and_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    cases = tmp_path / "own.jsonl"
    cases.write_text('{"id": "a", "question": "Fee?", "facts": ["1"]}', encoding="utf-8")

    assert main(["run", "--cases", str(cases), *arguments]) == 2
    assert told in " ".join(capsys.readouterr().err.split())


def test_a_run_without_a_day_is_asked_today(tmp_path: Path) -> None:
    cases = tmp_path / "own.jsonl"
    cases.write_text('{"id": "a", "question": "Fee?", "facts": ["1"]}', encoding="utf-8")
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    words = ["run", "--cases", str(cases)]

    without, with_day = parser.parse_args(words), parser.parse_args([*words, "--as-of", "2026-11-22"])

    assert read_task(without, date(2027, 1, 1)).as_of == date(2027, 1, 1)
    assert read_task(with_day, date(2027, 1, 1)).as_of == date(2026, 11, 22)


def test_drafts_are_not_asked_unless_wanted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "own.jsonl"
    cases.write_text('{"id": "a", "question": "Fee?", "facts": ["1"], "note": "draft: review"}', encoding="utf-8")

    assert main(["run", "--cases", str(cases)]) == 2
    assert "1 cases are drafts" in capsys.readouterr().err


def test_settings_named_twice_are_compared_and_others_combined() -> None:
    found = variants_of([], ["meaning_weight=0.4", "retrieval.meaning_weight=0.8", "log_level=ERROR"])

    assert [variant.overridden for variant in found] == [
        (("meaning_weight", "0.4"), ("log_level", "ERROR")),
        (("meaning_weight", "0.8"), ("log_level", "ERROR")),
    ]
    assert with_overrides(Settings(), found[0]).meaning_weight == 0.4
    assert dict(as_pairs(with_overrides(Settings(), Variant())))["log_level"] == Settings().log_level


def test_a_whole_run_over_a_small_corpus(tmp_path: Path, corpus: Path, index: Path, embedder: ScriptedEmbedder) -> None:
    path = tmp_path / "own.jsonl"
    rows = [
        {
            "id": "r1",
            "question": "How many first-year places has Robotics in 2026?",
            "facts": ["40"],
            "sources": ["robotics.md"],
        },
        {"id": "r2", "question": "What is the tuition fee at HKUST?", "expect": "refuse"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    cases, _ = read_cases([path])
    subject = open_subject(Settings(corpus_dir=corpus, index_dir=index), embedder, date(2026, 11, 22))

    results = run_cases(cases, subject.answering, subject.judge({}), jobs=2, repeat=2, offering=subject.offering)

    assert [result.id for result in results] == ["r1", "r2"]
    assert all(result.is_right for result in results)
    assert results[0].citations[0].sources == ("robotics.md",)
    assert results[0].citations[0].facts == (0,)
    assert all(result.is_stable for result in results)
    assert all(result.offer and all(result.offer.answered) for result in results)
    assert len(subject.corpus_digest) == 64


def test_a_translation_counts_as_what_it_translates(corpus: Path) -> None:
    (corpus / "zh-Hant").mkdir()
    text = (corpus / "robotics.md").read_text(encoding="utf-8")
    translated = text.replace("language: en", "language: zh-Hant\ntranslation_of: robotics.md")
    (corpus / "zh-Hant" / "robotics.md").write_text(translated, encoding="utf-8")

    sources = Sources({"sheet": ("robotics.md",)}, originals_of(read_corpus(corpus).documents))

    case = replace(CASE, sources=("sheet",))
    assert sources.of(case, "zh-Hant/robotics.md") == ("sheet",)
    assert sources.of(case, "botany.md") == ()


def test_a_source_that_is_nowhere_is_named() -> None:
    with pytest.raises(CasesError, match=r"own\.jsonl:3: its source 'sheet9'"):
        Sources({}, {"a.md": "a.md"}).check([replace(CASE, sources=("a.md", "sheet9"), origin="own.jsonl:3")])


def test_homes_are_lists_of_documents(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text("sheet: robotics.md\n", encoding="utf-8")

    with pytest.raises(EvaluationError, match="list of documents"):
        read_homes(path)
