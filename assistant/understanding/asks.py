"""The things that one message asks, each as words of its own."""

import re
from collections.abc import Callable, Collection

from assistant.domain import Names
from assistant.language import is_chinese, years
from assistant.understanding.manner import without_manner

_SENTENCE = re.compile(r"[^?？!！。；;\n]+[?？!！。；;\n]*")
_WORDS = "what|which|when|where|who|whom|whose|how|why"
_ASKS = re.compile(
    rf"[?？]|\b(?:{_WORDS})\b|^\W*(?:is|are|was|were|do|does|did|can|could|may|should|will|would|has|have)\b"
    r"|甚麼|什麼|什么|乜|咩|多少|幾|几|如何|怎|哪|邊|边|點|点|嗎|吗|有沒有|有没有|有冇|可否|可不可|能否|能不能|唔使|要不要|是不是|係咪",
    re.IGNORECASE,
)
_TELL = re.compile(r"\b(?:tell|give|list|name|show|compare|explain)\b|介紹|介绍|比較|比较|告訴|告诉", re.IGNORECASE)
# Where a question opens, at the beginning or after something that is only told.
_TOLD_FIRST = (
    r"^\s*(?:as an?|if|when (?:i|we|you|they|he|she|one)|for an?|since|because|being|given|suppose|assuming)\b"
    r"[^?？,，:：]*[,，:：]"
)
_OPENS = re.compile(
    rf"(?:{_TOLD_FIRST}|^|\.\s)\s*"
    rf"(?=(?:{_WORDS}|is|are|was|were|do|does|did|can|could|may|should|will|has|have|tell|give|compare)\b|[\u3400-\u9fff])",
    re.IGNORECASE,
)
# Or where it only names what it asks for: "MSc in AI tuition and how many places?"
_NAMES = re.compile(
    r"^\s*(?!(?:i|i'm|i've|i'd|we|my|our|he|she|they|it|as|if|for|since|because|being|given|suppose|so|and|but|hi|hello|dear|"
    rf"please|after|before|when)\b)(?=[^,，.]{{4,60}}?,?\sand\s+(?:(?:in|at|by|on|about)\s+)?(?:{_WORDS})\b)",
    re.IGNORECASE,
)
_SUBJECT = "it|they|there|i|we|you|the|he|she|this|that|those|these|my|any"
_ANOTHER = re.compile(
    rf"[,，]?\s+(?:and|also|plus|&)\s+(?=(?:(?:also|about|roughly|around|in|at|by|on|for|from|to|with|since|until)\s+)*(?:{_WORDS})\b"
    rf"|(?:is|are|was|were|do|does|did|can|will|should)\s+(?:{_SUBJECT})\b|(?:do|does|did)\s+\w)"
    rf"|[,，]\s*(?=(?:{_WORDS}|do we|do i|is it|are they)\b)"
    r"|(?<=[么麼嗎吗少時时乜咩位])[，,]\s*"
    r"(?=由?[誰谁]|幾時|几时|什么时候|甚麼時候|如何|怎樣|怎样|同埋|另外|課程編號|课程编号)"
    r"|(?<=[幾几]多|多少|幾時|几时)[，,]\s*(?=[^，,。？?]{2,12}(?:[係是有要][幾几]|[係是]咩|[係是][甚什]|多少))",
    re.IGNORECASE,
)
# "A 和 B 分別要幾多…": the same of two things.
_OF_EACH = re.compile(
    r"^(?P<one>[^，,。；;：:？?]{2,24}?)(?:(?<=[^跟和])和|與|与|以及|及|同埋|同)(?P<other>[^，,。；;：:？?]{2,24}?)"
    r"[，,]?\s?分[別别](?P<asked>(?:[在要是為为係系有需由於于須须收得於]|[何幾几多甚什]).*)$"
)
_MOST, _SEVERAL = 3, 2
# Clauses that commas part in Chinese, and what makes a question of one.
_CLAUSE = re.compile(r"[，,、]\s*(?:同埋|另外|还有|還有|以及|和)?|(?:同埋|另外|还有|還有)")
_CLAUSE_ASKS = re.compile(
    r"多少|多久|多[长長]|[几幾]|[甚什][么麼]|[咩乜]|如何|怎|[点點](?![半钟鐘前])|哪|[边邊]|[吗嗎嘛]|有冇|有[没沒]有|(.)[唔不]\1"
    r"|可以(?![^，,]*[的嘅])|呢\W*$"
)

