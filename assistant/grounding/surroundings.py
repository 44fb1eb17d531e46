"""Whether what a text says at a place stands at that place in its sources: found by the words around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.grounding.pieces import END, PAUSE, Piece

_A_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d)?")
# What changes the meaning by being left out or put in.
_DEPUTY = "deputy"
_SMALL = frozenset({"denial", "only", _DEPUTY, "bound"})
# How far the words around a place are compared, in words; a Chinese sign counts half of one.
_MOST = 8.0
# How much around a place must be alike, on each side and on both, to be the same place; and by how much more than where
# the same is said.
_SIDE, _BOTH, _MORE = 1.0, 3.0, 1.5


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
        if piece.kind in ("", END, PAUSE):
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


def deputies(claim: Sequence[Piece], told: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """The words that make a deputy of somebody, where none of the sources has such a word."""
    if not any(piece.kind == _DEPUTY for text in told for piece in text):
        yield from (piece for piece in claim if piece.kind == _DEPUTY)


def said_twice(claim: Sequence[Piece], told: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """The words of a group that are joined to themselves ("JUPAS and JUPAS"), where none of the sources does so."""
    joined = {pair for text in told for pair in _joined(text)}
    yield from (one for one, other in _joined(claim) if one.said == other.said and (one, other) not in joined)


def _joined(text: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    for one, link, other in zip(text, text[1:], text[2:], strict=False):
        if link.kind == "joining" and one.kind == other.kind and one.kind not in ("", "value", END, PAUSE):
            yield one, other


def _years_before(text: Sequence[Piece]) -> Iterator[tuple[Piece, str]]:
    """Each year of a text that stands right before a word, and that word; of Chinese two signs."""
    for at, piece in enumerate(text):
        if piece.kind == "value" and _A_YEAR.fullmatch(piece.said):
            behind = [each for each in text[at + 1 : at + 4] if each.said not in ("年", "度")]
            word = behind[0].said if behind and behind[0].weight == 1.0 else "".join(each.said for each in behind[:2])
            if behind and all(each.kind in ("", "term") for each in behind[:2]):
                yield piece, word


def changed(claim: Sequence[Piece], told: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """The small words that a claim leaves out of the words of a source, or puts in."""
    for at, piece in enumerate(claim):
        if piece.kind in _SMALL:
            own = max((_best(claim, at, text, piece.kind) for text in told), default=0.0)
            if max((_gap(text, claim, at) for text in told), default=0.0) >= max(_BOTH + 1, own + _MORE):
                yield piece
    for text in told:
        for at, piece in enumerate(text):
            if piece.kind in _SMALL and _gap(claim, text, at) >= max(
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
        if PAUSE in (piece.kind, held.kind) and END not in (piece.kind, held.kind):
            at, place = at + step * (piece.kind == PAUSE), place + step * (held.kind == PAUSE)
            continue
        if {piece.kind, held.kind} <= {END, PAUSE}:
            return total + 1.0
        if not piece.is_as(held):
            break
        total += piece.weight
        at, place = at + step, place + step
    return total
