from dataclasses import replace

import pytest

from assistant.domain import Citation, Language, Names, Passage, Place, Provenance, Statement
from assistant.ui import cards, texts
from assistant.ui.cards import card_label, highlighted, plain, source_markdown

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
    said = cards.citation_dict(citation)
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


def test_a_program_gets_what_a_visitor_sees() -> None:
    fields = cards.citation_dict(Citation(1, PASSAGE, PASSAGE.statements[:2]))

    assert fields["quote"] == "One. … Two."
    assert (fields["title"], fields["section"], fields["as_of"]) == ("Fees", "Local › 2026-27", "2026-06")
    assert fields["url"] == PASSAGE.provenance.source_url
