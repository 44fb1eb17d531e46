"""Why a question is not answered: unknown, told elsewhere, of another year, or on too little evidence."""

import re
from collections.abc import Sequence

from assistant.composing import frames
from assistant.composing.carrying import objects_asked, words_of
from assistant.composing.evidence import Candidate, carries_all_terms, says
from assistant.composing.ordering import asked_of_some
from assistant.composing.parts import Said
from assistant.composing.showing import Knowledge, quotation
from assistant.composing.weights import is_held
from assistant.composing.years import years_lacking
from assistant.domain import Concept, Evidence, Found, Query
from assistant.language import fold, is_chinese

_WORD = re.compile(r"[a-z][a-z' -]*")
_CLEARLY_MORE = 0.1  # of a question's words, weighed
_RELATED = 0.4
# Below this a word that no document holds is reason enough to refuse.
_DOUBTFUL = 0.6
# Nor is a statement that holds for all taken for one on some, unless it is as sure as this.
_SURE = 0.92


def refusal(
    query: Query,
    found: Found,
    stating: Sequence[Candidate],
    gap: Candidate | None,
    known: Knowledge,
    evidence: Evidence,
) -> str:
    """The sentence that says why a question is not answered; empty where it is.

    `stating` are the statements that state something, the best first; `gap` says that something asked is unknown.
    """
    whatever = _refused_anyway(query, found, stating, known, evidence.confidence)
    return whatever or ("" if evidence.reason == "enough" else _why(query, gap, known))


def is_known_gap(query: Query, stating: Sequence[Candidate], gap: Candidate | None) -> bool:
    """Whether what is asked is the very thing that the documents say is unknown, and no better statement tells it."""
    told = bool(stating) and (_is_of_the_very_thing(stating[0], query) or _says_more(stating[0], gap))
    return gap is not None and _is_of_the_very_thing(gap, query) and says_all_terms(gap, query) and not told


def _is_of_the_very_thing(candidate: Candidate, query: Query) -> bool:
    """Whether a statement is about a programme that is named, and carries every term that is asked."""
    about = {programme.id for programme in query.programmes}
    terms = [concept for concept in query.concepts if concept.is_term and not concept.is_carried]
    is_of_it = not about.isdisjoint(candidate.statement.programmes)
    return bool(terms) and is_of_it and carries_all_terms(candidate, query)


def _says_more(candidate: Candidate, gap: Candidate | None) -> bool:
    """Whether a statement carries clearly more of a question than what says that something is unknown."""
    return gap is not None and candidate.coverage > gap.coverage + _CLEARLY_MORE


def says_all_terms(candidate: Candidate, query: Query) -> bool:
    """Whether a statement uses in its own words every term that is asked, for what stands under a heading is much."""
    said = words_of(candidate.statement.text)
    return all(concept.is_in(said) for concept in query.concepts if concept.is_term and not concept.is_carried)


def _refused_anyway(
    query: Query, found: Found, stating: Sequence[Candidate], known: Knowledge, confidence: float
) -> str:
    """Why a question is refused whatever the evidence: another institution is its subject, or its year is lacking."""
    language = query.language
    carried = {concept.word for candidate in stating[:1] for concept in candidate.carries}
    if query.unknown and not carried.issuperset(query.unknown):
        names = known.institution.names.in_language(language)
        return frames.OTHER_INSTITUTION.in_language(language).format(
            institution=names, others=frames.listed([_as_typed(name, query.text) for name in query.unknown], language)
        )
    is_doubtful = confidence < _DOUBTFUL and not query.is_follow_up
    if never := _never_mentioned(query, known, is_doubtful=is_doubtful):
        words = frames.listed([_as_typed(concept.word, query.text) for concept in never], language)
        sentence = frames.NOT_FOUND.in_language(language) + frames.space(language)
        return sentence + frames.NEVER_MENTIONED.in_language(language).format(words=words)
    objects = [c for c in query.concepts if c.is_decisive and not c.is_term and is_chinese(c.word)]
    is_of_another = bool(stating) and any(concept not in stating[0].carries for concept in objects)
    exact = [concept for concept in query.exact if concept.is_decisive]
    is_another = bool(stating and exact) and stating[0].carries.isdisjoint(exact)
    is_too_wide = confidence < _SURE and _is_too_wide(query, stating, known)
    if (is_of_another and is_doubtful and not query.programmes) or is_too_wide or is_another:
        return frames.NOT_FOUND.in_language(language)
    return years_lacking(query, found, stating, known)


