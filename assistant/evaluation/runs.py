"""Makes runs, writes them into a folder, and reads them back."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from assistant.domain import Turn
from assistant.evaluation.asking import Answering, Asked, ask
from assistant.evaluation.case import Case
from assistant.evaluation.errors import EvaluationError, RunError
from assistant.evaluation.judging import Judge
from assistant.evaluation.offering import Offering
from assistant.evaluation.records import CONFIG, RESULT, SUMMARY, Config, Result, Run, Summary
from assistant.evaluation.summary import summarise

CONFIG_FILE, RESULTS_FILE, SUMMARY_FILE = "config.json", "results.jsonl", "summary.json"
PARTS = ("all", "tune", "held")
_FIELDS = ("id", "type", "category", "lang", "expect")


def select(cases: Sequence[Case], part: str, filters: Sequence[str], limit: int | None) -> tuple[Case, ...]:
    """The cases of a part ("tune", "held" or "all") that pass the filters, in order, the first `limit` of them.

    A filter is written field=value; of the same field any value will do, of different fields all must fit. Raises
    EvaluationError when a filter is not so, or when no case is left.
    """
    wanted: dict[str, set[str]] = {}
    for given in filters:
        field, sign, value = given.partition("=")
        if not sign or field not in _FIELDS:
            raise EvaluationError(f"A filter is written field=value with one of {', '.join(_FIELDS)}, not {given!r}.")
        wanted.setdefault(field, set()).add(value)
    kept = [
        case
        for case in cases
        if (part == "all" or case.is_held_back is (part == "held"))
        and all(str(getattr(case, field)) in values for field, values in wanted.items())
    ]
    if not kept:
        raise EvaluationError("No case is left to ask: look at --part and --filter.")
    return tuple(kept[:limit])


def run_cases(
    cases: Sequence[Case],
    answering: Answering,
    judge: Judge,
    *,
    jobs: int = 1,
    repeat: int = 1,
    finished: Callable[[Result], None] = lambda _: None,
    offering: Offering | None = None,
) -> tuple[Result, ...]:
    """The results of all cases, in their order; `jobs` are asked at the same time.

    `finished` is called with each result as it comes, one at a time. With `offering` each last answer is followed by
    the questions that are offered after it. What goes wrong with a case or with these is part of its result.
    """
    one_at_a_time = threading.Lock()

    def result(case: Case) -> Result:
        asked = ask(case, answering, repeat=repeat)
        judged = judge.result(case, asked)
        if offering and not asked.error:
            judged = _with_offer(judged, asked, offering)
        with one_at_a_time:
            finished(judged)
        return judged

    with ThreadPoolExecutor(jobs) as pool:
        return tuple(pool.map(result, cases))


def _with_offer(judged: Result, asked: Asked, offering: Offering) -> Result:
    *earlier, last = zip(judged.case.turns, asked.answers, strict=True)
    turns = [Turn(question, answer.text) for question, answer in earlier]
    try:
        return replace(judged, offer=offering(*last, turns))
    except Exception as error:  # whatever it is: the answer is judged, and the other cases are still worth asking
        return replace(judged, error=f"next questions: {type(error).__name__}: {error}")


def refuse_taken(folder: Path) -> None:
    """Raise EvaluationError when `folder` holds a run, whole or broken off: no run is written over another."""
    if any((folder / name).exists() for name in (CONFIG_FILE, RESULTS_FILE, SUMMARY_FILE)):
        raise EvaluationError(f"{folder} holds a run already. Choose another folder with --out.")


def begin_run(folder: Path, config: Config) -> Callable[[Result], None]:
    """Write config.json into `folder`; what comes back adds a result to results.jsonl, as soon as there is one.

    So what was finished of a run that breaks off can be read. Raises EvaluationError when `folder` holds a run already.
    """
    refuse_taken(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / CONFIG_FILE, CONFIG.dump_json(config, indent=1) + b"\n")
    (folder / RESULTS_FILE).touch()

    def add(result: Result) -> None:
        with (folder / RESULTS_FILE).open("ab") as file:
            file.write(RESULT.dump_json(result) + b"\n")

    return add


def write_run(folder: Path, run: Run) -> None:
    """Write results.jsonl (a line for each case), config.json and summary.json, which only a whole run has."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / RESULTS_FILE, b"".join(RESULT.dump_json(result) + b"\n" for result in run.results))
    _write(folder / CONFIG_FILE, CONFIG.dump_json(run.config, indent=1) + b"\n")
    _write(folder / SUMMARY_FILE, SUMMARY.dump_json(run.summary, indent=1) + b"\n")


def _write(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: what was there stays until all of it is written."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def read_run(folder: Path, *, or_broken_off: bool = False) -> Run:
    """The run in `folder`. Raises RunError when it holds none that this version reads.

    One that broke off is an error as well; with `or_broken_off` it is what was finished of it, in the order in which
    that came, and its name says so.
    """
    try:
        config: Config = CONFIG.validate_json((folder / CONFIG_FILE).read_bytes())
        is_whole = (folder / SUMMARY_FILE).exists()
        if not is_whole and not or_broken_off:
            raise RunError(
                f"{folder} holds a run that broke off. What was finished of it can be looked at: "
                f"python -m assistant.evaluation report {folder}"
            )
        finished, _, _ = (
            (folder / RESULTS_FILE).read_bytes().rpartition(b"\n")
        )  # the last line may have broken off, too
        results = tuple(RESULT.validate_json(line) for line in finished.splitlines())
        if not is_whole:
            return Run(replace(config, name=f"{config.name} (broken off)"), results, summarise(results))
        summary: Summary = SUMMARY.validate_json((folder / SUMMARY_FILE).read_bytes())
        return Run(config, results, summary)
    except OSError as error:
        raise RunError(f"{folder} holds no run: {error.strerror} ({error.filename}).") from error
    except ValidationError as error:
        raise RunError(f"{folder} holds a run that cannot be read: {error.errors()[0]['msg']}.") from error
