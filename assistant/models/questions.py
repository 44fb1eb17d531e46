"""Keeps what one question asks of a chat model within a budget, and adds up what it took."""

from collections.abc import Sequence

from assistant.models.chat import ChatFailed, ChatModel, Message, Reason, Reply, Usage
from assistant.models.tokens import AROUND_A_MESSAGE


class OneQuestion:
    """A chat model for the calls of one question; see ChatModel. For one thread."""

    def __init__(self, model: ChatModel, tokens: int) -> None:
        """`tokens` are what all calls may take together."""
        self._model = model
        self._most = tokens
        self._replies: list[Reply] = []

    @property
    def name(self) -> str:
        """The model as it is set, "provider:model"."""
        return self._model.name

    @property
    def context_tokens(self) -> int:
        """How many tokens messages and reply may have together."""
        return self._model.context_tokens

    @property
    def reply_tokens(self) -> int:
        """How many of these a reply may have."""
        return self._model.reply_tokens

    @property
    def usage(self) -> Usage:
        """What all calls so far took."""
        usages = [reply.usage for reply in self._replies]
        costs = [usage.cost for usage in usages if usage.cost is not None]
        return Usage(
            self.name,
            sum(usage.prompt_tokens for usage in usages),
            sum(usage.reply_tokens for usage in usages),
            sum(usage.calls for usage in usages),
            sum(costs) if costs else None,
        )

    def count_tokens(self, text: str) -> int:
        """How many tokens `text` has at most."""
        return self._model.count_tokens(text)

    def reply(self, messages: Sequence[Message], visitor: str = "") -> Reply:
        """As ChatModel; raises ChatFailed as well when the call could take more than the question has left."""
        prompt = sum(self.count_tokens(message.text) + AROUND_A_MESSAGE for message in messages)
        if self.usage.tokens + prompt + self.reply_tokens > self._most:
            raise ChatFailed(Reason.BUDGET, "The tokens of this question are used up (ASSISTANT_CHAT_QUESTION_TOKENS).")
        reply = self._model.reply(messages, visitor)
        self._replies.append(reply)
        return reply
