"""Budgets of tokens a visitor and a day, kept in a file that threads and processes share."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from assistant.models.chat import ChatFailed, Reason

_LONGEST_WAIT = 5.0  # seconds for the lock, which is held for milliseconds


@dataclass(frozen=True, slots=True)
class Reservation:
    """Tokens set aside for a call: on which day, for which visitor (as a salted hash; empty for nobody's), how many."""

    day: str
    visitor: str
    tokens: int


@dataclass(frozen=True, slots=True)
class _Spent:
    """What the file holds. The salt changes with the day, so that nobody can be followed from one to the next."""

    day: str
    salt: str
    tokens: int = 0
    visitors: dict[str, int] = field(default_factory=dict)


class Budget(Protocol):
    """What is asked before a call and told after it."""

    def reserve(self, visitor: str, tokens: int) -> Reservation:
        """Set tokens aside. Raises ChatFailed when the visitor or the day has not so many left."""
        ...

    def settle(self, reservation: Reservation, tokens: int) -> None:
        """Count what the call really took instead of what was set aside. Raises ChatFailed."""
        ...


class NoBudget:
    """Any number of tokens."""

    def reserve(self, visitor: str, tokens: int) -> Reservation:
        """As Budget."""
        return Reservation("", visitor, tokens)

    def settle(self, reservation: Reservation, tokens: int) -> None:
        """As Budget."""


class FileBudget:
    """So many tokens for each visitor and for all together on one day.

    What was set aside and not settled, as by a process that was killed, stays counted. Visitors without a key share
    the day's budget only.
    """

    def __init__(self, path: Path, *, visitor: int, day: int, today: Callable[[], date]) -> None:
        """`visitor` and `day` are tokens; `today` tells the day. The file is made at the first call."""
        self._path = path
        self._most_of_visitor = visitor
        self._most_of_day = day
        self._today = today

    def reserve(self, visitor: str, tokens: int) -> Reservation:
        """As Budget; raises ChatFailed as well when the file cannot be used."""
        with self._locked():
            spent = self._read()
            key = _hashed(spent.salt, visitor)
            if spent.tokens + tokens > self._most_of_day:
                raise ChatFailed(Reason.BUDGET, "The tokens of this day are used up (ASSISTANT_CHAT_DAY_TOKENS).")
            if key and spent.visitors.get(key, 0) + tokens > self._most_of_visitor:
                raise ChatFailed(
                    Reason.BUDGET, "The tokens of this visitor are used up for today (ASSISTANT_CHAT_VISITOR_TOKENS)."
                )
            self._write(_added(spent, key, tokens))
            return Reservation(spent.day, key, tokens)

    def settle(self, reservation: Reservation, tokens: int) -> None:
        """As Budget; a call that lasted beyond midnight stays counted as it was set aside on the day that is over."""
        with self._locked():
            spent = self._read()
            if spent.day == reservation.day:
                self._write(_added(spent, reservation.visitor, tokens - reservation.tokens))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the file alone. Raises ChatFailed."""
        lock = FileLock(f"{self._path}.lock", timeout=_LONGEST_WAIT)  # one for each use, so that it holds for threads
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except (OSError, Timeout) as error:
            raise self._unusable(error) from error
        try:
            yield
        finally:
            lock.release()

    def _read(self) -> _Spent:
        today = self._today().isoformat()
        try:
            spent = _SPENT.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return _Spent(today, secrets.token_hex(16))
        except (OSError, ValidationError) as error:
            raise self._unusable(error) from error
        return spent if spent.day == today else _Spent(today, secrets.token_hex(16))

    def _write(self, spent: _Spent) -> None:
        new = self._path.with_name(f"{self._path.name}.new")
        try:
            new.write_text(json.dumps(asdict(spent)), encoding="utf-8")
            new.replace(self._path)
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> ChatFailed:
        return ChatFailed(
            Reason.BUDGET,
            f"The file of the token budgets cannot be used ({type(error).__name__}), so no chat model is asked. Make "
            f"{self._path.name} (ASSISTANT_CHAT_BUDGET_FILE) writable, or delete it to count this day anew.",
        )


_SPENT: TypeAdapter[_Spent] = TypeAdapter(_Spent)


def _hashed(salt: str, visitor: str) -> str:
    return hashlib.sha256(f"{salt}{visitor}".encode()).hexdigest()[:32] if visitor else ""


def _added(spent: _Spent, key: str, tokens: int) -> _Spent:
    visitors = spent.visitors | {key: spent.visitors.get(key, 0) + tokens} if key else spent.visitors
    return replace(spent, tokens=spent.tokens + tokens, visitors=visitors)
