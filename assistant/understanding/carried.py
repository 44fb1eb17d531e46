"""What a follow-up takes over of the questions before it, and what it leaves behind."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Concept, Query
from assistant.terms import EXAMINATION, STATISTICS, USUAL, Terms

_FOR_WHOM = {"attendance", "origin", EXAMINATION, "previous study"}
_OF_PROGRAMMES = {"score", STATISTICS}
_ASKS_ITSELF = re.compile(r"^how |几|多少|多久")  # on the folded word of a term


def without_alternatives(past: Query, own: Sequence[Concept], terms: Terms, *, is_second: bool, asks: bool) -> Query:
    """`past` without what `own` takes the place of: "part-time" where full-time was asked about before, fee for score.

    What changes from year to year is what a question asks, one thing at a time: a thing of another kind, such as a
    scholarship, takes its place, too, where the question `asks` for it in words. A fee may be that of the hostel asked
    about before; a score or a count of applicants is of the programme only. A second thing that is asked in one message
    (`is_second`) takes the place of a first whose word asks itself: "how many years".
    """
    kinds = {terms.kinds[names] for concept in own for names in concept.names if names in terms.kinds}
    is_figure_asked = any(not terms.yearly.isdisjoint(concept.names) for concept in own)
    is_thing_asked = asks and any(_is_asked_by_itself(c, terms) and terms.kinds.keys().isdisjoint(c.names) for c in own)

    asks_another = is_second and any(concept.is_term for concept in own)

    def stays(concept: Concept) -> bool:
        if asks_another and _ASKS_ITSELF.search(concept.word):
            return False
        is_replaced = (is_figure_asked or is_thing_asked) and not terms.yearly.isdisjoint(concept.names)
        is_left = not _OF_PROGRAMMES.isdisjoint(kinds) and _is_asked_by_itself(concept, terms)
        return not (is_replaced or is_left) and not any(terms.kinds.get(names) in kinds for names in concept.names)

    return replace(past, concepts=tuple(filter(stays, past.concepts)))


def _is_asked_by_itself(concept: Concept, terms: Terms) -> bool:
    """Whether it is a thing of its own (a subject, an interview), of which there is no score; not whom it is for."""
    is_for_some = concept.is_decisive or not terms.narrows.isdisjoint(concept.names)
    return concept.is_term and not is_for_some and not any(terms.kinds.get(n) in _FOR_WHOM for n in concept.names)


def carrying(query: Query, past: Query, terms: Terms, *, points_back: bool) -> tuple[Concept, ...]:
    """What `query` asks about, then what it carries over from `past`: all that it asks itself where it asks nothing."""
    own = tuple(concept for concept in query.concepts if not concept.is_carried)
    if not own and query.years and past.concepts:
        return tuple(replace(concept, is_carried=True) for concept in past.concepts)
    asks = any(concept.is_term or concept.is_decisive for concept in own)
    if not own or (points_back and not asks and query.programmes):
        return (*own, *(concept for concept in past.concepts if concept not in own))
    groups = {name for concept in own for name in concept.names}
    words = {concept.word for concept in own}
    carried = [c for c in past.concepts if groups.isdisjoint(c.names) and c.word not in words]
    kept = [c for c in carried if c.is_term or c.is_decisive] or (carried if points_back else [])
    return (*own, *(replace(c, is_carried=True, is_decisive=c.is_decisive and _stays_decisive(c, terms)) for c in kept))


def _stays_decisive(concept: Concept, terms: Terms) -> bool:
    return concept.is_exact or is_held_by_some(concept, terms)


def is_held_by_some(concept: Concept, terms: Terms) -> bool:
    """Whether it is an examination that some applicants hold in place of the usual one."""
    held = [names for names in concept.names if names.en != USUAL and names not in terms.narrows]
    return any(terms.kinds.get(names) == EXAMINATION for names in held)
