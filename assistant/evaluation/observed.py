"""What is seen of one answer: the facts it holds, its hits, citations and statements, and the verdict."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How an answer is judged."""

    RIGHT = "right"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class FoundFact:
    """One expected fact and the alternative of it that the answer holds; empty where it holds none."""

    any_of: tuple[str, ...]
    matched: str = ""


@dataclass(frozen=True, slots=True)
class FoundHit:
    """A passage or statement that was found, best first in its list.

    `document` is the id of its document and `original` that of the document of which it is a translation (else the
    same); `score` the fused one, `similarity` the cosine (None where the search by meaning did not list it), `words`
    the BM25 score. `sources` are the case's sources that its document is a home of, `facts` the indexes of the case's
    facts of which it holds an alternative (empty unless it is of a source). `statement` is empty for a passage.
    """

    passage: str
    document: str
    original: str
    breadcrumb: str
    text: str
    score: float
    similarity: float | None
    words: float
    statement: str = ""
    sources: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()


class Level(StrEnum):
    """What a ranking lists."""

    DOCUMENTS = "documents"
    PASSAGES = "passages"
    STATEMENTS = "statements"


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well one list of hits finds what a case wants: its sources among documents, its facts among the others.

    `wanted` is how many of them the index holds; `gains` how many are found anew at each of the first ten ranks, `best`
    the same of the best possible list; `first` the rank (from 1) of the first hit that finds any, 0 for none.
    """

    level: Level
    wanted: int
    gains: tuple[int, ...]
    best: tuple[int, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Cited:
    """What a mark of an answer points to; `sources` and `facts` as in FoundHit, judged on the whole passage."""

    mark: int
    passage: str
    document: str
    original: str
    breadcrumb: str
    text: str
    as_of: str
    quotes: tuple[str, ...]
    sources: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of an answer and its marks; `unsupported` lists what of it no cited passage holds."""

    text: str
    marks: tuple[int, ...]
    unsupported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Why the assistant answered or refused: the fields of domain.Evidence."""

    reason: str
    confidence: float
    threshold: float
    similarity: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Offer:
    """The questions that were offered after an answer, what finding them took in seconds and tokens, and in calls.

    `answered` tells of each whether the assistant answers it by itself, and `in_language` whether it is written in the
    language of the answer.
    """

    questions: tuple[str, ...]
    answered: tuple[bool, ...]
    in_language: tuple[bool, ...]
    seconds: float = 0.0
    tokens: int = 0
    calls: int = 0
