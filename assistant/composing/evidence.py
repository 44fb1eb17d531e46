"""What speaks for a statement as the answer to a question, as numbers that a calibration weighs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.domain import Concept, Found, Hit, Language, Passage, Query, Statement
from assistant.facts import Facts
from assistant.index.words import WordIndex
from assistant.language import content_tokens, fold, has_figure, is_chinese, tokens, year_is_named, years

_KNOWN_GAP = re.compile(
    r"(not published in our sources|我們的資料來源未有公布|我们的资料来源未有公布)[^:：]*[:：]", re.IGNORECASE
)
_WHEN = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:date|day|month|year)\b|\bdeadlines?\b|幾時|几时|什么时候|甚麼時候|何時|何时|哪年|哪一年|邊年|截止|死線|日期",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\d ?月|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\bwho(?:se|m)?\b|誰|谁|邊個|边个|邊位|哪位", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:prof(?:essor)?|dr|mr|ms|mrs)\b|教授|博士|先生|女士", re.IGNORECASE)
_MONEY = re.compile(
    r"\bhow much\b|\bfees?\b|\btuition\b|\bcosts?\b|\bpay\b|幾錢|几钱|多少钱|多少錢|學費|学费|宿費|宿费|費用|费用|獎學金|奖学金",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"HK\$|US\$|\$ ?\d|港元|港幣")
_ADDRESS_ASKED = re.compile(
    r"\b(?:website|link|url|e-?mail|contact|phone|telephone)\b|網站|网站|網址|网址|電郵|电邮|電話|电话|聯絡|联络",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|\S@\S|\b\d{4} \d{4}\b")
_LIST = re.compile(
    r"\b(?:which|what)(?: \w+){0,4}? (?:\w+s)\b|\blist\b|\bname\b|哪些|哪几|哪幾|邊啲|边些|边啲|邊幾|边几|有咩|有乜|有什么|有甚麼|有什麼|包括",
    re.IGNORECASE,
)
_ENUMERATES = re.compile(r"[,;、；，:：].*[,;、；，]| and .*[,;]|、|；")
_HOW_LONG = re.compile(
    r"\bhow (?:long|many years)\b|\bduration\b|\blength\b|多久|幾耐|几耐|幾多年|几多年|几年|幾年|多長|多长|為期|为期",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six)[- ](?:to \d+[- ])?(?:years?|months?|weeks?|terms?)\b|[\d一二三四五兩两]\s?(?:年|個月|个月|學期|学期|星期)",
    re.IGNORECASE,
)
_STOPS = r"(?=\s(?:of|for|in|at|to|does|do|did|is|are|was|were|can|will|would|should|must|before|after|when|if|that|which|on|near|from|per|i|you|we|they|the)\b|[?,.;]|$)"
_OBJECT = re.compile(
    rf"\b(?:is|are|was) there (?:an?|any|some|the)? ?([a-z][\w' -]*?){_STOPS}|\bhow (?:many|much) ([a-z][\w' -]*?){_STOPS}"
    rf"|\b(?:what|which)(?:'s| is| are| was| were)? (?:the |a |an )?([a-z][\w' -]*?){_STOPS}|\bneed (?:an?|any|the) ([a-z][\w' -]*?){_STOPS}"
    r"|有(?:冇|没有|无|咩|什么|几多|多少)([㐀-鿿]{2,6})|([㐀-鿿]{2,6}?)(?:是|系|要|有)?(?:几多|多少|几钱|几时|什么时候)"
)
# What is neither a term nor decisive is often only told around a question ("for my daughter"), however rare it is.
_TERM_COUNTS, _OTHERS_COUNT, _OTHER_CHINESE_COUNTS = 0.6, 0.5, 0.25
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


def weights(query: Query, words: WordIndex) -> dict[Concept, float]:
    """How much of the question each of its own concepts is: its rarity as a share of all (together 1); may be empty."""
    rarities = {concept: _rarity(concept, words) for concept in query.concepts if not concept.is_carried}
    total = sum(rarities.values())
    return {concept: rarity / total if total else 0.0 for concept, rarity in rarities.items()}


def candidates(
    query: Query, found: Found, words: WordIndex, facts: Facts, today: date, weighed: Mapping[str, float]
) -> list[Candidate]:
    """The statements that were found and carry a year asked for, the best first by their weighed features, ties by id.

    What is dated `today`, or last before it, is the newest that counts; `weighed` are the weights of FEATURES. What is
    said to be unknown without a year is unknown for every year.
    """
    shares = weights(query, words)
    dated = [(hit, hit.statement, years_of(hit.passage, hit.statement)) for hit in found.statements if hit.statement]
    fitting = [known for known in dated if _fits(query, known[1], known[2])]
    scores = {hit.passage.id: hit.score for hit in found.passages}
    most = max((hit.words for hit, _, _ in fitting), default=0.0) or 1.0
    ranked = []
    for hit, statement, named in fitting:
        carried = _carried(hit.passage, statement, query.concepts)
        coverage = sum(shares[concept] * degree for concept, degree in carried.items() if concept in shares)
        features = _features(query, hit, statement, named, carried, shares, today, most, scores, facts, words)
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


def never_mentioned(query: Query, words: WordIndex) -> list[Concept]:
    """The concepts of the question that no document holds in any way of saying them, in order."""
    return [concept for concept in query.concepts if not is_held(concept, words)]


def is_held(concept: Concept, words: WordIndex) -> bool:
    """Whether the documents hold every word of one of a concept's ways, if not in one place."""
    return any(all(map(words.holds, way)) for way in concept.ways)


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


