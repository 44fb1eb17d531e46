"""Word documents: headings, paragraphs, lists and tables in their order."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.domain import Place
from assistant.readers import office
from assistant.readers.extract import Extract, Outline

_TINY = 1.0
_WHITE = "FFFFFF"
_NOT_SHADED = {None, "auto", _WHITE}
_NOWHERE = Place()
_OWN_RUNS = ".//w:r[not(ancestor::w:del) and not(ancestor::w:moveFrom) and not(ancestor::w:txbxContent)]"
_TEXT_BOXES = ".//w:txbxContent[not(ancestor::mc:Fallback)]"

# python-docx gives the XML elements below its objects no types of their own.
_Element = Any


def read(content: bytes) -> Extract:
    """The text of a Word document; text boxes follow the paragraph they are anchored to. Raises Unreadable."""
    office.check(content, "word/document.xml")
    document = docx.Document(BytesIO(content))
    outline = Outline()
    _add_all(document.element.body, document, outline)
    return outline.extract()


def _add_all(container: _Element, document: Any, outline: Outline) -> None:  # noqa: ANN401  # python-docx's parent object
    for element in container.iterchildren():
        if element.tag == qn("w:p"):
            _add_paragraph(Paragraph(element, document), outline)
            for box in _xpath(element, _TEXT_BOXES):
                _add_all(box, document, outline)
        elif element.tag == qn("w:tbl"):
            table = Table(element, document)
            outline.table([[_cell_text(cell, outline) for cell in _cells(row)] for row in table.rows], _NOWHERE)
        elif element.tag == qn("w:sdt"):
            for inner in _xpath(element, "./w:sdtContent"):
                _add_all(inner, document, outline)


def _add_paragraph(paragraph: Paragraph, outline: Outline) -> None:
    text = _visible_text(paragraph, outline)
    name = (paragraph.style.name or "") if paragraph.style else ""
    if level := _level(paragraph, name):
        outline.heading(level, text)
    elif name.startswith("List") or _is_numbered(paragraph):
        outline.item(text, _NOWHERE)
    else:
        outline.paragraph(text, _NOWHERE)


def _level(paragraph: Paragraph, style_name: str) -> int:
    """The level of a heading from 1, 0 for other text."""
    if style_name == "Title":
        return 1
    if style_name.startswith("Heading ") and style_name[8:].isdigit():
        return int(style_name[8:])
    levels = _xpath(paragraph._p, "./w:pPr/w:outlineLvl/@w:val")  # the only way to the element
    return int(levels[0]) + 1 if levels and levels[0] in "012345678" else 0


def _is_numbered(paragraph: Paragraph) -> bool:
    numbers = _xpath(paragraph._p, "./w:pPr/w:numPr/w:numId/@w:val")
    return bool(numbers) and numbers[0] != "0"


def _cells(row: Any) -> Iterator[Any]:  # noqa: ANN401  # a row of python-docx
    """The cells of a row; one that spans several columns or rows stands in each of them."""
    yield from [None] * row.grid_cols_before
    yield from row.cells
    yield from [None] * row.grid_cols_after


def _cell_text(cell: Any, outline: Outline) -> str:  # noqa: ANN401  # a cell of python-docx, or None
    if cell is None:
        return ""
    paragraphs = [Paragraph(element, cell) for element in cell._tc.iter(qn("w:p"))]
    return " ".join(filter(None, (_visible_text(paragraph, outline) for paragraph in paragraphs)))


def _visible_text(paragraph: Paragraph, outline: Outline) -> str:
    """The words of a paragraph as printed, with inserted ones and links, without deleted and hidden ones."""
    kept = []
    for element in _xpath(paragraph._p, _OWN_RUNS):
        run = Run(element, paragraph)
        if reason := _hidden(run, paragraph) if run.text.strip() else "":
            outline.hidden(reason, run.text, _NOWHERE)
        else:
            kept.append(run.text)
    return "".join(kept).strip()


def _hidden(run: Run, paragraph: Paragraph) -> str:
    """Why a run cannot be seen on paper, or empty when it can."""
    fonts = [run.font, *_style_fonts(run.style), *_style_fonts(paragraph.style)]
    if next((font.hidden for font in fonts if font.hidden is not None), False):
        return "hidden text"
    size = next((font.size for font in fonts if font.size is not None), None)
    if size is not None and size.pt <= _TINY:
        return "tiny text"
    color = next((font.color.rgb for font in fonts if font.color is not None and font.color.rgb is not None), None)
    return "white text" if str(color) == _WHITE and not _is_shaded(run) else ""


def _style_fonts(style: Any) -> Iterator[Any]:  # noqa: ANN401  # a style of python-docx, or None
    for _ in range(10):
        if style is None:
            return
        yield style.font
        style = style.base_style


def _is_shaded(run: Run) -> bool:
    """Whether something else than white lies behind a run: highlighting, shading, or a table style with colours."""
    own = _xpath(run._r, "./w:rPr/w:highlight/@w:val")
    fills = _xpath(
        run._r,
        "(./w:rPr | ancestor::w:p/w:pPr | ancestor::w:tc/w:tcPr)/w:shd/@w:fill",
    )
    if any(value not in ("none", "white") for value in own) or any(fill.upper() not in _NOT_SHADED for fill in fills):
        return True
    styles = _xpath(run._r, "ancestor::w:tbl[1]/w:tblPr/w:tblStyle/@w:val")
    sheet = getattr(run.part, "styles").element if styles else None  # noqa: B009  # untyped in python-docx
    return any(
        fill.upper() not in _NOT_SHADED
        for name in styles
        for style in _xpath(sheet, "./w:style")
        if style.get(qn("w:styleId")) == name
        for fill in _xpath(style, ".//w:shd/@w:fill")
    )


def _xpath(element: _Element, path: str) -> list[Any]:
    return list(element.xpath(path))
