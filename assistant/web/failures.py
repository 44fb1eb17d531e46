"""Failures on every door: the log gets everything under an id, the visitor a sentence with the id."""

import logging

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web import texts
from assistant.web.replies import refusal, trace_id
from assistant.web.rules import Rules

_log = logging.getLogger(__name__)
_OURS = b"x-trace-id"
_SENTENCES = {404: texts.NO_SUCH_PAGE, 405: texts.NO_SUCH_PAGE, 403: texts.NO_SUCH_PAGE, 503: texts.FULL}
_RETRY = 10  # seconds


class Failures:
    """Turns exceptions, and refusals in the words of a library, into a sentence with an id."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; nothing is raised for a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = _Seen(send)
        try:
            await self._app(scope, receive, seen)
        except Exception as error:
            if isinstance(error.__cause__, HTTPException):  # Gradio's way of ending a stream that nobody knows
                _log.info("Request %s ended early.", trace_id(scope))
            else:
                _log.exception("Request %s failed.", trace_id(scope))
            if seen.has_begun:
                await send({"type": "http.response.body", "body": b""})
                return
            await refusal(scope, 500, texts.BROKEN, self._rules.language)(scope, receive, send)
            return
        if seen.withheld:
            status = int(seen.withheld)
            names = texts.BROKEN if status == 500 or status > 503 else _SENTENCES.get(status, texts.NOT_UNDERSTOOD)
            _log.info("Request %s ended with status %s.", trace_id(scope), status)
            retry_after = _RETRY if status == 503 else 0
            reply = refusal(scope, status, names, self._rules.language, retry_after=retry_after)
            await reply(scope, receive, send)


class _Seen:
    """Passes messages on, but withholds a response of status 400 and more that does not say `x-trace-id`."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False
        self.withheld = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and not self.withheld:
            is_ours = any(name == _OURS for name, _ in message["headers"])
            if message["status"] >= 400 and not is_ours:
                self.withheld = message["status"]
            else:
                self.has_begun = True
        if not self.withheld:
            await self._send(message)
