"""What a text claims, as values: figures with their year and programme, dates, times, years, codes and grades."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.grounding.dates import Day, Placed, days, times, years
from assistant.grounding.numbers import CURRENCIES, Quantity, quantities, starred
from assistant.grounding.plain import HAN, blanked, plain
from assistant.programmes import Catalogue

_CODE = re.compile(
    r"(?<![\w$])(?!(?:hkd|usd|rmb|cny)\d|(?:mid|early|late|pre|post)-(?:19|20)\d\d(?!\d))[a-z]+-?\d\w*",
    re.IGNORECASE | re.ASCII,
)
_COURSE = re.compile(r"(?<![\w$])(?!js)[a-z]{3,5}\d{4}[a-z]?(?!\w)", re.ASCII)
_DEPARTMENT = re.compile(
    r"\b(?:[Dd]epartments?|[Ss]chools?|[Ff]acult(?:y|ies)|[Dd]ivisions?|[Ii]nstitutes?) of "
    r"(?:(?:[A-Z][\w-]*|and|of|&),? ?)+"
)
_OF_A_DEPARTMENT = re.compile("学?[系部]")
_LIST = re.compile(r"\s*(?:,|&|and|or|、|和|及|与|或|至|to|-)\s*")
_ATTACHED = re.compile(
    rf"[^,;，；。{HAN}\d]{{0,6}}?(?:\b(?:a|per|each) \w+\s?)?"
    rf"(?:\(|\[|\b(?:in|for|from|during|of|at|by|until|including|before|since)\b)[^,;，；。{HAN}\d]{{0,20}}|\s?[（(][^)）]{{0,6}}"
)
_CLAUSE = re.compile(r"[;；。!?]|\.(?=\s|$)")
# What begins another statement in the same sentence.
_MOREOVER = re.compile(
    r"[;；。.!?]\s*(?=(?:moreover|in addition|additionally|besides|furthermore)\b|此外|另外|再者)", re.IGNORECASE
)
_FIGURE, _YEAR = 0xE100, 0xE800  # private use: signs that stand in a text for a figure or a year of it


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a text, with the years, the ids of the programmes and the courses that it is of; may be none."""

    quantity: Quantity
    years: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claims:
    """The values of one text. `plain` is the text as it was read; `words` is it without any of its values.

    `departments` are the programmes that departments are called as, `places` are where its values stand, in order.
    `segments` are what stands before, between and behind the figures, one more than there are figures; `weak` are
    numbers that may be no more than a way of speaking.
    """

    plain: str
    words: str
    figures: tuple[Figure, ...]
    weak: tuple[Quantity, ...]
    segments: tuple[str, ...]
    days: tuple[Day, ...]
    times: tuple[str, ...]
    years: tuple[str, ...]
    codes: tuple[str, ...]
    programmes: tuple[str, ...]
    departments: tuple[str, ...]
    places: tuple[Placed, ...]


def claims_of(text: str, catalogue: Catalogue) -> Claims:
    """The values that `text`, one sentence or row, states."""
    whole = plain(text)
    dated, rest = days(whole)
    timed, rest = times(rest)
    graded, rest = starred(rest)
    grades = [Placed(*grade) for grade in graded]
    coded = [Placed(match[0].lower(), *match.span()) for match in _CODE.finditer(rest)]
    yeared, rest = years(blanked(rest, _CODE))
    read = quantities(rest)
    counted = [quantity for quantity in read if not quantity.is_weak]
    # Of what may be a way of speaking (一般, 單元二), ordinals are values.
    stated = [q for q in read if not q.is_weak or whole[: q.numeral[0]].endswith("第")]
    figures = _figures(whole, counted, yeared, catalogue)
    marks = [0, *(edge for q in counted for edge in (q.start, q.end)), len(whole)]
    words = rest
    for quantity in counted:
        words = words[: quantity.start] + " " * (quantity.end - quantity.start) + words[quantity.end :]
    return Claims(
        plain=whole,
        words=words,
        figures=figures,
        weak=tuple(quantity for quantity in read if quantity.is_weak),
        segments=tuple(words[a:b] for a, b in zip(marks[::2], marks[1::2], strict=True)),
        days=tuple(placed.value for placed in dated if isinstance(placed.value, Day)),
        times=tuple(str(placed.value) for placed in timed),
        years=tuple(str(placed.value) for placed in yeared),
        codes=tuple(dict.fromkeys(str(placed.value) for placed in (*coded, *grades))),
        programmes=tuple(dict.fromkeys(programme for *_, programme in _places(whole, catalogue)[1])),
        departments=tuple(dict.fromkeys(_departments(whole, catalogue))),
        places=tuple(
            sorted((*dated, *timed, *grades, *coded, *yeared, *map(_placed, stated)), key=lambda each: each.start)
        ),
    )


def _placed(quantity: Quantity) -> Placed:
    """Where a quantity stands; what it counts is a word beside it, but a currency belongs to it."""
    span = (quantity.start, quantity.end) if quantity.unit in CURRENCIES else quantity.numeral
    return Placed(str(quantity), *span)


