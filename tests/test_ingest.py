"""`python ingest.py` as staff run it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.index.generations import Generations
from assistant.settings import Settings
from tests.conftest import ROOT
from tests.scripted import BOTANY, write_corpus


@pytest.fixture
def environment(corpus: Path, tmp_path: Path, real_settings: Settings) -> dict[str, str]:
    return {
        **os.environ,
        "ASSISTANT_CORPUS_DIR": str(corpus),
        "ASSISTANT_INDEX_DIR": str(tmp_path / "staff-index"),
        "ASSISTANT_MODELS_DIR": str(real_settings.models_dir),
        "HF_HUB_OFFLINE": "1",
    }


def ingest(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "ingest.py")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_first_run_a_second_and_a_broken_file(environment: dict[str, str], corpus: Path, tmp_path: Path) -> None:
    first = ingest(environment)
    second = ingest(environment)
    served = Generations(tmp_path / "staff-index").current()
    write_corpus(corpus, broken=BOTANY.replace("as_of: 2026", "as_of: lately"))
    broken = ingest(environment)

    assert (first.returncode, second.returncode, broken.returncode) == (0, 0, 1)
    assert re.fullmatch(
        r"2 documents, 5 passages: 2 added, 0 changed, 0 unchanged \(\d+\.\d s\)", first.stdout.splitlines()[-1]
    )
    assert first.stdout.startswith(f"Bringing {tmp_path / 'staff-index'} up to date with {corpus}: ")
    assert "Embedded 100 %" in first.stdout
    assert "\x1b" not in first.stdout + first.stderr
    assert "Nothing had to be embedded." in second.stdout
    assert "0 added, 0 changed, 2 unchanged" in second.stdout
    assert "broken.md:1: as_of may be 2026, 2026-06" in broken.stderr
    assert "The index was not changed." in broken.stderr
    assert "Traceback" not in broken.stderr
    assert Generations(tmp_path / "staff-index").current() == served


def test_make_run_ends_where_there_is_no_index_to_serve(
    environment: dict[str, str], corpus: Path, tmp_path: Path
) -> None:
    write_corpus(corpus, broken=BOTANY.replace("as_of: 2026", "as_of: lately"))
    installed = tmp_path / "installed"
    installed.touch()

    run = subprocess.run(
        ["make", "run", f"PYTHON={sys.executable}", f"INSTALLED={installed}"],
        cwd=ROOT,
        env=environment | {"ASSISTANT_PORT": "0"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert run.returncode != 0
    assert "broken.md:1: as_of may be" in run.stderr
    assert "There is no index yet, so nothing can be answered." in run.stderr
    assert "app.py" not in run.stdout


def test_a_setting_that_cannot_be_used_is_named(environment: dict[str, str]) -> None:
    run = ingest(environment | {"ASSISTANT_PASSAGE_SIZE": "many"})

    assert run.returncode == 1
    assert "ASSISTANT_PASSAGE_SIZE" in run.stderr
    assert "Traceback" not in run.stderr
