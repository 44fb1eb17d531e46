"""What is asked for and not done here, told from the meaning of a question where no pattern finds it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import fsum

_FILE = "boundary.json"


@dataclass(frozen=True, slots=True)
class Boundary:
    """A plane that parts what is asked of this assistant from what is not, for the vectors of one embedding model.

    `python -m assistant.evaluation scope` fits it to `examples.jsonl` and to cases that are not held back.
    """

    model: str
    weights: tuple[float, ...]
    bias: float

    def is_outside(self, vector: Sequence[float]) -> bool:
        """Whether a question with this unit vector asks for something that is not done here.

        A vector of another length is none of this model, and nothing can be told from it.
        """
        if len(vector) != len(self.weights):
            return False
        return fsum(weight * value for weight, value in zip(self.weights, vector, strict=True)) + self.bias > 0


@cache
def boundary() -> Boundary:
    """The boundary that the package carries."""
    return boundary_of(files("assistant.scope").joinpath(_FILE).read_text(encoding="utf-8"))


def boundary_of(text: str) -> Boundary:
    """The boundary that a JSON text holds, as `python -m assistant.evaluation scope` writes it."""
    stored = json.loads(text)
    return Boundary(stored["model"], tuple(stored["weights"]), float(stored["bias"]))
