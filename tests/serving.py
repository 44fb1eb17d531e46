"""The application served on loopback within the tests' own process, and plain requests to it."""

import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from assistant.domain import NO_CONTEXT, Answer, Context, Language, Turn
from assistant.ui.page import mount, static_folder
from assistant.web.application import create_app
from assistant.web.asking import Answerer
from assistant.web.rules import Rules
from assistant.web.serving import Server
from tests.conftest import free_port
from tests.made_answers import made_answer


class Echoing:
    """An answerer that is always ready and whose lead sentence is the question."""

    progress = (0, 0)

    def is_ready(self, timeout: float = 0) -> bool:
        return True

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
        return made_answer(lead=question, language=context.language or Language.EN)

    def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Iterator[Answer]:
        yield self.answer(question, turns, context)


def whole_app(answerer: Answerer | None = None, rules: Rules | None = None) -> ASGIApp:
    """Page, API and doors, as `app.py` puts them together."""
    answerer = answerer or Echoing()
    app = create_app(static_folder(), rules, answerer)
    return mount(app, answerer, language=Language.EN, concurrency=4, clock=now)


def now() -> datetime:
    """The time, for pages whose day does not matter."""
    return datetime.now(UTC)


@contextmanager
def serving(app: ASGIApp, last_answers: int = 1, port: int = 0) -> Iterator[str]:
    """The address, without a slash at its end, at which `app` is served meanwhile."""
    port = port or free_port()
    server = Server(app, "127.0.0.1", port, "warning", last_answers)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=60)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> dict[str, object]:
        fields = json.loads(self.body)
        assert isinstance(fields, dict)
        return fields


def send(
    url: str,
    path: str,
    body: object = None,
    *,
    method: str = "",
    headers: Mapping[str, str] | None = None,
    source: str = "",
) -> Reply:
    """One request, exactly as it is told: nothing is followed, encoded or added but a length.

    `source` is the loopback address that it comes from.
    """
    where = urlsplit(url)
    assert where.hostname
    connection = http.client.HTTPConnection(
        where.hostname, where.port, timeout=60, source_address=(source, 0) if source else None
    )
    sent = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    own = {"content-type": "application/json"} if sent is not None else {}
    try:
        connection.request(method or ("GET" if sent is None else "POST"), path, sent, {**own, **(headers or {})})
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, found, response.read())
    finally:
        connection.close()
