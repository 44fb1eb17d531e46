"""A case: a question with a known answer."""

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Language

_HELD_BACK_OF = 3
_REWORDING = re.compile(r"para-(.+)[ab]")  # as those in tests/answer_quality/paraphrases


class Expectation(StrEnum):
    """What a case wants: an answer, or that the assistant declines."""

    ANSWER = "answer"
    REFUSE = "refuse"


def is_held_back(case_id: str) -> bool:
    """Whether a case belongs to the third that nobody tunes on; decided by its id alone.

    >>> [is_held_back(name) for name in ("made-1", "made-2", "made-3", "made-4")]
    [True, False, False, False]
    """
    return zlib.crc32(case_id.encode()) % _HELD_BACK_OF == 0


def fold_of(case_id: str, folds: int) -> int:
    """Which of so many folds (from 0) a case belongs to; decided by its id alone, whichever third is held back.

    >>> [fold_of(name, 5) for name in ("made-1", "made-2", "made-3", "made-4")]
    [0, 3, 1, 2]
    """
    return zlib.crc32(case_id.encode()) // _HELD_BACK_OF % folds


@dataclass(frozen=True, slots=True)
class Expected:
    """One fact that an answer must hold: any of these alternatives is enough.

    An alternative is a string, or several joined by " && " that all must occur; "@refusal" wants a refusal.
    """

    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with a known answer. `turns` are the questions in order; only the answer to the last is judged.

    `sources` name where the answer stands (fact sheets or documents); `forbid` are strings that no right answer holds;
    `reference` is a free-text answer; `are_facts_derived` where the facts are nothing but its figures; `contexts` are
    the passages that somebody else found relevant. `origin` is the file and line that it comes from.
    """

    id: str
    turns: tuple[str, ...]
    facts: tuple[Expected, ...]
    lang: Language
    expect: Expectation = Expectation.ANSWER
    forbid: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    type: str = ""
    category: str = ""
    note: str = ""
    reference: str = ""
    contexts: tuple[str, ...] = ()
    are_facts_derived: bool = False
    origin: str = ""

    @property
    def question(self) -> str:
        """The question whose answer is judged."""
        return self.turns[-1]

    @property
    def is_held_back(self) -> bool:
        """Whether nobody tunes on this case."""
        return is_held_back(self.id)

    @property
    def family(self) -> str:
        """The id of the case that this one puts in other words ("para-Q001a" does for "Q001"), else its own."""
        rewording = _REWORDING.fullmatch(self.id)
        return rewording[1] if rewording else self.id

    @property
    def is_draft(self) -> bool:
        """Whether it still has to be reviewed by a person (its note begins with "draft")."""
        return self.note.lower().startswith("draft")
