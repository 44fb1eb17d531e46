"""What settings become when they are wired: the day in the visitors' time zone, for visitors and for staff."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.bootstrap import create_assistant, create_clock, today_in
from assistant.settings import Settings
from tests.conftest import ROOT
from tests.scripted import BOTANY, CALIBRATION, ROBOTICS, ScriptedEmbedder, build_index, write_corpus

# At no moment is it the same day in both: they are 25 hours apart.
FIRST, LAST = "Pacific/Kiritimati", "Pacific/Pago_Pago"


def test_today_is_the_day_of_the_time_zone() -> None:
    assert today_in(Settings(time_zone=FIRST)) > today_in(Settings(time_zone=LAST))


def test_the_clock_of_hong_kong_is_eight_hours_ahead() -> None:
    offset = create_clock(Settings())().utcoffset()

    assert offset is not None
    assert offset.total_seconds() == 8 * 60 * 60


@pytest.mark.parametrize(("zone", "is_past"), [(FIRST, True), (LAST, False)])
def test_what_is_past_is_told_by_the_day_of_the_time_zone(tmp_path: Path, zone: str, *, is_past: bool) -> None:
    until = today_in(Settings(time_zone=LAST))
    valid = ROBOTICS.split("| Robotics (TU100), 2027-28")[0].replace("2027-08-31", until.isoformat())
    build_index(
        write_corpus(tmp_path / "corpus", robotics=valid, botany=BOTANY), tmp_path / "index", ScriptedEmbedder()
    )

    assistant = create_assistant(Settings(index_dir=tmp_path / "index", time_zone=zone), ScriptedEmbedder())

    answer = assistant.answer("What is the fee of Robotics?")
    assert "HK$47,000" in answer.text
    assert ("(past)" in answer.text) is is_past


@pytest.mark.parametrize(("model", "warnings"), [("scripted@1", 0), ("another@1", 1)])
def test_evidence_that_was_fitted_for_another_embedding_model_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, model: str, warnings: int
) -> None:
    build_index(write_corpus(tmp_path / "corpus"), tmp_path / "index", ScriptedEmbedder(identity="scripted@1"))
    fitted = replace(CALIBRATION, model=model)

    assistant = create_assistant(
        Settings(index_dir=tmp_path / "index"), ScriptedEmbedder(identity="scripted@1"), fitted=lambda: fitted
    )
    for _ in range(2):
        assistant.answer("Is there an interview for Botany?")

    told = [record.getMessage() for record in caplog.records if "fitted" in record.getMessage()]
    assert len(told) == warnings
    assert all("another@1, not for scripted@1" in each for each in told)


@pytest.mark.parametrize(("zone", "is_future"), [(FIRST, False), (LAST, True)])
def test_the_check_is_made_as_of_the_day_of_the_time_zone(
    tmp_path: Path, real_settings: Settings, zone: str, *, is_future: bool
) -> None:
    reviewed = f"reviewed: {today_in(Settings(time_zone=FIRST))}\n"
    corpus = write_corpus(tmp_path, botany=BOTANY.replace("as_of: 2026\n", f"as_of: 2026\n{reviewed}"))
    environment = {
        **os.environ,
        "ASSISTANT_CORPUS_DIR": str(corpus),
        "ASSISTANT_MODELS_DIR": str(real_settings.models_dir),
        "ASSISTANT_TIME_ZONE": zone,
    }

    told = subprocess.run(
        [sys.executable, "ingest.py", "--check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert ("reviewed in the future" in told.stdout) is is_future, told.stdout + told.stderr
