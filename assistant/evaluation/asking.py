"""Asks the assistant the questions of a case, as often as wanted."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Answer, Turn
from assistant.evaluation.case import Case

Answering = Callable[[str, Sequence[Turn]], Iterable[Answer]]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered to the turns of a case, and how long the last answer took each time, in seconds.

    `seconds` are to the whole answer, `first_text` to the first that the stream showed of it. `error`
    says what went wrong instead; there is no last answer then.
    """

    answers: tuple[Answer, ...]
    seconds: tuple[float, ...] = ()
    first_text: tuple[float, ...] = ()
    is_stable: bool | None = None
    error: str = ""


def ask(case: Case, answering: Answering, *, repeat: int = 1, clock: Clock = time.perf_counter) -> Asked:
    """The answers to the turns of a case in order; each turn is asked knowing the ones before.

    `answering` streams an answer as it grows; the last one is whole.

    All turns are asked `repeat` times; the answers are those of the first time. Never raises: what goes wrong with one
    case is part of the result.
    """
    first: tuple[Answer, ...] = ()
    seconds: list[float] = []
    first_text: list[float] = []
    is_stable = True
    try:
        for time_asked in range(repeat):
            answers, began_after, took = _converse(case.turns, answering, clock)
            seconds.append(took)
            first_text.append(began_after)
            first = first or answers
            is_stable = is_stable and (time_asked == 0 or _same(answers[-1], first[-1]))
    except Exception as error:  # whatever it is: the other cases are still worth asking
        return Asked(first, error=f"{type(error).__name__}: {error}")
    return Asked(first, tuple(seconds), tuple(first_text), is_stable if repeat > 1 else None)


def _converse(questions: Sequence[str], answering: Answering, clock: Clock) -> tuple[tuple[Answer, ...], float, float]:
    """The whole answers, and the seconds to the first text and to all of the last one."""
    answers: list[Answer] = []
    turns: list[Turn] = []
    first = whole = 0.0
    for question in questions:
        began = clock()
        times: list[float] = []
        grown: list[Answer] = []
        for answer in answering(question, tuple(turns)):
            times.append(clock() - began)
            grown.append(answer)
        answers.append(grown[-1])
        first, whole = times[0], times[-1]
        turns.append(Turn(question, grown[-1].text))
    return tuple(answers), first, whole


def _same(one: Answer, other: Answer) -> bool:
    return (one.outcome, one.text) == (other.outcome, other.text)
