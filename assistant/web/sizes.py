"""Bodies: none longer than the rules allow, none slower, whether or not their length was announced."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web import texts
from assistant.web.replies import refusal
from assistant.web.rules import Rules


class Sizes:
    """Reads each body whole before anything else sees it; refuses one that is too long (413) or too slow (408)."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._rules.slowest_body):
                body = await self._read(scope, receive)
        except TimeoutError:
            await refusal(scope, 408, texts.TOO_SLOW, self._rules.language)(scope, receive, send)
            return
        if body is None:
            await refusal(scope, 413, texts.TOO_LARGE, self._rules.language)(scope, receive, send)
        else:
            await self._app(scope, _replayed(body, receive), send)

    async def _read(self, scope: Scope, receive: Receive) -> list[Message] | None:
        """The messages of the body, None where it is too long."""
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isascii() or not announced.isdigit() or int(announced) > self._rules.longest_body:
            return None
        read: list[Message] = []
        length = 0
        while True:
            message = await receive()
            read.append(message)
            length += len(message.get("body", b""))
            if length > self._rules.longest_body:
                return None
            if not message.get("more_body", False):
                return read


def _replayed(read: list[Message], receive: Receive) -> Receive:
    """What was read, again; then whatever comes."""
    left = iter(read)

    async def again() -> Message:
        for message in left:
            return message
        return await receive()

    return again
