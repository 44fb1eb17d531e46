"""Calls a chat model, within limits of time, tokens and patience."""

import asyncio
import queue
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

from assistant.models import loop
from assistant.models.budgets import Budget
from assistant.models.chat import ChatFailed, Message, Reason, Usage
from assistant.models.circuit import Circuit
from assistant.models.failures import Failure, failure_of
from assistant.models.tokens import most_tokens, most_tokens_of_messages

_GRACE = 2.0  # seconds after the limit of the whole reply in which its thread must have ended it
_NO_VERDICT = (Reason.CLOSED, Reason.BUDGET, Reason.CUT)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, in seconds, and how often to try.

    `first` is for the first piece of a reply and between two pieces, `whole` for all of a call with its retries;
    `retry_after` is the longest wait before another attempt; a provider that asks for a longer one is not asked again.
    """

    first: float = 20.0
    whole: float = 60.0
    attempts: int = 3
    first_wait: float = 0.5
    retry_after: float = 10.0


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, read and written; None where that is not known."""

    prompt: float | None = None
    reply: float | None = None

    def cost(self, prompt_tokens: int, reply_tokens: int) -> float | None:
        """What so many tokens cost.

        >>> Prices(2.0, 8.0).cost(1_000_000, 500_000)
        6.0
        """
        if self.prompt is None or self.reply is None:
            return None
        return (prompt_tokens * self.prompt + reply_tokens * self.reply) / 1_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reply: some text, tokens that were counted with it, and why the reply ended where it did."""

    text: str = ""
    prompt_tokens: int = 0
    reply_tokens: int = 0
    finish: str = ""


class Provider(Protocol):
    """What streams a reply; the only thing here that knows a provider's library."""

    def stream(self, messages: Sequence[Message]) -> AsyncGenerator[Piece, None]:
        """The pieces of one attempt. Raises whatever its library raises."""
        ...


@dataclass(frozen=True, slots=True)
class RemoteChat:
    """A chat model at a provider, asked with all care; see ChatModel. Safe for threads."""

    name: str
    context_tokens: int
    reply_tokens: int
    provider: Provider
    limits: Limits
    prices: Prices
    circuit: Circuit
    budget: Budget

    def count_tokens(self, text: str) -> int:
        """How many tokens `text` has at most."""
        return most_tokens(text)

    def reply(self, messages: Sequence[Message], visitor: str = "") -> "RemoteReply":
        """The reply to `messages`, which begins at once. Raises ChatFailed, also while it is iterated."""
        prompt = most_tokens_of_messages([message.text for message in messages])
        if prompt + self.reply_tokens > self.context_tokens:
            raise ChatFailed(Reason.TOO_LONG, f"{prompt} tokens of messages do not fit into the chat model's context.")
        self.circuit.enter()
        try:
            reservation = self.budget.reserve(visitor, prompt + self.reply_tokens)
        except ChatFailed:
            self.circuit.abandoned()
            raise
        return RemoteReply(self, tuple(messages), prompt, lambda used: self.budget.settle(reservation, used))


