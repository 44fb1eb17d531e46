"""The command `compare`: which cases changed between two runs, and whether the difference is more than chance."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from assistant.evaluation.records import Result, Run
from assistant.evaluation.report import Difference
from assistant.evaluation.runs import read_run
from assistant.evaluation.statistics import mcnemar, paired_difference

_SIGNIFICANT = 0.05
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one run to another, over the cases that both asked.

    Each change holds the result before and after. `moved` are wrong in both, in another way (refused or not);
    `reworded` have the same verdict in other words. `difference_of_rates` is the change of the correct rate with its
    95 % interval, `p_value` how likely so uneven a split of the changed cases is by chance. `only_before` and
    `only_after` are the ids of the cases that one run lacks, or that were asked differently.
    """

    name: str
    newly_wrong: tuple[tuple[Result, Result], ...]
    newly_right: tuple[tuple[Result, Result], ...]
    moved: tuple[tuple[Result, Result], ...]
    reworded: tuple[tuple[Result, Result], ...]
    cases: int
    difference_of_rates: tuple[float, float, float]
    p_value: float
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    caution: str = ""

    @property
    def verdict(self) -> str:
        """The difference of the correct rates in a sentence."""
        change, low, high = self.difference_of_rates
        if not self.newly_wrong and not self.newly_right:
            return f"The same {self.cases} cases are right and wrong."
        is_chance = self.p_value >= _SIGNIFICANT
        return (
            f"The correct rate changed by {change:+.1%} (95 % interval {low:+.1%} to {high:+.1%}) over {self.cases} "
            f"cases: {len(self.newly_right)} newly right, {len(self.newly_wrong)} newly wrong. "
            f"This {'may be' if is_chance else 'is more than'} chance (McNemar, p = {self.p_value:.3g})."
        )

    def difference(self) -> Difference:
        """The same as the report shows it."""
        named = (
            ("newly wrong", self.newly_wrong),
            ("newly right", self.newly_right),
            ("still wrong, in another way", self.moved),
        )
        lists = tuple((title, tuple(after.id for _, after in changes)) for title, changes in named if changes)
        return Difference(self.name, " ".join(part for part in (self.verdict, self.caution) if part), lists)


def compare(before: Run, after: Run) -> Comparison:
    """What changed from `before` to `after`. Cases are the same when their id, turns and facts are.

    Two runs without a common case compare to a difference of nothing.
    """
    former = {result.id: result for result in before.results}
    latter = {result.id: result for result in after.results}
    pairs = [
        (former[result.id], result)
        for result in after.results
        if result.id in former and _is_same_case(former[result.id], result)
    ]
    common = {result.id for _, result in pairs}
    newly_wrong = [(a, b) for a, b in pairs if a.is_right and not b.is_right]
    newly_right = [(a, b) for a, b in pairs if b.is_right and not a.is_right]
    moved = [(a, b) for a, b in pairs if a.is_right is b.is_right and a.verdict is not b.verdict]
    reworded = [(a, b) for a, b in pairs if a.verdict is b.verdict and a.answer != b.answer]
    rates = [[float(result.is_right) for result in side] for side in zip(*pairs, strict=True)]
    return Comparison(
        name=before.config.name,
        newly_wrong=tuple(newly_wrong),
        newly_right=tuple(newly_right),
        moved=tuple(moved),
        reworded=tuple(reworded),
        cases=len(pairs),
        difference_of_rates=paired_difference(*rates) if rates else (0.0, 0.0, 0.0),
        p_value=mcnemar(len(newly_wrong), len(newly_right)),
        only_before=tuple(name for name in former if name not in common),
        only_after=tuple(name for name in latter if name not in common),
        caution=_caution(before, after),
    )


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `compare`."""
    parser = commands.add_parser("compare", help="list the cases that changed between two runs")
    parser.add_argument("before", type=Path, metavar="RUN_A")
    parser.add_argument("after", type=Path, metavar="RUN_B")
    parser.add_argument("--show-held", action="store_true", help="show the questions held back, too")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Print the comparison, newly wrong first; always 0: it is the gate that judges. Raises RunError."""
    found = compare(read_run(arguments.before), read_run(arguments.after))
    console = Console(soft_wrap=True, highlight=False, markup=False)
    console.print(f"{found.verdict} {len(found.reworded)} more say the same differently.")
    for line in (found.caution, *_asked_once(found)):
        if line:
            console.print(line)
    for title, changes in (
        ("Newly wrong", found.newly_wrong),
        ("Newly right", found.newly_right),
        ("Still wrong, in another way", found.moved),
    ):
        _print_changes(console, title, changes, shows_held_back=arguments.show_held)
    return 0


def _print_changes(
    console: Console, title: str, changes: Sequence[tuple[Result, Result]], *, shows_held_back: bool
) -> None:
    if changes:
        console.print(f"\n{title} ({len(changes)})")
    for before, after in changes:
        if after.case.is_held_back and not shows_held_back:
            console.print(f"  {after.id} (held back)")
            continue
        console.print(f"  {after.id} [{after.case.lang}] {' / '.join(after.case.turns)}")
        for name, result in (("before", before), ("after", after)):
            said = " ".join((result.error or result.answer).split())
            console.print(f"    {name}: {result.verdict}, {result.outcome}: {said[:_LONGEST]}")
        missed = [fact.any_of[0] for fact in after.facts if not fact.matched]
        if missed or after.forbidden:
            forbidden = f"; says what is forbidden: {', '.join(after.forbidden)}" if after.forbidden else ""
            console.print(f"    misses: {'; '.join(missed) or 'nothing'}{forbidden}")


def _asked_once(found: Comparison) -> list[str]:
    named = (("RUN_A", found.only_before), ("RUN_B", found.only_after))
    return [f"Only in {run}, or asked differently: {len(ids)} cases." for run, ids in named if ids]


def _is_same_case(one: Result, other: Result) -> bool:
    return (one.case.turns, one.case.facts, one.case.forbid) == (other.case.turns, other.case.facts, other.case.forbid)


def _caution(before: Run, after: Run) -> str:
    if before.config.as_of != after.config.as_of:
        return f"They were asked as of different days: {before.config.as_of} and {after.config.as_of}."
    return ""
