"""Which of several years that a question asks for an answer does not tell."""

from dataclasses import replace

from assistant.composing import frames
from assistant.composing.dated import years_of
from assistant.composing.parts import Part
from assistant.language import year_is_named, years

_SEVERAL = 2


def lacking_years(part: Part) -> list[Part]:
    """A refusal for those years of a question that its answer does not tell; none where it tells all of them."""
    query = part.query
    if not part.is_answered or len(query.years) < _SEVERAL or any(said.computed for said in part.said):
        return []
    told = [year for said in part.said for year in years(said.text)]
    told += [
        year for said in part.said for source in said.sources for year in years_of(source.passage, source.statement)
    ]
    lacking = tuple(year for year in query.years if not year_is_named(year, told))
    if not lacking or len(lacking) == len(query.years):
        return []
    refusal = frames.NOT_FOUND.in_language(query.language)
    return [replace(part, query=replace(query, years=lacking), said=(), carries=frozenset(), refusal=refusal)]
