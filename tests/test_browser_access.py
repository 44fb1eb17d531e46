"""The page for people who see, hear or move differently: axe finds nothing, with all of its rules."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import ScriptedPage, ask, browser, scripted, visit

__all__ = ["browser", "scripted"]


def _start(page: Page) -> None:
    expect(page.locator(".topic").first).to_be_visible()


def _answer(page: Page) -> None:
    turn = ask(page, "places")
    ask(page, "wide")
    turn.locator(".trace summary").click()
    turn.locator(".rate.down").click()
    expect(page.locator("#following button")).to_be_visible()


def _source(page: Page) -> None:
    ask(page, "places").locator(".mark").first.click()
    expect(page.locator("dialog[open]")).to_be_visible()


def _refusal(page: Page) -> None:
    expect(ask(page, "refused").locator(".badge")).to_be_visible()


def _limits(page: Page) -> None:
    page.locator('[data-opens="limits"]').click()


def _programmes(page: Page) -> None:
    page.locator("#pick").click()


STATES = (_start, _answer, _source, _refusal, _limits, _programmes)


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("locale", ["en-GB", "zh-HK"])
@pytest.mark.parametrize("show", STATES, ids=[state.__name__.strip("_") for state in STATES])
def test_axe_finds_nothing(
    browser: Browser, scripted: ScriptedPage, show: Callable[[Page], None], locale: str, is_dark: bool
) -> None:
    width = 1280 if is_dark else 390
    with visit(browser, scripted.url, width, 844, locale=locale, is_dark=is_dark) as page:
        show(page)

        found = Axe().run(page)

        assert found.violations_count == 0, found.generate_report()
