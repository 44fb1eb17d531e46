"""How much comes: an allowance of questions for each address under one for all, and how many requests are open."""

import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.domain import Names
from assistant.web import texts
from assistant.web.paths import Use, use_of
from assistant.web.replies import refusal
from assistant.web.rules import Allowance, Rules, network_of

_MOST_ADDRESSES = 20_000  # remembered; who comes after the oldest is forgotten starts with a full allowance
_FULL_RETRY = 10  # seconds
# In questions. Opening the page takes some 60 files, 10 requests and 3 events, so that a class of 60 can do so at once.
_COSTS = {Use.QUESTION: 1.0, Use.EVENT: 0.2, Use.REQUEST: 0.05, Use.FILE: 0.005, Use.HEALTH: 0.0}


class Buckets:
    """A token bucket for each key, all with the same allowance; the number of keys remembered is bounded."""

    def __init__(self, allowance: Allowance, clock: Callable[[], float]) -> None:
        """`clock` gives seconds."""
        self._allowance = allowance
        self._per_second = allowance.per_minute / 60
        self._clock = clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and when that was

    def take(self, key: str, cost: float) -> float:
        """Take `cost` from the bucket of `key`: 0 where it was there, else in how many seconds it will be."""
        now = self._clock()
        left, then = self._levels.pop(key, (self._allowance.at_once, now))
        left = min(self._allowance.at_once, left + (now - then) * self._per_second)
        wait = max(0.0, (cost - left) / self._per_second)
        self._levels[key] = (left if wait else left - cost, now)
        if len(self._levels) > _MOST_ADDRESSES:
            self._levels.popitem(last=False)
        return wait

    def give_back(self, key: str, cost: float) -> None:
        """Return what was taken for nothing."""
        if key in self._levels:
            left, then = self._levels[key]
            self._levels[key] = (left + cost, then)


class Limits:
    """Refuses what is too much: 429 to an address with too many questions, 503 when all together are too many."""

    def __init__(self, app: ASGIApp, rules: Rules, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._rules = rules
        self._each = Buckets(rules.each, clock)
        self._all = Buckets(rules.all, clock)
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass, and count it as open until it has ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = network_of((scope.get("client") or ("",))[0])
        use = use_of(scope["method"], scope["path"])
        if wrong := self._wrong(address, use):
            status, names, seconds = wrong
            reply = refusal(scope, status, names, self._rules.language, retry_after=seconds)
            await reply(scope, receive, send)
            return
        is_counted = use not in (Use.FILE, Use.HEALTH)
        self._open[address] += is_counted
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[address] -= is_counted
            if not self._open[address]:
                del self._open[address]

    def _wrong(self, address: str, use: Use | None) -> tuple[int, Names, int] | None:
        """The status, sentence and seconds to wait for what is too much; None for what may pass."""
        cost = _COSTS[use or Use.REQUEST]
        if wait := self._each.take(address, cost):
            return 429, texts.TOO_MANY, math.ceil(wait)
        if wait := self._all.take("", cost):
            self._each.give_back(address, cost)
            return 503, texts.FULL, math.ceil(wait)
        if use in (Use.FILE, Use.HEALTH):
            return None
        if self._open[address] >= self._rules.open_each or self._open.total() >= self._rules.open_all:
            return 503, texts.FULL, _FULL_RETRY
        return None
