"""The web application around the page: own files under /page-files, and serving."""

from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

# Seconds. An open page holds a connection (Gradio's heartbeat) that only this ends.
_LAST_ANSWERS = 5


def create_app(static_folder: Path) -> FastAPI:
    """An application that serves `static_folder` under /page-files; the page is mounted on it."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    # Not under /static, which is Gradio's.
    app.mount("/page-files", StaticFiles(directory=static_folder), name="page-files")
    return app


def serve(app: FastAPI, host: str, port: int, log_level: str) -> None:
    """Serve until stopped; at a SIGTERM, questions in flight have some seconds more."""
    uvicorn.run(app, host=host, port=port, log_level=log_level.lower(), timeout_graceful_shutdown=_LAST_ANSWERS)
