from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Language, Listing, Paragraph, Table
from assistant.errors import CorpusError
from assistant.readers import document_paths, read_document
from tests.scripted import ROBOTICS

HEAD = """---
title: A
programmes: []
language: en
source_url: https://example.edu/a
read_via: a copy
as_of: 2024 entry
---
"""


def read(folder: Path, text: str) -> tuple[Paragraph | Listing | Table, ...]:
    (folder / "a.md").write_text(text, encoding="utf-8")
    return tuple(block.content for block in read_document(folder, folder / "a.md").blocks)


def refusal(folder: Path, text: str | bytes) -> str:
    path = folder / "a.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CorpusError) as error:
        read_document(folder, path)
    return str(error.value)


def test_front_matter_headings_and_blocks_are_read(tmp_path: Path) -> None:
    (tmp_path / "robotics.md").write_text(ROBOTICS, encoding="utf-8")

    document = read_document(tmp_path, tmp_path / "robotics.md")

    assert (document.id, document.title, document.programmes) == ("robotics.md", "Robotics (TU100)", ("robotics",))
    assert document.language is Language.EN
    assert [block.headings for block in document.blocks] == [(), ("First-year places, 2026",), ("Fees",)]
    assert document.blocks[1].place.line == 13


def test_a_section_names_its_own_source_in_a_line_under_its_heading(tmp_path: Path) -> None:
    (tmp_path / "robotics.md").write_text(ROBOTICS, encoding="utf-8")

    places, fees = read_document(tmp_path, tmp_path / "robotics.md").blocks[1:]

    assert (places.provenance.source_url, places.provenance.as_of) == ("https://example.edu/robotics", "2026-06")
    assert (fees.provenance.source_url, fees.provenance.as_of) == ("https://example.edu/fees", "2026-27")
    assert fees.provenance.valid_until == date(2027, 8, 31)


def test_a_section_source_holds_for_sections_within_and_ends_with_it(tmp_path: Path) -> None:
    text = HEAD + (
        "## B\n\n> source_url: https://example.edu/b; as_of: 2025\n\nOne.\n\n### C\n\nTwo.\n\n"
        "### D\n\n> as_of: 2026\n\nThree.\n\n## E\n\nFour.\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")

    sources = [block.provenance for block in read_document(tmp_path, tmp_path / "a.md").blocks]

    assert [source.as_of for source in sources] == ["2025", "2025", "2026", "2024 entry"]
    assert [source.read_via for source in sources] == ["", "", "", "a copy"]


def test_a_section_says_how_it_is_asked_for_in_a_line_of_its_own(tmp_path: Path) -> None:
    text = HEAD + (
        "> asked: What is it?\n\nZero.\n\n## B\n\n> source_url: https://example.edu/b; as_of: 2025\n"
        "> asked: How much is it? 幾多錢？\n\nOne.\n\n- two\n\n### C\n\nThree.\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")

    blocks = read_document(tmp_path, tmp_path / "a.md").blocks

    both = ("How much is it?", "幾多錢？")
    assert [block.asked_as for block in blocks] == [("What is it?",), both, both, ()]
    assert [block.provenance.as_of for block in blocks] == ["2024 entry", "2025", "2025", "2025"]
    assert [block.content for block in blocks][:2] == [Paragraph("Zero."), Paragraph("One.")]


def test_a_section_says_which_near_misses_it_does_not_answer(tmp_path: Path) -> None:
    text = HEAD + "## B\n\n> asked: How much is it?\n> not told: Is it refunded? Who pays it?\n\nOne.\n\n## C\n\nTwo.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")

    first, second = read_document(tmp_path, tmp_path / "a.md").blocks

    assert (first.asked_as, first.not_told) == (("How much is it?",), ("Is it refunded?", "Who pays it?"))
    assert (second.asked_as, second.not_told) == ((), ())


def test_a_paragraph_or_an_item_says_how_it_alone_is_asked_for(tmp_path: Path) -> None:
    contents = read(
        tmp_path,
        HEAD + "> asked: Of all?\n\nOne.\n\n> asked: First? Once?\n\nTwo.\n\n"
        "- three\n  > asked: Third?\n  - four\n    > asked: Fourth?\n- five\n",
    )

    assert contents == (
        Paragraph("One.", ("First?", "Once?")),
        Paragraph("Two."),
        Listing(("three", "four", "five"), (("Third?",), ("Fourth?",), ())),
    )


def test_a_quotation_that_only_looks_like_such_a_line_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + "x\n\n> He asked: what is it?\n")[1] == Paragraph("He asked: what is it?")


def test_markup_becomes_plain_words(tmp_path: Path) -> None:
    contents = read(tmp_path, HEAD + "**Bold** [link](http://x.example) `code` 5\\*\\* ![pixel](http://x.example/p)\n")

    assert contents == (Paragraph("Bold link code 5**"),)


def test_html_is_kept_as_the_words_it_is_made_of(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + "<b>x</b>\n") == (Paragraph("<b>x</b>"),)


