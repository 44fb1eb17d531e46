"""Tables of figures for the terminal."""

from collections.abc import Sequence

from rich.table import Table

from assistant.evaluation.records import Figure, Group, Run, Unit

_PARTS = ("all", "tune", "held")
_FORMATS = {
    Unit.SHARE: "{:.1%}",
    Unit.SCORE: "{:+.2f}",
    Unit.WORDS: "{:.0f}",
    Unit.STATEMENTS: "{:.1f}",
    Unit.SECONDS: "{:.3f} s",
    Unit.TOKENS: "{:.0f}",
    Unit.CALLS: "{:.2f}",
    Unit.COST: "{:.5f}",
}


def figure_text(figure: Figure | None) -> str:
    """A figure with its interval, as it is read: "71.2% (63.9–77.5)"; a dash for none.

    >>> figure_text(Figure("correct rate", 0.5, 0.25, 0.75, 4)), figure_text(None)
    ('50.0% (25.0–75.0)', '–')
    """
    if figure is None:
        return "–"
    text = _FORMATS[figure.unit].format(figure.value)
    if not figure.has_interval:
        return text
    low, high = (_FORMATS[figure.unit].format(bound).rstrip("%") for bound in (figure.low, figure.high))
    return f"{text} ({low}–{high})"


def parts_table(run: Run) -> Table:
    """The figures of a run: all cases, and side by side those to tune on and those held back where it has both."""
    groups = [group for name in _PARTS if (group := run.summary.find(name))]
    if len(groups) < len(_PARTS):
        groups = groups[-1:]
    return _table(run.config.name, [(f"{group.name} ({group.cases})", group) for group in groups])


def variants_table(runs: Sequence[Run]) -> Table:
    """The figures of several runs over the same cases, side by side."""
    return _table("all cases", [(run.config.name, run.summary.groups[0]) for run in runs])


def _table(title: str, columns: Sequence[tuple[str, Group]]) -> Table:
    table = Table(title=title)
    table.add_column("measure")
    for name, _ in columns:
        table.add_column(name, justify="right")
    for name in dict.fromkeys(figure.name for _, group in columns for figure in group.figures):
        table.add_row(name, *(figure_text(group.find(name)) for _, group in columns))
    return table
