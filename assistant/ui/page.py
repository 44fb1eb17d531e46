"""The chat page and its API endpoint `ask`."""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import gradio as gr  # noqa: TID251  # this is the door
from fastapi import FastAPI
from gradio.events import Dependency  # noqa: TID251  # this is the door

from assistant.answering import LONGEST_QUESTION, refused_as_sent, unavailable
from assistant.domain import Answer, Context, Language, Names, Turn
from assistant.language import detect
from assistant.ui import cards, texts
from assistant.ui.api import answer_dict
from assistant.ui.turns import Exchange, draw

_log = logging.getLogger(__name__)
_STATIC = Path(__file__).parent / "static"
_API_WAITS = 60.0  # seconds
_PAUSE = 0.3
_MOST_TURNS = 50
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Noto Sans CJK TC", "PingFang TC", "sans-serif")


class Answerer(Protocol):
    """What the page asks; `bootstrap.Startup` is one, scripted ones in tests are others."""

    @property
    def progress(self) -> tuple[int, int]:
        """Texts read so far and in all while getting ready."""
        ...

    def is_ready(self, timeout: float = 0) -> bool:
        """Whether questions are answered, after waiting at most `timeout` seconds; raises AssistantError for never."""
        ...

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = ...) -> Answer:
        """The whole answer; UNAVAILABLE while not ready. Raises AssistantError."""
        ...

    def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = ...) -> Iterator[Answer]:
        """The answer as it grows, only the last one complete; UNAVAILABLE while not ready. Raises AssistantError."""
        ...


def static_folder() -> Path:
    """The folder of the page's own scripts and styles, served as files."""
    return _STATIC


def mount(app: FastAPI, answerer: Answerer, *, language: Language, concurrency: int) -> FastAPI:
    """Serve the chat page at the root of `app`; texts of the page are in `language`, answers in the question's."""
    page = build_page(answerer, language, concurrency)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="",
        theme=gr.themes.Soft(font=_FONTS, font_mono=("ui-monospace", "monospace")),
        css_paths=_STATIC / "page.css",
        head='<script src="/page-files/page.js" defer></script>',
        app_kwargs={"openapi_url": None, "docs_url": None, "redoc_url": None},
        footer_links=[],
        show_error=False,
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
    )
    return mounted


