"""Whether the labels of rows have in a text the values that they have in the rows."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.domain import Statement
from assistant.grounding.plain import plain

_SAYS = r"\s*(?::|\b(?:is|are|was|were)\b|[是为])\s*"
# A label of fewer signs may be part of another word.
_LEAST = 2


def mislabelled(claim: str, told: Sequence[Statement]) -> Iterator[str]:
    """The labels of rows that `claim`, which is `plain`, gives the value of another, or says more often than is told.

    >>> from assistant.domain import Cell
    >>> cells = (Cell("Scheme", "2025-26"), Cell("Document", "SEEM.pdf"))
    >>> row = Statement("a#1.1", "Scheme: 2025-26; Document: SEEM.pdf", 0, (), cells)
    >>> list(mislabelled("the Document is 2025-26; Scheme: SEEM.pdf", [row]))
    ['Scheme', 'Document']
    >>> list(mislabelled("the Scheme is 2025-26; Document: SEEM.pdf", [row]))
    []
    """
    cells = [(plain(cell.name), plain(cell.value).strip()) for each in told for cell in each.cells]
    texts = [plain(each.text) for each in told if not each.cells]
    for label in dict.fromkeys(name for name, value in cells if len(name) >= _LEAST and value):
        own = [value for name, value in cells if name == label]
        others = [value for name, value in cells if name != label and value]
        said = _behind(label, claim)
        most = len(own) + sum(len(_behind(label, text)) for text in texts)
        if len(said) > most or any(_begins(text, others) and not _begins(text, own) for text in said):
            yield label


def _behind(label: str, text: str) -> list[str]:
    """What stands behind a label wherever `text` says what it is."""
    before = r"(?<!\w)" if label[0].isascii() else ""
    return [text[match.end() :] for match in re.finditer(f"{before}{re.escape(label)}{_SAYS}", text, re.IGNORECASE)]


def _begins(text: str, values: Iterable[str]) -> bool:
    """Whether a text begins with one of the values as a whole."""
    return any(re.match(rf"{re.escape(value)}(?!\w|[.,-]\d)", text, re.IGNORECASE) for value in values)
