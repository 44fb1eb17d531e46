"""What the tests in Chromium share: a browser, visits to a page, and a page whose answers are written down.

Skipped where there is no Chromium; with REQUIRE_BROWSER=1 that is a failure. SCREENSHOTS names a folder for pictures.
"""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from assistant.domain import (
    NO_CONTEXT,
    Answer,
    AnsweredStatement,
    Citation,
    Contact,
    Context,
    Language,
    Names,
    Outcome,
    Programme,
    Statement,
    Turn,
)
from assistant.journal import LineJournal
from assistant.ui.page import mount, static_folder
from assistant.web.application import create_app
from tests.made_answers import BOTANY, HOSTILE, PASSAGE, ROBOTICS, made_answer, made_query, made_table, made_trace
from tests.serving import serving

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
WAIT = 30_000  # milliseconds: a busy machine may take seconds where it took tenths
expect.set_options(timeout=WAIT)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
# What Gradio's client says when the page is left before an event has ended (seen in 1 of 180 reloads). A connection
# that breaks while the page is used shows in what is then missing.
BROKEN_OFF = ("AbortError: signal is aborted", "Unexpected error Connection errored out")


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


@contextmanager
def visit(
    browser: Browser,
    url: str,
    width: int = 1280,
    height: int = 800,
    *,
    locale: str = "en-GB",
    is_dark: bool = False,
    is_touched: bool = False,
    is_still: bool = True,
) -> Iterator[Page]:
    """A page that has opened; nothing may be asked of other hosts, and nothing may complain."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if is_dark else "light",
        locale=locale,
        has_touch=is_touched,
        is_mobile=is_touched,
        reduced_motion="reduce" if is_still else "no-preference",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(WAIT)
    page = context.new_page()
    complaints: list[str] = []
    own = (url.split("?")[0], "data:", "blob:")
    page.on("request", lambda sent: None if sent.url.startswith(own) else complaints.append(sent.url))
    page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    opened(page)
    yield page
    context.close()
    assert complaints == [], f"the page asked other hosts, or something failed: {complaints}"


def is_complaint(message: ConsoleMessage) -> bool:
    """Whether the console shows an error other than of a stream that a reload broke off."""
    return message.type == "error" and not message.text.startswith(BROKEN_OFF)


def opened(page: Page) -> None:
    """Wait until the page can be used."""
    expect(page.locator("html")).to_have_class("ready")


def box(page: Page) -> Locator:
    return page.locator("#question-box textarea")


def ask(page: Page, question: str) -> Locator:
    """Ask by typing, and give the finished turn."""
    before = page.locator("#conversation .turn").count()
    box(page).fill(question)
    box(page).press("Enter")
    return finished(page, before)


def finished(page: Page, number: int) -> Locator:
    """Turn `number`, from 0, when its answer is whole and the next question can be asked."""
    turn = page.locator("#conversation .turn").nth(number)
    expect(turn).to_be_visible()
    expect(page.locator("#coming .turn")).to_have_count(0)
    return turn


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def picture(page: Page, name: str) -> None:
    """A picture for the README, where SCREENSHOTS names a folder: 256 colours, which keeps it small."""
    if folder := os.environ.get("SCREENSHOTS"):
        from PIL import Image

        page.wait_for_timeout(500)
        path = Path(folder) / name
        page.screenshot(path=path)
        Image.open(path).convert("RGB").quantize(256).save(path, optimize=True)


DEADLINE = "Applications for Robotics close on 31 January 2027."
_DATED = replace(PASSAGE, text=DEADLINE, statements=(Statement("d", DEADLINE, 0),))
CONTACT = Contact("Please ask: Admissions Office,", "https://admission.example.edu")
SCRIPT = {
    "places": made_answer(),
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
        Outcome.NOT_FOUND,
        lead="The documents do not hold an answer to this question.",
        statements=(),
        citations=(),
        closing="The closest topics in the documents: Robotics › Places.",
        contact=CONTACT,
        trace=made_trace(reason="too little", confidence=0.1),
    ),
    "unsearched": made_answer(Outcome.OUT_OF_SCOPE, lead="No.", statements=(), citations=(), trace=None),
    "deadline": made_answer(
        statements=(AnsweredStatement(DEADLINE, (1,)),), citations=(Citation(1, _DATED, _DATED.statements),)
    ),
}


@dataclass
class Scripted:
    """Gives to each question the answer that is written down for it; "slow" comes in parts, until it is let go.

    `followed` are the questions after which others were asked for, each with its visitor; after "late" they take time.
    """

    progress: tuple[int, int] = (0, 0)
    is_let_go: bool = False
    contexts: tuple[Context, ...] = ()
    followed: tuple[tuple[str, str], ...] = ()

    def is_ready(self, timeout: float = 0) -> bool:
        return True

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
        *_, whole = self.stream(question, turns, context)
        return whole

    def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Iterator[Answer]:
        self.contexts += (context,)
        if question == "slow":
            yield replace(SCRIPT["places"], is_complete=False)
            for _ in range(300):
                if self.is_let_go:
                    break
                time.sleep(0.05)
        yield SCRIPT.get(question, SCRIPT["places"])

    def programmes(self) -> Sequence[Programme]:
        return (ROBOTICS, BOTANY)

    def start_questions(self, language: Language) -> Sequence[tuple[Names, Sequence[str]]]:
        return ((Names("Places", "學額", "学额"), ("places", "wide")), (Names("Fees", "學費", "学费"), ("中文",)))

    def suggest(
        self, answer: Answer, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT, question: str = ""
    ) -> Sequence[str]:
        self.followed += ((question, context.visitor),)
        time.sleep(2 if question == "late" else 0)
        return ("deadline",)


@dataclass(frozen=True)
class ScriptedPage:
    """A page whose answers are written down, its answerer and its journal."""

    url: str
    answerer: Scripted
    journal: LineJournal


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptedPage]:
    answerer = Scripted()
    journal = LineJournal(tmp_path_factory.mktemp("journal"), 1_000_000)
    app = mount(
        create_app(static_folder()),
        answerer,
        language=Language.EN,
        concurrency=4,
        guide=answerer,
        journal=journal,
        clock=lambda: NOW,
    )
    with serving(app) as url:
        yield ScriptedPage(f"{url}/", answerer, journal)
