"""What a visitor's page holds: the language, the picked programme, and the conversation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Answer, Context, Language, Turn
from assistant.journal import Rating

MOST_TURNS = 30


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of this visitor and its answer, and what was thought of it."""

    question: str
    answer: Answer
    rating: Rating | None = None

    @property
    def turn(self) -> Turn:
        """What a question after it may refer to."""
        return Turn(self.question, self.answer.text)


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
        return [exchange.turn for exchange in self.before]

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

    def rated(self, number: int, rating: Rating) -> "Visit":
        """With what was thought of exchange `number`; as it is where there is none, or where that has been told."""
        exchange = self.exchange(number)
        if exchange is None or exchange.rating:
            return self
        at = number - self.first
        rated = replace(exchange, rating=rating)
        return replace(self, exchanges=(*self.exchanges[:at], rated, *self.exchanges[at + 1 :]))

    def exchange(self, number: int) -> Exchange | None:
        """The exchange of this number; None where there is none."""
        return dict(self.numbered).get(number)
