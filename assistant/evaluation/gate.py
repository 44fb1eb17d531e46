"""The command `gate`: whether a run keeps the floors, and whether the floors keep up with it."""

import argparse
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.records import Figure, Summary, Unit
from assistant.evaluation.runs import read_run
from assistant.evaluation.summary import LOWER_IS_BETTER
from assistant.evaluation.tables import figure_text

_ROUNDING = 5e-4  # floors are written to three places


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure of a group may be; for what is better when lower, the most."""

    group: str
    figure: str
    least: float


def read_floors(path: Path) -> tuple[Floor, ...]:
    """The floors in a TOML file: a table for each group, a number for each figure. Raises EvaluationError."""
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    floors = []
    for group, figures in stored.items():
        if not isinstance(figures, Mapping) or not all(_is_number(least) for least in figures.values()):
            raise EvaluationError(f"{path}: [{group}] must hold a number for each figure.")
        floors += [Floor(group, name, float(least)) for name, least in figures.items()]
    if not floors:
        raise EvaluationError(f"{path} holds no floor.")
    return tuple(floors)


def problems(summary: Summary, floors: tuple[Floor, ...]) -> list[str]:
    """A sentence for each floor that is missed, or that the figure has left behind by more than half its interval.

    Half the width of its 95 % interval is what a figure may move by chance; one that is further above its floor shows
    that the floor would no longer notice a loss. A floor of a figure that the run lacks is missed. Raises
    EvaluationError for a floor of a time: times of different machines do not compare.
    """
    found = (_problem(summary, floor) for floor in floors)
    return [problem for problem in found if problem]


def _problem(summary: Summary, floor: Floor) -> str:
    name = f"[{floor.group}] {floor.figure}"
    group = summary.find(floor.group)
    figure = group.find(floor.figure) if group else None
    if figure is None:
        return f"{name}: the run has no such figure."
    if figure.unit is Unit.SECONDS:
        raise EvaluationError(f"{name}: times are reported, never gated.")
    is_lower_better = figure.name in LOWER_IS_BETTER
    ahead = floor.least - figure.value if is_lower_better else figure.value - floor.least
    limit = "ceiling" if is_lower_better else "floor"
    if ahead < -_ROUNDING:
        side = "above its ceiling" if is_lower_better else "below its floor"
        return f"{name}: {figure_text(figure)} is {side} of {_as(figure, floor.least)}."
    if ahead > (figure.high - figure.low) / 2 + _ROUNDING:
        step = "lower" if is_lower_better else "raise"
        return (
            f"{name}: {figure_text(figure)} is far from its {limit} of {_as(figure, floor.least)}: {step} the {limit}."
        )
    return ""


def proposed(summary: Summary, floors: tuple[Floor, ...]) -> str:
    """The floors file with every floor moved to a quarter of the interval below its figure, to three places, as TOML.

    That is midway between missing a floor and leaving it behind. A floor whose figure the run lacks stays as it is.
    """
    lines: list[str] = []
    for group in dict.fromkeys(floor.group for floor in floors):
        lines.append(f'{"" if not lines else chr(10)}["{group}"]')
        lines += [f'"{floor.figure}" = {_midway(summary, floor):g}' for floor in floors if floor.group == group]
    return "\n".join(lines)


def _midway(summary: Summary, floor: Floor) -> float:
    group = summary.find(floor.group)
    figure = group.find(floor.figure) if group else None
    if figure is None:
        return floor.least
    margin = (figure.high - figure.low) / 4
    return round(figure.value + (margin if figure.name in LOWER_IS_BETTER else -margin), 3)


def _as(figure: Figure, value: float) -> str:
    return figure_text(Figure(figure.name, value, value, value, figure.n, figure.unit))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `gate`."""
    parser = commands.add_parser("gate", help="say whether a run keeps the floors")
    parser.add_argument("run", type=Path, metavar="RUN")
    parser.add_argument("--floors", type=Path, required=True, metavar="FILE", help="TOML: a table for each group")
    parser.add_argument("--propose", action="store_true", help="print the floors that would fit this run, as TOML")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Print each floor that does not fit; 1 when there is any. Raises EvaluationError."""
    floors = read_floors(arguments.floors)
    summary = read_run(arguments.run).summary
    found = problems(summary, floors)
    console = Console(soft_wrap=True, highlight=False, markup=False)
    if arguments.propose:
        console.print(proposed(summary, floors))
        return 0
    for problem in found:
        console.print(problem)
    if not found:
        console.print(f"All {len(floors)} floors are kept.")
    return int(bool(found))
