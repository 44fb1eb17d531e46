"""What an error of a provider's library means, whichever library it is from."""

import email.utils
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.models.chat import ChatFailed, Reason

_TOO_MANY = 429
# By name, because providers' libraries use httpx, httpx2 and others of the same form.
_TIMEOUTS = {"TimeoutError", "TimeoutException"}
_BROKEN = {"RemoteProtocolError", "ReadError"}
_UNREACHABLE = {"TransportError", "OSError"}
_REFUSALS = {
    401: "refused the key (401). Check the key in the environment",
    403: "does not allow the call (403). Check what the key may do",
    404: "knows no such model or address (404). Check ASSISTANT_CHAT_MODEL and ASSISTANT_CHAT_BASE_URL",
    413: "was sent more than it takes (413). Lower ASSISTANT_CHAT_CONTEXT_TOKENS",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure told in our words, whether asking again may help, and after how many seconds the provider says so."""

    told: ChatFailed
    may_retry: bool = False
    retry_after: float | None = None


def failure_of(error: BaseException) -> Failure:
    """What `error` means, told without any of its own text, which may hold addresses and keys."""
    chain = list(_chain(error))
    status = next((code for cause in chain if (code := _status(cause))), 0)
    if status == _TOO_MANY:
        told = ChatFailed(Reason.LIMIT, "The provider of the chat model asks to come back later (429).")
        return Failure(told, may_retry=True, retry_after=_retry_after(chain))
    if status >= 500:
        told = ChatFailed(Reason.FAULT, f"The provider of the chat model failed ({status}).")
        return Failure(told, may_retry=True, retry_after=_retry_after(chain))
    if status >= 400:
        why = _REFUSALS.get(status, f"did not take the call ({status}). Check ASSISTANT_CHAT_MODEL")
        return Failure(ChatFailed(Reason.REFUSED, f"The provider of the chat model {why}."))
    names = {base.__name__ for cause in chain for base in type(cause).__mro__}
    if names & _TIMEOUTS:
        return Failure(ChatFailed(Reason.TIMEOUT, "The chat model could not be reached in time."))
    if names & _BROKEN:
        return Failure(ChatFailed(Reason.BROKEN_OFF, "The line to the chat model broke."), may_retry=True)
    if names & _UNREACHABLE:
        told = ChatFailed(
            Reason.UNREACHABLE, "The chat model cannot be reached. Is it running, and is ASSISTANT_CHAT_BASE_URL right?"
        )
        return Failure(told, may_retry=True)
    kind = "what cannot be read" if any(isinstance(cause, json.JSONDecodeError) for cause in chain) else "an error"
    return Failure(ChatFailed(Reason.FAULT, f"The chat model sent {kind} ({type(error).__name__})."))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what led to it, each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _status(error: BaseException) -> int:
    """The HTTP status that an error carries, whatever its library calls it; 0 where it carries none."""
    for name in ("status_code", "code"):
        value = getattr(error, name, None)
        if isinstance(value, int) and 400 <= value <= 599:
            return int(value)
    return 0


def _retry_after(chain: list[BaseException]) -> float | None:
    """The seconds of a Retry-After header, written as seconds or as a date."""
    for error in chain:
        headers = getattr(getattr(error, "response", None), "headers", None)
        if headers is None or not (text := str(headers.get("retry-after") or "")):
            continue
        if text.replace(".", "", 1).isdigit():
            return float(text)
        try:
            at = email.utils.parsedate_to_datetime(text)
        except ValueError:
            return None
        return max(0.0, (at - datetime.now(UTC)).total_seconds()) if at.tzinfo else None
    return None
