"""The command `run`: asks the cases of every variant and writes what became of them."""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.bootstrap import load_embedder, today_in
from assistant.evaluation import subject as subjects
from assistant.evaluation.case import Case
from assistant.evaluation.cases import read_cases
from assistant.evaluation.compare import compare
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.records import CaseFile, Config, Result, Run
from assistant.evaluation.report import write_reports
from assistant.evaluation.runs import PARTS, begin_run, read_run, refuse_taken, run_cases, select, write_run
from assistant.evaluation.sources import FILE_NAME, homes_for
from assistant.evaluation.summary import summarise
from assistant.evaluation.tables import parts_table, variants_table
from assistant.evaluation.variants import Variant, as_pairs, variants_of, with_overrides
from assistant.models.embedding import Embedder
from assistant.settings import Settings, read_settings

_WIDE = 130  # characters, where no terminal tells
_CODE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Task:
    """What was asked for on the command line, read and checked."""

    cases: tuple[Case, ...]
    files: tuple[CaseFile, ...]
    homes: dict[str, tuple[str, ...]]
    as_of: date
    part: str
    filters: tuple[str, ...]
    limit: int | None
    jobs: int
    repeat: int
    asks_next: bool = False


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `run`."""
    parser = commands.add_parser("run", help="ask the cases and measure the answers")
    parser.add_argument("--cases", type=Path, nargs="+", required=True, metavar="FILE", help="JSONL, YAML or CSV files")
    parser.add_argument(
        "--sources", type=Path, metavar="FILE", help=f"where sources stand (default: {FILE_NAME} beside)"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the run (default: runs/<time>-<name>)")
    parser.add_argument("--name", help="name of the run (default: that of the composer and the settings)")
    parser.add_argument("--as-of", type=date.fromisoformat, help="the day asked on, as 2026-11-22 (default: today)")
    parser.add_argument("--part", choices=PARTS, default="all", help="cases to tune on, the third held back, or all")
    parser.add_argument("--filter", nargs="+", action="extend", default=[], metavar="FIELD=VALUE", help="as lang=en")
    parser.add_argument("--limit", type=positive, help="ask only the first so many cases")
    parser.add_argument("--jobs", type=positive, default=1, help="cases asked at the same time")
    parser.add_argument("--repeat", type=positive, default=1, help="ask each case so often and see whether it differs")
    parser.add_argument("--next", action="store_true", help="look at the questions offered after each answer, too")
    parser.add_argument("--composer", action="append", default=[], help="repeat it to compare several")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="override a setting; likewise")
    parser.add_argument("--drafts", action="store_true", help="ask cases that nobody has reviewed, too")
    parser.add_argument("--show-held", action="store_true", help="show the questions held back in the report, too")
    parser.add_argument("--against", type=Path, metavar="RUN", help="show the difference to this run in the report")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Make a run of every variant; 1 when a case ended with an error. Raises AssistantError."""
    variants = variants_of(arguments.composer, arguments.set)
    settings = read_settings()
    all_settings = [with_overrides(settings, variant) for variant in variants]
    earlier = read_run(arguments.against) if arguments.against else None
    task = read_task(arguments, today_in(settings))
    below = [variant.name if len(variants) > 1 else "" for variant in variants]
    for chosen, name in zip(all_settings, below, strict=True):  # known at once; loading a model takes seconds
        subjects.index_folder(chosen)
        if arguments.out:
            refuse_taken(arguments.out / name)
    loaded: dict[tuple[object, ...], Embedder] = {}
    runs = []
    console = Console(width=None if sys.stdout.isatty() else _WIDE)
    for variant, chosen, name in zip(variants, all_settings, below, strict=True):
        key = (chosen.embedding_model, chosen.embedding_revision, chosen.query_prompt, chosen.passage_prompt)
        embedder = loaded.setdefault(key, loaded.get(key) or load_embedder(chosen))
        place = partial(_folder, arguments.out, name)
        folder, run = make_run(task, variant, chosen, embedder, arguments.name or variant.name, place)
        difference = compare(earlier, run).difference() if earlier else None
        write_reports(folder, run, difference, shows_held_back=arguments.show_held)
        console.print(f"{run.config.name}: {len(run.results)} cases in {run.config.duration:.0f} s, see {folder}")
        runs.append(run)
    console.print(variants_table(runs) if len(runs) > 1 else parts_table(runs[0]))
    failed = [f"{result.id}: {result.error}" for run in runs for result in run.results if result.error]
    for line in failed:
        console.print(line, style="red", markup=False)
    return int(bool(failed))


