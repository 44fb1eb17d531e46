"""Calls that come at the same time made into one: a batch costs much less than its parts one by one."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(eq=False, slots=True)
class _Call(Generic[T, R]):
    """What one caller asked for and, once it is there, what came of it."""

    asked: T
    result: R | None = None
    failure: Exception | None = None
    origin: TracebackType | None = None
    is_done: bool = False


class Together(Generic[T, R]):
    """Calls `work` with everything that callers in several threads have asked for while it was busy.

    Whoever comes first while nothing is being done works at once, so that a single caller waits for nobody.
    """

    def __init__(self, work: Callable[[Sequence[T]], Sequence[R]], most: int) -> None:
        """`work` gives one result for each of at most `most` things, in order."""
        self._work = work
        self._most = most
        self._waiting: list[_Call[T, R]] = []
        self._guard = threading.Lock()
        self._busy = threading.Lock()

    def __call__(self, asked: T) -> R:
        """What `work` gives for `asked`. Raises what `work` raises for the batch that it was in."""
        call: _Call[T, R] = _Call(asked)
        with self._guard:
            self._waiting.append(call)
        while not call.is_done:
            with self._busy:
                if not call.is_done:
                    self._do(self._next())
        if call.failure:
            # From where it came: else each caller would add its own frames to those of the callers before.
            raise call.failure.with_traceback(call.origin)
        return call.result  # type: ignore[return-value]  # it is done without a failure

    def _next(self) -> list[_Call[T, R]]:
        with self._guard:
            batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
        return batch

    def _do(self, batch: list[_Call[T, R]]) -> None:
        try:
            for call, result in zip(batch, self._work([call.asked for call in batch]), strict=True):
                call.result = result
        except Exception as error:
            for call in batch:
                call.failure, call.origin = error, error.__traceback__
        for call in batch:
            call.is_done = True
