"""The years that a statement is about, how long ago they are, and what it says to be unknown."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.domain import Passage, Query, Statement
from assistant.language import year_is_named, years

_KNOWN_GAP = re.compile(
    r"(not published in our sources|我們的資料來源未有公布|我们的资料来源未有公布)[^:：]*[:：]", re.IGNORECASE
)
# What began and goes on: "Dean since 1 May 2024", 自1975年, 2022年入學起.
_STILL = re.compile(
    r"\bsince (?:\d{1,2} )?(?:[a-z]+ )?(?:19|20)\d\d(?:-\d\d)?\b"
    r"|[自由](?:19|20)\d\d(?:-\d\d)?年|(?:19|20)\d\d(?:-\d\d)?年(?:度|\d{1,2}月)?(?:\d{1,2}日)?(?:入學|入学)?[起至]今?",
    re.IGNORECASE,
)
_CALENDAR, _TERM_STARTS = 4, 8


def says_unknown(statement: Statement) -> bool:
    """Whether a statement says, in the form of corpus/README.md, that something is not published."""
    return _KNOWN_GAP.match(statement.text) is not None


def years_of(passage: Passage, statement: Statement) -> list[str]:
    """The years that a statement is about: those it names, else its nearest heading's, else its source's date.

    Where it names only years since which something has been so, those around it as well: it still is.
    """
    begun: list[str] = []
    for text in (_KNOWN_GAP.sub("", statement.text), *reversed(passage.headings), passage.provenance.as_of):
        if named := years(text):
            if begun or not _goes_on(text, named):
                return list(dict.fromkeys((*begun, *named)))
            begun = named
    return begun


def _goes_on(text: str, named: Sequence[str]) -> bool:
    """Whether all the years that `text` names are those since which something has been so."""
    return set(named) <= {year for match in _STILL.finditer(text) for year in years(match[0])}


def years_since(year: str, today: date) -> int:
    """How many years ago "2025" was; for an academic year, "2026-27", how many academic years. Below 0 in the future.

    >>> years_since("2025", date(2026, 3, 1)), years_since("2025-26", date(2026, 3, 1))
    (1, 0)
    """
    now = today.year if len(year) == _CALENDAR or today.month >= _TERM_STARTS else today.year - 1
    return now - int(year[:_CALENDAR])


def undated(text: str) -> str:
    """`text` without its years, and without what stands in brackets."""
    return re.sub(r"\(.*?\)|（.*?）|\b(?:19|20)\d\d(?:-\d\d)?\b|年度|年|entry|intake", " ", text)


def is_for(year: str, named: Sequence[str]) -> bool:
    """Whether a year that is asked for is among those that are `named`; an academic year by its first one, too.

    >>> is_for("2025-26", ["2025"]), is_for("2025", ["2025-26"]), is_for("2025-26", ["2026"])
    (True, True, False)
    """
    return year_is_named(year, named) or year[:_CALENDAR] in named


def fits_year(query: Query, statement: Statement, named: Sequence[str]) -> bool:
    """Whether a statement is about one of the years asked for."""
    if not query.years or any(is_for(year, named) for year in query.years):
        return True
    return says_unknown(statement) and not years(_KNOWN_GAP.sub("", statement.text))
