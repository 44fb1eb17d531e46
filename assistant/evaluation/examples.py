"""What a case teaches: the candidates for its question, and how much of what is wanted each of them holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import mul

import numpy as np

from assistant.catalogue_file import load_catalogue
from assistant.composing.decision import Calibration, corrected
from assistant.composing.evidence import Candidate, candidates
from assistant.composing.features import FEATURES
from assistant.domain import Kind, Query, Turn
from assistant.evaluation.case import Case, Expectation
from assistant.evaluation.fitting import Choice
from assistant.evaluation.matcher import comparable, held_facts, holds
from assistant.evaluation.sources import Sources
from assistant.facts import load_facts
from assistant.index.generation import Generation
from assistant.retrieval.search import Search
from assistant.scope import split_asks
from assistant.terms import load_terms
from assistant.understanding.questions import understand


@dataclass(frozen=True, slots=True)
class Example:
    """One query of a case's question with its candidates, which may be none.

    `held` is for each candidate the share (0 to 1) of the case's facts that it holds; 0 when it holds what is forbidden
    or is not from a source of the case, and in a case that wants a refusal. `is_alone` where the question asks for
    nothing else.
    """

    case: Case
    query: Query
    candidates: tuple[Candidate, ...]
    held: tuple[float, ...]
    is_alone: bool = True

    @property
    def is_answerable(self) -> bool:
        """Whether the documents hold the answer."""
        return self.case.expect is Expectation.ANSWER

    @property
    def teaches_ranking(self) -> bool:
        """Whether it tells which statement is the right one: a direct question, and a candidate that holds a fact."""
        return self.query.kind is Kind.DIRECT and max(self.held, default=0.0) > 0

    @property
    def teaches_decision(self) -> bool:
        """Whether it tells when to answer: a direct question on one thing, and candidates."""
        return self.query.kind is Kind.DIRECT and self.is_alone and bool(self.candidates)

    @property
    def is_right(self) -> tuple[bool, ...]:
        """For each candidate whether none holds more of the facts."""
        most = max(self.held, default=0.0)
        return tuple(held == most for held in self.held)

    @property
    def choice(self) -> Choice:
        """What the ranking is fitted to."""
        return Choice(np.array([candidate.features for candidate in self.candidates]), np.array(self.is_right))

    def ranked(self, fitted: Calibration) -> list[Candidate]:
        """The candidates with their scores under the weights and trees of a calibration, best first, ties by id."""
        weights = [fitted.ranking.get(name, 0.0) for name in FEATURES]
        scored = [replace(known, score=sum(map(mul, weights, known.features))) for known in self.candidates]
        weighed = sorted(scored, key=lambda candidate: (-candidate.score, candidate.statement.id))
        return corrected(weighed, fitted.ranking_trees)


class Examiner:
    """Makes examples of cases, by the way that a question takes to the composer."""

    def __init__(self, generation: Generation, search: Search, sources: Sources, today: date) -> None:
        """`generation` must stay open; questions are asked as of `today`."""
        self._generation = generation
        self._search = search
        self._sources = sources
        self._today = today
        self._catalogue = load_catalogue(generation.folder)[0]
        self._terms = load_terms(generation.folder)[0]
        self._facts = load_facts(generation.folder)

    def examples(self, case: Case) -> list[Example]:
        """An example for each query of the case's question; none when it asks for nothing that is done here."""
        rest, dropped = split_asks(case.question)
        if dropped and not rest:
            return []
        turns = [Turn(question) for question in case.turns[:-1]]
        queries = understand(rest, turns, self._catalogue, self._terms, self._today)
        return [self._example(case, query, is_alone=len(queries) == 1) for query in queries]

    def _example(self, case: Case, query: Query, *, is_alone: bool) -> Example:
        found = self._search(query, self._generation)
        known = candidates(query, found, self._generation.statement_words, self._facts, self._today, {}, self._terms)
        return Example(case, query, tuple(known), tuple(self._held(case, known)), is_alone)

    def _held(self, case: Case, known: Sequence[Candidate]) -> list[float]:
        return [share_held(case, c.statement.text) if self._is_of_source(case, c) else 0.0 for c in known]

    def _is_of_source(self, case: Case, candidate: Candidate) -> bool:
        return bool(self._sources.of(case, candidate.passage.document_id))


def share_held(case: Case, text: str) -> float:
    """The share (0 to 1) of a case's facts that a text holds; 0 for one that holds what is forbidden."""
    said = comparable(text)
    if any(holds(said, forbidden) for forbidden in case.forbid):
        return 0.0
    return len(held_facts(case, said)) / len(case.facts)
