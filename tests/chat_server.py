"""A server on loopback that speaks OpenAI's chat-completions protocol and does what a script tells it."""

import json
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_POLL = 0.02


@dataclass(frozen=True)
class Request:
    """What was asked: the number of the request (from 1), its messages as (role, text), and its headers."""

    number: int
    messages: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def prompt(self) -> str:
        return "\n\n".join(text for _, text in self.messages)


@dataclass(frozen=True)
class Say:
    """Text, sent in pieces of so many characters, so many seconds apart."""

    text: str
    size: int = 12
    pause: float = 0.0


@dataclass(frozen=True)
class Stall:
    """Nothing for so many seconds, or until the client goes away."""

    seconds: float


@dataclass(frozen=True)
class Raw:
    """A line of the stream as it is, such as a malformed piece."""

    line: str


@dataclass(frozen=True)
class Finish:
    """The end of the reply as the protocol has it, with what was used."""

    reason: str = "stop"
    usage: tuple[int, int] | None = (100, 20)


@dataclass(frozen=True)
class CutOff:
    """The line breaks in the middle of the stream."""


@dataclass(frozen=True)
class Fail:
    """Another status than 200 instead of a stream."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = "no"


Step = Say | Stall | Raw | Finish | CutOff | Fail
Script = Callable[[Request], Sequence[Step]]


def says(text: str) -> Script:
    """A script that gives the same whole reply to every request."""
    return lambda request: (Say(text), Finish())


def in_turn(*replies: Sequence[Step]) -> Script:
    """A script with a reply for each request in order; the last one serves all further ones."""
    return lambda request: replies[min(request.number, len(replies)) - 1]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class ChatServer:
    """What runs; `requests` holds what was asked so far, `left` how many clients went away within a reply."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Request] = []
        self.connections = 0
        self.left = 0
        self.open = 0
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                super().setup()
                outer.connections += 1

            def do_POST(self) -> None:
                outer._answer(self)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = _Server(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @contextmanager
    def running(self) -> Iterator["ChatServer"]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": _POLL}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        messages = tuple((message["role"], str(message["content"])) for message in body["messages"])
        with self._lock:
            request = Request(
                len(self.requests) + 1, messages, {n.lower(): v for n, v in handler.headers.items()}, body
            )
            self.requests.append(request)
            self.open += 1
        try:
            _play(handler, self.script(request))
        except (BrokenPipeError, ConnectionResetError):
            with self._lock:
                self.left += 1
            handler.close_connection = True
        finally:
            with self._lock:
                self.open -= 1


def _play(handler: BaseHTTPRequestHandler, steps: Sequence[Step]) -> None:
    has_begun = False
    for step in steps:
        if isinstance(step, Fail):
            _fail(handler, step)
            return
        if isinstance(step, Stall):
            _stall(handler, step.seconds)
            continue
        if not has_begun:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/event-stream")
            handler.send_header("Transfer-Encoding", "chunked")
            handler.end_headers()
            has_begun = True
        if isinstance(step, CutOff):
            handler.wfile.flush()
            handler.connection.shutdown(socket.SHUT_RDWR)
            handler.close_connection = True
            return
        for line in _lines(step):
            _write(handler, f"data: {line}\n\n".encode())
            if isinstance(step, Say) and step.pause:
                _stall(handler, step.pause)
    if has_begun:
        handler.wfile.write(b"0\r\n\r\n")


def _lines(step: Say | Raw | Finish) -> Iterator[str]:
    if isinstance(step, Raw):
        yield step.line
    elif isinstance(step, Say):
        for at in range(0, len(step.text), step.size):
            yield _piece({"content": step.text[at : at + step.size]})
    else:
        yield _piece({}, finish=step.reason)
        if step.usage:
            prompt, reply = step.usage
            usage = {"prompt_tokens": prompt, "completion_tokens": reply, "total_tokens": prompt + reply}
            yield json.dumps({**_FRAME, "choices": [], "usage": usage})
        yield "[DONE]"


_FRAME = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "scripted"}


def _piece(delta: Mapping[str, str], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
    return json.dumps({**_FRAME, "choices": [choice]}, ensure_ascii=False)


def _write(handler: BaseHTTPRequestHandler, piece: bytes) -> None:
    if _has_left(handler, 0):
        raise BrokenPipeError
    handler.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
    handler.wfile.flush()


def _stall(handler: BaseHTTPRequestHandler, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while (rest := ends - time.monotonic()) > 0:
        if _has_left(handler, min(rest, _POLL)):
            raise BrokenPipeError


def _has_left(handler: BaseHTTPRequestHandler, wait: float) -> bool:
    """Whether the client has closed the line, after waiting at most so many seconds for that."""
    with selectors.DefaultSelector() as selector:
        selector.register(handler.connection, selectors.EVENT_READ)
        readable = selector.select(wait)
    return bool(readable) and handler.connection.recv(1, socket.MSG_PEEK) == b""


def _fail(handler: BaseHTTPRequestHandler, step: Fail) -> None:
    body = json.dumps({"error": {"message": step.text, "type": "scripted", "code": None}}).encode()
    handler.send_response(step.status)
    for name, value in {**step.headers, "Content-Type": "application/json", "Content-Length": str(len(body))}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def wait_until(is_so: Callable[[], bool], seconds: float = 30.0) -> bool:
    ends = time.monotonic() + seconds
    while not is_so() and time.monotonic() < ends:
        time.sleep(0.01)
    return is_so()
