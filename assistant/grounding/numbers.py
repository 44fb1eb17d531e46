"""Amounts, levels, durations and counts as values, whichever language and numerals they are written in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.grounding.plain import HAN, blanked

CURRENCIES = ("HKD", "USD", "CNY")
_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2, "壹": 1, "贰": 2, "叁": 3}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_TO_NINETEEN = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = dict(zip(_TO_NINETEEN, range(1, 20), strict=True)) | dict(zip(_TENS, range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "billion": 10**9} | {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百万": 10**6,
    "亿": 10**8,
}
_HAN_DIGITS = "".join(_DIGITS) + "".join(_PLACES) + "".join(_MYRIADS)
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_PLAIN_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:\s?(?:hundred|thousand|million|billion)\b|\s?[km]\b|\s?(?:百万|[百千万亿]))"
_NUMBER = (
    rf"(?P<digits>{_PLAIN_NUMBER})(?P<scale>{_SCALE})?"
    rf"|(?P<han>[{_HAN_DIGITS}]+(?:点[{''.join(_DIGITS)}]+)?)"
    rf"|(?<![a-z])(?P<words>(?:{_WORD})(?:[ -](?:{_WORD}|hundred|thousand|million|and(?= (?:{_WORD}))))*)(?![a-z])"
)
# What a number counts: the signs and words before it and behind it. Behind, the longest come first.
_BEFORE = {
    "HKD": r"(?:hk\$|hkd|港币|港元|\$)\s?",
    "USD": r"(?:us\$|usd|美元)\s?",
    "CNY": r"(?:rmb|cny|¥|人民币)\s?",
    "percent": r"百分之",
    "level": r"(?:levels?\s|第(?=[一二三四五六七八九]级|\d级))",
}
_BEHIND = {
    "percent": r"\s?%|\s?per ?cent\b|个百分点",
    "HKD": r"\s?(?:港元|港币|hkd\b|hong kong dollars?\b|蚊|元)",
    "year": r"(?:\s|-)?(?:years?|yrs?)\b|\s?年(?![级度])",
    "month": r"(?:\s|-)?months?\b|\s?个?月",
    "week": r"(?:\s|-)?weeks?\b|\s?(?:个?星期|周)",
    "day": r"(?:\s|-)?days?\b|\s?[天日]",
    "hour": r"(?:\s|-)?hours?\b|\s?个?小时",
    "term": r"(?:\s|-)?(?:terms?|semesters?)\b|\s?个?学期",
    "unit": r"(?:\s|-)?(?:units?|credits?)\b|\s?个?学分",
    "level": r"\s?级",
}
# What is counted in Chinese by a single numeral; without one, such a numeral is part of a word (一般, 三文治, 千萬).
_COUNTER = r"[个個名位年月级科项门门份次间所人条种倍岁轮元天日周万千百蚊]|学期|星期|小时|学分"
_STARRED = re.compile(r"(?<![\w.])\d\*{1,2}", re.ASCII)
_WITH_UNITS = re.compile(
    "".join(f"(?P<before_{unit}>{pattern})?" for unit, pattern in _BEFORE.items())
    + rf"(?:(?<![\w.])|(?<=[{HAN}])|(?<=[$×x]))(?:{_NUMBER})(?![\d*])"
    + "(?:"
    + "|".join(f"(?P<behind_{unit}>{pattern})" for unit, pattern in _BEHIND.items())
    + ")?",
    re.IGNORECASE,
)
_BOUND_BEFORE = {
    "most": r"at most|up to|(?:a )?maximum(?: of)?|no more than|not (?:more than|exceed)"
    "|最多|至多|不超过|不多于|上限为?|高达",
    "least": r"at least|(?:a )?minimum(?: of)?|no (?:less|fewer) than|not (?:less|fewer) than|至少|最少|不少于|不低于",
    "more": r"more than|over|above|exceed(?:s|ing)?|超过|多于|逾|高于",
    "less": r"less than|fewer than|under|below|少于|低于|不足",
    "about": r"about|around|approximately|roughly|nearly|almost|circa|约为?|大约|左右|近",
}
_BOUND_BEHIND = {
    "least": r"or (?:above|higher|more|better|over)|and above|\+|或以上|及以上|以上",
    "most": r"or (?:below|less|fewer|under)|at (?:the )?most|或以下|及以下|以下|以内|为上限|为限",
    "about": r"or so|左右|上下",
}
_LEADS = re.compile("|".join(rf"(?P<{b}>(?<![a-z])(?:{p}))" for b, p in _BOUND_BEFORE.items()), re.IGNORECASE)
_TRAILS = re.compile(r"\s?(?:" + "|".join(rf"(?P<{b}>{p})" for b, p in _BOUND_BEHIND.items()) + ")", re.IGNORECASE)
_HAN_NUMERAL = re.compile(f"[{_HAN_DIGITS}]{{3,}}")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_NEAR = 24
_BREAK = re.compile(r"[,;，；。]|\band\b|[和及与]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts ("HKD", "year", "level" …, empty where that is not said) and how it is bounded.

    `bound` is "most", "least", "more", "less" or "about", or empty; `start` and `end` are its place in the text,
    `numeral` that of the number alone. A quantity `is_weak` where it may be no more than a way of speaking: "one of",
    一般.
    """

    value: Decimal
    unit: str
    bound: str
    start: int
    end: int
    is_weak: bool = False
    numeral: tuple[int, int] = (0, 0)

    def __str__(self) -> str:
        return f"{self.value.normalize():f}"

    def is_as(self, other: "Quantity") -> bool:
        """Whether both state the same number of the same, as far as they say of what."""
        return self.value == other.value and (not self.unit or not other.unit or self.unit == other.unit)


