"""What became of a case, a run with its figures, and their JSON forms."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from assistant.domain import Language, Outcome, Writing
from assistant.evaluation.case import Case, Expectation, Expected, is_held_back
from assistant.evaluation.observed import Cited, Decision, FoundFact, FoundHit, Level, Offer, Ranking, Said, Verdict

__all__ = [
    "CASE",
    "CONFIG",
    "RESULT",
    "SUMMARY",
    "Case",
    "CaseFile",
    "Cited",
    "Config",
    "Decision",
    "Expectation",
    "Expected",
    "Figure",
    "FoundFact",
    "FoundHit",
    "Group",
    "Level",
    "Machine",
    "Offer",
    "Ranking",
    "Result",
    "Run",
    "Said",
    "Summary",
    "Unit",
    "Verdict",
    "is_held_back",
]

_REFUSALS = (Outcome.NOT_FOUND, Outcome.OUT_OF_SCOPE, Outcome.UNAVAILABLE)


class Unit(StrEnum):
    """What a figure counts: a share (0 to 1), a score (-1 to 1), or words, seconds, money and so on."""

    SHARE = "share"
    SCORE = "score"
    WORDS = "words"
    STATEMENTS = "statements"
    SECONDS = "seconds"
    TOKENS = "tokens"
    CALLS = "calls"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case: the last answer as a visitor reads it, what it rests on, and the verdict.

    `earlier` are the answers to the turns before. `passages` and `statements` are the best hits of both searches;
    `reachable` are the indexes of the facts that some passage of a source holds at all, `in_index` the sources that
    have a document in the index, `rankings` how well these were found. `seconds` are the times to the whole last
    answer, `first_text` to its first words, one for each repetition; `is_stable` tells whether all repetitions said the
    same, None where there was only one. `writing` is how a chat model wrote the answer, None for a quotation. `offer`
    is what could be asked next, None where that was not asked for. `error` is what went wrong instead of an answer or
    of what could be asked next.
    """

    id: str
    case: Case
    outcome: Outcome
    answer: str
    language: Language
    written_in: Language | None
    verdict: Verdict
    facts: tuple[FoundFact, ...]
    forbidden: tuple[str, ...] = ()
    lead: str = ""
    closing: str = ""
    said: tuple[Said, ...] = ()
    citations: tuple[Cited, ...] = ()
    about: tuple[str, ...] = ()
    decision: Decision | None = None
    passages: tuple[FoundHit, ...] = ()
    statements: tuple[FoundHit, ...] = ()
    reachable: tuple[int, ...] = ()
    in_index: tuple[str, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    earlier: tuple[str, ...] = ()
    word_count: int = 0
    seconds: tuple[float, ...] = ()
    first_text: tuple[float, ...] = ()
    is_stable: bool | None = None
    writing: Writing | None = None
    offer: Offer | None = None
    error: str = ""

    @property
    def is_right(self) -> bool:
        """Whether every fact is said and nothing forbidden is."""
        return self.verdict is Verdict.RIGHT

    @property
    def is_refused(self) -> bool:
        """Whether the assistant declined; an answer to a part is none."""
        return self.outcome in _REFUSALS


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over a group of cases: its value, its 95 % interval and how many things it was taken over.

    `low` and `high` equal `value` where there is no interval (times, lengths). A measure over nothing is left out.
    """

    name: str
    value: float
    low: float
    high: float
    n: int
    unit: Unit = Unit.SHARE

    @property
    def has_interval(self) -> bool:
        """Whether the interval says more than the value."""
        return self.low < self.high


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some cases. `name` is "all", "tune", "held", "lang=…", "type=…" or "category=…"."""

    name: str
    cases: int
    figures: tuple[Figure, ...]

    def find(self, name: str) -> Figure | None:
        """The figure called `name`; None where there was nothing to take it over."""
        return next((figure for figure in self.figures if figure.name == name), None)


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run, group by group, "all" first."""

    groups: tuple[Group, ...]

    def find(self, name: str) -> Group | None:
        """The group called `name`; None where no case of the run is in it."""
        return next((group for group in self.groups if group.name == name), None)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of cases as it was read: its path as given, its SHA-256, and how many cases it holds."""

    path: str
    digest: str
    cases: int


@dataclass(frozen=True, slots=True)
class Machine:
    """What a run was made on; times of different machines do not compare."""

    cores: int
    python: str
    platform: str


@dataclass(frozen=True, slots=True)
class Config:
    """All that decides a run: what was asked, of which assistant, on which day and where.

    `settings` are name and value of each, secrets left out; `commit` is empty where there is no git; `duration` is in
    seconds.
    """

    name: str
    started_at: str
    as_of: str
    composer: str
    settings: tuple[tuple[str, str], ...]
    overridden: tuple[tuple[str, str], ...]
    embedding_model: str
    generation: str
    corpus_digest: str
    package_version: str
    commit: str
    is_dirty: bool
    machine: Machine
    case_files: tuple[CaseFile, ...]
    part: str = "all"
    filters: tuple[str, ...] = ()
    limit: int | None = None
    jobs: int = 1
    repeat: int = 1
    duration: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation: how it was made, what became of each case (in the order of the files), and its figures."""

    config: Config
    results: tuple[Result, ...]
    summary: Summary


CASE: TypeAdapter[Case] = TypeAdapter(Case)
RESULT: TypeAdapter[Result] = TypeAdapter(Result)
CONFIG: TypeAdapter[Config] = TypeAdapter(Config)
SUMMARY: TypeAdapter[Summary] = TypeAdapter(Summary)
