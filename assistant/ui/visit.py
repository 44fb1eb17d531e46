"""What a visitor's page holds: the language, the picked programme, and the conversation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.domain import Answer, Context, Language, Turn

MOST_TURNS = 30


class Verdict(StrEnum):
    """What a visitor thinks of an answer."""

    NONE = ""
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of this visitor and its answer, what was thought of it, and what could be asked next."""

    question: str
    answer: Answer
    verdict: Verdict = Verdict.NONE
    next_questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's page; `programme` is the id of the picked one, `is_editing` while the last question is reworded.

    `first` is the number of the first exchange that is still there, from 1, so that numbers stay what they were.
    """

    language: Language = Language.EN
    exchanges: tuple[Exchange, ...] = ()
    programme: str = ""
    is_editing: bool = False
    first: int = 1

    @property
    def before(self) -> tuple[Exchange, ...]:
        """The exchanges before the question that is asked next: without the last one where that is reworded."""
        return self.exchanges[:-1] if self.is_editing else self.exchanges

    @property
    def turns(self) -> Sequence[Turn]:
        """The turns before the question that is asked next."""
        return [Turn(exchange.question, exchange.answer.text) for exchange in self.before]

    @property
    def numbered(self) -> Sequence[tuple[int, Exchange]]:
        """The exchanges, each with its number."""
        return list(enumerate(self.exchanges, self.first))

    def context(self, visitor: str = "") -> Context:
        """What surrounds the question that is asked next."""
        return Context(programme=self.programme, visitor=visitor)

    def with_exchange(self, exchange: Exchange) -> "Visit":
        """With one exchange more, or with the last one replaced where it was reworded; the oldest go beyond 30."""
        exchanges = (*self.before, exchange)
        dropped = max(0, len(exchanges) - MOST_TURNS)
        return replace(self, exchanges=exchanges[dropped:], is_editing=False, first=self.first + dropped)

    def with_verdict(self, number: int, verdict: Verdict) -> "Visit":
        """With what was thought of exchange `number`. Raises IndexError where there is none."""
        at = number - self.first
        if not 0 <= at < len(self.exchanges):
            raise IndexError(number)
        judged = replace(self.exchanges[at], verdict=verdict)
        return replace(self, exchanges=(*self.exchanges[:at], judged, *self.exchanges[at + 1 :]))
