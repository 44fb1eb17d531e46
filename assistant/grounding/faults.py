"""What of a sentence does not rest on what it cites."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What of a sentence does not rest on what it cites."""

    FIGURE = "figure"
    BOUND = "bound"
    YEAR = "year"
    PROGRAMME = "programme"
    MEASURE = "measure"
    DATE = "date"
    CODE = "code"
    NAME = "name"
    NEGATION = "negation"
    DUTY = "duty"
    MAY = "may"
    STRESS = "stress"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold, and the words or the value that it is about."""

    kind: Kind
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"
