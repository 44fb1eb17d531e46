"""Small changes to an embedding model's weights, learnt from questions and what answers them (Hu et al. 2021)."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer  # noqa: TID251  # this is the door
    from torch.nn import Module

_DOWN, _UP = ".down", ".up"
_DIGITS = 8
Factor = NDArray[np.float16]


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What is added to a matrix of weights of the shape (out, in): `up` (out, rank) times `down` (rank, in)."""

    up: Factor
    down: Factor


def digest_of(path: Path) -> str:
    """What tells one file of changes from another, 8 hex digits. Raises ModelUnavailable when it cannot be read."""
    with _failing_as_unavailable(path), path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:_DIGITS]


def write_adapter(path: Path, changes: Mapping[str, Change]) -> None:
    """Keep changes, by the names of the modules whose weights they are added to, in one file."""
    from safetensors.numpy import save_file

    factors = {name + _UP: np.ascontiguousarray(change.up) for name, change in changes.items()}
    factors |= {name + _DOWN: np.ascontiguousarray(change.down) for name, change in changes.items()}
    save_file(factors, path)


def read_adapter(path: Path) -> dict[str, Change]:
    """The changes that a file keeps. Raises ModelUnavailable when it is missing or damaged."""
    from safetensors.numpy import load_file

    with _failing_as_unavailable(path):
        factors = load_file(path)
        names = [name.removesuffix(_UP) for name in factors if name.endswith(_UP)]
        return {name: Change(factors[name + _UP], factors[name + _DOWN]) for name in names}


def encoder_of(model: "SentenceTransformer") -> "Module":
    """The transformer within a sentence-transformers model."""
    return cast("Module", model[0].auto_model)


def adapt(encoder: "Module", changes: Mapping[str, Change]) -> None:
    """Add changes to the weights of an encoder, in place; it is then as large and as quick as before."""
    import torch

    with torch.no_grad():
        for name, change in changes.items():
            added = change.up.astype(np.float32) @ change.down.astype(np.float32)
            encoder.get_parameter(f"{name}.weight").add_(torch.from_numpy(added))


@contextmanager
def _failing_as_unavailable(path: Path) -> Iterator[None]:
    from safetensors import SafetensorError

    try:
        yield
    except (OSError, KeyError, SafetensorError) as error:
        raise ModelUnavailable(
            f"The changes to the embedding model in {path} cannot be read: {error}. Make them with "
            "`python -m assistant.evaluation teach`, or unset ASSISTANT_EMBEDDING_ADAPTER to do without."
        ) from error
