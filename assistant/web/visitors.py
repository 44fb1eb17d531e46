"""Keys that tell visitors apart without telling who they are; whichever door they come through."""

import hashlib
import secrets

from starlette.requests import Request
from starlette.types import Scope

from assistant.web.rules import network_of

_VISITOR = "visitor"


class Visitors:
    """Makes keys of addresses; with every start of the application others, so that none can be looked up later."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def key(self, scope: Scope) -> str:
        """The key of whoever sent a request, 16 hex digits; one for an IPv4 address or a network of IPv6."""
        address = network_of((scope.get("client") or ("",))[0])
        return hashlib.blake2b(address.encode(), key=self._secret, digest_size=8).hexdigest()

    def mark(self, scope: Scope) -> None:
        """Write the key of whoever sent a request into the request, where `visitor_of` finds it."""
        scope.setdefault("state", {})[_VISITOR] = self.key(scope)


def visitor_of(request: Request | None) -> str:
    """The key that the entrance gave a request. Raises LookupError where there is none: nobody asks uncounted."""
    if request is None:
        raise LookupError("A library handed no request over, so that no visitor can be told.")
    key: str = request.scope["state"][_VISITOR]
    return key