def _figures(
    text: str, counted: Sequence[Quantity], yeared: Sequence[Placed], catalogue: Catalogue
) -> tuple[Figure, ...]:
    """Each quantity with the years and programmes that it is of."""
    spans = {(q.start, q.end): chr(_FIGURE + number) for number, q in enumerate(counted)}
    for number, placed in enumerate(yeared):
        spans[placed.start, placed.end] = spans.get((placed.start, placed.end), "") + chr(_YEAR + number)
    for (start, end), sign in sorted(spans.items(), reverse=True):
        text = text[:start] + sign + text[end:]
    key, places = _places(text, catalogue)
    where = {sign: place for place, sign in enumerate(key)}
    at = [where[chr(_FIGURE + number)] for number in range(len(counted))]
    named = [(where[chr(_YEAR + n)], where[chr(_YEAR + n)] + 1, str(placed.value)) for n, placed in enumerate(yeared)]
    of_years, of_programmes = _years_of(key, at, named, places), assigned(key, at, places)
    courses = _grouped(key, [(*match.span(), match[0]) for match in _COURSE.finditer(key)])
    of_courses = [next((names for _, end, names in reversed(courses) if end <= figure), ()) for figure in at]
    return tuple(map(Figure, counted, of_years, of_programmes, of_courses))


def _years_of(
    text: str, figures: Sequence[int], years: Sequence[tuple[int, int, str]], places: Sequence[tuple[int, int, str]]
) -> list[tuple[str, ...]]:
    """For each figure its years. Another statement in the same sentence takes those before only if it names nothing."""
    edges = [0, *(match.end() for match in _MOREOVER.finditer(text)), len(text)]
    found: list[tuple[str, ...]] = []
    for start, end in pairwise(edges):
        own = [year for year in years if start <= year[0] < end]
        is_of_itself = own or any(start <= place[0] < end for place in places) or days(text[start:end])[0]
        here = [figure for figure in figures if start <= figure < end]
        found += assigned(text, here, own if is_of_itself else [year for year in years if year[0] < end])
    return found


def _places(text: str, catalogue: Catalogue) -> tuple[str, list[tuple[int, int, str]]]:
    """Where `text` names programmes, not departments that are called the same."""
    key, places = catalogue.places_in(blanked(text, _DEPARTMENT))
    return key, [(a, b, programme.id) for a, b, programme in places if not _OF_A_DEPARTMENT.match(key, b)]


def _departments(text: str, catalogue: Catalogue) -> Iterator[str]:
    """The programmes that departments in `text` are called as."""
    for match in _DEPARTMENT.finditer(text):
        yield from (programme.id for programme in catalogue.named_in(match[0]))
    key, places = catalogue.places_in(blanked(text, _DEPARTMENT))
    for start, end, _ in places:
        if _OF_A_DEPARTMENT.match(key, end):
            yield from (programme.id for programme in catalogue.named_in(key[start:end]))


def assigned(text: str, figures: Sequence[int], labels: Sequence[tuple[int, int, str]]) -> list[tuple[str, ...]]:
    """For each figure, by its place in `text`, the labels (start, end, label) that it is said of; may be none.

    Labels that all come first or last, as many as figures, go with them in order ("A and B: 1 and 2"). Where no label
    stands before the first figure each takes the next ("1 in A, 2 in B"), where none stands behind the last each takes
    the one before ("A: 1, B: 2"), otherwise the next if it is attached ("1 (A)") and else the one before. A clause that
    has labels of its own takes none from beside it.
    """
    edges = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    found = dict(zip(figures, _assigned(text, figures, labels), strict=True))
    for start, end in pairwise(edges):
        own = [label for label in labels if start <= label[0] < end]
        here = [figure for figure in figures if start <= figure < end]
        if own:
            found.update(zip(here, _assigned(text, here, own), strict=True))
    return [found[figure] for figure in figures]


def _assigned(text: str, figures: Sequence[int], labels: Sequence[tuple[int, int, str]]) -> list[tuple[str, ...]]:
    if not figures or not labels:
        return [()] * len(figures)
    groups = _grouped(text, labels)
    first, last = figures[0], figures[-1]
    if len(groups) == 1 and len(groups[0][2]) == len(figures) > 1:
        return [(label,) for label in groups[0][2]]
    has_before = any(start < first for start, _, _ in groups)
    has_behind = any(start > last for start, _, _ in groups)
    found = []
    for figure in figures:
        before = [group for group in groups if group[0] < figure]
        behind = [group for group in groups if group[0] > figure]
        is_next = not has_before or (has_behind and behind and _ATTACHED.fullmatch(text, figure + 1, behind[0][0]))
        nearest = (behind or before[-1:])[0] if is_next else (before[-1:] or behind)[0]
        found.append(nearest[2])
    return found


def _grouped(text: str, labels: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Labels that are listed one after the other as one; a name with another of the same in brackets is one label."""
    groups: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end, label in sorted(labels):
        if groups and label in groups[-1][2] and not re.search(r"[\ue100-\ue7ff]", text[groups[-1][1] : start]):
            groups[-1] = (groups[-1][0], end, groups[-1][2])
        elif groups and _LIST.fullmatch(text, groups[-1][1], start):
            groups[-1] = (groups[-1][0], end, (*groups[-1][2], label))
        else:
            groups.append((start, end, (label,)))
    return groups
