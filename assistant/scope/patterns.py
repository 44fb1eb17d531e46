"""Regular expressions put together from lists of words."""

import re
from collections.abc import Iterable


def any_of(words: str, before: str = "", after: str = "") -> str:
    """A pattern for any of `words`, which white space divides, between two other patterns; "_" stands for a space.

    >>> any_of("poems? get_in", after="(?! touch)")
    '(?:poems?|get in)(?! touch)'
    """
    return f"{before}(?:{'|'.join(word.replace('_', ' ') for word in words.split())}){after}"


def compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    """Matches what one of `patterns` matches."""
    return re.compile("|".join(patterns))
