"""Serving, and ending without cutting off answers."""

import socket

import uvicorn
from starlette.types import ASGIApp

from assistant.web.stopping import Stopping

LAST_ANSWERS = 30  # seconds that answers in flight have at the end


class Server(uvicorn.Server):
    """A server that, when it is to stop, first ends the streams that would never end."""

    def __init__(self, app: ASGIApp, host: str, port: int, log_level: str, last_answers: int = LAST_ANSWERS) -> None:
        """`last_answers` are the seconds that answers in flight have after a SIGTERM."""
        self._stopping = Stopping(app)
        super().__init__(
            uvicorn.Config(
                self._stopping,
                host=host,
                port=port,
                log_level=log_level.lower(),
                access_log=False,  # it holds the addresses of visitors, and what they ask where a link asks it
                proxy_headers=False,  # assistant.web.origins knows which proxies to believe
                server_header=False,
                ws="none",
                timeout_graceful_shutdown=last_answers,
            )
        )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End endless streams, wait for the others, end."""
        self._stopping.begin()
        await super().shutdown(sockets)


def serve(app: ASGIApp, host: str, port: int, log_level: str) -> None:
    """Serve until stopped; at a SIGTERM, questions in flight have `LAST_ANSWERS` seconds more."""
    Server(app, host, port, log_level).run()
