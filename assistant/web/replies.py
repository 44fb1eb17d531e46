"""Refusals and failures as they leave the application: a sentence in the visitor's language, and an id."""

import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from assistant.domain import Language, Names
from assistant.web.languages import accepted_language, language_of

_LANGUAGE_COOKIE = "language"


def new_id() -> str:
    """An id that tells one request from every other, 12 hex digits."""
    return secrets.token_hex(6)


def trace_id(scope: Scope) -> str:
    """The id of a request, which stands in its answer and in the log."""
    known: str = scope.setdefault("state", {}).setdefault("trace_id", new_id())
    return known


def refusal(scope: Scope, status: int, names: Names, default: Language, *, retry_after: int = 0) -> Response:
    """A refusal in the visitor's language: a small page for a person who opens one, else JSON.

    `error` and `detail` hold the same sentence, the latter because that is where Gradio's page looks for it.
    """
    language = wished_language(scope, default)
    sentence = names.in_language(language).format(id=trace_id(scope), seconds=retry_after)
    headers = {"cache-control": "no-store", "content-language": language.value, "x-trace-id": trace_id(scope)}
    if retry_after:
        headers["retry-after"] = str(retry_after)
    if "text/html" in Headers(scope=scope).get("accept", ""):
        return Response(_page(sentence, trace_id(scope), language), status, headers, "text/html")
    body = {"error": sentence, "detail": sentence, "trace_id": trace_id(scope)}
    return JSONResponse(body, status, headers)


def wished_language(scope: Scope, default: Language) -> Language:
    """The language that a visitor wishes: by the address, the page it was sent from, a cookie, or the browser."""
    headers = Headers(scope=scope)
    addresses = [scope.get("query_string", b"").decode("latin-1"), _query_of(headers.get("referer", ""))]
    asked = [tag for query in addresses for tag in parse_qs(query).get("lang", ())]
    named = [known for tag in (*asked, _language_cookie(headers.get("cookie", ""))) if (known := language_of(tag))]
    return named[0] if named else accepted_language(headers.get("accept-language", ""), default)


def _query_of(address: str) -> str:
    try:
        return urlsplit(address).query
    except ValueError:
        return ""


def _language_cookie(text: str) -> str:
    try:
        cookie = SimpleCookie(text).get(_LANGUAGE_COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def _page(sentence: str, number: str, language: Language) -> str:
    # The sentences are our own and the number is hexadecimal: nothing of the request stands in this page.
    return (
        f'<!doctype html>\n<html lang="{language.value}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{sentence}</title></head><body><main><p>{sentence}</p><p><small>{number}</small></p></main></body></html>"
    )
