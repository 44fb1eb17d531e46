"""Days, times of the day and years as values, in English and Chinese."""

import re
from dataclasses import dataclass

from assistant.grounding.numbers import chinese_number
from assistant.grounding.plain import blanked

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_D = r"\d{1,2}(?:st|nd|rd|th)?"
_JOIN = r"\s*(?:,|&|-|\band\b|\bto\b|\bor\b|、|至|到|和|及|与|或)\s*"
_H = "[零一二三四五六七八九十]"
_DAY_FIRST = (
    rf"(?<![a-z\d.])(?P<days>(?:{_D}{_JOIN})*{_D})\s+(?:of\s+)?(?P<month>{_MONTH})"
    r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)(?!\d))?"
)
_MONTH_FIRST = (
    rf"(?<![a-z])(?P<month>{_MONTH})\s+(?P<days>(?:{_D}\b(?!\d){_JOIN})*{_D})\b(?!-?\d)"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
)
_MONTH_ONLY = rf"(?<![a-z])(?P<month>{_MONTH})\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)(?!\d)"
_ISO = r"(?<![\d-])(?P<year>(?:19|20)\d\d)[-/.](?P<number>0?[1-9]|1[0-2])[-/.](?P<days>0?[1-9]|[12]\d|3[01])(?![\d-])"
_ISO_MONTH = r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])(?![\d-])"
_SLASHED = r"(?<![\d/])(?P<days>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?!\d)"
_CHINESE = (
    rf"(?:(?P<year>(?:19|20)\d\d|[一二]{_H}{{3}})\s?年\s?)?(?P<number>\d{{1,2}}|{_H}{{1,3}})\s?月(?!份?内)"
    rf"(?:\s?(?P<days>(?:(?:\d{{1,2}}|{_H}{{1,3}})\s?[日号]?{_JOIN})*(?:\d{{1,2}}|{_H}{{1,3}}))\s?[日号])?"
)
_PATTERNS = [
    re.compile(p, re.IGNORECASE) for p in (_CHINESE, _ISO, _SLASHED, _DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY, _ISO_MONTH)
]
_SHARES_YEAR = re.compile(rf"(?:\s?\([^()]{{0,12}}\))?(?:{_JOIN}){{1,2}}(?:on\s)?")
_TIME = re.compile(
    r"(?P<noon>\bnoon\b|正午)|(?P<half>上午|下午|中午|晚上)?\s?(?<![\d:.])(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d)"
    r"|[时点](?:(?P<minutes>\d{1,2})分|(?P<thirty>半))?|(?=\s?[ap]\.?m\b))\s?(?P<meridiem>[ap])?(?:\.?m\b\.?)?",
    re.IGNORECASE,
)
_ACADEMIC = re.compile(r"(?<![\d.])(?P<first>(?:19|20)\d\d)\s?(?:[-/]|至|到| to )\s?(?:(?:19|20)?(?P<last>\d\d))(?!\d)")
# No year is what is paid: HKD 2027, 港幣2027元.
_YEAR = re.compile(
    r"(?<!\d[.,])(?<![\d$*])(?<!hkd)(?<!hkd\s)(?<!港币)(?<!港币\s)"
    r"(?:19|20)\d\d(?![\d*]|,\d|\.\d|\s?元|\sHong Kong dollar)",
    re.IGNORECASE,
)
# What makes a number of four digits a count: "had 2025 applicants", "was 1946", 2025人; unless it is said to be a year.
_COUNTS = re.compile(
    r"(?:\b(?:had|ha[sv]e?|made|makes?|takes?|took|levels?|needs?|requires?|pays?|costs?|(?:more|fewer|less) than"
    r"|at (?:least|most))\s|[×x]\s?)$",
    re.IGNORECASE,
)
_SAYS = re.compile(r"(?:(?:\b(?:is|was|are|were)|[是为:])\s?)$", re.IGNORECASE)
_SAYS_WHEN = re.compile(
    r"(?<!-)\byears?\b|\bdates?\b|deadline|since|launch|found|until|as of|scheme|when|年|日期|截止|计划", re.IGNORECASE
)
_COUNTED = re.compile(r"\s?(?:[个名人级科项]|学分)|\sof (?:the|its|our)\b")
_HAN_YEAR = re.compile(rf"(?<!{_H})[一二]{_H}{{3}}(?=年)")


@dataclass(frozen=True, slots=True)
class Day:
    """A date; `year` and `day` are 0 where they are not named."""

    year: int
    month: int
    day: int

    def is_told_by(self, other: "Day") -> bool:
        """Whether `other` says at least as much, and nothing else."""
        return self.month == other.month and self.year in (0, other.year) and self.day in (0, other.day)

    def __str__(self) -> str:
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part)