class RemoteReply:
    """A reply that is being written; see Reply. It ends in time by itself, whether anybody reads it or not."""

    def __init__(self, model: RemoteChat, messages: Sequence[Message], prompt_tokens: int, settle: "Settle") -> None:
        self._model = model
        self._messages = messages
        self._estimate = prompt_tokens
        self._settle = settle
        self._arrived: queue.SimpleQueue[str | ChatFailed | None] = queue.SimpleQueue()
        self._calls = 0
        self._written = ""
        self._counted = (0, 0)
        self._is_closed = False
        self._task: asyncio.Task[None] | None = None
        self._tell = loop.start(self._run())

    @property
    def usage(self) -> Usage:
        """What the provider counted, else an estimate from above."""
        prompt, reply = self._counted
        prompt, reply = prompt or self._estimate, reply or most_tokens(self._written)
        return Usage(self._model.name, prompt, reply, self._calls, self._model.prices.cost(prompt, reply))

    def __iter__(self) -> Iterator[str]:
        """The pieces; leaving the iteration early ends the call."""
        try:
            while True:
                try:
                    arrived = self._arrived.get(timeout=self._model.limits.whole + _GRACE)
                except queue.Empty:
                    raise ChatFailed(Reason.TIMEOUT, "The call of the chat model did not end in time.") from None
                if arrived is None:
                    return
                if isinstance(arrived, ChatFailed):
                    raise arrived
                yield arrived
        finally:
            self.close()

    def close(self) -> None:
        """End the call at the provider; returns at once."""
        self._tell(self._cancel)

    def _cancel(self) -> None:
        """On the calls' thread. A task that has not begun must not be cancelled: it would never settle."""
        self._is_closed = True
        if self._task:
            self._task.cancel()

    async def _run(self) -> None:
        """The whole call: its verdict for the circuit, its tokens for the budget, and its end for the reader."""
        circuit = self._model.circuit
        ended: ChatFailed | None = ChatFailed(Reason.CLOSED, "The reader ended the call.")
        self._task = asyncio.current_task()
        try:
            if self._is_closed:
                return
            async with asyncio.timeout(self._model.limits.whole):
                ended = await self._attempts()
        except TimeoutError:
            ended = ChatFailed(Reason.TIMEOUT, "The chat model's reply was not whole in time.")
        finally:
            if ended is None:
                circuit.succeeded()
            elif ended.reason in _NO_VERDICT:
                circuit.abandoned()
            else:
                circuit.failed()
            self._end(ended)

    def _end(self, ended: ChatFailed | None) -> None:
        """Settle and tell the reader. The file is written here, on the calls' thread: that takes a millisecond."""
        try:
            self._settle(self.usage.tokens if self._calls else 0)
        except ChatFailed as error:
            ended = ended or error
        finally:
            self._arrived.put(ended)

    async def _attempts(self) -> ChatFailed | None:
        """Try until there is a first piece or patience ends; None when the reply is whole."""
        limits = self._model.limits
        retrying = AsyncRetrying(
            retry=retry_if_exception(self._may_retry),
            wait=self._wait,
            stop=stop_after_attempt(limits.attempts),
            reraise=True,
        )
        try:
            async for attempt in retrying:
                with attempt:
                    self._calls += 1
                    return await self._attempt()
        except Exception as error:  # whatever a provider's library raises
            return self._told(failure_of(error))
        return None

    async def _attempt(self) -> ChatFailed | None:
        finish = ""
        async with aclosing(self._model.provider.stream(self._messages)) as pieces:
            while True:
                try:
                    async with asyncio.timeout(self._model.limits.first):
                        piece = await anext(pieces, None)
                except TimeoutError:
                    began = "go on" if self._written else "begin"
                    return ChatFailed(Reason.TIMEOUT, f"The chat model's reply did not {began} in time.")
                if piece is None:
                    return _verdict(finish)
                self._count(piece)
                finish = piece.finish or finish

    def _count(self, piece: Piece) -> None:
        prompt, reply = self._counted
        self._counted = (prompt + piece.prompt_tokens, reply + piece.reply_tokens)
        if piece.text:
            self._written += piece.text
            self._arrived.put(piece.text)

    def _told(self, failure: Failure) -> ChatFailed:
        if self._written and failure.told.reason is not Reason.TIMEOUT:
            return ChatFailed(Reason.BROKEN_OFF, f"The chat model's reply broke off. {failure.told}")
        return failure.told

    def _may_retry(self, error: BaseException) -> bool:
        """Never after the first piece, and not when the provider asks for a longer wait than a visitor would bear."""
        failure = failure_of(error)
        is_soon = (failure.retry_after or 0.0) <= self._model.limits.retry_after
        return failure.may_retry and is_soon and not self._written

    def _wait(self, state: RetryCallState) -> float:
        """Seconds until the next attempt: what the provider asks for, at least, or ever more with jitter."""
        limits = self._model.limits
        error = state.outcome.exception() if state.outcome else None
        asked = failure_of(error).retry_after if error else None
        jitter = wait_random_exponential(limits.first_wait, max=limits.retry_after)(state)
        return max(jitter, asked or 0.0)


class Settle(Protocol):
    """Counts what a call really took."""

    def __call__(self, used: int) -> None:
        """So many tokens."""
        ...


def _verdict(finish: str) -> ChatFailed | None:
    """What is told of a reply that came to its end, by the reason that the provider gave for it."""
    match finish.lower():
        case "stop" | "end_turn" | "stop_sequence" | "eos_token":
            return None
        case "length" | "max_tokens":
            return ChatFailed(Reason.CUT, "The chat model's reply reached its greatest length.")
        case "":
            return ChatFailed(Reason.BROKEN_OFF, "The chat model's reply broke off.")
        case _:
            return ChatFailed(Reason.CUT, "The provider of the chat model withheld the rest of the reply.")
