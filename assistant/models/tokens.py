"""How many tokens a text has at most, whichever model reads it."""

import re

_PARTS = re.compile(r"(?P<word>[A-Za-z]?[a-z]+)|(?P<space> (?=[A-Za-z]))|(?P<other>.)", re.DOTALL)
_LETTERS_A_TOKEN = 3
AROUND_A_MESSAGE = 8


def most_tokens(text: str) -> int:
    """An estimate from above, made without a model's tables (the providers' tokenizers ask the network for theirs).

    A word in small letters counts one token for every three letters begun; a space before a word none, as
    tokenizers write it into the word; every other sign its bytes in UTF-8, the most that can be made of it.

    >>> most_tokens("The fee is HK$47,000."), most_tokens("學費")
    (13, 6)
    """
    total = 0
    for found in _PARTS.finditer(text):
        if word := found["word"]:
            total += -(-len(word) // _LETTERS_A_TOKEN)
        elif other := found["other"]:
            total += len(other.encode("utf-8", "surrogatepass"))
    return total


def most_tokens_of_messages(texts: list[str]) -> int:
    """The same of a whole prompt, with what a provider writes around each message."""
    return sum(most_tokens(text) + AROUND_A_MESSAGE for text in texts)
