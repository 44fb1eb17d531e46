"""Whether a quotation rests on what it cites: every figure, date and code in it occurs there, or is recomputed."""

from collections.abc import Collection, Iterable

from assistant.domain import Cell, Computed, Operation, Passage
from assistant.facts import first_number
from assistant.language import fold, tokens, years


def unsupported_figures(text: str, cited: Iterable[Passage], computed: Iterable[Computed] = ()) -> list[str]:
    """The figures, dates and codes of `text` that occur in none of the cited passages, in order.

    A passage's words are its text, its title and headings, and the date of its source. Numbers compare as whole
    numbers: 47 is not in 47,000. What is `computed` is supported where it is computed from cells that are cited.
    """
    cited = tuple(cited)
    held: set[str] = set()
    for passage in cited:
        words = f"{passage.breadcrumb}\n{passage.text}\n{passage.provenance.as_of}"
        held.update(_figures(words), years(words))
    cells = {cell for passage in cited for statement in passage.statements for cell in statement.cells}
    held.update(figure for each in computed for figure in _figures(recomputed(each, cells)))
    return [figure for figure in _figures(text) if figure not in held]


def recomputed(computed: Computed, cells: Collection[Cell]) -> str:
    """A figure of our own computed again, as it is written; empty where it needs other cells than `cells`.

    >>> median, places = Cell("Median", "52.4"), Cell("Places", "40")
    >>> recomputed(Computed("1.5", Operation.RATIO, (median, places)), [median, places])
    '1.3'
    >>> recomputed(Computed("2", Operation.COUNT, (median, places)), [median])
    ''
    >>> recomputed(Computed("12.4", Operation.DIFFERENCE, (places, median)), [median, places])
    '12.4'
    """
    if not set(computed.cells).issubset(cells):
        return ""
    if computed.operation is Operation.COUNT:
        return str(len(computed.cells))
    numbers = [number for cell in computed.cells if (number := first_number(cell.value)) is not None]
    if len(numbers) < len(computed.cells):
        return ""
    if computed.operation is Operation.SUM:
        return number_text(sum(numbers))
    one, other = numbers
    if computed.operation is Operation.DIFFERENCE:
        return number_text(abs(one - other))
    return ratio_text(one, other) if other else ""


def number_text(number: float) -> str:
    """A sum or a difference as it is written, to three decimals at most.

    >>> number_text(44500.0 + 47000), number_text(52.375 - 42.875)
    ('91,500', '9.5')
    """
    return f"{round(number, 3):,}".removesuffix(".0")


def ratio_text(one: float, other: float) -> str:
    """How many times `other`, which must not be 0, goes into `one`, to one decimal.

    >>> ratio_text(1381, 40)
    '34.5'
    """
    return f"{one / other:.1f}"


def _figures(text: str) -> list[str]:
    return [token for token in tokens(fold(text)) if any(sign.isdigit() for sign in token)]