_ASKS_WHETHER = re.compile(r"[吗嗎嘛]|有冇|有[没沒]有|(.)[唔不]\1")
_BARELY_HOW_MUCH = re.compile(
    r"^\W*(?:大概|大約|大约|要|系|係|是)?(?:[几幾多]|多少)[多少]?(?:[分钱錢年]|個月|个月)?\W*$"
)


def asks_in(message: str) -> list[str]:
    """The questions in `message`, in order, at least one; what is only told goes with the question after it.

    What only says how to answer the others ("please give me both figures") is left out.

    >>> asks_in("I like maths. What score do I need, and when is the deadline?")
    ['I like maths. What score do I need', 'when is the deadline?']
    >>> asks_in("What was the fee and about how much was the hostel?")
    ['What was the fee', 'about how much was the hostel?']
    >>> asks_in("What is the minimum TOEFL and does home edition count?")
    ['What is the minimum TOEFL', 'does home edition count?']
    >>> asks_in("MSc in AI tuition and how many places?"), asks_in("My son likes maths and what score does he need?")
    (['MSc in AI tuition', 'how many places?'], ['My son likes maths and what score does he need?'])
    """
    found: list[str] = []
    told = ""
    message = without_manner(message)
    for sentence in _SENTENCE.findall(message):
        if not sentence.strip():
            continue
        if _ASKS.search(sentence) or (not found and _TELL.search(sentence)):
            first, *others = _asked_together(sentence)
            found += [f"{told} {first}".strip(), *others]
            told = ""
        else:
            told = f"{told} {sentence}".strip()
    if told:
        found = [*found[:-1], f"{found[-1]} {told}"] if found else [told]
    whole = [piece for piece in found if len(piece) > (2 if is_chinese(piece) else 6)]
    if len(whole) != len(found) or len(found) > _MOST:
        return [message.strip()]
    return found or [message.strip()]


def of_each(ask: str) -> list[str]:
    """`ask`, or one question for each of the two things of which it asks the same by 分別.

    >>> of_each("碩士和博士分別要幾封推薦信？"), of_each("碩士和博士有什麼分別？")
    (['碩士要幾封推薦信？', '博士要幾封推薦信？'], ['碩士和博士有什麼分別？'])
    """
    each = _OF_EACH.search(ask)
    if each and years(each["one"] + each["other"]):  # the same in two years is one question
        return [ask]
    return [f"{each[name]}{each['asked']}" for name in ("one", "other")] if each else [ask]


def asks(text: str) -> bool:
    """Whether a text has a question mark or a word that asks."""
    return _ASKS.search(text) is not None


def by_clauses(ask: str, named_in: Callable[[str], Collection[Names]]) -> list[str]:
    """`ask`, or one question for each of its Chinese clauses that asks something else: 學分多少、學費多少.

    `named_in` tells what a clause names that can be asked for. What only tells goes with what follows; so does a bare
    "how much" behind a clause that asks whether there is something: 學費定了嗎，多少錢.

    >>> def fees(clause: str) -> list[Names]:
    ...     return [Names(word, word, word) for word in ("學費", "學分") if word in clause]
    >>> by_clauses("我想讀AI，學分多少、學費多少？", fees)
    ['我想讀AI，學分多少', '學費多少？']
    >>> by_clauses("學費多少，我是本地生？", fees), by_clauses("學費定了嗎，學費多少？", fees)
    (['學費多少，我是本地生？'], ['學費定了嗎，學費多少？'])
    """
    ends = [match.end() for match in _CLAUSE.finditer(ask)]
    pieces = [ask[start:end] for start, end in zip([0, *ends], [*ends, len(ask)], strict=True)]
    found: list[str] = []
    told, asked, asks_whether = "", set[Names](), False
    for piece in pieces:
        told += piece
        new = set(named_in(piece)) - asked if is_chinese(piece) and _CLAUSE_ASKS.search(piece) else set()
        if new and not (asks_whether and _BARELY_HOW_MUCH.search(piece)):
            found.append(told)
            told = ""
            asked |= new
            asks_whether = _ASKS_WHETHER.search(piece) is not None
    if not _SEVERAL <= len(found) <= _MOST:
        return [ask]
    return [each.strip(" ，,、") for each in (*found[:-1], found[-1] + told)]


def _asked_together(sentence: str) -> list[str]:
    """The questions that are joined in one, each as words of its own; what is told before the first goes with it."""
    opens = _OPENS.search(sentence) or _NAMES.search(sentence)
    if opens is None:
        return [sentence.strip()]
    first, *others = (piece.strip() for piece in _ANOTHER.split(sentence[opens.end() :]) if piece.strip())
    return [f"{sentence[: opens.end()]}{first}".strip(), *others]
