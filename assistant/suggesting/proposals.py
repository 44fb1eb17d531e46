"""Whether what a chat model proposes to ask can be offered: each proposal is asked behind the scenes first."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from datetime import date

from assistant.domain import Answer, Language
from assistant.grounding.added import adds, denies_something, stresses_more
from assistant.language import tokens
from assistant.offered import OfferedQuestion
from assistant.programmes import Catalogue
from assistant.scope import split_asks
from assistant.suggesting.candidates import NO_TOPIC, Candidate, tells
from assistant.suggesting.proposing import Proposed
from assistant.terms import Terms
from assistant.understanding.questions import understand


class Proposals:
    """Reads what is proposed for one generation, on one day."""

    def __init__(
        self,
        catalogue: Catalogue,
        terms: Terms,
        offered: Iterable[OfferedQuestion],
        ask: Callable[[str, Language], Answer],
        today: date,
    ) -> None:
        """`ask` answers a question by itself, in a language; the words of `offered` questions are words to ask with."""
        self._catalogue = catalogue
        self._terms = terms
        self._ask = ask
        self._today = today
        self._asking_words = {
            token for each in offered for language in Language for token in tokens(each.words.in_language(language))
        }

    def read(self, question: str, proposed: Proposed, about: AbstractSet[str]) -> Candidate | None:
        """`question` as a candidate; None where it asks several things, or for what is not done here, or says more.

        It says more where it names or stresses what no text does that the model has seen, names a programme beside
        those that the conversation is `about` (ids; empty for any), or denies anything: a question that takes something
        for granted tells it.
        """
        _, refused = split_asks(question)
        if refused or denies_something(question) or stresses_more(question, proposed.known):
            return None
        if adds(question, proposed.known, self._catalogue):
            return None
        queries = understand(question, (), self._catalogue, self._terms, self._today)
        if len(queries) != 1 or queries[0].unknown:
            return None
        named = tuple(programme.id for programme in queries[0].programmes)
        return Candidate(question, NO_TOPIC, named, queries[0].asked) if not about or about >= set(named) else None

    def holds(self, candidate: Candidate, proposed: Proposed, language: Language) -> bool:
        """Whether the assistant answers a candidate from a statement that the model has seen, in words that are known.

        It must be about the programmes that it names. Known are the terms of staff, the words that they ask with, and
        those of the texts that the model has seen and of what the answer quotes.
        """
        answer = self._ask(candidate.text, language)
        about = {programme.id for programme in answer.about}
        if not tells(answer, candidate, self._today) or about != set(candidate.programmes):
            return False
        marks = {mark for statement in answer.statements[:1] for mark in statement.marks}
        first = {quote.id for citation in answer.citations if citation.mark in marks for quote in citation.quotes}
        if first.isdisjoint(proposed.statements):
            return False
        quoted = [
            " ".join((citation.passage.title, *citation.passage.headings, *(quote.text for quote in citation.quotes)))
            for citation in answer.citations
        ]
        words = self._asking_words | {token for text in (*proposed.known, *quoted) for token in tokens(text)}
        rest = self._catalogue.nameless(candidate.text)
        return all(concept.is_term or concept.is_in(words) for concept in self._terms.concepts(rest))
