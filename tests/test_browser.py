"""Three people with the page, from beginning to end, over the shipped documents."""

import pytest
from playwright.sync_api import Browser, expect
from starlette.responses import HTMLResponse

from assistant.domain import Language
from assistant.journal import LineJournal, Rating, Reason
from assistant.ui.page import mount, static_folder
from assistant.web.application import create_app
from assistant.web.rules import Rules
from tests.browsing import Scripted, ask, box, browser, opened, overflow, picture, visit
from tests.conftest import Served, free_port
from tests.serving import now, serving

__all__ = ["browser"]


@pytest.fixture(scope="module")
def journal(served: Served) -> LineJournal:
    return LineJournal(served.corpus.parent / "journal", 1_000_000)


def test_a_student_on_a_phone_asks_in_cantonese_and_keeps_the_answer(browser: Browser, served: Served) -> None:
    with visit(browser, served.url, 390, 844, locale="zh-HK", is_touched=True) as page:
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
        expect(page).to_have_title("課程助理")
        first = ask(page, "AIST 2025 年收生中位數係幾多？")
        expect(first.locator(".answer")).to_contain_text("52.375")
        assert overflow(page) == 0

        first.locator(".answer .mark").first.tap()
        source = page.locator("dialog.source[open]")
        expect(source.locator("mark").first).to_contain_text("52.375")
        expect(source).to_contain_text("開啟官方網頁")
        expect(source).to_contain_text("覆核")
        source.get_by_role("button", name="關閉").tap()
        expect(source).to_have_count(0)

        following = ask(page, "學費呢？")
        expect(following.locator(".about")).to_contain_text("學費")
        expect(following.locator(".answer")).to_contain_text("學費")
        compared = ask(page, "AIST 同 CSE 比較：收生中位數同首年學額")
        table = compared.locator(".table-frame")
        expect(table).to_contain_text("42.875")
        expect(table).to_contain_text("113")
        assert overflow(page) == 0

        page.reload()
        opened(page)
        expect(page.locator("#conversation .turn")).to_have_count(3)
        expect(page.locator("#conversation .turn").nth(2).locator(".table-frame")).to_contain_text("42.875")
        page.emulate_media(media="print")
        expect(page.locator("#turn-1 dialog.source").first).to_be_visible()
        expect(page.locator("#turn-1 dialog.source").first).to_contain_text("https://")
        expect(page.locator("#dock")).to_be_hidden()


def test_a_parent_with_a_keyboard_reads_whom_to_ask_and_complains(
    browser: Browser, served: Served, journal: LineJournal
) -> None:
    with visit(browser, served.url) as page:
        box(page).focus()
        page.keyboard.type("How many IB points do I need for AIST? Mail me: parent@example.com")
        page.keyboard.press("Enter")
        turn = page.locator("#conversation .turn")
        expect(turn.locator(".badge")).to_have_text("Not in the documents")
        expect(turn.locator(".contact").get_by_role("link").first).to_have_attribute(
            "href", "https://admission.cuhk.edu.hk"
        )
        expect(box(page)).to_be_focused()

        turn.get_by_text("No, something is not right").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        expect(turn.get_by_label("It is outdated")).to_be_checked()
        page.keyboard.press("Tab")
        page.keyboard.type("Last year there was one")
        page.keyboard.press("Tab")
        expect(turn.get_by_role("button", name="Send")).to_be_focused()
        page.keyboard.press("Enter")
        expect(turn.locator(".thanks")).to_be_visible()

    entry = next(entry for entry in journal.entries() if entry.rating)
    assert (entry.rating, entry.reason, entry.line) == (Rating.DOWN, Reason.OUTDATED, "Last year there was one")
    assert "parent@example.com" not in entry.question


def test_a_school_shows_the_page_in_its_own(browser: Browser) -> None:
    inner, outer = free_port(), free_port()
    rules = Rules(embedders=(f"http://localhost:{outer}",))
    school = HTMLResponse(
        f'<h1>School</h1><iframe src="http://127.0.0.1:{inner}/?lang=zh-Hant" title="課程助理" '
        'width="420" height="640" allow="clipboard-write"></iframe>'
    )
    answerer = Scripted()
    app = create_app(static_folder(), rules)
    mount(app, answerer, language=Language.EN, concurrency=2, clock=now, guide=answerer)
    with serving(app, port=inner), serving(school, port=outer):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"http://localhost:{outer}/")
        frame = page.frame_locator("iframe")
        frame.locator("#question-box textarea").fill("places")
        frame.locator("#question-box textarea").press("Enter")
        expect(frame.locator("#conversation .answer")).to_contain_text("40 places", timeout=30_000)
        frame.locator("#conversation .mark").first.click()
        expect(frame.locator("dialog.source[open]")).to_contain_text("開啟官方網頁")
        context.close()


def test_the_start_screen_offers_questions_that_are_answered(browser: Browser, served: Served) -> None:
    with visit(browser, served.url) as page:
        questions = page.locator(".topic button.ask")
        expect(questions.first).to_be_visible(timeout=60_000)
        assert 6 <= questions.count() <= 8

        questions.first.click()

        expect(page.locator("#conversation .answer.answered")).to_be_visible()
        expect(page.locator("#following button.ask").first).to_be_visible()


def test_a_picked_programme_is_what_a_question_is_about(browser: Browser, served: Served) -> None:
    with visit(browser, served.url) as page:
        page.get_by_role("button", name="Choose a programme").click(timeout=60_000)
        page.get_by_label("Search by name or code").fill("js4412")
        page.get_by_role("button", name="Computer Science and Engineering (JS4412)").click()
        expect(page.locator("#unpick")).to_contain_text("Computer Science and Engineering")

        expect(ask(page, "How many first-year places are there?").locator(".answer")).to_contain_text("113")

        page.locator("#unpick").click()
        expect(page.locator("#pick")).to_be_visible()


def test_pictures_for_the_readme(browser: Browser, served: Served) -> None:
    with visit(browser, served.url) as page:
        turn = ask(page, "How much is tuition for a local student?")
        expect(turn.locator(".answer")).to_contain_text("HK$47,000")
        turn.locator(".answer .mark").first.click()
        expect(page.locator("dialog.source[open] mark").first).to_be_visible()
        picture(page, "answer.png")
        page.keyboard.press("Escape")
        expect(ask(page, "Compare AIST and CSE: scores and places").locator("table")).to_be_visible()
        picture(page, "comparison.png")
    with visit(browser, served.url, 390, 844, is_touched=True, is_dark=True) as page:
        expect(ask(page, "What was the median score of AIST (JS4468) in 2025?").locator(".answer")).to_contain_text(
            "52.375"
        )
        picture(page, "phone.png")
    with visit(browser, served.url, 390, 844, locale="zh-HK", is_touched=True) as page:
        expect(ask(page, "本地生學費幾多？").locator(".answer")).to_contain_text("HK$47,000")
        picture(page, "chinese.png")
