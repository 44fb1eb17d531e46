"""Small real files of every format, made with the libraries that write them."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt, RGBColor
from fpdf import FPDF
from PIL import Image
from pptx.util import Inches

META = """title: {title}
programmes: []
language: en
source_url: https://example.edu/robotics
as_of: 2026-06
"""


def with_side_file(path: Path, content: bytes, title: str = "Robotics") -> Path:
    """The file at `path` with `content`, and its side file."""
    path.write_bytes(content)
    path.with_name(path.name + ".meta.yaml").write_text(META.format(title=title), encoding="utf-8")
    return path


def html_file() -> bytes:
    return b"""<!DOCTYPE html><html><head><title>x</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><h1>Robotics</h1><p>Robotics (TU100) teaches <b>how machines move</b>.</p>
<h2>Fees</h2>
<table><tr><th>Year</th><th>Tuition</th></tr><tr><td>2026-27</td><td>HK$47,000</td></tr>
<tr><td>2027-28</td><td>HK$49,500</td></tr></table>
<h3>What to bring</h3><ul><li>A laptop<ul><li>or a tablet</li></ul></li><li>Curiosity</li></ul>
<dl><dt>Deadline</dt><dd>3 December 2026</dd></dl>
</main><footer><p>Copyright Test University, all rights reserved</p></footer></body></html>"""


def pdf_file(*, password: str = "", owner_password: str = "", hidden: bool = False) -> bytes:
    pdf = FPDF()
    for page, year, places in ((1, 2026, 40), (2, 2027, 45)):
        pdf.add_page()
        pdf.set_font("helvetica", size=20)
        pdf.cell(text=f"Places in {year}", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("helvetica", size=11)
        text = f"Robotics (TU100) has {places} first-year places in {year}. Each place is given to one applicant only. "
        pdf.multi_cell(w=0, text=text * 3, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(8)
        pdf.multi_cell(w=0, text=f"A second paragraph, on page {page}.", new_x="LMARGIN", new_y="NEXT")
        pdf.cell(text=f"Page {page} of 2", new_x="LMARGIN", new_y="NEXT")
    with pdf.table() as table:
        for row in (("Year", "Tuition"), ("2026-27", "HK$47,000"), ("2027-28", "HK$49,500")):
            table.row(row)
    if hidden:
        pdf.set_text_color(255, 255, 255)
        pdf.cell(text="White words say the fee is zero.", new_x="LMARGIN", new_y="NEXT")
        pdf.set_fill_color(0, 0, 120)
        pdf.cell(text="White on blue can be read.", fill=True, new_x="LMARGIN", new_y="NEXT")
        pdf.set_text_color(0, 0, 0)
        pdf.set_font("helvetica", size=1)
        pdf.cell(text="Tiny words say the fee is zero.")
    if password or owner_password:
        pdf.set_encryption(owner_password=owner_password or password * 2, user_password=password or None)
    return bytes(pdf.output())


def pdf_with_long_table(rows: int) -> bytes:
    """A heading of two lines, a paragraph, and a table with the header only where it begins."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=20)
    heading = "Fees of all programmes of the faculty, which are many, for students of every year"
    pdf.multi_cell(w=0, text=heading, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("helvetica", size=10)
    pdf.multi_cell(w=0, text="The fees of every number are these. " * 5, new_x="LMARGIN", new_y="NEXT")
    with pdf.table(repeat_headings=0) as table:
        table.row(("Number", "Fee"))
        for number in range(1, rows + 1):
            table.row((str(number), f"HK${number}"))
    return bytes(pdf.output())


def docx_file(*, hidden: bool = False) -> bytes:
    document = docx.Document()
    document.add_heading("Robotics", 0)
    document.add_paragraph("Robotics (TU100) teaches how machines move.")
    document.add_heading("Fees", 1)
    table = document.add_table(rows=3, cols=2)
    for row, cells in zip(
        table.rows, (("Year", "Tuition"), ("2026-27", "HK$47,000"), ("2027-28", "HK$49,500")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_heading("What to bring", 2)
    document.add_paragraph("A laptop", style="List Bullet")
    document.add_paragraph("Curiosity", style="List Bullet")
    document.add_paragraph("Nothing else.")
    if hidden:
        paragraph = document.add_paragraph("Shown. ")
        paragraph.add_run("White words.").font.color.rgb = RGBColor(255, 255, 255)
        paragraph.add_run("Tiny words.").font.size = Pt(1)
        paragraph.add_run("Vanished words.").font.hidden = True
        dark = document.add_paragraph().add_run("White in a dark cell.")
        dark.font.color.rgb = RGBColor(255, 255, 255)
        dark.font.highlight_color = WD_COLOR_INDEX.DARK_BLUE
    return saved(document)


def pptx_file() -> bytes:
    slides = pptx.Presentation()
    first = slides.slides.add_slide(slides.slide_layouts[1])
    first.shapes.title.text = "What you learn"
    first.placeholders[1].text = "Mechanics of robots\nVision of robots"
    second = slides.slides.add_slide(slides.slide_layouts[5])
    second.shapes.title.text = "Fees"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table
    for position, text in enumerate(("Year", "Tuition", "2026-27", "HK$47,000")):
        table.cell(position // 2, position % 2).text = text
    box = second.shapes.add_textbox(Inches(1), Inches(5), Inches(6), Inches(1))
    box.text_frame.text = "Paid in two halves."
    second.notes_slide.notes_text_frame.text = "Say nothing of the discount."
    return saved(slides)


def xlsx_file() -> bytes:

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Fees"
    sheet.append(["Fees of all programmes"])
    sheet.append([])
    sheet.append(["Programme", "Tuition", "Share", "From"])
    sheet.append(["Robotics (TU100)", 47000, 0.125, date(2026, 9, 1)])
    sheet.append(["Botany (TU200)", 42100, None, date(2026, 9, 1)])
    sheet.append([])
    sheet.append(["Chemistry (TU300)", 51000, 0.5, date(2027, 9, 1)])
    for row in range(4, 8):
        sheet.cell(row, 2).number_format = '"HK$"#,##0'
        sheet.cell(row, 3).number_format = "0.0%"
    other = book.create_sheet("Places")
    other.append(["Programme", "Places"])
    other.append(["Robotics (TU100)", 40])
    return saved(book)


def docx_with(text: str) -> bytes:
    """A Word document of one paragraph."""
    document = docx.Document()
    document.add_paragraph(text)
    return saved(document)


def xlsx_with(text: str) -> bytes:
    """A workbook with `text` in cell B2."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["B1"] = "Who", "What"
    book.worksheets[0]["A2"], book.worksheets[0]["B2"] = "All", text
    return saved(book)


def book_with_rows(rows: list[list[str | int]]) -> openpyxl.Workbook:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return book


def scan() -> bytes:
    """A PDF whose only page is a picture."""
    pdf = FPDF()
    pdf.add_page()
    pdf.image(Image.new("L", (200, 300), 128), x=0, y=0, w=210)
    return bytes(pdf.output())


def saved(document: object) -> bytes:
    """The bytes of anything with a method `save`."""
    file = BytesIO()
    document.save(file)  # type: ignore[attr-defined]  # python-docx, python-pptx and openpyxl share no base class
    return file.getvalue()


def repacked(office_file: bytes, replaced: dict[str, bytes]) -> bytes:
    """An Office file with some of its parts replaced or added."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(office_file)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *replaced]):
            new.writestr(name, replaced[name] if name in replaced else old.read(name))
    return target.getvalue()


CSV = b"Programme,Places,Median\nRobotics (TU100),40,\n\nBotany (TU200),25,20.5\n"
TXT = b"Robotics (TU100) teaches\nhow machines move.\n\nBring:\n- a laptop\n\xe2\x80\xa2 curiosity\n"
EVERY_FORMAT: dict[str, Callable[[], bytes]] = {
    "page.html": html_file,
    "leaflet.pdf": pdf_file,
    "letter.docx": docx_file,
    "talk.pptx": pptx_file,
    "fees.xlsx": xlsx_file,
    "places.csv": lambda: CSV,
    "notes.txt": lambda: TXT,
}
