"""Whether a question says that it is about what was spoken of before it."""

import re

from assistant.language import fold
from assistant.understanding.dates import is_of_same_year

_POINTS_BACK = re.compile(  # matched on folded text: one script, one case
    r"\b(it|its|they|their|theirs|them|those|these|he|she|his|him|same)\b"
    r"|\bthe \w+(?: \w+){0,2} one\b|\b(?:is|was|do|does|did|would|will|can|could) (that|this)\b|\bthat one\b"
    r"|\blet (?:her|him|me|us|them|you) in\b|\bget in\W*$"
    r"|\b(?:to|can i|could i|can (?:s?he|they)) get in\b(?! (?:to|the|an?|my|touch)\b)"
    r"|^(and|what about|how about|back to|also|then|or|but|so|(?:ok|okay|oh),? (?:so|and|but))\b|^what if\b"
    r"|\b(?:then|tho|though)\W*$"
    r"|它|佢|(?<![其吉])他|这个|(?<![应活])该|呢个|嗰个|^(咁|那|同埋|另外|即系|即是|所以)|呢[?？。!！ ]*$"
)
_THE_FIELD = re.compile(r"\bIT\b")  # no pronoun


def points_back(question: str) -> bool:
    """Whether `question` says that it is about what was spoken of before: "its fee", "and for CSE?", 嗰年呢.

    >>> points_back("And its fee?"), points_back("Is there IT support?"), points_back("我应该点样报名？")
    (True, False, False)
    """
    folded = fold(_THE_FIELD.sub(" ", question)).strip()
    return _POINTS_BACK.search(folded) is not None or is_of_same_year(folded)
