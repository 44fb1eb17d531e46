"""Right sentences made wrong in one way each, systematically: what a check of values must find out."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, permutations

from assistant.programmes import Catalogue

Corrupt = Callable[[str, Sequence[str], random.Random], Iterator[str]]

_CODE = r"(?<![A-Za-z\d])[A-Z]{2,5}-?\d{3,4}[A-Z]?(?!\d)"
_YEAR = r"(?<![\d.,$])(?:19|20)\d\d(?:[-/–]\d\d(?!\d|-))?(?![\d,]|\.\d)"
_FIGURE = r"(?<![\w.,/*-])\d[\d,]*(?:\.\d+)?(?:\*{1,2})?(?![\d*]|-\d|[A-Za-z])"
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)})(?= \d|,? 20)"
_HAN_MONTH = r"(?<=年)\d{1,2}(?=月)"
_DAY = rf"\b\d{{1,2}}(?= (?:{'|'.join(_MONTHS)}))|(?<=月)\d{{1,2}}(?=日)"
_PERSON = r"(?:Professor|Prof\.|Dr\.?|Mr|Ms) [A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}"
_VALUES = re.compile("|".join((_CODE, _YEAR, _FIGURE)))

# What is said of something, and what would be said of its opposite or of its neighbour; read in both directions.
OPPOSITES: Mapping[str, Sequence[tuple[str, ...]]] = {
    "local": [
        ("non-local", "local"),
        ("非本地", "本地"),
        ("mainland", "local"),
        ("內地", "本地"),
        ("international", "local"),
    ],
    "full-time": [("full-time", "part-time"), ("全日制", "兼讀制"), ("全日", "兼讀")],
    "per": [
        ("a year", "a unit", "a term", "a month"),
        ("per year", "per unit", "per term"),
        ("per unit", "per course"),
        ("each year", "each term"),
        ("每年", "每學期", "每學分", "每月"),
        ("每學分", "每科"),
        ("annual", "monthly"),
    ],
    "level": [
        ("undergraduate", "postgraduate"),
        ("Bachelor", "Master"),
        ("bachelor's", "master's"),
        ("MSc", "MPhil", "PhD"),
        ("BEng", "BSc"),
        ("學士", "碩士", "博士"),
        ("本科", "研究院"),
        ("taught", "research"),
        ("授課型", "研究式"),
        ("major", "minor"),
        ("主修", "副修"),
        ("double major", "minor"),
    ],
    "measure": [
        ("upper quartile", "lower quartile", "median", "mean"),
        ("上四分位數", "下四分位數", "中位數", "平均數"),
        ("minimum", "maximum"),
        ("最低", "最高"),
        ("applicants", "offers", "places"),
        ("申請人數", "取錄人數"),
        ("Band A", "Band B"),
        ("tuition", "hostel", "deposit"),
        ("學費", "宿費", "留位費"),
        ("weighting", "bonus"),
        ("first", "second", "last"),
        ("第一", "第二"),
        ("首年", "次年"),
        ("first-year", "second-year"),
        ("GPA", "IELTS"),
        ("students", "teachers"),
        ("學生", "教師"),
    ],
    "bound": [
        ("at least", "at most"),
        ("more than", "fewer than"),
        ("至少", "最多"),
        ("最少", "最多"),
        ("超過", "少於"),
        ("or above", "or below"),
        ("以上", "以下"),
        ("up to", "at least"),
        ("最多", "最少"),
    ],
    "time": [
        ("before", "after"),
        ("opened", "closed"),
        ("opens", "closes"),
        ("之前", "之後"),
        ("以前", "以後"),
        ("開始", "截止"),
        ("until", "from"),
        ("Monday", "Friday"),
        ("earlier", "later"),
        ("former", "present"),
        ("Term 1", "Term 2"),
        ("since", "until"),
        ("by", "after"),
    ],
    "route": [("non-JUPAS", "JUPAS"), ("非聯招", "聯招")],
    "subject": [
        ("Mathematics", "English", "Chinese", "Physics"),
        ("Chemistry", "Biology", "Physics"),
        ("數學", "英文", "中文", "物理"),
        ("化學", "生物", "物理"),
        ("英國語文", "中國語文"),
        ("M1", "M2"),
    ],
    "duty": [
        ("compulsory", "optional"),
        ("required", "optional"),
        ("必修", "選修"),
        ("必須", "可以"),
        ("須", "可"),
        ("must", "may"),
        ("required", "recommended"),
        ("prefers", "requires"),
        ("preferred", "required"),
        ("should", "must"),
        ("may", "must"),
        ("may", "will"),
        ("可能", "必定"),
        ("優先", "必須"),
        ("normally", "always"),
        ("一般", "一律"),
        ("need not", "must"),
        ("無須", "須"),
        ("cannot", "can"),
        ("不可", "可"),
        ("不能", "能"),
    ],
    "choice": [("or", "and"), ("或", "和"), ("either", "both")],
    "amount": [
        ("some", "all"),
        ("most", "all"),
        ("several", "all"),
        ("部分", "全部"),
        ("half", "all"),
        ("both", "either"),
        ("many", "few"),
        ("one of", "the best of"),
    ],
    "more": [
        ("higher", "lower"),
        ("raised", "lowered"),
        ("more", "fewer"),
        ("largest", "smallest"),
        ("highest", "lowest"),
        ("較高", "較低"),
        ("增加", "減少"),
        ("提高", "降低"),
        ("above", "below"),
        ("高於", "低於"),
        ("rises", "falls"),
        ("increase", "decrease"),
        ("longer", "shorter"),
        ("most", "least"),
    ],
    "with": [
        ("with", "without"),
        ("including", "excluding"),
        ("包括", "不包括"),
        ("same", "different"),
        ("相同", "不同"),
        ("設有", "不設"),
        ("有", "沒有"),
        ("accepted", "rejected"),
        ("accepts", "refuses"),
        ("接受", "不接受"),
        ("separate", "joint"),
        ("included", "excluded"),
        ("except", "including"),
        ("除外", "在內"),
    ],
    "unit": [
        ("years", "months"),
        ("HK$", "US$"),
        ("港幣", "人民幣"),
        ("units", "courses"),
        ("weeks", "days"),
        ("months", "weeks"),
        ("terms", "years"),
        ("million", "billion"),
        ("萬", "千"),
        ("hours", "days"),
    ],
    "role": [
        ("Dean", "Associate Dean"),
        ("院長", "副院長"),
        ("Chairman", "Vice-Chairman"),
        ("Vice-Chancellor", "Pro-Vice-Chancellor"),
        ("department", "faculty"),
        ("Department", "Faculty"),
        ("Director", "Chairman"),
        ("主任", "副主任"),
    ],
}
_ADDED = {
    "only": (("is ", "is only "), ("are ", "are only "), ("可", "只可"), ("有", "只有")),
    "not": (
        ("is ", "is not "),
        ("are ", "are not "),
        ("was ", "was not "),
        ("may ", "may not "),
        ("can ", "cannot "),
        ("has ", "has no "),
        ("offers ", "does not offer "),
        ("是", "不是"),
        ("可", "不可"),
        ("須", "無須"),
        ("設有", "沒有"),
        ("會", "不會"),
        ("採用", "不採用"),
    ),
}
_DENIALS = re.compile(
    r"\b(?:not|no|never|without|nor) |(?<=can)not\b|\bno longer |\bnon-"
    "|" + "不(?![同過少])|沒有|未有|未(?!來)|無須|無(?!論)|並非|非(?=本|聯)"
)
_LABELLED = re.compile(r"(?:— |[;；]\s?)(?P<label>[^;；:：—]{2,60})[:：]\s?(?P<value>[^;；。]+)")
_ONLY = re.compile(r"\bonly |只(?!要)|僅")
_BOUNDS = re.compile(
    r"\b(?:at least|at most|up to|more than|over|about|around|nearly|no more than|at a minimum|minimum|a maximum of) "
    r"| or (?:above|more|higher)|至少|最少|最多|不少於|超過|約|大約|或以上|以上|接近|逾"
)
_HEDGES = re.compile(r"\b(?:may|might|expected to|planned to) |可能|或會|預計")


def figures_replaced(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each figure by another of the sentence."""
    return _replaced(_FIGURE, text, text)


