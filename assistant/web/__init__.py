"""The web application around the page: its doors, limits and headers, the API for programs, and serving."""

from assistant.web.application import create_app
from assistant.web.serving import serve

__all__ = ["create_app", "serve"]
