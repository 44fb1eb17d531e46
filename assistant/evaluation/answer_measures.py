"""Measures of what answers say: whether they are right, short, quick, and in the question's language."""

from collections.abc import Iterator, Sequence

from assistant.evaluation.case import Expectation
from assistant.evaluation.figures import at, mean, rate, share
from assistant.evaluation.records import Figure, Result, Unit, Verdict

_CRAG = {Verdict.RIGHT: 1.0, Verdict.MISSING: 0.0, Verdict.WRONG: -1.0}
_QUANTILES = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))


def correct_rate(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The share of cases that are right: every fact said, nothing forbidden; a refusal where one is wanted."""
    return rate("correct rate", [result.is_right for result in results])


def answerable_correct_rate(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The correct rate of the cases that want an answer: refusing everything does not help it."""
    return rate("correct rate (answerable)", [result.is_right for result in _answerable(results)])


def fact_recall(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The share of the facts of answerable cases that the answers hold (nugget recall, Voorhees 2003)."""
    facts = [fact for result in _answerable(results) for fact in result.facts]
    return share("fact recall", sum(bool(fact.matched) for fact in facts), len(facts))


def crag_score(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The mean of +1 for right, 0 for refused and −1 for wrong (CRAG, Yang et al. 2024); from −1 to 1."""
    return mean("CRAG score", [_CRAG[result.verdict] for result in results], Unit.SCORE)


def lengths(results: Sequence[Result]) -> Iterator[Figure]:
    """How long the answers are, refusals apart: statements and words (a Chinese sign is a word), without citations."""
    answers = [result for result in results if not result.is_refused]
    words = [float(result.word_count) for result in answers]
    yield from mean("statements per answer", [float(len(result.said)) for result in answers], Unit.STATEMENTS)
    yield from mean("words per answer", words, Unit.WORDS)
    yield from at("words per answer (median)", words, 0.5, Unit.WORDS)
    yield from at("words per answer (p95)", words, 0.95, Unit.WORDS)


def follow_ups(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The correct rate of the cases with more than one turn."""
    return rate("follow-ups resolved", [result.is_right for result in results if len(result.case.turns) > 1])


def language_match(results: Sequence[Result]) -> Iterator[Figure]:
    """The shares of answers that claim the language of their question, and whose words are in its script.

    The script is told by the evaluation's own detector; a quotation in another language does not match.
    """
    answered = [result for result in results if not result.error]
    yield from rate("language match", [result.language is result.case.lang for result in answered])
    yield from rate("script match", [result.written_in is result.case.lang for result in answered])


def times(results: Sequence[Result]) -> Iterator[Figure]:
    """Latency to the whole answer and to its first words, in seconds; all repetitions count."""
    whole = [seconds for result in results for seconds in result.seconds]
    first = [seconds for result in results for seconds in result.first_text]
    for name, part in _QUANTILES:
        yield from at(f"latency {name}", whole, part, Unit.SECONDS)
    for name, part in _QUANTILES:
        yield from at(f"first text {name}", first, part, Unit.SECONDS)


def determinism(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The share of repeated cases whose repetitions all say the same."""
    return rate("determinism", [result.is_stable for result in results if result.is_stable is not None])


def _answerable(results: Sequence[Result]) -> list[Result]:
    return [result for result in results if result.case.expect is Expectation.ANSWER]
