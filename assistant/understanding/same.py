"""Whether a question in other words asks the same: nothing added, nothing lost, of the same programmes and years."""

from collections.abc import Sequence
from datetime import date

from assistant.domain import Context, Query, Turn
from assistant.grounding.added import adds, denies_something, has_markup, stresses_more
from assistant.programmes import Catalogue
from assistant.readers.suspicious import addressed_to_assistant
from assistant.scope import split_asks
from assistant.terms import Terms
from assistant.understanding.questions import understand

_PAIRS_A_WORD = 4


def asks_the_same(
    text: str, question: str, turns: Sequence[Turn], context: Context, catalogue: Catalogue, terms: Terms, today: date
) -> bool:
    """Whether `text`, without need of `turns`, asks what `question` asks after them, as far as rules can tell.

    It names no programme, year, date, code or figure, stresses and denies nothing that was not said; it keeps what
    `question` denies, names and asks; it is about the programmes and years that `question` is understood to mean. After
    turns it asks for nothing that they did not ask for, either; without turns it is a translation, and has words for
    those that are in no list. Nothing is the same as a question about what the catalogue does not know: words that stay
    away from it would be answered of something else.
    """
    known = [question, *(turn.question for turn in turns)]
    if addressed_to_assistant(text) or split_asks(text)[1] or (has_markup(text) and not has_markup(question)):
        return False
    if adds(text, known, catalogue) or stresses_more(text, known) or not _denies_alike(text, known):
        return False
    before = understand(question, turns, catalogue, terms, today, context)
    after = understand(text, (), catalogue, terms, today, context)
    if any(query.unknown for query in (*before, *after)):
        return False
    if _programmes(before) != _programmes(after) or not _has_years_of(after, before, question, catalogue, terms, today):
        return False
    if not _keeps_terms(text, question, terms):
        return False
    return _keeps_terms("; ".join(known), text, terms) if turns else _has_words_for(text, question, catalogue, terms)


def _denies_alike(text: str, known: Sequence[str]) -> bool:
    """Whether `text` denies where the last question, the first of `known`, does, and nowhere that none of them does."""
    if denies_something(text):
        return any(map(denies_something, known))
    return not denies_something(known[0])


def _programmes(queries: Sequence[Query]) -> set[str]:
    return {programme.id for query in queries for programme in query.programmes}


def _has_years_of(
    after: Sequence[Query], before: Sequence[Query], question: str, catalogue: Catalogue, terms: Terms, today: date
) -> bool:
    """Whether the years that `question` names itself are kept, and no other ones come in place of those meant."""
    named = {year for query in understand(question, (), catalogue, terms, today) for year in query.years}
    meant = {year for query in before for year in query.years}
    told = {year for query in after for year in query.years}
    return named <= told and (not meant or told <= meant)


def _has_words_for(text: str, question: str, catalogue: Catalogue, terms: Terms) -> bool:
    """Whether a translation has words, or terms, for what `question` says beside terms and names.

    Which ones is not told. Words of Chinese are counted as pairs of signs: up to four of them are one of English.
    """
    names = terms.named_in(question)
    left = [each for each in terms.concepts(catalogue.nameless(question)) if not each.is_term]
    said = [each for each in terms.concepts(catalogue.nameless(text)) if names.isdisjoint(each.names)]
    return _PAIRS_A_WORD * len(said) >= len(left)


def _keeps_terms(text: str, question: str, terms: Terms) -> bool:
    """Whether `text` has each term of `question`, in any of its words."""
    names = terms.named_in(text)
    return all(not names.isdisjoint(each.names) for each in terms.concepts(question) if each.is_term)
