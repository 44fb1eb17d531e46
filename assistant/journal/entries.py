"""What the journal keeps, and what any journal does: the staff's one will do the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from assistant.domain import Answer, Language, Outcome
from assistant.journal.masking import masked

LONGEST_QUESTION, LONGEST_LINE, LONGEST_TRACE_ID = 2000, 500, 64


class Rating(StrEnum):
    """What a visitor says of an answer."""

    UP = "up"
    DOWN = "down"


class Reason(StrEnum):
    """What a visitor finds wrong with an answer."""

    WRONG = "wrong"
    OUTDATED = "outdated"
    NOT_WHAT_I_ASKED = "not what I asked"
    WRONG_SOURCE = "wrong source"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a visitor said of an answer or, without a rating, a question that was not answered; never who it was.

    `time` is in UTC; `documents` and `passages` are the ids of what the answer cited, and `trace_id` tells the answer
    apart in the log. Whatever is given, an entry holds the question and the visitor's line masked and cut to a limit.
    """

    time: datetime
    question: str
    outcome: Outcome
    language: Language
    documents: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    trace_id: str = ""
    rating: Rating | None = None
    reason: Reason | None = None
    line: str = ""

    def __post_init__(self) -> None:
        if self.time.tzinfo is None:
            raise ValueError("the time of an entry needs its time zone")
        if self.rating is not Rating.DOWN and self.reason:
            raise ValueError("only what is rated down has a reason")
        if self.rating is None and self.line:
            raise ValueError("only what is rated has a line")
        kept = {
            "time": self.time.astimezone(UTC),
            "question": masked(self.question.strip())[:LONGEST_QUESTION],
            "line": masked(" ".join(self.line.split()))[:LONGEST_LINE],
            "trace_id": self.trace_id[:LONGEST_TRACE_ID],
        }
        for name, value in kept.items():
            object.__setattr__(self, name, value)


class Journal(Protocol):
    """Keeps entries for staff; may be used by several threads at once."""

    @property
    def is_kept(self) -> bool:
        """Whether anything is written: the page says so."""
        ...

    def note(self, entry: Entry) -> None:
        """Keep an entry. Raises JournalUnusable when it cannot be kept."""
        ...

    def entries(self) -> Iterator[Entry]:
        """What is kept, the oldest first; may be nothing. Raises JournalUnusable when it cannot be read."""
        ...


def rated(
    question: str,
    answer: Answer,
    rating: Rating,
    now: datetime,
    reason: Reason | None = None,
    line: str = "",
    trace_id: str = "",
) -> Entry:
    """What a visitor says of the answer to a question."""
    documents, passages = _cited(answer)
    return Entry(now, question, answer.outcome, answer.language, documents, passages, trace_id, rating, reason, line)


def unanswered(question: str, answer: Answer, now: datetime, trace_id: str = "") -> Entry | None:
    """The entry of a question that the documents did not answer, or only in part; None for any other."""
    if answer.outcome not in (Outcome.NOT_FOUND, Outcome.PARTLY):
        return None
    documents, passages = _cited(answer)
    return Entry(now, question, answer.outcome, answer.language, documents, passages, trace_id)


def _cited(answer: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    passages = [citation.passage for citation in answer.citations]
    return (
        tuple(dict.fromkeys(passage.document_id for passage in passages)),
        tuple(dict.fromkeys(passage.id for passage in passages)),
    )
