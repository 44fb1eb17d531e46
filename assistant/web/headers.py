"""What every response tells a browser to forbid."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.rules import Rules

_YEAR = 31_536_000  # seconds
_OFF = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone")
_ALSO_OFF = ("midi", "payment", "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking")


def content_policy(embedders: tuple[str, ...]) -> str:
    """The content security policy; styles may stand in the page because Gradio writes its theme there."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
            "frame-ancestors " + (" ".join(embedders) or "'none'"),
        )
    )


class SecurityHeaders:
    """Sets the security headers of every response, and takes away those that let other sites read it."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._headers = {
            "content-security-policy": content_policy(rules.embedders),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "permissions-policy": ", ".join(f"{name}=()" for name in (*_OFF, *_ALSO_OFF)),
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        }
        if not rules.embedders:
            self._headers["x-frame-options"] = "DENY"
        if rules.is_https:
            self._headers["strict-transport-security"] = f"max-age={_YEAR}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; change the responses."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name in [name for name in headers if name.startswith("access-control-")]:
                    del headers[name]
                headers.update(self._headers)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
