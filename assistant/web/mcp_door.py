"""The assistant as a tool of the Model Context Protocol, for chat models of others; needs the extra `mcp`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Annotated

from anyio import CapacityLimiter, move_on_after, sleep, to_thread
from fastapi import FastAPI
from mcp.server import MCPServer
from mcp.server.mcpserver import Context as Call
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import Field
from starlette.routing import Route

from assistant.domain import Context, Language
from assistant.errors import AssistantError
from assistant.web.answers import AnswerFields, answer_fields
from assistant.web.asking import Answerer, asked, whole_answer
from assistant.web.question import TurnFields
from assistant.web.replies import new_id
from assistant.web.rules import Rules
from assistant.web.visitors import visitor_of

_WAITS = 30.0  # seconds, until the assistant is ready
_PAUSE = 0.3  # seconds between two looks whether it is
_INSTRUCTIONS = (
    "Ask one question at a time. Every statement of an answer carries marks that point to citations: pass the official "
    "page and its date on with what you say. When the outcome is NOT_FOUND, say that the documents do not hold it and "
    "name the contact; do not fill the gap."
)


def add_mcp(app: FastAPI, answerer: Answerer, rules: Rules, room: CapacityLimiter) -> None:
    """Add the tool `ask` at /mcp; it has no sessions, so that nothing is kept between two calls.

    `room` limits how many questions of programs are answered at the same time, on all their doors together.
    """
    server = MCPServer("programme-assistant", title="Programme assistant", instructions=_INSTRUCTIONS)

    @server.tool()
    async def ask(
        call: Call,
        question: Annotated[str, Field(description="What is asked, in English or Chinese.")],
        turns: Annotated[list[TurnFields] | None, Field(description="The turns before, oldest first.")] = None,
        language: Annotated[Language | None, Field(description="The language to answer in.")] = None,
        programme: Annotated[str, Field(description="Id of the programme that is meant where none is named.")] = "",
    ) -> AnswerFields:
        """Answers a question about programmes of study from the institution's own documents, with citations."""
        before = [turn.model_dump() for turn in turns or ()]
        visitor = visitor_of(call.request_context.request)
        sent = asked(question, before, new_id(), Context(programme, language, visitor))
        await _until_ready(answerer)
        answer = await to_thread.run_sync(partial(whole_answer, answerer, sent), limiter=room)
        return answer_fields(answer, sent.trace_id)

    # Hosts and origins are checked at the doors of the application, by its own settings.
    checked_already = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    served = server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        max_request_body_size=rules.longest_body,
        transport_security=checked_already,
    )
    app.router.routes += [route for route in served.routes if isinstance(route, Route)]
    before_ours = app.router.lifespan_context

    @asynccontextmanager
    async def with_sessions(app: FastAPI) -> AsyncIterator[None]:
        async with before_ours(app), server.session_manager.run():
            yield

    app.router.lifespan_context = with_sessions


async def _until_ready(answerer: Answerer) -> None:
    """Wait a while, and in no thread, of which there are few. That it never will be ready is told by asking."""
    with move_on_after(_WAITS), suppress(AssistantError):
        while not answerer.is_ready():
            await sleep(_PAUSE)
