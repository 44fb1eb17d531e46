"""The application: what it serves itself, and the doors in front of everything that is mounted on it."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware

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
    Whatever is mounted stands behind the same doors: what `rules` do not let in never reaches it.
    """
    rules = rules or Rules()
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, middleware=[*doors(rules), Middleware(FrontPage)])
    # Not under /static, which is Gradio's.
    app.mount("/page-files", StaticFiles(directory=static_folder), name="page-files")
    app.mount("/web-files", StaticFiles(directory=_STATIC), name="web-files")
    if answerer:
        add_api(app, answerer, rules)
        add_health(app, answerer)
    if answerer and rules.has_mcp:
        from assistant.web.mcp_door import add_mcp  # its library is an extra

        add_mcp(app, answerer, rules)
    return app
