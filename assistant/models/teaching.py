"""Teaches an embedding model to see questions near to what answers them: contrastive learning of low-rank changes."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.models.adapter import Change, encoder_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer  # noqa: TID251  # this is the door
    from torch import Tensor
    from torch.nn import Module, Parameter

RANK = 16
_FIRST_LAYER = 8  # those below keep what the model knows of languages, and need no gradient
_BATCH, _TOGETHER = 64, 8
_RATE, _WARM, _DECAY, _STEEPEST = 1e-3, 30, 0.01, 1.0
_TEMPERATURE = 0.02
_MOST_TOKENS = 64
Progress = Callable[[int, int, float], None]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question and a text that answers it.

    `answer` is the id of the statement or passage that the text is, `section` that of the section it stands in, and
    `document` that of its document. `is_of_section` tells that other texts of the section may answer as well.
    """

    question: str
    text: str
    answer: str
    section: str
    document: str
    is_of_section: bool

    def is_answered_by(self, other: "Lesson") -> bool:
        """Whether the text of another lesson may answer its question as well."""
        is_near = self.section == other.section and (self.is_of_section or other.is_of_section)
        return self.answer == other.answer or is_near


def taught(
    model: "SentenceTransformer",
    prompts: tuple[str, str],
    lessons: Sequence[Lesson],
    progress: Progress,
    *,
    steps: int,
) -> dict[str, Change]:
    """The changes to the weights of `model`'s upper layers that `lessons` teach, by the names of its modules.

    `prompts` go before a question and a passage. In turn a question is to be nearer to its text, and to another
    question that the same text answers, than to those of the other questions of its batch (InfoNCE, van den Oord et al.
    2018); questions of a document come several together, so that what tells its sections apart is learnt. What may
    answer a question as well does not count. AdamW with a rate that rises and then falls to nothing; always in the same
    order. `progress` is told the step, their number and the loss. Takes some seconds a step; `model` itself is changed
    as well.
    """
    import torch

    torch.manual_seed(0)
    order = random.Random(0)  # noqa: S311  # nothing secret
    model.max_seq_length = _MOST_TOKENS
    factors = _with_factors(encoder_of(model))
    optimiser = torch.optim.AdamW([each for pair in factors.values() for each in pair], lr=_RATE, weight_decay=_DECAY)
    slowing = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1, (at + 1) / _WARM) * (1 - at / steps))
    alike = _by_answer(lessons)
    for step, batch in zip(range(steps), _batches(lessons, order), strict=False):
        if step % 2:
            others = [lesson.text for lesson in batch]
        else:
            others = [_another(alike[lesson.answer], lesson.question, order) for lesson in batch]
        loss = _loss(model, prompts, batch, others)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch does not type it
        torch.nn.utils.clip_grad_norm_(optimiser.param_groups[0]["params"], _STEEPEST)
        optimiser.step()
        slowing.step()
        progress(step + 1, steps, loss.item())
    return {
        name: Change(*(each.detach().numpy().astype(np.float16) for each in both)) for name, both in factors.items()
    }


def _by_answer(lessons: Sequence[Lesson]) -> dict[str, list[str]]:
    """The questions that have the same answer, by its id."""
    found: dict[str, list[str]] = {}
    for lesson in lessons:
        found.setdefault(lesson.answer, []).append(lesson.question)
    return found


def _with_factors(encoder: "Module") -> "dict[str, tuple[Parameter, Parameter]]":
    """The factors, up and down, that are now added to each matrix of the upper layers; all else stays as it is."""
    import torch
    from torch.nn.utils import parametrize

    class LowRank(torch.nn.Module):
        def __init__(self, outputs: int, inputs: int) -> None:
            super().__init__()
            self.up = torch.nn.Parameter(torch.zeros(outputs, RANK))
            self.down = torch.nn.Parameter(torch.randn(RANK, inputs) / inputs**0.5)

        def forward(self, weight: torch.Tensor) -> torch.Tensor:
            return weight + self.up @ self.down

    encoder.requires_grad_(requires_grad=False)
    found = {}
    for name, module in list(encoder.named_modules()):
        layer = name.split(".")[2] if name.startswith("encoder.layer.") else "-1"
        if isinstance(module, torch.nn.Linear) and int(layer) >= _FIRST_LAYER:
            change = LowRank(module.out_features, module.in_features)
            parametrize.register_parametrization(module, "weight", change)
            found[name] = change.up, change.down
    return found


def _batches(lessons: Sequence[Lesson], order: random.Random) -> Iterator[list[Lesson]]:
    """Batches without end; each lesson once before any comes again, some of a document together."""
    while True:
        by_document: dict[str, list[Lesson]] = {}
        for lesson in order.sample(lessons, len(lessons)):
            by_document.setdefault(lesson.document, []).append(lesson)
        together = [own[at : at + _TOGETHER] for own in by_document.values() for at in range(0, len(own), _TOGETHER)]
        order.shuffle(together)
        mixed = [lesson for few in together for lesson in few]
        yield from (mixed[at : at + _BATCH] for at in range(0, max(len(mixed) - _BATCH, 0) + 1, _BATCH))


def _another(questions: Sequence[str], question: str, order: random.Random) -> str:
    """One of the other questions with the same answer; itself where it is the only one."""
    return order.choice([each for each in questions if each != question] or [question])


def _vectors(model: "SentenceTransformer", texts: list[str]) -> "Tensor":
    """The unit vectors of texts, shape (texts, n), with gradients."""
    from torch.nn.functional import normalize

    return normalize(model(model.preprocess(texts))["sentence_embedding"], dim=-1)


def _may_answer(batch: Sequence[Lesson]) -> "Tensor":
    """Whether the lesson of a column may answer the question of a row as well; False for a question's own."""
    import torch

    rows = [
        [at != row and one.is_answered_by(other) for at, other in enumerate(batch)] for row, one in enumerate(batch)
    ]
    return torch.tensor(rows)


def _loss(
    model: "SentenceTransformer", prompts: tuple[str, str], batch: Sequence[Lesson], others: Sequence[str]
) -> "Tensor":
    """How far each question of a batch is from being nearest to the text of `others` in its own place."""
    import torch
    from torch.nn.functional import cross_entropy

    questions = _vectors(model, [prompts[0] + lesson.question for lesson in batch])
    texts = _vectors(model, [prompts[1] + other for other in others])
    found = (questions @ texts.T / _TEMPERATURE).masked_fill(_may_answer(batch), -torch.inf)
    return cross_entropy(found, torch.arange(len(batch)))
