"""Whether an answer holds what a case expects, by its words alone: no model judges."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.evaluation.case import Case
from assistant.evaluation.records import FoundFact, Verdict

REFUSAL = "@refusal"
_AND = " && "
_SHORT_WORD, _LONG_ACRONYM = 3, 6
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3001\u3002"
_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _rule(pattern: str, by: str | Callable[[re.Match[str]], str], flags: int = 0) -> _Rule:
    return re.compile(pattern, flags), by


_FOOTNOTES = (
    _rule("[\u00b9\u00b2\u00b3\u2070-\u2079\u2080-\u2089]", ""),
    _rule("[\u2460-\u24ff\u2776-\u2793]", " "),
)
# Emphasis goes, the HKDSE grades 5* and 5** stay: a star that closes or opens a pair may not touch a digit from behind.
_BOLD = _rule(r"(?<![\d*])\*{2}(?![\s*])([^\n]+?)(?<!\s)\*{2}(?!\*(?:[^*]|\Z))", r"\1")
_ITALIC = _rule(r"(?<![\w*])\*(?![\s*\d.])([^\n*]+?)(?<![\s*])\*(?!\*)", r"\1")
_MARKDOWN = (
    _rule(r"!?\[([^]\n]*)]\((?:\([^()]*\)|[^\s()])*\)", r"\1"),
    _rule(r"^\s{0,3}#{1,6}\s+", "", re.MULTILINE),
    _rule("^\\s*(?:[*+\u2022\u00b7\u2023-]|[1-9][.)\u3001])\\s+", "", re.MULTILINE),
    _rule("`", ""),
    _rule(r"\\\*", "*"),
    *(_BOLD, _ITALIC) * 2,
)
_WEB_ADDRESS = _rule("(?:https?://|www\\.)[^\\s<>()\\[\\]\u3000-\u303f\uff00-\uffef]+", " ", re.IGNORECASE)
_THIN_SPACE = _rule("[\u2009\u202f](?=\\d{3})", "")
_SIGNS = (
    _rule("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]", "-"),
    _rule("[\u2018\u2019\u02bc\u00b4]", "'"),
    _rule('["\u201c\u201d\u3008-\u300b\u300c-\u300f\u3010\u3011]', ""),
    _rule("[:|()\\[\\]{}=<>\u2264\u2265\u3000]", " "),
)
_NUMBERS = (
    _rule(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)", lambda found: found[0].replace(",", "")),
    _rule(r"(?<![\d.])\d+\.\d*0(?![\d.])", lambda found: found[0].rstrip("0").rstrip(".")),
    _rule("(?<![a-z])[*x\u00d7\u2217\u2573\u2715\u2716\u2a2f]\\s*(?=\\d)", "\u00d7"),
    _rule("(?<=\\d)\\s*[\u00d7\u2217\u2715\u2716](?![a-z0-9])", "\u00d7"),
    _rule(r"(?<=\d)\s*x(?![a-z0-9])", "\u00d7"),
    _rule(r"(?<=\d)\*+", lambda found: "\u00d7" * len(found[0])),
)
_SPACES = (_rule(r"\s+", " "), _rule(f"(?<=[{_CJK}]) | (?=[{_CJK}])", ""))


def _apply(rules: Sequence[_Rule], text: str) -> str:
    for pattern, by in rules:
        text = pattern.sub(by, text)
    return text


def normalise(text: str, *, keep_addresses: bool = False, is_markdown: bool = True) -> str:
    """The form in which an answer and an alternative are compared: same words, same figures, no layout.

    Footnote digits, Markdown, quotation marks and, unless `keep_addresses`, web addresses go; widths, case and dashes
    are folded; numbers lose thousands separators and trailing zeros; every sign for "times" beside a digit (and so the
    stars of HKDSE grades) becomes one; spaces are kept only where they part words in Latin script. `is_markdown` is
    False for an alternative, in which a star is a grade.

    >>> normalise("**47,000** dollars – 3.50", is_markdown=True), normalise("1 月 31 日，Level 5**")
    ('47000 dollars - 3.5', '1月31日,level 5××')
    """
    text = _apply(_FOOTNOTES, text)
    if is_markdown:
        text = _apply(_MARKDOWN, text)
    if not keep_addresses:
        text = _apply((_WEB_ADDRESS,), text)
    text = unicodedata.normalize("NFKC", _apply((_THIN_SPACE,), text)).casefold()
    return _apply((*_SIGNS, *_NUMBERS, *_SPACES), text).strip()


@dataclass(frozen=True, slots=True)
class Comparable:
    """A text made ready for comparing, without its web addresses and with them."""

    words: str
    with_addresses: str


@lru_cache(maxsize=16384)
def comparable(text: str) -> Comparable:
    """`text`, ready for comparing."""
    return Comparable(normalise(text), normalise(text, keep_addresses=True))


def _folded(wanted: str) -> str:
    return normalise(wanted, keep_addresses=True, is_markdown=False)


def _pattern(wanted: str) -> re.Pattern[str] | None:
    """What finds `wanted` in a normalised text as whole numbers and from the start of a word; None for nothing."""
    folded = _folded(wanted)
    if not folded:
        return None
    first, last = folded[0], folded[-1]
    before = after = ""
    if first.isdigit():
        before = r"(?<!\d)(?<!\d\.)"
    elif "a" <= first <= "z":
        before = "(?<![a-z])"
    if last.isdigit():
        is_level_five = last == "5" and not re.search(r"[\d.]5$", folded)  # 5 is not 5* or 5**
        after = r"(?!\d)(?!\.\d)" + ("(?!\u00d7)" if is_level_five else "")
    elif last == "\u00d7":
        after = "(?!\u00d7)"
    elif "a" <= last <= "z" and _ends_with_its_word(wanted):
        after = "(?![a-z])"
    return re.compile(before + re.escape(folded) + after)


def _ends_with_its_word(wanted: str) -> bool:
    """Whether the last word may not go on: a short one or an acronym; others are stems (accredit, accreditation)."""
    found = re.search(r"[A-Za-z]*$", unicodedata.normalize("NFKC", wanted).strip())
    word = found[0] if found else ""
    return len(word) <= _SHORT_WORD or (word.isupper() and len(word) <= _LONG_ACRONYM)


def _is_address(wanted: str) -> bool:
    return "@" not in wanted and re.search(r"\.[a-z]{2,}(?:/|$)", wanted.casefold()) is not None


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of an alternative: what finds it (nothing does where it is empty), and in which form of a text.

    Most texts are told at once not to have it, for they do not have its `letters` in a row.
    """

    letters: str
    pattern: re.Pattern[str] | None
    is_refusal: bool
    is_address: bool

    def is_in(self, words: str) -> bool:
        """Whether a normalised text holds it."""
        return self.pattern is not None and self.letters in words and self.pattern.search(words) is not None


