"""Candidates for questions that are offered: the words of staff with programmes, and what tables tell of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from assistant.composing import frames
from assistant.composing.dated import years_since
from assistant.domain import Answer, Language, Names, Outcome, Programme
from assistant.facts import Fact, Facts, first_number
from assistant.language import fold
from assistant.offered import OfferedQuestion
from assistant.programmes import Catalogue
from assistant.terms import Terms

_LONGEST_NAME = 32
_MERE_NUMBER = re.compile(r"[\d.,]+")
NO_TOPIC = Names("", "", "")


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


class Candidates:
    """Makes candidates of one generation, on one day; remembers what tables tell."""

    def __init__(
        self, catalogue: Catalogue, terms: Terms, facts: Facts, offered: Sequence[OfferedQuestion], today: date
    ) -> None:
        """Without `offered` questions, there is one for each thing that tables state as a number."""
        self._catalogue = catalogue
        self._terms = terms
        self._facts = facts
        self._today = today
        self.offered = tuple(offered) or _made_of(facts)
        self._asked: dict[str, frozenset[Names]] = {}
        self._known: dict[tuple[frozenset[Names], str, Language, bool], tuple[Fact, ...]] = {}

    def of(self, question: OfferedQuestion, programme: Programme | None, language: Language) -> Candidate | None:
        """`question` about a programme, if a table tells it, or as it is if it is about none; else None."""
        if question.is_of_programme is (programme is None):
            return None
        words = question.words.in_language(language)
        asked = self.asked_in(question, language)
        if programme is None:
            return Candidate(words, question.topic, (), asked)
        told = self._told(asked, programme.id, language, newest=question.names_year)
        if not told or (question.names_year and not told[0].year):
            return None
        text = question.filled(words, self._short_name(programme, language), told[0].year)
        return Candidate(text, question.topic, (programme.id,), asked, told)

    def comparing(
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
        return Candidate(text, NO_TOPIC, ids, frozenset({column}), (*told[0][:1], *told[1][:1]))

    def by_topic(self, asked: frozenset[Names]) -> list[OfferedQuestion]:
        """The questions, the next of the topic that was asked about first, then one of each topic in turn."""
        asked_about, others = self._topics(asked)
        return [question for each in zip_longest(*asked_about, *others) for question in each if question]

    def general(self, asked: frozenset[Names], language: Language) -> list[Candidate]:
        """Candidates about no programme: all of the topic that was asked about, then one of each other in turn."""
        asked_about, others = self._topics(asked)
        first = [c for topic in asked_about for question in topic if (c := self.of(question, None, language))]
        plain = ([c for question in topic if (c := self.of(question, None, language))] for topic in others)
        rest = [candidate for each in zip_longest(*plain) for candidate in each if candidate]
        return [*first, *rest]

    def _topics(self, asked: frozenset[Names]) -> tuple[list[list[OfferedQuestion]], list[list[OfferedQuestion]]]:
        """The questions of each topic, in order: of those that ask something that was asked, and of the others."""
        topics: dict[Names, list[OfferedQuestion]] = {}
        for question in self.offered:
            topics.setdefault(question.topic, []).append(question)

        def is_of(questions: list[OfferedQuestion]) -> bool:
            return any(not asked.isdisjoint(self.asked_in(question, Language.EN)) for question in questions)

        return [qs for qs in topics.values() if is_of(qs)], [qs for qs in topics.values() if not is_of(qs)]

    def near(self, programme: Programme) -> list[Programme]:
        """The other programmes of its level, those of its department first, then those that stand next to it."""
        known = self._catalogue.programmes
        places = {p.id: place for place, p in enumerate(known)}
        others = [p for p in known if p.level == programme.level and p.id != programme.id and not p.is_discontinued]

        def distance(other: Programme) -> tuple[bool, int]:
            is_same = bool(other.department) and other.department == programme.department
            return not is_same, abs(places[other.id] - places[programme.id])

        return sorted(others, key=distance)

    def asked_in(self, question: OfferedQuestion, language: Language) -> frozenset[Names]:
        """The groups of terms that a question asks about, in one language; may be none."""
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

    def _short_name(self, programme: Programme, language: Language) -> str:
        """A name that fits on a phone: a long English one gives way to a short one with its code."""
        name = programme.names.in_language(language)
        short = [alias for alias in programme.aliases if alias.isascii() and alias.isupper()]
        if language is not Language.EN or len(name) <= _LONGEST_NAME or not short:
            return name
        return short[0] + (frames.brackets(programme.code, language) if programme.code else "")


def tells(answer: Answer, candidate: Candidate, today: date) -> bool:
    """Whether an answer is the one to a candidate: about its programmes, with each of their facts, and not all past.

    Of one programme the first statement must say it; of two, the table.
    """
    until = [citation.passage.provenance.valid_until for citation in answer.citations]
    if answer.outcome is not Outcome.ANSWERED or all(day and day < today for day in until):
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
