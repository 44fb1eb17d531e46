"""English words typed with a slip ("tution", "departement"), spelt as the terms spell them."""

import re
from collections.abc import Collection
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

_WORD = re.compile(r"(?<![\w.@/'’-])[A-Za-z][a-z]{5,}(?![\w@/'’-])")
_LONG = 8
_REMEMBERED = 4096
# Words of questions, not of what is asked for.
_ASKING = frozenset({"between", "compare", "comparison", "difference", "differences", "different"})


def spelt(question: str, words: frozenset[str]) -> str:
    """`question` with each unknown English word as the one of `words` that it differs from by a slip.

    A slip is a letter too many, too few, another or two exchanged; long words may hold two. What a dictionary knows
    stays, and so does what could be several of `words`, or a name in capitals.

    >>> spelt("tution and dedline, also Changed rules", frozenset({"tuition", "deadline", "charged"}))
    'tuition and deadline, also Changed rules'
    """
    return _WORD.sub(lambda match: _meant(match[0].lower(), words) or match[0], question)


@lru_cache(maxsize=_REMEMBERED)
def _meant(word: str, words: frozenset[str]) -> str:
    """The one of `words` that an unknown word was meant to be; empty where there is none or more than one."""
    if word in words or word in _dictionary():
        return ""
    most = 2 if len(word) >= _LONG else 1
    alike = process.extract(word, _beginning_with(word[0], words), scorer=OSA.distance, score_cutoff=most, limit=2)
    if not alike or (len(alike) > 1 and alike[0][1] == alike[1][1]):
        return ""
    return alike[0][0]


@lru_cache(maxsize=_REMEMBERED)
def _beginning_with(letter: str, words: frozenset[str]) -> Collection[str]:
    return sorted(word for word in words | _ASKING if word.startswith(letter))


@cache
def _dictionary() -> SpellChecker:
    return SpellChecker(language="en")
