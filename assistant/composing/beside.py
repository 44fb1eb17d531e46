"""The rows of a table beside the one that is quoted, where a question asks for several: "a 5*, and a 5**"."""

import re
from dataclasses import replace

from assistant.composing.carrying import words_of
from assistant.composing.parts import Part, Said, Source
from assistant.composing.showing import Knowledge, as_shown
from assistant.domain import Concept, Statement
from assistant.language import fold

_MOST_ROWS, _FEW_ROWS = 4, 3
# Asks for two of a kind, whatever their rows are called: "how long with an MPhil and how long without", 每期各交多少.
_OF_BOTH = re.compile(
    r"\bhow (long|much|many)\b.*\b(?:and|or) how \1\b"
    r"|\bhow much (?:shorter|longer|more|less|cheaper|dearer|higher|lower)\b"
    r"|\b(?:each|both|respectively)\b|各|分别|相差"
)


def with_rows_beside(part: Part, known: Knowledge) -> Part:
    """`part` with the rows of the same table that a question names beside the first that it quotes.

    Of a table of two or three rows it is all of them, where two of a kind are asked for.
    """
    source = part.said[0].sources[0] if part.is_answered and part.said else None
    if source is None or not source.statement.cells:
        return part
    quoted = {each.statement.id for said in part.said for each in said.sources}
    own = _named(source.statement, part.query.concepts)
    rows = (s for s in source.passage.statements if s.cells and s.id not in quoted)
    rows = (s for s in rows if s.cells[0].name == source.statement.cells[0].name)
    table = list(rows)
    beside = [row for row in table if (named := _named(row, part.query.concepts)) - own and own - named]
    if not beside and len(table) < _FEW_ROWS and _OF_BOTH.search(fold(part.query.text)):
        beside = table
    said = tuple(
        Said(as_shown(source.passage, row, part.query, known), (Source(source.passage, row),))
        for row in beside[: _MOST_ROWS - 1]
    )
    return replace(part, said=(part.said[0], *said, *part.said[1:])) if said else part


def _named(row: Statement, concepts: tuple[Concept, ...]) -> set[Concept]:
    """The concepts that the label of a row says."""
    words = words_of(row.cells[0].value)
    return {concept for concept in concepts if not concept.is_carried and concept.is_in(words)}
