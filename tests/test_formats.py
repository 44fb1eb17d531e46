from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from fpdf import FPDF

from assistant.bootstrap import create_assistant
from assistant.composing.frames import rows_text
from assistant.domain import Block, Language, Listing, Notice, Paragraph, Place, Table
from assistant.errors import CorpusError
from assistant.index.generation import Generation
from assistant.index.generations import Generations
from assistant.readers import DocumentReader, document_paths, read_document
from assistant.settings import Settings
from assistant.splitting import split
from assistant.ui.cards import source_dialog
from tests import made_files
from tests.made_files import EVERY_FORMAT, META, with_side_file
from tests.scripted import ScriptedEmbedder, build_index, write_corpus

FEES = Table(("Year", "Tuition"), (("2026-27", "HK$47,000"), ("2027-28", "HK$49,500")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("formats")


@pytest.fixture(scope="module")
def reader(folder: Path) -> Iterator[DocumentReader]:
    with DocumentReader(folder) as reader:
        yield reader


@pytest.fixture
def blocks(folder: Path, reader: DocumentReader) -> "Read":
    return Read(folder, reader)


class Read:
    """Reads bytes as a document of the ending given with them."""

    def __init__(self, folder: Path, reader: DocumentReader) -> None:
        self.folder, self.reader = folder, reader
        self.notices: tuple[Notice, ...] = ()

    def __call__(self, name: str, content: bytes) -> tuple[Block, ...]:
        document = self.reader.read(with_side_file(self.folder / name, content))
        self.notices = document.notices
        return document.blocks

    @property
    def messages(self) -> str:
        return "\n".join(notice.message for notice in self.notices)


def shapes(blocks: tuple[Block, ...]) -> list[tuple[tuple[str, ...], str]]:
    return [(block.headings, type(block.content).__name__) for block in blocks]


def test_an_html_page_keeps_headings_lists_and_tables_and_loses_its_navigation(blocks: Read) -> None:
    found = blocks("page.html", made_files.html_file())

    assert [(block.headings, block.content) for block in found] == [
        ((), Paragraph("Robotics (TU100) teaches how machines move.")),
        (("Fees",), FEES),
        (("Fees", "What to bring"), Listing(("A laptop", "or a tablet", "Curiosity"))),
        (("Fees", "What to bring"), Listing(("Deadline: 3 December 2026",))),
    ]
    assert not blocks.notices


def test_text_of_an_html_page_that_stands_outside_of_paragraphs_is_kept(blocks: Read) -> None:
    found = blocks("bare.html", b"<div><h2>Dates</h2>Interviews are in <b>May</b> 2026.<div>Offers follow.</div></div>")

    assert [block.content for block in found] == [Paragraph("Interviews are in May 2026."), Paragraph("Offers follow.")]


@pytest.mark.parametrize("around", ["{}", "<div class='x'>{}</div>", "<main>{}</main>", "<div id='content'>{}</div>"])
def test_a_sentence_of_an_html_page_that_is_said_twice_stands_under_both_headings(blocks: Read, around: str) -> None:
    page = around.format("<h2>A</h2><p>An interview is held.</p><h2>B</h2><p>An interview is held.</p><p>More.</p>")

    found = blocks("twice.html", f"<html><body>{page}</body></html>".encode())

    assert [(block.headings, block.content) for block in found] == [
        (("A",), Paragraph("An interview is held.")),
        (("B",), Paragraph("An interview is held.")),
        (("B",), Paragraph("More.")),
    ]


def test_what_was_not_taken_for_the_main_text_is_reported(blocks: Read) -> None:
    page = made_files.html_file().replace(b"<main>", b"<div class='cookie-banner'><p>We bake.</p></div><main>")

    blocks("banner.html", page)

    assert blocks.messages == "text outside the main part was left out: “We bake.”"


def test_a_cell_of_an_html_table_that_spans_rows_stands_in_each(blocks: Read) -> None:
    page = (
        b"<p>Fees follow.</p><table><tr><th>Year</th><th>Who</th><th>Fee</th></tr><tr><td rowspan=2>2026</td>"
        b"<td>local</td><td>1</td></tr><tr><td>other</td><td>3</td></tr></table>"
    )

    table = blocks("span.html", page)[-1].content

    assert table == Table(("Year", "Who", "Fee"), (("2026", "local", "1"), ("2026", "other", "3")))


def test_a_page_in_another_encoding_is_read_as_it_says(blocks: Read) -> None:
    page = '<meta charset="big5"><p>學費為四萬元。</p>'.encode("big5")

    assert [block.content for block in blocks("big5.html", page)] == [Paragraph("學費為四萬元。")]


def test_a_pdf_knows_its_pages_headings_and_tables(blocks: Read) -> None:
    found = blocks("leaflet.pdf", made_files.pdf_file())

    assert [(block.place.page, *shape) for block, shape in zip(found, shapes(found), strict=True)] == [
        (1, ("Places in 2026",), "Paragraph"),
        (1, ("Places in 2026",), "Paragraph"),
        (2, ("Places in 2027",), "Paragraph"),
        (2, ("Places in 2027",), "Paragraph"),
        (2, ("Places in 2027",), "Table"),
    ]
    assert found[1].content == Paragraph("A second paragraph, on page 1.")
    assert found[-1].content == FEES


def test_a_table_that_goes_on_over_the_page_keeps_its_header_and_says_so(blocks: Read) -> None:
    found = blocks("long.pdf", made_files.pdf_with_long_table(rows=60))

    tables = [block for block in found if isinstance(block.content, Table)]
    assert [table.place.page for table in tables] == [1, 2]
    assert [table.content.header for table in tables if isinstance(table.content, Table)] == [("Number", "Fee")] * 2
    assert "(('1', 'HK$1')" in str(tables[0].content)
    assert "('60', 'HK$60'))" in str(tables[1].content)
    assert [notice.place.page for notice in blocks.notices] == [2]


def test_a_heading_of_several_lines_is_one(blocks: Read) -> None:
    found = blocks("long.pdf", made_files.pdf_with_long_table(rows=3))

    assert found[0].headings == ("Fees of all programmes of the faculty, which are many, for students of every year",)


def test_a_word_document_keeps_its_order(blocks: Read) -> None:
    found = blocks("letter.docx", made_files.docx_file())

    assert [(block.headings, block.content) for block in found] == [
        ((), Paragraph("Robotics (TU100) teaches how machines move.")),
        (("Fees",), FEES),
        (("Fees", "What to bring"), Listing(("A laptop", "Curiosity"))),
        (("Fees", "What to bring"), Paragraph("Nothing else.")),
    ]


def test_a_slide_is_a_page_under_its_title_without_speaker_notes(blocks: Read) -> None:
    found = blocks("talk.pptx", made_files.pptx_file())

    assert [(block.place.page, block.headings, block.content) for block in found] == [
        (1, ("What you learn",), Listing(("Mechanics of robots", "Vision of robots"))),
        (2, ("Fees",), Table(("Year", "Tuition"), (("2026-27", "HK$47,000"),))),
        (2, ("Fees",), Paragraph("Paid in two halves.")),
    ]
    assert blocks.notices == (Notice(Place(page=2), "a speaker note was left out: “Say nothing of the discount.”"),)


def test_a_sheet_shows_its_values_and_true_row_numbers(blocks: Read) -> None:
    title, fees, more, places = blocks("fees.xlsx", made_files.xlsx_file())

    assert title.content == Paragraph("Fees of all programmes")
    assert fees.content == Table(
        ("Programme", "Tuition", "Share", "From"),
        (
            ("Robotics (TU100)", "HK$47,000", "12.5%", "2026-09-01"),
            ("Botany (TU200)", "HK$42,100", "not stated", "2026-09-01"),
        ),
    )
    assert (fees.headings, fees.place) == (("Fees",), Place(sheet="Fees", first_row=4, last_row=5))
    assert (more.headings, more.place) == (("Fees",), Place(sheet="Fees", first_row=7, last_row=7))
    assert (places.headings, places.place) == (("Places",), Place(sheet="Places", first_row=2, last_row=2))


def test_a_note_of_several_sentences_stays_in_its_row(blocks: Read) -> None:
    content = made_files.saved(made_files.book_with_rows([["First. Second. Third."], [], ["Who", "Fee"], ["All", 3]]))
    path = with_side_file(blocks.folder / "note.xlsx", content)

    passages = split(blocks.reader.read(path), len, 40)

    assert [(passage.text, rows_text(passage.place)) for passage in passages] == [
        ("First. Second. Third.", "1"),
        ("All — Fee: 3", "4"),
    ]


def test_the_row_numbers_are_those_of_the_spreadsheet(blocks: Read) -> None:
    content = made_files.xlsx_file()
    sheet = openpyxl.load_workbook(BytesIO(content))["Fees"]

    for block in blocks("rows.xlsx", content)[1:3]:
        assert isinstance(block.content, Table)
        for number, row in enumerate(block.content.rows, block.place.first_row):
            assert sheet.cell(number, 1).value == row[0]


def test_hidden_sheets_rows_and_columns_are_left_out_and_reported(blocks: Read) -> None:
    book = openpyxl.load_workbook(BytesIO(made_files.xlsx_file()))
    book["Fees"].row_dimensions[5].hidden = True
    book["Fees"].column_dimensions["C"].hidden = True
    book["Places"].sheet_state = "hidden"

    found = blocks("hidden.xlsx", made_files.saved(book))

    assert "Botany" not in str(found)
    assert "12.5%" not in str(found)
    assert {block.place.sheet for block in found} == {"Fees"}
    assert "the hidden sheet Places was left out" in blocks.messages
    assert "text in hidden rows or columns was left out" in blocks.messages


def test_a_merged_cell_stands_in_each_row_it_spans(blocks: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Year", "Who", "Fee"), ("2026", "local", 1), (None, "other", 3)):
        sheet.append(row)
    sheet.merge_cells("A2:A3")

    table = blocks("merged.xlsx", made_files.saved(book))[0].content

    assert table == Table(("Year", "Who", "Fee"), (("2026", "local", "1"), ("2026", "other", "3")))


def test_a_formula_without_a_stored_result_is_refused(folder: Path, reader: DocumentReader) -> None:
    book = openpyxl.load_workbook(BytesIO(made_files.xlsx_file()))
    book["Fees"]["B5"] = "=B4-4900"

    with pytest.raises(CorpusError, match="cell B5 of sheet Fees has no stored result"):
        reader.read(with_side_file(folder / "formula.xlsx", made_files.saved(book)))


def test_a_csv_file_is_a_table_with_the_rows_of_the_spreadsheet(blocks: Read) -> None:
    first, second = blocks("places.csv", made_files.CSV)

    assert first.content == Table(("Programme", "Places", "Median"), (("Robotics (TU100)", "40", "not stated"),))
    assert (first.place.first_row, second.place.first_row) == (2, 4)


def test_a_csv_file_with_semicolons_and_quotes_is_read(blocks: Read) -> None:
    found = blocks("other.csv", 'Programme;Fee\n"Robotics; ""new""";"47,000"\n'.encode("utf-8-sig"))

    assert found[0].content == Table(("Programme", "Fee"), (('Robotics; "new"', "47,000"),))


def test_a_text_file_has_paragraphs_and_lists(blocks: Read) -> None:
    found = blocks("notes.txt", made_files.TXT)

    assert [(block.place.line, block.content) for block in found] == [
        (1, Paragraph("Robotics (TU100) teaches how machines move.")),
        (4, Paragraph("Bring:")),
        (5, Listing(("a laptop", "curiosity"))),
    ]


def test_empty_cells_are_named_in_the_language_of_the_document(folder: Path, reader: DocumentReader) -> None:
    path = with_side_file(folder / "zh.csv", made_files.CSV)
    side = path.with_name("zh.csv.meta.yaml")
    side.write_text(META.format(title="A").replace("language: en", "language: zh-Hant"), encoding="utf-8")

    document = reader.read(path)

    assert document.language is Language.ZH_HANT
    assert "沒有註明" in str(document.blocks)


def test_a_file_without_side_file_is_told_what_to_write(folder: Path) -> None:
    (folder / "alone.pdf").write_bytes(made_files.pdf_file())

    with pytest.raises(CorpusError, match=r"alone\.pdf: write alone\.pdf\.meta\.yaml beside it.*title.*as_of"):
        read_document(folder, folder / "alone.pdf")


def test_a_wrong_field_of_a_side_file_is_named(folder: Path) -> None:
    path = with_side_file(folder / "wrong.txt", b"x")
    path.with_name("wrong.txt.meta.yaml").write_text(META.format(title="A") + "colour: red\n", encoding="utf-8")

    with pytest.raises(CorpusError, match=r"wrong\.txt\.meta\.yaml:1: .*unknown fields: colour"):
        read_document(folder, path)


def test_a_side_file_without_its_file_is_named_and_one_with_it_is_no_document(tmp_path: Path) -> None:
    with_side_file(tmp_path / "a.txt", b"x")
    for name in ("gone.pdf", "b.md"):
        (tmp_path / f"{name}.meta.yaml").write_text("title: x", encoding="utf-8")
    (tmp_path / "b.md").write_text("x", encoding="utf-8")

    assert [path.name for path in document_paths(tmp_path)] == ["a.txt", "b.md", "b.md.meta.yaml", "gone.pdf.meta.yaml"]
    with pytest.raises(CorpusError, match=r"gone\.pdf\.meta\.yaml: there is no file that needs it"):
        read_document(tmp_path, tmp_path / "gone.pdf.meta.yaml")


def test_a_changed_side_file_changes_the_digest(folder: Path, reader: DocumentReader) -> None:
    path = with_side_file(folder / "digest.txt", b"x")
    before = reader.read(path)

    after = reader.read(with_side_file(path, b"x", title="Botany"))

    assert before.digest != after.digest
    assert replace(before, title="", digest="") == replace(after, title="", digest="")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a.doc", r"save it as \.docx"), ("a.ppt", r"save it as \.pptx"), ("a.xls", r"save it as \.xlsx")],
)
def test_old_formats_are_refused_with_what_to_do(folder: Path, name: str, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason):
        read_document(folder, with_side_file(folder / name, b"\xd0\xcf\x11\xe0"))


def test_a_folder_of_every_format_is_answered_from_with_true_pages_and_rows(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    for name, make in EVERY_FORMAT.items():
        with_side_file(corpus / name, make(), title=f"Robotics {name}")
    embedder = ScriptedEmbedder()

    report = build_index(corpus, tmp_path / "index", embedder)

    assert report.documents == 2 + len(EVERY_FORMAT)
    current = Generations(tmp_path / "index").current()
    assert current is not None
    with Generation(current, embedder, embedder.identity) as generation:
        where = {statement.text: passage.place for passage, statement in generation.statements.values()}
    assert where["A second paragraph, on page 1."] == Place(page=1)
    assert where["A second paragraph, on page 2."] == Place(page=2)
    assert where["Robotics (TU100) — Places: 40; Median: not stated"] == Place(first_row=2, last_row=4)
    assistant = create_assistant(Settings(index_dir=tmp_path / "index"), embedder)
    leaflet = assistant.answer("How many first-year places are there in 2027?").citations[0]
    assert leaflet.passage.document_id == "leaflet.pdf"
    assert "<dd>page 2</dd>" in source_dialog(leaflet, 1, Language.EN, date(2026, 11, 25))
    sheet = assistant.answer("What is the tuition of Chemistry (TU300)?").citations[0]
    assert (sheet.passage.document_id, sheet.passage.place.sheet) == ("fees.xlsx", "Fees")
    assert "<dd>sheet Fees, rows 1–7</dd>" in source_dialog(sheet, 1, Language.EN, date(2026, 11, 25))
    assert where["Chemistry (TU300) — Tuition: HK$51,000; Share: 50.0%; From: 2027-09-01"].last_row == 7


def test_a_sentence_set_with_wide_lines_is_one_statement(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    sentence = (
        "Robotics has forty first-year places in 2027, " + "of which some are kept for applicants " * 4 + "at home."
    )
    for text in (sentence, "A second sentence stands by itself."):
        pdf.multi_cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
    with_side_file(tmp_path / "wide.pdf", bytes(pdf.output()))

    blocks = read_document(tmp_path, tmp_path / "wide.pdf").blocks

    assert [block.content for block in blocks] == [
        Paragraph(sentence),
        Paragraph("A second sentence stands by itself."),
    ]
