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

_MOST_PAGES = 500
_MOST_CHARACTERS = 2_000_000
_LARGER = 1.15
_LONGEST_HEADING = 120
_ITEM = re.compile(r"\s*[•‣▪●○◦·\uf0b7\uf0a7–-]\s*(?=\S)")
_PAGE_NUMBER = re.compile(r"(?:page |p\. ?|第 ?)?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?(?: ?[頁页])?", re.IGNORECASE)
_GAP_OF_PARAGRAPHS = 0.7

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
        count += len(page.chars)
        if count > _MOST_CHARACTERS:
            raise Unreadable(f"it holds more than {_MOST_CHARACTERS:,} characters; split it.")
        if page.images and not page.chars:
            pictures.append(number)
        seen = pdf_marks.visible_page(page, Place(page=number), outline)
        found.append(sorted([*_grids(seen), *_lines(seen)], key=lambda item: item.top))
        page.close()
    if pictures and not any(found):
        raise Unreadable("its pages are pictures without text; run text recognition (OCR) on it and save it again.")
    for number in pictures:
        outline.notice(
            "the page is a picture without text; what it says is not read (OCR would make it)", Place(page=number)
        )
    _add_pages(found, outline)
    return outline.extract()


def _grids(page: _Page) -> Iterator[_Grid]:
    for table in _tables(page):
        yield _Grid(pdf_marks.filled_rows(table), table.bbox[1])


def _tables(page: _Page) -> list[Any]:
    """The ruled tables with more than one row and column; a frame around text is none."""
    return [table for table in page.find_tables() if len(table.rows) > 1 and len(table.columns) > 1]


def _lines(page: _Page) -> Iterator[_Line]:
    for table in _tables(page):
        page = page.outside_bbox(table.bbox, strict=False)
    for line in page.extract_text_lines(return_chars=True):
        sizes = Counter(round(char["size"] * 2) / 2 for char in line["chars"])
        if not _PAGE_NUMBER.fullmatch(line["text"].strip()):
            yield _Line(line["text"], sizes.most_common(1)[0][0], line["top"], line["bottom"])


def _add_pages(pages: Sequence[Sequence[_Line | _Grid]], outline: Outline) -> None:
    """Add lines as headings, list items and paragraphs; a table that goes on over the page keeps its header."""
    sizes = Counter[float]()
    for line in (item for page in pages for item in page if isinstance(item, _Line)):
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    levels = {
        size: level for level, size in enumerate(sorted((s for s in sizes if s > body * _LARGER), reverse=True), 1)
    }
    former: tuple[tuple[str, ...], ...] = ()
    for number, page in enumerate(pages, 1):
        place = Place(page=number)
        pending: list[_Line] = []
        for position, item in enumerate(page):
            if isinstance(item, _Grid) or item.size in levels or not _goes_on(pending, item):
                _add_lines(pending, place, outline)
                pending = []
            if isinstance(item, _Grid):
                goes_on = position == 0 and former and len(former[0]) == len(item.rows[0]) and former[0] != item.rows[0]
                outline.table((former[0], *item.rows) if goes_on else item.rows, place)
            elif item.size in levels and len(item.text) <= _LONGEST_HEADING:
                outline.heading(levels[item.size], item.text)
            else:
                pending.append(item)
        _add_lines(pending, place, outline)
        outline.end_list()
        last = page[-1] if page else None
        former = last.rows if isinstance(last, _Grid) else ()


def _goes_on(pending: Sequence[_Line], line: _Line) -> bool:
    """Whether a line belongs to the paragraph or item above it."""
    if not pending:
        return True
    gap = line.top - pending[-1].bottom
    return not _ITEM.match(line.text) and gap < _GAP_OF_PARAGRAPHS * line.size


def _add_lines(lines: Sequence[_Line], place: Place, outline: Outline) -> None:
    text = ""
    for line in lines:
        joins = not text or text.endswith("-") or (_is_wide(text[-1]) and _is_wide(line.text[0]))
        text += ("" if joins else " ") + line.text
    if item := _ITEM.match(text):
        outline.item(text[item.end() :], place)
    else:
        outline.paragraph(text, place)


def _is_wide(sign: str) -> bool:
    """Whether a sign is of a script that sets no blanks between words."""
    return unicodedata.east_asian_width(sign) in "WF"
