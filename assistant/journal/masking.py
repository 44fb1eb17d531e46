"""Personal particulars out of what visitors type: e-mail addresses, telephone, identity, bank and card numbers.

Patterns of our own: the libraries that find telephone numbers know no context, so that "2025 2026" is a Hong Kong
number to them, and those that find names bring language models of some hundred megabytes.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

_Found = Iterator[tuple[int, int]]
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_LONGEST = 64  # signs of a part of an address (RFC 5321)
_GONE = "\0"

_AT = r"(?:@|\s?[(\[]\s?at\s?[)\]]\s?)"
_DOT = r"(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)"
_EMAIL = re.compile(
    rf"(?:[a-z0-9._%+'-]{{1,{_LONGEST}}}|[^\Wa-z0-9_]{{1,{_LONGEST}}}){_AT}"
    rf"(?:[a-z0-9-]{{1,{_LONGEST}}}(?:{_DOT}[a-z0-9-]{{1,{_LONGEST}}})+|[\w-]{{1,{_LONGEST}}}(?:{_DOT}[\w-]{{1,{_LONGEST}}})+)"
    r"|(?<![a-z0-9])[a-z0-9._+-]{1,64} at [a-z0-9-]{1,63}(?: dot [a-z0-9-]{1,63})+",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}\d\d(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,4})?", re.IGNORECASE)
_SHORTEST_IBAN, _ALL_RIGHT = 15, 1
_CARD = re.compile(r"(?<![\d.,])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{5})(?!\d)")
# One or two letters and six digits or more: HKID, and the passports of most countries. HK and US are currencies here.
_IDENTITY = re.compile(
    r"(?<![a-z0-9])(?!hk|us)[a-z]{1,2}(?:\d{6,9}(?:\s?\([\da]\)|a\b|(?![\da-z]|[.,]\d))|[ -]?\d{6}[ -]?\([\da]\)"
    r"|[ -]\d{6}[ -][\da](?![\da-z])"
    r"|\d{3} ?\d{3} ?\([\da]\))",
    re.IGNORECASE,
)
_SAID_IDENTITY = re.compile(
    r"(?:passport|hkid|\bid (?:card|number|no)|identity (?:card|number)|student (?:id|number)|\bsid\b"
    r"|護照|护照|身份證|身份证|身分證|回鄉證|回乡证|通行證|通行证|學生證|学生证|學號|学号)"
    r"[^0-9a-z\0]{0,8}(?:(?:numbers?|no|is|card|my|was|係|是|號碼|号码)[^0-9a-z\0]{1,4}){0,3}"
    r"((?=[a-z]{0,4}[ -]?\d{5})[a-z]{0,4}[ -]?[\d-]{5,18}[a-z]?(?:\([\da]\))?)(?![a-z])",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![a-z\d.,])\+\d(?:[ ().-]{0,2}\d){6,14}(?!\d)"
    r"|(?<![\d.,$])00 ?[1-9](?:[ ().-]{0,2}\d){7,14}(?!\d)"
    r"|(?<![\d.,])(?:\(85[23]\)|85[23])[ -]?[2-9]\d{3}[ -]?\d{4}(?!\d)"
    r"|(?<![\d.,])(?:86[ -]?)?1[3-9]\d[ -]\d{4}[ -]\d{4}(?!\d)"
    r"|(?<![\d.,])(?:\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}([-.])\d{3}\1\d{4})(?!\d)"
    r"|(?<![\d.,])(?:\(0\d{2,4}\)|0\d{2,4})[ -]\d{3,4}[ -]?\d{3,4}(?!\d)",
    re.IGNORECASE,
)
_EIGHT_DIGITS = re.compile(r"(?<![a-z\d.,])([2-9]\d{3})([ -]?)(\d{4})(?!\d|[.,]\d|-\d)", re.IGNORECASE)
_SAID_PHONE = re.compile(
    r"(?:\bphone|telephone|\btel\b|\btel(?=\d)|mobile|whats ?app|we ?chat|signal|\bcall|\bdial|\bring|\btext|\bfax"
    r"|電話|电话|手機|手机|致電|致电|打俾|打給|打给|微信|傳真|传真)[^\d$\0]{0,14}"
    r"([2-9+(]\+?(?:[ ().-]{0,2}\d){6,14}(?!\d))",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{9,}x?(?![\d]|[.,]\d)", re.IGNORECASE)

_YEAR = re.compile(r"(?:19|20)\d\d")
_SPAN = re.compile(r"(?:19|20)\d\d-(?:(?:19|20)\d\d|\d\d)(?!\d)")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_MONEY_BEFORE = re.compile(r"(?:[$¥£€]|\b(?:hkd|usd|rmb|cny|hk|us)|港幣|港币|人民幣|人民币) ?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r" ?(?:元|蚊|dollars|hkd|港元|港幣|港币|rmb)", re.IGNORECASE)
_CODE_BEFORE = re.compile(r"(?:[A-Z]{4}|JS) ?$")


def masked(text: str) -> str:
    """`text` with personal particulars replaced by what they are, such as "[phone]"; the rest stays as it was typed.

    Codes of programmes and courses, years, fees and scores are left alone. Invisible characters are dropped. Masking
    what is masked changes nothing.

    >>> masked("I am a@b.hk, ９１２３４５６７, A123456(7): is JS4468 HK$47,000 in 2026-27?")
    'I am [e-mail], [phone], [identity number]: is JS4468 HK$47,000 in 2026-27?'
    """
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    read = "".join(map(_plain_sign, text))
    pieces: list[tuple[int, int, str]] = []
    for label, find in _FINDERS:
        for start, end in find(read):
            pieces.append((start, end, label))
            read = f"{read[:start]}{_GONE * (end - start)}{read[end:]}"
    for start, end, label in sorted(pieces, reverse=True):
        text = f"{text[:start]}[{label}]{text[end:]}"
    return text


def _plain_sign(sign: str) -> str:
    """One sign for one: full-width and other digits, letters and dashes as their plain form."""
    plain = unicodedata.normalize("NFKC", sign).translate(_DASHES)
    return plain if len(plain) == 1 else sign


def _matches(pattern: re.Pattern[str], group: int = 0) -> Callable[[str], _Found]:
    """Where a group of a pattern stands: the first where the words before it say what it is."""
    return lambda text: (match.span(group) for match in list(pattern.finditer(text)))


def _ibans(text: str) -> _Found:
    """What begins like an IBAN and has its check digits (ISO 7064, mod 97-10), without the words after it."""
    for match in list(_IBAN.finditer(text)):
        for end in range(match.end(), match.start() + _SHORTEST_IBAN - 1, -1):
            number = re.sub("[ -]", "", text[match.start() : end]).upper()
            turned = "".join(str(int(sign, 36)) for sign in number[4:] + number[:4])
            is_whole = not text[end : end + 1].isalnum() and text[end - 1].isalnum()
            if len(number) >= _SHORTEST_IBAN and is_whole and int(turned) % 97 == _ALL_RIGHT:
                yield match.start(), end
                break


def _cards(text: str) -> _Found:
    """Numbers in the groups of a card; a list of years is none."""
    for match in list(_CARD.finditer(text)):
        if not all(_YEAR.fullmatch(group) for group in re.split("[ -]", match[0])):
            yield match.span()


def _phones(text: str) -> _Found:
    """Numbers in a form that only telephones have, here or elsewhere."""
    return (match.span() for match in list(_PHONE.finditer(text)) if not _is_money(text, match))


def _eight_digits(text: str) -> _Found:
    """Numbers that a telephone in Hong Kong may have, unless what is around them says otherwise."""
    for match in list(_EIGHT_DIGITS.finditer(text)):
        if not (_is_money(text, match) or _is_a_subject(text, match)):
            yield match.span()


def _said_phones(text: str) -> _Found:
    for match in list(_SAID_PHONE.finditer(text)):
        if not _SPAN.match(match[1]):
            yield match.span(1)


def _is_money(text: str, match: re.Match[str]) -> bool:
    return bool(_MONEY_BEFORE.search(text, 0, match.start()) or _MONEY_AFTER.match(text, match.end()))


def _is_a_subject(text: str, match: re.Match[str]) -> bool:
    """Whether eight digits are what people ask here: years, a day, a year and a number, a range, two codes."""
    first, gap, second = match.groups()
    if gap:
        are_codes = first[0] == second[0] == "4" or _CODE_BEFORE.search(text, 0, match.start())
        is_range = gap == "-" and first.endswith("00") and second.endswith("00")
        return bool(_YEAR.fullmatch(first) or are_codes or is_range)
    return bool(_DAY.fullmatch(first + second) or (_YEAR.fullmatch(first) and _YEAR.fullmatch(second)))


def _long_numbers(text: str) -> _Found:
    """Numbers too long for anything that is asked here: of students, passports, identity cards, accounts."""
    for match in list(_LONG_NUMBER.finditer(text)):
        if not _is_money(text, match):
            yield match.span()


# In this order: what one has found, the next ones do not see.
_FINDERS: tuple[tuple[str, Callable[[str], _Found]], ...] = (
    ("e-mail", _matches(_EMAIL)),
    ("IBAN", _ibans),
    ("card number", _cards),
    ("identity number", _matches(_SAID_IDENTITY, 1)),
    ("phone", _said_phones),
    ("identity number", _matches(_IDENTITY)),
    ("phone", _phones),
    ("phone", _eight_digits),
    ("number", _long_numbers),
)
