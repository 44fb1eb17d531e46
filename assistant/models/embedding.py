"""Texts to vectors through sentence-transformers, for whichever model the settings name."""

import hashlib
import re
import threading
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from langchain_core.embeddings import Embeddings

from assistant.errors import ModelUnavailable
from assistant.models import adapter, packed_e5
from assistant.models.teaching import Lesson, Progress, taught
from assistant.models.together import Together

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer  # noqa: TID251  # this is the door

PACKED_E5 = "packed-e5"
_E5 = re.compile(r"(^|[/_-])e5-(small|base|large)(?!.*instruct)", re.IGNORECASE)
_PICKLES = ("*.bin", "*.pt", "*.pth", "*.pkl", "*.ckpt")
_READ = ["*.json", "*.safetensors", "*.model", "*.txt"]
_BATCH = 32
# Questions embedded together. Larger batches would leave one core idle: while one batch is embedded, the answers to the
# batch before are put together on the other.
_QUESTIONS = 16


class Embedder(Embeddings):
    """LangChain's `Embeddings` that also knows itself; scripted ones in tests derive from it, too.

    `identity` names weights and prompts: equal identities give equal vectors. `max_tokens` are the word pieces that the
    model reads; what is longer is cut off.
    """

    identity: str
    max_tokens: int

    @abstractmethod
    def count_tokens(self, text: str) -> int:
        """Word pieces of `text` as a passage, the prompt and the model's own marks included."""


class SentenceEmbeddings(Embedder):
    """`Embeddings` over a loaded sentence-transformers model; safe to call from several threads."""

    def __init__(
        self,
        model: "SentenceTransformer",
        identity: str,
        prompts: tuple[str, str],
        threads: tuple[int, int],
    ) -> None:
        """`prompts` go before a question and a passage; `threads` are torch's for questions and for passages."""
        self.identity = identity
        self._model = model
        self._query_prompt, self._passage_prompt = prompts
        self._query_threads, self._passage_threads = threads
        self._lock = threading.Lock()  # tokenizers are not safe to share ("Already borrowed")
        self.max_tokens = int(model.max_seq_length or 512)
        self._together: Together[str, list[float]] = Together(self._embed_queries, _QUESTIONS)

    def count_tokens(self, text: str) -> int:
        """Word pieces of `text` as a passage, the prompt and the model's own marks included."""
        with self._lock:
            return len(self._model.tokenizer(self._passage_prompt + text, verbose=False)["input_ids"])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector per passage, in order; empty for no passages."""
        return self._encode(texts, is_query=False) if texts else []

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question; questions of several threads at the same time are embedded together."""
        return self._together(text)

    def taught(self, lessons: Sequence[Lesson], progress: Progress, *, steps: int) -> dict[str, adapter.Change]:
        """The changes to this model that so many steps over `lessons` teach. It has learnt them itself, too."""
        import torch

        with self._lock:
            torch.set_num_threads(self._passage_threads)
            return taught(self._model, (self._query_prompt, self._passage_prompt), lessons, progress, steps=steps)

    def _embed_queries(self, texts: Sequence[str]) -> list[list[float]]:
        return self._encode(texts, is_query=True)

    def _encode(self, texts: Sequence[str], *, is_query: bool) -> list[list[float]]:
        import torch

        encode = self._model.encode_query if is_query else self._model.encode_document
        with self._lock:
            torch.set_num_threads(self._query_threads if is_query else self._passage_threads)
            vectors = encode(
                list(texts),
                prompt=self._query_prompt if is_query else self._passage_prompt,
                batch_size=_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return cast(list[list[float]], vectors.tolist())  # the library types an array of floats as Any


def load_embeddings(
    name: str,
    *,
    revision: str | None,
    models_dir: Path,
    prompts: tuple[str | None, str | None],
    threads: tuple[int, int],
    changes: Path | None = None,
) -> SentenceEmbeddings:
    """Load the model `name`: `packed-e5`, a folder, or a hub name (the only case that may use the network).

    `prompts` of None are the model's own; `changes` is a file that `adapter.write_adapter` wrote. Takes seconds. Raises
    ModelUnavailable saying what to do.
    """
    if name == PACKED_E5:
        folder = packed_e5.unpacked(models_dir)
    else:
        folder = Path(name) if Path(name).is_dir() else _downloaded(name, revision)
    _refuse_pickles(folder)
    model = _load(folder)
    if changes:
        adapter.adapt(adapter.encoder_of(model), adapter.read_adapter(changes))
    identity = identity_of(name, revision, prompts, changes)
    return SentenceEmbeddings(model, identity, _prompts(model, name, prompts), threads)


def identity_of(
    name: str, revision: str | None, prompts: tuple[str | None, str | None], changes: Path | None = None
) -> str:
    """What `load_embeddings` will call the model, told without loading it; a folder's weights are read through.

    Raises ModelUnavailable where the file of `changes` cannot be read.
    """
    if name == PACKED_E5:
        version = packed_e5.PACKED_SHA256[:12]
    else:
        version = _folder_digest(Path(name)) if Path(name).is_dir() else revision or "main"
    version += f"+{adapter.digest_of(changes)}" if changes else ""
    own = "" if prompts == (None, None) else "|" + hashlib.sha256(repr(prompts).encode()).hexdigest()[:8]
    return f"{name}@{version}{own}"


def _downloaded(name: str, revision: str | None) -> Path:
    """The folder of a hub model: configuration, tokenizer and safetensors weights, nothing that could run."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, revision=revision, allow_patterns=_READ))
    except (OSError, ValueError, HfHubHTTPError, HFValidationError, LocalEntryNotFoundError) as error:
        raise ModelUnavailable(
            f"The embedding model {name} is no folder and cannot be fetched: {error}\n"
            "Check ASSISTANT_EMBEDDING_MODEL (a name needs the network at first use), or unset it for the default."
        ) from error


def _load(folder: Path) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer  # noqa: TID251  # this is the door
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers does not type it
    try:
        return SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError, ImportError) as error:
        raise ModelUnavailable(
            f"The embedding model in {folder} cannot be loaded: {error}\n"
            "Check ASSISTANT_EMBEDDING_MODEL (a sentence-transformers folder or name with safetensors weights), or "
            "unset it for the offline default."
        ) from error


def _prompts(model: "SentenceTransformer", name: str, chosen: tuple[str | None, str | None]) -> tuple[str, str]:
    """What goes before a question and a passage: the settings', else the model's own, else what E5 is trained with."""
    own = model.prompts or {}
    trained = (packed_e5.QUERY_PROMPT, packed_e5.PASSAGE_PROMPT) if _E5.search(name) else ("", "")
    query = chosen[0] if chosen[0] is not None else own.get("query") or trained[0]
    passage = chosen[1] if chosen[1] is not None else own.get("document") or own.get("passage") or trained[1]
    return query, passage


def _refuse_pickles(folder: Path) -> None:
    for pattern in _PICKLES:
        for path in sorted(folder.rglob(pattern)):
            if not any(path.parent.glob("*.safetensors")):
                raise ModelUnavailable(
                    f"{path} is a pickle, which can run code when it is read; only safetensors are loaded. "
                    "Take a version of the model with safetensors weights."
                )


def _folder_digest(folder: Path) -> str:
    """A digest of a model's configuration and weights, 12 hex digits."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".json", ".safetensors", ".model", ".txt"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
    return digest.hexdigest()[:12]
