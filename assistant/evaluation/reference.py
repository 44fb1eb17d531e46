"""Derives facts from a reference answer written as free text: only what can be looked for as it stands."""

import re

from assistant.evaluation.case import Expected
from assistant.evaluation.mentions import Day, mentions

_SOURCE_MARK = re.compile(r"\[[^\[\]]*\.\w{2,5}[^\[\]]*\]")
_MONTHS = "January February March April May June July August September October November December".split()


def facts_of(reference: str) -> tuple[Expected, ...]:
    """One fact for each date, code and number of `reference`, once each; empty where it holds none.

    Conservative: every one of them must then occur in the answer, names and other words need not. Marks of sources such
    as "[fees.pdf#page=2]" are left out.

    >>> [fact.any_of[0] for fact in facts_of("JS4468 takes 28 students, apply by 30 April [a.pdf].")]
    ['30 April', 'JS4468', '28']
    """
    found = mentions(_SOURCE_MARK.sub(" ", reference))
    dates = [Expected(_ways_of_saying(day, words)) for day, words in found.dates]
    others = [Expected((words,)) for words in (*found.codes, *(words for _, words in found.numbers))]
    return tuple(dict.fromkeys((*dates, *others)))


def _ways_of_saying(day: Day, words: str) -> tuple[str, ...]:
    """The forms in which a date may be written, as it stands first."""
    month = _MONTHS[day.month - 1]
    year = f" && {day.year}" if day.year else ""
    if day.day:
        said = [f"{day.day} {month}", f"{day.day} {month[:3]}", f"{month} {day.day}", f"{month[:3]} {day.day}"]
        said.append(f"{day.month}月{day.day}日")
    else:
        said = [month, f"{month[:3]} ", f"{day.month}月"]
    iso = [f"{day.year}-{day.month:02}-{day.day:02}"] if day.year and day.day else []
    return tuple(dict.fromkeys((words, *(one.strip() + year for one in said), *iso)))
