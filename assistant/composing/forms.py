"""The form that an answer must have: a date for "when", an amount for "how much", a list for "which streams"."""

import re
from functools import lru_cache

from assistant.language import fold


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
# Name of the form: how a question asks for it, and how a statement gives it.
_FORMS = {
    "date": (
        _any(
            r"\bwhen\b|\b(?:what|which) (?:date|day|month|year)\b|\bdeadlines?\b",
            r"幾時|几时|什么时候|甚麼時候|何時|何时|哪年|哪一年|邊年|截止|死線|日期",
        ),
        _any(
            rf"\b(?:{MONTHS})\b",
            r"\d ?月|(?<!\d)(?:19|20)\d\d(?!\d)",
            r"\b(?:evenings?|weekdays?|weekends?|noon|(?:first|second|summer) term|(?:after|in|before) year \d)\b",
            "晚上|平日|周末|週末|中午|學期|学期|第 ?[一二三四1-4] ?年",
        ),
    ),
    "person": (
        _any(r"\bwho(?:se|m)?\b", "誰|谁|邊個|边个|邊位|哪位"),
        _any(r"\b(?:prof(?:essor)?|dr|mr|ms|mrs)\b", "教授|博士|先生|女士"),
    ),
    "amount": (
        _any(
            r"\bhow much\b|\bfees?\b|\btuition\b|\bcosts?\b|\bpay\b",
            "幾錢|几钱|多少钱|多少錢|學費|学费|宿費|宿费|費用|费用|獎學金|奖学金",
        ),
        _any(r"HK\$|US\$|\$ ?\d", "港元|港幣"),
    ),
    "address": (
        _any(
            r"\b(?:website|link|url|e-?mail|contact|phone|telephone)\b",
            "網站|网站|網址|网址|電郵|电邮|電話|电话|聯絡|联络",
        ),
        _any(r"https?://|\S@\S|\b\d{4} \d{4}\b"),
    ),
    "list": (
        _any(
            r"\b(?:which|what)(?: \w+){0,4}? (?:\w+s)\b|\blist\b|\bname\b",
            "哪些|哪几|哪幾|邊啲|边些|边啲|邊幾|边几|有咩|有乜|有什么|有甚麼|有什麼|包括",
        ),
        _any(r"[,;、；，:：].*[,;、；，]| and .*[,;]|、|；"),
    ),
    "duration": (
        _any(
            r"\bhow (?:long|many years)\b|\bduration\b|\blength\b",
            "多久|幾耐|几耐|幾多年|几多年|几年|幾年|多長|多长|為期|为期",
        ),
        _any(
            r"\b(?:\d+|one|two|three|four|five|six)[- ](?:to \d+[- ])?(?:years?|months?|weeks?|terms?)\b",
            r"[\d一二三四五兩两]\s?(?:年|個月|个月|學期|学期|星期)",
            r"\bsince (?:19|20)\d\d\b|自(?:19|20)\d\d",
        ),
    ),
}
_SMALL = (
    "of|for|in|at|to|does|do|did|is|are|was|were|can|will|would|should|must|before|after|when|if|that|which|on|near"
    "|from|per|i|you|we|they|the"
)
_THING = rf"([a-z][\w' -]*?)(?=\s(?:{_SMALL})\b|[?,.;]|$)"
_OBJECT = _any(  # on folded text
    rf"\b(?:is|are|was) there (?:an?|any|some|the)? ?{_THING}",
    rf"\bhow (?:many|much) {_THING}",
    rf"\b(?:what|which)(?:'s| is| are| was| were)? (?:the |a |an )?{_THING}",
    rf"\bneed (?:an?|any|the) {_THING}",
    rf"\b(?:when|where) (?:is|are|was|were|does|do|did|will|can) (?:the |a |an )?{_THING}",
    r"有(?:冇|没有|无|咩|什么|几多|多少)([㐀-鿿]{2,6})",
    r"([㐀-鿿]{2,6}?)(?:是|系|要|有)?(?:几多|多少|几钱|几时|什么时候)",
)


def lacks(form: str, question: str, statement: str) -> bool:
    """Whether `question` asks for a form that `statement` does not have. Raises KeyError for an unknown form.

    >>> lacks("date", "When does it start?", "It starts in the hall."), lacks("date", "When?", "On 4 March 2026.")
    (True, False)
    """
    return _asks_for(form, question) and not _has(form, statement)


def tells(form: str, question: str, statement: str) -> bool:
    """Whether `question` asks for a form and `statement` has it. Raises KeyError for an unknown form.

    >>> tells("duration", "How many years does it take?", "It leads to a degree in five years.")
    True
    """
    return _asks_for(form, question) and _has(form, statement)


@lru_cache(maxsize=1_000)
def _asks_for(form: str, question: str) -> bool:
    """Whether `question` asks for a form; remembered, for every candidate is held against it."""
    return _FORMS[form][0].search(question) is not None


def _has(form: str, statement: str) -> bool:
    """Whether `statement` has a form."""
    return _FORMS[form][1].search(statement) is not None


def things_asked(question: str) -> str:
    """The folded words right after what makes a question of a sentence; may be empty.

    >>> things_asked("Is there a dress code for the lab?")
    'dress code'
    """
    return " ".join(word for match in _OBJECT.finditer(fold(question)) for word in match.groups() if word)
