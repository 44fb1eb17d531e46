"""What a question is about: its language, programmes, years and concepts, with what the turns before leave open."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain import Concept, Query, Turn
from assistant.language import detect, fold, is_chinese, tokens, years
from assistant.programmes import Catalogue
from assistant.terms import Terms

_POINTS_BACK = re.compile(  # matched on folded text: one script, one case
    r"\b(it|its|that|this|there|they|their|them|one)\b|^(and|what about|how about)\b"
    r"|它|佢|这个|该|呢个|嗰个|呢[?？]?$"
)
_ASKS_FOR_FIGURE = re.compile(
    r"\bhow (much|many|expensive)\b|多少|幾多|几多|幾錢|几钱|幾個|几个|幾級|几级", re.IGNORECASE
)
# A name: a word with two capitals, or one with a capital within a sentence.
_NAME = re.compile(r"\b\w*[A-Z]\w*[A-Z]\w*\b|(?<=[a-z,;] )[A-Z][a-z]+\b")
# What a question without a programme is about ("tuition at yale", "code for nursing", 醫科的…), on folded text.
_OBJECT = re.compile(r"\b(?:at|of|for)\s+(?:the |a |an |my |our |any )*([a-z][\w-]*)|([㐀-鿿]{2,6})[的嘅]")
_MOST_TURNS = 3


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
    return replace(
        query,
        text=f"{asked} ({names})" if names else asked,
        programmes=programmes,
        concepts=concepts,
        asks_for_figure=query.asks_for_figure or _ASKS_FOR_FIGURE.search(asked) is not None,
    )


def _alone(question: str, catalogue: Catalogue, terms: Terms) -> Query:
    programmes = catalogue.named_in(question)
    others = [Concept(name, (tuple(tokens(name)),), is_decisive=True) for name in catalogue.others_in(question)]
    decisive = {fold(word) for word in _NAME.findall(question)}
    if not programmes:
        decisive |= {fold(word) for match in _OBJECT.finditer(fold(question)) for word in match.groups() if word}
    concepts = [
        replace(concept, is_decisive=concept.is_decisive or _is_named(concept, decisive))
        for concept in terms.concepts(catalogue.without_names(question))
        if not years(concept.word)
    ]
    others += _chinese_objects(concepts, decisive)
    concepts = [concept for concept in concepts if not any(concept.word in other.word for other in others)]
    return Query(
        text=question.strip(),
        language=detect(question),
        programmes=programmes,
        years=tuple(years(question)),
        concepts=(*others, *concepts),
        asks_for_figure=_ASKS_FOR_FIGURE.search(question) is not None,
    )


def _chinese_objects(concepts: Sequence[Concept], decisive: set[str]) -> list[Concept]:
    """The Chinese words that a question is about, each as one concept of the character pairs that it is cut into."""
    found = []
    for word in sorted(filter(is_chinese, decisive)):
        pairs = [concept.word for concept in concepts if concept.word in word and not concept.is_term]
        if pairs:
            whole = word[word.index(pairs[0]) : word.rindex(pairs[-1]) + len(pairs[-1])]
            found.append(Concept(whole, (tuple(pairs),), is_decisive=True))
    return found


def _is_named(concept: Concept, decisive: set[str]) -> bool:
    """Whether one of the decisive words is, begins or (in Chinese) holds the concept."""
    return any(
        concept.word == word or concept.word.startswith(f"{word} ") or (is_chinese(word) and concept.word in word)
        for word in decisive
    )


def _without_programmes(query: Query, catalogue: Catalogue) -> str:
    return catalogue.without_names(query.text).strip() if query.programmes else query.text
