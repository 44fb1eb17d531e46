"""The application: what it serves itself, and the doors in front of everything that is mounted on it."""

from pathlib import Path

from anyio import CapacityLimiter
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

from assistant.errors import SettingsError
from assistant.web.api import add_api
from assistant.web.asking import Answerer
from assistant.web.doors import doors
from assistant.web.front_page import FrontPage
from assistant.web.health import add_health
from assistant.web.rules import Rules

_STATIC = Path(__file__).parent / "static"


def create_app(static_folder: Path, rules: Rules | None = None, answerer: Answerer | None = None) -> FastAPI:
    """An application that serves `static_folder` under /page-files; the page is mounted on it.

    With an `answerer` it also has the API for programs and tells whether it is ready.
    Whatever is mounted stands behind the same doors: what `rules` do not let in never reaches it. Raises SettingsError
    where what they ask for is not installed.
    """
    rules = rules or Rules()
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, middleware=[*doors(rules), Middleware(FrontPage)])
    # Not under /static, which is Gradio's.
    app.mount("/page-files", StaticFiles(directory=static_folder), name="page-files")
    app.mount("/web-files", StaticFiles(directory=_STATIC), name="web-files")
    if answerer:
        room = CapacityLimiter(rules.concurrency)
        add_api(app, answerer, rules, room)
        add_health(app, answerer)
        if rules.has_mcp:
            _add_mcp(app, answerer, rules, room)
    return app


def _add_mcp(app: FastAPI, answerer: Answerer, rules: Rules, room: CapacityLimiter) -> None:
    try:
        from assistant.web.mcp_door import add_mcp
    except ImportError as error:
        raise SettingsError("ASSISTANT_MCP needs the extra `mcp`: pip install -e '.[mcp]'") from error
    add_mcp(app, answerer, rules, room)
