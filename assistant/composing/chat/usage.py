"""Counts up what the calls for one answer took."""

from dataclasses import replace

from assistant.domain import Writing
from assistant.models.chat import Usage


class Tally:
    """The usage of all calls for one answer."""

    def __init__(self, model: str) -> None:
        """Nothing is used yet."""
        self._used = Usage(model, 0, 0, calls=0)

    def add(self, usage: Usage) -> None:
        """Count one reply."""
        costs = [cost for cost in (self._used.cost, usage.cost) if cost is not None]
        self._used = Usage(
            model=self._used.model,
            prompt_tokens=self._used.prompt_tokens + usage.prompt_tokens,
            reply_tokens=self._used.reply_tokens + usage.reply_tokens,
            calls=self._used.calls + usage.calls,
            cost=sum(costs) if costs else None,
        )

    def added_to(self, writing: Writing) -> Writing:
        """`writing` with what was used."""
        used = self._used
        return replace(
            writing, prompt_tokens=used.prompt_tokens, reply_tokens=used.reply_tokens, calls=used.calls, cost=used.cost
        )
