"""Asks for the questions that are offered after an answer, and asks these."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answering import Assistant
from assistant.domain import NO_CONTEXT, Answer, Context, Outcome, Turn
from assistant.evaluation.observed import Offer
from assistant.evaluation.script import could_be
from assistant.models.chat import ChatModel, Message, Reply

Offering = Callable[[str, Answer, Sequence[Turn]], Offer]


class Metered:
    """A chat model that remembers the replies it gave in each thread; see ChatModel."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._given = threading.local()
        self.name = model.name
        self.context_tokens = model.context_tokens
        self.reply_tokens = model.reply_tokens

    def count_tokens(self, text: str) -> int:
        """As ChatModel."""
        return self._model.count_tokens(text)

    def reply(self, messages: Sequence[Message], visitor: str = "") -> Reply:
        """As ChatModel."""
        reply = self._model.reply(messages, visitor)
        self._replies().append(reply)
        return reply

    def used(self) -> tuple[int, int]:
        """Tokens and calls of the replies in this thread since it was asked last."""
        usages = [reply.usage for reply in self._replies()]
        self._replies().clear()
        return sum(usage.tokens for usage in usages), sum(usage.calls for usage in usages)

    def _replies(self) -> list[Reply]:
        if not hasattr(self._given, "replies"):
            self._given.replies = []
        found: list[Reply] = self._given.replies
        return found


@dataclass(frozen=True, slots=True)
class Offerer:
    """Has `assistant` offer questions, as it offers them to a visitor, and asks `plain`, which quotes, each of them."""

    assistant: Assistant
    plain: Assistant
    chat: Metered | None = None
    clock: Callable[[], float] = field(default=time.perf_counter)

    def offer(self, question: str, answer: Answer, turns: Sequence[Turn]) -> Offer:
        """What is offered after the answer to `question`, which came after `turns`. Raises AssistantError."""
        if self.chat:
            self.chat.used()
        began = self.clock()
        questions = self.assistant.suggest(answer, turns, NO_CONTEXT, question)
        seconds = self.clock() - began
        tokens, calls = self.chat.used() if self.chat else (0, 0)
        context = Context(language=answer.language)
        answers = [self.plain.answer(each, (), context) for each in questions]
        return Offer(
            questions,
            answered=tuple(each.outcome is Outcome.ANSWERED for each in answers),
            in_language=tuple(could_be(each, answer.language) for each in questions),
            seconds=seconds,
            tokens=tokens,
            calls=calls,
        )
