"""The end: open pages' heartbeats, which never end by themselves, are ended so that answers alone are waited for."""

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ENDLESS = "/gradio_api/heartbeat/"


class Stopping:
    """Passes everything on; after `begin`, ends the heartbeats of open pages and says so to new requests."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._heartbeats: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """End every heartbeat."""
        for heartbeat in self._heartbeats:
            heartbeat.cancel()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; a heartbeat runs as a task of its own, so that it can be ended."""
        if scope["type"] != "http" or not scope["path"].startswith(_ENDLESS):
            await self._app(scope, receive, send)
            return
        is_under_way = False

        async def seen(message: Message) -> None:
            nonlocal is_under_way
            is_under_way = message["type"] == "http.response.start" or message.get("more_body", False)
            await send(message)

        async def beat() -> None:
            await self._app(scope, receive, seen)

        heartbeat = asyncio.create_task(beat())
        self._heartbeats.add(heartbeat)
        try:
            await heartbeat
        except asyncio.CancelledError:
            if not heartbeat.cancelled():
                heartbeat.cancel()  # the server gave up on this request, not we
                raise
            if is_under_way:
                with suppress(OSError):
                    await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._heartbeats.discard(heartbeat)
