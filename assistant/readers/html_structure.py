"""Mends an HTML page, so that every word stands in a paragraph and every table row can be read alone."""

from typing import Any

from lxml import html

from assistant.readers.extract import Unreadable

_WIDEST_SPAN = 50
_MOST_COPIES = 10_000
_MOST_TEXTS = 2_000
_CONTAINERS = ("article", "body", "center", "details", "div", "main", "section")
_INLINE = {
    *"a abbr b bdi bdo big br cite code em font i img ins kbd label mark q s small span strong sub sup".split(),
    *"time tt u var wbr".split(),
}
_TEXTS = "h1 h2 h3 h4 h5 h6 p li dt dd td th".split()
_NAVIGATION = " or ".join(f"self::{name}" for name in ("nav", "header", "footer", "aside", "form", "script", "style"))

# lxml's elements are untyped where its stubs say so.
_Element = Any


def wrap_bare_text(page: _Element) -> None:
    """Put text that stands beside blocks into paragraphs: trafilatura leaves it out otherwise."""
    for block in list(page.iter(*_CONTAINERS)):
        children, text = list(block), block.text
        if not any((said or "").strip() for said in (text, *(child.tail for child in children))):
            continue
        block.text, block[:] = None, []
        paragraph = None
        if text and text.strip():
            paragraph = html.etree.SubElement(block, "p")
            paragraph.text = text
        for child in children:
            if child.tag in _INLINE:
                paragraph = html.etree.SubElement(block, "p") if paragraph is None else paragraph
                paragraph.append(child)
                continue
            tail, child.tail, paragraph = child.tail, None, None
            block.append(child)
            if tail and tail.strip():
                paragraph = html.etree.SubElement(block, "p")
                paragraph.text = tail


def wrap_body(page: _Element) -> None:
    """Put the whole body into one main element."""
    for body in page.xpath("./body"):
        main = html.Element("main")
        main[:] = list(body)
        body.append(main)


def repeat_spanning_cells(page: _Element) -> None:
    """Write a cell that spans columns or rows into each of them. Raises Unreadable when that makes too many."""
    copies = 0
    for table in page.iter("table"):
        below: dict[int, tuple[_Element, int]] = {}
        for row in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"):
            own = [cell for cell in row if cell.tag in ("td", "th")]
            cells = [part for cell in own for part in _spread(cell)]
            copies += len(cells) - len(own)
            placed: list[_Element] = []
            while cells or len(placed) in below:
                column = len(placed)
                cell, rows = below.pop(column) if column in below else cells.pop(0)
                if copies > _MOST_COPIES:
                    raise Unreadable("its table cells span too many rows and columns; save only the text of the page.")
                if rows > 1:
                    copies += 1
                    below[column] = (_copy(cell), rows - 1)
                placed.append(cell)
            row[:] = placed


def _spread(cell: _Element) -> list[tuple[_Element, int]]:
    """A cell once for each column it spans, with the number of rows it spans."""
    columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
    return [(cell, rows), *((_copy(cell), rows) for _ in range(columns - 1))]


def _span(cell: _Element, name: str) -> int:
    value = cell.attrib.pop(name, "1")
    return max(1, min(int(value), _WIDEST_SPAN)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _copy(cell: _Element) -> _Element:
    copied = html.Element(cell.tag)
    copied.text = cell.text_content()
    return copied


def texts(page: _Element) -> list[str]:
    """The first paragraphs, headings, list items and cells outside navigation, forms and scripts."""
    found = (
        element.text_content()
        for element in page.iter(*_TEXTS)
        if not element.xpath(f"ancestor::*[{_NAVIGATION}]") and not element.xpath("./ul | ./ol | ./dl | .//table | ./p")
    )
    return [text for text, _ in zip((text for text in found if text.strip()), range(_MOST_TEXTS), strict=False)]
