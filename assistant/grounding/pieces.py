"""A text word by word, its values, programmes, terms and opposites the same in both languages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.domain import Names
from assistant.grounding.claims import Claims
from assistant.grounding.dates import Day
from assistant.grounding.opposites import choices
from assistant.language import tokens, year_is_named
from assistant.programmes import Catalogue
from assistant.terms import Terms

# What makes a sentence of other words; a text that is written anew adds and leaves out these.
_LIGHT = frozenset("the a an is are was were be been of for that this it its has have had as 的 是 为 于 在 其".split())
_SIGN = 0xE100  # private use: signs that stand in a text for what was read there already
_PIECE = re.compile(r"[\ue100-\uf8ff]|[\u3400-\u9fff]|[a-z0-9]+(?:['&/+.-][a-z0-9]+)*|[;.!?。:,、]")
_STATEMENTS = re.compile(r"(?<=[;。])")
_ENDS = frozenset(";.!?。")
_PAUSES = frozenset(":,、")
END, PAUSE = "|", ","


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a text, or a value, programme or term in it, as it is compared; `kind` is empty for a plain word."""

    said: str
    kind: str = ""
    values: tuple[Day | str, ...] = ()
    names: frozenset[Names] = frozenset()
    weight: float = 1.0

    @property
    def is_code(self) -> bool:
        """Whether it is the code of a course."""
        return self.kind == "value" and re.match("[a-z]+-?[0-9]", self.said) is not None

    def is_as(self, other: "Piece") -> bool:
        """Whether both stand for the same in a text."""
        return self.said == other.said or not self.names.isdisjoint(other.names)

    def is_told_by(self, other: "Piece") -> bool:
        """Whether `other` says the same of the same kind, or more."""
        if self.kind != other.kind:
            return False
        if not self.values:
            return self.is_as(other)
        return all(any(_is_told(value, held) for held in other.values) for value in self.values)


def _is_told(value: Day | str, held: Day | str) -> bool:
    if isinstance(value, Day):
        return value.is_told_by(held) if isinstance(held, Day) else False
    if isinstance(held, Day):
        return value == str(held.year)
    return value == held or year_is_named(value, [held])


def pieces(claims: Claims, catalogue: Catalogue, terms: Terms) -> tuple[Piece, ...]:
    """What a text says, word by word, the same in both languages as far as it is values, programmes and terms."""
    found: list[Piece] = []
    text = _marked(claims, found, catalogue)
    key = "".join(_named(part, found, catalogue) for part in _STATEMENTS.split(text))
    chosen = [
        (each.start, each.end, Piece(f"{each.group} {each.word}", each.group or each.word)) for each in choices(key)
    ]
    key = _signed(key, found, chosen)
    termed = [(a, b, Piece(key[a:b], "term", names=names)) for a, b, names in terms.places_in(key)]
    key = _signed(key, found, termed)
    return (Piece(END, END), *_pieces(key, found), Piece(END, END))


def _marked(claims: Claims, found: list[Piece], catalogue: Catalogue) -> str:
    """The text with a sign for each of its values; codes of programmes stay."""
    spans: dict[tuple[int, int], list[Day | str]] = {}
    for placed in claims.places:
        if not catalogue.named_in(claims.plain[placed.start : placed.end]):
            spans.setdefault((placed.start, placed.end), []).append(placed.value)
    values = [(a, b, Piece(" ".join(map(str, v)), "value", tuple(v))) for (a, b), v in spans.items()]
    return _signed(claims.plain, found, values)


def _named(text: str, found: list[Piece], catalogue: Catalogue) -> str:
    """One statement, folded, with a sign for each programme that it names."""
    key, places = catalogue.places_in(text)
    return _signed(key, found, [(a, b, Piece(p.id, "value", (f"programme {p.id}",))) for a, b, p in places])


def _signed(text: str, found: list[Piece], places: Iterable[tuple[int, int, Piece]]) -> str:
    """`text` with a sign for each of the pieces, which are added to those `found`; the first of two that meet."""
    parts: list[str] = []
    end = 0
    for start, stop, piece in sorted(places, key=lambda place: place[:2]):
        if start >= end:
            parts += [text[end:start], " ", chr(_SIGN + len(found)), " "]
            found.append(piece)
            end = stop
    return "".join((*parts, text[end:]))


def _pieces(key: str, found: Sequence[Piece]) -> Iterator[Piece]:
    for match in _PIECE.finditer(key):
        said = match[0]
        if ord(said[0]) >= _SIGN and ord(said[0]) < 0xF900:
            yield found[ord(said) - _SIGN]
        elif said in _ENDS:
            yield Piece(END, END)
        elif said in _PAUSES:
            yield Piece(PAUSE, PAUSE, weight=0.0)
        elif said not in _LIGHT:
            yield Piece(_stem(said), weight=0.5 if ord(said[0]) > 0x3000 else 1.0)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return " ".join(tokens(word))
