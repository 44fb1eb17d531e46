"""Tells which passages no case reaches, so that an evaluator knows what is unmeasured."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Passage
from assistant.evaluation.case import Case, Expectation
from assistant.evaluation.matcher import comparable, held_facts
from assistant.evaluation.records import Result
from assistant.evaluation.sources import Sources


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


def expected_passages(cases: Iterable[Case], passages: Sequence[Passage], sources: Sources) -> set[str]:
    """The ids of the passages in which an expected fact stands: those of a case's sources that hold an alternative.

    >>> expected_passages([], [], Sources({}, {}))
    set()
    """
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.document_id, []).append(passage)
    return {
        passage.id
        for case in cases
        if case.expect is Expectation.ANSWER
        for document, own in by_document.items()
        if sources.of(case, document)
        for passage in own
        if held_facts(case, comparable(passage.text))
    }


def coverage(passages: Iterable[Passage], cited: Collection[str], expected: Collection[str]) -> list[DocumentCoverage]:
    """The coverage of each document that has passages, the least reached first, by id where equal."""
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.document_id, []).append(passage)
    covered = [
        DocumentCoverage(
            document,
            cited=sum(passage.id in cited for passage in own),
            expected=sum(passage.id in expected for passage in own),
            reached=sum(passage.id in cited or passage.id in expected for passage in own),
            unreached=tuple(passage for passage in own if passage.id not in cited and passage.id not in expected),
        )
        for document, own in by_document.items()
    ]
    return sorted(covered, key=lambda one: (one.share, one.document))
