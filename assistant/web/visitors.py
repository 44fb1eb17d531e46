"""Keys that tell visitors apart without telling who they are."""

import hashlib
import secrets

from starlette.types import Scope

from assistant.web.rules import network_of


class Visitors:
    """Makes keys of addresses; with every start of the application others, so that none can be looked up later."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def key(self, scope: Scope) -> str:
        """The key of whoever sent a request, 16 hex digits."""
        address = network_of((scope.get("client") or ("",))[0])
        return hashlib.blake2b(address.encode(), key=self._secret, digest_size=8).hexdigest()
