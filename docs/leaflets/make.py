"""Makes the PDF leaflet and the Excel table of the corpus (python docs/leaflets/make.py).

Both are of our own making. Whoever changes a figure in the documents runs this again; the check of the corpus compares.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from openpyxl import Workbook

CORPUS = Path(__file__).parents[2] / "corpus"
_ROW = re.compile(r"^\| [^|]*\((JS\d{4})\), (20\d\d) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
_NAME = re.compile(r"^\| ([^|(]+ \((JS\d{4})\)) \|", re.MULTILINE)

KEY_FACTS = (
    ("AIST (JS4468) at a glance, June 2026", "What the JUPAS page says"),
    ("AIST (JS4468), degree and length in 2026", "Bachelor's degree, normally 4 years"),
    ("AIST (JS4468), first-year places in 2026", "30"),
    ("AIST (JS4468), interview in 2026", "An interview may be held"),
)
STREAMS = (
    """The four optional streams of AIST (JS4468) in 2026 are Biomedical Intelligence, Intelligent Multimedia
    Processing, Large-scale Artificial Intelligence: Theory and Systems, and Intelligent Manufacturing and Robotics.""",
    "AIST (JS4468) students choose in 2026 whether to follow a stream: the streams are optional.",
)


def make_leaflet(path: Path) -> None:
    """A leaflet of two pages on AIST."""
    pdf = FPDF()
    pdf.set_creation_date(datetime(2026, 11, 22, tzinfo=UTC))
    pdf.add_page()
    _heading(pdf, "AIST at a glance")
    with pdf.table(first_row_as_headings=True) as table:
        for label, value in KEY_FACTS:
            row = table.row()
            row.cell(label)
            row.cell(value)
    pdf.add_page()
    _heading(pdf, "The streams of AIST, 2026")
    for sentence in STREAMS:
        pdf.set_font("Helvetica", size=11)
        pdf.multi_cell(0, 7, " ".join(sentence.split()), new_x="LMARGIN", new_y="NEXT")
        pdf.ln(2)
    pdf.output(str(path))


def make_table(path: Path) -> None:
    """Applications and offers of all programmes over three years, a row for each programme and year."""
    names = {code: name for name, code in _NAME.findall((CORPUS / "jupas-comparison.md").read_text(encoding="utf-8"))}
    rows = [row for file in sorted(CORPUS.glob("*.md")) for row in _ROW.findall(file.read_text(encoding="utf-8"))]
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None  # noqa: S101  # a new workbook has one
    sheet.title = "Applications and offers"
    sheet.append(["Programme and year", "All applicants", "Applicants in Band A", "Offers made"])
    for code, year, *figures in sorted(rows, key=lambda row: (row[0], -int(row[1]))):
        if code in names:
            sheet.append([f"{names[code]}, JUPAS {year}", *map(int, figures)])
    sheet.column_dimensions["A"].width = 70
    workbook.save(path)


def _heading(pdf: FPDF, text: str) -> None:
    pdf.set_font("Helvetica", style="B", size=18)
    pdf.cell(0, 12, text, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)
    pdf.set_font("Helvetica", size=11)


if __name__ == "__main__":
    make_leaflet(CORPUS / "aist-leaflet.pdf")
    make_table(CORPUS / "applications-and-offers.xlsx")
