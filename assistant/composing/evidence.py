"""The statements that could answer a question, weighed by what speaks for each."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import mul

from assistant.composing.carrying import carried_by, words_of
from assistant.composing.dated import fits_year, says_unknown, years_of
from assistant.composing.features import FEATURES, Asked, Nearness, features_of
from assistant.composing.weights import is_held, true_rarity, weights
from assistant.domain import NO_LIKENESS, Concept, Found, Hit, Likeness, Passage, Query, Statement
from assistant.facts import Facts
from assistant.index.words import WordIndex
from assistant.language import is_chinese
from assistant.terms import Terms


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that could answer, with the concepts of the question that it carries.

    `features` are its numbers in the order of FEATURES; `coverage` is the rarity-weighted share of the question's own
    words that it carries (0 to 1); `asked`, `not_told` and `learned` are those of its hit; `score` is what candidates
    are ordered by. `is_of_a_part` where it says that something is unknown of which less is asked: "exchange places".
    """

    passage: Passage
    statement: Statement
    carries: frozenset[Concept]
    coverage: float
    similarity: float
    features: tuple[float, ...]
    asked: float = 0.0
    not_told: float = 0.0
    learned: Likeness = NO_LIKENESS
    score: float = 0.0
    is_of_a_part: bool = False

    @property
    def is_known_gap(self) -> bool:
        """Whether the documents say by this statement that something is unknown, in the form of corpus/README.md."""
        return says_unknown(self.statement)


def candidates(
    query: Query,
    found: Found,
    words: WordIndex,
    facts: Facts,
    today: date,
    weighed: Mapping[str, float],
    terms: Terms,
) -> list[Candidate]:
    """The statements that were found and carry a year asked for, the best first by their weighed features, ties by id.

    What is dated `today`, or last before it, is the newest that counts; `weighed` are the weights of FEATURES. What is
    said to be unknown without a year is unknown for every year.
    """
    dated = [(hit, hit.statement, years_of(hit.passage, hit.statement)) for hit in found.statements if hit.statement]
    fitting = [known for known in dated if fits_year(query, known[1], known[2])]
    hits = [hit for hit, _, _ in fitting]
    asked = _asked(query, hits, found.passages, words, facts, today, terms)
    weights_of_all = [weighed.get(name, 0.0) for name in FEATURES]
    ranked = [_candidate(asked, hit, statement, named, weights_of_all) for hit, statement, named in fitting]
    return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.statement.id))


def _asked(
    query: Query,
    hits: Sequence[Hit],
    found: Sequence[Hit],
    words: WordIndex,
    facts: Facts,
    today: date,
    terms: Terms,
) -> Asked:
    """What is the same for all `hits`, the statements that fit; `found` are the passages."""
    shares = weights(query, words)
    passages = {hit.passage.id: hit.passage for hit in hits}
    held = (concept for concept in shares if is_held(concept, words))
    sections = {hit.passage.section: hit.learned.section for hit in hits}
    return Asked(
        query,
        shares,
        rarest=max(held, key=lambda concept: true_rarity(concept, words), default=None),
        most_words=max((hit.words for hit in hits), default=0.0) or 1.0,
        nearness=_ranks(
            {hit.statement.id: hit.similarity for hit in hits if hit.statement and hit.similarity is not None}
        ),
        counterpart_nearness=_ranks({hit.statement.id: hit.counterpart for hit in hits if hit.statement}),
        asked_nearness=_ranks({hit.passage.id: hit.asked for hit in hits}),
        own_nearness=_ranks({hit.statement.id: hit.asked_of_it for hit in hits if hit.statement}),
        asked_words=_asked_words(passages, shares),
        most_alike=max((hit.asked for hit in hits), default=0.0),
        learned=Nearness(
            _ranks({hit.statement.id: hit.learned.text for hit in hits if hit.statement}),
            _ranks({hit.passage.id: hit.learned.passage for hit in hits}),
            _ranks(sections),
            _shares(sections),
            max(sections.values(), default=0.0),
        ),
        passage_scores={hit.passage.id: hit.score for hit in found},
        facts=facts,
        today=today,
        terms=terms,
    )


def _candidate(
    asked: Asked, hit: Hit, statement: Statement, named: Sequence[str], weighed: Sequence[float]
) -> Candidate:
    carried = carried_by(hit.passage, statement, asked.query.concepts)
    features = features_of(asked, hit, statement, named, carried)
    return Candidate(
        hit.passage,
        statement,
        carries=frozenset(carried),
        coverage=sum(asked.shares[concept] * degree for concept, degree in carried.items() if concept in asked.shares),
        similarity=hit.similarity or 0.0,
        features=features,
        asked=hit.asked,
        not_told=hit.not_told,
        learned=hit.learned,
        score=sum(map(mul, weighed, features)),
        is_of_a_part=says_unknown(statement) and not is_chinese(statement.text) and _is_of_a_part(asked, statement),
    )


def _is_of_a_part(asked: Asked, statement: Statement) -> bool:
    """Whether a statement says of each term that is asked what it is of, and that is not asked: "exchange places".

    English only: Chinese words stand side by side whether they belong together or not.
    """
    own = {names for concept in asked.query.concepts if concept.is_term for names in concept.names}
    said = [before for names, before in asked.terms.joined(statement.text) if not own.isdisjoint(names)]
    return bool(said) and all(before and before.isdisjoint(asked.query.asked) for before in said)


def _ranks(cosines: Mapping[str, float]) -> dict[str, int]:
    """The rank (from 1) of each id by its cosine: the nearest first, ties by id."""
    return {key: rank for rank, key in enumerate(sorted(cosines, key=lambda key: (-cosines[key], key)), 1)}


def _shares(likeness: Mapping[str, float]) -> dict[str, float]:
    """For each section the probability that its questions are the ones meant, from the logarithms of its odds."""
    largest = max(likeness.values(), default=0.0)
    odds = {key: math.exp(value - largest) for key, value in likeness.items()}
    total = sum(odds.values())
    return {key: value / total for key, value in odds.items()}


def _asked_words(passages: Mapping[str, Passage], shares: Mapping[Concept, float]) -> dict[str, float]:
    """For each passage the largest share of the question's words that one of the questions uses which it answers."""
    sought = {token for concept in shares for way in concept.ways for token in way}

    def share(question: str) -> float:
        words = words_of(question)
        return 0.0 if words.isdisjoint(sought) else sum(shares[concept] for concept in shares if concept.is_in(words))

    return {key: max(map(share, passage.asked_as), default=0.0) for key, passage in passages.items()}


def carries_all_terms(candidate: Candidate, query: Query) -> bool:
    """Whether a statement carries, itself or under its headings, every term that a question uses.

    Where it uses none itself ("and 2024?"), those that it takes from the turns before count.
    """
    return carries_terms(candidate.passage, candidate.statement, query)


def carries_terms(passage: Passage, statement: Statement, query: Query) -> bool:
    """Whether a statement of a passage does: `carries_all_terms`."""
    terms = [concept for concept in query.concepts if concept.is_term]
    said = _said_in(passage, statement)
    return all(concept.is_in(said) for concept in [c for c in terms if not c.is_carried] or terms)


def says(candidate: Candidate, concept: Concept) -> bool:
    """Whether a statement carries a concept, itself or under its headings."""
    return concept.is_in(_said_in(candidate.passage, candidate.statement))


def _said_in(passage: Passage, statement: Statement) -> frozenset[str]:
    return words_of(statement.text).union(*map(words_of, passage.headings))
