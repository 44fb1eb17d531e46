"""The command `coverage`: which passages no case reaches, so that an evaluator knows what is unmeasured."""

import argparse
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.domain import Passage
from assistant.evaluation.case import Case, Expectation, Expected
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.matcher import comparable, holds
from assistant.evaluation.records import Result, Run
from assistant.evaluation.runs import read_run
from assistant.evaluation.sources import FILE_NAME, Sources, originals_of, read_homes
from assistant.evaluation.subject import index_folder
from assistant.evaluation.suggest import as_line, suggest
from assistant.index.stored import read_passages
from assistant.ingestion.build import read_corpus
from assistant.settings import read_settings

_LONGEST = 100
_MOST_HOLDING = 3


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """The passages of a document that some answer cites, that some case expects, and that neither reaches."""

    document: str
    cited: int
    expected: int
    reached: int
    unreached: tuple[Passage, ...]

    @property
    def passages(self) -> int:
        """How many passages the document has."""
        return self.reached + len(self.unreached)

    @property
    def share(self) -> float:
        """The share of its passages that a case reaches (0 to 1)."""
        return self.reached / self.passages


def cited_passages(results: Iterable[Result]) -> set[str]:
    """The ids of the passages that the answers cite.

    >>> cited_passages([])
    set()
    """
    return {citation.passage for result in results for citation in result.citations}


def expected_passages(cases: Iterable[Case], passages: Iterable[Passage], sources: Sources) -> set[str]:
    """The ids of the passages in which an expected fact stands: those of a case's sources that hold an alternative.

    What many passages of one document hold (a level "5", the programme's own name) tells none of them from the others,
    and so reaches none.

    >>> expected_passages([], [], Sources({}, {}))
    set()
    """
    documents = _by_document(passages)
    wanted = [
        (fact, own)
        for case in cases
        if case.expect is Expectation.ANSWER
        for document, own in documents.items()
        if sources.of(case, document)
        for fact in case.facts
    ]
    holding = ([passage.id for passage in own if _holds_fact(passage, fact)] for fact, own in wanted)
    return {name for found in holding if len(found) <= _MOST_HOLDING for name in found}


def _holds_fact(passage: Passage, fact: Expected) -> bool:
    return any(holds(comparable(passage.text), wanted) for wanted in fact.any_of)


def _by_document(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        found.setdefault(passage.document_id, []).append(passage)
    return found


def coverage(passages: Iterable[Passage], cited: Collection[str], expected: Collection[str]) -> list[DocumentCoverage]:
    """The coverage of each document that has passages, the least reached first, by id where equal."""
    covered = [
        DocumentCoverage(
            document,
            cited=sum(passage.id in cited for passage in own),
            expected=sum(passage.id in expected for passage in own),
            reached=sum(passage.id in cited or passage.id in expected for passage in own),
            unreached=tuple(passage for passage in own if passage.id not in cited and passage.id not in expected),
        )
        for document, own in _by_document(passages).items()
    ]
    return sorted(covered, key=lambda one: (one.share, one.document))


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `coverage`."""
    parser = commands.add_parser("coverage", help="list what no case reaches, and draft cases for it")
    parser.add_argument("runs", type=Path, nargs="+", metavar="RUN")
    parser.add_argument(
        "--sources", type=Path, metavar="FILE", help=f"where sources stand (default: {FILE_NAME} beside the cases)"
    )
    parser.add_argument("--list", action="store_true", help="name every passage that no case reaches")
    parser.add_argument("--suggest", type=int, default=0, metavar="N", help="draft so many cases, to be reviewed")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the new file for the drafts (JSONL)")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Print the coverage of each document and write the drafts asked for; always 0. Raises AssistantError."""
    if bool(arguments.suggest) != bool(arguments.out):
        raise EvaluationError("Drafts need both: --suggest N and --out FILE.")
    if arguments.out and arguments.out.exists():
        raise EvaluationError(f"{arguments.out} exists. Name a new file for the drafts.")
    runs = [read_run(folder) for folder in arguments.runs]
    settings = read_settings()
    folder = index_folder(settings)
    corpus = read_corpus(settings.corpus_dir)
    passages = read_passages(folder / "passages.jsonl")
    sources = Sources(_homes(runs, arguments.sources), originals_of(corpus.documents))
    results = [result for run in runs for result in run.results]
    cited, expected = cited_passages(results), expected_passages([one.case for one in results], passages, sources)
    covered = coverage(passages, cited, expected)
    console = Console(soft_wrap=True, highlight=False, markup=False)
    _show(console, covered, lists_passages=arguments.list)
    for run in runs:
        if run.config.generation != folder.name:
            console.print(f"Run {run.config.name} asked another generation of the index: what it cites may have moved.")
    if arguments.out:
        order = [one.document for one in covered]
        documents = sorted((one for one in corpus.documents if one.id in order), key=lambda one: order.index(one.id))
        drafts = suggest(documents, passages, cited | expected, corpus.catalogue, arguments.suggest)
        arguments.out.write_text("".join(f"{as_line(case)}\n" for case in drafts), encoding="utf-8")
        console.print(f"{len(drafts)} drafts in {arguments.out}: review each, correct it and take away its note.")
    return 0


def _homes(runs: Iterable[Run], listed: Path | None) -> dict[str, tuple[str, ...]]:
    """The documents of each source, from `listed` or from the files beside the cases of the runs."""
    beside = [Path(file.path).parent / FILE_NAME for run in runs for file in run.config.case_files]
    paths = [listed] if listed else [path for path in dict.fromkeys(beside) if path.exists()]
    return {source: homes for path in paths for source, homes in read_homes(path).items()}


def _show(console: Console, covered: Sequence[DocumentCoverage], *, lists_passages: bool) -> None:
    table = Table(title="Passages that a case reaches")
    table.add_column("document", overflow="fold")
    for name in ("passages", "cited", "expected", "reached"):
        table.add_column(name, justify="right")
    for one in covered:
        table.add_row(one.document, str(one.passages), str(one.cited), str(one.expected), f"{one.share:.0%}")
    passages, cited, expected, reached = (
        sum(getattr(one, name) for one in covered) for name in ("passages", "cited", "expected", "reached")
    )
    table.add_section()
    table.add_row("all", str(passages), str(cited), str(expected), f"{reached / max(passages, 1):.0%}")
    console.print(table)
    for passage in (passage for one in covered if lists_passages for passage in one.unreached):
        console.print(f"{passage.id}  {' › '.join(passage.headings)}: {passage.text[:_LONGEST]!r}")
