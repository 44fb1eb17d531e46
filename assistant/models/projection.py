"""Learns from questions and the texts that answer them which directions of their vectors tell answers apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

Vectors = NDArray[np.float32]

LEAST_QUESTIONS = 500  # fewer would teach the corpus's accidents
TEMPERATURE = 0.07
_ROUNDS, _BATCH, _RATE = 15, 256, 0.004
_AVERAGED = 10  # rounds at the end


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """A linear map under which questions come near to the texts that answer them.

    `matrix` has the shape (n, n) for vectors of n numbers; `questions` and `texts` are the means, shape (n,), that are
    taken from the vectors of either kind before.
    """

    matrix: Vectors
    questions: Vectors
    texts: Vectors

    def of_questions(self, vectors: Vectors) -> Vectors:
        """The unit vectors of questions under the map; both of the shape (any, n)."""
        return _unit((vectors - self.questions) @ self.matrix)

    def of_texts(self, vectors: Vectors) -> Vectors:
        """The unit vectors of texts under the map; both of the shape (any, n)."""
        return _unit((vectors - self.texts) @ self.matrix)


def write_projection(path: Path, projection: Projection) -> None:
    """Keep a projection in one file."""
    np.savez(path, matrix=projection.matrix, questions=projection.questions, texts=projection.texts)


def read_projection(path: Path) -> Projection:
    """The projection that a file keeps. Raises OSError, ValueError or KeyError when it is damaged."""
    with np.load(path, allow_pickle=False) as stored:
        return Projection(stored["matrix"], stored["questions"], stored["texts"])


def learned(
    questions: Vectors,
    answered_in: Sequence[int],
    texts: Vectors,
    told_in: Sequence[int],
    near_misses: Vectors,
    missed_in: Sequence[int],
) -> Projection | None:
    """The projection that the questions of a corpus teach; None where there are fewer than LEAST_QUESTIONS.

    Rows are unit vectors; `answered_in` names for each question the section that answers it, in whatever language,
    `told_in` for each text the section that it stands in, and `missed_in` for each near miss the one that it is said
    not to be told in. A question is to be nearer to a text of its section than to those of other questions, and nearer
    to the other questions of that section than to questions of others and to near misses: the loss is that of
    contrastive learning (van den Oord et al. 2018), found by AdamW over batches in an order that is always the same.
    The map is the mean of those after the last rounds (Polyak and Juditsky 1992), so that it depends little on that
    order and on a few texts more or less. Takes seconds.
    """
    if len(questions) < LEAST_QUESTIONS:
        return None
    import torch

    torch.set_num_threads(1)  # steps are small: on a busy machine several threads mostly wait for each other
    order = np.random.default_rng(0)
    size = questions.shape[1]
    means = questions.mean(0), texts.mean(0)
    asked, missed = (torch.from_numpy(vectors - means[0]) for vectors in (questions, near_misses.reshape(-1, size)))
    said = torch.from_numpy(texts - means[1])
    own, others, told, misses = np.asarray(answered_in), _rows(answered_in), _rows(told_in), _rows(missed_in)
    change = torch.zeros((size, size), requires_grad=True)
    averaged = torch.zeros((size, size))
    optimiser = torch.optim.AdamW([change], lr=_RATE)
    for number in range(_ROUNDS):
        for batch in np.array_split(order.permutation(len(questions)), max(len(questions) // _BATCH, 1)):
            sections = own[batch]
            pairs = zip(batch.tolist(), sections.tolist(), strict=True)
            alike = [_one([i for i in others[section] if i != at] or [at], order) for at, section in pairs]
            near = [_one(misses[section], order) for section in sections.tolist() if section in misses]
            answers = [_one(told[section], order) for section in sections.tolist()]
            same = torch.from_numpy(sections[:, None] == sections)
            shown = _shown(asked[batch], change)
            loss = _loss(shown, _shown(said[answers], change), same)
            loss = loss + _loss(shown, _shown(torch.cat([asked[alike], missed[near]]), change), same)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch does not type it
            optimiser.step()
        if number >= _ROUNDS - _AVERAGED:
            averaged += change.detach() / _AVERAGED
    matrix = np.eye(size, dtype=np.float32) + averaged.numpy()
    return Projection(matrix, *means)


def _one(rows: Sequence[int], order: np.random.Generator) -> int:
    """One of `rows`, drawn as `order.choice` draws it, which takes ten times as long."""
    return rows[int(order.integers(len(rows)))]


def _shown(vectors: "Tensor", change: "Tensor") -> "Tensor":
    """The unit vectors of `vectors` under the map, both of the shape (any, n)."""
    from torch.nn.functional import normalize

    return normalize(vectors + vectors @ change, dim=-1)


def _loss(questions: "Tensor", others: "Tensor", same: "Tensor") -> "Tensor":
    """How far each question is from being nearest to the row of `others` in its own place, as they are shown.

    Those in other places do not count where they belong to the `same` section, shape (questions, questions).
    """
    import torch
    from torch.nn.functional import cross_entropy

    found = questions @ others.T / TEMPERATURE
    count = len(questions)
    twice = same & ~torch.eye(count, dtype=torch.bool)
    found[:, :count] = found[:, :count].masked_fill(twice, -torch.inf)
    return cross_entropy(found, torch.arange(count))


def _rows(groups: Sequence[int]) -> dict[int, list[int]]:
    """The positions of each group."""
    found: dict[int, list[int]] = {}
    for at, group in enumerate(groups):
        found.setdefault(group, []).append(at)
    return found


def _unit(vectors: NDArray[np.floating]) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit
