"""The chat page: its places, and which event changes which."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import gradio as gr  # noqa: TID251  # this is the door
from fastapi import FastAPI
from gradio.events import Dependency  # noqa: TID251  # this is the door

from assistant.answering import LONGEST_QUESTION
from assistant.domain import Answer, Language
from assistant.ui.answerer import Answerer, answering, next_questions
from assistant.ui.api import add_api
from assistant.ui.commands import Command, accepted_language, language_of, read_command
from assistant.ui.files import HEAD, add_routes
from assistant.ui.kept import visit_of
from assistant.ui.texts import frame
from assistant.ui.views import Views
from assistant.ui.visit import Exchange, Visit

_STATIC = Path(__file__).parent / "static"
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Noto Sans CJK TC", "PingFang TC", "sans-serif")
_Updates = dict[Any, Any]


def static_folder() -> Path:
    """The folder of the page's own scripts and styles, served as files."""
    return _STATIC


def mount(
    app: FastAPI,
    answerer: Answerer,
    *,
    language: Language,
    concurrency: int,
    today: Callable[[], date] = lambda: datetime.now(UTC).date(),
) -> FastAPI:
    """Serve the chat page at the root of `app`.

    `language` is the page's where a browser's says nothing; `today` the day by which sources are expired.
    """
    add_routes(app, _STATIC)
    page = build_page(answerer, language, concurrency, today)
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


def build_page(answerer: Answerer, language: Language, concurrency: int, today: Callable[[], date]) -> gr.Blocks:
    """The page as Gradio blocks, empty until the browser's script opens a visit; and the API endpoint `ask`."""
    page: gr.Blocks = gr.Blocks(title=frame.TITLE.in_language(language), analytics_enabled=False)
    with page:
        places = _places(language)
        desk = _Desk(Views(answerer, today, is_journal_kept=True), language, places)
        asking = _add_asking(desk, places, concurrency)
        places.stop.click(desk.stop, places.visit, places.all, cancels=[asking], queue=False, api_visibility="private")
        places.sending.click(
            desk.obey, [places.command, places.visit], places.all, queue=False, show_progress="hidden",
            api_visibility="private",
        )
        add_api(answerer, concurrency)
        page.queue(max_size=200)
    return page


@dataclass(frozen=True, slots=True)
class _Places:
    """The components that events read and change."""

    visit: gr.State
    head: gr.Markdown
    conversation: gr.Markdown
    coming: gr.Markdown
    start: gr.Markdown
    picked: gr.Markdown
    keeping: gr.Markdown
    box: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    command: gr.Textbox
    sending: gr.Button

    @property
    def all(self) -> list[Any]:
        """Every component that an event changes."""
        return [
            self.visit, self.head, self.conversation, self.coming, self.start, self.picked, self.keeping, self.box,
            self.ask, self.stop,
        ]  # fmt: skip


def _places(language: Language) -> _Places:
    visit = gr.State(Visit(language))
    head = _markdown("head")
    with gr.Column(elem_id="conversation-column"):
        conversation, coming, start = _markdown("conversation"), _markdown("coming"), _markdown("start")
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
    return _Places(visit, head, conversation, coming, start, picked, keeping, box, ask, stop, command, sending)


def _markdown(name: str) -> gr.Markdown:
    """A place for fragments of `markup`, which are safe as they are; Gradio would take away what a screen reader needs."""
    return gr.Markdown("", elem_id=name, sanitize_html=False, latex_delimiters=[], show_label=False, container=False)


def _add_asking(desk: "_Desk", places: _Places, concurrency: int) -> Dependency:
    # One event for all ways of asking: Gradio then lets a visitor ask only one question at a time.
    asking: Dependency = gr.on(
        [places.box.submit, places.ask.click],
        desk.ask,
        [places.box, places.visit],
        places.all,
        trigger_mode="once",
        concurrency_limit=concurrency,
        concurrency_id="ask",
        show_progress="hidden",
        api_visibility="private",
    )
    return asking


@dataclass(frozen=True, slots=True)
class _Desk:
    """What happens to a visit at each event, as updates of the places."""

    views: Views
    language: Language
    places: _Places

    def ask(self, typed: str, visit: Visit) -> Iterator[_Updates]:
        """Answer what was typed; shows the answer as it comes."""
        question = typed.strip()
        if not question:
            yield {}
            return
        places, shown = self.places, question[:LONGEST_QUESTION]
        yield {
            places.box: gr.update(value=""),
            places.start: "",
            places.conversation: self.views.conversation(replace(visit, exchanges=visit.before)),
            places.coming: self.views.coming(visit, shown, frame.LOOKING.in_language(visit.language)),
            places.ask: gr.update(visible=False),
            places.stop: gr.update(visible=True),
        }
        answerer, context = self.views.answerer, visit.context()
        answer: Answer | None = None
        for so_far in answering(answerer, question, visit.turns, context, visit.language):
            if isinstance(so_far, Answer) and so_far.is_complete:
                answer = so_far
            else:
                yield {places.coming: self.views.coming(visit, shown, so_far)}
        if answer:
            follow = next_questions(answerer, question, answer, context)
            visit = visit.with_exchange(Exchange(shown, answer, next_questions=follow))
        yield self.shown(visit)

    def stop(self, visit: Visit) -> _Updates:
        """The page without the question that was being answered."""
        return self.shown(visit)

    def obey(self, sent: str, visit: Visit, request: gr.Request) -> _Updates:
        """Do what the page's script wishes."""
        command = read_command(sent)
        if command is None:
            return {}
        if command.does == "open":
            visit = self._opened(command, request)
        elif command.does == "wait":
            return {self.places.start: self.views.start(visit), self.places.picked: self.views.picked(visit)}
        return self.shown(_changed(visit, command))

    def _opened(self, command: Command, request: gr.Request) -> Visit:
        """The visit that the browser kept, or a new one; in the language of the address, else of before, else wished."""
        kept = visit_of(command.kept) if command.kept else None
        accepted = accepted_language(request.headers.get("accept-language", ""), self.language)
        language = language_of(command.language) or (kept.language if kept else accepted)
        return replace(kept or Visit(), language=language)

    def shown(self, visit: Visit) -> _Updates:
        """The whole page of a visit."""
        places, views = self.places, self.views

        def says(label: str) -> _Updates:
            return dict(gr.update(value=label))

        language = visit.language
        return {
            places.visit: visit,
            places.head: views.head(visit),
            places.conversation: views.conversation(visit),
            places.coming: "",
            places.start: views.start(visit),
            places.picked: views.picked(visit),
            places.keeping: views.keeping(visit),
            places.box: gr.update(
                label=frame.YOUR_QUESTION.in_language(language), placeholder=frame.TYPE_HERE.in_language(language)
            ),
            places.ask: gr.update(value=frame.ASK.in_language(language), visible=True),
            places.stop: gr.update(value=frame.STOP.in_language(language), visible=False),
        }


def _changed(visit: Visit, command: Command) -> Visit:
    """A visit after a wish that needs nothing but the visit."""
    if command.does == "language":
        return replace(visit, language=language_of(command.language) or visit.language)
    if command.does == "programme":
        return replace(visit, programme=command.programme)
    if command.does == "edit" and visit.exchanges:
        return replace(visit, is_editing=True)
    if command.does == "keep":
        return replace(visit, is_editing=False)
    if command.does == "new":
        return Visit(visit.language)
    return visit
