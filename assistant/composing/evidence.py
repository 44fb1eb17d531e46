"""What speaks for a statement as the answer to a question, as numbers that a calibration weighs."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.composing.forms import lacks, things_asked
from assistant.composing.weights import is_held, true_rarity, weights
from assistant.domain import Concept, Found, Hit, Language, Names, Passage, Query, Statement
from assistant.facts import Facts
from assistant.index.words import WordIndex
from assistant.language import content_tokens, fold, has_figure, is_chinese, tokens, year_is_named, years

_KNOWN_GAP = re.compile(
    r"(not published in our sources|我們的資料來源未有公布|我们的资料来源未有公布)[^:：]*[:：]", re.IGNORECASE
)
_POSTGRADUATE = re.compile(r"\b(?:postgraduates?|masters?|master's|msc|mphil|phd)\b|硕士|博士|研究生|研究院|研究式")
_UNDERGRADUATE = re.compile(r"\b(?:undergraduates?|bachelor's)\b|本科|学士")
_LEAST_COSINE, _COSINES = 0.75, 0.2
_CALENDAR, _TERM_STARTS = 4, 8

FEATURES = (
    "similarity",
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
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that could answer, with the concepts of the question that it carries.

    `features` are its numbers in the order of FEATURES; `coverage` is the rarity-weighted share of the question's own
    words that it carries (0 to 1); `score` is what candidates are ordered by.
    """

    passage: Passage
    statement: Statement
    carries: frozenset[Concept]
    coverage: float
    similarity: float
    features: tuple[float, ...]
    score: float = 0.0

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
    narrowing: Callable[[str], frozenset[Names]],
) -> list[Candidate]:
    """The statements that were found and carry a year asked for, the best first by their weighed features, ties by id.

    What is dated `today`, or last before it, is the newest that counts; `weighed` are the weights of FEATURES;
    `narrowing` tells the groups of terms that narrow whom a text holds for. What is said to be unknown without a year
    is unknown for every year.
    """
    shares = weights(query, words)
    dated = [(hit, hit.statement, years_of(hit.passage, hit.statement)) for hit in found.statements if hit.statement]
    fitting = [known for known in dated if _fits(query, known[1], known[2])]
    held = (concept for concept in shares if is_held(concept, words))
    asked = _Asked(
        query,
        shares,
        rarest=max(held, key=lambda concept: true_rarity(concept, words), default=None),
        most_words=max((hit.words for hit, _, _ in fitting), default=0.0) or 1.0,
        passage_scores={hit.passage.id: hit.score for hit in found.passages},
        facts=facts,
        today=today,
        narrowing=narrowing,
        narrows=any(narrowing(names.en) for names in query.asked),
    )
    ranked = []
    for hit, statement, named in fitting:
        carried = _carried(hit.passage, statement, query.concepts)
        coverage = sum(shares[concept] * degree for concept, degree in carried.items() if concept in shares)
        features = _features(asked, hit, statement, named, carried)
        score = sum(weighed.get(name, 0.0) * value for name, value in zip(FEATURES, features, strict=True))
        ranked.append(
            Candidate(hit.passage, statement, frozenset(carried), coverage, hit.similarity or 0.0, features, score)
        )
    return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.statement.id))


def carries_all_terms(candidate: Candidate, query: Query) -> bool:
    """Whether a statement carries, itself or under its headings, every term that a question uses."""
    said = _words(candidate.statement.text).union(*map(_words, candidate.passage.headings))
    return all(concept.is_in(said) for concept in query.concepts if concept.is_term and not concept.is_carried)


def says_unknown(statement: Statement) -> bool:
    """Whether a statement says, in the form of corpus/README.md, that something is not published."""
    return _KNOWN_GAP.match(statement.text) is not None


def years_of(passage: Passage, statement: Statement) -> list[str]:
    """The years that a statement is about: those it names, else its nearest heading's, else its source's date."""
    for text in (_KNOWN_GAP.sub("", statement.text), *reversed(passage.headings), passage.provenance.as_of):
        if named := years(text):
            return named
    return []


def years_since(year: str, today: date) -> int:
    """How many years ago "2025" was; for an academic year, "2026-27", how many academic years. Below 0 in the future.

    >>> years_since("2025", date(2026, 3, 1)), years_since("2025-26", date(2026, 3, 1))
    (1, 0)
    """
    now = today.year if len(year) == _CALENDAR or today.month >= _TERM_STARTS else today.year - 1
    return now - int(year[:_CALENDAR])