@dataclass(frozen=True, slots=True)
class Placed:
    """A date, a time ("17:30") or a year ("2025", "2026-27"), and its place in the text."""

    value: Day | str
    start: int
    end: int


def days(text: str) -> tuple[list[Placed], str]:
    """The dates of `text`, which is `plain`, in order, and the text without them.

    A date without a year that is listed with one of a year shares it. Of 6/10/2025 the first is the day.

    >>> [str(placed.value) for placed in days("6 October, 17 November and 29 December 2025, 2025年10月6日")[0]]
    ['2025-10-06', '2025-11-17', '2025-12-29', '2025-10-06']
    """
    found: list[tuple[int, int, list[Day]]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if (named := _named(match)) and all(1 <= day.month <= 12 and day.day <= 31 for day in named):
                found.append((match.start(), match.end(), named))
                text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return _with_years(sorted(found, key=lambda each: each[0]), text), text


def times(text: str) -> tuple[list[Placed], str]:
    """The times of the day in `text`, on the clock of 24 hours, and the text without them.

    >>> [placed.value for placed in times("5:30 pm, 17:30, 下午5时30分, 5pm or noon")[0]]
    ['17:30', '17:30', '17:30', '17:00', '12:00']
    """
    found = []
    for match in _TIME.finditer(text):
        hour, minute = (
            int(match["hour"] or 12),
            int(match["minute"] or match["minutes"] or (30 if match["thirty"] else 0)),
        )
        is_late = (match["meridiem"] or "").lower() == "p" or match["half"] in ("下午", "晚上")
        found.append(
            Placed(f"{hour + 12 if is_late and hour < 12 else hour:02}:{minute:02}", match.start(), match.end())
        )
    return found, blanked(text, _TIME)


def years(text: str) -> tuple[list[Placed], str]:
    """The years of `text`, which is `plain` and without dates, in order, and the text without them.

    >>> [placed.value for placed in years("2025年, 2026/27学年, 2018-2020 and 2,000 of JS4468 二零二五年")[0]]
    ['2025', '2026-27', '2018', '2019', '2020', '2025']
    """
    found = []
    for match in _ACADEMIC.finditer(text):
        first = int(match["first"])
        last = first - first % 100 + int(match["last"])
        if last == first + 1:
            found.append(Placed(f"{first}-{match['last']}", match.start(), match.end()))
        elif first < last <= first + 12:
            found += [Placed(str(year), match.start(), match.end()) for year in range(first, last + 1)]
        else:
            continue
        text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    for pattern in (_YEAR, _HAN_YEAR):
        for match in list(pattern.finditer(text)):
            if not _is_count(text, match):
                value = chinese_number(match[0]) if pattern is _HAN_YEAR else match[0]
                found.append(Placed(str(value), match.start(), match.end()))
                text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return sorted(found, key=lambda placed: (placed.start, str(placed.value))), text


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether a number of four digits counts something where it stands."""
    before = re.split(r"[,;，；。]", text[max(0, match.start() - 40) : match.start()])[-1]
    if _COUNTED.match(text, match.end()) or _COUNTS.search(before):
        return True
    return _SAYS.search(before) is not None and _SAYS_WHEN.search(before) is None


def _named(match: re.Match[str]) -> list[Day]:
    groups = match.groupdict()
    month = _MONTHS.index(groups["month"][:3].lower()) + 1 if groups.get("month") else _integer(groups["number"])
    year = _integer(groups.get("year") or "0")
    numbers = [_integer(day) for day in re.findall(rf"\d+|{_H}+", groups.get("days") or "")]
    return [Day(year, month, day) for day in numbers or [0]]


def _integer(text: str) -> int:
    return int(text) if text.isdigit() else int(chinese_number(text) or 0)


def _with_years(found: list[tuple[int, int, list[Day]]], text: str) -> list[Placed]:
    """Dates with the year that they share: in English of the next in the list, in Chinese of the one before."""
    shared = [named for _, _, named in found]
    order = range(len(found) - 1)
    for i, j in [*((k, k + 1) for k in order), *((k + 1, k) for k in order), *((k, k + 1) for k in reversed(order))]:
        first, second = min(i, j), max(i, j)
        year, between = shared[j][0].year, text[found[first][1] : found[second][0]]
        if year and not shared[i][0].year and _SHARES_YEAR.fullmatch(between):
            shared[i] = [Day(year, day.month, day.day) for day in shared[i]]
    return [Placed(day, start, end) for (start, end, _), named in zip(found, shared, strict=True) for day in named]
