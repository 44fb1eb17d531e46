from itertools import pairwise

import pytest

from assistant.domain import Block, Cell, Document, Language, Listing, Paragraph, Provenance, Table
from assistant.splitting import split

SOURCE = Provenance("https://example.edu", "2026")


def count(text: str) -> int:
    return len(text.split())


def document(*contents: Paragraph | Listing | Table, language: Language = Language.EN) -> Document:
    blocks = tuple(Block(content, ("Fees",), SOURCE) for content in contents)
    return Document("a.md", "A", ("aist",), language, SOURCE, blocks, "")


def test_what_stands_under_one_heading_is_one_passage_while_it_fits() -> None:
    passages = split(document(Paragraph("One two. Three four."), Listing(("five", "six"))), count, 50)

    assert [passage.text for passage in passages] == ["One two. Three four.\n\nfive\nsix"]
    assert [statement.text for statement in passages[0].statements] == ["One two.", "Three four.", "five", "six"]
    assert passages[0].breadcrumb == "A › Fees"


def test_passages_stay_within_the_size_with_their_breadcrumb() -> None:
    text = " ".join(f"Sentence number {i} has a few words." for i in range(40))

    passages = split(document(Paragraph(text)), count, 30)

    assert len(passages) > 5
    assert all(count(f"{passage.breadcrumb}\n{passage.text}") <= 30 for passage in passages)


def test_nothing_is_lost_and_nothing_is_said_twice() -> None:
    sentences = [f"Sentence number {i} has a few words." for i in range(40)]

    passages = split(document(Paragraph(" ".join(sentences))), count, 30)

    assert [statement.text for passage in passages for statement in passage.statements] == sentences


def test_a_table_is_cut_by_rows_that_repeat_their_column_names() -> None:
    table = Table(("Programme", "Median"), tuple((f"P{i}", f"{i}.5") for i in range(20)))

    passages = split(document(table), count, 20)

    assert len(passages) > 2
    assert passages[-1].text.endswith("P19 — Median: 19.5")


def test_a_row_keeps_its_cells_under_their_column_names() -> None:
    table = Table(("Programme", "Median", "Places"), (("AIST", "52", "30"),))

    (passage,) = split(document(table), count, 50)

    assert passage.statements[0].cells == (Cell("Programme", "AIST"), Cell("Median", "52"), Cell("Places", "30"))


@pytest.mark.parametrize(
    ("item", "cells"),
    [
        ("Units of the major: 75", (Cell("", "Units of the major"), Cell("", "75"))),
        ("主修學分：75", (Cell("", "主修學分"), Cell("", "75"))),
        ("No label here", ()),
        ("Nothing follows:", ()),
        ("https://example.edu: a link", ()),
        (f"{'A sentence that goes on and on ' * 3}: and is no label", ()),
    ],
)
def test_an_item_with_a_label_is_a_row_of_one_value(item: str, cells: tuple[Cell, ...]) -> None:
    (passage,) = split(document(Listing((item,))), count, 50)

    assert passage.statements[0].cells == cells


def test_a_row_in_a_chinese_document_has_chinese_punctuation() -> None:
    table = Table(("課程", "中位數", "學額"), (("人工智能", "52.375", "30"),))

    passages = split(document(table, language=Language.ZH_HANT), count, 50)

    assert passages[0].text == "人工智能 — 中位數：52.375；學額：30"


def test_a_sentence_longer_than_the_size_is_cut_at_its_commas() -> None:
    text = ", ".join(f"clause {i} with words" for i in range(20)) + "."

    passages = split(document(Paragraph(text)), count, 20)

    assert " ".join(passage.text for passage in passages) == text
    assert all(passage.text.endswith((",", ".")) for passage in passages)


def test_a_row_longer_than_the_size_says_in_each_piece_what_it_is_about() -> None:
    table = Table(("Programme", "Notes"), (("Botany", "; ".join(f"note {i} of many words" for i in range(20))),))

    passages = split(document(table), count, 24)

    assert len(passages) > 3
    assert all(passage.text.startswith("Botany — ") for passage in passages)
    assert all(count(f"{passage.breadcrumb}\n{passage.text}") <= 24 for passage in passages)


def test_marks_that_a_text_has_once_are_counted_once() -> None:
    sentences = Paragraph(" ".join(["One two three."] * 10))

    passages = split(document(sentences), lambda text: count(text) + 4, 40)

    assert [len(passage.statements) for passage in passages] == [10]


def test_chinese_sentences_are_statements() -> None:
    passages = split(document(Paragraph("甲是一。乙是二！"), language=Language.ZH_HANT), len, 80)

    assert [statement.text for statement in passages[0].statements] == ["甲是一。", "乙是二！"]


def test_the_full_stop_behind_an_initial_ends_no_chinese_sentence() -> None:
    told = "院長是Martin Wong、C. P. Wong和P. C. Ching。第二句。"

    passages = split(document(Paragraph(told), language=Language.ZH_HANT), len, 80)

    texts = [statement.text for statement in passages[0].statements]
    assert texts == ["院長是Martin Wong、C. P. Wong和P. C. Ching。", "第二句。"]


def test_sections_with_other_sources_are_not_mixed() -> None:
    other = Provenance("https://example.edu/other", "2025")
    blocks = (Block(Paragraph("One."), ("Fees",), SOURCE), Block(Paragraph("Two."), ("Fees",), other))
    whole = Document("a.md", "A", (), Language.EN, SOURCE, blocks, "")

    passages = split(whole, count, 50)

    assert [passage.provenance for passage in passages] == [SOURCE, other]
    assert all(before.id != after.id for before, after in pairwise(passages))
