"""What a question is about: its language, programmes, years and concepts, with what the turns before leave open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Language, Programme, Turn
from assistant.language import detect, fold, tokens, years
from assistant.programmes import Catalogue
from assistant.terms import Concept, Terms

_POINTS_BACK = re.compile(
    r"\b(it|its|that|this|there|they|their|them|one)\b|它|佢|這個|这个|該|该|呢個|呢个|嗰個|嗰个|^(and|what about|how about)\b|呢[?？]?$"
)
_ASKS_FOR_FIGURE = re.compile(r"\bhow (much|many|expensive)\b|多少|幾多|几多|幾錢|几钱|幾個|几个", re.IGNORECASE)
_NAME = re.compile(r"\b\w*[A-Z]\w*[A-Z]\w*\b")  # two capitals: an abbreviation or the like
_MOST_TURNS = 3


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for. `text` is what the search by meaning embeds; empty tuples mean that nothing was named."""

    text: str
    language: Language
    programmes: tuple[Programme, ...]
    years: tuple[str, ...]
    concepts: tuple[Concept, ...]

    @property
    def asks_for_figure(self) -> bool:
        """Whether the answer must hold a number: "how much", "how many", 幾多."""
        return _ASKS_FOR_FIGURE.search(self.text) is not None

    @property
    def words(self) -> list[str]:
        """The tokens of the search by words: every way of saying each concept, the codes and the years; once each."""
        said = [token for concept in self.concepts for way in concept.ways for token in way]
        return list(dict.fromkeys([*said, *(programme.code.lower() for programme in self.programmes), *self.years]))


def understand(question: str, turns: Sequence[Turn], catalogue: Catalogue, terms: Terms) -> Query:
    """The query of a question.

    A question that names everything it is about is taken as it is. One that points back ("its fee", "and for CSE?")
    takes the programme, or what is asked, from the newest turn that has it.
    """
    query = _alone(question, catalogue, terms)
    if not turns or not _POINTS_BACK.search(fold(question).strip()):
        return query
    before = [_alone(turn.question, catalogue, terms) for turn in reversed(turns[-_MOST_TURNS:])]
    programmes = query.programmes or next((past.programmes for past in before if past.programmes), ())
    concepts, asked = query.concepts, query.text
    if not concepts:
        earlier = next((past for past in before if past.concepts), query)
        concepts, asked = earlier.concepts, _without_programmes(earlier, catalogue)
    if (programmes, concepts) == (query.programmes, query.concepts):
        return query
    names = ", ".join(programme.names.en for programme in programmes)
    return Query(f"{asked} ({names})" if names else asked, query.language, programmes, query.years, concepts)


def _alone(question: str, catalogue: Catalogue, terms: Terms) -> Query:
    others = [Concept(name, (tuple(tokens(name)),), is_decisive=True) for name in catalogue.others_in(question)]
    named = {fold(word) for word in _NAME.findall(question)}
    concepts = [
        replace(concept, is_decisive=concept.is_decisive or concept.word in named)
        for concept in terms.concepts(catalogue.without_names(question))
        if not years(concept.word)
    ]
    return Query(
        text=question.strip(),
        language=detect(question),
        programmes=catalogue.named_in(question),
        years=tuple(years(question)),
        concepts=(*others, *concepts),
    )


def _without_programmes(query: Query, catalogue: Catalogue) -> str:
    return catalogue.without_names(query.text).strip() if query.programmes else query.text
