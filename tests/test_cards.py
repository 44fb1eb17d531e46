import re
from dataclasses import replace

import pytest

from assistant.domain import (
    AnsweredStatement,
    AnswerTable,
    Citation,
    Contact,
    Language,
    Names,
    Passage,
    Place,
    Provenance,
    Statement,
    TableCell,
)
from assistant.ui import api, texts
from assistant.ui.cards import about_line, answer_markdown, card_label, highlighted, plain, source_markdown
from tests.made_answers import BOTANY, FEE, HOSTILE, PLACES, made_answer, made_table

PASSAGE = Passage(
    id="a.md#1",
    document_id="a.md",
    title="Fees",
    headings=("Local", "2026-27"),
    text="One. Two. Three.",
    statements=(Statement("s1", "One.", 0), Statement("s2", "Two.", 5), Statement("s3", "Three.", 10)),
    programmes=(),
    language=Language.EN,
    provenance=Provenance("https://example.edu/a_b(c)?x=1&y=2", "2026-06", read_via="a <b>copy</b>"),
)


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "![a](http://x)", "[a](javascript:x)", "https://x.y", "$x$"]
)
def test_no_sign_of_a_visitor_or_document_is_markup(text: str) -> None:
    escaped = plain(text)

    assert all(escaped[i - 1] == "\\" for i, sign in enumerate(escaped) if sign in "<>[]():!$")


def test_the_quoted_statements_are_marked_in_their_passage() -> None:
    pieces = highlighted(Citation(1, PASSAGE, (PASSAGE.statements[2], PASSAGE.statements[0])), Language.EN)

    assert pieces == [("One.", "quoted"), (" Two. ", None), ("Three.", "quoted")]


def test_a_card_says_where_its_words_stand_and_how_old_they_are() -> None:
    citation = Citation(2, PASSAGE, PASSAGE.statements[:1])

    assert card_label(citation, Language.EN) == "[2] the quoted words in their passage"
    shown = source_markdown(citation, Language.ZH_HANT).replace("\\", "")
    assert shown.startswith("[2] Fees › Local › 2026-27 · 截至 2026 年 6 月 · [官方網頁](<https://")


@pytest.mark.parametrize(
    ("place", "english", "traditional", "fields"),
    [
        (Place(page=3), "page 3", "第 3 頁", (3, "", "")),
        (
            Place(sheet="Fees", first_row=2, last_row=9),
            "sheet Fees, rows 2–9",
            "工作表 Fees，第 2–9 列",
            (None, "Fees", "2–9"),
        ),
        (Place(first_row=4, last_row=4), "row 4", "第 4 列", (None, "", "4")),
    ],
)
def test_a_card_says_the_page_or_the_rows(
    place: Place, english: str, traditional: str, fields: tuple[int | None, str, str]
) -> None:
    citation = Citation(2, replace(PASSAGE, place=place), PASSAGE.statements[:1])

    assert f"› 2026-27 · {english} · as of June 2026" in source_markdown(citation, Language.EN).replace("\\", "")
    assert traditional in source_markdown(citation, Language.ZH_HANT).replace("\\", "")
    said = api.citation_dict(citation)
    assert (said["page"], said["sheet"], said["rows"]) == fields


def test_a_card_links_only_to_its_source() -> None:
    shown = source_markdown(Citation(1, PASSAGE, PASSAGE.statements[:1]), Language.EN)

    assert "[Official page](<https://example.edu/a_b(c)?x=1&y=2>)" in shown
    assert shown.count("](") == 1
    assert "<b>" not in shown.replace(r"\<b\>", "")


def test_every_text_of_the_page_is_there_in_three_languages() -> None:
    for name in dir(texts):
        value = getattr(texts, name)
        if isinstance(value, Names):
            said = [value.in_language(language) for language in Language]
            assert all(said), name
            assert len(set(said)) == 3 or value.zh_hant == value.zh_hans, name


def test_every_language_has_examples() -> None:
    assert {len(texts.EXAMPLES[language]) for language in Language} == {5}


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Robotics has 40 places.", "40", "Robotics has <strong>40</strong> places."),
        ("JS40, 140, 40.5 and 40 places", "40", "JS40, 140, 40.5 and <strong>40</strong> places"),
        ("40 places — Places: 40", "40", "40 places — Places: <strong>40</strong>"),
        ("首年學額40個", "40", "首年學額<strong>40</strong>個"),
        ("費用：HK$47,000（本地）", "HK$47,000", "費用：<strong>HK$47,000</strong>（本地）"),
        ("級別5**起", "5**", "級別<strong>5**</strong>起"),
        ("JS4468x", "4468", "JS<strong>4468</strong>x"),
        ("Nothing known", "", "Nothing known"),
    ],
)
def test_the_value_that_was_asked_for_stands_out(text: str, value: str, expected: str) -> None:
    answer = made_answer(statements=(AnsweredStatement(text, (1,), value),))

    assert answer_markdown(answer, 3).replace("\\", "") == f"{expected} [[1]](#source-3-1)"


def test_an_answer_is_drawn_from_lead_to_contact() -> None:
    answer = made_answer(
        lead="Lead.", table=made_table(), closing="Closing.", contact=Contact("Ask:", "https://example.edu")
    )

    shown = answer_markdown(answer, 1)

    at = [
        shown.index(part) for part in ("Lead", "Robotics has", "| --- |", "Closing", "Ask", "(<https://example.edu>)")
    ]
    assert at == sorted(at)


def test_a_table_is_shown_once_its_statements_are_said() -> None:
    answer = made_answer(table=made_table())

    assert "| --- |" not in answer_markdown(answer, 1, 1)
    assert "| --- |" in answer_markdown(answer, 1)


def test_a_table_is_markdown_with_linked_marks() -> None:
    table = AnswerTable(
        ("", "Robotics"), ((TableCell("Places"), TableCell("40", (1,))), (TableCell("Fee"), TableCell("not stated")))
    )

    lines = answer_markdown(made_answer(statements=(), table=table), 2).splitlines()

    assert lines == [
        "|  | Robotics |",
        "| --- | --- |",
        "| Places | 40\u00a0[\\[1\\]](#source-2-1) |",
        "| Fee | not stated |",
    ]


def test_no_cell_of_a_table_is_markup_or_ends_its_row() -> None:
    table = AnswerTable((HOSTILE, "a|b"), ((TableCell("c\nd\\"), TableCell(HOSTILE, (1,))),))

    lines = answer_markdown(made_answer(statements=(), table=table), 1).splitlines()

    assert len(lines) == 3
    bars = [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines]
    assert bars == [3, 3, 3]
    assert all(text[i - 1] == "\\" for text in lines for i, sign in enumerate(text) if sign in "<>$`")


def test_a_visitor_reads_what_was_understood() -> None:
    both = made_answer(asked=(PLACES, FEE))
    several = made_answer(about=(*both.about, BOTANY), language=Language.ZH_HANT, asked=(PLACES, FEE))

    assert about_line(both).replace("\\", "") == "About: Robotics (TU100) · first-year places, tuition fee"
    assert about_line(several) == "關於：機械人學（TU100）、植物學（TU200、本站譯名） · 首年學額、學費"
    assert about_line(made_answer(about=())).replace("\\", "") == "About: first-year places"
    assert about_line(made_answer(asked=())).replace("\\", "") == "About: Robotics (TU100)"
    assert about_line(made_answer(about=(), asked=())) == ""
