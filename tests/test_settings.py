import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings, read_settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_in_the_readme_with_its_default(name: str) -> None:
    field = Settings.model_fields[name]
    row = re.search(rf"^\| `ASSISTANT_{name.upper()}` \| (.*?) \| (.*?) \|$", README, re.MULTILINE)

    assert row, f"ASSISTANT_{name.upper()} is not in the table of README.md"
    assert row[1] == ("unset" if field.default is None else f"`{field.default}`")
    assert row[2] == field.description


def test_the_readme_names_no_setting_that_is_not_there() -> None:
    assert set(re.findall(r"ASSISTANT_[A-Z_]+[A-Z]", README)) <= {
        f"ASSISTANT_{n.upper()}" for n in Settings.model_fields
    }


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_PORT", "8080")
    (tmp_path / ".env").write_text("ASSISTANT_HOST=0.0.0.0\n")

    settings = read_settings()

    assert (settings.port, settings.host, settings.embedding_model) == (8080, "0.0.0.0", "packed-e5")  # noqa: S104


@pytest.mark.parametrize(("name", "value"), [("PORT", "http"), ("MEANING_WEIGHT", "2"), ("LOG_LEVEL", "loud")])
def test_a_value_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ASSISTANT_{name}", value)

    with pytest.raises(SettingsError, match=f"ASSISTANT_{name}"):
        read_settings()


@pytest.mark.parametrize("name", ["Asia/Hongkong", "Asia", "", "/etc/passwd", "HKT"])
def test_a_time_zone_that_there_is_not_is_named_and_one_is_suggested(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("ASSISTANT_TIME_ZONE", name)

    with pytest.raises(SettingsError, match=f"ASSISTANT_TIME_ZONE: .*'{name}' is no time zone; write .*Asia/Hong_Kong"):
        read_settings()


def test_time_zones_are_known_on_a_system_that_has_none() -> None:
    program = "from assistant.settings import Settings; print(Settings(time_zone='Asia/Tokyo').time_zone)"
    environment = {**os.environ, "PYTHONTZPATH": ""}

    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert told.stdout == "Asia/Tokyo\n"


def test_an_unknown_name_in_the_env_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("HF_TOKEN=secret\nASSISTANT_PROT=8080\n")

    with pytest.raises(SettingsError, match="no such settings as ASSISTANT_PROT "):
        read_settings()


def test_an_unknown_name_in_the_environment_is_told_in_one_line_with_the_nearest_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_PROT", "8080")
    monkeypatch.setenv("assistant_index", "elsewhere")

    settings = read_settings()

    assert settings.port == 7860
    (line,) = caplog.messages
    assert "ASSISTANT_PROT (nearest: ASSISTANT_PORT), assistant_index (nearest: ASSISTANT_INDEX_DIR)" in line


def test_known_names_are_no_unknown_ones(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("assistant_port", "8080")
    monkeypatch.setenv("ASSISTANT_HOST", "127.0.0.1")

    assert read_settings().port == 8080
    assert caplog.messages == []
