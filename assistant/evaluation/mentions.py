"""Finds the numbers, dates, codes and names in a text, so that two texts can be compared by them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d)(?P<y>{_YEAR})\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*(?P<d>\d{{1,2}})\s*[日號号])?",
        r"(?<!\d)(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日號号]",
        r"(?<!\d)(?P<m>\d{1,2})\s*月",
        rf"(?<!\d)(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('month')}(?:,?\s+(?P<y>{_YEAR})(?!\d))?",
        rf"\b{_MONTH.format('month')}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y>{_YEAR})(?!\d))?",
        rf"\b{_MONTH.format('month')}\s+(?P<y>{_YEAR})(?!\d)",
        rf"(?<=\s){_MONTH.format('month')}(?=\W|$)",
    )
)
_YEAR_AND_TWO = re.compile(rf"(?<![\w.])({_YEAR})\s?[-/–]\s?(\d\d)(?!\d|\.\d)")
_CODE = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]{1,6}\d{1,5}[A-Z]?(?![a-z0-9])|\d\*{1,2})")
_SPACED_CODE = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2,5})\s(\d{4}[A-Z]?)(?![a-z0-9])")
_NUMBER = re.compile(r"(?<![A-Za-z0-9.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d)\s?([萬万億亿]?)")
_TIMES = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8, "": 1}
_NAME = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z][A-Za-z]+|[A-Z])(?:['’-][A-Za-z]+)*")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:;|•·\n「『“\"(（。！？：；，、]|[\u4e00-\u9fff])[\s*]*$")
_ACRONYM = re.compile(r"[A-Z].*[A-Z]")
_ENGLISH_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_ENGLISH_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_CHINESE_DIGITS = {"一": 1, "二": 2, "兩": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_CHINESE_NUMBER = re.compile("(?P<tens>[一二三四五六七八九]?十)?(?P<ones>[一二兩两三四五六七八九])?")
_NO_NAMES = frozenset({"i", "hk", "hkd"})
_CURRENCY = re.compile(r"\bHong Kong dollars?\b")


@dataclass(frozen=True, slots=True)
class Day:
    """A date or a part of one; what is 0 is not said."""

    year: int = 0
    month: int = 0
    day: int = 0

    def is_within(self, other: "Day") -> bool:
        """Whether `other` says at least what this says, a year apart where `other` says none.

        >>> Day(month=4, day=30).is_within(Day(2026, 4, 30)), Day(2026, 4, 30).is_within(Day(2026, 4))
        (True, False)
        """
        same_year = not self.year or not other.year or self.year == other.year
        return same_year and self.month == other.month and self.day in (0, other.day)


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a text mentions, each with the words that say it; names are single words."""

    dates: tuple[tuple[Day, str], ...] = ()
    codes: tuple[str, ...] = ()
    numbers: tuple[tuple[Decimal, str], ...] = ()
    names: tuple[str, ...] = ()


def mentions(text: str) -> Mentions:
    """The dates, codes, numbers and capitalised names of `text`, each kind in order, once for each place.

    A word that begins a sentence counts as a name only when it holds two capitals; a currency is none. "2026-27"
    mentions both years.

    >>> found = mentions("By 30 April 2026, JS4468 asks HK$47,000 of Hon Ki Tsang.")
    >>> found.dates, found.codes
    (((Day(year=2026, month=4, day=30), '30 April 2026'),), ('JS4468',))
    >>> found.numbers, found.names
    (((Decimal('47000'), '47,000'),), ('Hon', 'Ki', 'Tsang'))
    """
    dates, rest = _dates(text)
    codes = tuple(found[0] for found in _CODE.finditer(rest))
    rest = _CURRENCY.sub(_blank, _CODE.sub(_blank, rest))
    names = tuple(
        found[0] for found in _NAME.finditer(rest) if found[0].lower() not in _NO_NAMES and _is_name(found, rest)
    )
    return Mentions(dates, codes, tuple(_numbers(rest)), names)


def all_numbers(text: str) -> frozenset[Decimal]:
    """Every number that `text` says in figures or, up to a hundred, in English or Chinese words.

    >>> sorted(all_numbers("three years, 第十二屆, HK$4.75萬, 2026-27"))
    [Decimal('3'), Decimal('12'), Decimal('2026'), Decimal('2027'), Decimal('47500.00')]
    """
    found = {number for number, _ in _numbers(text)}
    words = set(re.findall(r"[a-z]+", text.lower()))
    for listed in (_ENGLISH_NUMBERS, _ENGLISH_ORDINALS):
        found.update(Decimal(i) for i, word in enumerate(listed) if word in words)
    for match in _CHINESE_NUMBER.finditer(text):
        if match[0]:
            tens = match["tens"] or ""
            found.add(
                Decimal((_CHINESE_DIGITS.get(tens[0], 1) * 10 if tens else 0) + _CHINESE_DIGITS.get(match["ones"], 0))
            )
    return frozenset(found)


def all_codes(text: str) -> frozenset[str]:
    """Every code of `text`, those with a space in them as one, too.

    >>> sorted(all_codes("JS 4468, FTEC2001, 5**"))
    ['5**', 'FTEC2001', 'JS4468']
    """
    spaced = {letters + figures for letters, figures in _SPACED_CODE.findall(text)}
    return frozenset({found[0] for found in _CODE.finditer(text)} | spaced)


def _dates(text: str) -> tuple[tuple[tuple[Day, str], ...], str]:
    """The dates, and `text` with them blanked out."""
    found: list[tuple[int, Day, str]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = int(parts["m"]) if parts.get("m") else 1 + _MONTHS.index(parts["month"][:3].lower())
            if month <= len(_MONTHS):
                day = Day(int(parts.get("y") or 0), month, int(parts.get("d") or 0))
                found.append((match.start(), day, match[0].strip()))
        text = pattern.sub(_blank, text)
    for match in _YEAR_AND_TWO.finditer(text):
        if not _is_span(match) and 1 <= int(match[2]) <= len(_MONTHS):
            found.append((match.start(), Day(int(match[1]), int(match[2])), match[0]))
    text = _YEAR_AND_TWO.sub(lambda match: match[0] if _is_span(match) else _blank(match), text)
    return tuple((day, words) for _, day, words in sorted(found, key=lambda entry: entry[0])), text


def _is_span(match: re.Match[str]) -> bool:
    return (int(match[1]) + 1) % 100 == int(match[2]) or int(match[2]) > len(_MONTHS)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _numbers(text: str) -> Iterator[tuple[Decimal, str]]:
    for match in _YEAR_AND_TWO.finditer(text):
        yield Decimal(match[1]), match[1]
        yield Decimal(match[1][:2] + match[2]), match[2]
    for match in _NUMBER.finditer(_YEAR_AND_TWO.sub(_blank, text)):
        yield (Decimal(match[1].replace(",", "")) * _TIMES[match[2]]), match[0].strip()


def _is_name(match: re.Match[str], text: str) -> bool:
    return bool(_ACRONYM.search(match[0])) or not _SENTENCE_BEGINS.search(text[: match.start()])
