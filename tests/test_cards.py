"""Sources, answers and turns as the page shows them."""

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from importlib import import_module

import pytest
from opencc import OpenCC

from assistant.domain import (
    AnsweredStatement,
    AnswerTable,
    Citation,
    Contact,
    Language,
    Names,
    Outcome,
    Passage,
    Place,
    Provenance,
    Statement,
    TableCell,
)
from assistant.journal import Rating
from assistant.ui import texts
from assistant.ui.answers import about_line, draw_answer
from assistant.ui.cards import highlighted, source_dialog, source_list
from assistant.ui.head import draw_head, draw_picked, draw_programmes
from assistant.ui.start import draw_start
from assistant.ui.turns import draw_coming, draw_following, draw_turn
from assistant.ui.visit import Exchange
from assistant.web.answers import citation_fields
from tests.made_answers import BOTANY, FEE, HOSTILE, PLACES, ROBOTICS, made_answer, made_table

TODAY = date(2026, 11, 25)
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


def seen(markup: str) -> str:
    """The words of markup, with a space between elements."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def drawn(exchange: Exchange, language: Language = Language.EN, **more: bool) -> str:
    return draw_turn(exchange, 3, language, TODAY, **({"is_last": True, "is_journal_kept": True} | more))


def test_the_quoted_statements_are_marked_in_their_passage() -> None:
    pieces = "".join(highlighted(Citation(1, PASSAGE, (PASSAGE.statements[2], PASSAGE.statements[0]))))

    assert pieces == "<mark>One.</mark> Two. <mark>Three.</mark>"


def test_quotes_that_lie_in_one_another_are_marked_once() -> None:
    whole = Statement("s", "One. Two.", 0)

    assert "".join(highlighted(Citation(1, PASSAGE, (PASSAGE.statements[1], whole)))) == (
        "<mark>One. Two.</mark> Three."
    )


def test_a_source_says_where_its_words_stand_and_how_old_they_are() -> None:
    source = replace(PASSAGE.provenance, reviewed=date(2026, 5, 3), valid_until=date(2027, 8, 31))
    citation = Citation(2, replace(PASSAGE, provenance=source), PASSAGE.statements[:1])

    english, chinese = (source_dialog(citation, 1, each, TODAY) for each in (Language.EN, Language.ZH_HANT))

    assert 'id="source-1-2"' in english
    assert (
        "Section Local › 2026-27 Date as of June 2026 How fresh reviewed May 2026 · valid until 31 August 2027"
        in seen(english)
    )
    assert "日期 截至 2026 年 6 月 時效 2026 年 5 月覆核 · 有效至 2027 年 8 月 31 日" in seen(chinese)


def test_what_no_longer_holds_says_so_in_the_source_and_in_the_list() -> None:
    source = replace(PASSAGE.provenance, valid_until=date(2026, 11, 24))
    citation = Citation(1, replace(PASSAGE, provenance=source), PASSAGE.statements[:1])

    for shown in (source_dialog(citation, 1, Language.EN, TODAY), source_list((citation,), 1, Language.EN, TODAY)):
        assert '<span class="expired">expired on 24 November 2026</span>' in shown
    assert "expired" not in source_dialog(citation, 1, Language.EN, date(2026, 11, 24))


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
def test_a_source_says_the_page_or_the_rows(
    place: Place, english: str, traditional: str, fields: tuple[int | None, str, str]
) -> None:
    citation = Citation(2, replace(PASSAGE, place=place), PASSAGE.statements[:1])

    assert f"Place {english} Date" in seen(source_dialog(citation, 1, Language.EN, TODAY))
    assert traditional in seen(source_dialog(citation, 1, Language.ZH_HANT, TODAY))
    said = citation_fields(citation).model_dump()
    assert (said["page"], said["sheet"], said["rows"]) == fields


def test_a_source_links_only_to_its_official_page() -> None:
    shown = source_dialog(Citation(1, PASSAGE, PASSAGE.statements[:1]), 1, Language.EN, TODAY)

    assert re.findall('href="([^"]*)"', shown) == ["https://example.edu/a_b(c)?x=1&amp;y=2"]
    assert "Read from a <b>copy</b>" in seen(shown)


def all_names() -> Iterator[tuple[str, Names]]:
    for module in pkgutil.iter_modules(texts.__path__):
        for name, value in vars(import_module(f"{texts.__name__}.{module.name}")).items():
            yield from ((f"{module.name}.{name}", names) for names in names_in(value))


def names_in(value: object) -> Iterator[Names]:
    if isinstance(value, Names):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from names_in(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from names_in(each)


def test_every_text_of_the_page_is_there_in_three_languages() -> None:
    found = list(all_names())

    assert len(found) > 100
    for where, names in found:
        said = [names.in_language(language) for language in Language]
        assert all(said), where
        assert not re.search("[㐀-鿿]", names.en), where
        assert re.search("[㐀-鿿]", names.zh_hant), where
        fields = [sorted(re.findall(r"{\w+}", words)) for words in said]
        assert fields[0] == fields[1] == fields[2], where


def test_the_two_chinese_scripts_are_not_mixed() -> None:
    to_simplified, to_traditional = OpenCC("t2s").convert, OpenCC("s2t").convert

    for where, names in all_names():
        only_simplified = {s for s in names.zh_hant if to_traditional(s) != s and to_simplified(s) == s}
        assert to_simplified(names.zh_hans) == names.zh_hans, where
        assert not only_simplified, where


def test_no_chinese_page_shows_an_english_word_of_ours() -> None:
    exchange = Exchange("問", made_answer(Outcome.PARTLY, Language.ZH_HANT, table=made_table()))
    pages = [
        draw_head(Language.ZH_HANT, has_conversation=True, is_journal_kept=True),
        draw_picked(None, Language.ZH_HANT, is_editing=True),
        draw_start((), Language.ZH_HANT, "等"),
        drawn(exchange, Language.ZH_HANT),
        draw_following(("還有？",), Language.ZH_HANT, Language.ZH_HANT),
    ]
    own = "Robotics has 40 places in 2026. Places Programme of a rather long name not stated"
    quoted = {*re.findall("[A-Za-z]{2,}", f"{own} {HOSTILE} How many does have English PDF AI BM25 EN cosine")}

    for page in pages:
        words = set(re.findall("[A-Za-z]{2,}", seen(page)))
        labels = set(re.findall("[A-Za-z]{2,}", " ".join(re.findall('aria-label="([^"]*)"', page))))
        assert words | labels <= {*quoted, "TU", "https", "example", "edu", "robotics"}, page


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

    shown = draw_answer(answer, 3, Language.EN, TODAY)

    assert f'<p class="statement first">{expected}\u00a0<button' in shown
    assert (f'<p class="value">{value}</p>' in shown) is bool(value)
    assert '<p class="as-of dated"><span>as of June 2026</span></p>' in shown


def test_the_statement_with_the_value_comes_first_unless_it_is_expired() -> None:
    passage = replace(PASSAGE, provenance=replace(PASSAGE.provenance, valid_until=date(2026, 1, 1)))
    prose, valued = AnsweredStatement("In words.", (1,)), AnsweredStatement("Places: 40", (2,), "40")
    sources = (Citation(1, PASSAGE, PASSAGE.statements[:1]), Citation(2, PASSAGE, PASSAGE.statements[:1]))
    current = made_answer(statements=(prose, valued), citations=sources)
    outdated = replace(current, citations=(sources[0], replace(sources[1], passage=passage)))

    first, second = (draw_answer(each, 1, Language.EN, TODAY) for each in (current, outdated))

    assert first.index("Places: ") < first.index("In words.")
    assert '<p class="value">40</p>' in first
    assert second.index("In words.") < second.index("Places: ")
    assert 'class="value"' not in second


def test_a_long_value_is_not_set_in_large_type() -> None:
    long = "six October, seventeen November, and twenty-nine December"

    shown = draw_answer(made_answer(statements=(AnsweredStatement(long, (1,), long),)), 1, Language.EN, TODAY)

    assert 'class="value"' not in shown
    assert f"<strong>{long}</strong>" in shown


def test_an_answer_is_drawn_from_lead_to_contact() -> None:
    answer = made_answer(
        Outcome.PARTLY,
        lead="Lead.",
        table=made_table(),
        closing="Closing.",
        contact=Contact("Ask:", "https://example.edu"),
    )

    shown = draw_answer(answer, 1, Language.EN, TODAY)

    parts = (
        "Only part of the answer",
        "Lead",
        "Robotics has",
        "<table",
        "Closing",
        "Ask:",
        'href="https://example.edu"',
    )
    at = [shown.index(part) for part in parts]
    assert at == sorted(at)


def test_a_refusal_says_so_first_and_names_the_page_of_the_programme() -> None:
    programme = replace(ROBOTICS, url="https://example.edu/robotics")
    answer = made_answer(
        Outcome.NOT_FOUND, lead="No.", about=(programme,), contact=Contact("Ask:", "https://a.example")
    )

    shown = draw_answer(answer, 1, Language.EN, TODAY)

    assert seen(shown).startswith("Not in the documents No.")
    assert re.findall('href="([^"]*)"', shown) == ["https://a.example", "https://example.edu/robotics"]


def test_a_table_has_heads_marks_and_a_frame_that_a_keyboard_scrolls() -> None:
    table = AnswerTable(
        ("", "Robotics"), ((TableCell("Places"), TableCell("40", (1,))), (TableCell("Fee"), TableCell("not stated")))
    )

    shown = draw_answer(made_answer(statements=(), table=table), 2, Language.EN, TODAY)

    assert 'class="table-frame" role="region" tabindex="0" aria-label="Comparison"' in shown
    assert re.findall("<t[hd](?: [^>]*)?>", shown) == [
        "<td>",
        '<th scope="col">',
        '<th scope="row">',
        "<td>",
        '<th scope="row">',
        "<td>",
    ]
    assert 'data-opens="source-2-1"' in shown


def test_nothing_of_a_document_or_visitor_is_markup_anywhere() -> None:
    passage = replace(PASSAGE, title=HOSTILE, headings=(HOSTILE,), text=HOSTILE, statements=())
    hostile = Statement("h", HOSTILE, 0)
    answer = made_answer(
        lead=HOSTILE,
        closing=HOSTILE,
        statements=(AnsweredStatement(HOSTILE, (1,), HOSTILE),),
        table=made_table(cell=HOSTILE),
        citations=(Citation(1, replace(passage, provenance=Provenance("javascript:alert(1)", HOSTILE)), (hostile,)),),
        contact=Contact(HOSTILE, "javascript:alert(1)"),
    )
    exchange = Exchange(HOSTILE, answer)

    following = draw_following((HOSTILE,), Language.EN, Language.EN)
    for shown in (drawn(exchange), draw_coming(HOSTILE, answer, 1, Language.EN, TODAY), following):
        assert "<img" not in shown
        assert "href" not in shown
        assert "\n" not in shown


def test_what_still_comes_is_not_read_out() -> None:
    shown = draw_coming("How?", "Looking …", 1, Language.EN, TODAY)

    assert '<div aria-hidden="true"><p class="waiting">Looking …</p></div>' in shown
    assert 'aria-busy="true"' in shown


def test_a_visitor_reads_what_was_understood() -> None:
    both = made_answer(asked=(PLACES, FEE))
    several = made_answer(about=(*both.about, BOTANY), language=Language.ZH_HANT, asked=(PLACES, FEE))

    assert about_line(both, Language.EN) == "About: Robotics (TU100) · first-year places, tuition fee"
    assert (
        about_line(several, Language.ZH_HANT) == "關於：機械人學（TU100）、植物學（TU200、本站譯名） · 首年學額、學費"
    )
    assert about_line(made_answer(about=()), Language.EN) == "About: first-year places"
    assert about_line(made_answer(asked=()), Language.EN) == "About: Robotics (TU100)"
    assert about_line(made_answer(about=(), asked=()), Language.EN) == ""


def test_only_the_last_turn_can_be_reworded() -> None:
    exchange = Exchange("How?", made_answer())

    last, earlier = drawn(exchange), drawn(exchange, is_last=False)

    assert 'data-edits="How?"' in last
    assert "data-edits" not in earlier


def test_an_answer_can_be_rated_once_and_only_where_a_journal_is_kept() -> None:
    asked, told = Exchange("How?", made_answer()), Exchange("How?", made_answer(), Rating.UP)

    assert 'data-rates="up"' in drawn(asked)
    assert "data-rates" not in drawn(told)
    assert "Thank you" in drawn(told)
    assert "data-rates" not in drawn(asked, is_journal_kept=False)
    assert "data-rates" not in drawn(Exchange("How?", made_answer(Outcome.OUT_OF_SCOPE, lead="No.")))


def test_an_answer_is_copied_with_its_sources() -> None:
    copied = unescape(re.search('data-copies="([^"]*)"', drawn(Exchange("How?", made_answer())))[1])  # type: ignore[index]

    assert "How?" in copied
    assert "https://example.edu/robotics" in copied


def test_deadlines_are_offered_for_a_calendar_where_there_are_some() -> None:
    words = "Applications for Robotics close on 31 January 2027."
    passage = replace(PASSAGE, text=words, statements=(Statement("d", words, 0),))
    answer = made_answer(
        statements=(AnsweredStatement(words, (1,)),), citations=(Citation(1, passage, passage.statements),)
    )

    assert "BEGIN:VCALENDAR" in drawn(Exchange("When?", answer))
    assert "VCALENDAR" not in drawn(Exchange("How?", made_answer()))


def test_programmes_are_picked_by_level_and_found_by_every_name() -> None:
    shown = draw_programmes((replace(BOTANY, level="taught postgraduate"), ROBOTICS), Language.EN)

    assert seen(shown).index("Bachelor's programmes") < seen(shown).index("Taught master's programmes")
    assert 'data-picks="robotics" data-words="robotics 機械人學 机器人学 tu100"' in shown


def test_a_picked_programme_is_a_chip_that_can_be_removed() -> None:
    shown = draw_picked(ROBOTICS, Language.EN, is_editing=False)

    assert "About Robotics (TU100)" in seen(shown)
    assert 'data-picks=""' in shown
    assert 'data-opens="programmes"' in draw_picked(None, Language.EN, is_editing=False)


def test_the_page_says_what_is_kept_and_what_is_not() -> None:
    kept, not_kept = (draw_head(Language.EN, has_conversation=False, is_journal_kept=each) for each in (True, False))

    assert "staff keep the questions that the documents could not answer" in kept
    assert "Nothing that you write is kept on the server." in not_kept
