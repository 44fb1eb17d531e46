"""Chat models over real HTTP: the scripted server on loopback, through langchain-openai."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from langsmith.utils import get_env_var

from assistant.errors import ModelUnavailable
from assistant.models.budgets import Budget, NoBudget, Reservation
from assistant.models.calls import Limits, Prices, RemoteChat
from assistant.models.chat import ChatFailed, Message, Reason, Role
from assistant.models.loading import load_chat_model, tell_whether_it_replies
from assistant.models.providers import Connection
from assistant.models.questions import OneQuestion
from tests.chat_server import ChatServer, CutOff, Fail, Finish, Raw, Say, Script, Stall, in_turn, says, wait_until

KEY = "sk-canary-0123456789"
ASKED = (Message(Role.SYSTEM, "Answer shortly."), Message(Role.USER, "How many places?"))
QUICK = Limits(first=10, whole=20, attempts=3, first_wait=0.01, retry_after=0.3)
IMPATIENT = replace(QUICK, first=0.5, whole=2.0)
Serve = Callable[[Script], ChatServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:
        yield lambda script: stack.enter_context(ChatServer(script).running())


def model_of(
    url: str,
    limits: Limits = QUICK,
    budget: Budget | None = None,
    clock: Callable[[], float] = time.monotonic,
    context: int = 2000,
) -> RemoteChat:
    connection = Connection(url, context, 100, 0.5, limits)
    return load_chat_model(
        "openai:scripted", connection, Prices(1.0, 10.0), budget or NoBudget(), lambda _: False, clock
    )


def reason_of(model: RemoteChat, said: list[str] | None = None) -> Reason:
    heard = [] if said is None else said
    with pytest.raises(ChatFailed) as failed:
        heard.extend(model.reply(ASKED))
    return failed.value.reason


def test_a_reply_comes_in_pieces_with_what_it_took(serve: Serve) -> None:
    server = serve(says("There are 30 places [1]."))

    reply = model_of(server.url).reply(ASKED)
    pieces = list(reply)

    assert "".join(pieces) == "There are 30 places [1]."
    assert len(pieces) == 2
    assert (reply.usage.prompt_tokens, reply.usage.reply_tokens, reply.usage.calls) == (100, 20, 1)
    assert reply.usage.model == "openai:scripted"
    assert reply.usage.cost == pytest.approx(0.0003)
    assert server.requests[0].messages == (("system", "Answer shortly."), ("user", "How many places?"))
    assert server.requests[0].body["max_completion_tokens"] == 100


def test_a_provider_that_counts_nothing_is_charged_an_estimate_from_above(serve: Serve) -> None:
    server = serve(lambda _: (Say("Thirty places."), Finish(usage=None)))

    reply = model_of(server.url).reply(ASKED)
    list(reply)

    assert reply.usage.prompt_tokens > len("Answer shortly. How many places?".split())
    assert reply.usage.reply_tokens >= 3


def test_pieces_are_handed_out_while_the_reply_is_written(serve: Serve) -> None:
    server = serve(lambda _: (Say("First."), Stall(0.4), Say("Second."), Finish()))

    began = time.monotonic()
    arrived = [time.monotonic() - began for _ in model_of(server.url).reply(ASKED)]

    assert arrived[1] - arrived[0] > 0.3


@pytest.mark.parametrize("steps", [(Stall(9),), (Say("It has"), Stall(9))], ids=["before", "within"])
def test_a_stalled_reply_ends_in_time_and_leaves_nothing_behind(serve: Serve, steps: tuple[Say | Stall, ...]) -> None:
    server = serve(lambda _: steps)
    model = model_of(server.url, IMPATIENT)
    reason_of(model)
    threads = threading.active_count()

    began = time.monotonic()
    reasons = {reason_of(model) for _ in range(3)}

    assert reasons == {Reason.TIMEOUT}
    assert time.monotonic() - began < 9  # one reply of the server alone would take that long
    assert wait_until(lambda: server.open == 0 and server.left == 4)
    assert wait_until(lambda: threading.active_count() <= threads)


def test_a_reply_that_trickles_ends_when_its_whole_time_is_over(serve: Serve) -> None:
    server = serve(lambda _: (Say("word " * 100, size=5, pause=0.1), Finish()))
    model = model_of(server.url, Limits(first=0.5, whole=0.8))

    began = time.monotonic()

    assert reason_of(model) is Reason.TIMEOUT
    assert time.monotonic() - began < 8  # all its words would take 10


def test_a_reply_that_nobody_reads_ends_in_time(serve: Serve) -> None:
    server = serve(lambda _: (Say("word " * 100, size=5, pause=0.1), Finish()))

    model_of(server.url, Limits(first=0.5, whole=0.4)).reply(ASKED)

    assert wait_until(lambda: server.left == 1 and server.open == 0)


@pytest.mark.parametrize("how", ["close", "leave", "close at once"])
def test_a_visitor_who_leaves_ends_the_call(serve: Serve, how: str) -> None:
    server = serve(lambda _: (Say("It has"), Stall(9)))
    budget = Counting()
    reply = model_of(server.url, Limits(first=9, whole=9), budget).reply(ASKED)

    if how == "close at once":
        reply.close()
    else:
        pieces = iter(reply)
        next(pieces)
        reply.close() if how == "close" else pieces.close()  # type: ignore[attr-defined]

    assert wait_until(lambda: server.open == 0 and len(budget.settled) == 1)
    reply.close()


def test_a_reply_cut_off_within_itself_is_said_to_be(serve: Serve) -> None:
    server = serve(lambda _: (Say("There are thirty"), CutOff()))
    said: list[str] = []

    assert reason_of(model_of(server.url), said) is Reason.BROKEN_OFF
    assert "".join(said) == "There are thirty"
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ((Say("There are"), Finish("length")), Reason.CUT),
        ((Say("There are"), Finish("content_filter")), Reason.CUT),
        ((Say("There are"),), Reason.BROKEN_OFF),
        ((Say("There are"), Raw("{not json")), Reason.BROKEN_OFF),
        ((Raw("{not json"),), Reason.FAULT),
        ((Raw('{"error": {"message": "sk-canary-0123456789", "code": null}}'),), Reason.FAULT),
    ],
    ids=["length", "filter", "no end", "malformed within", "malformed at first", "error as a piece"],
)
def test_a_reply_that_is_not_whole_is_a_failure(
    serve: Serve, steps: tuple[Say | Raw | Finish, ...], reason: Reason
) -> None:
    server = serve(lambda _: steps)

    assert reason_of(model_of(server.url)) is reason


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again(serve: Serve, status: int) -> None:
    server = serve(in_turn((Fail(status),), (Fail(status),), (Say("Thirty."), Finish())))
    reply = model_of(server.url).reply(ASKED)

    assert "".join(reply) == "Thirty."
    assert reply.usage.calls == len(server.requests) == 3


@pytest.mark.parametrize(("status", "reason"), [(429, Reason.LIMIT), (500, Reason.FAULT)])
def test_patience_ends(serve: Serve, status: int, reason: Reason) -> None:
    server = serve(lambda _: (Fail(status),))

    assert reason_of(model_of(server.url)) is reason
    assert len(server.requests) == QUICK.attempts


def test_the_provider_says_how_long_to_wait(serve: Serve) -> None:
    model = model_of(serve(in_turn((Fail(429, {"Retry-After": "0.25"}),), (Say("Thirty."), Finish()))).url)

    began = time.monotonic()
    list(model.reply(ASKED))

    assert 0.25 <= time.monotonic() - began < 10


@pytest.mark.parametrize("asked", ["3600", "Fri, 25 Dec 2093 08:00:00 GMT"])
def test_a_provider_that_asks_for_a_long_wait_is_not_waited_for(serve: Serve, asked: str) -> None:
    server = serve(lambda _: (Fail(429, {"Retry-After": asked}),))

    assert reason_of(model_of(server.url)) is Reason.LIMIT
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_refused_call_is_not_tried_again(serve: Serve, status: int) -> None:
    server = serve(lambda _: (Fail(status),))

    assert reason_of(model_of(server.url)) is Reason.REFUSED
    assert len(server.requests) == 1


def test_nothing_is_tried_again_after_the_first_piece(serve: Serve) -> None:
    server = serve(in_turn((Say("There are"), CutOff()), (Say("Thirty."), Finish())))

    assert reason_of(model_of(server.url)) is Reason.BROKEN_OFF
    assert len(server.requests) == 1


@pytest.fixture
def tracing(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    """What the environment names as the tracing service."""
    server = serve(says("traced"))
    for name, value in (("TRACING", "true"), ("ENDPOINT", server.url), ("API_KEY", KEY)):
        monkeypatch.setenv(f"LANGSMITH_{name}", value)
    get_env_var.cache_clear()  # type: ignore[attr-defined]  # it is behind overloads
    yield server
    get_env_var.cache_clear()  # type: ignore[attr-defined]


def test_nothing_goes_to_a_tracing_service(serve: Serve, tracing: ChatServer) -> None:
    server = serve(says("Thirty."))

    list(model_of(server.url).reply(ASKED))

    assert not wait_until(lambda: bool(tracing.connections), 1.0)
    assert server.connections == 1


def test_a_server_that_is_not_there_is_told(serve: Serve) -> None:
    with ChatServer(says("x")).running() as server:
        url = server.url

    assert reason_of(model_of(url)) is Reason.UNREACHABLE


def test_a_model_that_fails_again_and_again_is_left_alone_for_a_while(serve: Serve) -> None:
    now = [0.0]
    server = serve(lambda _: (Fail(401),))
    model = model_of(server.url, clock=lambda: now[0])
    for _ in range(5):
        reason_of(model)

    with pytest.raises(ChatFailed) as failed:
        model.reply(ASKED)

    assert failed.value.reason is Reason.OPEN_CIRCUIT
    assert len(server.requests) == 5
    now[0] = 61.0
    server.script = says("Thirty.")
    assert "".join(model.reply(ASKED)) == "Thirty."
    assert "".join(model.reply(ASKED)) == "Thirty."


def test_messages_that_do_not_fit_are_not_sent(serve: Serve) -> None:
    server = serve(says("Thirty."))

    with pytest.raises(ChatFailed) as failed:
        model_of(server.url, context=1000).reply([Message(Role.USER, "學" * 400)])

    assert failed.value.reason is Reason.TOO_LONG
    assert not server.requests


def test_what_was_set_aside_is_settled_with_what_was_used(serve: Serve) -> None:
    server = serve(in_turn((Say("Thirty."), Finish()), (Fail(401),)))
    budget = Counting()
    model = model_of(server.url, budget=budget)

    list(model.reply(ASKED, "visitor"))

    assert budget.reserved[0].visitor == "visitor"
    assert budget.reserved[0].tokens >= 100
    assert budget.settled == [120]


def test_one_question_has_a_budget_of_its_own(serve: Serve) -> None:
    server = serve(says("Thirty."))
    question = OneQuestion(model_of(server.url), tokens=300)
    list(question.reply(ASKED))

    with pytest.raises(ChatFailed) as failed:
        list(question.reply(ASKED)), question.reply(ASKED)

    assert failed.value.reason is Reason.BUDGET
    assert len(server.requests) == 2
    assert (question.usage.tokens, question.usage.calls) == (240, 2)


def test_many_replies_at_once_do_not_mix(serve: Serve) -> None:
    server = serve(lambda request: (Say(request.messages[-1][1], size=2, pause=0.002), Finish()))
    model = model_of(server.url, Limits(first=5, whole=20))
    heard: dict[int, str] = {}

    def ask(number: int) -> None:
        heard[number] = "".join(model.reply([Message(Role.USER, f"canary {number}")]))

    askers = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(20)

    assert heard == {number: f"canary {number}" for number in range(20)}


def test_a_reply_without_text_is_told_at_start(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    server = serve(lambda _: (Finish(),))

    assert not tell_whether_it_replies(model_of(server.url))
    assert "reply is empty. Until openai:scripted replies, answers are quotations." in caplog.text


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_no_key_and_no_address_is_in_any_text(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    server = serve(lambda _: (Fail(status, text=f"Incorrect key {KEY}"),))
    connection = Connection(server.url, 2000, 100, 0.5, QUICK)
    model = load_chat_model("openai:scripted", connection, Prices(), NoBudget(), lambda _: True)

    assert not tell_whether_it_replies(model)

    with pytest.raises(ChatFailed) as failed:
        list(model.reply(ASKED))
    texts = (caplog.text, repr(model), str(failed.value), repr(failed.value), repr(failed.value.__cause__))
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert "quotations" in caplog.text
    assert not any(KEY in text or server.url in text or "127.0.0.1" in text for text in texts)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gpt", "provider:model"),
        ("openai:", "provider:model"),
        ("openia:gpt", "openai, ollama, anthropic, google_genai"),
        ("openai:gpt", "OPENAI_API_KEY"),
        ("anthropic:claude", "ANTHROPIC_API_KEY"),
        ("google_genai:gemini", "GOOGLE_API_KEY or GEMINI_API_KEY"),
    ],
)
def test_a_model_that_cannot_be_had_is_a_sentence_that_says_what_to_do(name: str, told: str) -> None:
    connection = Connection(None, 2000, 100, 0.5, QUICK)

    with pytest.raises(ModelUnavailable, match=told):
        load_chat_model(name, connection, Prices(), NoBudget(), lambda _: False)


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("openai:gpt", "OPENAI_API_KEY"),
        ("anthropic:claude", "ANTHROPIC_API_KEY"),
        ("google_genai:gemini", "GEMINI_API_KEY"),
        ("ollama:qwen3:8b", ""),
    ],
)
def test_every_provider_takes_our_options(monkeypatch: pytest.MonkeyPatch, name: str, variable: str) -> None:
    pytest.importorskip(
        {"google_genai": "langchain_google_genai"}.get(name.split(":")[0], f"langchain_{name.split(':')[0]}")
    )
    if variable:
        monkeypatch.setenv(variable, KEY)
    connection = Connection(None, 2000, 100, 0.5, QUICK)

    model = load_chat_model(name, connection, Prices(), NoBudget(), lambda asked: asked == variable)

    assert model.name == name
    assert KEY not in repr(model)


class Counting:
    """A budget without an end that keeps what it was told."""

    def __init__(self) -> None:
        self.reserved: list[Reservation] = []
        self.settled: list[int] = []

    def reserve(self, visitor: str, tokens: int) -> Reservation:
        self.reserved.append(Reservation("", visitor, tokens))
        return self.reserved[-1]

    def settle(self, reservation: Reservation, tokens: int) -> None:
        self.settled.append(tokens)
