"""What a question that a model wrote adds to what was said before: values, a denial, a stress, markup."""

import re
from collections.abc import Sequence

from assistant.grounding.claims import claims_of
from assistant.grounding.numbers import CURRENCIES, Quantity
from assistant.grounding.plain import plain
from assistant.grounding.polarity import denies, stressed
from assistant.programmes import Catalogue

# A Chinese question offers both sides: 有沒有, 要不要, 係唔係.
_EITHER = re.compile(r"([\u4e00-\u9fff])[不没唔未]\1|有[冇无]|是否|能否|可否|系咪|\bwhether or not\b")

# What a plain question has no need of: markup, addresses, fences, several lines in one.
_MARKUP = re.compile(
    r"[<>\[\]{}|`_#\\⟦⟧@]|(?<![\d*])\*|://|\bwww\.|\b[\w-]+\.(?:com|org|net|example|io|hk|cn)\b", re.IGNORECASE
)


def adds(text: str, known: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether `text` names a programme, year, date, time, code or figure that none of the `known` texts names."""
    new, old = claims_of(text, catalogue), [claims_of(each, catalogue) for each in known]
    said = [q for each in old for q in (*(figure.quantity for figure in each.figures), *each.weak)]
    named = {name for each in old for name in (*each.programmes, *each.years, *each.codes, *each.days, *each.times)}
    return not all(_is_told(figure.quantity, said) for figure in new.figures) or not named.issuperset(
        (*new.programmes, *new.years, *new.codes, *new.days, *new.times)
    )


def _is_told(quantity: Quantity, said: Sequence[Quantity]) -> bool:
    """Whether some quantity that was said is the same; an amount of money only as one of that currency."""
    is_money = quantity.unit in CURRENCIES
    return any(quantity.is_as(other) and (not is_money or quantity.unit == other.unit) for other in said)


def denies_something(question: str) -> bool:
    """Whether a question denies something; not where it leaves it open.

    >>> [denies_something(each) for each in ("Is it not accredited?", "AIST 有沒有面試？", "AIST 不設面試？")]
    [True, False, True]
    """
    return denies(_EITHER.sub(" ", plain(question)))


def stresses_more(question: str, known: Sequence[str]) -> bool:
    """Whether a question says "only", "the best" and the like, and the `known` texts do not.

    >>> stresses_more("Why is AIST the most popular?", ["AIST has 30 places."])
    True
    """
    return bool(stressed(plain(question), plain("; ".join(known))))


def has_markup(question: str) -> bool:
    """Whether a question holds an address, or signs that a plain one has no need of; a grade such as 5** is none.

    >>> [has_markup(each) for each in ("Is 5** enough?", "**Fee?**", "See evil.example?", "<b>Fee?</b>")]
    [False, True, True, True]
    """
    return _MARKUP.search(question) is not None
