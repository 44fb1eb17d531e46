"""Who asks and where: the visitor's address behind proxies and its key, the host asked for, the site it came from."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.domain import Names
from assistant.web import texts
from assistant.web.replies import refusal
from assistant.web.rules import Rules
from assistant.web.visitors import Visitors

_READS_ONLY = ("GET", "HEAD", "OPTIONS")
_SAME_SITE = ("same-origin", "same-site", "none", "")
# Gradio and others would build addresses of these; what a trusted proxy says has been taken over by then.
_DROPPED = (b"forwarded", b"x-real-ip", b"x-original-url", b"x-rewrite-url", b"x-http-method-override")
_DROPPED_STARTS = (b"x-forwarded-", b"x-gradio-")


class Origins:
    """Refuses (400) hosts that are not served and changes that other sites ask for; believes only known proxies.

    What it lets in carries the visitor's key (`visitors.visitor_of`), so that a visitor is the same one on all doors.
    """

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules
        self._visitors = Visitors()
        checked: ASGIApp = self._check
        # uvicorn's middleware and Starlette call the same protocol by names of their own.
        self._entrance = ProxyHeadersMiddleware(checked, list(rules.proxies)) if rules.proxies else checked  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass."""
        if scope["type"] == "http":
            await self._entrance(scope, receive, send)  # type: ignore[arg-type]  # as above
        else:
            await self._app(scope, receive, send)

    async def _check(self, scope: Scope, receive: Receive, send: Send) -> None:
        if reason := self._wrong(scope):
            await refusal(scope, 400, reason, self._rules.language)(scope, receive, send)
            return
        scope["headers"] = [
            (name, value)
            for name, value in scope["headers"]
            if name not in _DROPPED and not name.startswith(_DROPPED_STARTS)
        ]
        self._visitors.mark(scope)
        await self._app(scope, receive, send)

    def _wrong(self, scope: Scope) -> Names | None:
        headers = Headers(scope=scope)
        hosts = [*headers.getlist("host"), *headers.getlist("x-forwarded-host")]
        if len(headers.getlist("host")) != 1 or not all(self._is_served(host) for host in hosts):
            return texts.NOT_THIS_HOST
        if scope["method"] in _READS_ONLY:
            return None
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "")
        is_foreign = origin is not None and _netloc(origin) != headers["host"].lower()
        return texts.FOREIGN_ORIGIN if is_foreign or site not in _SAME_SITE else None

    def _is_served(self, host: str) -> bool:
        name, _, port = host.lower().rpartition(":") if not host.endswith("]") else (host.lower(), "", "")
        if not name:
            name, port = port, ""
        return name in self._rules.hosts and (not port or (port.isascii() and port.isdigit()))


def _netloc(origin: str) -> str:
    """The host and port of an origin; a wrong one gives what is no host."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
