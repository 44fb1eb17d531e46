"""The API for programs."""

import http.client
import json
import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from assistant.answering import unavailable
from assistant.domain import NO_CONTEXT, Answer, AnsweredStatement, Context, Language, Turn
from assistant.errors import ModelUnavailable
from tests.made_answers import made_answer, made_table
from tests.serving import Echoing, send, serving, whole_app

FIRST = made_answer(lead="So far", statements=(AnsweredStatement("Robotics has 40 places in 2026.", (1,), "40"),))


class Growing(Echoing):
    """Gives three answers, one after the other, and remembers what it was asked and whether it was let end."""

    def __init__(self, pause: float = 0) -> None:
        self.asked: list[tuple[str, Sequence[Turn], Context]] = []
        self.closed = threading.Event()
        self.given = 0
        self._pause = pause

    def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Iterator[Answer]:
        self.asked.append((question, turns, context))
        try:
            for number in range(3):
                self.given += 1
                yield replace(FIRST, closing=f"{number}", is_complete=number == 2)
                time.sleep(self._pause)
        finally:
            self.closed.set()


class Waiting(Echoing):
    """Is getting ready."""

    progress = (3, 9)

    def is_ready(self, timeout: float = 0) -> bool:
        return False

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
        return unavailable(question)


@pytest.fixture
def growing() -> Growing:
    return Growing()


@pytest.fixture
def url(growing: Growing) -> Iterator[str]:
    with serving(whole_app(growing)) as url:
        yield url


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    found = re.findall(r"event: (\w+)\ndata: (.*)\n\n", text)
    return [(name, json.loads(fields)) for name, fields in found]


def test_a_question_is_answered_with_statements_citations_and_a_trace_id(url: str) -> None:
    reply = send(url, "/api/ask", {"question": "How many places?"})

    answer = reply.json()
    assert reply.status == 200
    assert (answer["outcome"], answer["lead"], answer["is_complete"]) == ("ANSWERED", "So far", True)
    assert answer["statements"] == [{"text": "Robotics has 40 places in 2026.", "marks": [1], "value": "40"}]
    assert answer["trace_id"] == reply.headers["x-trace-id"]
    assert len(str(answer["trace_id"])) == 12
    citation = answer["citations"][0]  # type: ignore[index]
    assert (citation["mark"], citation["as_of"], citation["url"]) == (1, "2026-06", "https://example.edu/robotics")
    assert citation["passage"].startswith(citation["quote"])
    assert answer["about"] == ["robotics"]


def test_turns_language_and_programme_reach_the_assistant(url: str, growing: Growing) -> None:
    send(
        url,
        "/api/ask",
        {
            "question": "And the fee?",
            "turns": [{"question": "Places?", "answer": "40", "more": 1}],
            "language": "zh-Hant",
            "programme": "robotics",
        },
    )

    ((question, turns, context),) = growing.asked
    assert (question, turns) == ("And the fee?", (Turn("Places?", "40"),))
    assert (context.language, context.programme) == (Language.ZH_HANT, "robotics")


def test_visitors_are_told_apart_without_their_address(url: str, growing: Growing) -> None:
    for source in ("127.0.0.2", "127.0.0.3", "127.0.0.2"):
        send(url, "/api/ask", {"question": "x"}, source=source)

    first, other, again = (context.visitor for _, _, context in growing.asked)
    assert first == again != other
    assert "127" not in first
    assert len(first) == 16


@pytest.mark.parametrize(("path", "accept"), [("/api/ask/stream", "*/*"), ("/api/ask", "text/event-stream")])
def test_a_stream_gives_answers_as_they_grow_and_the_whole_one_last(url: str, path: str, accept: str) -> None:
    reply = send(url, path, {"question": "x"}, headers={"accept": accept})

    names, answers = zip(*events(reply.text), strict=True)
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert names == ("partial", "partial", "complete")
    assert [answer["closing"] for answer in answers] == ["0", "1", "2"]
    assert [answer["is_complete"] for answer in answers] == [False, False, True]


