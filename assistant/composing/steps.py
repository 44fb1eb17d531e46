"""Questions in two steps: what the answer to the first tells the second, whose programme the first has to find."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.composing.extremes import asks_for_extreme
from assistant.composing.parts import Part
from assistant.composing.showing import Knowledge
from assistant.composing.weights import is_held
from assistant.domain import Concept, Kind, Names, Operation, Programme, Query
from assistant.language import fold, is_chinese, year_is_named, years
from assistant.programmes import Catalogue

_MOST_FOUND = 4
_POINTS_BACK = re.compile(
    r"\b(?:it|its|each|both|they|their|them|that|those|these|the (?:programme|program|degree|major|department))\b"
    r"|那|该|这|呢个|呢科|嗰|它|佢|各|同名"
)
_POINTS_AT_SEVERAL = re.compile(
    r"\b(?:each|both|they|their|them|those|these|the (?:programmes|programs|degrees|majors|two|three))\b"
    r"|各|[它他她]们|佢哋|[这那呢嗰][两二三几些啲]|[两二三]者"
)
# The department that runs a programme, where a question asks something about that: "since when has that dept …".
_ITS_DEPARTMENT = re.compile(
    r"\b(?:that|this|the|its|their|same) (?:\w+ )?(?:departments?|depts?)\b(?! of\b)"
    r"|(?:[那该呢嗰这同其]|它的|负责的?|开办的?)(?:一?个)?(?:学系|系(?!统|列|数|主任))"
)
_CLAUSE = re.compile(r"[:：,，;；、—–?？。]|\b(?:and|so|then)\b")


def programmes_told(part: Part, catalogue: Catalogue) -> tuple[Programme, ...]:
    """The programmes that an answer found where its question names none; none where these are too many to ask about.

    They are those of the statements that it cites, else those that the words of its first statement name. Programmes
    that it counts, such as those of one department, are found whatever the question names.
    """
    if (part.query.programmes and not _counts(part)) or not part.is_answered or not part.said:
        return ()
    ids = dict.fromkeys(p for said in part.said[:1] for source in said.sources for p in source.statement.programmes)
    named = () if _counts(part) else _named(part.said[0].text, catalogue)
    told = tuple(catalogue.by_id(programme) for programme in ids)
    told = tuple(programme for programme in named if programme in told) or named or told
    return told if len(told) <= _MOST_FOUND else ()


def _counts(part: Part) -> bool:
    """Whether the first statement of an answer counts programmes."""
    return any(own.operation is Operation.COUNT for said in part.said[:1] for own in said.computed)


def programmes_before(answer: str, catalogue: Catalogue) -> tuple[Programme, ...]:
    """The programmes that the answer before this message told of first; none where these are too many to ask about."""
    told = next((named for paragraph in answer.split("\n\n") if (named := _named(paragraph, catalogue))), ())
    return told if len(told) <= _MOST_FOUND else ()


def _named(text: str, catalogue: Catalogue) -> tuple[Programme, ...]:
    """The programmes that `text` names, but for a name that is a part of who somebody is: 計算機科學家."""
    key, places = catalogue.places_in(text)
    return tuple(dict.fromkeys(programme for _, end, programme in places if key[end : end + 1] != "家"))


def is_told_of(query: Query, found: Sequence[Programme], known: Knowledge) -> bool:
    """Whether tables tell of the one programme that was found all that a question asks."""
    own = [concept for concept in query.concepts if concept.is_term and not concept.is_carried]
    about = [programme.id for programme in found]
    return len(found) == 1 and bool(own) and all(_is_column(concept, query, known, about) for concept in own)


def led_on(query: Query, found: Sequence[Programme], *, is_of_all: bool, names_any: Callable[[str], bool]) -> Query:
    """`query`, about the programmes that the answer before it found, where it asks of them and names none itself.

    After an answer over all programmes (`is_of_all`) it does, after another only where it points back in words.
    `names_any` tells whether a text names a programme.
    """
    asked = query.text.partition(" (")[0]
    points = is_of_all or _POINTS_BACK.search(fold(query.text)) is not None
    if query.programmes:  # carried over from a question that named one to ask for others of its kind
        points = _POINTS_AT_SEVERAL.search(fold(asked)) is not None and not names_any(asked)
        points = points and set(query.programmes) < set(found)
    if query.unknown or not query.is_follow_up or not found or not points:
        return query
    own = tuple(concept for concept in query.concepts if not concept.is_carried)
    return _about(query, found, own or query.concepts, asked)


def of_department(query: Query, department: Sequence[Names], catalogue: Catalogue) -> Query | None:
    """`query` about the department of its one programme, by the programme that is called as it; None where it is not.

    It must ask something about the department (`department` are the groups of terms for one) besides which it is.
    """
    if len(query.programmes) != 1 or not _ITS_DEPARTMENT.search(fold(query.text)):
        return None
    same = catalogue.named_in(query.programmes[0].department)
    own = tuple(c for c in query.concepts if not c.is_carried and set(c.names).isdisjoint(department))
    if len(same) != 1 or same == query.programmes or not any(concept.is_term for concept in own):
        return None
    concepts = tuple(concept for concept in query.concepts if not concept.is_carried)
    return _about(query, same, concepts, catalogue.nameless(query.text.partition(" (")[0]))


def asks_nothing_more(query: Query, part: Part) -> bool:
    """Whether a question asks only for the figure of what the answer before it told: "… and how many was that?".

    One that names another programme asks for that of it.
    """
    asked = set(part.query.concepts)
    own = [concept for concept in query.concepts if not concept.is_carried and concept not in asked]
    says_figure = any(any(map(str.isdigit, said.text)) for said in part.said)
    if not query.is_follow_up or not set(query.programmes).issubset(part.query.programmes):
        return False
    return query.asks_for_figure and not own and part.is_answered and says_figure


def hangs_on(part: Part, before: Part, known: Knowledge) -> bool:
    """Whether an answer is of no use without that to the question before it, which was refused.

    That is so where it is asked of a thing that no document mentions, or asks for nothing itself and does not tell what
    that one asked, or where it is about a programme that that one was to find.
    """
    query = part.query
    if before.is_answered or not query.is_follow_up:
        return False
    is_of_nothing = any(c.is_term and not c.is_told and not is_held(c, known.words) for c in query.concepts)
    own = any(c.is_term and not c.is_carried for c in query.concepts)
    asked = {c.word for c in before.query.concepts if c.is_term and not c.is_carried}
    is_of_nothing |= not own and not asked <= {c.word for c in part.carries}
    is_of_some = any(source.statement.programmes for said in part.said[:1] for source in said.sources)
    return is_of_nothing or (is_of_some and not query.programmes)


def following(part: Part, found: Sequence[Programme], known: Knowledge) -> Query | None:
    """What a question that had to find its programme asks about it besides; None where nothing is left.

    `part` is what answers its first step: "the programme with the largest intake: when do students pick their major?"
    """
    query = part.query
    missing = [c for c in query.concepts if c.is_decisive and not c.is_term and c not in part.carries]
    rest = tuple(c for c in query.concepts if c.is_term and not c.is_carried and c not in part.carries)
    if not found or missing or not rest:
        return None
    first = _clause_of(query, [c for c in query.concepts if c not in rest and c.is_term])
    about = [programme.id for programme in found]
    in_one_clause = asks_for_extreme(query)
    rest = tuple(c for c in rest if c.word not in first or (in_one_clause and _is_column(c, query, known, about)))
    if not rest:
        return None
    clause = _clause_of(query, rest)
    if asks_for_extreme(replace(query, text=clause)):  # what is asked of it is not who has the most of something
        clause = " ".join(concept.word for concept in rest)
    own = tuple(c for c in query.concepts if c in rest or (not c.is_term and c.word in clause and c.word not in first))
    told = [year for said in part.said for year in years(said.text)]
    left = tuple(year for year in query.years if not year_is_named(year, told))
    return _about(replace(query, years=left), found, own, clause or query.text)


def _about(query: Query, found: Sequence[Programme], concepts: tuple[Concept, ...], text: str) -> Query:
    """`query` for `concepts`, about the programmes that were found."""
    names = ", ".join(programme.names.in_language(query.language) for programme in found)
    kind = Kind.COMPARISON if len(found) > 1 else Kind.DIRECT
    return replace(query, text=f"{names}: {text}", programmes=tuple(found), concepts=concepts, kind=kind)


def _is_column(concept: Concept, query: Query, known: Knowledge, about: Sequence[str]) -> bool:
    """Whether tables tell what a concept asks of every programme that was found; no proper name asks for anything."""
    if concept.is_decisive and not is_chinese(concept.word):
        return False
    told = {
        fact.programme
        for names in concept.names
        for fact in known.facts.matching((names,), query.language, about)
        if fact.is_stated
    }
    return told.issuperset(about)


def _clause_of(query: Query, concepts: Sequence[Concept]) -> str:
    """The folded clauses of a question that use one of `concepts`."""
    clauses = _CLAUSE.split(fold(query.text))
    return " ".join(clause.strip() for clause in clauses if any(c.word in clause for c in concepts))
