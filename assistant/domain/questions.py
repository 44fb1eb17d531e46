"""Questions: what is asked, and what a search found for it."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.offers import Names, Programme
from assistant.domain.sources import Language, Passage, Statement


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what was answered to it, as plain text."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a question besides the turns before it.

    `programme` is the id of the programme that the visitor picked, which a question that names none is about; empty
    where none is picked. `language` is the one to answer in, None for the question's own. `visitor` tells visitors
    apart for budgets; it is never shown, logged or stored as it is.
    """

    programme: str = ""
    language: Language | None = None
    visitor: str = ""


NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that a text talks about: the word used, and every way of saying it in content tokens.

    `is_decisive` where the text means something else without it, such as a name;
    `is_term` where staff have listed it, and then `names` are what its groups are called in an answer; `is_carried`
    where an earlier turn said it; `is_told` where a clause says it that asks nothing;
    `is_exact` where it tells one of several alike from the others: "phase two".
    """

    word: str
    ways: tuple[tuple[str, ...], ...]
    is_decisive: bool = False
    is_term: bool = False
    names: tuple[Names, ...] = ()
    is_carried: bool = False
    is_exact: bool = False
    is_told: bool = False
    _tokens: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Gather the tokens of all ways, by which most texts are told at once to say none of them."""
        object.__setattr__(self, "_tokens", frozenset(token for way in self.ways for token in way))

    def is_in(self, words: frozenset[str] | set[str]) -> bool:
        """Whether a text with these tokens says it in one of the ways."""
        return not self._tokens.isdisjoint(words) and any(words.issuperset(way) for way in self.ways)


class Kind(StrEnum):
    """What form of answer a question asks for."""

    DIRECT = "direct"
    COMPARISON = "comparison"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for. `text` is what the search by meaning embeds; empty tuples mean that nothing was named.

    `asks_for_figure` where the answer must hold a number: "how much", "how many", 幾多. `unknown` are programmes and
    institutions that the question is about and the catalogue does not know, as they were typed. `is_premise` where it
    asks for what the question takes for granted; an answer to it says all that there is to say. `is_of_whole` where it
    asks for nothing in particular of its programme; without a programme it asks which there are. `is_of_topic` where
    it says nothing but what it is about: "scholarships".
    """

    text: str
    language: Language
    programmes: tuple[Programme, ...]
    years: tuple[str, ...]
    concepts: tuple[Concept, ...]
    asks_for_figure: bool = False
    kind: Kind = Kind.DIRECT
    unknown: tuple[str, ...] = ()
    is_follow_up: bool = False
    is_premise: bool = False
    is_of_whole: bool = False
    is_of_topic: bool = False

    @property
    def words(self) -> list[str]:
        """The tokens of the search by words: every way of saying each concept, the codes and the years; once each."""
        said = [token for concept in self.concepts for way in concept.ways for token in way]
        codes = (programme.code.lower() for programme in self.programmes if programme.code)
        return list(dict.fromkeys([*said, *codes, *self.years]))

    @property
    def exact(self) -> frozenset[Concept]:
        """What tells the one of several alike that is meant from the others."""
        return frozenset(concept for concept in self.concepts if concept.is_exact)

    @property
    def is_in_terms(self) -> bool:
        """Whether it asks, beside whom it asks of, in words that the terms know and in no others."""
        own = [concept for concept in self.concepts if not concept.is_carried]
        return bool(own) and all(concept.is_term for concept in own)

    @property
    def asked(self) -> frozenset[Names]:
        """The names of the groups of terms that the question uses: what it asks about."""
        return frozenset(name for concept in self.concepts for name in concept.names)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a question and a hit are as the corpus's own questions have taught to see them: cosines (-1 to 1).

    Of the hit's own text, of its passage's, and of the nearest question that the passage is said to answer, and not to
    answer; 0 where it names none. `section` is how alike all questions are together that its section is said to answer,
    in whatever language: the logarithm of its odds to be the one meant.
    """

    text: float = 0.0
    passage: float = 0.0
    asked: float = 0.0
    not_told: float = 0.0
    section: float = 0.0


NO_LIKENESS = Likeness()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage, or one statement of it, that a search found.

    `score` is the fused one (0 to 1 within one search); `similarity` is the cosine to the question (-1 to 1), None
    where it was not taken; `words` is its BM25 score (0 and up), 0 when the search by words did not list it; `asked`
    is the cosine of the nearest question that its passage is said to answer, `not_told` of the nearest that it is said
    not to answer, 0 where it names none. `asked_of_it` is that of the nearest question that the statement itself is
    said to answer, its passage's where the statement names none. `counterpart` is the similarity of what says the same
    in another language, its own where nothing does.
    """

    passage: Passage
    statement: Statement | None
    score: float
    similarity: float | None
    words: float
    asked: float = 0.0
    not_told: float = 0.0
    learned: Likeness = NO_LIKENESS
    asked_of_it: float = 0.0
    counterpart: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first: passages, and statements on their own."""

    passages: tuple[Hit, ...]
    statements: tuple[Hit, ...]
