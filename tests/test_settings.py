import re
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


def test_an_unknown_name_in_the_env_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("HF_TOKEN=secret\nASSISTANT_PROT=8080\n")

    with pytest.raises(SettingsError, match="no such settings as ASSISTANT_PROT "):
        read_settings()
