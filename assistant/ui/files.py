"""What the browser loads beside the page itself: scripts, styles, icons, and the worker for installed pages."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse

HEAD = (
    '<link rel="stylesheet" href="/page-files/page.css">'
    '<script type="module" src="/page-files/page.js"></script>'
    '<link rel="icon" type="image/svg+xml" href="/page-files/icon.svg">'
    '<link rel="apple-touch-icon" href="/page-files/icon-192.png">'
    '<meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff">'
    '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#14161b">'
    '<meta name="color-scheme" content="light dark">'
)


def add_routes(app: FastAPI, static: Path) -> None:
    """Serve the manifest and the worker at the root: a worker sees only addresses below its own."""

    @app.get("/manifest.json", include_in_schema=False)
    def manifest() -> FileResponse:
        return FileResponse(static / "manifest.json", media_type="application/manifest+json")

    @app.get("/worker.js", include_in_schema=False)
    def worker() -> FileResponse:
        return FileResponse(static / "worker.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"})
