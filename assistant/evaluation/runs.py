"""Makes runs, writes them into a folder, and reads them back."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from assistant.domain import Turn
from assistant.evaluation.asking import Answering, ask
from assistant.evaluation.case import Case
from assistant.evaluation.errors import EvaluationError, RunError
from assistant.evaluation.judging import Judge
from assistant.evaluation.offering import Offering
from assistant.evaluation.records import CONFIG, RESULT, SUMMARY, Config, Result, Run, Summary

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
    progress: Callable[[], None] = lambda: None,
    offering: Offering | None = None,
) -> tuple[Result, ...]:
    """The results of all cases, in their order; `jobs` are asked at the same time, `progress` is called after each.

    With `offering` each last answer is followed by the questions that are offered after it.
    """

    def result(case: Case) -> Result:
        asked = ask(case, answering, repeat=repeat)
        judged = judge.result(case, asked)
        if offering and not asked.error:
            *earlier, last = zip(case.turns, asked.answers, strict=True)
            turns = [Turn(question, answer.text) for question, answer in earlier]
            judged = replace(judged, offer=offering(*last, turns))
        progress()
        return judged

    with ThreadPoolExecutor(jobs) as pool:
        return tuple(pool.map(result, cases))


def write_run(folder: Path, run: Run) -> None:
    """Write config.json, results.jsonl (a line for each case) and summary.json into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RESULTS_FILE).write_bytes(b"".join(RESULT.dump_json(result) + b"\n" for result in run.results))
    (folder / SUMMARY_FILE).write_bytes(SUMMARY.dump_json(run.summary, indent=1) + b"\n")
    (folder / CONFIG_FILE).write_bytes(CONFIG.dump_json(run.config, indent=1) + b"\n")


def read_run(folder: Path) -> Run:
    """The run in `folder`. Raises RunError when it holds none that this version reads."""
    try:
        config: Config = CONFIG.validate_json((folder / CONFIG_FILE).read_bytes())
        summary: Summary = SUMMARY.validate_json((folder / SUMMARY_FILE).read_bytes())
        lines = (folder / RESULTS_FILE).read_bytes().splitlines()
        return Run(config, tuple(RESULT.validate_json(line) for line in lines), summary)
    except OSError as error:
        raise RunError(f"{folder} holds no run: {error.strerror} ({error.filename}).") from error
    except ValidationError as error:
        raise RunError(f"{folder} holds a run that cannot be read: {error.errors()[0]['msg']}.") from error
