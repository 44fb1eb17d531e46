"""Whether a question asks for nothing but what a programme is: "tell me about AIST", "AIST", AIST係咩."""

import re

# Matched on folded text without the names of programmes: one script, one case.
_ENGLISH = frozenset(
    """a about all an and any anything basic basics can cuhk could course define describe detail details do does degree
    everything exactly explain for general give got have hello hey hi i i'd info information intro introduce
    introduction is it just kind know learn like major me more need of on outline overview please pls profile
    program programme quick read show some something sort summarise summary tell thanks that the there this to us
    want what what's whats would you your""".split()
)
_CHINESE = re.compile(
    r"(?:请问|请|我[想要们哋]?|你们?|想|要|知道|了解|认识|介绍|简介|概览|概况|概要|一下|下|讲解|讲|说|谈|关于|有关|资料|详情|更多|多[啲点]?"
    r"|[是系]|什么|甚么|[咩乜嘢野]|[来嚟㗎]|[的嘅]|[呢这那嗰]?个|[呢这那嗰]|专业|课程|学科|科目?|本科|学位|东西|[吗啊呀吧喎嘞]|可以|可唔可以|能|帮|给|[俾畀]|同|跟"
    r"|有[冇无]|有没有|有|简单)+"
)
_TELL = re.compile(
    r"\b(?:tell|describe|details?|explain|info|information|intro\w*|know|learn|outline|overview|profile|read|summar\w+)\b"
    r"|\bwhat(?:'s|s|(?! about)\b)|什么|甚么|[咩乜]|介绍|简介|概[览况要]|了解|认识|资料|详情|讲|说|谈|知道"
)
_WORD = re.compile(r"[a-z']+|[^\W\da-z_']+|\d+")


def asks_what_it_is(rest: str) -> bool:
    """Whether `rest`, a question without the names in it, asks for nothing in particular; nothing at all does not.

    >>> asks_what_it_is("what is ?"), asks_what_it_is(""), asks_what_it_is("how is ?"), asks_what_it_is("是什么专业")
    (True, True, False, True)
    """
    words = _WORD.findall(rest.replace("how about", "about"))
    return all(word in _ENGLISH or _CHINESE.fullmatch(word) for word in words)


def stands_alone(rest: str) -> bool:
    """Whether such a question says that it wants to be told, so that nothing is to be taken from the one before it.

    >>> stands_alone("tell me about"), stands_alone("and ?"), stands_alone("what about ?")
    (True, False, False)
    """
    return _TELL.search(rest) is not None
