"""Whether a question asks for nothing in particular: what a programme is, which there are, or what of a topic."""

import re
from collections.abc import Sequence

from assistant.domain import Concept

# Matched on folded text without the names of programmes: one script, one case.
_ENGLISH = frozenset(
    """a about all an and any anything basic basics can cuhk could course define describe detail details do does
    degree everything exactly explain for general give have hello hey hi info information intro introduce
    introduction is it just kind know learn like major me mean means more of on outline overview please pls
    profile program programme quick read show some something sort stand stands summarise summary tell thanks that
    the there this to us what what's whats would you your""".split()
)
_OFFERED = frozenset(
    """are at available be bachelor's bachelors bachelor choices choose degrees each engineering every faculty from in
    list majors master's master masters msc mscs my name offer offered offers options postgraduate programmes programs
    school study taught undergrad undergraduate undergraduates university which""".split()
)
# No phrase is made of others: a text that is no such question would else be tried in all the ways to read it.
_PHRASES = (
    r"[请问]|我|你|们|哋|想|知道|了解|认识|介绍|简介|概览|概况|概要|一?下|讲解?|说|谈|关于|有关|资料|详情|更?多[啲点]?|[是系]"
    r"|什么|甚么|[咩乜嘢野]|[来嚟㗎]|[的嘅]|[呢这那嗰个]|专业|课程|学科|科目?|本科|学位|东西|[吗啊呀吧喎嘞]|可以|可唔可以|能|帮|给|[俾畀]|同|跟"
    r"|有[冇无]?|有没有|简单"
)
_PHRASES_OFFERED = (
    r"[哪边][些啲几]|所有|全部|列出|开设?|办|提供|选择?|[都读]|工程|工科"
    r"|学院|大学|学士|硕士|授课型|研究生|主修|学系|项目|拣|里面?|入面"
)
_CHINESE = re.compile(f"(?:{_PHRASES})+")
_CHINESE_OFFERED = re.compile(f"(?:{_PHRASES}|{_PHRASES_OFFERED})+")
_TELL = re.compile(
    r"\b(?:tell|describe|details?|explain|info|information|intro\w*|know|learn|outline|overview|profile|read|summar\w+)\b"
    r"|\bwhat(?:'s|s|(?! about)\b)|什么|甚么|[咩乜]|介绍|简介|概[览况要]|了解|认识|资料|详情|讲|说|谈|知道"
)
_SEVERAL = re.compile(
    r"\b(?:programmes|programs|majors|degrees|masters|master's|bachelors|bachelor's|mscs)\b"
    r"|(?:[哪边][些啲几]|什么|甚么|[咩乜]|所有|全部|列出).{0,12}(?:课程|专业|主修|学位|本科|硕士)"
    r"|(?:课程|专业|主修|学位|本科|硕士)有?(?:[哪边][些啲几]|什么|甚么|[咩乜])"
    r"|(?:[哪边][些啲几]|[咩乜])科(?!目)"
)
# What somebody wants who wants to be told: that is not what is wanted of them.
_WISH = re.compile(
    r"\b(?:(?:can|could|may) i|i(?:'d| would)? (?:want|need|like|love)|i wanna)"
    r" (?:(?:to )?(?:know|have|read|see)\b|(?=(?:some |more |any )?(?:info|information|details)\b))|\bhow about\b"
)
_WHAT_CAN_I = re.compile(r"\bwhat can i (?:study|choose)\b")
_WORD = re.compile(r"[a-z']+|[^\W\da-z_']+|\d+")
_LONGEST_TOPIC = 3  # words


def asks_what_it_is(rest: str) -> bool:
    """Whether `rest`, a question without the names in it, asks for nothing in particular of who was named.

    >>> asks_what_it_is("what is ?"), asks_what_it_is(""), asks_what_it_is("how is ?"), asks_what_it_is("是什么专业")
    (True, True, False, True)
    """
    return all(word in _ENGLISH or _CHINESE.fullmatch(word) for word in _WORD.findall(_WISH.sub("", rest)))


def asks_what_there_is(rest: str) -> bool:
    """Whether such a question asks for nothing but which programmes there are.

    >>> asks_what_there_is("what undergraduate programmes do you offer?"), asks_what_there_is("工程学院有哪些本科专业")
    (True, True)
    >>> asks_what_there_is("which programmes interview?"), asks_what_there_is("how many programmes are there?")
    (False, False)
    """
    rest = _WHAT_CAN_I.sub("what programmes", rest)
    words = _WORD.findall(rest)
    is_closed = all(word in _ENGLISH | _OFFERED or _CHINESE_OFFERED.fullmatch(word) for word in words)
    return is_closed and _SEVERAL.search(rest) is not None


def names_a_topic(rest: str, concepts: Sequence[Concept]) -> bool:
    """Whether such a question says nothing but a topic, which is `concepts`: "any scholarships?", 介绍奖学金."""
    words = [word for word in _WORD.findall(_WISH.sub("", rest)) if word not in _ENGLISH and word not in _OFFERED]
    said = [part for word in words for part in (_CHINESE.split(word) if not word.isascii() else [word]) if part]
    is_said = all(any(word in each.word or each.word in word for each in concepts) for word in said)
    return 0 < len(said) <= _LONGEST_TOPIC and is_said


def stands_alone(rest: str) -> bool:
    """Whether such a question says that it wants to be told, so that nothing is to be taken from the one before it.

    >>> stands_alone("tell me about"), stands_alone("and ?"), stands_alone("what about ?")
    (True, False, False)
    """
    return _TELL.search(rest) is not None
