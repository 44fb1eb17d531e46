"""Which addresses there are, and what a request to each is counted as; every other one is closed."""

import re
from enum import StrEnum

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web import texts
from assistant.web.replies import refusal
from assistant.web.rules import Rules


class Use(StrEnum):
    """What a request is for."""

    QUESTION = "question"
    EVENT = "event"
    REQUEST = "request"
    FILE = "file"
    HEALTH = "health"


_READ, _SENT = ("GET", "HEAD"), ("POST",)
_NAME = r"[A-Za-z0-9_-]+"
_FILE = r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*"
# Of Gradio's 80 or so routes, those that its page and its client use for this page.
_OPEN = (
    (_READ, r"/", Use.REQUEST),
    (_READ, r"/(?:config|theme\.css|manifest\.json|worker\.js|robots\.txt)", Use.REQUEST),
    (
        _READ,
        rf"/favicon\.ico|/pwa_icon(?:/(?:192|512))?|/(?:assets|static|svelte|page-files|web-files)/{_FILE}",
        Use.FILE,
    ),
    (_READ, r"/gradio_api/(?:info|startup-events|app_id|theme\.css)", Use.REQUEST),
    (_READ, rf"/gradio_api/(?:heartbeat/{_NAME}|queue/data|call/ask/{_NAME})", Use.REQUEST),
    (_SENT, r"/gradio_api/call/ask", Use.QUESTION),
    (_SENT, r"/gradio_api/queue/join|/gradio_api/run/predict", Use.EVENT),
    (_SENT, r"/gradio_api/(?:cancel|reset)", Use.REQUEST),
    (_READ, r"/api|/api/openapi\.json", Use.REQUEST),
    (_SENT, r"/api/ask(?:/stream)?", Use.QUESTION),
    (("GET", "POST", "DELETE"), r"/mcp", Use.QUESTION),
    (_READ, r"/healthz|/readyz", Use.HEALTH),
)
_RULES = tuple((methods, re.compile(pattern), use) for methods, pattern, use in _OPEN)


def use_of(method: str, path: str) -> Use | None:
    """What a request is counted as; None for an address that is not there.

    >>> use_of("POST", "/api/ask"), use_of("GET", "/gradio_api/file=/etc/passwd")
    (<Use.QUESTION: 'question'>, None)
    """
    return next((use for methods, known, use in _RULES if method in methods and known.fullmatch(path)), None)


class Paths:
    """Closes every address (404) that is not listed above, whatever is mounted behind."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass; websockets never."""
        if scope["type"] == "http" and use_of(scope["method"], scope["path"]) is None:
            await refusal(scope, 404, texts.NO_SUCH_PAGE, self._rules.language)(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._app(scope, receive, send)
