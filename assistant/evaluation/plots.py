"""Draws the plots of a report as pieces of SVG that stand in a page, in its colours."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.typing import RcKeyType

from assistant.evaluation.records import Expectation, Result
from assistant.evaluation.statistics import quantile

# Stand-ins that the page's own colours replace, so that a plot is readable in a dark page, too.
_INK, _FAINT, _LINE, _MARK = "#010203", "#040506", "#070809", "#0a0b0c"
_COLOURS = {_INK: "currentColor", _FAINT: "var(--faint)", _LINE: "var(--line)", _MARK: "var(--mark)"}
_SIZE = (4.4, 2.9)  # inches: one to one on a phone
_PARAMETERS: dict[RcKeyType, str | int | float | bool] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "report",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": _INK,
    "axes.edgecolor": _FAINT,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": _FAINT,
    "grid.linewidth": 0.4,
}


@dataclass(frozen=True, slots=True)
class TradeOff:
    """What a threshold on the confidence would do: the shares (0 to 1) of questions that it treats as wanted."""

    threshold: float
    answered_right: float
    refused: float


def trade_off(results: Sequence[Result]) -> list[TradeOff]:
    """For each threshold that changes anything, lowest first: what is answered right, and what is rightly refused.

    The shares are of the cases that want an answer and of those that want a refusal; empty where either kind is
    missing. What the assistant refused for another reason than the threshold stays refused at every threshold, and
    what it refused has no answer that could be right: below the threshold in use the first share is a lower bound.
    """
    decided = [result for result in results if result.decision and not result.error]
    wanted = [result for result in decided if result.case.expect is Expectation.ANSWER]
    unwanted = [result for result in decided if result.case.expect is Expectation.REFUSE]
    if not wanted or not unwanted:
        return []
    right = [_confidence(result) for result in wanted if result.is_right and not result.is_refused]
    open_to_answer = [_confidence(result) for result in unwanted if not _is_refused_anyway(result)]
    return [
        TradeOff(
            threshold,
            sum(confidence >= threshold for confidence in right) / len(wanted),
            1 - sum(confidence >= threshold for confidence in open_to_answer) / len(unwanted),
        )
        for threshold in sorted({0.0, *map(_confidence, decided), *map(_threshold, decided), 1.01})
    ]


def trade_off_plot(results: Sequence[Result]) -> str:
    """The trade-off between answering and refusing as SVG, the threshold in use marked; empty without both kinds."""
    points = trade_off(results)
    if not points:
        return ""
    used = max(_threshold(result) for result in results if result.decision)
    at = next(point for point in points if point.threshold >= used)

    def draw(axes: Axes) -> None:
        axes.plot(
            [100 * point.refused for point in points],
            [100 * point.answered_right for point in points],
            color=_LINE,
            drawstyle="steps-post",
        )
        axes.plot([100 * at.refused], [100 * at.answered_right], "o", color=_MARK)
        axes.annotate(
            f"in use: {used:.2f}",
            (100 * at.refused, 100 * at.answered_right),
            xytext=(-8, -14),
            textcoords="offset points",
            ha="right",
            color=_MARK,
        )
        axes.set(xlabel="refused, of what should be refused (%)", ylabel="right, of what can be answered (%)")
        axes.set(xlim=(-2, 102), ylim=(-2, 102))

    return _svg(draw, "Refusals against right answers for every threshold")


def latency_plot(seconds: Iterable[float]) -> str:
    """How the times to a whole answer (in seconds) are distributed, as SVG; empty when there are none."""
    times = sorted(1000 * second for second in seconds)
    if not times:
        return ""

    def draw(axes: Axes) -> None:
        shares = [100 * (i + 1) / len(times) for i in range(len(times))]
        axes.plot([times[0], *times], [0, *shares], color=_LINE, drawstyle="steps-post")
        for percent in (50, 95):
            at = quantile(times, percent / 100)
            axes.plot([at], [percent], "o", color=_MARK)
            axes.annotate(
                f"{percent} %: {at:.0f} ms",
                (at, percent),
                xytext=(8, -12),
                textcoords="offset points",
                color=_MARK,
            )
        axes.set(xlabel="milliseconds to the whole answer", ylabel="of the questions (%)", ylim=(0, 102))
        axes.set_xlim(left=0, right=1.25 * times[-1])

    return _svg(draw, "How long answers take")


def _confidence(result: Result) -> float:
    return result.decision.confidence if result.decision else 0.0


def _threshold(result: Result) -> float:
    return result.decision.threshold if result.decision else 0.0


def _is_refused_anyway(result: Result) -> bool:
    return result.is_refused and _confidence(result) >= _threshold(result)


def _svg(draw: Callable[[Axes], None], label: str) -> str:
    """What `draw` puts on axes, as an SVG element without a size of its own."""
    with mpl.rc_context(_PARAMETERS):
        figure = Figure(figsize=_SIZE, layout="constrained")
        axes = figure.add_subplot()
        axes.grid(visible=True)
        axes.set_axisbelow(True)
        draw(axes)
        file = io.StringIO()
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _inline(file.getvalue(), label)


def _inline(svg: str, label: str) -> str:
    """The SVG element of a file, for a page: without rules or names that reach beyond it, in the page's colours.

    `label` is what a reader who cannot see it is told; plain text of ours.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</style>\s*</defs>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[^"]*">', "<g>", svg)
    svg = re.sub(r' (?:width|height)="[\d.]+pt"', "", svg, count=2)
    svg = re.sub(r"; font-family: [^;\"]*|\n *(?=<)", "", svg)
    for stand_in, colour in _COLOURS.items():
        svg = svg.replace(stand_in, colour)
    return svg.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
