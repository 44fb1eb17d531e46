"""The command `report`: writes the reports of a run again."""

import argparse
from pathlib import Path

from rich.console import Console

from assistant.evaluation.compare import compare
from assistant.evaluation.report import PAGE, TEXT, write_reports
from assistant.evaluation.runs import read_run


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `report`."""
    parser = commands.add_parser("report", help="write report.html and report.md of a run again")
    parser.add_argument("run", type=Path, metavar="RUN")
    parser.add_argument("--against", type=Path, metavar="RUN", help="show the difference to this run, too")
    parser.add_argument("--show-held", action="store_true", help="show the questions held back, too")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write them (default: the folder of the run)")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Write both reports; always 0. Raises RunError when a folder holds no run.

    Of a run that broke off they are about what was finished.
    """
    run = read_run(arguments.run, or_broken_off=True)
    difference = compare(read_run(arguments.against), run).difference() if arguments.against else None
    folder: Path = arguments.out or arguments.run
    folder.mkdir(parents=True, exist_ok=True)
    write_reports(folder, run, difference, shows_held_back=arguments.show_held)
    Console(soft_wrap=True, highlight=False, markup=False).print(f"{folder / PAGE} and {folder / TEXT}")
    return 0
