"""Questions that can be asked next, or first: each is asked behind the scenes before it is offered."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest

from assistant.composing import frames
from assistant.composing.evidence import years_since
from assistant.domain import Answer, Language, Names, Outcome, Programme, Turn
from assistant.facts import Fact, Facts, first_number
from assistant.language import fold
from assistant.offered import OfferedQuestion
from assistant.programmes import Catalogue
from assistant.terms import Terms
from assistant.understanding.questions import understand

StartQuestions = tuple[tuple[Names, tuple[str, ...]], ...]
_MOST_NEXT, _MOST_AT_START = 3, 8
# Further candidates are not asked: what is offered must not cost more than what is answered.
_MOST_CHECKED = 8
_MOST_NEAR = 2
_MOST_TRIED = 3
_LONGEST_NAME = 32
_MOST_TURNS = 8
_PLAIN = 2
_MERE_NUMBER = re.compile(r"[\d.,]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that may be offered: about which programmes (ids) and terms, and the facts that would answer it.

    `told` is empty where no table tells it; then any answer will do.
    """

    text: str
    topic: Names
    programmes: tuple[str, ...]
    asked: frozenset[Names]
    told: tuple[Fact, ...] = ()


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
        self._facts = facts
        self._offered = offered or _made_of(facts)
        self._ask = ask
        self._today = today
        self._checked: dict[tuple[str, Language], bool] = {}
        self._asked: dict[str, frozenset[Names]] = {}
        self._known: dict[tuple[frozenset[Names], str, Language, bool], tuple[Fact, ...]] = {}
        self._start: dict[Language, StartQuestions] = {}
        self._starting = threading.Lock()

    def after(self, answer: Answer, turns: Sequence[Turn], picked: str = "") -> tuple[str, ...]:
        """At most three questions that are answered, in the language of `answer`, the likeliest to be wanted first.

        `turns` are those before; what they or the answer were about is not offered again. `picked` is the id of the
        programme that the visitor picked.
        """
        before = self._before(answer, turns)
        texts = {fold(turn.question).strip() for turn in turns}
        found = {c.text: c for c in self._next(answer, picked) if not _is_known(c, before, texts)}
        candidates = islice(found.values(), _MOST_CHECKED)
        return tuple(islice((c.text for c in candidates if self._is_answered(c, answer.language)), _MOST_NEXT))

    def start(self, language: Language) -> StartQuestions:
        """At most eight questions that are answered, by topic; each topic has one before any has two."""
        with self._starting:
            if language not in self._start:
                self._start[language] = self._made_start(language)
            return self._start[language]

    def _made_start(self, language: Language) -> StartQuestions:
        topics = list(dict.fromkeys(question.topic for question in self._offered))
        streams = [self._answered_of(topic, language) for topic in topics]
        rounds = chain.from_iterable(zip_longest(*streams))
        first = list(islice((candidate for candidate in rounds if candidate), _MOST_AT_START))
        grouped = ((topic, tuple(c.text for c in first if c.topic == topic)) for topic in topics)
        return tuple((topic, texts) for topic, texts in grouped if texts)

    def _answered_of(self, topic: Names, language: Language) -> Iterator[Candidate]:
        """One candidate for each question of a topic that is answered of one of a few programmes."""
        for place, question in enumerate(q for q in self._offered if q.topic == topic):
            known = [p for p in self._catalogue.programmes if not p.is_discontinued]
            turned = [*known[place:], *known[:place]] if question.is_of_programme else [None]
            candidates = (c for programme in turned if (c := self._candidate(question, programme, language)))
            few = islice(candidates, _MOST_TRIED)
            yield from islice((c for c in few if self._is_answered(c, language)), 1)

    def _next(self, answer: Answer, picked: str) -> Iterator[Candidate]:
        """Candidates after an answer, the likeliest to be wanted first; the start questions come last."""
        language, asked = answer.language, frozenset(answer.asked)
        about = answer.about or tuple(p for p in self._catalogue.programmes if p.id == picked)
        if len(about) > 1:
            yield from self._comparisons(about[0], about[1], language)
        if about:
            yield from self._about_one(about[0], asked, language, is_refused=answer.outcome is Outcome.NOT_FOUND)
        else:
            plain = [c for q in self._by_topic(asked) if (c := self._candidate(q, None, language))]
            yield from plain[:_PLAIN]
            for programme in self._quoted(answer)[:1]:
                yield from self._about_one(programme, asked, language, is_refused=False)
        texts = (text for _, texts in self.start(language) for text in texts)
        yield from (Candidate(text, Names("", "", ""), (), frozenset()) for text in texts)

    def _quoted(self, answer: Answer) -> list[Programme]:
        """The programmes that an answer quotes something of, the first quoted first."""
        ids = dict.fromkeys(i for citation in answer.citations for quote in citation.quotes for i in quote.programmes)
        return [self._catalogue.by_id(programme) for programme in ids if programme in self._catalogue]

    def _about_one(
        self, programme: Programme, asked: frozenset[Names], language: Language, *, is_refused: bool
    ) -> Iterator[Candidate]:
        own = [c for q in self._by_topic(asked) if (c := self._candidate(q, programme, language))]
        own = [candidate for candidate in own if candidate.asked.isdisjoint(asked)]
        near = self._near(programme)[:_MOST_NEAR]
        same = [
            c
            for other in near
            for question in self._offered
            if (c := self._candidate(question, other, language)) and asked and c.asked <= asked
        ]
        compared = [c for other in near if (c := self._comparison(programme, other, asked, language))]
        if is_refused:
            yield from (*same[:1], *own, *same[1:])
        else:
            yield from (*own[:1], *compared[:1], *own[1:], *same)

    def _comparisons(self, one: Programme, other: Programme, language: Language) -> Iterator[Candidate]:
        for question in self._offered:
            asked = self._asked_in(question, language)
            if question.is_of_programme and (c := self._comparison(one, other, asked, language)):
                yield c

    def _comparison(
        self, one: Programme, other: Programme, asked: frozenset[Names], language: Language
    ) -> Candidate | None:
        """Two programmes by one thing that tables tell of both; None where they do not."""
        ids = (one.id, other.id)
        told = [self._told(asked, programme, language) for programme in ids]
        if not all(told):
            return None
        column = next(names for names in told[0][0].names if names in asked)
        text = frames.COMPARE.in_language(language).format(
            one=self._short_name(one, language),
            other=self._short_name(other, language),
            asked=column.in_language(language),
        )
        return Candidate(text, Names("", "", ""), ids, frozenset({column}), (*told[0][:1], *told[1][:1]))

    def _candidate(
        self, question: OfferedQuestion, programme: Programme | None, language: Language
    ) -> Candidate | None:
        """`question` about a programme, if a table tells it, or as it is if it is about none; else None."""
        if question.is_of_programme is (programme is None):
            return None
        words = question.words.in_language(language)
        asked = self._asked_in(question, language)
        if programme is None:
            return Candidate(words, question.topic, (), asked)
        told = self._told(asked, programme.id, language, newest=question.names_year)
        if not told or (question.names_year and not told[0].year):
            return None
        text = question.filled(words, self._short_name(programme, language), told[0].year)
        return Candidate(text, question.topic, (programme.id,), asked, told)

    def _asked_in(self, question: OfferedQuestion, language: Language) -> frozenset[Names]:
        words = question.filled(question.words.in_language(language), "", "")
        if words not in self._asked:
            self._asked[words] = self._terms.named_in(words)
        return self._asked[words]

    def _told(
        self, asked: frozenset[Names], programme: str, language: Language, *, newest: bool = False
    ) -> tuple[Fact, ...]:
        """The facts that tell what is asked of a programme now, or those of the newest year; may be none."""
        key = (asked, programme, language, newest)
        if key not in self._known:
            facts = [f for f in self._facts.matching(asked, language, (programme,)) if f.is_stated] if asked else []
            current = [f for f in facts if f.year and years_since(f.year, self._today) == 0 and not newest]
            last = max((fact.year for fact in facts), default="")
            self._known[key] = tuple(current or (fact for fact in facts if fact.year == last))
        return self._known[key]

    def _by_topic(self, asked: frozenset[Names]) -> list[OfferedQuestion]:
        """The questions, the next of the topic that was asked about first, then one of each topic in turn."""
        topics: dict[Names, list[OfferedQuestion]] = {}
        for question in self._offered:
            topics.setdefault(question.topic, []).append(question)
        is_first = {t: any(not asked.isdisjoint(self._asked_in(q, Language.EN)) for q in topics[t]) for t in topics}
        ordered = [topics[topic] for topic in sorted(topics, key=lambda topic: not is_first[topic])]
        return [question for each in zip_longest(*ordered) for question in each if question]

    def _near(self, programme: Programme) -> list[Programme]:
        """The other programmes of its level, those of its department first, then those that stand next to it."""
        known = self._catalogue.programmes
        places = {p.id: place for place, p in enumerate(known)}
        others = [p for p in known if p.level == programme.level and p.id != programme.id and not p.is_discontinued]

        def distance(other: Programme) -> tuple[bool, int]:
            is_same = bool(other.department) and other.department == programme.department
            return not is_same, abs(places[other.id] - places[programme.id])

        return sorted(others, key=distance)

    def _short_name(self, programme: Programme, language: Language) -> str:
        """A name that fits on a phone: a long English one gives way to a short one with its code."""
        name = programme.names.in_language(language)
        short = [alias for alias in programme.aliases if alias.isascii() and alias.isupper()]
        if language is not Language.EN or len(name) <= _LONGEST_NAME or not short:
            return name
        return short[0] + (frames.brackets(programme.code, language) if programme.code else "")

    def _before(self, answer: Answer, turns: Sequence[Turn]) -> list[tuple[frozenset[str], frozenset[Names]]]:
        """What the conversation was about so far, as far as it is understood: programmes and terms of each question."""
        about = frozenset(programme.id for programme in answer.about)
        asked = answer.trace.query.asked if answer.trace else frozenset(answer.asked)
        rows = (row[0].text for row in answer.table.rows) if answer.table else ()
        known = [(about, asked), *((about, self._terms.named_in(text)) for text in rows)]
        for place, turn in enumerate(turns[-_MOST_TURNS:]):
            queries = understand(turn.question, turns[:place], self._catalogue, self._terms, self._today)
            known += [(frozenset(p.id for p in query.programmes), query.asked) for query in queries]
        return known

    def _is_answered(self, candidate: Candidate, language: Language) -> bool:
        """Whether the assistant answers a candidate, with what the tables tell of it."""
        key = (candidate.text, language)
        if key not in self._checked:
            self._checked[key] = tells(self._ask(candidate.text, language), candidate)
        return self._checked[key]


