"""Excel workbooks: each sheet a table whose rows keep their numbers."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from assistant.domain import Place
from assistant.readers import office
from assistant.readers.extract import Extract, Outline, Unreadable
from assistant.readers.grid import MOST_COLUMNS, MOST_ROWS, add_sheet

_MOST_CELLS = 200_000
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]*?\bref=["']([A-Z]+\d+:[A-Z]+\d+)["']""")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_SIMPLE = re.compile(
    r"(?P<before>[^#0?@,.%]*)(?P<digits>#,##0|#,###|0|#)(?P<decimals>\.0+)?(?P<after>[^#0?@,.%]*)(?P<percent>%?)"
)
_DIGITS_OF_EXCEL = ".15g"

# What openpyxl finds in a cell: a text, a number, a date, a truth value, or nothing.
_Value = Any


def read(content: bytes) -> Extract:
    """The sheets that are shown, without hidden rows and columns, formulas as their results. Raises Unreadable."""
    has_formulas = False
    for name, part in office.xml_parts(content, "xl/workbook.xml"):
        if name.startswith("xl/worksheets/"):
            _check_part(part)
            has_formulas = has_formulas or b"<f>" in part or b"<f " in part
    book = openpyxl.load_workbook(BytesIO(content), data_only=True, keep_links=False)
    if has_formulas:
        _check_results(content, book)
    outline = Outline()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            text = " ".join(str(value) for row in _shown_rows(sheet) for value in row[1])
            outline.hidden(f"the hidden sheet {sheet.title}", text, Place(sheet=sheet.title))
            continue
        outline.heading(1, sheet.title)
        add_sheet(outline, sheet.title, _shown_rows(sheet, outline))
    return outline.extract()


def _check_part(part: bytes) -> None:
    """Refuse a sheet that would keep openpyxl busy."""
    if sum(1 for _ in _CELL.finditer(part)) > _MOST_CELLS:
        raise Unreadable(f"a sheet has more than {_MOST_CELLS:,} cells; split it.")
    spare = _MOST_CELLS
    for merged in _MERGED.finditer(part):
        left, top, right, bottom = range_boundaries(merged[1].decode())
        spare -= abs(((right or 0) - (left or 0) + 1) * ((bottom or 0) - (top or 0) + 1))
        if spare < 0:
            raise Unreadable(f"it merges more than {_MOST_CELLS:,} cells; take the merging away.")


def _check_results(content: bytes, book: openpyxl.Workbook) -> None:
    """Refuse formulas whose results were never stored: their cells would look empty."""
    for sheet in openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and book[sheet.title][cell.coordinate].value is None:
                    raise Unreadable(
                        f"the formula in cell {cell.coordinate} of sheet {sheet.title} has no stored result; "
                        "open the file in a spreadsheet program and save it."
                    )


def _shown_rows(sheet: Worksheet, outline: Outline | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows that are shown with their numbers, as texts; hidden rows and columns go to the notices of `outline`."""
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        corner = sheet.cell(sheet.max_row, sheet.max_column).coordinate
        raise Unreadable(
            f"sheet {sheet.title} reaches to cell {corner}, but {MOST_ROWS:,} rows and {MOST_COLUMNS} columns are the "
            "most; delete the rows and columns outside the table."
        )
    spanned = _spanned(sheet)
    hidden_columns = _hidden_columns(sheet)
    for number, row in enumerate(sheet.iter_rows(), 1):
        texts = [displayed(*spanned.get((number, c.column or 0), (c.value, c.number_format))) for c in row]
        shown = [text for column, text in enumerate(texts, 1) if column not in hidden_columns]
        left_out = [text for column, text in enumerate(texts, 1) if column in hidden_columns]
        if sheet.row_dimensions[number].hidden:
            left_out, shown = texts, []
        if outline:
            place = Place(sheet=sheet.title)
            outline.hidden("text in hidden rows or columns", " ".join(filter(None, left_out)), place)
        yield number, shown


def _spanned(sheet: Worksheet) -> dict[tuple[int, int], tuple[_Value, str]]:
    """For each cell of a merged range, by row and column, the value and number format of the range's first cell."""
    found = {}
    for merged in sheet.merged_cells.ranges:
        first = sheet.cell(merged.min_row, merged.min_col)
        for row, column in merged.cells:
            found[row, column] = (first.value, first.number_format)
    return found


def _hidden_columns(sheet: Worksheet) -> set[int]:
    return {
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for column in range(dimension.min or 1, min(dimension.max or 1, MOST_COLUMNS) + 1)
    }


def displayed(value: _Value, number_format: str) -> str:
    """A cell's value as the spreadsheet shows it where its format is simple, dates as ISO; empty for none.

    >>> displayed(0.125, "0.0%"), displayed(47000, '"HK$"#,##0'), displayed(47.0, "General")
    ('12.5%', 'HK$47,000', '47')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat() if isinstance(value, date) else value.isoformat("minutes")
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _number(value: float, number_format: str) -> str:
    plain = _LITERAL.sub("", number_format.partition(";")[0])
    literals = ["".join(match.groups(default="")) for match in _LITERAL.finditer(number_format.partition(";")[0])]
    simple = _SIMPLE.fullmatch(plain)
    if not simple:
        return format(value, _DIGITS_OF_EXCEL)
    shown = Decimal(str(value)) * (100 if simple["percent"] else 1)
    places = len(simple["decimals"] or ".") - 1
    shown = shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    digits = format(shown, ",f" if "," in simple["digits"] else "f")
    starts_with_literal = _LITERAL.match(number_format) is not None
    before, after = ("".join(literals), "") if starts_with_literal else ("", "".join(literals))
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    return f"{sign}{before}{simple['before']}{digits}{simple['after']}{after}{simple['percent']}".strip()
