"""English, Traditional and Simplified Chinese: which one a text is in, and its words as both searches compare them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import opencc
import Stemmer

from assistant.domain import Language

# Texts whose words are kept: those of an index are compared again with every question.
_REMEMBERED = 20_000
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_LATIN_WORD = re.compile(r"[a-z0-9][a-z0-9*+#/&]*(?:[.'’-][a-z0-9*+#]+)*")
_PIECE = re.compile(f"(?P<han>[{_HAN}]+)|(?P<latin>{_LATIN_WORD.pattern})")
_RARE_THAT = "\U00020bb6"  # what OpenCC makes of the Cantonese 嗰 (that): a sign that is in no range of Han signs here
_YEAR_SPAN = re.compile(r"\b((?:19|20)\d\d)\s?[/–—-]\s?((?:20)?\d\d)\b")
_HAN_YEAR = re.compile("[一二][九〇零][〇零一二三四五六七八九]{2}(?=年(?!代)|至|－|-)")  # 二〇二四年
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_FIGURE = re.compile(r"(?<![a-z0-9])\d")
_NUMBER_WORD = re.compile(  # 一個 and "one" are mostly an article
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|[两二三四五六七八九十百]+(?:个|科|项|年|次|期|种|位|间|门|级|名|所|份|封|轮|组|届|学期|学分|小时|人)"
)
_MONTH = r"(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b)"
_DAY = re.compile(
    r"\d{1,2} ?月(?: ?\d{1,2} ?[日号])?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b"
)
_YEAR = re.compile(r"(?<![a-z\d.])((?:19|20)\d\d)(?:-(20)?(\d\d))?(?![\d.]*\d)")

_ENGLISH_STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being between but by can
    could did do does doing down during each else ever few for from further get gets give given had has have having he
    her here hers him his how i if in into is it its itself just kind know let lets like many may me might more most much my
    need no nor not now of off on once only or other our ours out over own please same shall she should so some such
    tell than that the their theirs them then there these they this those through to too under until up us very want
    was we were what when where which while who whom whose why will with would yes you your yours thanks thank hi hello
    say says said mean there's what's it's i'm i'd
    able anyone anything currently exactly find got hey interested looking lot love mean never ok okay people possible
    question really someone something thing think understand use way wonder wondering take takes took part kind sort
    many often one student students going go still study studying
    son daughter child kid kids parent roughly dont im ive thats whats probably maybe bit stand
    actually honestly basically literally nowadays present presently current besides moment currently
    don't doesn't didn't won't can't cannot couldn't wouldn't isn't aren't wasn't weren't haven't hasn't""".split()
)
# Traditional, Simplified and Cantonese alike: they are folded to one script before they are compared. Single signs only
# where they hardly ever stand within a word: 會計 and 日期 are words.
_CHINESE_STOP_WORDS = """
    請問 我想 想知道 知道 想問 告訴 介紹一下 一下 甚麼 什麼 乜嘢 乜野 哪些 哪個 哪一 邊個 邊啲 如何 怎樣 怎麼 點樣 點解 多少 幾多 幾個
    是不是 係咪 是否 有沒有 有冇 有無 可不可以 可唔可以 可以 能不能 能否 需唔需要 需要 應該 呢個 嗰個 我們 你們 他們 佢哋 我哋 你哋 自己
    如果 因為 所以 什麼時候 為什麼 為甚麼 幾時 何時 大概 一般 孩子 女兒 兒子 阿仔 阿女 小朋友 準備 時候 通過 比較 目前 現在 而家 哪裡 邊度
    什麼樣 今年 請你 是什麼 之後 之前 其他 有咩 有什麼 有哪些 要不要 不算 一共 總共 學生 同學 讀書
    嗎 呢 呀 啊 吧 嘅 咗 緊 係 是 的 了 喺 冇 和 與 及 或 對 把 被 俾 從 我 你 他 她 它 佢 這 那 些 啲 嚟 之 乜 咩 咁 喇 㗎 啦 喎 唔 哋 很 也
    都 就 讀 請 問 說 講 話 想 要 有 幾 個 揀 睇 收 年 嗰""".split()


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@cache
def _chinese_stop_phrases() -> re.Pattern[str]:
    folded = dict.fromkeys(fold(phrase) for phrase in _CHINESE_STOP_WORDS)
    return re.compile(r"(?<=\d)[年月日号]|" + "|".join(map(re.escape, sorted(folded, key=len, reverse=True))))


def detect(text: str) -> Language:
    """The language that `text` is written in.

    It is Chinese when it has at least as many Han characters as Latin words, or no word that makes an English sentence.
    Chinese that reads the same in both scripts counts as Traditional, the script of Hong Kong.

    >>> detect("What is the median of 人工智能?"), detect("bme M1 M2同core math 計邊科"), detect("学费是多少")
    (<Language.EN: 'en'>, <Language.ZH_HANT: 'zh-Hant'>, <Language.ZH_HANS: 'zh-Hans'>)
    """
    han = "".join(_HAN_RUN.findall(text))
    latin = _LATIN_WORD.findall(text.lower())
    if not han or (len(han) < len(latin) and not _ENGLISH_STOP_WORDS.isdisjoint(latin)):
        return Language.EN
    changed_by_simplifying = sum(a != b for a, b in zip(han, _to_simplified().convert(han), strict=False))
    changed_by_complicating = sum(a != b for a, b in zip(han, _to_traditional().convert(han), strict=False))
    return Language.ZH_HANS if changed_by_complicating > changed_by_simplifying else Language.ZH_HANT


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """`text` as it is compared: one width, one case, one Chinese script, years as "2026-27", numbers without commas.

    >>> fold("ＡＩＳＴ 學費 HK$47,000 (2026/27)")
    'aist 学费 hk$47000 (2026-27)'
    """
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    if _HAN_RUN.search(text):
        text = _to_simplified().convert(text).replace(_RARE_THAT, "嗰")
        text = _HAN_YEAR.sub(lambda match: match[0].translate(_HAN_DIGITS), text)
    return _THOUSANDS.sub("", _YEAR_SPAN.sub(_spanned, text))


