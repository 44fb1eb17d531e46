"""What a programme is, and which there are: how their own documents begin."""

from collections.abc import Callable, Mapping

from assistant.composing import frames
from assistant.composing.dated import says_unknown
from assistant.composing.parts import Grid, Part, Said, Source
from assistant.composing.quoting import MOST_STATEMENTS
from assistant.composing.showing import Knowledge, as_shown
from assistant.domain import Found, Passage, Query

_FEW = 2


def introduced(
    query: Query, search: Callable[[Query], Found], known: Knowledge, passages: Mapping[str, Passage]
) -> Part | None:
    """What the document of the one programme says before its first heading; None where it says nothing there.

    There a document says what it is about (corpus/README.md).
    """
    said = _opening(query.programmes[0].id, query, known, passages)
    return Part(query, search(query), known.sure, said) if said else None


def all_introduced(
    query: Query,
    search: Callable[[Query], Found],
    known: Knowledge,
    passages: Mapping[str, Passage],
    called: Mapping[str, str],
) -> Part | None:
    """A list of programmes, given by their ids with what they are called, each with the first sentence on it.

    None where the documents say so of hardly any.
    """
    openings = {name: _opening(programme, query, known, passages) for programme, name in called.items()}
    rows = tuple((Said(name, ()), said[0]) for name, said in openings.items() if said)
    header = ("", frames.WHAT_IT_IS.in_language(query.language))
    return Part(query, search(query), known.sure, (), Grid(header, rows)) if len(rows) >= _FEW else None


def _opening(programme: str, query: Query, known: Knowledge, passages: Mapping[str, Passage]) -> tuple[Said, ...]:
    """The statements with which the document of a programme, by its id, begins; none where it begins with a heading."""
    openings = [
        passage
        for passage in passages.values()
        if passage.programmes == (programme,) and not passage.headings and query.language in passage.answers_in
    ]
    if not openings:
        return ()
    opening = min(openings, key=lambda passage: passage.id)
    told = [statement for statement in opening.statements if not says_unknown(statement)][:MOST_STATEMENTS]
    return tuple(Said(as_shown(opening, each, query, known), (Source(opening, each),)) for each in told)
