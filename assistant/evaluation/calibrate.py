"""The command `calibrate`: fits what orders the candidates of a question and decides whether to answer it."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.bootstrap import load_embedder
from assistant.composing.decision import TREES, Calibration
from assistant.evaluation.case import Case
from assistant.evaluation.cases import read_cases
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.examples import Examiner, Example
from assistant.evaluation.sources import FILE_NAME, Sources, homes_for
from assistant.evaluation.subject import index_folder, originals_in
from assistant.evaluation.unseen import Unseen, calibrated
from assistant.index.generation import Generation
from assistant.index.words import WordIndex
from assistant.models.embedding import Embedder
from assistant.retrieval.search import Search
from assistant.settings import Settings, read_settings

_OUT = Path("assistant/composing/calibration.json")
_TUNE = "tune"
_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_FIRST = (1, 2, 3)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `calibrate`."""
    parser = commands.add_parser("calibrate", help="fit the ranking and the decision to cases that are not held back")
    parser.add_argument("--cases", type=Path, nargs="+", required=True, metavar="FILE", help="JSONL, YAML or CSV files")
    parser.add_argument(
        "--sources", type=Path, metavar="FILE", help=f"where sources stand (default: {FILE_NAME} beside)"
    )
    parser.add_argument(
        "--as-of", type=date.fromisoformat, required=True, metavar="DAY", help="the day asked on, as 2026-11-22"
    )
    parser.add_argument("--part", default=_TUNE, help="tune, and nothing else: the third held back is never fitted to")
    parser.add_argument("--out", type=Path, default=_OUT, metavar="FILE", help=f"what is written (default: {_OUT})")
    parser.add_argument(
        "--target-false-refusals", type=_share, default=0.04, metavar="SHARE", help="of the answerable (default: 0.04)"
    )
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Fit, print how the fit does on cases that it has not seen, and write the calibration. Raises AssistantError."""
    if arguments.part != _TUNE:
        raise EvaluationError(
            f"Nothing is calibrated with --part {arguments.part}: the third held back would no longer tell how the "
            f"assistant does on questions that nobody has seen. Leave --part out, or name {_TUNE}."
        )
    if not arguments.out.parent.is_dir():
        raise EvaluationError(f"There is no folder {arguments.out.parent} to write {arguments.out.name} into.")
    console = Console(soft_wrap=True, highlight=False, markup=False)
    cases = to_tune_on(read_cases(arguments.cases)[0], console)
    homes = homes_for(arguments.cases, arguments.sources)
    settings = read_settings()
    index_folder(settings)  # known at once; loading a model takes seconds
    embedder = load_embedder(settings)
    examples, words = read_examples(cases, homes, settings, embedder, arguments.as_of)
    fitted, unseen = calibrated(examples, words, embedder.identity)
    threshold = unseen.threshold_within(arguments.target_false_refusals)
    show(unseen, threshold, arguments.target_false_refusals, console)
    write(arguments.out, as_json(replace(fitted, threshold=threshold), arguments.as_of, len(cases)))
    trees = arguments.out.with_name(TREES)
    write(trees, trees_as_json(fitted))
    console.print(f"Written to {arguments.out} and {trees}, for the embedding model {fitted.model}.")
    return 0


def to_tune_on(cases: Sequence[Case], console: Console) -> tuple[Case, ...]:
    """The cases that are not held back, saying how many are. Raises EvaluationError for drafts and when none is left.

    Drafts are refused, for nobody has said that they are right.
    """
    if drafts := [case for case in cases if case.is_draft]:
        raise EvaluationError(
            f"{len(drafts)} cases are drafts that nobody has reviewed, the first at {drafts[0].origin}. Correct them "
            "and take away their note, or leave them out."
        )
    kept = tuple(case for case in cases if not case.is_held_back)
    console.print(f"{len(cases) - len(kept)} of {len(cases)} cases are held back and left out.")
    if not kept:
        raise EvaluationError("All cases are held back, so there is none to calibrate with.")
    return kept


def read_examples(
    cases: Sequence[Case], homes: Mapping[str, tuple[str, ...]], settings: Settings, embedder: Embedder, as_of: date
) -> tuple[list[Example], WordIndex]:
    """The examples that the cases give over the index of the settings, in their order, and its words.

    `homes` are the documents listed for each source. Raises AssistantError when the index cannot be used, or when a
    case names a source that is not known.
    """
    with Generation(index_folder(settings), embedder, embedder.identity) as generation:
        sources = Sources(homes, originals_in(settings, generation.manifest))
        sources.check(cases)
        search = Search(embedder.embed_query, settings.meaning_weight)
        examiner = Examiner(generation, search, sources, as_of)
        asked = track(cases, "calibrate", console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
        return [example for case in asked for example in examiner.examples(case)], generation.statement_words


def show(unseen: Unseen, threshold: float, target: float, console: Console) -> None:
    """Print what the fit makes of cases that it has not seen, and the threshold that follows from it."""
    tops = ", ".join(f"{unseen.top(first):.1%} (top {first})" for first in _FIRST)
    console.print(f"Ranking, cross-validated on {len(unseen.ranks)} questions: a right statement in {tops}.")
    console.print(
        f"Decision, cross-validated on {len(unseen.answerable)} answerable and {len(unseen.unanswerable)} unanswerable "
        f"questions: area under the curve {unseen.area:.3f}."
    )
    table = Table("threshold", "unanswerable refused", "answerable refused")
    for tried in sorted({*_THRESHOLDS, threshold}):
        unanswerable, answerable = unseen.refused(tried)
        table.add_row(f"{tried:.2f}", f"{unanswerable:.1%}", f"{answerable:.1%}")
    console.print(table)
    console.print(f"Threshold: {threshold:.2f}, the largest that refuses at most {target:.1%} of the answerable.")


def as_json(fitted: Calibration, as_of: date, cases: int) -> str:
    """What is written: model, weights, bias and threshold, with the day and number of cases; sorted by name.

    `assistant.composing.decision.calibration_of` reads it back.
    """
    stored = {
        "as_of": as_of.isoformat(),
        "bias": fitted.bias,
        "cases": cases,
        "decision": dict(fitted.decision),
        "model": fitted.model,
        "ranking": dict(fitted.ranking),
        "threshold": fitted.threshold,
    }
    return json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def trees_as_json(fitted: Calibration) -> str:
    """The trees of a calibration, each list of them on a line of its own."""
    grown = {"decision": fitted.decision_trees, "ranking": fitted.ranking_trees}
    parts = [f'"{use}": {_in_lines(trees.as_lists())}' for use, trees in grown.items() if trees]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _in_lines(lists: Mapping[str, object]) -> str:
    return "{\n" + ",\n".join(f'"{name}": {json.dumps(values)}' for name, values in lists.items()) + "\n}"


def write(path: Path, text: str) -> None:
    """Write a text file. Raises EvaluationError when it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path} cannot be written: {error.strerror}.") from error


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("it must lie between 0 and 1")
    return share