def _spanned(match: re.Match[str]) -> str:
    """A span of years as "2026-27"; the century of the last one is kept where it is another."""
    first, last = match.groups()
    return f"{first}-{last if len(last) > len('27') and last[:2] != first[:2] else last[-2:]}"


def to_simplified(text: str) -> str:
    """`text` in Simplified characters.

    >>> to_simplified("收生中位數")
    '收生中位数'
    """
    return str(_to_simplified().convert(text))


def tokens(text: str) -> list[str]:
    """The words of `text` in order, as the search by words compares them: English stems and Chinese character pairs.

    A single Han character between other signs stands for itself.

    >>> tokens("Fees for JS4468 in 2026-27: 人工智能")
    ['fee', 'for', 'js4468', 'in', '2026-27', '人工', '工智', '智能']
    """
    return list(_tokens(text))


@lru_cache(maxsize=_REMEMBERED)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token for _, token in _pieces(fold(text)))


def content_tokens(text: str) -> list[str]:
    """As `tokens`, without the words that only make a sentence or a question of the others.

    >>> content_tokens("What are the fees?"), content_tokens("AIST 嘅 median 係幾多？")
    (['fee'], ['aist', 'median'])
    """
    return [token for _, token in content_words(text)]


def content_words(text: str) -> list[tuple[str, str]]:
    """As `content_tokens`, each after the folded word that it stands for.

    >>> content_words("a history essay")
    [('history', 'histori'), ('essay', 'essay')]
    """
    folded = _chinese_stop_phrases().sub(" ", fold(text))
    return [(word, token) for word, token in _pieces(folded) if word not in _ENGLISH_STOP_WORDS]


def years(text: str) -> list[str]:
    """The years that `text` names, in order and once each: "2025", or "2026-27" for an academic year.

    A longer span names each year in it; the month of "2026-06" is not a year.

    >>> years("2025 median, fees of 2026/27 (JS4468, 2025.50), 2018–2020, read 2026-06, 1999–2001")
    ['2025', '2026-27', '2018', '2019', '2020', '2026', '1999', '2000', '2001']
    >>> years("二〇二四年，一九九一年")
    ['2024', '1991']
    """
    return list(_years(text))


@lru_cache(maxsize=_REMEMBERED)
def _years(text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for match in _YEAR.finditer(fold(text)):
        first, last = int(match[1]), int((match[2] or match[1][:2]) + match[3]) if match[3] else 0
        if last == first + 1 or (first % 100 == 99 and match[3] == "00"):
            found[f"{first}-{match[3]}"] = None
        else:
            found |= dict.fromkeys(str(year) for year in range(first, max(first, last) + 1))
    return tuple(found)


def year_is_named(year: str, named: Iterable[str]) -> bool:
    """Whether `year` is among the years of a text: the same, or the calendar year in which an academic year begins.

    >>> year_is_named("2026", ["2026-27"]), year_is_named("2026-27", ["2026"])
    (True, False)
    """
    return any(year == other or (len(year) == 4 and other.startswith(year)) for other in named)


def has_figure(text: str) -> bool:
    """Whether `text` states a number beside years and codes: an amount, a score, a count.

    >>> has_figure("AIST (JS4468), 2025 entry"), has_figure("HK$47,000 in 2026-27"), has_figure("2025 — Median: 28")
    (False, True, True)
    """
    return _FIGURE.search(_YEAR.sub(" ", fold(text))) is not None


def has_count(text: str) -> bool:
    """Whether `text` states a number beside years, days, months and codes.

    >>> has_count("2026年6月的網頁（JS4428）"), has_count("on 11 May 2019, with 30 teams"), has_count("設有四個範疇")
    (False, True, True)
    """
    folded = fold(text)
    return _NUMBER_WORD.search(folded) is not None or has_figure(_DAY.sub(" ", folded))


def has_day(text: str) -> bool:
    """Whether `text` names a day or a month by its number.

    >>> has_day("30 September 2025"), has_day("2026年4月27日"), has_day("HK$47,000 in 2026-27")
    (True, True, False)
    """
    return _DAY.search(fold(text)) is not None


def alone(value: str) -> str:
    """An expression for `value` where it is no part of a longer word or figure.

    >>> [re.search(alone("30"), text) is not None for text in ("It has 30 places.", "It has 130 places.", "30.5")]
    [True, False, False]
    """
    return rf"(?<!\d[.,])(?<![A-Za-z0-9]){re.escape(value)}(?![A-Za-z0-9]|[.,]\d)"


def is_chinese(text: str) -> bool:
    """Whether `text` holds Han characters."""
    return _HAN_RUN.search(text) is not None


def _pieces(folded: str) -> Iterator[tuple[str, str]]:
    """Each word, and the token that it is compared by."""
    for match in _PIECE.finditer(folded):
        if latin := match["latin"]:
            word = latin.removesuffix("'s")
            yield word, _stemmer().stemWord(word)
        elif len(run := match["han"]) == 1:
            yield run, run
        else:
            yield from ((run[i : i + 2],) * 2 for i in range(len(run) - 1))
