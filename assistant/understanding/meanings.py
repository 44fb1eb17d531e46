"""Which of its meanings a word has: how many are taken this year is a plan, how many were taken a statistic."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Concept
from assistant.terms import STATISTICS, Terms

_CALENDAR = 4  # digits of a year


def meant_then(concept: Concept, years: Sequence[str], this_year: int, terms: Terms) -> Concept:
    """`concept`, if one of its meanings is a statistic, as that for years that are past, else as the others."""
    counted = tuple(names for names in concept.names if terms.kinds.get(names) == STATISTICS)
    others = tuple(names for names in concept.names if names not in counted)
    if not counted or not others:
        return concept
    is_past = bool(years) and all(int(year[:_CALENDAR]) < this_year for year in years)
    kept = counted if is_past else others
    same = [said for names in kept for said in terms.concepts(names.en) if names in said.names]
    ways = tuple(dict.fromkeys(way for said in same for way in said.ways))
    return replace(concept, names=kept, ways=ways) if ways else concept
