"""Word documents: headings, paragraphs, lists and tables in their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.font import Font
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.domain import Place
from assistant.readers import office
from assistant.readers.extract import Extract, Outline

_TINY = 1.0
_WHITE = "FFFFFF"
_DEEPEST_STYLE = 10
_NOT_SHADED = {"AUTO", _WHITE}
_NOWHERE = Place()
_OWN_RUNS = ".//w:r[not(ancestor::w:del) and not(ancestor::w:moveFrom) and not(ancestor::w:txbxContent)]"
_TEXT_BOXES = ".//w:txbxContent[not(ancestor::mc:Fallback)]"

# python-docx gives the XML elements below its objects no types of their own.
_Element = Any


@dataclass(frozen=True, slots=True)
class _Look:
    """How a font shows letters, None where it leaves that to the style below: hidden or not, points, RGB as hex."""

    hidden: bool | None = None
    size: float | None = None
    color: str | None = None

    def over(self, below: "_Look") -> "_Look":
        """The look of this font where it says something, else that of the one below it."""
        return _Look(
            below.hidden if self.hidden is None else self.hidden,
            below.size if self.size is None else self.size,
            below.color if self.color is None else self.color,
        )


def read(content: bytes) -> Extract:
    """The text of a Word document; text boxes follow the paragraph they are anchored to. Raises Unreadable."""
    office.check(content, "word/document.xml")
    document = docx.Document(BytesIO(content))
    reader = _Reader(document)
    reader.add_all(document.element.body)
    return reader.outline.extract()


class _Reader:
    """Adds the blocks of one document to its outline; remembers the styles, which python-docx is slow to find."""

    def __init__(self, document: Document) -> None:
        self.outline = Outline()
        self._document = document
        self._looks: dict[str | None, tuple[str, _Look]] = {}

    def add_all(self, container: _Element) -> None:
        """Add everything in a body, a text box or a content control, in its order."""
        for element in container.iterchildren():
            if element.tag == qn("w:p"):
                self._add_paragraph(element)
                for box in element.xpath(_TEXT_BOXES):
                    self.add_all(box)
            elif element.tag == qn("w:tbl"):
                rows = [[self._cell_text(cell) for cell in _cells(row)] for row in Table(element, self._document).rows]
                self.outline.table(rows, _NOWHERE)
            elif element.tag == qn("w:sdt"):
                for inner in element.xpath("./w:sdtContent"):
                    self.add_all(inner)

    def _add_paragraph(self, element: _Element) -> None:
        text = self._visible_text(element)
        name, _ = self._style(element.style)
        if level := _level(element, name):
            self.outline.heading(level, text)
        elif name.startswith("List") or _is_numbered(element):
            self.outline.item(text, _NOWHERE)
        else:
            self.outline.paragraph(text, _NOWHERE)

    def _cell_text(self, cell: _Element | None) -> str:
        paragraphs = cell.iter(qn("w:p")) if cell is not None else ()
        return " ".join(filter(None, map(self._visible_text, paragraphs)))

    def _visible_text(self, element: _Element) -> str:
        """The words of a paragraph as printed, with inserted ones and links, without deleted and hidden ones."""
        kept = []
        paragraph = Paragraph(element, self._document)
        for part in element.xpath(_OWN_RUNS):
            run = Run(part, paragraph)
            text = run.text
            if reason := self._why_hidden(run, element) if text.strip() else "":
                self.outline.hidden(reason, text, _NOWHERE)
            else:
                kept.append(text)
        return "".join(kept).strip()

    def _why_hidden(self, run: Run, paragraph: _Element) -> str:
        """Why a run cannot be seen on paper, or empty when it can."""
        look = _look(run.font) if run._r.rPr is not None else _Look()
        if run._r.style:
            look = look.over(self._style(run._r.style)[1])
        look = look.over(self._style(paragraph.style)[1])
        if look.hidden:
            return "hidden text"
        if look.size is not None and look.size <= _TINY:
            return "tiny text"
        return "white text" if look.color == _WHITE and not self._is_shaded(run._r) else ""

    def _style(self, style_id: str | None) -> tuple[str, _Look]:
        """The name and look of a style, None for that of common paragraphs; empty when there is none."""
        if style_id not in self._looks:
            name, look = "", _Look()
            style: Any = self._document.styles.get_by_id(style_id, WD_STYLE_TYPE.PARAGRAPH)
            if style_id and style.style_id != style_id:  # python-docx gives the default where the type is another
                style = self._document.styles.get_by_id(style_id, WD_STYLE_TYPE.CHARACTER)
            for _ in range(_DEEPEST_STYLE):
                if style is None:
                    break
                name, look, style = name or style.name or "", look.over(_look(style.font)), style.base_style
            self._looks[style_id] = (name, look)
        return self._looks[style_id]

    def _is_shaded(self, run: _Element) -> bool:
        """Whether something else than white lies behind a run: highlighting, shading, a table style with colours."""
        if any(value not in ("none", "white") for value in run.xpath("./w:rPr/w:highlight/@w:val")):
            return True
        fills = run.xpath("(./w:rPr | ancestor::w:p/w:pPr | ancestor::w:tc/w:tcPr)/w:shd/@w:fill")
        styles = run.xpath("ancestor::w:tbl[1]/w:tblPr/w:tblStyle/@w:val")
        for style in self._document.styles.element.xpath("./w:style") if styles else ():
            if style.get(qn("w:styleId")) in styles:
                fills += style.xpath(".//w:shd/@w:fill")
        return any(fill.upper() not in _NOT_SHADED for fill in fills)


def _look(font: Font) -> _Look:
    color = font.color.rgb
    return _Look(
        font.hidden, font.size.pt if font.size is not None else None, str(color) if color is not None else None
    )


def _level(paragraph: _Element, style_name: str) -> int:
    """The level of a heading from 1, 0 for other text."""
    if style_name == "Title":
        return 1
    if style_name.startswith("Heading ") and style_name[8:].isdigit():
        return int(style_name[8:])
    levels = paragraph.xpath("./w:pPr/w:outlineLvl/@w:val")
    return int(levels[0]) + 1 if levels and levels[0] in tuple("012345678") else 0


def _is_numbered(paragraph: _Element) -> bool:
    numbers = paragraph.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    return bool(numbers) and numbers[0] != "0"


def _cells(row: Any) -> Iterator[_Element | None]:  # noqa: ANN401  # a row of python-docx
    """The cells of a row; one that spans several columns or rows stands in each of them, None where there is none."""
    yield from [None] * row.grid_cols_before
    yield from (cell._tc for cell in row.cells)
    yield from [None] * row.grid_cols_after
