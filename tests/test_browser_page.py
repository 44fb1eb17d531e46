"""The page as a visitor sees and uses it, with answers that are written down."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.domain import Language
from assistant.ui.texts import frame
from tests.browsing import ScriptedPage, ask, box, browser, finished, opened, overflow, scripted, visit

__all__ = ["browser", "scripted"]
SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844), (320, 640)])


@SIZES
@pytest.mark.parametrize("question", ["wide", "word", "hostile", "refused"])
def test_an_answer_never_makes_the_page_wider_than_its_window(
    browser: Browser, scripted: ScriptedPage, question: str, width: int, height: int
) -> None:
    with visit(browser, scripted.url, width, height) as page:
        turn = ask(page, question)
        turn.locator("summary").first.click()

        assert overflow(page) == 0


def test_the_page_can_be_used_at_double_size(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url, 640, 400) as page:  # a window of 1280 × 800 at 200 %
        turn = ask(page, "wide")

        assert overflow(page) == 0
        turn.locator(".mark").first.click()
        expect(page.locator("dialog[open]").get_by_role("button", name="Close")).to_be_in_viewport()


def test_a_wide_table_scrolls_under_its_first_column_on_a_phone(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url, 390, 844) as page:
        turn = ask(page, "wide")
        last = turn.locator("tbody td").last
        expect(last).to_have_text("not stated")
        expect(last).not_to_be_in_viewport()

        turn.locator(".table-frame").evaluate("frame => { frame.scrollLeft = frame.scrollWidth; }")

        expect(last).to_be_in_viewport()
        expect(turn.locator("tbody th").first).to_be_in_viewport()


def test_a_mark_opens_its_source_by_keyboard_and_focus_comes_back(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        turn = ask(page, "places")
        mark = turn.get_by_role("button", name="Open source 1: Robotics").first
        mark.focus()

        page.keyboard.press("Enter")

        source = page.locator("#source-1-1")
        expect(source.get_by_role("heading", name="Robotics")).to_be_focused()
        expect(source.locator("mark")).to_have_text("Robotics has 40 places in 2026.")
        expect(source).to_contain_text("as of June 2026")
        expect(source.get_by_role("link")).to_have_attribute("href", "https://example.edu/robotics")
        page.keyboard.press("Escape")
        expect(source).to_be_hidden()
        expect(mark).to_be_focused()


def test_the_value_stands_out_even_between_a_bracket_and_a_chinese_word(
    browser: Browser, scripted: ScriptedPage
) -> None:
    with visit(browser, scripted.url) as page:
        turn = ask(page, "中文")

        expect(turn.locator(".value")).to_have_text("HK$47,000（本地）")
        expect(turn.locator("strong").first).to_have_text("HK$47,000（本地）")
        expect(turn.locator(".answer")).to_have_attribute("lang", "zh-Hant")


def test_what_a_document_or_a_visitor_says_is_never_markup(browser: Browser, scripted: ScriptedPage) -> None:
    typed = '<img src=x onerror="document.title=1"> **fee** [a](javascript:alert(1)) ![p](http://127.0.0.1:9/p)'
    with visit(browser, scripted.url) as page:
        turn = ask(page, "hostile")
        expect(turn.locator("table")).to_contain_text("| **b** `c` [l](javascript:alert(1)) $x$")
        expect(ask(page, typed).locator(".question")).to_have_text(typed)

        assert page.locator(".turn :is(img, h1, code, script)").count() == 0
        assert page.locator('.turn a[href^="javascript"]').count() == 0
        expect(page).to_have_title("Programme assistant")


def test_how_an_answer_was_found_is_folded_until_it_is_asked_for(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url, 390, 844) as page:
        trace = ask(page, "refused").locator(".trace")
        expect(trace.locator("ol")).to_be_hidden()

        trace.get_by_text("How this answer was found").click()

        expect(trace).to_contain_text("Programmes: Robotics (TU100)")
        expect(trace).to_contain_text("meaning 0.91 · words 5.2")
        expect(trace).to_contain_text("in about 10% of cases; the assistant answers only from 40% on.")


def test_an_answer_for_which_nothing_was_searched_has_no_trace(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        expect(ask(page, "unsearched").locator(".trace")).to_have_count(0)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("zh-HK", Language.ZH_HANT), ("zh-TW", Language.ZH_HANT), ("zh-CN", Language.ZH_HANS), ("fr-FR", Language.EN)],
)
def test_the_page_begins_in_the_language_of_the_browser(
    browser: Browser, scripted: ScriptedPage, locale: str, language: Language
) -> None:
    with visit(browser, scripted.url, locale=locale) as page:
        expect(page.locator("html")).to_have_attribute("lang", language.value)
        expect(page).to_have_title(frame.TITLE.in_language(language))
        expect(box(page)).to_have_attribute("placeholder", frame.TYPE_HERE.in_language(language))


def test_another_language_keeps_the_conversation_and_is_remembered(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        ask(page, "places")

        page.get_by_role("button", name="繁體中文").click()

        expect(page.locator("#turn-1 .sources")).to_contain_text("出處")
        expect(page.locator("#turn-1 .answer")).to_contain_text("Robotics has 40 places in 2026.")
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
        assert "lang=zh-Hant" in page.url
        page.goto(scripted.url)
        opened(page)
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
        expect(page.locator("#turn-1 .sources")).to_contain_text("出處")
        page.goto(f"{scripted.url}?lang=zh-Hans")
        opened(page)
        expect(page.locator("#turn-1 .sources")).to_contain_text("出处")


def test_a_conversation_comes_back_after_a_reload_until_it_is_cleared(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        ask(page, "places")
        ask(page, "wide")
        page.reload()
        opened(page)
        expect(page.locator("#conversation .turn")).to_have_count(2)
        page.locator("#turn-1 .mark").first.click()
        expect(page.locator("#source-1-1 mark")).to_have_text("Robotics has 40 places in 2026.")
        page.keyboard.press("Escape")

        page.get_by_role("button", name="New conversation").click()

        expect(page.locator("#conversation .turn")).to_have_count(0)
        page.reload()
        opened(page)
        expect(page.locator(".start")).to_be_visible()
        expect(page.locator("#conversation .turn")).to_have_count(0)


@pytest.mark.parametrize("kept", ["x", "<img src=x onerror=alert(1)>", "QUJD", "x" * 60_000])
def test_what_somebody_else_wrote_into_the_browser_does_no_harm(
    browser: Browser, scripted: ScriptedPage, kept: str
) -> None:
    with visit(browser, scripted.url) as page:
        page.evaluate("kept => localStorage.setItem('programme-assistant', kept)", kept)
        page.reload()
        opened(page)

        expect(page.locator(".start")).to_be_visible()
        expect(ask(page, "places").locator(".answer")).to_contain_text("40")


def test_an_address_asks_a_question_once(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, f"{scripted.url}?q=deadline&lang=en") as page:
        expect(finished(page, 0).locator(".question")).to_have_text("deadline")
        assert "q=" not in page.url

        page.reload()
        opened(page)

        expect(page.locator("#conversation .turn")).to_have_count(1)


def test_a_question_can_be_stopped_and_is_in_the_box_again(browser: Browser, scripted: ScriptedPage) -> None:
    scripted.answerer.is_let_go = False
    with visit(browser, scripted.url) as page:
        box(page).fill("slow")
        box(page).press("Enter")
        coming = page.locator("#coming")
        expect(coming).to_contain_text("Robotics has 40 places in 2026.")
        expect(coming.locator("[aria-hidden=true] .answer")).to_have_count(1)

        page.get_by_role("button", name="Stop").click()

        expect(coming.locator(".turn")).to_have_count(0)
        expect(box(page)).to_have_value("slow")
        scripted.answerer.is_let_go = True
        expect(ask(page, "places").locator(".question")).to_have_text("places")
        expect(page.locator("#conversation .turn")).to_have_count(1)


def test_a_finished_answer_is_announced_once_and_its_parts_are_not(browser: Browser, scripted: ScriptedPage) -> None:
    scripted.answerer.is_let_go = True
    with visit(browser, scripted.url) as page:
        page.evaluate(
            """() => {
                window.said = [];
                const region = document.getElementById("announcer");
                new MutationObserver(() => window.said.push(region.textContent)).observe(region, {childList: true});
            }"""
        )
        ask(page, "slow")
        expect(page.locator("#announcer")).to_contain_text("Robotics has 40 places in 2026.")

        assert page.locator("#announcer").get_attribute("aria-live") == "polite"
        assert page.locator("[aria-live=assertive]").count() == 0
        said = page.evaluate("window.said")
        assert len(said) == 1
        assert said[0].count("Robotics has 40 places") == 1


def test_the_last_question_is_reworded_and_its_answer_replaced(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        ask(page, "wide")
        page.get_by_role("button", name="Edit question").click()
        expect(page.locator(".editing")).to_be_visible()
        expect(box(page)).to_have_value("wide")

        box(page).fill("places")
        box(page).press("Enter")

        expect(page.locator("#conversation .question")).to_have_text("places")
        expect(page.locator(".editing")).to_have_count(0)


def test_a_question_that_is_to_be_reworded_is_not_asked_again_by_itself(
    browser: Browser, scripted: ScriptedPage
) -> None:
    with visit(browser, scripted.url) as page:
        ask(page, "wide")
        page.get_by_role("button", name="Edit question").click()
        page.wait_for_timeout(2000)  # after one second the script asks once more for what Gradio has dropped

        expect(page.locator(".editing")).to_be_visible()
        expect(box(page)).to_have_value("wide")


def test_a_picked_programme_is_passed_on_and_can_be_removed(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        page.get_by_role("button", name="Choose a programme").click()
        page.get_by_label("Search by name or code").fill("no such")
        expect(page.get_by_text("No programme is called that.")).to_be_visible()
        page.get_by_label("Search by name or code").fill("機械人")
        page.locator("#programmes li button:visible").click()
        expect(page.locator("#unpick")).to_contain_text("About Robotics (TU100)")

        ask(page, "places")
        assert scripted.answerer.contexts[-1].programme == "robotics"
        assert len(scripted.answerer.contexts[-1].visitor) == 16
        page.locator("#unpick").click()
        expect(page.locator("#pick")).to_be_visible()
        ask(page, "places")
        assert scripted.answerer.contexts[-1].programme == ""


def test_start_and_next_questions_are_asked_by_a_click(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        page.locator(".topic").get_by_role("button", name="places").click()
        expect(page.locator("#turn-1 .answer")).to_contain_text("40")
        expect(box(page)).to_be_focused()

        page.locator("#following").get_by_role("button", name="deadline").click()

        expect(page.locator("#turn-2 .answer")).to_contain_text("31 January 2027")


def test_questions_that_come_late_do_not_stand_above_the_next_answer(browser: Browser, scripted: ScriptedPage) -> None:
    scripted.answerer.is_let_go = False
    with visit(browser, scripted.url) as page:
        ask(page, "late")
        assert not page.locator("#following button").count()
        box(page).fill("slow")
        page.get_by_role("button", name="Ask").click()
        expect(page.locator("#coming .turn")).to_be_visible()
        expect(page.locator("#following button")).to_have_count(1)

        expect(page.locator("#following button")).to_be_hidden()

        page.locator("#stop-button").click()
        scripted.answerer.is_let_go = True
        question, visitor = scripted.answerer.followed[-1]
        assert (question, len(visitor)) == ("late", 16)


def test_an_answer_is_copied_with_its_sources(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        ask(page, "places").get_by_role("button", name="Copy").click()

        expect(page.get_by_role("button", name="Copied with its sources.")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert "Robotics has 40 places in 2026. [1]" in copied
        assert "https://example.edu/robotics" in copied


def test_deadlines_are_saved_as_a_calendar(browser: Browser, scripted: ScriptedPage, tmp_path: Path) -> None:
    with visit(browser, scripted.url) as page:
        button = ask(page, "deadline").get_by_role("button", name="Add the dates to a calendar")
        with page.expect_download() as saving:
            button.click()
        saving.value.save_as(tmp_path / "x.ics")

    assert saving.value.suggested_filename == "deadlines-1.ics"
    assert "DTSTART;VALUE=DATE:20270131" in (tmp_path / "x.ics").read_text()


def test_print_shows_every_source_and_no_controls(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        ask(page, "places")
        page.emulate_media(media="print")

        expect(page.locator("#source-1-1")).to_be_visible()
        for hidden in ("#dock", ".head-tools", ".tools", ".feedback", "#limits", "#programmes", "#following"):
            expect(page.locator(f"{hidden}:visible")).to_have_count(0)


def test_a_good_answer_is_told_at_a_click(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        turn = ask(page, "places")
        turn.get_by_role("button", name="Yes, this helped").click()
        expect(turn.locator(".thanks")).to_be_visible()

    assert any(entry.rating == "up" for entry in scripted.journal.entries())


def test_the_page_says_what_it_is_and_what_it_cannot_do(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        expect(page.locator(".notice")).to_contain_text("Not the university's own service. This is an AI system")
        page.get_by_role("button", name="About and limits").click()

        limits = page.locator("#limits")
        expect(limits.get_by_role("heading", name="What this assistant is, and its limits")).to_be_focused()
        expect(limits).to_contain_text("It knows nothing that is not in its documents")


def test_an_installed_page_says_so_when_there_is_no_connection(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url) as page:
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        opened(page)
        kept = page.evaluate(
            "caches.open('programme-assistant-1').then(c => c.keys()).then(k => k.map(r => new URL(r.url).pathname))"
        )
        assert sorted(kept) == ["/page-files/icon.svg", "/page-files/offline.css", "/page-files/offline.html"]
        other = page.context.new_page()
        page.context.set_offline(True)
        other.goto(scripted.url)

        for sentence in ("You are offline.", "你現在離線。", "你现在离线。"):
            expect(other.get_by_text(sentence)).to_be_visible()
        page.context.set_offline(False)


def tab_until(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    raise AssertionError(f"{selector} is not reached by keyboard")


def test_everything_is_reached_by_keyboard_and_what_is_out_of_sight_is_not(
    browser: Browser, scripted: ScriptedPage
) -> None:
    with visit(browser, scripted.url) as page:
        ask(page, "places")
        page.locator("h1").click()
        for selector in (".languages button", ".mark", ".source-button", ".copy", ".trace summary", ".rate", ".chip"):
            tab_until(page, selector)
        tab_until(page, "#question-box textarea")
        reached = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.closest('#wires') !== null"))
        assert reached == {False}


def test_what_is_touched_is_large_enough(browser: Browser, scripted: ScriptedPage) -> None:
    with visit(browser, scripted.url, 390, 844, is_touched=True) as page:
        ask(page, "places")
        small = page.evaluate(
            """() => [...document.querySelectorAll("main button, main summary, main .button")]
                .filter(e => e.checkVisibility() && !e.closest("#wires") && !e.matches(".mark, .link-like"))
                .map(e => [e.className, e.getBoundingClientRect()])
                .filter(([, box]) => box.height < 44 || box.width < 44)
                .map(([name, box]) => `${name} ${box.width}×${box.height}`)"""
        )
        assert small == []
