"""PDF files: page by page, headings by the size of their letters."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from assistant.domain import Place
from assistant.readers import pdf_marks, pdf_streams
from assistant.readers.extract import Extract, Outline, Unreadable

_MOST_PAGES = 200
_MOST_CHARACTERS = 2_000_000
_LARGER = 1.15
_LONGEST_HEADING = 120
_ITEM = re.compile(r"\s*[•‣▪●○◦·\uf0b7\uf0a7–-]\s*(?=\S)")
_PAGE_NUMBER = re.compile(r"(?:page |p\. ?|第 ?)?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?(?: ?[頁页])?", re.IGNORECASE)
_GAP_OF_PARAGRAPHS, _GAP_WITHIN_A_SENTENCE = 0.7, 1.6
_FULL_LINE = 0.6
_ENDS = (".", "!", "?", ":", ";", "。", "！", "？", "：", "；")

# pdfplumber's pages are objects of dicts; this module and its two helpers are the door.
_Page = Any


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text; `size` is its letters' height and `top` and `bottom` its place on the page, in points."""

    text: str
    size: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Grid:
    """A ruled table."""

    rows: tuple[tuple[str, ...], ...]
    top: float


def read(content: bytes) -> Extract:
    """The text of a PDF with the pages it stands on. Raises Unreadable when it is locked, scanned or too large."""
    pdf_streams.check(content)
    try:
        with pdfplumber.open(BytesIO(content)) as pdf:
            return _extract(pdf.pages)
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__)):
            raise Unreadable("it has a password; save it without one.") from error
        raise


def _extract(pages: Sequence[_Page]) -> Extract:
    if len(pages) > _MOST_PAGES:
        raise Unreadable(f"it has more than {_MOST_PAGES} pages; split it.")
    outline = Outline()
    found: list[list[_Line | _Grid]] = []
    pictures = []
    count = 0
    for number, page in enumerate(pages, 1):
        for stream in pdf_marks.streams(page):
            pdf_streams.check_stream(stream.rawdata or b"")
        count += len(page.chars)
        if count > _MOST_CHARACTERS:
            raise Unreadable(f"it holds more than {_MOST_CHARACTERS:,} characters; split it.")
        if page.images and not page.chars:
            pictures.append(number)
        seen = pdf_marks.visible_page(page, Place(page=number), outline)
        found.append(_items(seen))
        page.close()
    if pictures and not any(found):
        raise Unreadable("its pages are pictures without text; run text recognition (OCR) on it and save it again.")
    for number in pictures:
        outline.notice(
            "the page is a picture without text; what it says is not read (OCR would make it)", Place(page=number)
        )
    _add_pages(found, outline)
    return outline.extract()


def _items(page: _Page) -> list[_Line | _Grid]:
    """The lines and ruled tables of a page from its top; a frame around text is no table."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.columns) > 1]
    for table in tables:
        page = page.outside_bbox(table.bbox, strict=False)
    grids = [_Grid(pdf_marks.filled_rows(table), table.bbox[1]) for table in tables]
    return sorted([*grids, *_lines(page)], key=lambda item: item.top)


def _lines(page: _Page) -> Iterator[_Line]:
    for line in page.extract_text_lines(return_chars=True):
        sizes = Counter(round(char["size"] * 2) / 2 for char in line["chars"])
        if not _PAGE_NUMBER.fullmatch(line["text"].strip()):
            yield _Line(line["text"], sizes.most_common(1)[0][0], line["top"], line["bottom"])


def _add_pages(pages: Sequence[Sequence[_Line | _Grid]], outline: Outline) -> None:
    """Add lines as headings, list items and paragraphs; a table that goes on over the page keeps its header."""
    levels = _levels(pages)
    header: tuple[str, ...] = ()
    for number, page in enumerate(pages, 1):
        place = Place(page=number)
        pending: list[_Line] = []
        full = _FULL_LINE * max((len(item.text) for item in page if isinstance(item, _Line)), default=0)
        for position, item in enumerate(_with_whole_headings(page, levels)):
            if isinstance(item, _Grid) or item.size in levels or not _goes_on(pending, item, full):
                _add_lines(pending, place, outline)
                pending = []
            if isinstance(item, _Grid):
                if position == 0 and len(header) == len(item.rows[0]) and header != item.rows[0]:
                    outline.table((header, *item.rows), place)
                    outline.notice(
                        "this table has the header of the one that ends the page before; compare them", place
                    )
                else:
                    header = item.rows[0]
                    outline.table(item.rows, place)
            elif item.size in levels and len(item.text) <= _LONGEST_HEADING:
                outline.heading(levels[item.size], item.text)
            else:
                pending.append(item)
        _add_lines(pending, place, outline)
        outline.end_list()
        header = header if page and isinstance(page[-1], _Grid) else ()


def _levels(pages: Sequence[Sequence[_Line | _Grid]]) -> dict[float, int]:
    """The level of a heading for each size of letters that is clearly larger than that of most of the text."""
    sizes = Counter[float]()
    for line in (item for page in pages for item in page if isinstance(item, _Line)):
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = sorted((size for size in sizes if size > body * _LARGER), reverse=True)
    return {size: level for level, size in enumerate(larger, 1)}


def _with_whole_headings(page: Sequence[_Line | _Grid], levels: dict[float, int]) -> list[_Line | _Grid]:
    """The items of a page, a heading of several lines as one."""
    items: list[_Line | _Grid] = []
    for item in page:
        before = items[-1] if items else None
        if (
            isinstance(item, _Line)
            and isinstance(before, _Line)
            and item.size == before.size in levels
            and item.top - before.bottom < _GAP_OF_PARAGRAPHS * item.size
        ):
            items[-1] = _Line(_joined([before.text, item.text]), item.size, before.top, item.bottom)
        else:
            items.append(item)
    return items


def _goes_on(pending: Sequence[_Line], line: _Line, full: float) -> bool:
    """Whether a line belongs to the paragraph or item above it; `full` is the length of a line that was broken."""
    if not pending:
        return True
    before = pending[-1]
    is_broken = len(before.text) >= full and not before.text.endswith(_ENDS)
    most = _GAP_WITHIN_A_SENTENCE if is_broken else _GAP_OF_PARAGRAPHS
    return not _ITEM.match(line.text) and line.top - before.bottom < most * line.size


def _add_lines(lines: Sequence[_Line], place: Place, outline: Outline) -> None:
    text = _joined([line.text for line in lines])
    if item := _ITEM.match(text):
        outline.item(text[item.end() :], place)
    else:
        outline.paragraph(text, place)


def _joined(lines: Sequence[str]) -> str:
    """Lines as running text: a blank between them, but for a hyphen and between Chinese characters."""
    text = ""
    for line in filter(None, lines):
        joins = not text or text.endswith("-") or (_is_wide(text[-1]) and _is_wide(line[0]))
        text += ("" if joins else " ") + line
    return text


def _is_wide(sign: str) -> bool:
    """Whether a sign is of a script that sets no blanks between words."""
    return unicodedata.east_asian_width(sign) in "WF"