def read_task(arguments: argparse.Namespace, today: date) -> Task:
    """The cases to ask, as of `today` where no other day is asked for.

    Raises EvaluationError naming everything that is wrong with them.
    """
    cases, files = read_cases(arguments.cases)
    if not arguments.drafts and (drafts := [case for case in cases if case.is_draft]):
        raise EvaluationError(
            f"{len(drafts)} cases are drafts that nobody has reviewed, the first at {drafts[0].origin}. Correct them "
            "and take away their note, or ask them as they are with --drafts."
        )
    homes = homes_for(arguments.cases, arguments.sources)
    chosen = select(cases, arguments.part, arguments.filter, arguments.limit)
    return Task(
        chosen, files, homes, arguments.as_of or today, arguments.part, tuple(arguments.filter), arguments.limit,
        arguments.jobs, arguments.repeat, arguments.next,
    )  # fmt: skip


def make_run(
    task: Task,
    variant: Variant,
    settings: Settings,
    embedder: Embedder,
    name: str,
    place: Callable[[Config], Path],
) -> tuple[Path, Run]:
    """Ask all cases of a variant, with a progress bar on a terminal, and write them: the folder and the run.

    `place` tells the folder, which must hold no run; each result is in it as soon as it has come. Raises AssistantError
    before the first case, and where somebody breaks the run off.
    """
    subject = subjects.open_subject(settings, embedder, task.as_of)
    subject.sources(task.homes).check(task.cases)
    judge = subject.judge(task.homes)
    config = _config(task, variant, settings, subject, name)
    folder = place(config)
    add = begin_run(folder, config)
    began = time.perf_counter()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        shown = bar.add_task(name, total=len(task.cases))

        def finished(result: Result) -> None:
            add(result)
            bar.advance(shown)

        try:
            results = run_cases(
                task.cases,
                subject.answering,
                judge,
                jobs=task.jobs,
                repeat=task.repeat,
                finished=finished,
                offering=subject.offering if task.asks_next else None,
            )
        except KeyboardInterrupt as interrupt:
            raise EvaluationError(
                f"Broken off. See what was finished: python -m assistant.evaluation report {folder}"
            ) from interrupt
    run = Run(replace(config, duration=time.perf_counter() - began), results, summarise(results))
    write_run(folder, run)
    return folder, run


def _config(task: Task, variant: Variant, settings: Settings, subject: subjects.Subject, name: str) -> Config:
    head, is_dirty = subjects.commit(_CODE)
    return Config(
        name=name,
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        as_of=task.as_of.isoformat(),
        composer=variant.composer,
        settings=as_pairs(settings),
        overridden=variant.overridden,
        embedding_model=subject.manifest.model,
        generation=subject.generation,
        corpus_digest=subject.corpus_digest,
        package_version=subjects.package_version(),
        commit=head,
        is_dirty=is_dirty,
        machine=subjects.machine(),
        case_files=task.files,
        part=task.part,
        filters=task.filters,
        limit=task.limit,
        jobs=task.jobs,
        repeat=task.repeat,
    )


def _folder(out: Path | None, below: str, config: Config) -> Path:
    """Where a run goes: into `out`, or a new folder; the run of a variant, named `below`, has its own below `out`."""
    if out:
        return out / below
    stamp = config.started_at[:19].replace("-", "").replace(":", "").replace("T", "-")
    name = f"{config.name}-{below}" if below and config.name != below else config.name
    folder = Path("runs") / f"{stamp}-{name}"
    number, free = 1, folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free


def positive(text: str) -> int:
    """The whole number of a command-line option, 1 or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return number
