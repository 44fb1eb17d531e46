"""The sides of a comparison, each a query of its own, where no table sets them beside each other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.composing.carrying import words_of
from assistant.composing.parts import Part
from assistant.domain import Concept, Kind, Programme, Query
from assistant.language import fold
from assistant.programmes import Catalogue

# Matched on folded text: one script, one case.
_UNTIL = r"(?:[?？.。,，;；:：]|$)"
_CONTRASTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bdifferen\w+ between (?P<one>.+?) and (?P<other>.+?){_UNTIL}",
        rf"\b(?:do|does|is|are) (?P<one>[^?.,;:]+?) differ\w* (?:from|to|than) (?P<other>.+?){_UNTIL}",
        rf"\bcompare (?P<one>.+?) (?:and|with|to|versus|vs) (?P<other>.+?)(?: (?:in|for|by|on) |{_UNTIL})",
        rf"(?P<one>[^?.,;:]+?) (?:vs\.?|versus|compared (?:to|with)) (?P<other>.+?){_UNTIL}",
        r"(?P<one>[^?？。,，:：]{1,40}?)(?:和|与|跟|同|及)(?P<other>[^?？。,，:：]{1,60}?)(?:不同|唔同|分别|差[别异]|区别)",
    )
)
_OF_THEM = re.compile(r"(?<=.)(?:的|嘅|之间|喺|在).*")  # what the two sides are compared in
_COMPARING = re.compile(
    r"compar\w*|differen\w*|differ|vs|versus|better|choose|side|(?:fair|factual|quick|honest|objective|neutral)|look|pick|prefer|suits?|recommend|which"
    r"|比较|分别|不同|差别|区别|选|拣|适合|好|定|同|边个|哪个"
)
_CHOOSES = re.compile(
    r"\b(?:compar\w*|differen\w*|differ|vs|versus|better|choose|suits?|recommend|should i)\b"
    r"|比较|分别|不同|差别|区别|选|拣|适合|更好|好啲|定.{1,12}好"
)
_USUAL = re.compile(r"\b(?:usual|typical|average|ordinary|normal|standard|most|other)\b|一般|普通|其他|其它|平均|通常")
_AGAINST = re.compile(r"\b(?:than|against|compared|vs|versus)\b|比|相比|对比")


def contrasted(query: Query) -> tuple[Query, ...]:
    """The two sides of a question that sets one thing against another that is no programme, each a query; else none.

    "How do part-time fees differ from full-time fees" is asked of both, each without what is said of the other.
    """
    folded = fold(query.text)
    match = next((found for pattern in _CONTRASTS if (found := pattern.search(folded))), None)
    if match is None or query.kind is not Kind.DIRECT:
        return ()
    texts = (match["one"], _OF_THEM.sub("", match["other"]))
    one, other = (_said_in(text, query.concepts) for text in texts)
    both = set(one) & set(other)
    one, other = ([concept for concept in side if concept not in both] for side in (one, other))
    while len(other) > len(one) and other[-1].is_term:  # "part-time vs full-time fees": what ends the words is for both
        other.pop()
    if not one or not other:
        return ()
    return (_side(query, texts[0], set(other)), _side(query, texts[1], set(one)))


def is_told_together(part: Part, sides: Sequence[Query]) -> bool:
    """Whether the first statement of an answer says in its own words what tells the two sides apart."""
    if not part.is_answered:
        return False
    one, other = (set(side.concepts) for side in sides)
    said = words_of(part.said[0].sources[0].statement.text)
    return all(concept.is_in(said) for concept in one ^ other)


def singly(query: Query, catalogue: Catalogue) -> list[Query]:
    """What a comparison asks of each of its programmes, with the words that compare and the other names left out."""
    concepts = tuple(concept for concept in query.concepts if not is_comparing(concept)) or query.concepts
    return [
        replace(
            query,
            text=_without_others(programme, query, catalogue),
            programmes=(programme,),
            concepts=concepts,
            kind=Kind.DIRECT,
        )
        for programme in query.programmes
    ]


def _without_others(programme: Programme, query: Query, catalogue: Catalogue) -> str:
    """The text of a question with no other programme's name than that of `programme`."""
    key, places = catalogue.places_in(query.text)
    for start, end, other in reversed(places):
        if other != programme:
            key = key[:start] + key[end:]
    name = programme.names.in_language(query.language)
    return key if any(other == programme for _, _, other in places) else f"{name}: {key}"


def is_comparing(concept: Concept) -> bool:
    """Whether a concept only sets things against each other, and asks for nothing of them."""
    return not concept.is_term and _COMPARING.fullmatch(concept.word) is not None


def asks_in_general(query: Query) -> bool:
    """Whether programmes are compared, or one is to be chosen, without a word of what about them matters."""
    if query.kind is not Kind.COMPARISON or any(concept.is_term or concept.is_decisive for concept in query.concepts):
        return False
    return all(map(is_comparing, query.concepts)) or _CHOOSES.search(fold(query.text)) is not None


def usual(query: Query, catalogue: Catalogue) -> Query | None:
    """What a question asks of programmes in general, where it sets one against the usual; None where it does not."""
    folded = fold(query.text)
    if not query.programmes or not _USUAL.search(folded) or not _AGAINST.search(folded):
        return None
    asked = tuple(replace(concept, is_carried=False) for concept in query.concepts if concept.is_term)
    return replace(
        query, text=catalogue.nameless(query.text), programmes=(), concepts=asked, kind=Kind.DIRECT, is_follow_up=False
    )


def _said_in(text: str, concepts: Sequence[Concept]) -> list[Concept]:
    """The concepts that `text` says, as whole words, in order."""
    found = {c: match.start() for c in concepts if (match := re.search(rf"(?<![a-z0-9-]){re.escape(c.word)}", text))}
    return sorted(found, key=lambda concept: found[concept])


def _side(query: Query, said: str, left_out: set[Concept]) -> Query:
    """`query` for one side: what is `said` of it, and without what is said of the other."""
    concepts = tuple(c for c in query.concepts if c not in left_out and not is_comparing(c))
    shared = [concept.word for concept in concepts if concept.word not in said]
    names = [programme.names.in_language(query.language) for programme in query.programmes]
    return replace(query, text=", ".join((*names, said.strip(), *shared)), concepts=concepts)