@lru_cache(maxsize=65536)
def _parts(alternative: str) -> tuple[_Part, ...]:
    wanted = [part.strip() for part in alternative.split(_AND)]
    return tuple(_Part(_folded(part), _pattern(part), part == REFUSAL, _is_address(part)) for part in wanted)


def holds(text: Comparable, alternative: str, *, refused: bool = False) -> bool:
    """Whether `text` holds all parts of an alternative; "@refusal" is held by what is `refused`.

    >>> holds(comparable("The median was 52.375."), "52.375"), holds(comparable("152.375"), "52.375")
    (True, False)
    >>> holds(comparable("31 Jan 2027"), "31 jan && 2027"), holds(comparable("Level 5**"), "level 5")
    (True, False)
    """
    for part in _parts(alternative):
        if part.is_refusal:
            if not refused:
                return False
        elif not part.is_in(text.with_addresses if part.is_address else text.words):
            return False
    return True


def is_usable(alternative: str) -> bool:
    """Whether every part of an alternative says something that a text could hold.

    >>> is_usable("31 jan && 2027"), is_usable("( ) && 5")
    (True, False)
    """
    return all(part.is_refusal or part.pattern is not None for part in _parts(alternative))


def held_facts(case: Case, text: Comparable) -> tuple[int, ...]:
    """The indexes of the case's facts of which `text` holds an alternative; a refusal is never held by a text."""
    return tuple(i for i, fact in enumerate(case.facts) if any(holds(text, wanted) for wanted in fact.any_of))


def judge(case: Case, answer: str, *, refused: bool) -> tuple[Verdict, tuple[FoundFact, ...], tuple[str, ...]]:
    """The verdict on `answer`, the alternative found for each fact, and the forbidden strings that it holds.

    Right: an alternative of every fact occurs and nothing forbidden does. Else a refusal is missing, anything else
    wrong, as in CRAG (Yang et al. 2024), where a missing answer is better than a wrong one; a refusal that says what is
    forbidden, or that somehow is none of the refusals wanted, is wrong.
    """
    text = comparable(answer)
    found = tuple(
        FoundFact(fact.any_of, next((wanted for wanted in fact.any_of if holds(text, wanted, refused=refused)), ""))
        for fact in case.facts
    )
    said = tuple(wanted for wanted in case.forbid if holds(text, wanted, refused=refused))
    if found and all(fact.matched for fact in found) and not said:
        return Verdict.RIGHT, found, said
    return (Verdict.MISSING if refused and not said else Verdict.WRONG), found, said
