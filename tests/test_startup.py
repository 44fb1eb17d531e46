"""Loading in the background."""

import threading
from pathlib import Path

import pytest

from assistant.domain import Outcome
from assistant.errors import AssistantError, IndexMissing, ModelUnavailable
from assistant.index.generations import Generations
from assistant.models.embedding import Embedder
from assistant.settings import Settings
from assistant.startup import Startup
from tests.chat_server import ChatServer, Fail, Script, says, wait_until
from tests.scripted import CALIBRATION, ScriptedEmbedder, build_index


@pytest.fixture
def settings(corpus: Path, tmp_path: Path) -> Settings:
    return Settings(corpus_dir=corpus, index_dir=tmp_path / "new-index")


def test_the_first_index_is_built_in_the_background(settings: Settings) -> None:
    may_load = threading.Event()

    def load(_: Settings) -> Embedder:
        may_load.wait(10)
        return ScriptedEmbedder(identity="packed-e5@1571fc982750")

    startup = Startup(settings, load, lambda: CALIBRATION)
    startup.begin()

    assert not startup.is_ready()
    assert startup.answer("Is there an interview for Botany?").outcome is Outcome.UNAVAILABLE
    may_load.set()
    assert startup.is_ready(30)
    done, all_texts = startup.progress
    assert done == all_texts > 0
    answer = startup.answer("Is there an interview for Botany?")
    assert answer.outcome is Outcome.ANSWERED


def test_a_corpus_that_cannot_be_read_at_first_is_healed_by_an_ingest(settings: Settings) -> None:
    broken = settings.corpus_dir / "broken.md"
    broken.write_text("no front matter", encoding="utf-8")
    embedder = ScriptedEmbedder(identity="packed-e5@1571fc982750")
    startup = Startup(settings, lambda _: embedder, lambda: CALIBRATION)
    startup.begin()
    assert startup.is_ready(30)
    with pytest.raises(IndexMissing, match=r"python ingest\.py"):
        startup.answer("Is there an interview for Botany?")

    broken.unlink()
    build_index(settings.corpus_dir, settings.index_dir, embedder)

    answer = startup.answer("Is there an interview for Botany?")
    assert answer.outcome is Outcome.ANSWERED


def test_the_page_waits_for_an_index_that_another_process_builds(settings: Settings) -> None:
    embedder = ScriptedEmbedder(identity="packed-e5@1571fc982750")
    startup = Startup(settings, lambda _: embedder, lambda: CALIBRATION)
    with Generations(settings.index_dir).building():
        startup.begin()
        assert not startup.is_ready(0.5)

    assert startup.is_ready(30)
    assert startup.answer("Is there an interview for Botany?").outcome is Outcome.ANSWERED


def test_a_model_that_cannot_be_loaded_is_told_to_whoever_asks(settings: Settings) -> None:
    def load(_: Settings) -> Embedder:
        raise ModelUnavailable("No weights. Install them.")

    startup = Startup(settings, load)
    startup.begin()

    with pytest.raises(ModelUnavailable, match="Install them"):
        startup.is_ready(10)
    with pytest.raises(ModelUnavailable):
        startup.answer("x")


def test_a_failure_that_is_told_again_and_again_does_not_grow(settings: Settings) -> None:
    def load(_: Settings) -> Embedder:
        raise ModelUnavailable("No weights. Install them.")

    startup = Startup(settings, load)
    startup.begin()
    told = []
    for _ in range(50):
        with pytest.raises(ModelUnavailable, match="Install them") as failure:
            startup.is_ready(10)
        told.append(len(failure.traceback))

    assert set(told) == {told[0]}


def test_a_failure_nobody_foresaw_ends_in_an_error_without_its_text(settings: Settings) -> None:
    def load(_: Settings) -> Embedder:
        raise RuntimeError("secret at /some/path")

    startup = Startup(settings, load)
    startup.begin()

    with pytest.raises(AssistantError, match="RuntimeError") as error:
        startup.is_ready(10)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "told"), [("openia:gpt", "provider:model"), ("anthropic:claude", "ANTHROPIC_API_KEY")]
)
def test_a_chat_model_that_cannot_be_had_is_told_in_the_log_and_answers_are_quotations(
    settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    pytest.importorskip("langchain_anthropic")
    startup = Startup(settings.model_copy(update={"chat_model": name}), scripted_load, lambda: CALIBRATION)

    startup.begin()

    assert startup.is_ready(30)
    assert startup.answer("Is there an interview for Botany?").outcome is Outcome.ANSWERED
    assert told in caplog.text
    assert "answers are quotations" in caplog.text


@pytest.mark.parametrize(("script", "told"), [(says("OK"), "replies"), (lambda _: (Fail(401),), "refused the key")])
def test_whether_the_chat_model_replies_is_told_at_start(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, script: Script, told: str
) -> None:
    caplog.set_level("INFO")
    with ChatServer(script).running() as server:
        chosen = {"chat_model": "openai:m", "chat_base_url": server.url, "chat_budget_file": tmp_path / "budget"}
        startup = Startup(settings.model_copy(update=chosen), scripted_load, lambda: CALIBRATION)

        startup.begin()

        assert startup.is_ready(30)
        assert wait_until(lambda: told in caplog.text, 20)
        assert len(server.requests) == 1


def scripted_load(_: Settings) -> Embedder:
    return ScriptedEmbedder(identity="packed-e5@1571fc982750")
