"""The numbers that speak for and against a statement as the answer to a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.composing.carrying import HEADING, SAID, TITLE, heading_fit, objects_asked
from assistant.composing.dated import says_unknown, years_since
from assistant.composing.forms import lacks, tells
from assistant.composing.levels import is_of_other_level
from assistant.domain import Concept, Hit, Language, Passage, Query, Statement
from assistant.facts import Facts
from assistant.language import has_count, tokens, year_is_named, years
from assistant.terms import Terms

_LEAST_COSINE, _COSINES = 0.75, 0.2
_BEHIND, _SECTION_BEHIND = 0.1, 14.0
_FAR_OFF = 100  # the rank of what the search by meaning does not list

FEATURES = (
    "similarity",
    "nearest",
    "words",
    "said",
    "under heading",
    "in title",
    "terms",
    "terms under heading",
    "carried over",
    "heading fits",
    "decisive",
    "own programme",
    "other programme",
    "no programme",
    "figure missing",
    "date missing",
    "person missing",
    "amount missing",
    "address missing",
    "year said",
    "age",
    "later",
    "other language",
    "known gap",
    "place in passage",
    "length",
    "table row",
    "list missing",
    "duration missing",
    "passage",
    "own document",
    "tells",
    "object missing",
    "rarest",
    "rarest under heading",
    "other programmes named",
    "other level",
    "narrower",
    "asked alike",
    "asked nearest",
    "asked behind",
    "asked words",
    "learned text",
    "learned text nearest",
    "learned passage",
    "learned passage nearest",
    "section asked",
    "section asked nearest",
    "section asked behind",
    "asked of it",
    "asked of it behind",
    "asked of it nearest",
    "counterpart",
    "counterpart nearest",
)


@dataclass(frozen=True, slots=True)
class Nearness:
    """The ranks (from 1) by learned likeness: of statements, of passages, and of sections by the questions they answer.

    By their ids; `shares` are the probabilities that a section's questions are the ones meant, and `most_alike` the
    largest logarithm of the odds of one.
    """

    texts: Mapping[str, int]
    passages: Mapping[str, int]
    sections: Mapping[str, int]
    shares: Mapping[str, float]
    most_alike: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What is the same for every candidate of a question.

    `nearness` is the rank (from 1) of statements in the search by meaning, by their ids, among those that fit,
    `counterpart_nearness` that by what says the same in another language, and
    `asked_nearness` that of their passages by the questions that these are said to answer, of which the nearest has the
    cosine `most_alike`; `own_nearness` is that of statements by their own questions; `learned` are the same as the
    corpus's own questions have taught to see them; `asked_words` is the largest share of the question's words that one
    such question uses.
    """

    query: Query
    shares: Mapping[Concept, float]
    rarest: Concept | None
    most_words: float
    nearness: Mapping[str, int]
    counterpart_nearness: Mapping[str, int]
    asked_nearness: Mapping[str, int]
    own_nearness: Mapping[str, int]
    asked_words: Mapping[str, float]
    most_alike: float
    learned: Nearness
    passage_scores: Mapping[str, float]
    facts: Facts
    today: date
    terms: Terms

    @property
    def about(self) -> set[str]:
        """The ids of the programmes that are named."""
        return {programme.id for programme in self.query.programmes}

    @property
    def narrows(self) -> bool:
        """Whether the question itself is about some only."""
        return any(self.terms.narrowing(names.en) for names in self.query.asked)


def features_of(
    asked: Asked, hit: Hit, statement: Statement, named: Sequence[str], carried: Mapping[Concept, float]
) -> tuple[float, ...]:
    """The numbers of one statement in the order of FEATURES; `named` are the years that it is about."""
    found: dict[str, float | bool] = (
        _found(asked, hit)
        | _said(asked, hit.passage, carried)
        | _programmes(asked, hit.passage, statement)
        | _form(asked.query, statement)
        | _dated(asked, statement, named)
        | _shape(asked, hit.passage, statement)
        | _asked_as(asked, hit)
        | _learned(asked.learned, hit)
    )
    return tuple(float(found[name]) for name in FEATURES)


def _found(asked: Asked, hit: Hit) -> dict[str, float | bool]:
    """How well the searches found it, and the passage that it stands in."""
    return {
        "similarity": ((hit.similarity or _LEAST_COSINE) - _LEAST_COSINE) / _COSINES,
        "nearest": 1 / asked.nearness.get(hit.statement.id if hit.statement else "", _FAR_OFF),
        "words": hit.words / asked.most_words,
        "passage": asked.passage_scores.get(hit.passage.id, 0.0),
        "counterpart": (hit.counterpart - _LEAST_COSINE) / _COSINES,
        "counterpart nearest": 1 / asked.counterpart_nearness.get(hit.statement.id if hit.statement else "", _FAR_OFF),
    }


