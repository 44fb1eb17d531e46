"""The language that a visitor wishes, told from language tags (BCP 47) and from what a browser accepts."""

import re

from assistant.domain import Language

_TRADITIONAL = {"hant", "hk", "mo", "tw"}
_LONGEST = 500  # characters of a header that are looked at
_ACCEPTED = re.compile(r"\s*(?P<tag>[a-z0-9_-]+)\s*(?:;\s*q=(?P<weight>[01](?:\.\d*)?)\s*)?", re.IGNORECASE)


def language_of(tag: str) -> Language | None:
    """The language that a tag stands for, None for others. A script that is named counts more than a place.

    >>> [language_of(tag).value for tag in ("zh-HK", "yue", "zh", "yue-Hans", "zh-Hans-HK", "en-GB")]
    ['zh-Hant', 'zh-Hant', 'zh-Hans', 'zh-Hans', 'zh-Hans', 'en']
    >>> language_of("fr")
    """
    parts = tag.strip().lower().replace("_", "-").split("-")
    if parts[0] not in ("zh", "yue"):
        return Language.EN if parts[0] == "en" else None
    is_traditional = parts[0] == "yue" or not _TRADITIONAL.isdisjoint(parts)
    return Language.ZH_HANT if is_traditional and "hans" not in parts else Language.ZH_HANS


def accepted_language(header: str, otherwise: Language) -> Language:
    """The language that the header Accept-Language wishes most (RFC 9110, 12.5.4), else `otherwise`.

    >>> accepted_language("fr, en;q=0.1, zh-HK;q=0.9", Language.EN).value
    'zh-Hant'
    """
    wished = [found for part in header[:_LONGEST].split(",") if (found := _ACCEPTED.fullmatch(part))]
    weighed = [(float(found["weight"] or 1), language_of(found["tag"])) for found in wished]
    known = [(weight, language) for weight, language in weighed if weight and language]
    return max(known, key=lambda each: each[0])[1] if known else otherwise  # of equals, the first
