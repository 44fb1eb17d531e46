"""From a question and the turns before it to what is searched for: one query for each thing asked."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.domain import NO_CONTEXT, Concept, Context, Kind, Language, Programme, Query, Turn
from assistant.language import detect, fold, to_simplified, tokens, years
from assistant.programmes import Catalogue
from assistant.terms import Terms
from assistant.understanding.asks import asks_in, by_clauses, of_each
from assistant.understanding.carried import is_held_by_some
from assistant.understanding.dates import is_present, without_years, years_asked, years_beside
from assistant.understanding.following import resolved
from assistant.understanding.introducing import asks_what_it_is, asks_what_there_is, names_a_topic, stands_alone
from assistant.understanding.kinds import kind_of
from assistant.understanding.meanings import meant_then
from assistant.understanding.partial import with_whole_names
from assistant.understanding.people import person_meant
from assistant.understanding.pointing import points_back
from assistant.understanding.prices import own_price, priced
from assistant.understanding.shorthand import written_out
from assistant.understanding.singled import singled_out
from assistant.understanding.spelling import spelt
from assistant.understanding.subjects import (
    COMPARES,
    chinese_objects,
    decisive_in,
    is_named,
    others_meant,
    strange_subject,
    unknown_in,
)
from assistant.understanding.told import asking_part, tells_of_studies, without_set_aside

_ASKS_FOR_FIGURE = re.compile(
    r"\bhow (much|many|expensive|big|large)\b|多少|幾多|几多|幾錢|几钱|幾個|几个|幾級|几级|幾間|几间|幾分|几分",
    re.IGNORECASE,
)
_ASKS_WHEN = re.compile(r"\bwhen\b|\b(?:what|which) (?:date|day|month)\b|几时|何时|什么时候|哪天|边日|几月|几号")
_ENOUGH = re.compile(
    r"\b(?:enough|minimum|requirements?|what (?:\w+ )?(?:do|does|would|will) (?:i|he|she|they) need|qualif\w+"
    r"|eligible|get in|stand a chance)\b|够|最低|要求|资格|入[唔不得]|报得"
)
_NO_LONGER = "no longer offered"
_PAST = re.compile(r"\b(?:was|were|did|used to|formerly|former|past|old|before)\b|以前|曾经|过往|旧")
_SHORT = 2
_AND = r"(?:and|plus|&|\+|以及|及|和|同埋|同|与|加上|加|、|，|,)"  # over folded text
_MOST_TURNS = 4
_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|[〇零一二三四五六七八九]{4}(?=年)|\b(?:this|last|next) year\b|[去今明上下出]年"
)


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
    language = context.language or _language_of(question, past, catalogue)
    picked = tuple(programme for programme in catalogue.programmes if programme.id == context.programme)
    queries: list[Query] = []
    asks = [each for ask in asks_in(question) for each in _each_alone(ask, catalogue, terms)]
    for number, ask in enumerate(asks):
        before = queries[-1] if queries else past
        leans = before is not None and before.programmes and points_back(ask)
        alone = replace(_alone(ask, catalogue, terms, today, () if leans else picked), language=language)
        if queries and queries[-1].unknown and not alone.programmes and not catalogue.names_institution(ask):
            alone = replace(alone, unknown=alone.unknown or queries[-1].unknown)
        if before and (beside := years_beside(ask, next(iter(before.years), ""), next(iter(years(answer)), ""))):
            alone = replace(alone, years=beside)
        queries.append(resolved(alone, before, catalogue, terms, is_second=number > 0) if before else alone)
    queries = [part for query in queries for part in _coordinated(query)]
    return (*_premise(queries[0], terms, today), *queries)


def _language_of(question: str, past: Query | None, catalogue: Catalogue) -> Language:
    """The language of a question; that of the one before it where its own words do not tell: "IE?", 哪年成立."""
    own = detect(question)
    if past is None or past.language is own:
        return own
    is_name_alone = own is Language.EN and not any(map(str.isalnum, catalogue.nameless(question)))
    is_in_both = own is Language.ZH_HANT and past.language is Language.ZH_HANS and to_simplified(question) == question
    return past.language if is_name_alone or is_in_both else own


def _each_alone(ask: str, catalogue: Catalogue, terms: Terms) -> list[str]:
    """`ask`, or one question for each of the things that it asks; two programmes are compared instead."""
    if len(catalogue.named_in(ask)) >= _SHORT:
        return [ask]
    clauses = by_clauses(ask, lambda clause: terms.named_in(catalogue.without_names(clause)) - terms.narrows)
    return clauses if len(clauses) > 1 else of_each(ask)


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
    """`query`, or one for each of the terms that "and" joins in it: "fee and deadline", 學費、宿費和生活費."""
    terms = [c for c in query.concepts if c.is_term and not c.is_carried]
    if query.kind is not Kind.DIRECT or len(terms) < _SHORT:
        return [query]
    folded = fold(query.text)
    joined: list[Concept] = []
    for one, other in pairwise(terms):
        year = rf"(?:(?:{_YEAR.pattern})(?:-\d\d)?年?度?的? ?)?"
        pattern = rf"{re.escape(one.word)}s?(?: \w+)? ?{_AND} ?(?:the )?{year}{re.escape(other.word)}"
        if re.search(pattern, folded) and set(one.names).isdisjoint(other.names):
            joined += [each for each in (one, other) if each not in joined]
        elif joined:
            break
    if not joined:
        return [query]
    before = [folded.partition(c.word)[0] for c in joined]
    follows_year = [
        c.word not in folded or _YEAR.search(text) is not None for c, text in zip(joined, before, strict=True)
    ]
    # "The requirements and the 2025 scores": a year between them is that of the second only.
    is_between = not follows_year[0] and follows_year[-1]
    dated = [query.years if follows or not is_between else () for follows in follows_year]
    # In a list of several, the others would drown the one; of two each is told by its concept.
    is_list = len(joined) > _SHORT or is_between
    run = re.search(rf"{re.escape(joined[0].word)}.*?{re.escape(joined[-1].word)}", folded) if is_list else None
    kept = [tuple(c for c in query.concepts if c is each or c not in joined) for each in joined]
    texts = [f"{folded[: run.start()]}{c.word}{folded[run.end() :]}" if run else query.text for c in joined]
    parts = zip(kept, texts, dated, strict=True)
    return [replace(query, concepts=asked, text=text, years=of_years) for asked, text, of_years in parts]


def _alone(question: str, catalogue: Catalogue, terms: Terms, today: date, picked: tuple[Programme, ...] = ()) -> Query:
    spelt = with_whole_names(catalogue.respelt(question), catalogue, terms)
    named, studied = _named(spelt, catalogue)
    kind = kind_of(question, len(named))
    programmes = named or (() if kind is Kind.SURVEY else picked)
    unknown = unknown_in(question, catalogue, terms, programmes)
    named_others = dict.fromkeys((*others_meant(question, catalogue), *unknown))
    others = [Concept(name, (tuple(tokens(name)),), is_decisive=True) for name in named_others]
    rest = without_set_aside(without_years(catalogue.without_names(spelt)))
    decisive = decisive_in(question, rest, is_open=not programmes)
    concepts = _said(rest, asking_part(question), decisive, terms)
    if programmes and not others:
        concepts += own_price(question, rest, concepts, terms)
    asks_for_figure = _ASKS_FOR_FIGURE.search(question) is not None
    is_yearly = any(not terms.yearly.isdisjoint(concept.names) for concept in concepts)
    is_dated = asks_for_figure or is_yearly or _ASKS_WHEN.search(fold(question)) is not None
    asked_years = (
        ()
        if is_present(question, today.year) and not is_dated
        else years_asked(question, today.year, is_yearly=is_yearly)
    )
    concepts = [meant_then(concept, asked_years, today.year, terms) for concept in concepts]
    unknown = unknown or (() if programmes else strange_subject(rest, concepts, terms))
    concepts = [*_without_institution(concepts, catalogue), *studied]
    others += [*chinese_objects(concepts, decisive), *singled_out(question)]
    concepts = [concept for concept in concepts if not any(concept.word in other.word for other in others)]
    query = Query(
        text=question.strip(),
        language=detect(question),
        programmes=programmes,
        years=asked_years,
        concepts=(*others, *concepts),
        asks_for_figure=asks_for_figure,
        kind=kind,
        unknown=unknown,
    )
    return _of_whole(query, catalogue.nameless(spelt), is_named=bool(named))


def _named(question: str, catalogue: Catalogue) -> tuple[tuple[Programme, ...], list[Concept]]:
    """The programmes that a question is about; and, as ordinary words, those that somebody has only studied before.

    "I studied Botany, may I take the MSc in Robotics?" is about Robotics.
    """
    named = catalogue.named_in(question)
    told = tells_of_studies(question) if len(named) > 1 else ""
    if not told or COMPARES.search(fold(question)):
        return named, []
    key, places = catalogue.places_in(catalogue.respelt(told))
    studied = [programme for *_, programme in places]
    asked = tuple(each for each in named if each not in (*studied, *catalogue.of_the_level_of(named, studied)))
    if not asked or len(asked) == len(named):
        return named, []
    words = dict.fromkeys(key[start:end] for start, end, _ in places)
    return asked, [Concept(word, (tuple(tokens(word)),), is_told=True) for word in words if tokens(word)]


def _of_whole(query: Query, nameless: str, *, is_named: bool) -> Query:
    """`query` as one for its programme as a whole, or for all that there are, where it asks for nothing else."""
    if not (is_named or query.unknown) and asks_what_there_is(nameless):
        return replace(query, programmes=(), concepts=(), kind=Kind.SURVEY, is_of_whole=True)
    asks_for_more = any(concept.is_term or concept.is_decisive for concept in query.concepts)
    if query.kind is not Kind.DIRECT or query.years or query.unknown:
        return query
    if asks_for_more or len(query.programmes) != 1:
        return replace(query, is_of_topic=names_a_topic(nameless, query.concepts))
    is_told = asks_what_it_is(nameless) and (is_named or stands_alone(nameless))
    return replace(query, concepts=(), is_of_whole=True) if is_told else query


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
        for concept in (priced(said, asking, terms) for said in terms.concepts(rest))
        if not years(concept.word)
    ]


def _without_institution(concepts: Sequence[Concept], catalogue: Catalogue) -> list[Concept]:
    """`concepts` but the institution where the question hangs on something else of it: "the faculty's deadline".

    All that the documents tell is of the institution, and few statements name it.
    """
    whole = catalogue.institution.names.en
    rest = [concept for concept in concepts if not any(names.en in whole for names in concept.names)]
    return rest if any(concept.is_term and concept.is_decisive for concept in rest) else list(concepts)


def _is_of_what_is_held(concept: Concept, asking: str, terms: Terms) -> bool:
    """Whether it is the examination that somebody holds who asks whether that is enough."""
    return is_held_by_some(concept, terms) and concept.word not in asking and _ENOUGH.search(asking) is not None


def _narrows(concept: Concept, asking: str, terms: Terms) -> bool:
    """Whether it is asked about something that holds only for some: what holds for all is no answer then."""
    is_compared = COMPARES.search(asking) is not None
    return concept.word in asking and not is_compared and not terms.narrows.isdisjoint(concept.names)
