"""What a chat model is to the assistant: messages in, a reply piece by piece, and what it used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.errors import AssistantError


class Role(StrEnum):
    """Who says a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a chat model."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a reply took: tokens read and written, and calls sent to the provider, retries included.

    `model` is written "provider:model". `cost` is in the currency of the price settings, None where no price is set.
    """

    model: str
    prompt_tokens: int
    reply_tokens: int
    calls: int = 1
    cost: float | None = None

    @property
    def tokens(self) -> int:
        """All tokens, read and written."""
        return self.prompt_tokens + self.reply_tokens


class Reason(StrEnum):
    """Why a chat model gave no whole reply."""

    TIMEOUT = "timeout"  # it did not connect, begin or end in time
    UNREACHABLE = "unreachable"  # nothing listens there, or the line broke before the first piece
    REFUSED = "refused"  # the provider would not take the call: wrong key, unknown model, bad request
    LIMIT = "limit"  # the provider asks to come back later (429), and did after all retries
    FAULT = "fault"  # the provider failed (5xx), or sent what cannot be read
    BROKEN_OFF = "broken off"  # the reply ended within itself
    CUT = "cut"  # the reply reached its greatest length, or the provider withheld the rest of it
    TOO_LONG = "too long"  # the messages do not fit into the model's context
    BUDGET = "budget"  # the tokens of this question, visitor or day are used up
    OPEN_CIRCUIT = "open circuit"  # it failed so often just before that it is not asked for a while
    CLOSED = "closed"  # the reader ended the call


class ChatFailed(AssistantError):
    """A chat model gave no whole reply; the text is a sentence for the log and holds no key and no address."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


class Reply(Protocol):
    """What a chat model writes, to be iterated once, as it is written.

    Iterating raises ChatFailed when the reply breaks off. `usage` is known when iteration has ended in any way; before
    that it is an estimate. `close` ends the call at the provider; it may be called at any time and more than once.
    """

    @property
    def usage(self) -> Usage:
        """What the reply took."""
        ...

    def __iter__(self) -> Iterator[str]:
        """The pieces of text in order, none of them empty."""
        ...

    def close(self) -> None:
        """End the call, if it has not ended."""
        ...


class ChatModel(Protocol):
    """A chat model at a provider."""

    @property
    def name(self) -> str:
        """The model as it is set, "provider:model"."""
        ...

    @property
    def context_tokens(self) -> int:
        """How many tokens messages and reply may have together."""
        ...

    @property
    def reply_tokens(self) -> int:
        """How many of these a reply may have; messages may have the rest."""
        ...

    def count_tokens(self, text: str) -> int:
        """How many tokens `text` has at most; needs no network."""
        ...

    def reply(self, messages: Sequence[Message], visitor: str = "") -> Reply:
        """The reply to `messages`, counted for `visitor`. Raises ChatFailed, also while the reply is iterated."""
        ...
