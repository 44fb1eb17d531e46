"""Which of the years that a question asks for the documents, or an answer, do not tell."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.composing import frames
from assistant.composing.dated import is_for, says_unknown, years_of
from assistant.composing.evidence import Candidate, carries_all_terms, carries_terms
from assistant.composing.parts import Part
from assistant.composing.showing import Knowledge
from assistant.domain import Found, Query
from assistant.language import has_count, year_is_named, years

_SEVERAL = 2


def years_lacking(query: Query, found: Found, stating: Sequence[Candidate], known: Knowledge) -> str:
    """The sentence that what is asked of one programme is told for other years only, and which; empty where it is not.

    `stating` are the statements of the years that are asked for.
    """
    in_tables = _years_told(query, known)
    told = in_tables or (_years_said(query, found) if query.asks_for_figure and query.programmes else set())
    if not told or any(year_is_named(year, told) for year in query.years):
        return ""
    about = {programme.id for programme in query.programmes}
    own = [candidate for candidate in stating if not about.isdisjoint(candidate.statement.programmes)]
    if any(carries_all_terms(candidate, query) for candidate in (own if in_tables else stating)):
        return ""
    language = query.language
    return frames.LACKS_YEAR.in_language(language).format(
        asked=frames.listed([names.in_language(language) for names in sorted(query.asked, key=str)], language),
        years=frames.listed(query.years, language),
        known=frames.listed(sorted(told | _years_said(query, found), reverse=True), language),
    )


def lacking_years(part: Part) -> list[Part]:
    """A refusal for those years of a question that its answer does not tell; none where it tells all of them."""
    query = part.query
    if not part.is_answered or len(query.years) < _SEVERAL or any(said.computed for said in part.said):
        return []
    told = [year for said in part.said for year in years(said.text)]
    told += [
        year for said in part.said for source in said.sources for year in years_of(source.passage, source.statement)
    ]
    lacking = tuple(year for year in query.years if not is_for(year, told))
    if not lacking or len(lacking) == len(query.years):
        return []
    refusal = frames.NOT_FOUND.in_language(query.language)
    return [replace(part, query=replace(query, years=lacking), said=(), carries=frozenset(), refusal=refusal)]


def _years_told(query: Query, known: Knowledge) -> set[str]:
    """The years for which a table tells what is asked of the programme, where years are asked for."""
    about = [programme.id for programme in query.programmes]
    if not query.years or len(about) != 1:
        return set()
    return {
        fact.year for fact in known.facts.matching(query.asked, query.language, about) if fact.year and fact.is_stated
    }


def _years_said(query: Query, found: Found) -> set[str]:
    """The years for which a sentence that was found says what is asked of the programme, with a figure."""
    about = {programme.id for programme in query.programmes}
    pairs = [(hit.passage, hit.statement) for hit in found.statements if hit.statement and not hit.statement.cells]
    return {
        year
        for passage, statement in pairs
        if not about.isdisjoint(statement.programmes) and has_count(statement.text) and not says_unknown(statement)
        if carries_terms(passage, statement, query)
        for year in years_of(passage, statement)
    }
