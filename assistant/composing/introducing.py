"""What a programme is, which there are, and what is told of a topic: how documents and sections begin."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from assistant.composing import frames
from assistant.composing.carrying import words_of
from assistant.composing.dated import says_unknown, undated
from assistant.composing.parts import Grid, Part, Said, Source
from assistant.composing.quoting import MOST_STATEMENTS
from assistant.composing.showing import Knowledge, as_shown
from assistant.domain import Found, Language, Passage, Query
from assistant.language import content_tokens, fold, is_chinese

_FEW = 2
# How much of a heading a topic is to be, at least and better.
_SOME, _MUCH = 0.25, 0.33


def introduced(
    query: Query, search: Callable[[Query], Found], known: Knowledge, passages: Mapping[str, Passage]
) -> Part | None:
    """What the document of the one programme says before its first heading; None where it says nothing there.

    There a document says what it is about (corpus/README.md).
    """
    opening = _openings(passages.values(), query.language).get(query.programmes[0].id)
    said = _said(opening, query, known) if opening else ()
    return Part(query, search(query), known.sure, said) if said else None


def all_introduced(
    query: Query,
    search: Callable[[Query], Found],
    known: Knowledge,
    passages: Mapping[str, Passage],
    called: Mapping[str, str],
) -> Part | None:
    """A list of programmes, given by their ids with what they are called, each with the first sentence on it.

    None where the documents say so of hardly any.
    """
    openings = _openings(passages.values(), query.language)
    begun = {name: openings[programme] for programme, name in called.items() if programme in openings}
    rows = tuple((Said(name, ()), said[0]) for name, own in begun.items() if (said := _said(own, query, known)))
    header = ("", frames.WHAT_IT_IS.in_language(query.language))
    return Part(query, search(query), known.sure, (), Grid(header, rows)) if len(rows) >= _FEW else None


def overview(query: Query, refused: Part, known: Knowledge, passages: Mapping[str, Passage]) -> Part | None:
    """What the documents tell of a topic that was `refused`: how the sections under the heading begin that is its name.

    What is said to be unknown of it comes last. None where no heading and no title is so much of it, or all there is
    unknown or over. Of a programme that is named only what is its own; of one that is not, nothing alone.
    """
    about = {programme.id for programme in query.programmes}
    own = [passage for passage in _read(passages.values(), query.language) if about.issubset(passage.programmes)]
    now = [passage for passage in own if (passage.provenance.valid_until or known.today) >= known.today]
    firsts: dict[tuple[str, ...], Said] = {}
    for section in sorted(_sections(now, query, known), reverse=True):
        for passage in now:
            if _path(passage)[: len(section.path)] == section.path and (said := _said(passage, query, known)):
                firsts.setdefault(_path(passage), said[0])
        if firsts:
            break
    unknown = [each for each in refused.said if any(says_unknown(source.statement) for source in each.sources)]
    said = (*[*firsts.values()][:MOST_STATEMENTS], *unknown[:1])
    return replace(refused, evidence=known.sure, said=said, refusal="") if firsts else None


@dataclass(frozen=True, slots=True, order=True)
class _Section:
    """What stands under a title or a heading, and how well that names a topic: the better, the greater."""

    is_much: bool
    height: int
    fit: float
    path: tuple[str, ...] = field(compare=False)


def _sections(passages: Iterable[Passage], query: Query, known: Knowledge) -> set[_Section]:
    """Those of `passages` that are headed by what a question is about; a title is of what stands before any heading."""
    paths = {_path(passage) for passage in passages if query.programmes or len(passage.programmes) != 1}
    fits = {heading: _fit(heading, query, known) for path in paths for heading in path}
    return {
        _Section(fits[heading] >= _MUCH, -depth, fits[heading], path[: depth + 1])
        for path in paths
        for depth, heading in enumerate(path)
        if fits[heading] >= _SOME and (depth or len(path) == 1)
    }


def _path(passage: Passage) -> tuple[str, ...]:
    return (passage.title, *passage.headings)


def _fit(heading: str, query: Query, known: Knowledge) -> float:
    """How much of a heading are the words of a question (0 to 1), the institution's aside; 0 where it lacks one."""
    said = [concept.word for concept in query.concepts]
    folded = fold(undated(heading))
    if any(map(is_chinese, said)):
        return len("".join(said)) / len(folded) if all(word in folded for word in said) else 0.0
    names = (known.institution.names.in_language(query.language), *known.institution.aliases)
    words = frozenset(content_tokens(folded)) - words_of(" ".join(names))
    asked = words_of(" ".join(said))
    return len(asked) / len(words) if asked and words.issuperset(asked) else 0.0


def _openings(passages: Iterable[Passage], language: Language) -> dict[str, Passage]:
    """How the documents of single programmes begin, by the id of the programme: what stands before any heading."""
    openings: dict[str, Passage] = {}
    for passage in _read(passages, language):
        if len(passage.programmes) == 1 and not passage.headings:
            openings.setdefault(passage.programmes[0], passage)
    return openings


def _read(passages: Iterable[Passage], language: Language) -> list[Passage]:
    """Those that are for readers of a language."""
    return [passage for passage in passages if language in passage.answers_in]


def _said(passage: Passage, query: Query, known: Knowledge) -> tuple[Said, ...]:
    """The first few sentences of a passage that tell something: no rows of a table, which alone say little."""
    sentences = [statement for statement in passage.statements if not statement.cells]
    told = [statement for statement in sentences if not says_unknown(statement)][:MOST_STATEMENTS]
    return tuple(Said(as_shown(passage, each, query, known), (Source(passage, each),)) for each in told)
