"""Whether the application is alive, and whether it is ready, for whatever watches over it."""

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assistant.errors import AssistantError
from assistant.web.asking import Answerer
from assistant.web.replies import trace_id

_RETRY = "5"  # seconds


def add_health(app: FastAPI, answerer: Answerer) -> None:
    """Add /healthz, which always says that the application runs, and /readyz: 503 until questions are answered."""

    @app.api_route("/healthz", methods=["GET", "HEAD"])
    async def alive() -> Response:
        return JSONResponse({"status": "alive"}, headers={"cache-control": "no-store"})

    @app.api_route("/readyz", methods=["GET", "HEAD"])
    async def ready(request: Request) -> Response:
        headers = {"cache-control": "no-store", "x-trace-id": trace_id(request.scope)}
        try:
            is_ready = answerer.is_ready()
        except AssistantError:  # its text, which may name a path, stands in the log since the start
            return JSONResponse({"status": "broken"}, 503, headers)
        if is_ready:
            return JSONResponse({"status": "ready"}, headers=headers)
        done, of = answerer.progress
        waits = {"status": "getting ready", "texts_read": done, "texts": of}
        return JSONResponse(waits, 503, {**headers, "retry-after": _RETRY})