def _never_mentioned(query: Query, known: Knowledge, *, is_doubtful: bool) -> list[Concept]:
    """What is asked for and no document mentions: terms, names and, if the evidence `is_doubtful`, more."""
    # A term holds in every language, since each group names the same thing in all of them.
    terms = [c for c in query.concepts if c.is_term and not (c.is_carried or c.is_told or is_held(c, known.words))]
    # Other Chinese words do not count, which are pairs of signs.
    strange = [c for c in objects_asked(query) if not is_held(c, known.words) and _WORD.fullmatch(c.word)]
    strange = [] if query.is_follow_up else strange
    return terms or [concept for concept in strange if is_doubtful or concept.is_decisive]


def _is_too_wide(query: Query, stating: Sequence[Candidate], known: Knowledge) -> bool:
    """Whether it is asked what holds for some only, such as the application fee, and the best statement is of all.

    A title that names them ("local and non-local students") is no word on them.
    """
    return bool(stating) and not all(says(stating[0], concept) for concept in asked_of_some(query, known))


def _why(query: Query, gap: Candidate | None, known: Knowledge) -> str:
    """The sentence that says why there is not enough evidence."""
    language = query.language
    if gap is not None and _tells_why(gap, query):
        return frames.NOT_PUBLISHED.in_language(language)
    # Not for Chinese words: an English document may hold the thing under its English name.
    # Nor for what holds a digit, which may be somebody's own number.
    things = (*objects_asked(query), *(concept for concept in query.concepts if concept.is_decisive))
    unheard = [c.word for c in dict.fromkeys(things) if not is_held(c, known.words) and _WORD.fullmatch(c.word)]
    sentence = frames.NOT_FOUND.in_language(language)
    if unheard:
        words = frames.listed([_as_typed(word, query.text) for word in unheard], language)
        return sentence + frames.space(language) + frames.NEVER_MENTIONED.in_language(language).format(words=words)
    if query.years:
        return (
            sentence
            + frames.space(language)
            + frames.NOTHING_DATED.in_language(language).format(years=frames.listed(query.years, language))
        )
    return sentence


def related(
    query: Query, stating: Sequence[Candidate], gap: Candidate | None, known: Knowledge, reason: str
) -> tuple[Said, ...]:
    """What the documents do say: that it is unknown, or one statement that carries every term which is asked."""
    if query.unknown:
        return ()
    if gap is not None and _tells_why(gap, query):
        return (quotation(gap, query, known),)
    about = {programme.id for programme in query.programmes} if query.years else set()
    fitting = (c for c in stating if c.coverage >= _RELATED and _is_about(c, query) and carries_all_terms(c, query))
    best = next((c for c in fitting if not about or not about.isdisjoint(c.statement.programmes)), None)
    return (quotation(best, query, known),) if best and reason != "nothing fits" else ()


def _tells_why(gap: Candidate, query: Query) -> bool:
    """Whether what is said to be unknown is what is asked: it says all terms of the question, or a name in it."""
    return _is_about(gap, query) and says_all_terms(gap, query)


def _is_about(candidate: Candidate, query: Query) -> bool:
    """Whether a statement carries something that is asked, about a programme that is asked about, if any is."""
    asked = [concept for concept in query.concepts if concept.is_term or concept.is_decisive] or query.concepts
    about = {programme.id for programme in query.programmes}
    is_of_it = not about or not candidate.statement.programmes or not about.isdisjoint(candidate.statement.programmes)
    return is_of_it and any(concept in candidate.carries for concept in asked)


def _as_typed(word: str, question: str) -> str:
    """A folded word as the visitor wrote it, where that can be found."""
    folded = fold(question)
    at = folded.find(word) if len(folded) == len(question) else question.lower().find(word)
    return question[at : at + len(word)] if at >= 0 else word
