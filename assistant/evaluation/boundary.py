"""The command `scope`: fits what tells the questions that the assistant does not answer from those that it does."""

import argparse
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from scipy.optimize import minimize

from assistant.bootstrap import load_embedder
from assistant.evaluation.calibrate import to_tune_on, write
from assistant.evaluation.case import Case, Expectation
from assistant.evaluation.cases import read_cases
from assistant.evaluation.errors import EvaluationError
from assistant.models.embedding import Embedder
from assistant.scope.boundary import Boundary
from assistant.settings import read_settings

_EXAMPLES = Path("assistant/scope/examples.jsonl")
_OUT = Path("assistant/scope/boundary.json")
_DONE = "NONE"
_OUTSIDE = "adversarial"
_PENALTY = 1.7
_PARTS = 5
_DECIMALS = 5

_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a visitor, and whether it asks for something that is not done here."""

    text: str
    is_outside: bool


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `scope`."""
    parser = commands.add_parser("scope", help="fit what tells questions that are not answered here from the others")
    parser.add_argument("--cases", type=Path, nargs="+", required=True, metavar="FILE", help="JSONL, YAML or CSV files")
    parser.add_argument(
        "--examples", type=Path, default=_EXAMPLES, metavar="FILE", help=f"messages with labels (default: {_EXAMPLES})"
    )
    parser.add_argument("--out", type=Path, default=_OUT, metavar="FILE", help=f"what is written (default: {_OUT})")
    parser.add_argument(
        "--target-lost", type=float, default=0.01, metavar="SHARE", help="of the questions that are answered here"
    )
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Fit, print how the fit does on messages that it has not seen, and write the boundary. Raises AssistantError."""
    console = Console(soft_wrap=True, highlight=False, markup=False)
    cases = to_tune_on(read_cases(arguments.cases)[0], console)
    messages = [*read_messages(arguments.examples), *map(_message_of, cases)]
    embedder = load_embedder(read_settings())
    vectors = np.array([embedder.embed_query(message.text) for message in messages])
    outside = np.array([message.is_outside for message in messages])
    parts = np.array([zlib.crc32(message.text.encode()) % _PARTS for message in messages])
    unseen = np.zeros(len(messages))
    for part in range(_PARTS):
        unseen[parts == part] = _scores(
            *_fitted(vectors[parts != part], outside[parts != part]), vectors[parts == part]
        )
    margin = _margin(unseen[~outside], arguments.target_lost)
    found = float(np.mean(unseen[outside] > margin))
    console.print(
        f"{outside.sum()} of {len(messages)} messages ask for something else. Cross-validated: {found:.1%} of them are "
        f"told, with {np.mean(unseen[~outside] > margin):.1%} of the others taken for such."
    )
    write(arguments.out, _as_json(_boundary(vectors, outside, margin, embedder)))
    console.print(f"Written to {arguments.out}, for the embedding model {embedder.identity}.")
    return 0


def read_messages(path: Path) -> list[Message]:
    """The messages of a JSONL file, each with `text` and `ask`, NONE for what is answered. Raises EvaluationError."""
    try:
        stored = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [Message(each["text"], each["ask"] != _DONE) for each in stored]
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} must hold one object a line with `text` and `ask`: {error}.") from error


def _message_of(case: Case) -> Message:
    return Message(case.turns[-1], case.type == _OUTSIDE and case.expect is Expectation.REFUSE)


def _fitted(vectors: _Array, outside: NDArray[np.bool_]) -> tuple[_Array, float]:
    """Weights and bias of a logistic regression in which both kinds count the same."""
    mean, spread = vectors.mean(axis=0), float(vectors.std(axis=0).mean())
    scaled = (vectors - mean) / spread / np.sqrt(vectors.shape[1])
    sign = np.where(outside, 1.0, -1.0)
    share = np.where(outside, 0.5 / max(outside.sum(), 1), 0.5 / max((~outside).sum(), 1)) * len(vectors)

    def loss(weights: _Array) -> tuple[float, _Array]:
        margins = sign * (scaled @ weights[:-1] + weights[-1])
        slope = -sign * share / (1 + np.exp(np.clip(margins, -30, 30)))
        penalty = weights[:-1] / _PENALTY
        value = float(share @ np.logaddexp(0, -margins) + penalty @ weights[:-1] / 2)
        return value, np.append(scaled.T @ slope + penalty, slope.sum())

    best = minimize(loss, np.zeros(vectors.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = best[:-1] / spread / np.sqrt(vectors.shape[1])
    return weights, float(best[-1] - weights @ mean)


def _scores(weights: _Array, bias: float, vectors: _Array) -> _Array:
    return vectors @ weights + bias


def _margin(done: Sequence[float] | _Array, target: float) -> float:
    """The least score above which at most a share `target` of what is answered lies."""
    return float(np.quantile(np.asarray(done), 1 - target))


def _boundary(vectors: _Array, outside: NDArray[np.bool_], margin: float, embedder: Embedder) -> Boundary:
    weights, bias = _fitted(vectors, outside)
    rounded = tuple(round(float(weight), _DECIMALS) for weight in weights)
    return Boundary(embedder.identity, rounded, round(bias - margin, _DECIMALS))


def _as_json(fitted: Boundary) -> str:
    stored = {"bias": fitted.bias, "model": fitted.model, "weights": fitted.weights}
    return json.dumps(stored, ensure_ascii=False, sort_keys=True) + "\n"
