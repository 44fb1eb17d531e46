"""The days that a text names in English or Chinese: "31 January 2027", 2027年1月31日, several that share a year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?<![\d.,:/$-])(?:\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
_WRITTEN = re.compile(
    r"(?P<zh>(?:(?<!\d)(?P<y1>20\d\d)\s?年\s?)?(?:(?<!\d)(?P<m1>\d{1,2})\s?月\s?)?(?<!\d)(?P<d1>\d{1,2})\s?[日號号])"
    r"|(?<![\d-])(?P<y2>20\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)(?![\d-])"
    rf"|(?P<d3>{_DAY})(?:\s+of)?\s+(?P<m3>{_MONTH})(?:,?\s+(?P<y3>20\d\d)(?!\d))?"
    rf"|\b(?P<m4>{_MONTH})\s+(?P<d4>{_DAY})(?:,?\s+(?P<y4>20\d\d)(?!\d))?"
    rf"|(?P<d5>{_DAY})",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:–|—|-|~|to|until|till|through|至|到)\s*", re.IGNORECASE)
_AND = re.compile(r"[\s,，;；]*(?:and|or|&|和|及|或|與|与|、)\s*|[\s,，;；]*[,，;；]\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where it stands in a text; `is_begin` where it begins a period that the next one ends."""

    start: int
    end: int
    day: date
    is_begin: bool = False


@dataclass(frozen=True, slots=True)
class _Written:
    """A day as it is written: 0 for a year or month that another one tells."""

    start: int
    end: int
    year: int
    month: int
    day: int
    is_chinese: bool


def days_in(text: str) -> list[Day]:
    """The days that `text` names, in order. One that lacks its year or month takes it from the one it is joined to.

    >>> [str(each.day) for each in days_in("25 and 27 May 2027, 16 May–20 June 2027, level 5, 2026年12月1日及1月15日")]
    ['2027-05-25', '2027-05-27', '2027-05-16', '2027-06-20', '2026-12-01', '2027-01-15']
    """
    written = [_written(match) for match in _WRITTEN.finditer(text)]
    written = _told_by_the_one_before(_told_by_the_next(written, text), text)
    days = []
    for place, each in enumerate(written):
        try:
            day = date(each.year, each.month, each.day)
        except ValueError:  # a part is not told, or there is no such day
            continue
        after = written[place + 1] if place + 1 < len(written) else each
        is_begin = bool(_TO.fullmatch(text, each.end, after.start)) and bool(after.year)
        days.append(Day(each.start, each.end, day, is_begin))
    return days


def _written(match: re.Match[str]) -> _Written:
    found = {name[0]: value for name, value in match.groupdict().items() if value and len(name) == 2 and name != "zh"}
    month = found.get("m", "0").lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    day = int(re.sub(r"\D", "", found["d"]))
    return _Written(match.start(), match.end(), int(found.get("y", 0)), number, day, bool(match["zh"]))


def _told_by_the_next(written: Sequence[_Written], text: str) -> list[_Written]:
    """English names the year, and the month, behind the last of several days."""
    told = list(written)
    for place in range(len(told) - 2, -1, -1):
        each, after = told[place], told[place + 1]
        if each.year or each.is_chinese or after.is_chinese or not after.year:
            continue
        is_joined = any(join.fullmatch(text, each.end, after.start) for join in (_TO, _AND))
        if not each.month:  # "level 5, 3 March 2027" names one day
            is_lone = written[place + 1].month and _COMMA.fullmatch(text, each.end, after.start)
            is_joined = is_joined and not is_lone
        if is_joined:
            month = each.month or after.month
            told[place] = replace(each, month=month, year=after.year - (month > after.month))
    return told


def _told_by_the_one_before(written: Sequence[_Written], text: str) -> list[_Written]:
    """Chinese names the year, and the month, before the first of several days."""
    told = list(written)
    for place in range(1, len(told)):
        before, each = told[place - 1], told[place]
        is_joined = any(join.fullmatch(text, before.end, each.start) for join in (_TO, _AND))
        if each.is_chinese and before.is_chinese and before.year and not each.year and is_joined:
            month = each.month or before.month
            told[place] = replace(each, month=month, year=before.year + (month < before.month))
    return told
