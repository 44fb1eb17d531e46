"""What a question leaves open, taken from the one before it: programmes, what is asked, and the year."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.domain import Concept, Kind, Programme, Query
from assistant.language import fold, tokens
from assistant.naming import said_as
from assistant.programmes import Catalogue
from assistant.terms import Terms
from assistant.understanding.asks import asks
from assistant.understanding.carried import carrying, without_alternatives
from assistant.understanding.dates import is_of_same_year
from assistant.understanding.introducing import stands_alone
from assistant.understanding.partial import other_field, pointed_at
from assistant.understanding.pointing import points_back
from assistant.understanding.subjects import COMPARES, is_joint

# One of before set beside one that is named: "it or EE", 佢同 EE.
_BESIDE = re.compile(
    r"\b(?:it|that one|that) (?:or|and|vs)\b|\b(?:or|and|vs) (?:it|that one)\b"
    r"|(?:它|佢|这科|呢科|嗰科|那科)(?:[和同跟与]|定系?|还是)|(?:[和同跟与]|定系?|还是)(?:它|佢|这科|呢科|嗰科|那科)"
)
# Asks for the length of time of what was spoken of before, and nothing else.
_BARELY_HOW_LONG = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|oh|then) )*(?:for |until |since )?how long\W*(?:[?].*|(?:if|for|as|when) .*)?$"
    r"|^(?:咁|那|那么|即系)?(?:可以)?(?:住|维持)?(?:几耐|多久|多长时间|几长时间)[^\w]*$"
)
_HOW_LONG = frozenset({"how long", "几耐", "多久", "多长时间", "几长时间"})
_LEVEL_SAID = re.compile(r"\b(?:undergraduate|bachelor\w*|beng|bsc|jupas|degree)\b|本科|学士|联招")
_CONDITION = re.compile(r"(?<=.)\b(?:if|because|since) ")
_ONE_SIGN = re.compile("[一二两三四五六七八九十]")
_SHORT = 2


def resolved(query: Query, past: Query, catalogue: Catalogue, terms: Terms, *, is_second: bool) -> Query:
    """`query` with what it leaves open taken from `past`, the query before it."""
    folded = fold(query.text).strip()
    if is_second and query.is_of_whole and not query.programmes and past.programmes:
        query = replace(query, is_of_whole=False, kind=Kind.DIRECT)  # "…, and which courses are there?"
    elif query.is_of_whole and (not query.programmes or stands_alone(catalogue.nameless(query.text))):
        return query
    query = _without_how_long(query, folded)
    own = [concept for concept in query.concepts if not concept.is_carried]
    is_short = _things(own, folded) <= _SHORT and not (query.programmes and own)
    is_led = points_back(query.text) or is_second
    if query.kind is Kind.SURVEY and past.programmes and is_led:
        query = replace(query, kind=Kind.DIRECT)
    if query.unknown and is_led and is_joint(past.text):
        query = replace(query, unknown=())  # a partner: "so Imperial is one of them?"
    query = _of_other_field(query, past, catalogue, terms)
    if query.kind is Kind.SURVEY or query.unknown:
        asks_anew = any(concept.is_term for concept in own) or past.kind is not Kind.SURVEY
        return query if asks_anew else replace(query, concepts=(*own, *past.concepts), years=query.years or past.years)
    if (pointing := _pointing(query, past, catalogue, terms)) is not query:
        query, own, is_led = pointing, list(pointing.concepts), True
    if is_led and query.programmes and past.programmes and (COMPARES.search(folded) or _BESIDE.search(folded)):
        query = _beside(query, past)
        own = [concept for concept in own if concept.is_term]
    if query.programmes and not any(concept.is_term for concept in own) and _LEVEL_SAID.search(folded) is None:
        query = replace(query, programmes=catalogue.of_the_level_of(past.programmes, query.programmes))
    if not (is_led or is_short):
        programmes = query.programmes or past.programmes
        named = replace(query, programmes=programmes, is_follow_up=programmes != query.programmes)
        return _worded(named, query.text)
    followed = _continued(query, past, own, terms, is_led=is_led, is_second=is_second)
    text = query.text if own else past.text
    return _worded(followed, catalogue.nameless(text) if not own and query.programmes else text)


def _without_how_long(query: Query, folded: str) -> Query:
    """`query`, of which nothing is left where it asks for the length of time of what was spoken of, and no more."""
    if not _BARELY_HOW_LONG.search(folded):
        return query
    kept = () if re.search("[?]", folded[:-1]) else query.concepts  # what is told behind it is not asked
    return replace(query, concepts=tuple(c for c in kept if c.word not in _HOW_LONG))


def _things(own: Sequence[Concept], folded: str) -> int:
    """How many things a question is about, but for its condition ("if I am in year 1") and signs that count (一年).

    Chinese words that are no terms are pairs of signs; those that overlap are one.
    """
    asked = _CONDITION.split(folded)[0]
    kept = [c.word for c in own if c.word in asked and not _ONE_SIGN.fullmatch(c.word)] or [c.word for c in own]
    return sum(not (before and before[-1] == word[0]) for before, word in pairwise(("", *kept)))


def _continued(
    query: Query, past: Query, own: Sequence[Concept], terms: Terms, *, is_led: bool, is_second: bool
) -> Query:
    """`query`, which asks for `own` by itself, about the programmes and the year of `past` and what that asked."""
    programmes = query.programmes or past.programmes
    is_other_kind = not own or (is_led and all(terms.kinds.keys() & set(c.names) for c in own))
    takes_years = not query.years and (is_other_kind or is_of_same_year(query.text))
    left = without_alternatives(past, own, terms, is_second=is_second, asks=is_second or asks(query.text))
    concepts = carrying(query, left, terms, points_back=is_led)
    years = past.years if takes_years else query.years
    return replace(
        query,
        programmes=programmes,
        kind=_kind_of(query, programmes),
        concepts=concepts,
        years=years,
        asks_for_figure=query.asks_for_figure or (not own and past.asks_for_figure),
        is_follow_up=True,
        is_of_whole=query.is_of_whole and not concepts and not years,
        is_of_topic=query.is_of_topic and not years,
    )


def _of_other_field(query: Query, past: Query, catalogue: Catalogue, terms: Terms) -> Query:
    """`query`; of a field that no programme is called by, where it says no more: nothing is known of what is asked."""
    field = other_field(query.text, terms) if past.programmes and not query.programmes else ""
    if not field or _pointing(query, past, catalogue, terms) is not query:
        return query
    of_it = Concept(field, (tuple(tokens(field)),), is_decisive=True)
    asked = (concept for concept in past.concepts if concept.is_term)
    return replace(query, unknown=(field,), concepts=(of_it, *(replace(c, is_carried=True) for c in asked)))


def _beside(query: Query, past: Query) -> Query:
    """`query` about the programmes of before and its own, side by side."""
    both = tuple(dict.fromkeys((*past.programmes, *query.programmes)))
    return replace(query, programmes=both, kind=Kind.COMPARISON if len(both) > 1 else query.kind)


def _pointing(query: Query, past: Query, catalogue: Catalogue, terms: Terms) -> Query:
    """`query` about the programme that it only points at ("the AI one"), without the words that do so."""
    pointed = () if query.programmes else pointed_at(query.text, past.programmes, catalogue, terms)
    called = " ".join(fold(name) for programme in pointed for name in said_as(programme))
    asked = tuple(c for c in query.concepts if c.is_term and not c.is_carried and c.word not in called)
    return replace(query, programmes=pointed, concepts=asked) if pointed else query


def _kind_of(query: Query, programmes: tuple[Programme, ...]) -> Kind:
    """A follow-up that names no programme is about all of those before: what is asked is then compared."""
    return Kind.COMPARISON if query.kind is Kind.DIRECT and len(programmes) > 1 else query.kind


def _worded(query: Query, text: str) -> Query:
    """`query` with the text that the search by meaning embeds: what is asked, then what was carried over."""
    if not query.is_follow_up:
        return query
    carried = [concept.word for concept in query.concepts if concept.is_carried]
    names = [
        programme.names.in_language(query.language)
        for programme in query.programmes
        if programme.names.in_language(query.language) not in text
    ]
    added = ", ".join((*names, *carried))
    return replace(query, text=f"{text} ({added})" if added else text)
