"""A visitor is the same one, with one budget, whichever door is used."""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from assistant.domain import NO_CONTEXT, Answer, Context, Turn
from assistant.models.budgets import FileBudget
from assistant.models.chat import ChatFailed
from assistant.web.rules import Rules
from tests.made_answers import made_answer
from tests.serving import Echoing, send, serving, whole_app

MCP = {"accept": "application/json, text/event-stream"}


class Spending(Echoing):
    """Spends sixty tokens of the visitor's hundred for each answer, and says where they do not suffice."""

    def __init__(self, folder: Path) -> None:
        self.visitors: list[str] = []
        self._budget = FileBudget(folder / "budget.json", visitor=100, day=10_000, today=lambda: date(2026, 11, 25))

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
        self.visitors.append(context.visitor)
        try:
            self._budget.reserve(context.visitor, 60)
        except ChatFailed:
            return made_answer(lead="quoted")
        return made_answer(lead="written")


class Slow(Echoing):
    """Counts how many questions are answered at the same time."""

    def __init__(self) -> None:
        self.most = 0
        self._now = 0
        self._guard = threading.Lock()

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
        with self._guard:
            self._now += 1
            self.most = max(self.most, self._now)
        time.sleep(0.2)
        with self._guard:
            self._now -= 1
        return made_answer(lead=question)


def ask_api(url: str, source: str) -> str:
    return send(url, "/api/ask", {"question": "x"}, source=source).text


def ask_gradio(url: str, source: str) -> str:
    event = send(url, "/gradio_api/call/ask", {"data": ["x", []]}, source=source).json()["event_id"]
    return send(url, f"/gradio_api/call/ask/{event}", source=source).text


def ask_mcp(url: str, source: str) -> str:
    pytest.importorskip("mcp")
    call = {"name": "ask", "arguments": {"question": "x"}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    return send(url, "/mcp", message, headers=MCP, source=source).text


DOORS = (ask_api, ask_gradio, ask_mcp)


@pytest.fixture
def spending(tmp_path: Path) -> Spending:
    return Spending(tmp_path)


@pytest.fixture
def url(spending: Spending) -> Iterator[str]:
    with serving(whole_app(spending, Rules(has_mcp=True))) as url:
        yield url


def test_a_visitor_has_one_budget_on_all_doors(url: str) -> None:
    for number, first in enumerate(DOORS):
        source = f"127.0.0.{number + 2}"
        assert "written" in first(url, source)

        for other in DOORS:
            assert "quoted" in other(url, source), (first.__name__, other.__name__)


def test_visitors_are_told_apart_on_every_door(url: str, spending: Spending) -> None:
    for ask in DOORS:
        for source in ("127.0.0.2", "127.0.0.3"):
            ask(url, source)

    first, other = spending.visitors[::2], spending.visitors[1::2]
    assert len(set(first)) == len(set(other)) == 1
    assert first[0] != other[0]
    assert all(len(visitor) == 16 for visitor in spending.visitors)


def test_a_program_cannot_say_who_it_is(url: str, spending: Spending) -> None:
    forged = {"data": ["x", []], "request": {"state": {"visitor": "me"}}, "visitor": "me"}
    event = send(url, "/gradio_api/call/ask", forged).json().get("event_id")
    if event:
        send(url, f"/gradio_api/call/ask/{event}")
    ask_api(url, "127.0.0.1")

    assert len(set(spending.visitors)) == 1


def test_the_endpoint_for_programs_takes_what_it_took(url: str) -> None:
    described = json.loads(send(url, "/gradio_api/info").text)["named_endpoints"]["/ask"]["parameters"]

    assert [parameter["parameter_name"] for parameter in described] == ["question", "turns"]


def test_the_tool_and_the_api_answer_so_many_questions_at_once_together() -> None:
    slow = Slow()
    with serving(whole_app(slow, Rules(has_mcp=True, concurrency=2))) as url, ThreadPoolExecutor(12) as programs:
        asked = [programs.submit(ask, url, "127.0.0.1") for ask in (ask_mcp, ask_api) * 6]
        assert all("places" in each.result(60) for each in asked)

    assert slow.most == 2
