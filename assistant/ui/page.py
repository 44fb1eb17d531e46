"""The chat page: its places, and which event changes which."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import gradio as gr  # noqa: TID251  # this is the door
from fastapi import FastAPI
from gradio.events import Dependency  # noqa: TID251  # this is the door

from assistant.domain import Language
from assistant.journal import Journal, NoJournal
from assistant.ui.answerer import Guide, NoGuide
from assistant.ui.api import add_api
from assistant.ui.desk import Desk, Places
from assistant.ui.files import HEAD, add_routes
from assistant.ui.notes import Notes
from assistant.ui.texts import frame
from assistant.ui.views import Views
from assistant.ui.visit import Visit
from assistant.web.asking import Answerer

_STATIC = Path(__file__).parent / "static"
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Noto Sans CJK TC", "PingFang TC", "sans-serif")
NO_GUIDE, NO_JOURNAL = NoGuide(), NoJournal()


# What takes no time does not wait behind questions.
_AT_ONCE: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}


def static_folder() -> Path:
    """The folder of the page's own scripts and styles, served as files."""
    return _STATIC


def mount(
    app: FastAPI,
    answerer: Answerer,
    *,
    language: Language,
    concurrency: int,
    clock: Callable[[], datetime],
    guide: Guide = NO_GUIDE,
    journal: Journal = NO_JOURNAL,
) -> FastAPI:
    """Serve the chat page at the root of `app`.

    `language` is the page's where a browser's says nothing; `guide` offers what can be asked, `journal` keeps ratings
    and unanswered questions, and `clock` tells, in the visitors' time zone, the day by which sources are expired.
    """
    add_routes(app, _STATIC)
    page = build_page(answerer, language, concurrency, clock, guide, journal)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="",
        theme=gr.themes.Base(font=_FONTS, font_mono=("ui-monospace", "monospace")),
        head=HEAD,
        app_kwargs={"openapi_url": None, "docs_url": None, "redoc_url": None},
        footer_links=[],
        show_error=False,
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
    )
    return mounted


def build_page(
    answerer: Answerer,
    language: Language,
    concurrency: int,
    clock: Callable[[], datetime],
    guide: Guide = NO_GUIDE,
    journal: Journal = NO_JOURNAL,
) -> gr.Blocks:
    """The page as Gradio blocks, empty until the browser's script opens a visit; and the API endpoint `ask`."""
    page: gr.Blocks = gr.Blocks(title=frame.TITLE.in_language(language), analytics_enabled=False)
    with page:
        places = _places(language)
        views = Views(answerer, guide, lambda: clock().date(), journal.is_kept)
        desk = Desk(views, language, places, Notes(journal, clock))
        asking = _add_asking(desk, places, concurrency)
        wishing = places.sending.click(
            desk.obey, [places.command, places.visit], places.all, trigger_mode="multiple", **_AT_ONCE
        )
        for event in (asking, wishing):
            event.then(desk.follow, places.visit, places.following, **_AT_ONCE)
        places.stop.click(desk.stop, places.visit, places.all, cancels=[asking], **_AT_ONCE)
        add_api(answerer, concurrency)
        page.queue(max_size=200)
    return page


def _places(language: Language) -> Places:
    visit = gr.State(Visit(language))
    head = _markdown("head")
    with gr.Column(elem_id="conversation-column"):
        conversation, following = _markdown("conversation"), _markdown("following")
        coming, start = _markdown("coming"), _markdown("start")
    with gr.Column(elem_id="dock"):
        picked = _markdown("picked")
        with gr.Row(elem_id="ask-row"):
            box = gr.Textbox(
                label=frame.YOUR_QUESTION.in_language(language),
                placeholder=frame.TYPE_HERE.in_language(language),
                max_lines=5,
                scale=8,
                elem_id="question-box",
            )
            ask = gr.Button(
                frame.ASK.in_language(language), variant="primary", scale=0, min_width=88, elem_id="ask-button"
            )
            stop = gr.Button(
                frame.STOP.in_language(language), visible=False, scale=0, min_width=88, elem_id="stop-button"
            )
    keeping = _markdown("keeping")
    with gr.Column(elem_id="wires"):  # not seen, not reached by keyboard: the script writes and clicks here
        command = gr.Textbox(elem_id="command", show_label=False, container=False)
        sending = gr.Button("", elem_id="command-send")
    return Places(
        visit, head, conversation, following, coming, start, picked, keeping, box, ask, stop, command, sending
    )


def _markdown(name: str) -> gr.Markdown:
    """A place for fragments of `markup`, which are safe; Gradio would take from them what a screen reader needs."""
    return gr.Markdown("", elem_id=name, sanitize_html=False, latex_delimiters=[], show_label=False, container=False)


def _add_asking(desk: Desk, places: Places, concurrency: int) -> Dependency:
    # One event for all ways of asking: Gradio then lets a visitor ask only one question at a time.
    asking: Dependency = gr.on(
        [places.box.submit, places.ask.click],
        desk.ask,
        [places.box, places.visit],
        places.all,
        trigger_mode="once",
        concurrency_limit=concurrency,
        concurrency_id="ask",
        api_name="ask_on_page",  # by its own name it would be what programs reach as `ask`
        show_progress="hidden",
        api_visibility="private",
    )
    return asking
