"""The API for programs: questions over HTTP, whole or as a stream of events, and its own description."""

from collections.abc import AsyncIterator, Iterator
from functools import partial

from anyio import CancelScope, CapacityLimiter, to_thread
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from assistant.domain import Answer, Context, Outcome
from assistant.web import texts
from assistant.web.answers import AnswerFields, answer_fields
from assistant.web.asking import Answerer, Asked, answers, asked, whole_answer
from assistant.web.description import page_of
from assistant.web.question import QuestionFields, problems
from assistant.web.replies import refusal, trace_id
from assistant.web.rules import Rules
from assistant.web.visitors import visitor_of

TITLE = "Programme assistant"
ABOUT = (
    "Answers questions about programmes of study from an institution's own documents, with a citation for every "
    "statement, and refuses when the documents do not hold the answer."
)
_EVENTS = "text/event-stream"
_RETRY = 10  # seconds
_MOST_WAITING = 200


class ErrorFields(BaseModel):
    """Why nothing was answered."""

    error: str = Field(description="What happened and what to do, as sentences.")
    trace_id: str = Field(description="Names the request in the log of whoever runs the assistant.")


_ERRORS = {
    413: "The body is longer than 64 KB.",
    422: "The body cannot be used; `error` says why.",
    429: "Too many questions from one address; `Retry-After` says when to ask again, in seconds.",
    503: "Getting ready (then the body is an answer with the outcome UNAVAILABLE), or too many questions in all.",
}
_RESPONSES: dict[int | str, dict[str, object]] = {
    status: {"model": ErrorFields, "description": description} for status, description in _ERRORS.items()
}


class Desk:
    """Answers the questions of programs, a limited number at the same time."""

    def __init__(self, answerer: Answerer, rules: Rules, room: CapacityLimiter) -> None:
        self._answerer = answerer
        self._rules = rules
        self._room = room

    def read(self, fields: QuestionFields, request: Request) -> Asked:
        """A question as it was sent."""
        context = Context(fields.programme, fields.language, visitor_of(request))
        turns = [turn.model_dump() for turn in fields.turns]
        return asked(fields.question, turns, trace_id(request.scope), context)

    def full(self, request: Request) -> Response | None:
        """The refusal where too many questions are waiting."""
        if self._room.statistics().tasks_waiting < _MOST_WAITING:
            return None
        return refusal(request.scope, 503, texts.FULL, self._rules.language, retry_after=_RETRY)

    async def whole(self, question: Asked) -> Response:
        """The whole answer; status 503 while getting ready or when something is broken."""
        answer = await to_thread.run_sync(partial(whole_answer, self._answerer, question), limiter=self._room)
        body = answer_fields(answer, question.trace_id).model_dump_json()
        headers = {"cache-control": "no-store", "x-trace-id": question.trace_id}
        is_there = answer.outcome is not Outcome.UNAVAILABLE
        if not is_there:
            headers["retry-after"] = str(_RETRY)
        return Response(body, 200 if is_there else 503, headers, "application/json")

    def streamed(self, question: Asked) -> Response:
        """The answer as events, each one the answer so far."""
        headers = {"cache-control": "no-store", "x-accel-buffering": "no", "x-trace-id": question.trace_id}
        return StreamingResponse(self._events(question), 200, headers, _EVENTS)

    async def _events(self, question: Asked) -> AsyncIterator[str]:
        growing = answers(self._answerer, question)
        try:
            while (answer := await to_thread.run_sync(_next, growing, limiter=self._room)) is not None:
                fields = answer_fields(answer, question.trace_id).model_dump_json()
                yield f"event: {'complete' if answer.is_complete else 'partial'}\ndata: {fields}\n\n"
        finally:
            with CancelScope(shield=True):  # also where the visitor has gone: the composer behind must learn of it
                await to_thread.run_sync(growing.close)  # type: ignore[attr-defined]  # `answers` is a generator


def _next(growing: Iterator[Answer]) -> Answer | None:
    return next(growing, None)


def add_api(app: FastAPI, answerer: Answerer, rules: Rules, room: CapacityLimiter) -> None:
    """Add /api/ask, /api/ask/stream, the description at /api and /api/openapi.json.

    `room` limits how many questions of programs are answered at the same time, on all their doors together.
    """
    desk = Desk(answerer, rules, room)
    router = APIRouter()

    @router.post("/api/ask", response_model=AnswerFields, responses=_RESPONSES, operation_id="ask")
    async def ask(fields: QuestionFields, request: Request) -> Response:
        """Answer a question.

        With `Accept: text/event-stream` the answer comes as events, as at /api/ask/stream.
        """
        if full := desk.full(request):
            return full
        if _EVENTS in request.headers.get("accept", ""):
            return desk.streamed(desk.read(fields, request))
        return await desk.whole(desk.read(fields, request))

    events = {"description": "Events; each `data` is an answer so far, the last event is `complete`."}
    streams: dict[int | str, dict[str, object]] = {
        **_RESPONSES,
        200: {**events, "content": {_EVENTS: {"schema": {"type": "string"}}}},
    }

    @router.post("/api/ask/stream", response_class=StreamingResponse, responses=streams, operation_id="ask_streaming")
    async def ask_streaming(fields: QuestionFields, request: Request) -> Response:
        """Answer a question as server-sent events.

        Each event is the answer so far: `partial`, and at last `complete`. What one says is not taken back by the next.
        Closing the connection ends the answering.
        """
        return desk.full(request) or desk.streamed(desk.read(fields, request))

    app.include_router(router)
    described = get_openapi(title=TITLE, version="1", summary=ABOUT, routes=router.routes)

    @app.get("/api/openapi.json")
    def openapi() -> Response:
        return JSONResponse(described)

    @app.get("/api")
    def api_page() -> Response:
        return HTMLResponse(page_of(described))

    @app.exception_handler(RequestValidationError)
    async def unusable(request: Request, error: RequestValidationError) -> Response:
        sentence = " ".join(problems(error.errors()))
        number = trace_id(request.scope)
        return JSONResponse({"error": sentence, "trace_id": number}, 422, {"x-trace-id": number})
