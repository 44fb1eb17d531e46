"""What ink on a PDF page means: which letters can be seen, and what the cells of a ruled table hold."""

import re
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1

from assistant.domain import Place
from assistant.readers.extract import Outline

_TINY = 1.0
_ALMOST = 0.02
_NOT_GRAY = ("Separation", "Indexed", "Pattern", "DeviceN")
_INVISIBLE_INK = re.compile(rb"(?<![\d.])[37]\s+Tr\b")

# A mark of pdfplumber is a dict whose fields depend on its kind.
_Mark = dict[str, Any]


def visible_page(page: Any, place: Place, outline: Outline) -> Any:  # noqa: ANN401  # a page of pdfplumber
    """`page` without letters that are white on white, tiny or outside it; what they say goes to the notices."""
    colored = [mark for mark in (*page.rects, *page.curves) if mark["fill"] and not _is_white(mark)]
    behind = [*colored, *page.images]
    reasons = {id(char): _why_hidden(char, page.bbox, behind) for char in page.chars}
    for reason in sorted(set(filter(None, reasons.values()))):
        outline.hidden(reason, "".join(c["text"] for c in page.chars if reasons[id(c)] == reason), place)
    if any(_INVISIBLE_INK.search(stream.get_data()) for stream in streams(page)):
        outline.notice(
            "the page has letters without ink, as text recognition makes; compare them with the picture", place
        )
    if not any(reasons.values()):
        return page
    return page.filter(lambda mark: mark["object_type"] != "char" or not _why_hidden(mark, page.bbox, behind))


def streams(page: Any) -> list[PDFStream]:  # noqa: ANN401  # a page of pdfplumber
    """What draws the page."""
    found = [resolve1(stream) for stream in page.page_obj.contents]
    return [stream for stream in found if isinstance(stream, PDFStream)]


def _why_hidden(char: _Mark, box: tuple[float, float, float, float], behind: list[_Mark]) -> str:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    if char["size"] <= _TINY:
        return "tiny text"
    if not (box[0] <= x <= box[2] and box[1] <= y <= box[3]):
        return "text outside the page"
    if _is_white(char) and not any(m["x0"] <= x <= m["x1"] and m["top"] <= y <= m["bottom"] for m in behind):
        return "white text"
    return ""


def _is_white(mark: _Mark) -> bool:
    color = mark.get("non_stroking_color")
    if not isinstance(color, tuple | list) or not all(isinstance(part, int | float) for part in color):
        return False
    if len(color) == 4:
        return all(part <= _ALMOST for part in color)
    if len(color) == 1 and str(mark.get("ncs", "")).strip("/'") in _NOT_GRAY:
        return False
    return len(color) in (1, 3) and all(part >= 1 - _ALMOST for part in color)


def filled_rows(table: Any) -> tuple[tuple[str, ...], ...]:  # noqa: ANN401  # a table of pdfplumber
    """The texts of a table's cells; a cell that spans columns or rows stands in each of them."""
    texts = table.extract()
    boxes = [row.cells for row in table.rows]
    lefts = [min((b[0] for b in column if b), default=None) for column in zip(*boxes, strict=True)]
    filled: list[tuple[str, ...]] = []
    for number, (row, cells) in enumerate(zip(texts, boxes, strict=True)):
        said: list[str] = []
        over: Any = None
        for column, (text, box) in enumerate(zip(row, cells, strict=True)):
            left = lefts[column]
            if box:
                said.append(" ".join((text or "").split()))
                over = box
            elif over and left is not None and over[2] > left + 1:
                said.append(said[-1])
            else:
                said.append(filled[number - 1][column] if filled else "")
        filled.append(tuple(said))
    return tuple(filled)
