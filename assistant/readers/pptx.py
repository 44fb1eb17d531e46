"""PowerPoint presentations: each slide a page under its title."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pptx

from assistant.domain import Place
from assistant.readers import office
from assistant.readers.extract import Extract, Outline

_TINY = 1.0

# A shape of python-pptx is one of many classes, of which only some have text, a table or further shapes.
_Shape = Any


def read(content: bytes) -> Extract:
    """The text of the slides that are shown, without speaker notes. Raises Unreadable."""
    office.check(content, "ppt/presentation.xml")
    outline = Outline()
    for number, slide in enumerate(pptx.Presentation(BytesIO(content)).slides, 1):
        place = Place(page=number)
        if slide.element.get("show") in ("0", "false"):
            outline.hidden("a hidden slide", " ".join(slide.element.xpath(".//a:t/text()")), place)
            continue
        title = slide.shapes.title
        title_text = title.text_frame.text if title is not None else ""
        outline.heading(1, title_text or f"{number}")
        rest = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
        _add_shapes(rest, place, outline)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            outline.hidden("a speaker note", slide.notes_slide.notes_text_frame.text, place)
    return outline.extract()


def _add_shapes(shapes: Iterable[_Shape], place: Place, outline: Outline) -> None:
    for shape in shapes:
        if shape.element.xpath(".//p:cNvPr/@hidden")[:1] in (["1"], ["true"]):
            outline.hidden("a hidden shape", " ".join(shape.element.xpath(".//a:t/text()")), place)
        elif hasattr(shape, "shapes"):
            _add_shapes(shape.shapes, place, outline)
        elif getattr(shape, "has_table", False):
            outline.table([[_cell_text(cell) for cell in row.cells] for row in shape.table.rows], place)
        elif shape.has_text_frame:
            _add_text(shape, place, outline)


def _add_text(shape: _Shape, place: Place, outline: Outline) -> None:
    """Add a text frame: several paragraphs of a placeholder are its list, the others running text."""
    texts = [_visible_text(paragraph, place, outline) for paragraph in shape.text_frame.paragraphs]
    texts = [text for text in texts if text.strip()]
    is_list = shape.is_placeholder and len(texts) > 1
    for text in texts:
        if is_list:
            outline.item(text, place)
        else:
            outline.paragraph(text, place)
    outline.end_list()


def _visible_text(paragraph: Any, place: Place, outline: Outline) -> str:  # noqa: ANN401  # a paragraph of python-pptx
    kept = []
    for run in paragraph.runs:
        if run.font.size is not None and run.font.size.pt <= _TINY:
            outline.hidden("tiny text", run.text, place)
        else:
            kept.append(run.text)
    return " ".join("".join(kept).split()) if kept else ""


def _cell_text(cell: Any) -> str:  # noqa: ANN401  # a cell of python-pptx
    """The text of a cell; one that is spanned by another repeats that one's."""
    if not cell.is_spanned:
        return str(cell.text)
    table = cell._tc.tbl  # python-pptx names the origin of a merge only there
    row, column = cell._tc.row_idx, cell._tc.col_idx
    for origin in table.iter_tcs():
        rows = range(origin.row_idx, origin.row_idx + origin.rowSpan)
        columns = range(origin.col_idx, origin.col_idx + origin.gridSpan)
        if origin.is_merge_origin and row in rows and column in columns:
            return str(origin.text)
    return ""
