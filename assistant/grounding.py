"""Whether a statement rests on what it cites: every figure, date and code in it occurs there."""

from collections.abc import Iterable

from assistant.domain import Passage
from assistant.language import fold, tokens, years


def unsupported_figures(text: str, cited: Iterable[Passage]) -> list[str]:
    """The figures, dates and codes of `text` that occur in none of the cited passages, in order.

    A passage's words are its text, its title and headings, and the date of its source. Numbers compare as whole
    numbers: 47 is not in 47,000.
    """
    held: set[str] = set()
    for passage in cited:
        words = f"{passage.breadcrumb}\n{passage.text}\n{passage.provenance.as_of}"
        held.update(_figures(words), years(words))
    return [figure for figure in _figures(text) if figure not in held]


def _figures(text: str) -> list[str]:
    return [token for token in tokens(fold(text)) if any(sign.isdigit() for sign in token)]
