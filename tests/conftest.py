"""What several tests share: small corpora and indexes, the real model, the real index, and a served page."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from filelock import FileLock

from assistant.answering import Assistant
from assistant.bootstrap import create_assistant, load_embedder, update_index
from assistant.index.generations import Generations
from assistant.models.embedding import Embedder
from assistant.settings import Settings
from tests.scripted import ScriptedEmbedder, build_index, close_served, write_corpus

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Served:
    """A page served by `app.py` in a process of its own, with a corpus that the test may change."""

    url: str
    corpus: Path
    environment: dict[str, str]

    def ingest(self) -> subprocess.CompletedProcess[str]:
        """Run ingest.py on its corpus."""
        return subprocess.run(
            [sys.executable, "ingest.py"], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module", autouse=True)
def _closes_what_it_served() -> Iterator[None]:
    yield
    close_served()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def embedder() -> ScriptedEmbedder:
    return ScriptedEmbedder()


@pytest.fixture
def index(tmp_path: Path, corpus: Path, embedder: ScriptedEmbedder) -> Path:
    build_index(corpus, tmp_path / "index", embedder)
    return tmp_path / "index"


@pytest.fixture(scope="session")
def real_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Over the shipped corpus, with an index of its own: a copy of the one that a run of the tests builds once.

    The processes of a run share its folder; what the checkout's index has embedded already is carried over.
    """
    own = tmp_path_factory.mktemp("real") / "index"
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    built = Settings(corpus_dir=ROOT / "corpus", index_dir=shared / "built", models_dir=ROOT / ".models")
    with FileLock(shared / "built.lock"):
        if not built.index_dir.exists():
            if Generations(ROOT / ".index").current():
                shutil.copytree(ROOT / ".index", built.index_dir)
            update_index(built, embedder=lambda: load_embedder(built))
    shutil.copytree(built.index_dir, own)
    return built.model_copy(update={"index_dir": own})


@pytest.fixture(scope="session")
def real_embedder(real_settings: Settings) -> Embedder:
    return load_embedder(real_settings)


@pytest.fixture(scope="session")
def real_assistant(real_settings: Settings, real_embedder: Embedder) -> Assistant:
    return create_assistant(real_settings, real_embedder)


@pytest.fixture(scope="session")
def served(
    tmp_path_factory: pytest.TempPathFactory, real_assistant: Assistant, real_settings: Settings
) -> Iterator[Served]:
    """The page over a copy of the shipped corpus and of its index."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(real_settings.corpus_dir, folder / "corpus")
    shutil.copytree(real_settings.index_dir, folder / "index")
    port = free_port()
    environment = {
        **os.environ,
        "ASSISTANT_CORPUS_DIR": str(folder / "corpus"),
        "ASSISTANT_INDEX_DIR": str(folder / "index"),
        "ASSISTANT_MODELS_DIR": str(real_settings.models_dir),
        "ASSISTANT_JOURNAL_DIR": str(folder / "journal"),
        "ASSISTANT_PORT": str(port),
        "HF_HUB_OFFLINE": "1",
    }
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz", process, folder / "log")
            yield Served(f"http://127.0.0.1:{port}/", folder / "corpus", environment)
        finally:
            process.terminate()
            process.wait(timeout=60)


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path, seconds: float = 300) -> None:
    """Until `url` answers; fails with the log when the process has ended or the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(url, timeout=5):  # noqa: S310  # our own page on loopback
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer:\n{log.read_text()}")
