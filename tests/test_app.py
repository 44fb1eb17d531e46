"""`python app.py` as operators start it."""

import os
import socket
import subprocess
import sys

import pytest

from assistant.errors import AddressUnusable
from assistant.web.serving import check_address
from tests.conftest import ROOT, free_port


def test_a_port_in_use_is_told_in_one_line_with_the_setting_that_chooses_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        environment = {**os.environ, "ASSISTANT_PORT": str(port)}

        run = subprocess.run(
            [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert f"Port {port} of 127.0.0.1 is in use" in line
    assert "ASSISTANT_PORT" in line


def test_a_library_that_sets_its_own_level_is_silent_below_ours() -> None:
    program = (
        "import app, logging; app.log_to_standard_error('INFO')\n"
        "import bm25s; bm25s.BM25().index([['a', 'b']], show_progress=False); logging.getLogger('ours').info('said')"
    )

    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    (line,) = run.stderr.splitlines()
    assert line.endswith(" INFO ours: said")


def test_an_address_that_is_not_this_machine_s_is_told() -> None:
    with pytest.raises(AddressUnusable, match=r"of 192\.0\.2\.1: .*ASSISTANT_HOST"):
        check_address("192.0.2.1", 7860)


def test_an_address_that_can_be_listened_on_is_free_afterwards() -> None:
    port = free_port()

    check_address("127.0.0.1", port)
    check_address("127.0.0.1", port)
    check_address("localhost", 0)