def _fits(query: Query, statement: Statement, named: Sequence[str]) -> bool:
    """Whether a statement is about one of the years asked for."""
    if not query.years or any(year_is_named(year, named) or year[:_CALENDAR] in named for year in query.years):
        return True
    return says_unknown(statement) and not years(_KNOWN_GAP.sub("", statement.text))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is the same for every candidate of a question."""

    query: Query
    shares: Mapping[Concept, float]
    rarest: Concept | None
    most_words: float
    passage_scores: Mapping[str, float]
    facts: Facts
    today: date
    narrowing: Callable[[str], frozenset[Names]]
    narrows: bool

    @property
    def about(self) -> set[str]:
        return {programme.id for programme in self.query.programmes}


def _features(
    asked: _Asked, hit: Hit, statement: Statement, named: Sequence[str], carried: Mapping[Concept, float]
) -> tuple[float, ...]:
    found: dict[str, float | bool] = (
        _found(asked, hit)
        | _said(asked, hit.passage, carried)
        | _programmes(asked, hit.passage, statement)
        | _form(asked.query, statement)
        | _dated(asked, statement, named)
        | _shape(asked, hit.passage, statement)
    )
    return tuple(float(found[name]) for name in FEATURES)


def _found(asked: _Asked, hit: Hit) -> dict[str, float | bool]:
    """How well the searches found it, and the passage that it stands in."""
    return {
        "similarity": ((hit.similarity or _LEAST_COSINE) - _LEAST_COSINE) / _COSINES,
        "words": hit.words / asked.most_words,
        "passage": asked.passage_scores.get(hit.passage.id, 0.0),
    }


def _said(asked: _Asked, passage: Passage, carried: Mapping[Concept, float]) -> dict[str, float | bool]:
    """How much of the question's words it carries, and which."""
    shares = asked.shares
    terms = [concept for concept in shares if concept.is_term]
    over = [concept for concept in asked.query.concepts if concept.is_carried]
    decisive = [concept for concept in shares if concept.is_decisive]
    objects = objects_asked(asked.query)

    def by(degree: float) -> float:
        return sum(shares.get(concept, 0.0) for concept, held in carried.items() if held == degree)

    return {
        "said": by(_SAID),
        "under heading": by(_HEADING),
        "in title": by(_TITLE),
        "terms": _share(terms, [c for c in terms if carried.get(c) == _SAID]),
        "terms under heading": _share(terms, [c for c in terms if carried.get(c) == _HEADING]),
        "carried over": _share(over, [c for c in over if carried.get(c, 0.0) >= _HEADING]),
        "heading fits": _heading_fit(passage, asked.query.concepts),
        "decisive": _share(decisive, [c for c in decisive if c in carried]) if decisive else 1.0,
        "object missing": _share(objects, [c for c in objects if c not in carried]),
        "rarest": asked.rarest is not None and carried.get(asked.rarest) == _SAID,
        "rarest under heading": asked.rarest is not None and carried.get(asked.rarest) == _HEADING,
    }


def _programmes(asked: _Asked, passage: Passage, statement: Statement) -> dict[str, float | bool]:
    """Whether it is about the programmes that are named."""
    about, own = asked.about, set(statement.programmes)
    tells = [fact for fact in asked.facts.of(statement.id) if fact.tells(asked.query.asked)]
    return {
        "own programme": not about.isdisjoint(own),
        "other programme": not about and bool(own),
        "no programme": bool(about) and not own,
        "own document": bool(passage.programmes) and about.issuperset(passage.programmes),
        "other programmes named": min(len(own - about), 4) / 4 if about else 0.0,
        "other level": _is_of_other_level(asked.query, passage, statement),
        "tells": any(not about or not fact.programme or fact.programme in about for fact in tells),
        "narrower": _narrows(asked, passage, statement),
    }


def _narrows(asked: _Asked, passage: Passage, statement: Statement) -> bool:
    """Whether it holds only for some, such as part-time or non-local students, where the question is about all."""
    if asked.narrows:
        return False
    return any(asked.narrowing(text) for text in (statement.text, *passage.headings[-1:]))


