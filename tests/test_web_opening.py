"""The first seconds, while the real page is still being read."""

import subprocess
import sys
import threading
import time

import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp

from assistant.web.opening import Opening
from assistant.web.rules import Rules
from tests.conftest import ROOT
from tests.serving import send, serving, whole_app


def test_a_page_that_says_so_is_there_at_once_and_then_the_real_one() -> None:
    may_build = threading.Event()

    def build() -> ASGIApp:
        may_build.wait(30)
        return whole_app()

    with serving(Opening(build, Rules(), lambda: None)) as url:  # type: ignore[arg-type]  # a FastAPI, typed widely
        first = send(url, "/?lang=zh-Hant")
        ready, alive, asked = send(url, "/readyz"), send(url, "/healthz"), send(url, "/api/ask", {"question": "x"})
        may_build.set()
        until = time.monotonic() + 30
        while send(url, "/readyz").status != 200 and time.monotonic() < until:
            time.sleep(0.05)
        answer = send(url, "/api/ask", {"question": "x"})
        page = send(url, "/")

    assert (first.status, "助理正在準備" in first.text, "refresh" in first.text) == (200, True, True)
    assert (ready.status, alive.status, asked.status) == (503, 200, 503)
    assert answer.json()["outcome"] == "ANSWERED"
    assert "gradio-app" in page.text


def test_the_doors_are_closed_from_the_first_moment() -> None:
    def build() -> FastAPI:
        time.sleep(2)
        return FastAPI()

    with serving(Opening(build, Rules(), lambda: None)) as url:
        assert send(url, "/", headers={"host": "evil.example"}).status == 400
        assert send(url, "/gradio_api/file=/etc/passwd").status == 404
        assert "script-src 'self'" in send(url, "/").headers["content-security-policy"]


def test_a_page_that_cannot_be_built_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    given_up = threading.Event()

    def build() -> FastAPI:
        raise OSError("no folder")

    with serving(Opening(build, Rules(), given_up.set)):
        assert given_up.wait(10)
    assert "The page could not be built." in caplog.text


def test_what_serves_first_reads_none_of_the_large_libraries() -> None:
    large = ("gradio", "chromadb", "torch", "langchain_core", "numpy", "pandas")
    code = f"import sys, app; print([name for name in {large} if name in sys.modules])"

    read = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert read.stdout.strip() == "[]"