def figures_of_others(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each figure by one of another cited statement."""
    for other in told:
        yield from _replaced(_FIGURE, text, other)


def figures_swapped(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Two figures in each other's place."""
    return _swapped(_FIGURE, text)


def years_swapped(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Two years in each other's place."""
    return _swapped(_YEAR, text)


def years_replaced(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each year by another of what is cited."""
    return _replaced(_YEAR, text, " ".join((text, *told)))


def years_moved(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each year by the next one."""
    for match in re.finditer(_YEAR, text):
        first = int(match[0][:4]) + 1
        tail = f"-{(first + 1) % 100:02}" if len(match[0]) > 4 else ""
        yield text[: match.start()] + f"{first}{tail}" + text[match.end() :]


def codes_replaced(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each code by another of what is cited."""
    return _replaced(_CODE, text, " ".join((text, *told)))


def digits_changed(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """One digit of each figure, year and code changed."""
    for match in _VALUES.finditer(text):
        at = chance.choice([i for i, sign in enumerate(match[0]) if sign.isdigit()]) + match.start()
        yield text[:at] + chance.choice([digit for digit in "123456789" if digit != text[at]]) + text[at + 1 :]


def months_changed(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each month by another one."""
    for match in re.finditer(_MONTH, text):
        yield text[: match.start()] + chance.choice([m for m in _MONTHS if m != match[0]]) + text[match.end() :]
    for match in re.finditer(_HAN_MONTH, text):
        yield text[: match.start()] + str(int(match[0]) % 12 + 1) + text[match.end() :]


def days_replaced(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each day of a month by another of what is cited, or the next."""
    yield from _replaced(_DAY, text, " ".join((text, *told)))
    for match in re.finditer(_DAY, text):
        yield text[: match.start()] + str(int(match[0]) % 28 + 1) + text[match.end() :]


def persons_replaced(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each person by another of what is cited."""
    return _replaced(_PERSON, text, " ".join((text, *told)))


def negations_dropped(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each word that denies is left out."""
    return _dropped(_DENIALS, text)


def only_dropped(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each "only" is left out."""
    return _dropped(_ONLY, text)


def bounds_dropped(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each "at least", "about" is left out."""
    return _dropped(_BOUNDS, text)


def hedges_dropped(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Each "may", "normally" is left out."""
    return _dropped(_HEDGES, text)


def bounds_added(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """A bound before each figure that has none."""
    is_chinese = re.search(r"[\u3400-\u9fff]", text) is not None
    words = ("最多", "至少", "超過", "約") if is_chinese else ("at most ", "at least ", "more than ", "about ")
    for match in re.finditer(rf"(?:HK\$|港幣)?{_FIGURE}", text):
        if not _BOUNDS.search(text[max(0, match.start() - 14) : match.end() + 10]):
            yield text[: match.start()] + chance.choice(words) + text[match.start() :]


def adding(kind: str) -> Corrupt:
    """A word that turns the sentence round or narrows it, at the first place for it."""

    def corrupt(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
        for before, after in _ADDED[kind]:
            if (at := text.find(before)) >= 0 and not _DENIALS.search(text[max(0, at - 8) : at + 8]):
                yield text[:at] + after + text[at + len(before) :]

    return corrupt


def opposing(kind: str) -> Corrupt:
    """A word by its opposite or its neighbour, wherever it stands first."""

    def corrupt(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
        for group in OPPOSITES[kind]:
            for one, other in permutations(group, 2):
                latin = one[-1].isascii() and one[-1].isalpha()
                before = r"(?<![A-Za-z-])" if latin else r"(?<![非副不沒])" if not one.startswith("%") else ""
                found = re.search(rf"{before}{re.escape(one)}" + (r"(?![A-Za-z])" if latin else ""), text)
                if found:
                    yield text[: found.start()] + other + text[found.end() :]

    return corrupt


def labels_swapped(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Two labels of a row in each other's place, where their values differ."""
    parts = [part for part in _LABELLED.finditer(text) if part["label"] != "moreover"]
    for one, other in pairwise(parts):
        if one["value"] != other["value"]:
            between = text[one.end("label") : other.start("label")]
            yield text[: one.start("label")] + other["label"] + between + one["label"] + text[other.end("label") :]


def programmes_replaced(catalogue: Catalogue) -> Corrupt:
    """The name of each programme by that of another that is cited, or of the next in the catalogue."""

    def corrupt(text: str, told: Sequence[str], chance: random.Random) -> Iterator[str]:
        def spelt(programme_id: str, like: str) -> list[str]:
            programme = catalogue.by_id(programme_id)
            names = programme.names
            if re.fullmatch(r"JS\d{4}", like):
                return [programme.code] if programme.code else []
            latin = [names.en, *(alias for alias in programme.aliases if alias.isascii())]
            is_short = len(like) <= 8
            return [n for n in (latin if like.isascii() else [names.zh_hant]) if (len(n) <= 8) == is_short][:1]

        cited = [p.id for p in catalogue.named_in(" ".join((text, *told)))]
        order = [p.id for p in catalogue.programmes]
        for programme in catalogue.named_in(text):
            names = {programme.names.en, programme.names.zh_hant, programme.code, *programme.aliases} - {""}
            for name in sorted(names, key=len, reverse=True):
                if not (found := re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text)):
                    continue
                others = [*(p for p in cited if p != programme.id), order[(order.index(programme.id) + 1) % len(order)]]
                for other in others[:3]:
                    for new in spelt(other, name):
                        yield text[: found.start()] + new + text[found.end() :]

    return corrupt


def kinds(catalogue: Catalogue) -> dict[str, Corrupt]:
    """Every way of making a sentence wrong, by its name."""
    return {
        "figure of the sentence": figures_replaced,
        "figure of another": figures_of_others,
        "figures swapped": figures_swapped,
        "years swapped": years_swapped,
        "year of what is cited": years_replaced,
        "next year": years_moved,
        "code": codes_replaced,
        "digit": digits_changed,
        "month": months_changed,
        "day": days_replaced,
        "person": persons_replaced,
        "programme": programmes_replaced(catalogue),
        "labels swapped": labels_swapped,
        "negation dropped": negations_dropped,
        "only dropped": only_dropped,
        "bound dropped": bounds_dropped,
        "hedge dropped": hedges_dropped,
        "bound added": bounds_added,
        **{f"{kind} added": adding(kind) for kind in _ADDED},
        **{f"opposite: {kind}": opposing(kind) for kind in OPPOSITES},
    }


def corrupted(text: str, told: Sequence[str], corrupt: Corrupt, chance: random.Random) -> list[str]:
    """The wrong sentences of one kind, once each; `told` are the statements that are cited."""
    return [wrong for wrong in dict.fromkeys(corrupt(text, told, chance)) if wrong != text]


def _replaced(pattern: str, text: str, others: str) -> Iterator[str]:
    values = list(dict.fromkeys(match[0] for match in re.finditer(pattern, others)))
    for match in re.finditer(pattern, text):
        for other in values:
            if other.replace(",", "") != match[0].replace(",", ""):
                yield text[: match.start()] + other + text[match.end() :]


def _swapped(pattern: str, text: str) -> Iterator[str]:
    found = list(re.finditer(pattern, text))
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            if one[0].replace(",", "") != other[0].replace(",", ""):
                yield text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def _dropped(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        yield text[: match.start()] + text[match.end() :]