def tells(answer: Answer, candidate: Candidate) -> bool:
    """Whether an answer is the one to a candidate: about its programmes, and with each of their facts.

    Of one programme the first statement must say it; of two, the table.
    """
    if answer.outcome is not Outcome.ANSWERED:
        return False
    if not candidate.told:
        return True
    if {programme.id for programme in answer.about} != set(candidate.programmes):
        return False
    if len(candidate.programmes) > 1:
        cells = [cell.text for row in answer.table.rows for cell in row if cell.marks] if answer.table else []
        return all(any(fact.value in cell for cell in cells) for fact in candidate.told)
    by_mark = {citation.mark: citation for citation in answer.citations}
    for statement in answer.statements[:1]:
        quotes = [quote for mark in statement.marks for quote in by_mark[mark].quotes]
        is_of_it = any(set(quote.programmes) == set(candidate.programmes) for quote in quotes)
        return is_of_it and any(_says(statement.text, fact) for fact in candidate.told)
    return False


def _says(text: str, fact: Fact) -> bool:
    """Whether a text states the value of a fact, or its number."""
    if fold(fact.value) in fold(text):
        return True
    return fact.number is not None and any(first_number(word) == fact.number for word in fold(text).split())


def _is_known(candidate: Candidate, before: Iterable[tuple[frozenset[str], frozenset[Names]]], texts: set[str]) -> bool:
    """Whether a candidate was asked already, in its own words or in others."""
    if fold(candidate.text).strip() in texts:
        return True
    ids = set(candidate.programmes)
    return bool(candidate.asked) and any(ids == about and candidate.asked <= asked for about, asked in before)


def _made_of(facts: Facts) -> tuple[OfferedQuestion, ...]:
    """A question for each thing that tables state as a mere number, what most programmes have first."""
    having: dict[Names, set[str]] = {}
    for fact in facts.all:
        if len(fact.names) == 1 and fact.programme and _MERE_NUMBER.fullmatch(fact.value):
            having.setdefault(fact.names[0], set()).add(fact.programme)

    def worded(names: Names) -> Names:
        words = (
            frames.EXAMPLE.in_language(each).format(programme="{programme}", asked=names.in_language(each))
            for each in (Language.EN, Language.ZH_HANT, Language.ZH_HANS)
        )
        return Names(*words)

    commonest = sorted(having, key=lambda names: (-len(having[names]), names.en))
    return tuple(OfferedQuestion(names, worded(names)) for names in commonest)
