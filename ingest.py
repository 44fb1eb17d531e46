"""Brings the index up to date with the corpus: python ingest.py"""

import argparse
import sys
import time

from rich.console import Console
from rich.progress import Progress

from assistant.bootstrap import update_index
from assistant.errors import AssistantError
from assistant.settings import read_settings


def main() -> int:
    """Print what changed; 1 when something stands in the way, with the index as it was."""
    argparse.ArgumentParser(description="Bring the index up to date with the documents in the corpus.").parse_args()
    began = time.perf_counter()
    try:
        settings = read_settings()
        with _Progress() as progress:
            report = update_index(settings, progress.show)
    except AssistantError as error:
        print(f"{error}\nThe index was not changed.", file=sys.stderr)
        return 1
    for notice in report.notices:
        print(notice, file=sys.stderr)
    if report.embedded:
        print(f"Embedded {report.embedded} new texts.")
    else:
        print("Nothing had to be embedded.")
    print(f"{report.text} ({time.perf_counter() - began:.1f} s)")
    return 0


class _Progress:
    """A bar on a terminal; elsewhere a plain line for each tenth."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = Progress(console=console, transient=True) if console.is_terminal else None
        self._task = self._bar.add_task("Embedding", total=None) if self._bar else None
        self._tenths = 0

    def __enter__(self) -> "_Progress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, done: int, all_texts: int) -> None:
        """Texts embedded, and how many there are to embed."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=done, total=all_texts)
        elif (tenths := 10 * done // all_texts) > self._tenths:
            self._tenths = tenths
            print(f"Embedded {10 * tenths} % of {all_texts} texts", flush=True)


if __name__ == "__main__":
    sys.exit(main())
