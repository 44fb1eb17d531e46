"""Words of which only one can be meant: where a text says one of a group, saying another of it says something else."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of a group at its place in a text; `group` is empty for one that stands alone."""

    group: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    """What is read as words of a group or as standing alone.

    `clear` are the groups whose words never mean the same, `measuring` those by which figures are told apart.
    """

    found: re.Pattern[str]
    clear: frozenset[str]
    measuring: frozenset[str]


@lru_cache(maxsize=4000)
def choices(folded: str) -> tuple[Choice, ...]:
    """The words of groups and those that stand alone in `folded`, in order.

    >>> [(each.group, each.word) for each in choices("only non-jupas applicants, 非本地生")]
    [('', 'only'), ('route', '0'), ('stage', '0'), ('origin', '0')]
    """
    return tuple(_choice(match) for match in _words().found.finditer(folded))


def unclear(claim: str, told: str) -> Iterator[str]:
    """The words of `claim`, both folded, that `told` nowhere has, though it has another that is never the same.

    >>> list(unclear("it is part-time", "a full-time programme")), list(unclear("it is part-time", "a programme"))
    (['part-time'], [])
    """
    held = {(each.group, each.word) for each in choices(told)}
    groups = {group for group, _ in held} & _words().clear
    for each in choices(claim):
        if each.group in groups and (each.group, each.word) not in held:
            yield claim[each.start : each.end]


def measuring(folded: str) -> frozenset[str]:
    """What `folded` says by which figures are told apart, the same in both languages.

    >>> measuring("full-time") == measuring("全日制"), measuring("full-time") == measuring("part-time")
    (True, False)
    """
    return frozenset(f"{each.group} {each.word}" for each in choices(folded) if each.group in _words().measuring)


def _choice(match: re.Match[str]) -> Choice:
    group, _, word = str(match.lastgroup).rpartition("_")
    return Choice(group, word, match.start(), match.end())


@cache
def _words() -> _Words:
    """The words that the package carries."""
    text = files("assistant.grounding").joinpath("opposites.yaml").read_text(encoding="utf-8")
    stored = yaml.load(text, yaml.BaseLoader)  # noqa: S506  # BaseLoader builds only strings, lists and mappings
    groups: Mapping[str, Sequence[str]] = stored["groups"]
    alone: Mapping[str, str] = stored["alone"]
    named = {f"{group}_{n}": member for group, members in groups.items() for n, member in enumerate(members)} | dict(
        alone
    )
    return _Words(
        re.compile("|".join(f"(?P<{name}>{_whole(expression)})" for name, expression in named.items())),
        frozenset(stored["clear"]),
        frozenset(stored["measures"]),
    )


def _whole(expression: str) -> str:
    """Latin words whole, Chinese ones anywhere."""
    return rf"(?:(?<![a-z0-9])(?=[a-z0-9])(?:{expression})(?![a-z0-9])|(?![a-z0-9])(?:{expression}))"
