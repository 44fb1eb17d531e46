"""The quoting composer: answers with the documents' own statements; needs no chat model and no network."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.composing import frames
from assistant.composing.evidence import ENOUGH_COVERED, Candidate, candidates, never_mentioned, weights
from assistant.domain import (
    Answer,
    AnsweredStatement,
    Citation,
    Concept,
    Contact,
    Evidence,
    Found,
    Hit,
    Institution,
    Language,
    Outcome,
    Passage,
    Query,
    Statement,
    Trace,
)
from assistant.grounding import unsupported_figures
from assistant.index.words import WordIndex
from assistant.language import content_tokens, has_figure, is_chinese, years

MOST_STATEMENTS = 3
_MOST_TOPICS = 3
_SAME_WORDS = 0.6
_NEAR = 0.75
_ADDS_AT_LEAST = 0.2
_ASKS = re.compile(
    r"\b(what|which|when|where|who|how|why)\b|甚麼|什麼|什么|多少|幾多|几多|如何|怎|哪|邊|點", re.IGNORECASE
)


def compose(query: Query, found: Found, words: WordIndex, institution: Institution, this_year: int) -> Answer:
    """The answer that the best statements give by themselves, or NOT_FOUND with the closest topics.

    A statement by which the documents say that something is unknown is a refusal with that reason.
    """
    shares = weights(query, words)
    ranked = _facts_first(query, candidates(query, found.statements, shares, this_year))
    trace = Trace(query, found, _evidence(ranked))
    if not ranked or not ranked[0].is_enough:
        return replace(_not_found(query, found.passages, words, institution, ()), trace=trace)
    if ranked[0].is_known_gap:
        return replace(_not_found(query, found.passages, words, institution, ranked[:1]), trace=trace)
    picked = _pick(query, ranked, shares)
    is_translated = query.language is not Language.EN and any(c.passage.language is Language.EN for c in picked)
    statements, citations = _cited(picked, query)
    return Answer(
        Outcome.ANSWERED,
        query.language,
        lead=frames.QUOTED_FROM_ENGLISH.in_language(query.language) if is_translated else "",
        statements=statements,
        citations=citations,
        about=query.programmes,
        trace=trace,
    )


def _evidence(ranked: Sequence[Candidate]) -> Evidence:
    """The evidence that the best candidate gives."""
    if not ranked:
        return Evidence("nothing fits", 0.0, ENOUGH_COVERED, 0.0, 0.0)
    best = ranked[0]
    reason = "known gap" if best.is_known_gap else "enough" if best.is_enough else "too little"
    return Evidence(reason, best.coverage, ENOUGH_COVERED, best.similarity, best.coverage)


def _facts_first(query: Query, ranked: list[Candidate]) -> list[Candidate]:
    """`ranked`, with a fact before a known gap that carries no more of the question: older figures beat none."""
    if not ranked or not ranked[0].is_known_gap:
        return ranked
    for i, candidate in enumerate(ranked):
        says_enough = has_figure(candidate.statement.text) or not query.asks_for_figure
        is_as_good = candidate.coverage >= ranked[0].coverage and candidate.rank >= ranked[0].rank * _NEAR
        if not candidate.is_known_gap and says_enough and is_as_good:
            return [candidate, *ranked[:i], *ranked[i + 1 :]]
    return ranked


def _pick(query: Query, ranked: Sequence[Candidate], shares: dict[Concept, float]) -> list[Candidate]:
    """The best candidate, and those near it that say what the ones before leave unsaid.

    That is: another concept of the question, a second thing asked for, or that a part of it is not published.
    """
    picked = [ranked[0]]
    asks_more = len(_ASKS.findall(query.text)) > 1
    near = [c for c in ranked[1:] if c.is_enough and c.rank >= ranked[0].rank * _NEAR and _same_language(c, ranked[0])]
    for candidate in near:
        said = frozenset().union(*(chosen.carries for chosen in picked))
        added = sum(shares[concept] for concept in candidate.carries - said)
        adds = added >= _ADDS_AT_LEAST or (asks_more and len(picked) == 1)
        is_first_gap = candidate.is_known_gap and not any(chosen.is_known_gap for chosen in picked)
        closes = is_first_gap and candidate.coverage >= ranked[0].coverage
        is_wanted = closes or (adds and not candidate.is_known_gap)
        if len(picked) < MOST_STATEMENTS and is_wanted and not _is_said(candidate, picked):
            picked.append(candidate)
    return picked


def _same_language(one: Candidate, other: Candidate) -> bool:
    return one.passage.language is other.passage.language


def _is_said(candidate: Candidate, picked: Sequence[Candidate]) -> bool:
    return any(_says_the_same(candidate, chosen) for chosen in picked)


def _says_the_same(one: Candidate, other: Candidate) -> bool:
    left, right = set(content_tokens(one.statement.text)), set(content_tokens(other.statement.text))
    return len(left & right) >= _SAME_WORDS * min(len(left), len(right))


def _not_found(
    query: Query, hits: Sequence[Hit], words: WordIndex, institution: Institution, known: Sequence[Candidate]
) -> Answer:
    language = query.language
    lead = frames.NOT_FOUND.in_language(language)
    # Not for Chinese words: the English documents may hold the thing under its English name.
    unheard = [concept.word for concept in never_mentioned(query, words) if not is_chinese(concept.word)]
    if unheard:
        shown = ", ".join(_as_typed(word, query.text) for word in unheard)
        lead += _space(language) + frames.NEVER_MENTIONED.in_language(language).format(words=shown)
    elif query.years and not known:
        lead += _space(language) + frames.NOTHING_DATED.in_language(language).format(years=", ".join(query.years))
    statements, citations = _cited(known, query)
    if known:
        lead += _space(language) + frames.WHAT_THEY_SAY.in_language(language)
    topics = list(dict.fromkeys(_topic(hit.passage) for hit in hits if hit.words))[:_MOST_TOPICS]
    closing = frames.CLOSEST_TOPICS.in_language(language).format(topics="; ".join(topics)) if topics else ""
    ask = frames.ASK.in_language(language).format(contact=institution.contact_names.in_language(language))
    return Answer(
        Outcome.NOT_FOUND,
        language,
        lead=lead,
        statements=statements,
        citations=citations,
        closing=closing,
        contact=Contact(ask, institution.contact_url),
        about=query.programmes,
    )


def _as_typed(word: str, question: str) -> str:
    """A folded word as the visitor wrote it, where that can be found."""
    typed = re.search(re.escape(word), question, re.IGNORECASE)
    return typed[0] if typed else word


def _topic(passage: Passage) -> str:
    return " › ".join((passage.title, *passage.headings[-1:]))


def _cited(picked: Sequence[Candidate], query: Query) -> tuple[tuple[AnsweredStatement, ...], tuple[Citation, ...]]:
    """The statements as a visitor reads them, and one citation for each passage, numbered in order of use."""
    quotes: dict[str, tuple[Passage, list[Statement]]] = {}
    for candidate in picked:
        quotes.setdefault(candidate.passage.id, (candidate.passage, []))[1].append(candidate.statement)
    marks = {passage_id: mark for mark, passage_id in enumerate(quotes, 1)}
    statements = tuple(
        AnsweredStatement(_shown(candidate, query), (marks[candidate.passage.id],)) for candidate in picked
    )
    citations = tuple(Citation(marks[key], passage, tuple(said)) for key, (passage, said) in quotes.items())
    return statements, citations


def _shown(candidate: Candidate, query: Query) -> str:
    """The statement verbatim, with its year where it has figures but names none."""
    passage, text = candidate.passage, candidate.statement.text
    shown = text
    if any(sign.isdigit() for sign in text) and not years(text):
        dated = next((heading for heading in reversed(passage.headings) if years(heading)), "")
        shown += f" ({dated or frames.as_of_text(passage.provenance.as_of, query.language)})"
    return text if unsupported_figures(shown, [passage]) else shown


def _space(language: Language) -> str:
    return " " if language is Language.EN else ""
