"""Documents to passages, and passages to statements that can be read alone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import sentencex
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.domain import (
    Block,
    Cell,
    Document,
    Language,
    Listing,
    Paragraph,
    Passage,
    Place,
    Provenance,
    Statement,
    Table,
)

VERSION = 14
_LONGEST_LABEL = 60
_INITIAL = re.compile(r"(?<![A-Za-z])[A-Z]\.$")
_SENTENCE, _ROW, _BLOCK = " ", "\n", "\n\n"
_CUT_AT = ["\n\n", "\n", "。", "！", "？", "；", "; ", "，", ", ", " ", ""]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A statement to be, what stands between it and the one before, and where it stands in the file."""

    text: str
    before: str
    place: Place
    cells: tuple[Cell, ...] = ()
    asked_as: tuple[str, ...] = ()


def split(document: Document, count_tokens: Callable[[str], int], size: int) -> list[Passage]:
    """The passages of a document in its order, each of at most `size` word pieces, breadcrumb included.

    What stands under the same headings is packed together: sentences and list items whole, tables whole or by rows,
    each row with its column names. Only a statement that is longer than `size` by itself is cut.
    """
    passages: list[Passage] = []
    for (headings, provenance, *_, asked_as, not_told), blocks in groupby(document.blocks, key=_belongs_with):
        breadcrumb = " › ".join((document.title, *headings))
        spare = max(size - count_tokens(breadcrumb + "\n"), size // 4)
        units = [unit for block in blocks for unit in _units(block, document.language, count_tokens, spare)]
        for packed in _pack(units, count_tokens, spare):
            passage_id = f"{document.id}#{len(passages) + 1}"
            text, statements = _joined(packed, passage_id)
            first, last = packed[0].place, packed[-1].place
            passages.append(
                Passage(
                    id=passage_id,
                    document_id=document.id,
                    title=document.title,
                    headings=headings,
                    text=text,
                    statements=statements,
                    programmes=document.programmes,
                    language=document.language,
                    provenance=provenance,
                    place=replace(first, last_row=max(first.last_row, last.last_row)),
                    asked_as=asked_as,
                    not_told=not_told,
                )
            )
    return passages


def _belongs_with(
    block: Block,
) -> tuple[tuple[str, ...], Provenance, int, str, tuple[str, ...], tuple[str, ...]]:
    """What blocks must share to stand in one passage."""
    place = block.place
    return block.headings, block.provenance, place.page, place.sheet, block.asked_as, block.not_told


def row_text(header: tuple[str, ...], row: tuple[str, ...], language: Language) -> str:
    """A table row that can be read alone: its first cell, then each other cell under its column's name.

    >>> row_text(("Programme", "Median", "Places"), ("FinTech (JS4428)", "47.375", "30"), Language.EN)
    'FinTech (JS4428) — Median: 47.375; Places: 30'
    """
    colon, semicolon = (": ", "; ") if language is Language.EN else ("：", "；")
    cells = [f"{name}{colon}{cell}" if name else cell for name, cell in zip(header[1:], row[1:], strict=True)]
    return f"{row[0]} — {semicolon.join(cells)}" if cells else row[0]


def _units(block: Block, language: Language, count_tokens: Callable[[str], int], size: int) -> Iterator[_Unit]:
    before = _BLOCK
    for number, (text, between, cells, asked_as) in enumerate(_texts(block.content, language)):
        is_table = isinstance(block.content, Table)
        about = f"{block.content.rows[number][0]} — " if isinstance(block.content, Table) else ""
        row = block.place.first_row + number if is_table and block.place.first_row else block.place.first_row
        last = row if is_table else block.place.last_row
        for i, piece in enumerate(_cut(text, count_tokens, size, about)):
            place = replace(block.place, first_row=row, last_row=last)
            yield _Unit(about * bool(i) + piece, before, place, () if i else cells, asked_as)
            before = between


def _texts(
    content: Paragraph | Listing | Table, language: Language
) -> Iterator[tuple[str, str, tuple[Cell, ...], tuple[str, ...]]]:
    """The statements of a block: each with what separates it from the next, the cells of a row, and its questions."""
    match content:
        case Paragraph(text, asked_as):
            for sentence in _sentences(text, language):
                yield sentence, _SENTENCE, (), asked_as
        case Listing():
            for item, asked_as in content.asked_items:
                yield item, _ROW, _labelled(item), asked_as
        case Table(header, rows):
            for row in rows:
                cells = tuple(Cell(name, value) for name, value in zip(header, row, strict=True))
                yield row_text(header, row, language), _ROW, cells, ()


def _sentences(text: str, language: Language) -> Iterator[str]:
    """The sentences of a text; in a Chinese one the full stop behind an initial ("C. P. Wong") ends none."""
    before = ""
    for segment in sentencex.segment(language.value.partition("-")[0], text):
        sentence = before + segment
        is_cut = language is not Language.EN and _INITIAL.search(sentence.rstrip()) is not None
        before = f"{sentence.rstrip()} " if is_cut else ""
        if not is_cut and sentence.strip():
            yield sentence.strip()
    if before:
        yield before.strip()


def _labelled(item: str) -> tuple[Cell, ...]:
    """A "label: value" item as the row of a table with one column; none for another item.

    >>> _labelled("Units of the major: 75")
    (Cell(name='', value='Units of the major'), Cell(name='', value='75'))
    """
    label, colon, value = item.partition(": ") if ": " in item else item.partition("：")
    is_label = bool(colon) and 0 < len(label) <= _LONGEST_LABEL and not label.startswith("http")
    return (Cell("", label.strip()), Cell("", value.strip())) if is_label and value.strip() else ()


def _cut(text: str, count_tokens: Callable[[str], int], size: int, about: str) -> list[str]:
    """`text`, or the pieces of it that fit into `size` word pieces with `about` before them."""
    if count_tokens(text) <= size:
        return [text]
    size = max(size - count_tokens(about), size // 4)
    splitter = RecursiveCharacterTextSplitter(
        separators=_CUT_AT, chunk_size=size, chunk_overlap=0, length_function=count_tokens, keep_separator="end"
    )
    return splitter.split_text(text)


def _pack(units: list[_Unit], count_tokens: Callable[[str], int], size: int) -> Iterator[list[_Unit]]:
    """Consecutive units that fit together into `size` word pieces."""
    packed: list[_Unit] = []
    marks = count_tokens("")  # what a text has once, such as the model's prompt
    used = 0
    for unit in units:
        length = count_tokens(unit.text) - marks
        if packed and used + length > size:
            yield packed
            packed, used = [], 0
        packed.append(unit)
        used += length
    if packed:
        yield packed


def _joined(units: list[_Unit], passage_id: str) -> tuple[str, tuple[Statement, ...]]:
    text = ""
    statements = []
    for number, unit in enumerate(units, 1):
        text += unit.before if text else ""
        statement = Statement(f"{passage_id}.{number}", unit.text, len(text), cells=unit.cells, asked_as=unit.asked_as)
        statements.append(statement)
        text += unit.text
    return text, tuple(statements)
