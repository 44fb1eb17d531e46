"""The page as a visitor sees it, in Chromium.

Skipped where there is none; with REQUIRE_BROWSER=1 that is a failure. SCREENSHOTS names a folder for pictures.
"""

import os
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.domain import NO_CONTEXT, Answer, AnsweredStatement, Context, Language, Outcome, Turn
from assistant.ui.page import mount, static_folder
from assistant.web import create_app
from tests.conftest import Served, free_port
from tests.made_answers import HOSTILE, made_answer, made_query, made_table, made_trace

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT = 30_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("Chromium is required (REQUIRE_BROWSER=1) and not installed: apt-get install chromium")
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    with visit(browser, served.url) as page:
        yield page


@contextmanager
def visit(browser: Browser, url: str, width: int = 1280, height: int = 800) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light")
    page = context.new_page()
    elsewhere: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith((url, "data:")) else elsewhere.append(request.url),
    )
    page.goto(url)
    yield page
    context.close()
    assert elsewhere == [], "the page asked other hosts"


class Scripted:
    """An answerer that gives to each question the answer that is written down for it."""

    progress = (0, 0)

    def is_ready(self, timeout: float = 0) -> bool:
        return True

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
        return SCRIPT[question]

    def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Iterator[Answer]:
        yield self.answer(question, turns, context)


SCRIPT = {
    "wide": made_answer(statements=(), table=made_table(columns=8, cell="A description of some length")),
    "hostile": made_answer(
        lead=HOSTILE,
        statements=(AnsweredStatement(f"Level: {HOSTILE}", (1,), HOSTILE),),
        table=made_table(cell=HOSTILE),
        trace=made_trace(made_query(text=HOSTILE)),
    ),
    "word": made_answer(statements=(), table=made_table(cell="x" * 300)),
    "中文": made_answer(
        language=Language.ZH_HANT,
        statements=(AnsweredStatement("學費是HK$47,000（本地）起。", (1,), "HK$47,000（本地）"),),
        trace=made_trace(made_query(language=Language.ZH_HANT)),
    ),
    "refused": made_answer(
        Outcome.NOT_FOUND, lead="No.", statements=(), trace=made_trace(reason="too little", confidence=0.1)
    ),
    "unsearched": made_answer(Outcome.OUT_OF_SCOPE, lead="No.", statements=(), trace=None),
}


@pytest.fixture(scope="module")
def scripted_url() -> Iterator[str]:
    """The address of a page that gives the answers of SCRIPT."""
    app = mount(create_app(static_folder()), Scripted(), language=Language.EN, concurrency=2)
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1)
    )
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    while not server.started:
        assert serving.is_alive()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    serving.join(timeout=30)


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        page.wait_for_timeout(500)
        page.screenshot(path=Path(folder) / name)


def test_a_mark_opens_the_source_with_the_quoted_words_highlighted(page: Page) -> None:
    ask(page, "What maths level do I need for AIST?")
    answer = page.locator(".turn .block.answer")
    expect(answer).to_contain_text("Mathematics Level 5", timeout=WAIT)
    quoted = page.locator("#source-1-1 .token.highlighted", has_text="Mathematics Level 5 is the normal requirement")
    expect(quoted).to_be_hidden()

    answer.get_by_role("link", name="[1]").first.click()

    expect(quoted).to_be_visible()
    sources = page.locator(".turn .block.sources")
    expect(sources).to_contain_text("Minimum requirements, 2024 entry · as of 2024 entry")
    expect(sources.get_by_role("link", name="Official page")).to_have_attribute(
        "href", "https://admission.cuhk.edu.hk/jupas/2024-requirements.html"
    )
    picture(page, "answer.png")


def test_a_chinese_question_is_answered_in_chinese_with_the_english_words(page: Page) -> None:
    ask(page, "中大人工智能課程的聯招編號是甚麼？")

    answer = page.locator(".turn .block.answer")
    expect(answer).to_contain_text("JS4468", timeout=WAIT)
    expect(page.locator(".turn .block.sources")).to_contain_text("官方網頁")


def test_a_conversation_goes_on_and_starts_anew(page: Page) -> None:
    ask(page, "How many places does CSE have?")
    expect(page.locator(".turn")).to_have_count(1, timeout=WAIT)
    ask(page, "And for FinTech?")
    expect(page.locator(".turn")).to_have_count(2, timeout=WAIT)
    expect(page.locator(".turn").nth(1)).to_contain_text("About: Financial Technology (JS4428)")
    expect(page.locator(".turn").nth(1).locator(".block.answer")).to_contain_text("30")

    page.get_by_role("button", name="New conversation").click()

    expect(page.locator(".turn")).to_have_count(0, timeout=WAIT)


def test_a_comparison_is_a_table_with_a_source_for_each_cell(page: Page) -> None:
    ask(page, "Compare AIST and CSE: how many first-year places?")

    table = page.locator(".turn .block.answer table")
    expect(table.locator("th")).to_contain_text(["", "(JS4468)", "(JS4412)"], timeout=WAIT)
    cells = table.locator("tbody tr").first.locator("td")
    expect(cells).to_contain_text(["places", "30", "113"])
    for number in (1, 2):
        expect(cells.nth(number).get_by_role("link")).not_to_have_count(0)


