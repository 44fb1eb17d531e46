"""What of a question a statement carries, and where: in its own words, under its headings, by its title."""

from collections.abc import Iterable
from functools import lru_cache

from assistant.composing.dated import undated
from assistant.composing.forms import things_asked
from assistant.domain import Concept, Passage, Query, Statement
from assistant.language import content_tokens, fold, is_chinese, tokens

SAID, HEADING, TITLE = 1.0, 0.75, 0.5


def objects_asked(query: Query) -> list[Concept]:
    """The concepts in the words right after what makes a question of it: "is there a dress code", 有冇年齡限制.

    In Chinese the last word is one, too, since what is asked for comes last: 能不能申請公屋.
    """
    said = things_asked(query.text)
    own = [concept for concept in query.concepts if not concept.is_carried]
    last = own[-1:] if own and is_chinese(own[-1].word) and not own[-1].is_term else []
    return list(dict.fromkeys([*(concept for concept in own if concept.word in said), *last]))


def heading_fit(passage: Passage, concepts: Iterable[Concept]) -> float:
    """The share of the nearest heading's words that the question asks about (0 to 1)."""
    if not passage.headings:
        return 0.0
    heading = _content(undated(passage.headings[-1]))
    asked = {token for concept in concepts for way in concept.ways if heading.issuperset(way) for token in way}
    return len(asked) / len(heading) if heading else 0.0


def carried_by(passage: Passage, statement: Statement, concepts: Iterable[Concept]) -> dict[Concept, float]:
    """The concepts that a statement carries: in its own words, under its headings, or by its title alone."""
    said = words_of(statement.text)
    headings = said.union(*map(words_of, passage.headings))
    in_title = headings | words_of(passage.title)
    degrees = ((SAID, said), (HEADING, headings), (TITLE, in_title))
    carried = {}
    for concept in concepts:
        degree = next((degree for degree, words in degrees if concept.is_in(words)), 0.0)
        if degree:
            carried[concept] = degree
    return carried


@lru_cache(maxsize=50_000)
def words_of(text: str) -> frozenset[str]:
    """The tokens of `text`."""
    return frozenset(tokens(text))


@lru_cache(maxsize=5_000)
def _content(text: str) -> frozenset[str]:
    return frozenset(content_tokens(fold(text)))