@pytest.mark.parametrize(
    "as_of", ["2026", "2026-06", "2026-27", "1999-00", "2026-06-15", "2018-2021", "2026 entry", "undated"]
)
def test_every_form_of_a_date_is_read(tmp_path: Path, as_of: str) -> None:
    (tmp_path / "a.md").write_text(HEAD.replace("2024 entry", as_of) + "x", encoding="utf-8")

    assert read_document(tmp_path, tmp_path / "a.md").provenance.as_of == as_of


def test_code_in_a_list_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + "- one\n\n      two\n") == (Listing(("one two",)),)


def test_a_pipe_in_a_cell_can_be_escaped(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + "| a | b |\n|---|---|\n| 1 \\| 2 | 3 |\n") == (Table(("a", "b"), (("1 | 2", "3"),)),)


def test_lists_within_lists_follow_their_item(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + "- one\n  - two\n- three\n") == (Listing(("one", "two", "three")),)


def test_a_table_keeps_its_header_and_rows(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + "| a | b |\n|---|---|\n| 1 | 2 |\n") == (Table(("a", "b"), (("1", "2"),)),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no front matter", "a.md:1: the front matter is missing"),
        (HEAD.replace("title: A\n", "") + "x", "lacks title"),
        (HEAD.replace("title: A", "title: A: B") + "x", "in quotes"),
        (HEAD.replace("https://example.edu/a", "javascript:alert(1)") + "x", "http or https"),
        (HEAD.replace("https://example.edu/a", "https:///a") + "x", "http or https"),
        (HEAD.replace("2024 entry", "last year") + "x", "as_of may be"),
        (HEAD.replace("language: en", "language: fr") + "x", "language must be one of en, zh-Hant, zh-Hans"),
        (HEAD.replace("programmes: []", "programmes: aist") + "x", "must be a list"),
        (HEAD.replace("---\n", "---\ncolour: red\n", 1) + "x", "unknown fields: colour"),
        (HEAD.replace("---\n", "---\nvalid_until: soon\n", 1) + "x", "valid_until must be a day"),
        (HEAD, "says nothing"),
        (HEAD + "## B\n\n> source_url: https://example.edu/b\n\nx", "a.md:11: a section that names its own source_url"),
        (HEAD + "## B\n\nx\n\n> as_of: 2024\n", "a.md:13: a source line must stand right under its heading"),
        (HEAD + "## B\n\n> as_of: 2024; colour: red\n\nx", "unknown fields: colour"),
        (HEAD + "## B\n\n- x\n\n> asked: What?\n", "a.md:13: a line of questions must stand right under its heading"),
        (HEAD + "## B\n\nx\n\n> not told: What?\n", "a.md:13: a line of questions must stand right under its heading"),
        (HEAD + "## B\n\nx\n\n> asked: the fee\n", "a.md:11: the line asked: holds questions"),
        (HEAD + "## B\n\n- x\n  > asked: the fee\n", "a.md:11: the line asked: holds questions"),
        (HEAD + "## B\n\n> asked: the fee\n\nx", "a.md:11: the line asked: holds questions"),
        (HEAD + "## B\n\n> asked: " + "What? " * 13 + "\n\nx", "at most 12 questions"),
        (HEAD + "| a | b |\n|---|---|\n| 1 |\n", "a.md:9: a row of the table has an empty or missing cell"),
        (HEAD + "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", "a.md:11: this row of the table has 3 cells, the first one 2"),
        (HEAD + "## B\n\n> sourceurl: https://example.edu; as_of: 2020\n\nx", "unknown fields: sourceurl"),
        (HEAD.replace("2024 entry", "2026-13-45") + "x", "as_of may be"),
        (HEAD.replace("2024 entry", "2026-00") + "x", "as_of may be"),
        (HEAD.replace("2024 entry", "2026-99") + "x", "as_of may be"),
        (HEAD.replace("2024 entry", "2021-2018") + "x", "as_of may be"),
        (HEAD.replace("https://example.edu/a", "https://a/>)![x](http://evil/p") + "x", "http or https"),
        (HEAD.replace("---\n", "---\nhistory: true\n", 1) + "x", "history: true needs valid_until"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_line_and_reason(
    tmp_path: Path, text: str | bytes, reason: str
) -> None:
    assert reason in refusal(tmp_path, text)


def test_a_kind_of_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pages").write_bytes(b"x")

    with pytest.raises(CorpusError, match=r"a\.pages: files of this kind cannot be read"):
        read_document(tmp_path, tmp_path / "a.pages")


def test_the_readme_the_catalogue_and_hidden_files_are_not_documents(tmp_path: Path) -> None:
    for name in ("README.md", "programmes.yaml", "terms.yaml", ".hidden.md", "b.md", "a.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")

    assert [path.name for path in document_paths(tmp_path)] == ["a.md", "b.md"]


def test_a_missing_corpus_folder_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="ASSISTANT_CORPUS_DIR"):
        document_paths(tmp_path / "none")


def test_a_file_that_the_system_does_not_let_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()  # opening it fails, as for a file without permission

    with pytest.raises(CorpusError, match=r"a\.md: it cannot be read"):
        read_document(tmp_path, tmp_path / "a.md")
