"""Gradio's page without the scripts that stand in it, which the content security policy allows nowhere."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>.*?</script>", re.DOTALL)
_OTHER_SITES = re.compile(rb'<meta[^>]*(?:"(?:og|twitter):)[^>]*>', re.DOTALL)
_HEAD = b"<head>"
# Gradio's page reads its configuration from /config where no script in the page has set it.
_START = b'<head><script src="./web-files/start.js"></script>'


def without_inline_scripts(page: bytes) -> bytes:
    """The page with its scripts as files only, and without what it tells other sites about Gradio.

    >>> without_inline_scripts(b'<head><script>alert(1)</script><script type="module" src="a.js"></script></head>')
    b'<head><script src="./web-files/start.js"></script><script type="module" src="a.js"></script></head>'
    """
    return _OTHER_SITES.sub(b"", _INLINE.sub(b"", page)).replace(_HEAD, _START, 1)


class FrontPage:
    """Rewrites the page at the root, which is small; everything else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        # Compressed, it could not be rewritten.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        begun: list[Message] = []
        body = bytearray()

        async def rewritten(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                page = without_inline_scripts(bytes(body))
                headers = [(name, value) for name, value in begun[0]["headers"] if name != b"content-length"]
                is_empty = scope["method"] == "HEAD"
                await send({**begun[0], "headers": [*headers, (b"content-length", str(len(page)).encode())]})
                await send({"type": "http.response.body", "body": b"" if is_empty else page})

        await self._app({**scope, "headers": plain}, receive, rewritten)
