"""Whether what a text says at a place stands at that place in its sources: found by the words around it."""

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
_A_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d)?")
_LIGHT = frozenset("the a an is are was were be been of for that this it its has have had as 的 是 为 于 在 其".split())
_SIGN = 0xE100  # private use: signs that stand in a text for what was read there already
_PIECE = re.compile(r"[\ue100-\uf8ff]|[\u3400-\u9fff]|[a-z0-9]+(?:['&/+.-][a-z0-9]+)*|[;.!?。:,、]")
_STATEMENTS = re.compile(r"(?<=[;。])")
_ENDS = frozenset(";.!?。")
_PAUSES = frozenset(":,、")
_END, _PAUSE = "|", ","
_MOST = 8.0
# How much around a place must be alike, on each side and on both, to be the same place; and by how much more than where
# the same is said. A Chinese sign counts half of a word.
_SIDE, _BOTH, _MORE = 1.0, 3.0, 1.5


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
    return (Piece(_END, _END), *_pieces(key, found), Piece(_END, _END))


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
            yield Piece(_END, _END)
        elif said in _PAUSES:
            yield Piece(_PAUSE, _PAUSE, weight=0.0)
        elif said not in _LIGHT:
            yield Piece(_stem(said), weight=0.5 if ord(said[0]) > 0x3000 else 1.0)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return " ".join(tokens(word))


@dataclass(frozen=True, slots=True)
class _Fit:
    left: float = 0.0
    right: float = 0.0

    @property
    def both(self) -> float:
        return self.left + self.right

    def is_there(self, is_of_codes: bool) -> bool:
        """Whether both sides are alike enough; of codes one side is enough, since a title stands behind each."""
        return min(self.left, self.right) >= _SIDE or (is_of_codes and self.both >= _BOTH)


def misplaced(claim: Sequence[Piece], told: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """The pieces of a claim that stand where a source has another of their kind, and not where one has the same."""
    for at, piece in enumerate(claim):
        if piece.kind in ("", _END, _PAUSE):
            continue
        own, rival = 0.0, 0.0
        for text in told:
            for place, other in enumerate(text):
                if other.kind != piece.kind:
                    continue
                fit = _fit(claim, at, at, text, place, place)
                if piece.is_told_by(other):
                    own = max(own, fit.both)
                elif fit.is_there(piece.is_code and other.is_code):
                    rival = max(rival, fit.both)
        if rival >= _BOTH and rival >= own + _MORE:
            yield piece


def of_another_year(claim: Sequence[Piece], told: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """The years that stand right before a word before which the sources have other years only: "2026 intake"."""
    held = [pair for text in told for pair in _years_before(text)]
    for year, word in _years_before(claim):
        of_word = [other for other, said in held if said == word]
        if of_word and not any(year.is_told_by(other) for other in of_word):
            yield year


def said_twice(claim: Sequence[Piece], told: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """The words of a group that are joined to themselves ("JUPAS and JUPAS"), where none of the sources does so."""
    joined = {pair for text in told for pair in _joined(text)}
    yield from (one for one, other in _joined(claim) if one.said == other.said and (one, other) not in joined)


def _joined(text: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    for one, link, other in zip(text, text[1:], text[2:], strict=False):
        if link.kind == "joining" and one.kind == other.kind and one.kind not in ("", "value", _END, _PAUSE):
            yield one, other


def _years_before(text: Sequence[Piece]) -> Iterator[tuple[Piece, str]]:
    """Each year of a text that stands right before a word, and that word; of Chinese two signs."""
    for at, piece in enumerate(text):
        if piece.kind == "value" and _A_YEAR.fullmatch(piece.said):
            behind = [each for each in text[at + 1 : at + 4] if each.said not in ("年", "度")]
            word = behind[0].said if behind and behind[0].weight == 1.0 else "".join(each.said for each in behind[:2])
            if behind and all(each.kind in ("", "term") for each in behind[:2]):
                yield piece, word


SMALL = frozenset({"denial", "only", "deputy", "bound"})


def changed(claim: Sequence[Piece], told: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """The small words that a claim leaves out of the words of a source, or puts in."""
    for at, piece in enumerate(claim):
        if piece.kind in SMALL:
            own = max((_best(claim, at, text, piece.kind) for text in told), default=0.0)
            if max((_gap(text, claim, at) for text in told), default=0.0) >= max(_BOTH + 1, own + _MORE):
                yield piece
    for text in told:
        for at, piece in enumerate(text):
            if piece.kind in SMALL and _gap(claim, text, at) >= max(
                _BOTH + 1, _best(text, at, claim, piece.kind) + _MORE
            ):
                yield piece


def _best(one: Sequence[Piece], at: int, other: Sequence[Piece], kind: str) -> float:
    """How well the place of a piece fits where the other text has one of its kind."""
    return max(
        (_fit(one, at, at, other, i, i).both for i, piece in enumerate(other) if piece.kind == kind), default=0.0
    )


def _gap(text: Sequence[Piece], one: Sequence[Piece], at: int) -> float:
    """How well a place of `text` that has no such piece fits around the piece of the other."""
    fits = (_fit(text, place, place - 1, one, at, at) for place in range(1, len(text)))
    return max((fit.both for fit in fits if min(fit.left, fit.right) >= _SIDE), default=0.0)


def _fit(
    one: Sequence[Piece], before: int, behind: int, other: Sequence[Piece], other_before: int, other_behind: int
) -> _Fit:
    """How much is alike to the left of what stands at `before` and to the right of what stands at `behind`."""
    return _Fit(_run(one, before, other, other_before, -1), _run(one, behind, other, other_behind, 1))


def _run(one: Sequence[Piece], at: int, other: Sequence[Piece], place: int, step: int) -> float:
    """How much is alike from a place on. A pause is as good as an end, and else passed over."""
    total = 0.0
    at, place = at + step, place + step
    while 0 <= at < len(one) and 0 <= place < len(other) and total < _MOST:
        piece, held = one[at], other[place]
        if _PAUSE in (piece.kind, held.kind) and _END not in (piece.kind, held.kind):
            at, place = at + step * (piece.kind == _PAUSE), place + step * (held.kind == _PAUSE)
            continue
        if {piece.kind, held.kind} <= {_END, _PAUSE}:
            return total + 1.0
        if not piece.is_as(held):
            break
        total += piece.weight
        at, place = at + step, place + step
    return total
