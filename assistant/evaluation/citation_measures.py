"""Measures of what answers rest on: the right passages, and statements that they support."""

from collections.abc import Iterator, Sequence

from assistant.evaluation.case import Expectation
from assistant.evaluation.figures import rate, share
from assistant.evaluation.records import Figure, Result


def citation_precision(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The share of citations that point to a passage of a source which also holds an alternative of a fact.

    After ALCE (Gao et al. 2023), whose judge model is replaced by the cases' own sources and facts. Refusals, and cases
    without sources or with none in the index, have no right citation and do not count.
    """
    cited = [citation for result in _with_sources(results) if not result.is_refused for citation in result.citations]
    return rate("citation precision", [bool(citation.sources and citation.facts) for citation in cited])


def citation_recall(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The share of the sources of answerable cases that their answers cite; a refusal cites none of its case's.

    After ALCE (Gao et al. 2023), with the cases' sources in place of a judge model.
    """
    kept = _with_sources(results)
    cited = sum(len({s for c in result.citations for s in c.sources}) for result in kept if not result.is_refused)
    return share("citation recall", cited, sum(len(result.in_index) for result in kept))


def support(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The share of statements all of whose numbers, dates, codes and names occur in what they cite.

    In the spirit of attribution (AIS, Rashkin et al. 2023), checked by `support.unsupported`.
    """
    said = [statement for result in results for statement in result.said]
    return rate("support", [bool(statement.marks) and not statement.unsupported for statement in said])


def uncited(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The share of statements without a citation."""
    return rate("uncited statements", [not statement.marks for result in results for statement in result.said])


def citations(results: Sequence[Result]) -> Iterator[Figure]:
    """All of these."""
    for measure in (citation_precision, citation_recall, support, uncited):
        yield from measure(results)


def _with_sources(results: Sequence[Result]) -> list[Result]:
    return [result for result in results if result.case.expect is Expectation.ANSWER and result.in_index]
