"""Writes the reports of a run: one page that opens offline, and a short text for a pull request."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from assistant.domain import Language
from assistant.evaluation.diagnosis import Step, step_lost, steps_lost
from assistant.evaluation.matcher import REFUSAL
from assistant.evaluation.plots import latency_plot, trade_off_plot
from assistant.evaluation.records import Figure, Group, Result, Run, Unit

PAGE, TEXT = "report.html", "report.md"
_CARDS = ("correct rate", "CRAG score", "citation precision", "support", "refusal F1", "latency p95")
_HEADLINE = (
    "correct rate",
    "correct rate (answerable)",
    "fact recall",
    "CRAG score",
    "refusal F1",
    "false refusals",
    "citation precision",
    "citation recall",
    "support",
    "recall@5 (passages)",
    "MRR (statements)",
    "follow-ups resolved",
    "script match",
    "words per answer",
    "sentences rejected",
    "sentences repaired",
    "sentences replaced",
    "unsupported sentences shown",
    "tokens per answer",
    "cost per answer",
    "determinism",
    "latency p50",
    "latency p95",
    "first text p50",
    "first text p95",
)
_PARTS = ("all", "tune", "held")
_CALLED = {"all": "All", "tune": "Tuned on", "held": "Held back"}
_UNITS = {Unit.SHARE: " %", Unit.SECONDS: " ms"}
_MOST_HITS = 5
_MOST_ALTERNATIVES = 4
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of the cases since an earlier run: its name, the verdict in a sentence, and ids under headings."""

    name: str
    verdict: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """Right answers and cases, (right, cases) for each category (a row) in each language (a column)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]


def write_reports(
    folder: Path, run: Run, difference: Difference | None = None, *, shows_held_back: bool = True
) -> None:
    """Write report.html and report.md into `folder`, with the difference to an earlier run where one is given.

    Without `shows_held_back` the held-back cases are counted, but neither their questions nor their answers shown.
    """
    for name in (PAGE, TEXT):
        text = render(name, run, difference, shows_held_back=shows_held_back)
        (folder / name).write_text(text, encoding="utf-8")


def render(template: str, run: Run, difference: Difference | None = None, *, shows_held_back: bool = True) -> str:
    """The text of a report: `template` is PAGE or TEXT. Whatever cases and answers hold is shown as text, never run."""
    shown = [result for result in run.results if shows_held_back or not result.case.is_held_back]
    lost = [(result, step) for result in shown if (step := step_lost(result))]
    return (
        _environment()
        .get_template(template)
        .render(
            run=run,
            difference=difference,
            cards=_CARDS,
            groups=_parts(run),
            headline=_present(run, _HEADLINE),
            others=[name for name in _present(run, ()) if name not in _HEADLINE],
            languages=[group for tag in Language if (group := run.summary.find(f"lang={tag}"))],
            types=[group for group in run.summary.groups if group.name.startswith("type=")],
            heat=heat(run.results),
            latency=Markup(latency_plot(second for result in run.results for second in result.seconds)),  # noqa: S704
            trade_off=Markup(trade_off_plot(run.results)),  # noqa: S704  # our own SVG, no text of others in it
            steps=steps_lost(run.results),
            wrong=sorted(lost, key=lambda pair: list(Step).index(pair[1])),
            right=[result for result in shown if result.is_right],
            hidden=len(run.results) - len(shown),
            linked={result.id for result in shown},
            most_hits=_MOST_HITS,
            most_alternatives=_MOST_ALTERNATIVES,
        )
    )


def heat(results: Iterable[Result]) -> Heat:
    """How many of `results` are right, by category (alphabetical) and language."""
    counts: dict[tuple[str, str], list[bool]] = {}
    for result in results:
        counts.setdefault((result.case.category, result.case.lang.value), []).append(result.is_right)
    languages = tuple(language.value for language in Language if any(lang == language for _, lang in counts))
    rows = []
    for category in sorted({category for category, _ in counts}):
        verdicts = [counts.get((category, language), []) for language in languages]
        rows.append((category, tuple((sum(right), len(right)) for right in verdicts)))
    return Heat(languages, tuple(rows))


def value_text(figure: Figure) -> str:
    """The value of a figure with its unit, such as "81.2 %" or "34 ms".

    >>> value_text(Figure("support", 0.8125, 0.7, 0.9, 16)), value_text(Figure("p50", 0.034, 0, 0, 9, Unit.SECONDS))
    ('81.2 %', '34 ms')
    """
    return f"{_number(figure, figure.value)}{_UNITS.get(figure.unit, '')}"


def interval_text(figure: Figure) -> str:
    """The 95 % interval of a figure, such as "70.0–90.0".

    >>> interval_text(Figure("support", 0.8125, 0.7, 0.9, 16))
    '70.0–90.0'
    """
    between = " to " if figure.low < 0 else "–"
    return f"{_number(figure, figure.low)}{between}{_number(figure, figure.high)}"


def _number(figure: Figure, number: float) -> str:
    match figure.unit:
        case Unit.SHARE:
            return f"{100 * number:.1f}"
        case Unit.SECONDS:
            return f"{1000 * number:.0f}"
        case Unit.SCORE:
            return f"{number:.2f}".replace("-", "−")
        case Unit.WORDS | Unit.STATEMENTS:
            return f"{number:.1f}"
        case Unit.TOKENS:
            return f"{number:.0f}"
        case Unit.CALLS:
            return f"{number:.2f}"
        case Unit.COST:
            return f"{number:.5f}"


def _parts(run: Run) -> list[Group]:
    """All cases, and beside them both parts where the run has both."""
    found = [group for part in _PARTS if (group := run.summary.find(part))]
    return found if len(found) == len(_PARTS) else found[:1]


def _present(run: Run, names: Sequence[str]) -> list[str]:
    """Those of `names` that the whole run has, in their order; all that it has where none is named."""
    everything = run.summary.find("all")
    found = [figure.name for figure in everything.figures] if everything else []
    return [name for name in names if name in found] if names else found


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("assistant.evaluation"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[..., str]] = {
        "value": value_text,
        "interval": interval_text,
        "group": lambda name: _CALLED.get(name, name.partition("=")[2] or name),
        "shorten": _shortened,
        "wanted": lambda alternative: "a refusal" if alternative == REFUSAL else alternative,
        "cell": _cell,
    }
    environment.filters |= filters
    return environment


def _shortened(text: str) -> str:
    """At most the first characters of `text`, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _cell(text: str) -> str:
    """`text` as it can stand in a line or a table of Markdown without being read as markup."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))
