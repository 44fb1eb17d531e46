"""What a programme is: how its own document begins, and what it teaches."""

from collections.abc import Callable, Mapping

from assistant.composing.dated import says_unknown
from assistant.composing.parts import Part, Said, Source
from assistant.composing.quoting import MOST_STATEMENTS
from assistant.composing.showing import Knowledge, as_shown
from assistant.domain import Found, Passage, Query


def introduced(
    query: Query, search: Callable[[Query], Found], known: Knowledge, passages: Mapping[str, Passage]
) -> Part | None:
    """What the document of a programme says before its first heading, where nothing else is asked; else None.

    There a document says what it is about (corpus/README.md). None as well where it says nothing there.
    """
    if not query.is_of_whole or query.concepts or query.years:
        return None
    about = tuple(programme.id for programme in query.programmes)
    openings = [
        passage
        for passage in passages.values()
        if passage.programmes == about and not passage.headings and query.language in passage.answers_in
    ]
    if not openings:
        return None
    opening = min(openings, key=lambda passage: passage.id)
    told = [statement for statement in opening.statements if not says_unknown(statement)][:MOST_STATEMENTS]
    said = tuple(Said(as_shown(opening, each, query, known), (Source(opening, each),)) for each in told)
    return Part(query, search(query), known.sure, said) if said else None
