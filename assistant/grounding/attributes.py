"""What each figure of a text measures: the term that stands with one figure of it and with no other."""

import re
from collections.abc import Callable, Collection, Hashable, Sequence

# Signs that an item of a list of terms may have; what is longer says more.
_LISTED = 40
_SEPARATOR = re.compile(r"[,;，；、/|]|\b(?:and|or|plus|with|while|against)\b|另加|以及|[和及与或]")


class Measures:
    """The terms around the figures of one text, and which of them tell its figures apart."""

    def __init__(
        self, segments: Sequence[str], named_in: Callable[[str], Collection[Hashable]], above: str = ""
    ) -> None:
        """`segments` are what stands before, between and behind the figures; `named_in` tells the terms of each.

        What stands between two figures and a separator belongs to the one on its side of the separator. Terms that all
        come first or last, as many as figures, go with them in order.
        """
        figures = range(len(segments) - 1)
        tails = [_SEPARATOR.split(segment)[-1] for segment in segments[:-1]]
        heads = [_SEPARATOR.split(segment, maxsplit=1)[0] for segment in segments[1:]]
        self._own = [frozenset(named_in(tails[figure])) | frozenset(named_in(heads[figure])) for figure in figures]
        for end, others in ((segments[0], segments[1:]), (segments[-1], segments[:-1])):
            listed = [part for part in map(named_in, filter(_is_short, _SEPARATOR.split(end))) if part]
            if len(listed) == len(figures) > 1 and not any(map(named_in, others)):
                self._own = list(map(frozenset, listed))
        shared = frozenset.intersection(*self._own) if len(figures) > 1 else frozenset()
        self._telling = [own - shared for own in self._own]
        self._all = frozenset(names for segment in (*segments, above) for names in named_in(segment))

    def measures(self, figure: int, claim: "Measures", claimed: int, *, is_told_apart: bool = False) -> bool:
        """Whether what `claim` says that its figure measures, `claimed`, is what `figure` here measures.

        Of several figures here that each have a term each must be called by its own and none of another's, unless it
        `is_told_apart` in another way; others by any term of the text or of what stands `above` it, if by any. None is
        called by a word ("fee 1") of whose group the text has only others.

        >>> def named_in(text):
        ...     return [name for name in ("upper", "median") if name in text]
        >>> told = Measures(["scores: ", "at the upper quartile,", "at the median"], named_in)
        >>> claim = Measures(["the upper quartile is ", "."], named_in)
        >>> told.measures(0, claim, 0), told.measures(1, claim, 0)
        (True, False)
        """
        own, said = self._telling[figure], claim._own[claimed]
        if any(_is_against(each, self._all) or self._is_of_another(each, figure) for each in said):
            return False
        if is_told_apart:
            return True
        if len(self._own) == 1 or not all(self._telling):
            return not said or not self._all or not self._all.isdisjoint(said)
        said &= frozenset().union(*self._telling)
        return bool(said) and said <= own

    def _is_of_another(self, said: Hashable, figure: int) -> bool:
        """Whether a word of a group that tells figures apart stands with another figure and not with this one."""
        if said in self._own[figure] or not any(said in own for own in self._own):
            return False
        return len({each for own in self._own for each in own if _is_of_group(each, said)}) > 1


def _is_short(part: str) -> bool:
    """Whether a part of a text may name no more than a term of a list."""
    return len(part.strip()) <= _LISTED


def _is_against(said: Hashable, held: Collection[Hashable]) -> bool:
    """Whether a word of a group is said ("fee 1") where only others of the group are held."""
    return said not in held and any(_is_of_group(each, said) for each in held)


def _is_of_group(one: Hashable, other: Hashable) -> bool:
    """Whether both are words of one group ("fee 1", "fee 2")."""
    return isinstance(one, str) and isinstance(other, str) and one.split()[0] == other.split()[0]
