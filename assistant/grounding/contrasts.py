"""What a text says against what it cites or against itself, whatever the values: "non-" dropped, a foreign code."""

import re
from itertools import pairwise

from assistant.grounding.plain import HAN
from assistant.language import fold
from assistant.programmes import Catalogue

# A word that a short sign right before it turns round: 非本地, 沒有註明, non-local.
_TURNED = re.compile(rf"(?:没有|未有|并非|[非未无没不冇免])([{HAN}]{{2}})|\bnon-?([a-z]{{3,}})", re.IGNORECASE)
_TURNS = re.compile(r"(?:[非未无没不冇免]有?|non-?)$", re.IGNORECASE)
_BETWEEN_NAME_AND_CODE = re.compile(r"学?\s*[(（\[]\s*")
_OPENED = re.compile(r"\s*[(（\[]\s*$")
# Letters of the end of a name that are no accident; of a Chinese one two signs are.
_TAIL = 8


def untold(claim: str, told: str) -> list[str]:
    """The words that `claim` says straight out and `told` only turned round, both plain, in order, once each.

    >>> untold("本地学生另行申请", "非本地学生另行申请"), untold("日期未注明", "没有注明日期")
    (['本地'], [])
    >>> untold("Local applicants pay it.", "Non-local applicants pay it.")
    ['local']
    """
    turned = dict.fromkeys((match[1] or match[2]).lower() for match in _TURNED.finditer(told))
    return [word for word in turned if _stands_bare(word, claim) and not _stands_bare(word, told)]


def _stands_bare(word: str, text: str) -> bool:
    is_latin = word.isascii()
    places = re.finditer(rf"\b{re.escape(word)}\b" if is_latin else re.escape(word), text, re.IGNORECASE)
    return any(not _TURNS.search(text[: match.start()]) for match in places)


def foreign_codes(claim: str, catalogue: Catalogue) -> list[str]:
    """The ids of the programmes whose code `claim` puts in brackets behind another programme's name, in order."""
    key, places = catalogue.places_in(claim)
    return [
        programme.id
        for (_, end, named), (start, _, programme) in pairwise(places)
        if programme != named and _BETWEEN_NAME_AND_CODE.fullmatch(key, end, start)
    ]


def garbled_names(claim: str, catalogue: Catalogue) -> list[str]:
    """What stands before a programme's code in brackets and ends as its name does, without being it, in order."""
    key, places = catalogue.places_in(claim)
    ends = {end for _, end, _ in places}
    found = []
    for start, _, programme in places:
        opened = _OPENED.search(key[:start])
        before = key[: opened.start()] if opened else ""
        if not before or any(_BETWEEN_NAME_AND_CODE.fullmatch(key, end, start) for end in ends if end < start):
            continue
        for name in (fold(programme.names.en), fold(programme.names.zh_hans)):
            tail = _common_tail(before, name)
            if name != tail and len(tail) >= (_TAIL if tail.isascii() else 2):
                found.append(tail.strip())
    return found


def _common_tail(one: str, other: str) -> str:
    length = next(
        (n for n, (a, b) in enumerate(zip(reversed(one), reversed(other), strict=False)) if a != b), len(other)
    )
    return other[len(other) - min(length, len(one)) :]