def test_closing_the_connection_ends_the_answering() -> None:
    growing = Growing(pause=0.5)
    with serving(whole_app(growing)) as url:
        where = urlsplit(url)
        connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=30)
        connection.request("POST", "/api/ask/stream", b'{"question": "x"}', {"content-type": "application/json"})
        connection.getresponse().read(20)
        connection.close()

        assert growing.closed.wait(10)
        assert growing.given < 3


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "`question` must be a text of 1 to 2000 characters."),
        ({"question": ""}, "`question` must be a text of 1 to 2000 characters."),
        ({"question": 5}, "`question` must be a text of 1 to 2000 characters."),
        ({"question": "x" * 2001}, "`question` must be a text of 1 to 2000 characters."),
        ({"question": "x", "language": "fr"}, "`language` must be one of en, zh-Hant, zh-Hans; without it"),
        ({"question": "x", "turns": "y"}, "`turns` must be a list of the turns so far, oldest first"),
        ({"question": "x", "turns": [{"answer": "y"}]}, "`turns` must be a list of the turns so far, oldest first"),
        ({"question": "x", "programme": 5}, "`programme` must be the id of a programme"),
        ({"question": "x", "frage": "y"}, "There are no fields but `question`, `turns`, `language`, `programme`"),
        ([1], "The body must be a JSON object"),
        (b"{", "The body must be a JSON object"),
        (b"", "The body must be a JSON object"),
        (b'{"question": "\\ud800"}', "`question` must be a text of 1 to 2000 characters."),
    ],
)
def test_what_cannot_be_used_is_answered_with_what_to_do(url: str, body: object, said: str) -> None:
    reply = send(url, "/api/ask", body)

    assert reply.status == 422
    assert str(reply.json()["error"]).startswith(said)
    assert reply.json()["trace_id"] == reply.headers["x-trace-id"]


def test_nested_brackets_without_end_are_no_question(url: str) -> None:
    reply = send(url, "/api/ask", b'{"question":' + b"[" * 60_000)

    assert reply.status in (400, 422)
    assert str(reply.json()["error"]).endswith(".")


def test_of_many_turns_the_last_are_looked_at(url: str, growing: Growing) -> None:
    turns = [{"question": f"{number}", "answer": "x"} for number in range(1000)]

    send(url, "/api/ask", {"question": "x", "turns": turns})

    assert [turn.question for turn in growing.asked[0][1]] == [f"{number}" for number in range(950, 1000)]


def test_while_getting_ready_the_answer_says_so_with_the_status_for_it() -> None:
    with serving(whole_app(Waiting())) as url:
        reply = send(url, "/api/ask", {"question": "x"})
        ready = send(url, "/readyz")
        alive = send(url, "/healthz")

    assert (reply.status, reply.json()["outcome"]) == (503, "UNAVAILABLE")
    assert "retry-after" in reply.headers
    assert (ready.status, ready.json()) == (503, {"status": "getting ready", "texts_read": 3, "texts": 9})
    assert (alive.status, alive.json()) == (200, {"status": "alive"})


def test_a_ready_assistant_says_so(url: str) -> None:
    assert (send(url, "/readyz").status, send(url, "/readyz").json()) == (200, {"status": "ready"})


def test_an_assistant_that_never_will_be_ready_says_no_more_than_that() -> None:
    class Broken(Waiting):
        def is_ready(self, timeout: float = 0) -> bool:
            raise ModelUnavailable("/secret/path")

    with serving(whole_app(Broken())) as url:
        reply = send(url, "/readyz")

    assert (reply.status, reply.json()) == (503, {"status": "broken"})


def test_the_description_names_every_door_and_field(url: str) -> None:
    described = send(url, "/api/openapi.json").json()
    page = send(url, "/api")

    assert set(described["paths"]) == {"/api/ask", "/api/ask/stream"}  # type: ignore[call-overload]
    schemas = described["components"]["schemas"]  # type: ignore[index]
    assert {"question", "turns", "language", "programme"} == set(schemas["QuestionFields"]["properties"])
    assert set(send(url, "/api/ask", {"question": "x"}).json()) == set(schemas["AnswerFields"]["properties"])
    for name, schema in schemas.items():
        for field in schema.get("properties", ()) if not name.endswith("ValidationError") else ():
            assert f"<code>{field}</code>" in page.text


def test_the_description_loads_nothing_from_elsewhere(url: str) -> None:
    page = send(url, "/api").text

    assert re.findall(r'(?:src|href)="([^"#]*)"', page) == ["/web-files/api.css", "/api/openapi.json"]
    assert "<script" not in page


def test_a_table_is_given_cell_by_cell() -> None:
    class Comparing(Echoing):
        def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
            return made_answer(table=made_table())

    with serving(whole_app(Comparing())) as url:
        answer = send(url, "/api/ask", {"question": "x"}).json()

    assert answer["table"]["rows"][0][1] == {"text": "40", "marks": [1]}  # type: ignore[index]
