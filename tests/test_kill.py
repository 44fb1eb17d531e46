"""A build that is killed at any moment leaves the former index serving."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.index.generation import Generation
from assistant.index.generations import Generations
from assistant.models.embedding import Embedder
from assistant.settings import Settings
from tests.conftest import ROOT

KILLS, MUST_LAND = 20, 15

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork and no SIGKILL on this system")


def test_builds_killed_while_writing_leave_the_former_generation(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.killed_builds", str(tmp_path), str(KILLS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert run.returncode == 0, run.stderr
    *kills, last = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(kills) == KILLS
    assert sum(kill["landed"] for kill in kills) >= MUST_LAND, kills
    for kill in kills:
        # Killed after the rename but before it could say so, a build may have made the new one current.
        assert kill["after"] in (kill["before"], f"v{kill['next']}v."), kill
    assert sum(kill["after"] == kill["before"] for kill in kills) >= MUST_LAND, kills
    assert last == {"at last": f"v{KILLS + 1}v.", "left over": []}


def test_the_real_ingest_killed_while_writing_leaves_the_former_index(
    tmp_path: Path, real_settings: Settings, real_embedder: Embedder
) -> None:
    environment = {
        **os.environ,
        "ASSISTANT_CORPUS_DIR": str(tmp_path / "corpus"),
        "ASSISTANT_INDEX_DIR": str(tmp_path / "index"),
        "ASSISTANT_MODELS_DIR": str(real_settings.models_dir),
    }
    (tmp_path / "corpus").mkdir()
    for name in ("programmes.yaml", "terms.yaml", "financial-technology.md"):
        (tmp_path / "corpus" / name).write_bytes((ROOT / "corpus" / name).read_bytes())
    command = [sys.executable, "ingest.py"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    former = Generations(tmp_path / "index").current()
    assert former is not None

    (tmp_path / "corpus" / "aist.md").write_bytes((ROOT / "corpus" / "aist.md").read_bytes())
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    while process.poll() is None and not list((tmp_path / "index" / "generations").glob(".building-*")):
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert process.returncode == -signal.SIGKILL
    assert Generations(tmp_path / "index").current() == former
    with Generation(former, real_embedder, real_embedder.identity) as generation:
        assert {passage.document_id for passage in generation.passages.values()} == {"financial-technology.md"}
    again = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    assert "2 documents" in again.stdout
    assert "1 added, 0 changed, 1 unchanged" in again.stdout
