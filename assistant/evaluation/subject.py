"""What is evaluated: an assistant over an index that exists, and all that judging its answers takes."""

import hashlib
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant.bootstrap import create_assistant, create_chat_model
from assistant.catalogue_file import load_catalogue
from assistant.domain import Passage
from assistant.errors import IndexMissing
from assistant.evaluation.asking import Answering
from assistant.evaluation.judging import Judge
from assistant.evaluation.offering import Metered, Offerer, Offering
from assistant.evaluation.records import Machine
from assistant.evaluation.sources import Sources, originals_of
from assistant.index.generation import Manifest, read_manifest
from assistant.index.generations import Generations
from assistant.index.stored import read_passages
from assistant.ingestion.build import read_corpus
from assistant.models.budgets import NoBudget
from assistant.models.embedding import Embedder
from assistant.programmes import Catalogue
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Subject:
    """An assistant as of a day, the generation that it answers from, and the passages and catalogue of that."""

    answering: Answering
    offering: Offering
    generation: str
    manifest: Manifest
    passages: tuple[Passage, ...]
    catalogue: Catalogue
    originals: dict[str, str]

    @property
    def corpus_digest(self) -> str:
        """One SHA-256 over the digests of all documents in the index."""
        listed = "\n".join(f"{name} {digest}" for name, digest in sorted(self.manifest.documents.items()))
        return hashlib.sha256(listed.encode()).hexdigest()

    def judge(self, homes: dict[str, tuple[str, ...]]) -> Judge:
        """A judge of its answers; `homes` are the documents listed for each source."""
        return Judge(self.passages, self.sources(homes), self.catalogue.named_in)

    def sources(self, homes: dict[str, tuple[str, ...]]) -> Sources:
        """Where the sources of cases stand in its documents."""
        return Sources(homes, self.originals)


def index_folder(settings: Settings) -> Path:
    """The folder of the generation that the settings name. Raises IndexMissing when there is none."""
    folder = Generations(settings.index_dir).current()
    if folder is None:
        raise IndexMissing(f"No index at {settings.index_dir}. Build it with: python ingest.py")
    return folder


def open_subject(settings: Settings, embedder: Embedder, as_of: date) -> Subject:
    """The assistant over the index of the settings, as of a day. Raises AssistantError when there is no such index.

    With a chat model in the settings it writes the answers, without a budget for the day; one that cannot be had is an
    error here.

    Which documents are translations of which is read from the corpus; without it each stands alone.
    """
    folder = index_folder(settings)
    manifest = read_manifest(folder)
    model = create_chat_model(settings, NoBudget())
    chat = Metered(model) if model else None
    assistant = create_assistant(settings, embedder, today=lambda: as_of, chat=chat)
    plain = create_assistant(settings, embedder, today=lambda: as_of) if chat else assistant
    assistant.find("")  # opens the index, so that a bad one is known before the first question
    return Subject(
        answering=assistant.stream,
        offering=Offerer(assistant, plain, chat).offer,
        generation=folder.name,
        manifest=manifest,
        passages=tuple(read_passages(folder / "passages.jsonl")),
        catalogue=load_catalogue(folder)[0],
        originals=originals_in(settings, manifest),
    )


def originals_in(settings: Settings, manifest: Manifest) -> dict[str, str]:
    """For each document of an index the id of the one that the corpus says it is a translation of, else its own id."""
    documents = read_corpus(settings.corpus_dir).documents if settings.corpus_dir.is_dir() else ()
    originals = {name: name for name in manifest.documents} | originals_of(documents)
    return {name: original for name, original in originals.items() if name in manifest.documents}


def package_version() -> str:
    """The version of the assistant; empty where it is not installed."""
    try:
        return version("programme-assistant")
    except PackageNotFoundError:
        return ""


def machine() -> Machine:
    """What this runs on."""
    return Machine(os.cpu_count() or 1, platform.python_version(), platform.platform())


def commit(folder: Path) -> tuple[str, bool]:
    """The git commit of the code in `folder`, and whether files differ from it; ("", False) where there is no git."""
    git = shutil.which("git")
    if git is None:
        return "", False

    def said(*arguments: str) -> str:
        found = subprocess.run(  # noqa: S603  # git itself, with fixed arguments
            [git, "-C", str(folder), *arguments], capture_output=True, text=True, check=False
        )
        return found.stdout.strip() if found.returncode == 0 else ""

    head = said("rev-parse", "HEAD")
    return head, bool(head and said("status", "--porcelain", "--untracked-files=no"))
