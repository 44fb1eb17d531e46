"""From a question and the turns before it to what is searched for: one query for each thing asked."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.domain import NO_CONTEXT, Concept, Context, Kind, Programme, Query, Turn
from assistant.language import detect, fold, tokens, years
from assistant.naming import said_as
from assistant.programmes import Catalogue
from assistant.terms import Terms
from assistant.understanding.asks import asks_in, of_each
from assistant.understanding.carried import carrying, is_held_by_some, without_alternatives
from assistant.understanding.dates import is_of_same_year, is_present, without_years, years_asked, years_beside
from assistant.understanding.kinds import kind_of
from assistant.understanding.partial import pointed_at, with_whole_names
from assistant.understanding.people import person_meant
from assistant.understanding.pointing import points_back
from assistant.understanding.shorthand import written_out
from assistant.understanding.singled import singled_out
from assistant.understanding.spelling import spelt
from assistant.understanding.subjects import (
    COMPARES,
    chinese_objects,
    decisive_in,
    is_joint,
    is_named,
    strange_subject,
    unknown_in,
)
from assistant.understanding.told import asking_part, without_set_aside

# One of before set beside one that is named: "it or EE", 佢同 EE.
_BESIDE = re.compile(
    r"\b(?:it|that one|that) (?:or|and|vs)\b|\b(?:or|and|vs) (?:it|that one)\b"
    r"|(?:它|佢|这科|呢科|嗰科|那科)(?:[和同跟与]|定系?|还是)|(?:[和同跟与]|定系?|还是)(?:它|佢|这科|呢科|嗰科|那科)"
)
_ASKS_FOR_FIGURE = re.compile(
    r"\bhow (much|many|expensive|big|large)\b|多少|幾多|几多|幾錢|几钱|幾個|几个|幾級|几级|幾間|几间|幾分|几分",
    re.IGNORECASE,
)
# Asks for the length of time of what was spoken of before, and nothing else.
_BARELY_HOW_LONG = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|oh|then) )*(?:for |until |since )?how long\W*(?:[?].*|(?:if|for|as|when) .*)?$"
    r"|^(?:咁|那|那么|即系)?(?:可以)?(?:住|维持)?(?:几耐|多久|多长时间|几长时间)[^\w]*$"
)
_HOW_LONG = frozenset({"how long", "几耐", "多久", "多长时间", "几长时间"})
_ASKS_WHEN = re.compile(r"\bwhen\b|\b(?:what|which) (?:date|day|month)\b|几时|何时|什么时候|哪天|边日|几月|几号")
_LEVEL_SAID = re.compile(r"\b(?:undergraduate|bachelor\w*|beng|bsc|jupas|degree)\b|本科|学士|联招")
_ENOUGH = re.compile(
    r"\b(?:enough|minimum|requirements?|what (?:\w+ )?(?:do|does|would|will) (?:i|he|she|they) need|qualif\w+"
    r"|eligible|get in|stand a chance)\b|够|最低|要求|资格|入[唔不得]|报得"
)
# Asked of a programme and nothing else, it is its price: "how much is the MSc in AI?"
_HOW_MUCH, _ITS_PRICE = re.compile(r"\bhow much\b|几钱|多少钱"), "how much is it"
_IS_PRICED = re.compile(r"\bhow much (?:is|are|was|were)(?: the| an?)?\s*\|")  # names are taken out as "|"
_PRICE = re.compile(
    r"\bhow much (?:is|was|are|were|will|would)\b"
    r"|\bhow much\b[^.?!]*\b(?:pay|paying|costs?|charged?|set aside|budget)\b"
    r"|\b(?:costs?|price|charged?) (?:of|for)\b"
    r"|\bwhat (?:do|does|will|would|did) (?:\w+ )?(?:pay|cost)\b|[几多]钱|多少钱|收费"
)
_NO_LONGER = "no longer offered"
_PAST = re.compile(r"\b(?:was|were|did|used to|formerly|former|past|old|before)\b|以前|曾经|过往|旧")
_SHORT = 2
_MOST_TURNS = 4


def understand(
    question: str,
    turns: Sequence[Turn],
    catalogue: Catalogue,
    terms: Terms,
    today: date,
    context: Context = NO_CONTEXT,
) -> tuple[Query, ...]:
    """What is searched for, one query for each thing that the question asks, in order; at least one.

    A question that names everything it is about is taken as it is. One that points back ("its fee", "and for CSE?")
    takes the programme, what is asked and the year from the turns before, each resolved in its turn. What names no
    programme otherwise is about the one picked in `context`, unless it asks about all.
    """
    past: Query | None = None
    answer = ""
    for turn in turns[-_MOST_TURNS:]:
        past = _queries(turn.question, past, catalogue, terms, today, Context(), answer)[-1]
        answer = turn.answer
    if past and (person := person_meant(question, turns[-1])):
        named = Concept(fold(person), (tuple(tokens(person)),), is_decisive=True)
        past = replace(past, concepts=(named, *past.concepts))
    return _queries(question, past, catalogue, terms, today, context, answer)


def _queries(
    question: str, past: Query | None, catalogue: Catalogue, terms: Terms, today: date, context: Context, answer: str
) -> tuple[Query, ...]:
    """As `understand`, for one message after `past`, the last query before it, to which `answer` was given."""
    question = spelt(written_out(question), terms.spellings)
    language = context.language or detect(question)
    picked = tuple(programme for programme in catalogue.programmes if programme.id == context.programme)
    queries: list[Query] = []
    asks = [each for ask in asks_in(question) for each in _each_alone(ask, catalogue)]
    for number, ask in enumerate(asks):
        before = queries[-1] if queries else past
        leans = before is not None and before.programmes and points_back(ask)
        alone = replace(_alone(ask, catalogue, terms, today, () if leans else picked), language=language)
        if queries and queries[-1].unknown and not alone.programmes and not catalogue.names_institution(ask):
            alone = replace(alone, unknown=alone.unknown or queries[-1].unknown)
        if before and (beside := years_beside(ask, next(iter(before.years), ""), next(iter(years(answer)), ""))):
            alone = replace(alone, years=beside)
        queries.append(_resolved(alone, before, catalogue, terms, is_second=number > 0) if before else alone)
    queries = [part for query in queries for part in _coordinated(query)]
    return (*_premise(queries[0], terms, today), *queries)


def _each_alone(ask: str, catalogue: Catalogue) -> list[str]:
    """`ask`, or one question for each of two things; two programmes are compared instead."""
    return of_each(ask) if len(catalogue.named_in(ask)) < _SHORT else [ask]


def _premise(query: Query, terms: Terms, today: date) -> tuple[Query, ...]:
    """What a question about a discontinued programme takes for granted: that it is still offered; else none."""
    ended = [programme for programme in query.programmes if programme.is_discontinued]
    asked = tuple(concept for concept in terms.concepts(_NO_LONGER) if concept.is_term)
    names = {name for concept in asked for name in concept.names}
    is_of_the_past = _PAST.search(fold(query.text)) is not None or any(int(y[:4]) < today.year for y in query.years)
    if not ended or not asked or is_of_the_past or not names.isdisjoint(query.asked):
        return ()
    text = f"{ended[0].code} {asked[0].names[0].in_language(query.language)}"
    return (
        replace(query, text=text, concepts=asked, years=(), asks_for_figure=False, kind=Kind.DIRECT, is_premise=True),
    )


def _coordinated(query: Query) -> list[Query]:
    """`query`, or one for each of two terms that "and" joins in it: "fee and deadline", 學費和學額."""
    terms = [c for c in query.concepts if c.is_term and not c.is_carried]
    if query.kind is not Kind.DIRECT or len(terms) < _SHORT:
        return [query]
    folded = fold(query.text)
    for one, other in pairwise(terms):
        joined = (
            rf"{re.escape(one.word)}s?(?: \w+)? ?(?:and|&|\+|及|和|同|与|、|，|,) ?(?:the )?{re.escape(other.word)}"
        )
        if re.search(joined, folded) and set(one.names).isdisjoint(other.names):
            return [replace(query, concepts=tuple(c for c in query.concepts if c is not left)) for left in (other, one)]
    return [query]


def _resolved(query: Query, past: Query, catalogue: Catalogue, terms: Terms, *, is_second: bool) -> Query:
    """`query` with what it leaves open taken from `past`, the query before it."""
    folded = fold(query.text).strip()
    if _BARELY_HOW_LONG.search(folded):
        kept = () if re.search("[?]", folded[:-1]) else query.concepts  # what is told behind it is not asked
        query = replace(query, concepts=tuple(c for c in kept if c.word not in _HOW_LONG))
    own = [concept for concept in query.concepts if not concept.is_carried]
    is_short = len(own) <= _SHORT and not (query.programmes and own)
    is_led = points_back(query.text) or is_second
    if query.kind is Kind.SURVEY and past.programmes and is_led:
        query = replace(query, kind=Kind.DIRECT)
    if query.unknown and is_led and is_joint(past.text):
        query = replace(query, unknown=())  # a partner: "so Imperial is one of them?"
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
    programmes = query.programmes or past.programmes
    if not (is_led or is_short):
        named = replace(query, programmes=programmes, is_follow_up=programmes != query.programmes)
        return _worded(named, query.text)
    is_other_kind = not own or (is_led and all(terms.kinds.keys() & set(c.names) for c in own))
    takes_years = not query.years and (is_other_kind or is_of_same_year(query.text))
    followed = replace(
        query,
        programmes=programmes,
        kind=_kind_of(query, programmes),
        concepts=carrying(
            query, without_alternatives(past, own, terms, is_second=is_second), terms, points_back=is_led
        ),
        years=past.years if takes_years else query.years,
        asks_for_figure=query.asks_for_figure or (not own and past.asks_for_figure),
        is_follow_up=True,
    )
    text = query.text if own else past.text
    return _worded(followed, catalogue.nameless(text) if not own and query.programmes else text)


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


def _alone(question: str, catalogue: Catalogue, terms: Terms, today: date, picked: tuple[Programme, ...] = ()) -> Query:
    spelt = with_whole_names(catalogue.respelt(question), catalogue, terms)
    named = catalogue.named_in(spelt)
    kind = kind_of(question, len(named))
    programmes = named or (() if kind is Kind.SURVEY else picked)
    unknown = unknown_in(question, catalogue, terms, programmes)
    named_others = dict.fromkeys((*catalogue.others_in(question), *unknown))
    others = [Concept(name, (tuple(tokens(name)),), is_decisive=True) for name in named_others]
    rest = without_set_aside(without_years(catalogue.without_names(spelt)))
    decisive = decisive_in(question, rest, is_open=not programmes)
    concepts = _said(rest, asking_part(question), decisive, terms)
    if programmes and not others and _asks_its_price(question, rest, concepts, terms):
        concepts += [concept for concept in terms.concepts(_ITS_PRICE) if concept.is_term]
    asks_for_figure = _ASKS_FOR_FIGURE.search(question) is not None
    is_yearly = any(not terms.yearly.isdisjoint(concept.names) for concept in concepts)
    is_dated = asks_for_figure or is_yearly or _ASKS_WHEN.search(fold(question)) is not None
    unknown = unknown or (() if programmes else strange_subject(rest, concepts, terms))
    concepts = _without_institution(concepts, catalogue)
    others += [*chinese_objects(concepts, decisive), *singled_out(question)]
    concepts = [concept for concept in concepts if not any(concept.word in other.word for other in others)]
    return Query(
        text=question.strip(),
        language=detect(question),
        programmes=programmes,
        years=()
        if is_present(question, today.year) and not is_dated
        else years_asked(question, today.year, is_yearly=is_yearly),
        concepts=(*others, *concepts),
        asks_for_figure=asks_for_figure,
        kind=kind,
        unknown=unknown,
    )


def _said(rest: str, asking: str, decisive: Collection[str], terms: Terms) -> list[Concept]:
    """What `rest` talks about but its years: what it hangs on is decisive, what it says beside `asking` is told."""
    return [
        replace(
            concept,
            is_decisive=concept.is_decisive
            or is_named(concept, decisive)
            or _narrows(concept, asking, terms)
            or _is_of_what_is_held(concept, asking, terms),
            is_told=concept.word not in asking,
        )
        for concept in (_priced(said, asking, terms) for said in terms.concepts(rest))
        if not years(concept.word)
    ]


def _asks_its_price(question: str, rest: str, concepts: Sequence[Concept], terms: Terms) -> bool:
    """Whether it asks how much a programme itself is, if anything for whom: "how much is AIST for a mainland kid?"."""
    if not concepts:
        return _HOW_MUCH.search(fold(question)) is not None
    named = [concept for concept in concepts if concept.is_term]
    return _IS_PRICED.search(rest) is not None and all(not terms.narrows.isdisjoint(c.names) for c in named)


def _without_institution(concepts: Sequence[Concept], catalogue: Catalogue) -> list[Concept]:
    """`concepts` but the institution where the question hangs on something else of it: "the faculty's deadline".

    All that the documents tell is of the institution, and few statements name it.
    """
    whole = catalogue.institution.names.en
    rest = [concept for concept in concepts if not any(names.en in whole for names in concept.names)]
    return rest if any(concept.is_term and concept.is_decisive for concept in rest) else list(concepts)


def _priced(concept: Concept, asking: str, terms: Terms) -> Concept:
    """The fee of what a question asks the price of, where a term is called so: "what do I pay for a hall place?"."""
    if not concept.is_term or _PRICE.search(asking) is None:
        return concept
    called = {f"{names.en} fee" for names in concept.names}
    fees = (fee for name in called for fee in terms.concepts(name) if any(n.en in called for n in fee.names))
    return next((replace(fee, word=concept.word) for fee in fees), concept)


def _is_of_what_is_held(concept: Concept, asking: str, terms: Terms) -> bool:
    """Whether it is the examination that somebody holds who asks whether that is enough."""
    return is_held_by_some(concept, terms) and concept.word not in asking and _ENOUGH.search(asking) is not None


def _narrows(concept: Concept, asking: str, terms: Terms) -> bool:
    """Whether it is asked about something that holds only for some: what holds for all is no answer then."""
    is_compared = COMPARES.search(asking) is not None
    return concept.word in asking and not is_compared and not terms.narrows.isdisjoint(concept.names)
