"""Text as values are read from it: one width, one Chinese script, one kind of dash; case stays."""

import re
import unicodedata

from assistant.language import to_simplified

HAN = "\u3400-\u9fff"
# Marks, and signs of private use: the readers of values put their own into a text.
_NO_WORDS = re.compile(r"\[\d{1,3}\]|[\ue000-\uf8ff]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "〇": "零", "\\": " "})


def plain(text: str) -> str:
    """`text` without its marks, in the form that the readers of values expect.

    >>> plain("學費：HK$４７,０００［１］（2026–27）")
    '学费:HK$47,000   (2026-27)'
    """
    normal = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return to_simplified(blanked(normal, _NO_WORDS))


def blanked(text: str, pattern: re.Pattern[str]) -> str:
    """`text` with spaces for everything that `pattern` matches, so that what is left keeps its place.

    >>> blanked("a 12 b", re.compile("[0-9]+"))
    'a    b'
    """
    return pattern.sub(lambda match: " " * len(match[0]), text)
