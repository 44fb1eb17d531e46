"""The page as a visitor sees it, in Chromium.

Skipped where there is none; with REQUIRE_BROWSER=1 that is a failure. SCREENSHOTS names a folder for pictures.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import Served

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
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page = context.new_page()
    elsewhere: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith((served.url, "data:")) else elsewhere.append(request.url),
    )
    page.goto(served.url)
    yield page
    context.close()
    assert elsewhere == [], "the page asked other hosts"


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
    card = page.locator("#source-1-1")
    expect(card.locator(".token.highlighted")).to_be_hidden()

    answer.get_by_role("link", name="[1]").click()

    expect(card.locator(".token.highlighted")).to_be_visible()
    expect(card.locator(".token.highlighted")).to_contain_text("Mathematics Level 5 is the normal requirement of AIST")
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


def test_an_example_is_asked_by_a_click(page: Page) -> None:
    page.get_by_text("What was the 2025 median score for Financial Technology?").click()

    expect(page.locator(".turn .block.answer")).to_contain_text("47.375", timeout=WAIT)


def test_a_refusal_says_whom_to_ask(page: Page) -> None:
    ask(page, "What is the tuition fee at HKUST?")

    answer = page.locator(".turn .block.answer")
    expect(answer).to_contain_text("They never mention: HKUST", timeout=WAIT)
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