def build_page(answerer: Answerer, language: Language, concurrency: int) -> gr.Blocks:
    """The page as Gradio blocks: conversation, question box, examples, and the API endpoint `ask`."""

    def says(names: Names) -> str:
        return names.in_language(language)

    page: gr.Blocks = gr.Blocks(title=says(texts.TITLE), analytics_enabled=False)
    with page:
        exchanges = gr.State(())
        gr.Markdown(f"# {says(texts.TITLE)}\n\n{says(texts.WHAT_IT_IS)}", elem_id="head")
        gr.Markdown(f"**{says(texts.NOT_OFFICIAL)}** {says(texts.CAN_BE_WRONG)}", elem_id="notice")

        @gr.render(inputs=exchanges, show_progress="hidden")  # type: ignore[untyped-decorator]  # Gradio's own
        def conversation(past: Sequence[Exchange]) -> None:
            for number, exchange in enumerate(past, 1):
                draw(exchange, number)

        asked = gr.Markdown(visible=False, elem_classes="question", latex_delimiters=[])
        coming = gr.Markdown(visible=False, elem_classes="answer", elem_id="coming", latex_delimiters=[])
        with gr.Row(elem_id="ask-row"):
            box = gr.Textbox(
                label=says(texts.YOUR_QUESTION),
                placeholder=says(texts.TYPE_HERE),
                max_lines=4,
                autofocus=True,
                scale=8,
                elem_id="question-box",
            )
            send = gr.Button(says(texts.ASK), variant="primary", scale=1, min_width=80, elem_id="ask-button")
        with gr.Column(elem_id="examples") as start:
            gr.Markdown(says(texts.FOR_EXAMPLE))
            examples = [gr.Button(example, size="sm", elem_classes="example") for example in texts.EXAMPLES[language]]
        again = gr.Button(says(texts.NEW_CONVERSATION), size="sm", visible=False, elem_id="again-button")
        parts = _Parts(box, send, start, examples, exchanges, asked, coming, again)
        _start_anew(parts, _answer_questions(parts, answerer, concurrency))
        _add_api(answerer, concurrency)
        page.queue(max_size=200)
    return page


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read and change."""

    box: gr.Textbox
    send: gr.Button
    start: gr.Column
    examples: list[gr.Button]
    exchanges: gr.State
    asked: gr.Markdown
    coming: gr.Markdown
    again: gr.Button


def _answer_questions(parts: _Parts, answerer: Answerer, concurrency: int) -> Dependency:
    """Answer what is typed or clicked as an example; the event, so that it can be cancelled."""

    def stream(typed: str, past: tuple[Exchange, ...], event: gr.EventData) -> Iterator[dict[Any, Any]]:
        question = str(event.target.value) if event.target in parts.examples else typed
        shown = question[:LONGEST_QUESTION]
        yield {
            parts.box: gr.update(value=""),
            parts.asked: gr.update(value=cards.plain(shown), visible=True),
            parts.coming: gr.update(value="…", visible=True),
            parts.start: gr.update(visible=False),
        }
        for text, answer in _answering(answerer, question, past):
            if answer is None:
                yield {parts.coming: gr.update(value=text)}
            else:
                yield {
                    parts.exchanges: (*past, Exchange(shown, answer))[-_MOST_TURNS:],
                    parts.asked: _hidden(),
                    parts.coming: _hidden(),
                    parts.again: gr.update(visible=True),
                }

    # One event for all ways of asking: Gradio then lets a visitor ask only one question at a time.
    asking: Dependency = gr.on(
        [parts.box.submit, parts.send.click, *(example.click for example in parts.examples)],
        stream,
        [parts.box, parts.exchanges],
        [parts.box, parts.exchanges, parts.asked, parts.coming, parts.again, parts.start],
        trigger_mode="once",
        concurrency_limit=concurrency,
        concurrency_id="ask",
        show_progress="hidden",
        api_visibility="private",
    )
    return asking


def _start_anew(parts: _Parts, asking: Dependency) -> None:
    """Empty the conversation on "New conversation", and end the question that is being answered."""
    parts.again.click(
        lambda: ((), _hidden(), _hidden(), gr.update(visible=False), gr.update(visible=True)),
        None,
        [parts.exchanges, parts.asked, parts.coming, parts.again, parts.start],
        cancels=[asking],
        api_visibility="private",
    )


def _hidden() -> dict[str, Any]:
    return gr.update(visible=False, value="")


def _add_api(answerer: Answerer, concurrency: int) -> None:
    """The endpoint `ask` for programs."""

    def ask(question: str, turns: list[dict[str, Any]] = []) -> dict[str, Any]:  # noqa: B006  # Gradio reads the default
        return answer_dict(_answer_for_program(answerer, question, turns))

    gr.api(  # type: ignore[attr-defined]  # documented, though not in Gradio's __all__
        ask,
        api_name="ask",
        api_description="Answers a question about programmes; turns are earlier {question, answer} pairs.",
        concurrency_limit=concurrency,
        concurrency_id="ask",
    )


def _answering(answerer: Answerer, question: str, past: Sequence[Exchange]) -> Iterator[tuple[str, Answer | None]]:
    """What the page shows while an answer comes: text so far, and at last the answer with it."""
    language = detect(question[:LONGEST_QUESTION])
    turns = [Turn(exchange.question, exchange.answer.text) for exchange in past]
    try:
        while not refused_as_sent(question) and not answerer.is_ready(_PAUSE):
            yield _waiting_text(answerer, language), None
        yield texts.LOOKING.in_language(language), None
        answer = refused_as_sent(question) or answerer.answer(question, turns)
    except Exception:  # whatever it is, a visitor gets a sentence, and the log the rest
        _log.exception("A question could not be answered.")
        answer = unavailable(question, is_out_of_order=True)
    number = len(past) + 1
    for said in range(1, len(answer.statements)):
        yield cards.answer_markdown(answer, number, said), None
        time.sleep(_PAUSE / 6)
    yield cards.answer_markdown(answer, number), answer


def _answer_for_program(answerer: Answerer, question: object, turns: object) -> Answer:
    """The answer for whatever a program sent."""
    text = _as_text(question)
    if refusal := refused_as_sent(text):
        return refusal
    sent = turns[-_MOST_TURNS:] if isinstance(turns, list) else []
    past = [
        Turn(_as_text(turn.get("question"))[:LONGEST_QUESTION], _as_text(turn.get("answer")))
        for turn in sent
        if isinstance(turn, dict)
    ]
    try:
        answerer.is_ready(_API_WAITS)
        return answerer.answer(text, past)
    except Exception:  # as above
        _log.exception("A question could not be answered.")
        return unavailable(text, is_out_of_order=True)


def _as_text(sent: object) -> str:
    """What was sent, if it is text, without half characters; else nothing."""
    return sent.encode("utf-8", "replace").decode("utf-8") if isinstance(sent, str) else ""


def _waiting_text(answerer: Answerer, language: Language) -> str:
    done, all_texts = answerer.progress
    if not all_texts:
        return texts.GETTING_READY.in_language(language)
    return texts.INDEXING.in_language(language).format(done=done, all=all_texts)
