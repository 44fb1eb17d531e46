"""The one thread on which the calls to chat models run, so that a call can be ended at any moment."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from functools import lru_cache

Tell = Callable[[Callable[[], None]], object]
_starting = threading.Lock()


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    """One for the whole program, because the providers' libraries share their connections program-wide as well."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-model-calls", daemon=True).start()
    return loop


def start(coroutine: Coroutine[object, object, None]) -> Tell:
    """Run a coroutine on the calls' thread, which begins with the first; what comes back runs something there, too."""
    with _starting:  # lru_cache alone may make two
        loop = _loop()
    asyncio.run_coroutine_threadsafe(coroutine, loop)
    return loop.call_soon_threadsafe