def quantities(text: str) -> list[Quantity]:
    """The quantities of `text`, which is `plain`, in order. Dates, years and codes must be blanked out before.

    >>> [(str(q), q.unit, q.bound) for q in quantities("at least HK$47,000, 4.7万元 or 47k for two years")]
    [('47000', 'HKD', 'least'), ('47000', 'HKD', ''), ('47000', '', ''), ('2', 'year', '')]
    >>> [(str(q), q.unit) for q in quantities("港币四万七千元,数学五级或以上,百分之十二点五")]
    [('47000', 'HKD'), ('5', 'level'), ('12.5', 'percent')]
    """
    return list(_quantities(text))


def starred(text: str) -> tuple[list[tuple[str, int, int]], str]:
    """The grades with stars of `text`, those that there are not included, with their places; and the text without them.

    >>> starred("5** or 5*")
    ([('5**', 0, 3), ('5*', 7, 9)], '    or   ')
    """
    return [(match[0], *match.span()) for match in _STARRED.finditer(text)], blanked(text, _STARRED)


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral in Simplified signs; None where the signs make no number.

    >>> [str(chinese_number(text)) for text in ("四万七千", "四万七", "一百零五", "二零二五", "十二点五", "万千")]
    ['47000', '47000', '105', '2025', '12.5', 'None']
    >>> [f"{chinese_number(text):,}" for text in ("五十五亿五千万", "一万亿", "九千八百万")]
    ['5,550,000,000', '1,000,000,000,000', '98,000,000']
    """
    whole, _, decimals = text.partition("点")
    if decimals:
        value = chinese_number(whole)
        digits = "".join(str(_DIGITS[sign]) for sign in decimals)
        return None if value is None else value + Decimal(f"0.{digits}")
    if len(whole) > 1 and all(sign in _DIGITS for sign in whole):
        return Decimal("".join(str(_DIGITS[sign]) for sign in whole))
    total, section, digit, last = 0, 0, None, 0
    for sign in whole:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
            last = 0 if digit == 0 else last
        elif sign in _PLACES:
            if digit is None and sign != "十":
                return None
            section += (1 if digit is None else digit) * _PLACES[sign]
            digit, last = None, _PLACES[sign]
        else:
            if digit is None and not section and not total:
                return None
            myriad = _MYRIADS[sign]
            # In 五十五亿五千万 only the 五千 is multiplied, in 一万亿 all before.
            greater = total // 10**8 * 10**8 if myriad < 10**8 else 0
            total = greater + (total - greater + section + (digit or 0)) * myriad
            section, digit, last = 0, None, myriad
    # 四万七 leaves the place of its last digit out.
    return Decimal(total + section + (digit or 0) * (last // 10 if last > 10 else 1))


def unreadable(text: str) -> list[str]:
    """The Chinese numerals of three signs or more in `text`, which is `plain`, that make no number, in order.

    >>> unreadable("五十五亿五千千港元,即五十五亿五千万")
    ['五十五亿五千千']
    """
    return [match[0] for match in _HAN_NUMERAL.finditer(text) if chinese_number(match[0]) is None]


def _quantities(text: str) -> Iterator[Quantity]:
    behind = 0
    for match in _WITH_UNITS.finditer(text):
        value = _value(match)
        if value is None:
            continue
        groups = {name: group for name, group in match.groupdict().items() if group}
        unit = next((name.partition("_")[2] for name in groups if name.startswith(("before_", "behind_"))), "")
        start = match.start("before_level") if "before_level" in groups else match.start()
        bound = _bound(text, max(behind, start - _NEAR), start, match.end())
        yield Quantity(value, unit, bound, start, match.end(), _is_weak(match, text, unit), _numeral(match, text))
        behind = match.end()


def _value(match: re.Match[str]) -> Decimal | None:
    if digits := match["digits"]:
        return Decimal(digits.replace(",", "")) * _SCALES.get((match["scale"] or "").strip().lower(), 1)
    if han := match["han"]:
        return chinese_number(han)
    total, part = 0, 0
    for word in re.split(r"[ -]", match["words"].lower()):
        if word in _WORDS:
            part += _WORDS[word]
        elif word in _SCALES:
            part *= _SCALES[word]
            if _SCALES[word] > 100:
                total, part = total + part, 0
    return Decimal(total + part)


def _numeral(match: re.Match[str], text: str) -> tuple[int, int]:
    """Where the number alone stands, with what makes it an ordinal ("3rd") or a greater one ("4.7万")."""
    start, end = match.span(next(kind for kind in ("digits", "han", "words") if match[kind]))
    ordinal = _ORDINAL.match(text, end)
    return start, max(end, match.end("scale"), ordinal.end() if ordinal else 0)


def _is_weak(match: re.Match[str], text: str, unit: str) -> bool:
    if match["digits"]:
        return False
    if match["han"]:
        is_ordinal = text[: match.start("han")].endswith(("第", "首", "同", "某", "任"))
        is_counted = bool(unit) or re.match(_COUNTER, text[match.end() :]) is not None
        is_word = len(match["han"]) == 1 and not unit and (match["han"] in "一零" or not is_counted)
        return is_ordinal or is_word or match["han"] == "零"
    return match["words"].lower() == "one" and not unit


def _bound(text: str, first: int, start: int, end: int) -> str:
    """How a number is bounded by what stands right before or behind it."""
    before = text[first:start]
    cut = max((match.end() for match in _BREAK.finditer(before)), default=0)
    leads = [match.lastgroup for match in _LEADS.finditer(before[cut:])]
    trail = _TRAILS.match(text, end)
    return str((trail and trail.lastgroup) or (leads[-1] if leads else ""))
