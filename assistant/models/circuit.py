"""Stops asking what fails again and again, and tries once in a while whether it works again."""

import threading
from collections.abc import Callable

from assistant.models.chat import ChatFailed, Reason


class Circuit:
    """Opens after so many failures in a row; when it has been open for a while, one call may try. Safe for threads."""

    def __init__(self, clock: Callable[[], float], failures: int = 5, rest: float = 60.0) -> None:
        """`clock` tells seconds that only go forward; `rest` is how many of them it stays open."""
        self._clock = clock
        self._most = failures
        self._rest = rest
        self._lock = threading.Lock()
        self._failures = 0
        self._opened: float | None = None
        self._is_tried = False

    def enter(self) -> None:
        """Let a call through, which must then tell what became of it. Raises ChatFailed while open."""
        with self._lock:
            if self._opened is None:
                return
            wait = self._opened + self._rest - self._clock()
            if wait > 0 or self._is_tried:
                sentence = (
                    f"The chat model failed {self._failures} times in a row and is next asked in {max(wait, 0):.0f} s."
                )
                raise ChatFailed(Reason.OPEN_CIRCUIT, sentence)
            self._is_tried = True

    def succeeded(self) -> None:
        """The call went well: close."""
        with self._lock:
            self._failures, self._opened, self._is_tried = 0, None, False

    def failed(self) -> None:
        """The call failed by no fault of ours: open when it was one too many, or the one that tried."""
        with self._lock:
            self._failures += 1
            self._is_tried = False
            if self._failures >= self._most:
                self._opened = self._clock()

    def abandoned(self) -> None:
        """The call ended without telling whether the other side works."""
        with self._lock:
            self._is_tried = False
