"""What a programme is called: its names, other ways of saying them, and patterns that find them in a text."""

import re
from collections.abc import Iterable

from assistant.domain import Programme
from assistant.language import content_tokens

_HAN = "㐀-鿿"
_MASTER_OF = re.compile(r"MSc (?:in )?([A-Z].*)")
# Words of a name of several and how they are shortened in talk ("maths and info engineering").
_SHORTENED = (("Mathematics", ("maths", "math")), ("Information", ("info",)))
_CHINESE_MASTER = re.compile("(.+)理(?:學碩士|学硕士)")
# What may be left off the end of a name in talk, where two fields are joined in what is left ("energy and
# environmental") or, in Chinese, three signs or more are left (計算機); on folded text.
_LEFT_OFF = re.compile(r"(?: and)? (?:engineering|technolog(?:y|ies)|science)$|(?:工程学|工程|科学|技术|(?<=人)学)$")
_JOINED = re.compile(f"[a-z] and [a-z]|[{_HAN}]{{3}}")
_HAN_AND, _OTHERS_FOR_AND = "与", "及和同跟、&"
_TELLING = re.compile(r"[与及和同跟、&a-z\d]|硕士")
_FOLDED_MASTER = re.compile("(.+?)(?:理学)?硕士")
# What stands right before a name of two small letters, where it is no word between others ("the fee, ie tuition").
_BEFORE_A_NAME = (
    "of|for|in|into|to|about|from|at|the|my|your|our|do|does|did|is|are|was|can|with|and|or|vs|than|study|studying|take"
)
_CODE = re.compile(r"[a-z]+(\d{4,})")


def all_names(programme: Programme) -> set[str]:
    """The names, aliases and code of a programme as the catalogue writes them."""
    names = programme.names
    return {names.en, names.zh_hant, names.zh_hans, *programme.aliases, *([programme.code] if programme.code else [])}


def said_as(programme: Programme) -> set[str]:
    """What a programme is called, with other ways of saying it: "Robotics MSc", 機械人學碩士, "info engineering"."""
    names = all_names(programme)
    for word, shortened in _SHORTENED:
        names |= {name.replace(word, short) for name in names if " " in name for short in shortened}
    subjects = {match[1] for name in names if (match := _MASTER_OF.fullmatch(name))}
    forms: tuple[str, ...] = (
        "MSc in {}",
        "MSc {}",
        "{} MSc",
        "master in {}",
        "masters in {}",
        "master's in {}",
        "master of {}",
    )
    forms += ("{} master", "{} masters", "{} master's", "master of science in {}", "master's degree in {}")
    forms += ("{}碩士", "{} 碩士", "{}嘅碩士", "{}的碩士")
    masters = {f"{match[1]}碩士" for name in names if (match := _CHINESE_MASTER.fullmatch(name))}
    return names | masters | {form.format(subject) for subject in subjects for form in forms}


def loosely(name: str) -> set[str]:
    """What a folded name is called in a question: without its general end, with other joining words, "MSc 機械人".

    A code is called by its digits alone.
    """
    if code := _CODE.fullmatch(name):
        return {code[1]}
    master = _FOLDED_MASTER.fullmatch(name)
    shorter = [master[1] if master else name]
    while (rest := _LEFT_OFF.sub("", shorter[-1])) != shorter[-1] and (master or _JOINED.search(rest)):
        shorter.append(rest)
    forms = (
        ("{}硕士", "{}理学硕士", "{}msc", "{} msc", "msc {}", "msc{}", "{}嘅msc", "{}的硕士", "{}嘅硕士")
        if master
        else ("{}",)
    )
    joined = {each.replace(_HAN_AND, sign) for each in shorter for sign in _HAN_AND + _OTHERS_FOR_AND}
    return {form.format(each) for each in joined for form in forms}


def is_bare(loose: str) -> bool:
    """Whether a loose name is a single field, which beside another name may be an ordinary word (計算機)."""
    return _TELLING.search(loose) is None


def any_name(keys: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the names as whole words, the longest first; Chinese names anywhere."""
    longest_first = sorted(set(keys), key=lambda key: (-len(key), key))
    whole_words = (
        ("" if re.match(f"[{_HAN}]", key) else r"(?<![A-Za-z0-9$.,])" if key[:1].isdigit() else r"(?<![A-Za-z0-9])")
        + re.escape(key)
        + ("" if re.search(f"[{_HAN}]$", key) else r"(?![A-Za-z0-9])")
        for key in longest_first
    )
    return re.compile("|".join(whole_words) or r"(?!)")


def short_names(programmes: Iterable[Programme], institution: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Matches a name of two capitals; two of them that are joined in small letters, "ee and ie"; one in small letters.

    The last one only where it can hardly be another word: at the beginning or the end, after "of", a year, a Chinese
    sign or what the `institution` is called, or before one.
    """
    names = sorted({name for each in programmes for name in all_names(each) if re.fullmatch("[A-Z]{2}", name)})
    short = "|".join(names) or "(?!)"
    either = short.lower()
    joined = rf"(?<![\w.])(?:{either})(?: (?:and|or|vs\.?|versus|to|than) |, ?| ?[/&] ?)(?:{either})(?![\w.])"
    small = "|".join(name.lower() for name in names if content_tokens(name)) or "(?!)"  # "it" and "is" are other words
    called = "|".join(map(re.escape, filter(str.isascii, institution))) or "(?!)"
    before = rf"(?:^|\b(?i:{_BEFORE_A_NAME}|{called}|\d+) |[{_HAN}] ?)"
    alone = rf"{before}(?:{small})(?![\w.'])(?!, )|(?<![A-Za-z\d.'])(?:{small})(?=\W*$| ?[{_HAN}])"
    return re.compile(rf"(?<![A-Za-z])({short})(?![A-Za-z])"), re.compile(joined), re.compile(alone)