def _is_of_other_level(query: Query, passage: Passage, statement: Statement) -> bool:
    """Whether it is about postgraduates where a bachelor's programme is named, or the other way round."""
    words = fold(f"{passage.breadcrumb} {statement.text}")
    is_post, is_under = _POSTGRADUATE.search(words) is not None, _UNDERGRADUATE.search(words) is not None
    levels = {programme.level == "undergraduate" for programme in query.programmes}
    if levels == {True}:
        return is_post and not is_under and not statement.programmes
    return levels == {False} and is_under and not is_post


def _form(query: Query, statement: Statement) -> dict[str, float | bool]:
    """Whether it lacks the form that the question asks for."""
    forms = ("date", "person", "amount", "address", "list", "duration")
    missing: dict[str, float | bool] = {f"{form} missing": lacks(form, query.text, statement.text) for form in forms}
    return missing | {"figure missing": query.asks_for_figure and not has_figure(statement.text)}


def _dated(asked: _Asked, statement: Statement, named: Sequence[str]) -> dict[str, float | bool]:
    """How old it is where no year is asked for; else whether it says the year itself."""
    asked_years = asked.query.years
    ages = [years_since(year, asked.today) for year in named]
    said = years(statement.text)
    age = min((max(age, 0) for age in ages), default=2)
    return {
        "year said": bool(asked_years) and all(year_is_named(year, said) for year in asked_years),
        "age": 0.0 if asked_years else min(age, 4) / 4,
        "later": bool(ages) and max(ages) < 0 and not asked_years,
    }


def _shape(asked: _Asked, passage: Passage, statement: Statement) -> dict[str, float | bool]:
    """What it is: a table row, a known gap, in another language, how long, how far down its passage."""
    place = next(i for i, other in enumerate(passage.statements) if other.id == statement.id)
    return {
        "other language": (passage.language is Language.EN) != (asked.query.language is Language.EN),
        "known gap": says_unknown(statement),
        "place in passage": min(place, 6) / 6,
        "length": min(len(tokens(statement.text)), 120) / 120,
        "table row": bool(statement.cells),
    }


def objects_asked(query: Query) -> list[Concept]:
    """The concepts in the words right after what makes a question of it: "is there a dress code", 有冇年齡限制.

    In Chinese the last word is one, too, since what is asked for comes last: 能不能申請公屋.
    """
    said = things_asked(query.text)
    own = [concept for concept in query.concepts if not concept.is_carried]
    last = own[-1:] if own and is_chinese(own[-1].word) and not own[-1].is_term else []
    return list(dict.fromkeys([*(concept for concept in own if concept.word in said), *last]))


_SAID, _HEADING, _TITLE = 1.0, 0.75, 0.5
_DEGREES = (_SAID, _HEADING, _TITLE)


def _share(all_concepts: Sequence[Concept], held: Sequence[Concept]) -> float:
    return len(held) / len(all_concepts) if all_concepts else 0.0


def _heading_fit(passage: Passage, concepts: Iterable[Concept]) -> float:
    """The share of the nearest heading's words that the question asks about (0 to 1)."""
    if not passage.headings:
        return 0.0
    heading = _content(undated(passage.headings[-1]))
    asked = {token for concept in concepts for way in concept.ways if heading.issuperset(way) for token in way}
    return len(asked) / len(heading) if heading else 0.0


def undated(text: str) -> str:
    """`text` without its years, and without what stands in brackets."""
    return re.sub(r"\(.*?\)|（.*?）|\b(?:19|20)\d\d(?:-\d\d)?\b|年度|年|entry|intake", " ", text)


def _carried(passage: Passage, statement: Statement, concepts: Iterable[Concept]) -> dict[Concept, float]:
    """The concepts that a statement carries: in its own words, under its headings, or by its title alone."""
    said = _words(statement.text)
    headings = said.union(*map(_words, passage.headings))
    in_title = headings | _words(passage.title)
    degrees = ((_SAID, said), (_HEADING, headings), (_TITLE, in_title))
    carried = {}
    for concept in concepts:
        degree = next((degree for degree, words in degrees if concept.is_in(words)), 0.0)
        if degree:
            carried[concept] = degree
    return carried


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(tokens(text))


@lru_cache(maxsize=5_000)
def _content(text: str) -> frozenset[str]:
    return frozenset(content_tokens(fold(text)))
