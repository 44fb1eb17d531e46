"""The first seconds: a page that says so is served while the libraries of the real one are still being read."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from html import escape

from anyio import to_thread
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import AssistantError
from assistant.web import texts
from assistant.web.doors import doors
from assistant.web.replies import refusal, trace_id, wished_language
from assistant.web.rules import Rules

_log = logging.getLogger(__name__)
_LOOK_AGAIN = 1  # seconds


class Opening:
    """Answers at once, and hands everything over to the application as soon as that is built."""

    def __init__(self, build: Callable[[], FastAPI], rules: Rules, give_up: Callable[[], None]) -> None:
        """`build` makes the application and may take its time; `give_up` is called where it fails."""
        self._build = build
        self._rules = rules
        self._give_up = give_up
        routes = [Route("/healthz", self._alive), Route("/readyz", self._ready), Route("/", self._page)]
        self._first = Starlette(
            routes=[*routes, Route("/{path:path}", self._later, methods=["GET", "POST", "DELETE"])],
            middleware=doors(rules),
            lifespan=self._lifespan,
        )
        self._app: ASGIApp = self._first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on to whoever answers now."""
        await (self._first if scope["type"] == "lifespan" else self._app)(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        ended = asyncio.Event()
        building = asyncio.create_task(self._live(ended))
        yield
        ended.set()
        await building

    async def _live(self, ended: asyncio.Event) -> None:
        """Build the application, then let it live as long as this one."""
        try:
            app = await to_thread.run_sync(self._build)
            async with app.router.lifespan_context(app):
                self._app = app
                await ended.wait()
        except Exception as error:
            if isinstance(error, AssistantError):
                _log.error("The page could not be built. %s", error)  # its text says what to do
            else:
                _log.exception("The page could not be built.")
            self._give_up()

    async def _alive(self, _: Request) -> Response:
        return JSONResponse({"status": "alive"}, headers={"cache-control": "no-store"})

    async def _ready(self, request: Request) -> Response:
        headers = {"cache-control": "no-store", "retry-after": "5", "x-trace-id": trace_id(request.scope)}
        return JSONResponse({"status": "getting ready", "texts_read": 0, "texts": 0}, 503, headers)

    async def _page(self, request: Request) -> Response:
        language = wished_language(request.scope, self._rules.language)
        sentence = escape(texts.OPENING.in_language(language))
        # Not an error, so that whoever opens the page sees it in any browser; it looks again by itself.
        return HTMLResponse(
            f'<!doctype html>\n<html lang="{language.value}"><head><meta charset="utf-8">'
            f'<meta http-equiv="refresh" content="{_LOOK_AGAIN}">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
            f'content="light dark"><title>{sentence}</title></head><body><main><p role="status">{sentence}</p></main>'
            "</body></html>",
            headers={"cache-control": "no-store", "content-language": language.value},
        )

    async def _later(self, request: Request) -> Response:
        return refusal(request.scope, 503, texts.OPENING, self._rules.language, retry_after=_LOOK_AGAIN)
