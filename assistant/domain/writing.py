"""What became of what a chat model wrote for an answer, and what it took."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejected:
    """A sentence that a chat model wrote and that was not shown, and why: a word or a sentence for each reason."""

    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """How an answer was written by a chat model.

    `model` is "provider:model". `accepted` sentences were shown as first written, `repaired` ones as written when asked
    once more, and `replaced` ones gave way to a quotation; `rejected` are all that failed, in order. `failure` is a
    sentence about why the reply is not whole, empty where it is. Tokens and `calls` are those of all calls, `cost` is
    in the currency of the price settings, None where no price is set.
    """

    model: str
    accepted: int = 0
    repaired: int = 0
    replaced: int = 0
    rejected: tuple[Rejected, ...] = ()
    failure: str = ""
    prompt_tokens: int = 0
    reply_tokens: int = 0
    calls: int = 0
    cost: float | None = None