def _features(
    query: Query,
    hit: Hit,
    statement: Statement,
    named: Sequence[str],
    carried: Mapping[Concept, float],
    shares: Mapping[Concept, float],
    today: date,
    most_words: float,
    passage_scores: Mapping[str, float],
    facts: Facts,
    words: WordIndex,
) -> tuple[float, ...]:
    passage, text, asked = hit.passage, statement.text, query.text
    by_degree = {degree: sum(shares.get(c, 0.0) for c, d in carried.items() if d == degree) for degree in _DEGREES}
    own = [concept for concept in shares if concept.is_term]
    over = [concept for concept in query.concepts if concept.is_carried]
    decisive = [concept for concept in shares if concept.is_decisive]
    about = {programme.id for programme in query.programmes}
    ages = [years_since(year, today) for year in named]
    objects = objects_asked(query)
    rarest = max((c for c in shares if is_held(c, words)), key=lambda c: _true_rarity(c, words), default=None)
    return (
        ((hit.similarity or _LEAST_COSINE) - _LEAST_COSINE) / _COSINES,
        hit.words / most_words,
        by_degree[_SAID],
        by_degree[_HEADING],
        by_degree[_TITLE],
        _share(own, [c for c in own if carried.get(c) == _SAID]),
        _share(own, [c for c in own if carried.get(c) == _HEADING]),
        _share(over, [c for c in over if carried.get(c, 0.0) >= _HEADING]),
        _heading_fit(passage, query.concepts),
        _share(decisive, [c for c in decisive if c in carried]) if decisive else 1.0,
        float(bool(about) and bool(about.intersection(statement.programmes))),
        float(not about and bool(statement.programmes)),
        float(bool(about) and not statement.programmes),
        float(query.asks_for_figure and not has_figure(text)),
        float(_WHEN.search(asked) is not None and not _DATE.search(text)),
        float(_WHO.search(asked) is not None and not _PERSON.search(text)),
        float(_MONEY.search(asked) is not None and not _AMOUNT.search(text)),
        float(_ADDRESS_ASKED.search(asked) is not None and not _ADDRESS.search(text)),
        float(bool(query.years) and all(year_is_named(year, years(text)) for year in query.years)),
        min(min((max(age, 0) for age in ages), default=2), 4) / 4 if not query.years else 0.0,
        float(bool(ages) and max(ages) < 0 and not query.years),
        float((passage.language is Language.EN) != (query.language is Language.EN)),
        float(says_unknown(statement)),
        min(_place(passage, statement), 6) / 6,
        min(len(tokens(text)), 120) / 120,
        float(bool(statement.cells)),
        float(_LIST.search(asked) is not None and not _ENUMERATES.search(text)),
        float(_HOW_LONG.search(asked) is not None and not _DURATION.search(text)),
        passage_scores.get(passage.id, 0.0),
        float(bool(about) and about.issuperset(passage.programmes) and bool(passage.programmes)),
        float(
            any(fact.tells(query.asked) and (not about or fact.programme in about) for fact in facts.of(statement.id))
        ),
        _share(objects, [c for c in objects if c not in carried]),
        float(rarest is not None and carried.get(rarest) == _SAID),
        float(rarest is not None and carried.get(rarest) == _HEADING),
        min(len(set(statement.programmes) - about), 4) / 4 if about else 0.0,
    )


def objects_asked(query: Query) -> list[Concept]:
    """The concepts in the words right after what makes a question of it: "is there a dress code", 有冇年齡限制.

    In Chinese the last word is one, too, since what is asked for comes last: 能不能申請公屋.
    """
    said = " ".join(word for match in _OBJECT.finditer(fold(query.text)) for word in match.groups() if word)
    own = [concept for concept in query.concepts if not concept.is_carried]
    last = own[-1:] if own and is_chinese(own[-1].word) and not own[-1].is_term else []
    return list(dict.fromkeys([*(concept for concept in own if concept.word in said), *last]))


_SAID, _HEADING, _TITLE = 1.0, 0.75, 0.5
_DEGREES = (_SAID, _HEADING, _TITLE)


def _share(all_concepts: Sequence[Concept], held: Sequence[Concept]) -> float:
    return len(held) / len(all_concepts) if all_concepts else 0.0


def _place(passage: Passage, statement: Statement) -> int:
    return next(i for i, other in enumerate(passage.statements) if other.id == statement.id)


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


def _true_rarity(concept: Concept, words: WordIndex) -> float:
    """How rare the commonest way of saying a concept is in the documents, be it a term or not."""
    held = [way for way in concept.ways if all(map(words.holds, way))]
    return min((max(map(words.rarity, way)) for way in held), default=0.0)


def _rarity(concept: Concept, words: WordIndex) -> float:
    """How rare the commonest way of saying a concept is; the rarest of its words counts for each way.

    A term is what questions are about, however common the documents have made it.
    """
    held = [way for way in concept.ways if all(map(words.holds, way))] or concept.ways
    rarity = min((max(map(words.rarity, way)) for way in held), default=words.rarity(""))
    if concept.is_term:
        return max(rarity, _TERM_COUNTS * words.rarity(""))
    if concept.is_decisive:
        return rarity
    most = _OTHER_CHINESE_COUNTS if is_chinese(concept.word) and not is_held(concept, words) else _OTHERS_COUNT
    return min(rarity, most * words.rarity(""))
