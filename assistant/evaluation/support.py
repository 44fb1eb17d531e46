"""Whether what an answer says occurs in what it cites; shares nothing with the assistant's own grounding."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations

from assistant.domain import Passage, Programme
from assistant.evaluation.mentions import Day, all_codes, all_numbers, mentions

NamedIn = Callable[[str], Sequence[Programme]]
_LETTERS = re.compile(r"[a-z]{4,}")
_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z]+)*")


@dataclass(frozen=True, slots=True)
class Basis:
    """All that the passages cited by one statement say, ready to be compared; `rows` is how many quotes it rests on."""

    words: frozenset[str]
    numbers: frozenset[Decimal]
    codes: frozenset[str]
    dates: tuple[Day, ...]
    programmes: frozenset[str]
    rows: int = 0


def basis_of(passages: Iterable[Passage], named_in: NamedIn, rows: int = 0) -> Basis:
    """What `passages` say with their titles, headings and the dates of their sources.

    `named_in` tells the programmes that a text names; what a statement names by itself counts, whatever the rest of
    its passage makes of it. A passage about a programme says all of the programme's names, so that an answer may use
    that of its own language.
    """
    passages = tuple(passages)
    text = "\n".join(
        part
        for p in passages
        for part in (p.breadcrumb, p.text, p.provenance.as_of, str(p.provenance.valid_until or ""))
    )
    texts = (text, *(statement.text for passage in passages for statement in passage.statements))
    programmes = tuple(dict.fromkeys(programme for each in texts for programme in named_in(each)))
    names = "\n".join(
        name
        for programme in programmes
        for name in (programme.names.en, programme.code, programme.degree, programme.department, *programme.aliases)
    )
    about = {programme.id for programme in programmes} | {name for p in passages for name in p.programmes}
    return Basis(
        _words(f"{text}\n{names}"),
        all_numbers(text),
        all_codes(text) | all_codes(names),
        tuple(day for day, _ in mentions(text).dates),
        frozenset(about),
        rows,
    )


def unsupported(statement: str, basis: Basis, named_in: NamedIn) -> tuple[str, ...]:
    """The dates, codes, numbers, names and programmes of `statement` that its basis does not hold, as written.

    Dates are compared as dates and numbers as numbers, whatever their format and language; names are compared word by
    word, and programmes by any of their names. A number may also be the sum, difference, product or quotient of two
    others that the statement itself says and its basis holds, the sum of three of them, or count the programmes that it
    names or all its quotes.
    """
    named = named_in(statement)
    strange = [programme for programme in named if programme.id not in basis.programmes]
    known_names = "\n".join(
        name
        for programme in named
        if programme.id in basis.programmes
        for name in (programme.names.en, programme.code, *programme.aliases)
    )
    words, codes = basis.words | _words(known_names), basis.codes | all_codes(known_names)
    found = mentions(statement)
    missing = [said for day, said in found.dates if not _holds_date(basis, day)]
    missing += [code for code in found.codes if code not in codes]
    counts = {Decimal(len(named)), Decimal(basis.rows)}
    missing += _strange_numbers(found.numbers, basis.numbers | counts)
    missing += [name for name in found.names if not _words(name) <= words]
    missing += [programme.names.en for programme in strange]
    return tuple(dict.fromkeys(missing))


def _words(text: str) -> frozenset[str]:
    """Lower-case words, those with hyphens or figures in them also in their parts, without a possessive ending."""
    found = (word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text.lower()))
    return frozenset(part for word in found for part in (word, *word.split("-"), *_LETTERS.findall(word)))


def _holds_date(basis: Basis, day: Day) -> bool:
    return any(
        day.is_within(other) and (not day.year or other.year or Decimal(day.year) in basis.numbers)
        for other in basis.dates
    )


def _strange_numbers(said: Sequence[tuple[Decimal, str]], held: frozenset[Decimal]) -> list[str]:
    known = [number for number, _ in said if number in held]
    return [words for number, words in said if number not in held and not _follows_from(number, known)]


def _follows_from(number: Decimal, known: Sequence[Decimal]) -> bool:
    """Whether two known numbers give it, or three as their sum; a quotient as far as it is written out."""
    if number in map(sum, combinations(known, 3)):
        return True
    places = Decimal(1).scaleb(min(0, int(number.as_tuple().exponent)))
    for one, other in permutations(known, 2):
        results = [one + other, one - other, one * other]
        if other:
            results.append((one / other).quantize(places))
        if number in results:
            return True
    return False