def test_an_example_is_asked_by_a_click(page: Page) -> None:
    page.get_by_text("What was the 2025 median score for Financial Technology?").click()

    expect(page.locator(".turn .block.answer")).to_contain_text("47.375", timeout=WAIT)


def test_a_refusal_says_whom_to_ask(page: Page) -> None:
    ask(page, "What is the tuition fee at HKUST?")

    answer = page.locator(".turn .block.answer")
    expect(answer).to_contain_text("nothing that answers a question on HKUST", timeout=WAIT)
    expect(answer.get_by_role("link", name="https://admission.cuhk.edu.hk")).to_be_visible()


def test_the_page_says_what_it_is(page: Page) -> None:
    expect(page.get_by_text("Not the university's own service.")).to_be_visible()
    expect(page.get_by_text("This is an AI system and can be wrong")).to_be_visible()


def test_what_a_visitor_types_is_never_markup(page: Page) -> None:
    ask(page, '<img src=x onerror="document.title=1"> **fee** [a](javascript:alert(1)) ![p](http://127.0.0.1:9/p)')

    expect(page.locator(".turn .block.question")).to_contain_text(
        '<img src=x onerror="document.title=1"> **fee**', timeout=WAIT
    )
    assert page.locator(".turn img").count() == 0
    assert page.title() == "Programme assistant"


SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@SIZES
@pytest.mark.parametrize("question", ["wide", "word", "hostile"])
def test_a_table_never_makes_the_page_wider_than_its_window(
    browser: Browser, scripted_url: str, question: str, width: int, height: int
) -> None:
    with visit(browser, scripted_url, width, height) as page:
        ask(page, question)
        expect(page.locator(".turn .block.answer table")).to_be_visible(timeout=WAIT)

        assert overflow(page) == 0


def test_a_wide_table_scrolls_under_its_first_column_on_a_phone(browser: Browser, scripted_url: str) -> None:
    with visit(browser, scripted_url, 390, 844) as page:
        ask(page, "wide")
        table = page.locator(".turn .block.answer table")
        last = table.locator("tbody td").last
        expect(last).to_have_text("not stated", timeout=WAIT)
        expect(last).not_to_be_in_viewport()

        table.evaluate("table => table.scrollLeft = table.scrollWidth")

        expect(last).to_be_in_viewport()
        expect(table.locator("tbody td").first).to_be_in_viewport()
        assert overflow(page) == 0


def test_a_mark_in_a_table_opens_its_source(browser: Browser, scripted_url: str) -> None:
    with visit(browser, scripted_url) as page:
        ask(page, "wide")
        mark = page.locator(".turn .block.answer table").get_by_role("link", name="[1]").first
        expect(mark).to_be_visible(timeout=WAIT)

        mark.click()

        expect(page.locator("#source-1-1 .token.highlighted")).to_have_text("Robotics has 40 places in 2026.")


def test_the_value_is_bold_even_between_a_bracket_and_a_chinese_word(browser: Browser, scripted_url: str) -> None:
    with visit(browser, scripted_url) as page:
        ask(page, "中文")

        expect(page.locator(".turn .block.answer strong")).to_have_text("HK$47,000（本地）", timeout=WAIT)
        expect(page.locator(".turn .block.about")).to_have_text("關於：機械人學（TU100） · 首年學額")


def test_what_a_document_says_is_never_markup(browser: Browser, scripted_url: str) -> None:
    with visit(browser, scripted_url) as page:
        ask(page, "hostile")
        answer = page.locator(".turn .block.answer")
        expect(answer.locator("table")).to_contain_text("| **b** `c` [l](javascript:alert(1)) $x$", timeout=WAIT)
        page.locator(".turn .block.trace button.label-wrap").click()
        expect(page.locator(".turn .block.trace-text").last).to_contain_text("| **b** `c` [l](javascript:alert(1)) $x$")

        assert page.locator(".turn :is(img, h1, h2, code, script)").count() == 0
        assert page.locator('.turn a[href^="javascript"]').count() == 0
        assert answer.locator("tbody td").count() == 3
        assert page.title() == "Programme assistant"


@SIZES
def test_how_an_answer_was_found_is_folded_until_it_is_asked_for(
    browser: Browser, scripted_url: str, width: int, height: int
) -> None:
    with visit(browser, scripted_url, width, height) as page:
        ask(page, "refused")
        trace = page.locator(".turn .block.trace")
        toggle = trace.get_by_role("button", name="How this answer was found")
        expect(toggle).to_be_visible(timeout=WAIT)
        expect(trace.locator(".trace-text").first).to_be_hidden()

        toggle.click()

        expect(trace).to_contain_text("Programmes: Robotics (TU100)")
        expect(trace).to_contain_text("meaning 0.91 · words 5.2")
        expect(trace).to_contain_text("in about 10% of cases; the assistant answers only from 40% on.")
        assert overflow(page) == 0


def test_an_answer_for_which_nothing_was_searched_has_no_trace(browser: Browser, scripted_url: str) -> None:
    with visit(browser, scripted_url) as page:
        ask(page, "unsearched")

        expect(page.locator(".turn .block.answer")).to_contain_text("No.", timeout=WAIT)
        expect(page.locator(".turn .block.trace")).to_have_count(0)
