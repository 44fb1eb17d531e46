"""Which statements could answer a question, how well, and whether that is enough."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Concept, Hit, Language, Passage, Query, Statement
from assistant.index.words import WordIndex
from assistant.language import has_figure, is_chinese, tokens, year_is_named, years

_KNOWN_GAP = re.compile(
    r"(not published in our sources|我們的資料來源未有公布|我们的资料来源未有公布)[^:：]*[:：]", re.IGNORECASE
)
# Chosen on the project's own questions (docs/log.md, 2026-11-22); the evaluation's calibration will replace them.
ENOUGH_COVERED = 0.5
ENOUGH_SIMILAR, BARELY_COVERED = 0.87, 0.3
_HEADING_COUNTS, _TITLE_COUNTS = 0.75, 0.5
# What is neither a term nor decisive is often only told around a question ("for my daughter"), however rare it is.
_TERM_COUNTS = 0.6
_OTHERS_COUNT, _OTHER_CHINESE_COUNTS = 0.5, 0.25
_NO_FIGURE_COSTS, _LATER_SENTENCE_COSTS, _OTHER_LANGUAGE_COSTS = 0.15, 0.01, 0.1
_AGE_COSTS, _AGE_COSTS_AT_MOST = 0.04, 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that could answer, with the concepts of the question that it carries.

    `coverage` is the share of the question that it carries, weighted by how rare each concept is (0 to 1); `rank` is
    what candidates are ordered by.
    """

    passage: Passage
    statement: Statement
    carries: frozenset[Concept]
    coverage: float
    similarity: float
    rank: float

    @property
    def is_known_gap(self) -> bool:
        """Whether the documents say by this statement that something is unknown, in the form of corpus/README.md."""
        return _says_unknown(self.statement)

    @property
    def is_enough(self) -> bool:
        """Whether this one statement carries enough of the question to answer it."""
        if self.coverage >= ENOUGH_COVERED:
            return True
        return self.similarity >= ENOUGH_SIMILAR and self.coverage >= BARELY_COVERED


def weights(query: Query, words: WordIndex) -> dict[Concept, float]:
    """How much of the question each of its concepts is: its rarity as a share of all (together 1); may be empty."""
    rarities = {concept: _rarity(concept, words) for concept in query.concepts}
    total = sum(rarities.values())
    return {concept: rarity / total if total else 0.0 for concept, rarity in rarities.items()}


def candidates(query: Query, hits: Sequence[Hit], shares: dict[Concept, float], this_year: int) -> list[Candidate]:
    """The statements among `hits` that carry every year and decisive concept of the question, the best first.

    Ties are broken by id. `shares` are the `weights` of the question's concepts; what is dated `this_year`, or last
    before it, comes before older and later dates.
    """
    dated = [(hit, hit.statement, _years_of(hit.passage, hit.statement)) for hit in hits if hit.statement]
    fitting = [found for found in dated if all(year_is_named(year, found[2]) for year in query.years)]
    known = sorted(int(year[:4]) for _, _, named in fitting for year in named)
    newest = next((year for year in reversed(known) if year <= this_year), known[0] if known else 0)
    ranked = []
    for hit, statement, named in fitting:
        carried = _carried(hit.passage, statement, shares)
        if not _is_on_topic(carried, shares):
            continue
        coverage = sum(shares[concept] * degree for concept, degree in carried.items())
        age = _distance(named, newest)
        rank = (hit.score + coverage) / 2 - min(age * _AGE_COSTS, _AGE_COSTS_AT_MOST)
        rank -= _LATER_SENTENCE_COSTS * hit.passage.statements.index(statement)
        if query.asks_for_figure and not has_figure(statement.text) and not _says_unknown(statement):
            rank -= _NO_FIGURE_COSTS
        if (hit.passage.language is Language.EN) != (query.language is Language.EN):
            rank -= _OTHER_LANGUAGE_COSTS
        ranked.append(Candidate(hit.passage, statement, frozenset(carried), coverage, hit.similarity or 0.0, rank))
    return sorted(ranked, key=lambda candidate: (-candidate.rank, candidate.statement.id))


def never_mentioned(query: Query, words: WordIndex) -> list[Concept]:
    """The concepts of the question that no document holds in any way of saying them, in order."""
    return [concept for concept in query.concepts if not _is_held(concept, words)]


def _says_unknown(statement: Statement) -> bool:
    return _KNOWN_GAP.match(statement.text) is not None


def _is_on_topic(carried: Iterable[Concept], asked: Iterable[Concept]) -> bool:
    """Whether all that is decisive is carried, and one of the question's terms where it has any."""
    carried, asked = set(carried), set(asked)
    terms = {concept for concept in asked if concept.is_term}
    return all(concept in carried for concept in asked if concept.is_decisive) and not (
        terms and terms.isdisjoint(carried)
    )


def _carried(passage: Passage, statement: Statement, concepts: Iterable[Concept]) -> dict[Concept, float]:
    """The concepts that a statement carries: fully in its own words, less by its headings, least by the title."""
    said = set(tokens(statement.text))
    under_headings = said | set(tokens(" ".join(passage.headings)))
    in_title = under_headings | set(tokens(passage.title))
    degrees = ((1.0, said), (_HEADING_COUNTS, under_headings), (_TITLE_COUNTS, in_title))
    carried = {}
    for concept in concepts:
        degree = next((degree for degree, words in degrees if concept.is_in(words)), 0.0)
        if degree:
            carried[concept] = degree
    return carried


def _years_of(passage: Passage, statement: Statement) -> list[str]:
    """The years that a statement is about: those it names, else its nearest heading's, else its source's date."""
    for text in (_KNOWN_GAP.sub("", statement.text), *reversed(passage.headings), passage.provenance.as_of):
        if named := years(text):
            return named
    return []


def _distance(named: Sequence[str], newest: int) -> int:
    """Years between the date of a statement and the newest that counts; 0 for one without a date."""
    return min((abs(int(year[:4]) - newest) for year in named), default=0)


def _is_held(concept: Concept, words: WordIndex) -> bool:
    return any(all(map(words.holds, way)) for way in concept.ways)


def _rarity(concept: Concept, words: WordIndex) -> float:
    """How rare the commonest way of saying a concept is; the rarest of its words counts for each way.

    A term is what questions are about, however common the documents have made it.
    """
    rarity = min(max(map(words.rarity, way)) for way in concept.ways)
    if concept.is_term:
        return max(rarity, _TERM_COUNTS * words.rarity(""))
    if concept.is_decisive:
        return rarity
    most = _OTHER_CHINESE_COUNTS if is_chinese(concept.word) and not _is_held(concept, words) else _OTHERS_COUNT
    return min(rarity, most * words.rarity(""))
