"""Measures the answers: python -m assistant.evaluation run|report|compare|gate|coverage|calibrate|scope|teach."""

import argparse
import sys
from collections.abc import Sequence

from rich.console import Console

from assistant.errors import AssistantError

try:
    from assistant.evaluation import boundary, calibrate, compare, coverage, evaluate, gate, rewrite, teach
except ModuleNotFoundError as missing:
    Console(stderr=True, markup=False).print(f"{missing}. Install: pip install 'programme-assistant[evaluation]'")
    sys.exit(2)

_EPILOG = "Ends with 0 when all is well, 1 when a floor is missed or a case failed, 2 when it cannot be done as asked."


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked for: 0 when all is well, 1 when it is not, 2 when it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation", description=__doc__, epilog=_EPILOG)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (evaluate, rewrite, compare, gate, coverage, calibrate, boundary, teach):
        module.add_parser(commands)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.command(chosen))
    except AssistantError as error:
        Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(str(error))
        return 2


if __name__ == "__main__":
    sys.exit(main())
