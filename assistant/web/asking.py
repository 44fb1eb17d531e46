"""Asking on behalf of a program: whatever it sends and whatever fails, it ends in an answer."""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answering import LONGEST_QUESTION, refused_as_sent, unavailable
from assistant.domain import NO_CONTEXT, Answer, Context, Language, Turn
from assistant.errors import AssistantError
from assistant.web import texts

_log = logging.getLogger(__name__)
MOST_TURNS = 50
LONGEST_TURN_ANSWER = 8000  # characters of an earlier answer that are looked at


class Answerer(Protocol):
    """What is asked; `startup.Startup` is one, scripted ones in tests are others."""

    @property
    def progress(self) -> tuple[int, int]:
        """Texts read so far and in all while getting ready."""
        ...

    def is_ready(self, timeout: float = 0) -> bool:
        """Whether questions are answered, after waiting at most `timeout` seconds; raises AssistantError for never."""
        ...

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = ...) -> Answer:
        """The whole answer; UNAVAILABLE while not ready. Raises AssistantError."""
        ...

    def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = ...) -> Iterator[Answer]:
        """The answer as it grows, only the last one complete; UNAVAILABLE while not ready. Raises AssistantError."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what surrounds it, and the id under which the log knows it."""

    question: str
    turns: tuple[Turn, ...]
    context: Context
    trace_id: str


def asked(question: object, turns: object, trace_id: str, context: Context = NO_CONTEXT) -> Asked:
    """What a program sent, whatever that is: only texts count, and only the last turns.

    >>> asked("Why?", [{"question": "Who?", "answer": 5}, "x"], "1").turns
    (Turn(question='Who?', answer=''),)
    """
    sent = turns[-MOST_TURNS:] if isinstance(turns, list | tuple) else ()
    before = tuple(
        Turn(
            _as_text(turn.get("question"))[:LONGEST_QUESTION],
            _as_text(turn.get("answer"))[:LONGEST_TURN_ANSWER],
        )
        for turn in sent
        if isinstance(turn, dict)
    )
    return Asked(_as_text(question), before, context, trace_id)


def answers(answerer: Answerer, asked: Asked, waits: float = 0) -> Iterator[Answer]:
    """The answer as it grows, the last one complete; never raises.

    Waits at most `waits` seconds until the assistant is ready. What fails is logged under the trace id, which the
    answer then names; the question itself is never logged.
    """
    began = time.monotonic()
    last = None
    try:
        if refusal := refused_as_sent(asked.question, asked.context.language):
            last = refusal
            yield refusal
            return
        answerer.is_ready(waits)
        for answer in answerer.stream(asked.question, asked.turns, asked.context):
            last = answer
            yield answer
    except Exception as error:  # whatever it is, a program gets a sentence, and the log the rest
        log_failure(f"Question {asked.trace_id} could not be answered.", error)
        last = broken(asked.question, asked.context.language, asked.trace_id)
        yield last
    finally:
        ended = last.outcome.value if last and last.is_complete else "broken off"
        _log.info("Question %s: %s after %.0f ms.", asked.trace_id, ended, (time.monotonic() - began) * 1000)


def whole_answer(answerer: Answerer, asked: Asked, waits: float = 0) -> Answer:
    """The last of `answers`."""
    *_, whole = answers(answerer, asked, waits)
    return whole


def broken(question: str, language: Language | None, trace_id: str) -> Answer:
    """The answer where something has failed, which names the id under which the log tells what."""
    answer = unavailable(question, language, is_out_of_order=True)
    return replace(answer, closing=texts.REPORT.in_language(answer.language).format(id=trace_id))


def log_failure(what: str, error: Exception) -> None:
    """Log what failed and why: in a line where the error was foreseen and says what to do, else with its traceback."""
    if isinstance(error, AssistantError):
        _log.error("%s %s", what, error)
    else:
        _log.error("%s", what, exc_info=error)


def _as_text(sent: object) -> str:
    """What was sent, if it is text, without half characters; else nothing."""
    return sent.encode("utf-8", "replace").decode("utf-8") if isinstance(sent, str) else ""
