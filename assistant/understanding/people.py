"""Whom a follow-up means by "he" or "she": the person whom the answer before named."""

import re

from assistant.domain import Turn
from assistant.language import fold

_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b|(?<!其)[他她]|佢(?!哋)")  # on folded text
_ASKS_WHO = re.compile(r"\bwho(?:se|m)?\b|谁|边个|边位|哪位|院长|主任|教授|创办人|创始人")
_TITLED = r"(?:Prof(?:essor)?|Dr|Mr|Mrs|Ms)\b\.? "
_NAME = r"[A-Z][\w'-]*\.?(?: [A-Z][\w'-]*\.?){1,3}"
_PERSON = re.compile(
    rf"{_TITLED}(?P<en>{_NAME})|(?P<mixed>{_NAME})(?=教授|博士|先生|女士)|(?P<zh>[㐀-鿿]{{3}})(?=教授|博士|先生|女士)"
)
# Where two are named, it is not known which of them is meant.
_ANOTHER_PERSON = re.compile(
    rf"（{_NAME}）.*（{_NAME}）|{_TITLED}[^.;]{{0,120}}? and (?:{_TITLED})?{_NAME}, (?:then|named|who|now)\b"
)


def person_meant(question: str, past: Turn) -> str:
    """The person in the answer to `past`, a question about somebody, whom `question` means by a pronoun; "" for nobody.

    >>> person_meant("Is she still there?", Turn("Who founded it?", "It was founded by Prof. Ada Byron in 1991."))
    'Ada Byron'
    """
    if not (_PRONOUN.search(fold(question)) and _ASKS_WHO.search(fold(past.question))):
        return ""
    match = _PERSON.search(past.answer)
    if match is None or _ANOTHER_PERSON.search(past.answer):
        return ""
    return match[match.lastgroup or 0].rstrip(".")
