"""Rows of a sheet to tables that know their row numbers."""

from collections.abc import Iterable, Sequence

from assistant.domain import Place
from assistant.readers.characters import visible
from assistant.readers.extract import Outline, Unreadable

MOST_ROWS = 20_000
MOST_COLUMNS = 200

_Row = tuple[int, tuple[str, ...]]


def add_sheet(outline: Outline, name: str, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Add the sheet called `name` (empty where there is only one) to `outline`.

    `rows` are row numbers as the spreadsheet shows them, each with its cells' texts. The first row with more than one
    cell is the header; a single cell above it, or alone between empty rows, is a paragraph. Rows without an empty one
    between them become one table under that header, so that its place tells its rows truly. Raises Unreadable when
    there are too many rows or columns.
    """
    runs = _runs(rows)
    width = max((_filled(cells) for run in runs for _, cells in run), default=0)
    header: _Row | None = None
    has_table = False
    for body in runs:
        while width > 1 and body and (header is None or len(body) == 1) and _filled(body[0][1]) == 1:
            number, cells = body.pop(0)
            outline.paragraph("".join(cells), Place(sheet=name, first_row=number, last_row=number))
        if body and header is None:
            header = body.pop(0)
        if body and header:
            place = Place(sheet=name, first_row=body[0][0], last_row=body[-1][0])
            outline.table([header[1], *(cells for _, cells in body)], place)
            has_table = True
    if header and not has_table:
        number, cells = header
        outline.paragraph(", ".join(filter(None, cells)), Place(sheet=name, first_row=number, last_row=number))


def _runs(rows: Iterable[tuple[int, Sequence[str]]]) -> list[list[_Row]]:
    """The rows that say something, those that follow each other together."""
    runs: list[list[_Row]] = []
    before = -1
    for number, row in rows:
        cells = tuple(cell if visible(cell) else "" for cell in row)
        if not any(cells):
            continue
        if number > MOST_ROWS:
            raise Unreadable(f"it has more than {MOST_ROWS:,} rows (row {number:,} holds something); split it.")
        if any(cells[MOST_COLUMNS:]):
            raise Unreadable(f"row {number} has more than {MOST_COLUMNS} columns; delete what stands far to the right.")
        if number != before + 1:
            runs.append([])
        runs[-1].append((number, cells[:MOST_COLUMNS]))
        before = number
    return runs


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell)