def _said(asked: Asked, passage: Passage, carried: Mapping[Concept, float]) -> dict[str, float | bool]:
    """How much of the question's words it carries, and which."""
    shares = asked.shares
    terms = [concept for concept in shares if concept.is_term]
    over = [concept for concept in asked.query.concepts if concept.is_carried]
    decisive = [concept for concept in shares if concept.is_decisive]
    objects = objects_asked(asked.query)

    def by(degree: float) -> float:
        return sum(shares.get(concept, 0.0) for concept, held in carried.items() if held == degree)

    return {
        "said": by(SAID),
        "under heading": by(HEADING),
        "in title": by(TITLE),
        "terms": _share(terms, [c for c in terms if carried.get(c) == SAID]),
        "terms under heading": _share(terms, [c for c in terms if carried.get(c) == HEADING]),
        "carried over": _share(over, [c for c in over if carried.get(c, 0.0) >= HEADING]),
        "heading fits": heading_fit(passage, asked.query.concepts),
        "decisive": _share(decisive, [c for c in decisive if c in carried]) if decisive else 1.0,
        "object missing": _share(objects, [c for c in objects if c not in carried]),
        "rarest": asked.rarest is not None and carried.get(asked.rarest) == SAID,
        "rarest under heading": asked.rarest is not None and carried.get(asked.rarest) == HEADING,
    }


def _asked_as(asked: Asked, hit: Hit) -> dict[str, float | bool]:
    """How near the question is to those that its passage is said to answer."""
    return {
        "asked alike": max((hit.asked - _LEAST_COSINE) / _COSINES, 0.0),
        "asked nearest": 1 / asked.asked_nearness.get(hit.passage.id, _FAR_OFF),
        "asked behind": max((hit.asked - asked.most_alike) / _BEHIND, -1.0),
        "asked words": asked.asked_words[hit.passage.id],
        "asked of it": max((hit.asked_of_it - _LEAST_COSINE) / _COSINES, 0.0),
        "asked of it behind": max((hit.asked_of_it - hit.asked) / _BEHIND, -1.0),
        "asked of it nearest": 1 / asked.own_nearness.get(hit.statement.id if hit.statement else "", _FAR_OFF),
    }


def _learned(nearness: Nearness, hit: Hit) -> dict[str, float | bool]:
    """How alike it and the question are as the corpus's own questions have taught to see them."""
    seen, passage = hit.learned, hit.passage.id
    return {
        "learned text": seen.text,
        "learned text nearest": 1 / nearness.texts.get(hit.statement.id if hit.statement else "", _FAR_OFF),
        "learned passage": seen.passage,
        "learned passage nearest": 1 / nearness.passages.get(passage, _FAR_OFF),
        "section asked": nearness.shares.get(hit.passage.section, 0.0),
        "section asked nearest": 1 / nearness.sections.get(hit.passage.section, _FAR_OFF),
        "section asked behind": max((seen.section - nearness.most_alike) / _SECTION_BEHIND, -1.0),
    }


def _programmes(asked: Asked, passage: Passage, statement: Statement) -> dict[str, float | bool]:
    """Whether it is about the programmes that are named."""
    about, own = asked.about, set(statement.programmes)
    tells = [fact for fact in asked.facts.of(statement.id) if fact.tells(asked.query.asked)]
    return {
        "own programme": not about.isdisjoint(own),
        "other programme": not about and bool(own),
        "no programme": bool(about) and not own,
        "own document": bool(passage.programmes) and about.issuperset(passage.programmes),
        "other programmes named": min(len(own - about), 4) / 4 if about else 0.0,
        "other level": is_of_other_level(asked.query, passage, statement),
        "tells": any(not about or not fact.programme or fact.programme in about for fact in tells),
        "narrower": _is_narrower(asked, passage, statement),
    }


def _is_narrower(asked: Asked, passage: Passage, statement: Statement) -> bool:
    """Whether it holds only for some, such as part-time or non-local students, where the question is about all."""
    if asked.narrows:
        return False
    return any(asked.terms.narrowing(text) for text in (statement.text, *passage.headings[-1:]))


def _form(query: Query, statement: Statement) -> dict[str, float | bool]:
    """Whether it lacks the form that the question asks for."""
    forms = ("date", "person", "amount", "address", "list", "duration")
    missing: dict[str, float | bool] = {f"{form} missing": lacks(form, query.text, statement.text) for form in forms}
    has_figure = has_count(statement.text) or tells("duration", query.text, statement.text)  # "in five years"
    return missing | {"figure missing": query.asks_for_figure and not has_figure}


def _dated(asked: Asked, statement: Statement, named: Sequence[str]) -> dict[str, float | bool]:
    """How old it is where no year is asked for; else whether it says the year itself."""
    asked_years = asked.query.years
    ages = [years_since(year, asked.today) for year in named]
    said = years(statement.text)
    age = min((max(age, 0) for age in ages), default=2)
    return {
        "year said": any(year_is_named(year, said) for year in asked_years),
        "age": 0.0 if asked_years else min(age, 4) / 4,
        "later": bool(ages) and max(ages) < 0 and not asked_years,
    }


def _shape(asked: Asked, passage: Passage, statement: Statement) -> dict[str, float | bool]:
    """What it is: a table row, a known gap, in another language, how long, how far down its passage."""
    place = next(i for i, other in enumerate(passage.statements) if other.id == statement.id)
    return {
        "other language": (passage.language is Language.EN) != (asked.query.language is Language.EN),
        "known gap": says_unknown(statement),
        "place in passage": min(place, 6) / 6,
        "length": min(len(tokens(statement.text)), 120) / 120,
        "table row": bool(statement.cells),
    }


def _share(all_concepts: Sequence[Concept], held: Sequence[Concept]) -> float:
    return len(held) / len(all_concepts) if all_concepts else 0.0
