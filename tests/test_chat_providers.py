"""Ollama's and Anthropic's own protocols, by their libraries, on loopback."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.models.budgets import NoBudget
from assistant.models.calls import Limits, Prices
from assistant.models.chat import ChatFailed, Message, Reason, Role
from assistant.models.loading import load_chat_model
from assistant.models.providers import Connection

PIECES = ("There ", "are 30.")
STAMP = {"model": "m", "created_at": "2026-01-01T00:00:00Z"}
ASKED = (Message(Role.SYSTEM, "Answer shortly."), Message(Role.USER, "How many?"), Message(Role.ASSISTANT, "Places?"))


def ollama_lines() -> Iterator[str]:
    for piece in PIECES:
        yield json.dumps({**STAMP, "message": {"role": "assistant", "content": piece}, "done": False}) + "\n"
    counts = {"prompt_eval_count": 11, "eval_count": 5}
    last = {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"}
    yield json.dumps({**STAMP, **last, **counts}) + "\n"


def anthropic_lines() -> Iterator[str]:
    start: dict[str, Any] = {
        "id": "m",
        "type": "message",
        "role": "assistant",
        "content": [],
        "model": "m",
        "stop_reason": None,
    }
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": {**start, "usage": {"input_tokens": 11, "output_tokens": 1}}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        *(
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
            for piece in PIECES
        ),
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn", "stop_sequence": None},
            "usage": {"input_tokens": 11, "output_tokens": 5},
        },
        {"type": "message_stop"},
    ]
    for event in events:
        yield f"event: {event['type']}\ndata: {json.dumps(event)}\n\n"


class Provider(ThreadingHTTPServer):
    """Both protocols, told apart by the path; `status` other than 200 refuses."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 200
        self.bodies: list[dict[str, Any]] = []


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_POST(self) -> None:
        self.server.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        is_ollama = "/api/chat" in self.path
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/x-ndjson" if is_ollama else "text/event-stream")
        self.end_headers()
        lines = ollama_lines() if is_ollama else anthropic_lines()
        self.wfile.writelines(line.encode() for line in (lines if self.server.status == 200 else ['{"error": "no"}']))

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(params=["ollama:m", "anthropic:m"])
def name(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    chosen = str(request.param)
    pytest.importorskip(f"langchain_{chosen.partition(':')[0]}")
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key")
    return chosen


def connection_to(server: Provider) -> Connection:
    limits = Limits(first=5.0, whole=10.0, first_wait=0.01)
    return Connection(f"http://127.0.0.1:{server.server_address[1]}", 4096, 100, 2.0, limits)


def test_a_reply_comes_in_pieces_with_what_it_took(provider: Provider, name: str) -> None:
    model = load_chat_model(name, connection_to(provider), Prices(), NoBudget(), lambda _: True)

    reply = model.reply(ASKED)

    assert list(reply) == list(PIECES)
    assert (reply.usage.prompt_tokens, reply.usage.reply_tokens) == (11, 5)


def test_the_greatest_length_of_a_reply_and_the_context_are_sent(provider: Provider, name: str) -> None:
    model = load_chat_model(name, connection_to(provider), Prices(), NoBudget(), lambda _: True)

    list(model.reply(ASKED))

    (body,) = provider.bodies
    if name.startswith("ollama"):
        assert (body["options"]["num_ctx"], body["options"]["num_predict"], body["think"]) == (4096, 100, False)
    else:
        assert body["max_tokens"] == 100


@pytest.mark.parametrize(
    ("status", "reason", "calls"), [(401, Reason.REFUSED, 1), (429, Reason.LIMIT, 3), (503, Reason.FAULT, 3)]
)
def test_failures_are_told_apart_and_only_we_try_again(
    provider: Provider, name: str, status: int, reason: Reason, calls: int
) -> None:
    provider.status = status
    model = load_chat_model(name, connection_to(provider), Prices(), NoBudget(), lambda _: True)

    with pytest.raises(ChatFailed) as failed:
        list(model.reply(ASKED))

    assert failed.value.reason is reason
    assert len(provider.bodies) == calls
