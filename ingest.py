"""Brings the index up to date with the corpus, or checks the corpus: python ingest.py [--check]"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from rich.console import Console
from rich.progress import Progress

from assistant.bootstrap import check_corpus, has_index, today_in, update_index
from assistant.errors import AssistantError, BuildInProgress
from assistant.ingestion.findings import Finding, Severity
from assistant.settings import Settings, read_settings

_UNCHANGED = "The index was not changed."
_NO_INDEX = "There is no index yet, so nothing can be answered. Do what is said above, then try again."


def main() -> int:
    """What was asked for; 1 when something stands in the way, 2 when there is no index then that could be served."""
    arguments = _arguments()
    try:
        settings = read_settings()
        if arguments.check:
            as_of = arguments.as_of or today_in(settings)
            return _check(settings, as_of, strict=arguments.strict, as_json=arguments.json)
        return _update(settings)
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Bring the index up to date with the documents in the corpus.")
    parser.add_argument("--check", action="store_true", help="only say what is wrong with the corpus; build nothing")
    checking = parser.add_argument_group("with --check")
    checking.add_argument(
        "--as-of", type=date.fromisoformat, help="the day to check for, such as 2026-11-22 (default: today)"
    )
    checking.add_argument("--strict", action="store_true", help="exit with 1 on warnings, too")
    checking.add_argument("--json", action="store_true", help="print the findings as JSON")
    return parser.parse_args()


def _update(settings: Settings) -> int:
    """Print what changed, or why nothing did and what is served now; 2 when that is nothing."""
    began = time.perf_counter()
    print(
        f"Bringing {settings.index_dir} up to date with {settings.corpus_dir}: less than a minute where nothing has "
        "changed, else some minutes.",
        flush=True,
    )
    try:
        with _Progress() as progress:
            report = update_index(settings, progress.show)
    except BuildInProgress:
        raise
    except AssistantError as error:
        is_there = has_index(settings)
        print(error, _UNCHANGED if is_there else _NO_INDEX, sep="\n", file=sys.stderr)
        return 1 if is_there else 2
    for notice in report.notices:
        print(notice, file=sys.stderr)
    if report.embedded:
        print(f"Embedded {report.embedded} new texts.")
    else:
        print("Nothing had to be embedded.")
    print(f"{report.text} ({time.perf_counter() - began:.1f} s)")
    return 0


def _check(settings: Settings, as_of: date, *, strict: bool, as_json: bool) -> int:
    """Print what is wrong; 1 on errors, and on warnings when `strict`."""
    found = check_corpus(settings, as_of)
    if as_json:
        print(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1))
    else:
        for finding in found:
            print(finding.text)
        print(_summary(found))
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(finding.severity in grave for finding in found))


def _summary(found: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in found)
    return ", ".join(f"{counts[severity]} {severity}s" for severity in Severity)


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
