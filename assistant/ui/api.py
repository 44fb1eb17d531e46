"""The endpoint `ask` for programs that use Gradio's client; in the same form as the REST API."""

from typing import Any

import gradio as gr  # noqa: TID251  # this is the door

from assistant.domain import Context
from assistant.web.answers import answer_dict
from assistant.web.asking import Answerer, asked, whole_answer
from assistant.web.replies import new_id
from assistant.web.visitors import visitor_of

_WAITS = 60.0  # seconds, until the assistant is ready


def add_api(answerer: Answerer, concurrency: int) -> None:
    """Add the endpoint `ask` to the blocks that are being built."""

    # No further parameters: programs that send these two by position would be refused. The request comes from Gradio.
    def ask(
        question: str,
        turns: list[dict[str, Any]] = [],  # noqa: B006  # Gradio reads the default
        request: gr.Request = None,  # type: ignore[assignment]  # never None; a parameter after one with a default has one
    ) -> dict[str, Any]:
        sent = asked(question, turns, new_id(), Context(visitor=visitor_of(request.request)))
        return answer_dict(whole_answer(answerer, sent, _WAITS), sent.trace_id)

    gr.api(  # type: ignore[attr-defined]  # documented, though not in Gradio's __all__
        ask,
        api_name="ask",
        api_description="Answers a question about programmes; turns are earlier {question, answer} pairs.",
        concurrency_limit=concurrency,
        concurrency_id="ask",
    )
