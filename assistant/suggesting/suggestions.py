"""Questions that can be asked next, or first: each is asked behind the scenes before it is offered."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice, zip_longest

from assistant.domain import Answer, Language, Names, Outcome, Programme, Turn
from assistant.facts import Facts
from assistant.language import fold
from assistant.offered import OfferedQuestion
from assistant.programmes import Catalogue
from assistant.suggesting.candidates import NO_TOPIC, Candidate, Candidates, tells
from assistant.suggesting.proposals import Proposals
from assistant.suggesting.proposing import NOTHING, Proposed
from assistant.terms import Terms
from assistant.understanding.questions import understand

StartQuestions = tuple[tuple[Names, tuple[str, ...]], ...]
_MOST_NEXT, _MOST_AT_START = 3, 8
# Further candidates are not asked: what is offered must not cost much more than what is answered.
_MOST_CHECKED, _MOST_TRIED = 8, 3
# Seconds that one visitor's questions wait for those of another to be checked; then only those checked before count.
_PATIENCE = 2.0
_MOST_NEAR, _MOST_GENERAL, _MOST_TURNS = 2, 2, 8


class Suggestions:
    """What can be asked of one generation, on one day; remembers what it has checked."""

    def __init__(
        self,
        catalogue: Catalogue,
        terms: Terms,
        facts: Facts,
        offered: Sequence[OfferedQuestion],
        ask: Callable[[str, Language], Answer],
        today: date,
    ) -> None:
        """`ask` answers a question by itself, in a language. Without `offered` ones, questions are made of facts."""
        self._catalogue = catalogue
        self._terms = terms
        self._candidates = Candidates(catalogue, terms, facts, offered, today)
        self._proposals = Proposals(catalogue, terms, offered, ask, today)
        self._ask = ask
        self._today = today
        self._checked: dict[tuple[str, Language], bool] = {}
        self._start: dict[Language, StartQuestions] = {}
        self._starting = threading.Lock()
        self._asking = threading.Lock()

    def after(
        self, answer: Answer, turns: Sequence[Turn], picked: str = "", proposed: Proposed = NOTHING
    ) -> tuple[str, ...]:
        """At most three questions that are answered, in the language of `answer`, the likeliest to be wanted first.

        `turns` are those before; what they or the answer were about is not offered again. `picked` is the id of the
        programme that the visitor picked. What a model `proposed` comes first, as far as it holds. One call at a time
        checks, so that questions to come do not delay answers; another that waits in vain gives what was checked
        before, and nothing that was proposed.
        """
        may_ask = self._asking.acquire(timeout=_PATIENCE)
        try:
            before = self._before(answer, turns)
            texts = {fold(text).strip() for text in (*(turn.question for turn in turns), *proposed.known[:1])}
            chosen: list[str] = []
            about = {programme.id for programme in answer.about}
            read = (self._proposals.read(question, proposed, about) for question in proposed.questions if may_ask)
            for candidate in self._fresh(filter(None, read), before, texts):
                if self._proposals.holds(candidate, proposed, answer.language):
                    chosen.append(candidate.text)
                    before.append((frozenset(candidate.programmes), candidate.asked))
                else:
                    texts.discard(fold(candidate.text))
            candidates = islice(self._fresh(self._next(answer, picked), before, texts), _MOST_CHECKED)
            answered = (c.text for c in candidates if self._is_answered(c, answer.language, may_ask=may_ask))
            return (*chosen, *islice(answered, _MOST_NEXT - len(chosen)))
        finally:
            if may_ask:
                self._asking.release()

    def start(self, language: Language) -> StartQuestions:
        """At most eight questions that are answered, by topic; each topic has one before any has two."""
        with self._starting:
            if language not in self._start:
                self._start[language] = self._made_start(language)
            return self._start[language]

    def _made_start(self, language: Language) -> StartQuestions:
        topics = list(dict.fromkeys(question.topic for question in self._candidates.offered))
        streams = [self._answered_of(topic, language) for topic in topics]
        rounds = chain.from_iterable(zip_longest(*streams))
        first = list(islice((candidate for candidate in rounds if candidate), _MOST_AT_START))
        grouped = ((topic, tuple(c.text for c in first if c.topic == topic)) for topic in topics)
        return tuple((topic, texts) for topic, texts in grouped if texts)

    def _answered_of(self, topic: Names, language: Language) -> Iterator[Candidate]:
        """One candidate for each question of a topic that is answered of one of a few programmes."""
        for place, question in enumerate(q for q in self._candidates.offered if q.topic == topic):
            known = [p for p in self._catalogue.programmes if not p.is_discontinued]
            turned = [*known[place:], *known[:place]] if question.is_of_programme else [None]
            candidates = (c for programme in turned if (c := self._candidates.of(question, programme, language)))
            few = islice(candidates, _MOST_TRIED)
            yield from islice((c for c in few if self._is_answered(c, language)), 1)

    def _fresh(
        self,
        candidates: Iterable[Candidate],
        before: Sequence[tuple[frozenset[str], frozenset[Names]]],
        texts: set[str],
    ) -> Iterator[Candidate]:
        """Candidates that were not asked already, in their own words (`texts`) or in others, each once."""
        for candidate in candidates:
            folded, ids = fold(candidate.text), set(candidate.programmes)
            is_known = candidate.asked and any(ids == about and candidate.asked <= asked for about, asked in before)
            if folded not in texts and not is_known:
                texts.add(folded)
                yield candidate

    def _next(self, answer: Answer, picked: str) -> Iterator[Candidate]:
        """Candidates after an answer, the likeliest to be wanted first; the start questions come last."""
        language, asked = answer.language, frozenset(answer.asked)
        about = answer.about or tuple(p for p in self._catalogue.programmes if p.id == picked)
        general = self._candidates.general(asked, language)
        if len(about) > 1:
            yield from self._comparisons(about[0], about[1], language)
        if about:
            yield from self._about_one(about[0], asked, language, is_refused=answer.outcome is Outcome.NOT_FOUND)
        else:
            yield from general[:_MOST_GENERAL]
            for programme in self._quoted(answer)[:1]:
                yield from self._about_one(programme, asked, language, is_refused=False)
        yield from general
        texts = (text for _, texts in self.start(language) for text in texts)
        yield from (Candidate(text, NO_TOPIC, (), frozenset()) for text in texts)

    def _quoted(self, answer: Answer) -> list[Programme]:
        """The programmes that an answer quotes something of, the first quoted first."""
        ids = dict.fromkeys(i for citation in answer.citations for quote in citation.quotes for i in quote.programmes)
        return [self._catalogue.by_id(programme) for programme in ids if programme in self._catalogue]

    def _about_one(
        self, programme: Programme, asked: frozenset[Names], language: Language, *, is_refused: bool
    ) -> Iterator[Candidate]:
        own = [c for q in self._candidates.by_topic(asked) if (c := self._candidates.of(q, programme, language))]
        own = [candidate for candidate in own if candidate.asked.isdisjoint(asked)]
        near = self._candidates.near(programme)[:_MOST_NEAR]
        same = [
            c
            for other in near
            for question in self._candidates.offered
            if (c := self._candidates.of(question, other, language)) and asked and c.asked <= asked
        ]
        compared = [c for other in near if (c := self._candidates.comparing(programme, other, asked, language))]
        if is_refused:
            yield from (*same[:1], *own, *same[1:])
        else:
            yield from (*own[:1], *compared[:1], *own[1:], *same)

    def _comparisons(self, one: Programme, other: Programme, language: Language) -> Iterator[Candidate]:
        for question in self._candidates.offered:
            asked = self._candidates.asked_in(question, language)
            if question.is_of_programme and (c := self._candidates.comparing(one, other, asked, language)):
                yield c

    def _before(self, answer: Answer, turns: Sequence[Turn]) -> list[tuple[frozenset[str], frozenset[Names]]]:
        """What the conversation was about so far, as far as it is understood: programmes and terms of each question."""
        about = frozenset(programme.id for programme in answer.about)
        asked = answer.trace.query.asked if answer.trace else frozenset(answer.asked)
        rows = (row[0].text for row in answer.table.rows) if answer.table else ()
        known = [(about, asked), *((about, self._terms.named_in(text)) for text in rows)]
        recent = turns[-_MOST_TURNS:]
        for place, turn in enumerate(recent):
            queries = understand(turn.question, recent[:place], self._catalogue, self._terms, self._today)
            known += [(frozenset(p.id for p in query.programmes), query.asked) for query in queries]
        return known

    def _is_answered(self, candidate: Candidate, language: Language, *, may_ask: bool = True) -> bool:
        """Whether the assistant answers a candidate, with what the tables tell of it; no, where that is not known."""
        key = (candidate.text, language)
        if key not in self._checked and may_ask:
            self._checked[key] = tells(self._ask(candidate.text, language), candidate, self._today)
        return self._checked.get(key, False)
