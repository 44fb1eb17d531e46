"""How a text joins, bounds and repeats what it names: spans turned round, "or" for "and", the same twice in a row."""

import re
from collections.abc import Iterator

from assistant.grounding.plain import HAN

_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:度)?\s?(?:-|to|until|至|到)\s?((?:19|20)\d\d)(?!\d)")
_END = r"(\d+(?:[.,]\d+)*(?:-\d\d(?!\d))?)"
_ENDS = re.compile(
    rf"(?<![A-Za-z\d-])(?<!\d[.,]){_END}年?(?:度)?\s?(?:-|\bto\b|至|到)\s?(?:HK\$|\$)?{_END}(?![A-Za-z\d]|[.,-]\d)"
)
_JOINED = re.compile(
    r"(?<![A-Za-z\d-])(?=([A-Za-z][\w-]*) (and|or) ([A-Za-z][\w-]*))"
    rf"|(?=([{HAN}]{{2}})(以及|[和及与或])([{HAN}]{{2}}))",
    re.ASCII,
)
_BOUNDED_YEAR = re.compile(
    r"(?:(?P<about>\b(?:about|around|approximately|roughly|nearly|almost|circa)\s|大?约)"
    r"|(?P<least>\bat least\s|[至最]少)|(?P<most>\bat most\s|[至最]多))\s?(?P<year>(?:19|20)\d\d)(?!\d)"
    r"|(?P<behind>(?:19|20)\d\d)(?=年?(?:左右|前后))",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(
    r"(?<![\w*-])((?!more\b|again\b)[a-z\d*-]{2,})\s*(?:/|\b(?:or|and)\b|[或和及与])\s*\1(?![a-z\d*-])",
    re.IGNORECASE,
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATED_TWICE = re.compile(
    rf"(?<!\d)((?:19|20)\d\d),? \1(?!\d)|(?<!\d)(?:19|20)\d\d {_MONTH} (?:19|20)\d\d(?!\d)"
    rf"|\b{_MONTH} (\d{{1,2}}),? \2(?!\d)|(?:19|20)\d\d-\d\d年\d{{1,2}}月"
)
_LISTED_TWICE = re.compile(
    rf"(?<![A-Za-z{HAN}-])([A-Za-z][A-Za-z ]{{2,60}}|[{HAN}]{{2,12}})(?:[,;] ?|、)\1(?![A-Za-z{HAN}-])"
)


def strange_spans(claim: str, told: str) -> list[str]:
    """The spans of years in `claim` that are none in `told`, both plain, in order.

    >>> strange_spans("第二期(2026-2026)", "第二期由2022至2026年"), strange_spans("2022 to 2026", "in 2022-2026")
    (['2026-2026'], [])
    """
    held = set(_SPAN.findall(told))
    return ["-".join(span) for span in _SPAN.findall(claim) if span not in held]


def turned_spans(claim: str, told: str) -> list[str]:
    """The spans of `claim` that `told` has the other way round only, both plain, in order.

    >>> turned_spans("30-18 units,2027-28至2025-26年度", "18-30学分; 2025-26至2027-28")
    ['30-18', '2027-28-2025-26']
    """
    held = set(_ENDS.findall(told))
    spans = ((one, other) for one, other in _ENDS.findall(claim) if one != other)
    return [f"{one}-{other}" for one, other in spans if (other, one) in held and (one, other) not in held]


def rejoined(claim: str, told: str) -> list[str]:
    """What `claim` joins by "or" where `told` joins the same by "and" only, or the other way round, both plain.

    >>> rejoined("Mechanical or Automation Engineering", "Mechanical and Automation Engineering")
    ['mechanical or automation']
    >>> rejoined("人工智能教育或探索实验室", "人工智能教育及探索实验室"), rejoined("A and B", "A and B, A or B")
    (['教育或探索'], [])
    """
    held = {(one, is_choice, other) for one, _, is_choice, other in _joined(told)}
    return [
        f"{one}{link}{other}"
        for one, link, is_choice, other in _joined(claim)
        if (one, not is_choice, other) in held and (one, is_choice, other) not in held
    ]


def _joined(text: str) -> Iterator[tuple[str, str, bool, str]]:
    """What is joined in a text, by what, and whether that leaves a choice."""
    for match in _JOINED.finditer(text):
        one, link, other = (part.lower() for part in match.groups() if part)
        yield one, f" {link} " if link.isascii() else link, link in ("or", "或"), other


def bounded_years(claim: str, told: str) -> list[str]:
    """The years before which `claim` says "about", "at least" or "at most" and `told` does not, both plain.

    A number of four digits is taken for a year, which the caller must know better.

    >>> bounded_years("in June about 2026", "June 2026"), bounded_years("around 2014", "2014年左右")
    (['2026'], [])
    """
    held = set(_bounded_years(told))
    return [year for bound, year in _bounded_years(claim) if (bound, year) not in held]


def _bounded_years(text: str) -> Iterator[tuple[str, str]]:
    for match in _BOUNDED_YEAR.finditer(text):
        bound = next((name for name in ("least", "most") if match[name]), "about")
        yield bound, match["year"] or match["behind"]


def repeated(claim: str) -> Iterator[str]:
    """What `claim` names as an alternative to itself, or says twice in a row.

    >>> list(repeated("M1/M1 is preferred")), list(repeated("M1/M2 or more"))
    (['M1/M1'], [])
    >>> list(repeated("on May 11, 11 or May 2019, 2019 or in 2026-11年6月; 化学、化学"))
    ['May 11, 11', '2019, 2019', '2026-11年6月', '化学、化学']
    """
    patterns = (_ALTERNATIVE, _DATED_TWICE, _LISTED_TWICE)
    yield from (match[0] for pattern in patterns for match in pattern.finditer(claim))
