"""Files that were made to do harm, each as bytes."""

import random
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import openpyxl

from tests.made_files import docx_file, html_file, pdf_file, pptx_file, repacked, saved, xlsx_file

_LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
_BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{_LAUGHS}]>'
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'
_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'


def word_with(head: str, coding: str = "utf-8") -> bytes:
    """A Word document with `head` before its XML and the entity l9 in its text."""
    text = f"{head}{_WORD}&l9;</w:t></w:r></w:p></w:body></w:document>"
    return repacked(docx_file(), {"word/document.xml": text.encode(coding)})


def entity_bomb() -> bytes:
    return word_with(_BOMB)


def entity_bomb_in_utf16() -> bytes:
    return word_with(_BOMB.replace("1.0", '1.0" encoding="utf-16'), "utf-16")


def external_entity() -> bytes:
    return word_with(_OUTSIDE)


def shared_strings_bomb() -> bytes:
    text = f'{_BOMB}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&l9;</t></si></sst>'
    return repacked(xlsx_file(), {"xl/sharedStrings.xml": text.encode()})


def docx_of_400_mb() -> bytes:
    return repacked(docx_file(), {"word/document.xml": b" " * 400_000_000})


def docx_with_large_text() -> bytes:
    return repacked(docx_file(), {"word/document.xml": (_WORD + "a" * 80_000_000).encode()})


def docx_that_lies_about_its_size() -> bytes:
    """Its directory says that the largest part has 1,000 bytes."""
    content = bytearray(repacked(docx_file(), {"word/document.xml": b" " * 300_000_000}))
    with zipfile.ZipFile(BytesIO(bytes(content))) as archive:
        size = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    return bytes(content).replace(size, (1000).to_bytes(4, "little"))


def xlsx_with_far_cell() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["XFD1048576"] = "far"
    return saved(book)


def xlsx_with_far_row() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1048576"] = "far"
    return saved(book)


def xlsx_that_merges_everything() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "x"
    part = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    return _with_sheet(saved(book), b"</worksheet>", part)


def xlsx_that_merges_many_times() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "x"
    part = b"<mergeCells>" + b'<mergeCell ref="A1:GR20000"/>' * 1000 + b"</mergeCells></worksheet>"
    return _with_sheet(saved(book), b"</worksheet>", part)


def xlsx_with_a_million_cells() -> bytes:
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{column}{row}"/>' for column in "ABCDEFGHIJ") + "</row>"
        for row in range(1, 100_001)
    )
    book = saved(openpyxl.Workbook())
    return _with_sheet(book, b"<sheetData></sheetData>", b"<sheetData>" + rows.encode() + b"</sheetData>")


def _with_sheet(book: bytes, old: bytes, new: bytes) -> bytes:
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(BytesIO(book)) as archive:
        part = archive.read(name)
    assert old in part, part
    return repacked(book, {name: part.replace(old, new)})


def nested_html() -> bytes:
    return b"<div>" * 200_000 + b"x"


def nested_tables() -> bytes:
    return b"<table><tr><td>" * 70_000 + b"x"


def wide_html() -> bytes:
    return b"<p><b>x</b>" * 200_000


def spanning_html() -> bytes:
    return b"<table>" + b"<tr>" + b"<td colspan=50 rowspan=50>x" * 5_000 + b"</table>"


def inflating_pdf() -> bytes:
    return pdf_with_stream(zlib.compress(b"(x) Tj " * 43_000_000, 1), "/Filter /FlateDecode")


def twice_inflating_pdf() -> bytes:
    return pdf_with_stream(zlib.compress(zlib.compress(b" " * 300_000_000)), "/Filter [/FlateDecode /FlateDecode]")


def inflating_pdf_in_disguise() -> bytes:
    return pdf_with_stream(zlib.compress(b"BT (x) Tj ET " * 23_000_000), "/Filter /FlateDecode /Subtype /Image")


def pdf_with_stream(stream: bytes, fields: str) -> bytes:
    """A PDF of one page whose contents are `stream`."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << >> >>",
        f"<< /Length {len(stream)} {fields} >>\nstream\n".encode() + stream + b"\nendstream",
    ]
    content, offsets = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(parts) + 1} /Root 1 0 R >>\n"
    return content + f"{head}startxref\n{len(content)}\n%%EOF\n".encode()


def locked_pdf() -> bytes:
    return pdf_file(password="secret")  # noqa: S106  # a test's


def locked_docx() -> bytes:
    return b"\xd0\xcf\x11\xe0" + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000


def noise() -> bytes:
    return random.Random(7).randbytes(50_000)  # noqa: S311  # not a secret


def half(make: Callable[[], bytes]) -> Callable[[], bytes]:
    def made() -> bytes:
        content = make()
        return content[: len(content) // 2]

    return made


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a Word file that unpacks to 400 MB": (".docx", docx_of_400_mb, "unpacks to more than 100 MB"),
    "a Word file with 80 MB of text": (".docx", docx_with_large_text, "unpacks to more than 40 MB"),
    "a Word file that lies about its size": (".docx", docx_that_lies_about_its_size, "damaged"),
    "an entity bomb": (".docx", entity_bomb, "declares XML entities"),
    "an entity bomb in UTF-16": (".docx", entity_bomb_in_utf16, "declares XML entities"),
    "an external entity": (".docx", external_entity, "declares XML entities"),
    "an entity bomb in a sheet": (".xlsx", shared_strings_bomb, "declares XML entities"),
    "a far cell": (".xlsx", xlsx_with_far_cell, "reaches to cell XFD1048576"),
    "a far row": (".xlsx", xlsx_with_far_row, "reaches to cell A1048576"),
    "everything merged": (".xlsx", xlsx_that_merges_everything, "merges more than 200,000 cells"),
    "much merged many times": (".xlsx", xlsx_that_merges_many_times, "merges more than 200,000 cells"),
    "a million cells": (".xlsx", xlsx_with_a_million_cells, "more than 200,000 cells"),
    "200,000 nested elements": (".html", nested_html, "nested more than"),
    "70,000 nested tables": (".html", nested_tables, "nested more than"),
    "400,000 elements": (".html", wide_html, "more than 100,000 elements"),
    "cells that span everything": (".html", spanning_html, "span"),
    "a PDF that inflates to 300 MB": (".pdf", inflating_pdf, "unpacks to more than"),
    "a PDF that inflates twice": (".pdf", twice_inflating_pdf, "unpacks to more than"),
    "a PDF that inflates under the name of a picture": (".pdf", inflating_pdf_in_disguise, "unpacks to more than"),
    "a PDF with a password": (".pdf", locked_pdf, "has a password; save it without one"),
    "a Word file with a password": (".docx", locked_docx, "has a password; save it without one"),
    "half a PDF": (".pdf", half(pdf_file), "damaged"),
    "half a Word file": (".docx", half(docx_file), "damaged"),
    "half a presentation": (".pptx", half(pptx_file), "damaged"),
    "half a workbook": (".xlsx", half(xlsx_file), "damaged"),
    "a page under the name of a PDF": (".pdf", html_file, "damaged or not a PDF"),
    **{
        f"noise as {ending}": (ending, noise, "")
        for ending in (".docx", ".pptx", ".xlsx", ".pdf", ".html", ".csv", ".txt", ".md")
    },
}
