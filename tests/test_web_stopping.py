"""The end of the application: answers in flight are finished, open pages do not hold it up."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistant.domain import NO_CONTEXT, Answer, Context, Turn
from tests.conftest import ROOT, free_port, wait_for
from tests.made_answers import made_answer
from tests.serving import Echoing, send, serving, whole_app


class Slow(Echoing):
    """Needs a while for each answer."""

    def __init__(self) -> None:
        self.has_begun = threading.Event()

    def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Iterator[Answer]:
        self.has_begun.set()
        time.sleep(2)
        yield made_answer(lead="finished")


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
def test_answers_in_flight_are_finished_and_open_pages_do_not_hold_the_end_up(path: str) -> None:
    slow = Slow()
    replies = []
    with serving(whole_app(slow), last_answers=30) as url:
        where = urlsplit(url)
        pages = [http.client.HTTPConnection(str(where.hostname), where.port, timeout=30) for _ in range(3)]
        for number, page in enumerate(pages):
            page.request("GET", f"/gradio_api/heartbeat/h{number}")
            assert page.getresponse().status == 200
        asking = threading.Thread(target=lambda: replies.append(send(url, path, {"question": "x"})))
        asking.start()
        assert slow.has_begun.wait(10)
        began = time.monotonic()
    took = time.monotonic() - began
    asking.join(timeout=30)

    assert [reply.status for reply in replies] == [200]
    assert "finished" in replies[0].text
    assert 1 < took < 20  # 30 where it waited for the pages


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_program_soon_and_well_although_a_page_is_open(tmp_path: Path, stop: signal.Signals) -> None:
    port = free_port()
    environment = {**os.environ, "ASSISTANT_PORT": str(port), "ASSISTANT_INDEX_DIR": str(tmp_path / "index")}
    environment |= {"ASSISTANT_CORPUS_DIR": str(tmp_path / "none"), "ASSISTANT_JOURNAL_DIR": str(tmp_path / "journal")}
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/config", process, tmp_path / "log")
            page = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            page.request("GET", "/gradio_api/heartbeat/h")
            assert page.getresponse().status == 200
            began = time.monotonic()
            process.send_signal(stop)
            process.wait(timeout=60)
        finally:
            process.kill()

    assert time.monotonic() - began < 30
    told = (tmp_path / "log").read_text()
    assert process.returncode == 0
    assert told.splitlines()[-1].endswith("The page has been stopped.")
    assert "Traceback" not in told
