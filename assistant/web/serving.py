"""Serving, and ending without cutting off answers."""

import asyncio
import errno
import logging
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from assistant.errors import AddressUnusable
from assistant.web.opening import Opening
from assistant.web.rules import Rules
from assistant.web.stopping import Stopping

_log = logging.getLogger(__name__)
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


def check_address(host: str, port: int) -> None:
    """Listen at an address for a moment, as the server will. Raises AddressUnusable where that cannot be."""
    try:
        asyncio.run(_listen(host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise AddressUnusable(
                f"Port {port} of {host} is in use, perhaps by an assistant started before. Stop that program, or "
                "choose another port with the setting ASSISTANT_PORT (0 takes a free one)."
            ) from error
        raise AddressUnusable(
            f"The page cannot listen on port {port} of {host}: {error.strerror}. Choose another address with the "
            "settings ASSISTANT_HOST and ASSISTANT_PORT."
        ) from error


async def _listen(host: str, port: int) -> None:
    server = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port)
    server.close()
    await server.wait_closed()


def serve(build: Callable[[], FastAPI], rules: Rules, host: str, port: int, log_level: str) -> bool:
    """Serve what `build` makes until stopped; until it is made, a page that says so. False where it cannot be made.

    At a SIGTERM or Ctrl+C, questions in flight have `LAST_ANSWERS` seconds more. Only for the main thread.
    """
    failed = threading.Event()

    def give_up() -> None:
        failed.set()
        server.should_exit = True

    server = Server(Opening(build, rules, give_up), host, port, log_level)
    # The server raises the signal that stopped it once more; to have been stopped is no failure.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        server.run()
    if failed.is_set():
        return False
    _log.info("The page has been stopped.")
    return True
