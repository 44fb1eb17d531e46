"""What a message says only about how it wants its answer: both figures, in a table, briefly."""

import re

from assistant.language import fold

_LONGEST = 90
# Matched on folded text: one script, one case.
_PLEASE = r"(?:(?:please|pls|just|also|kindly|and|then|so|thanks?|thank you)[ ,]*)*"
_GIVE = (
    r"(?:(?:can|could|would|will) you )?(?:please )?"
    r"(?:give|show|tell|send|list|quote|state|provide|include|write)(?: (?:me|us))?"
)
_I_NEED = r"(?:i(?:'d| would)? (?:like|want|need)|i'm after|we need)(?: to (?:know|see|have))?"
_WHAT = (
    r"(?:(?:both|all|the|each|every|exact|actual|two|three|of|its|their|respective|those) )+"
    r"(?:figures?|numbers?|values?|amounts?|answers?|ones?)"
    r"(?: (?:for|of) (?:both|each|all|them|the two|each of them|each one|both of them))?"
)
_FORM = (
    r"(?:in|as|with|using) (?:a |one |two )?(?:short |small |simple |brief )?"
    r"(?:table|list|sentences?|lines?|words?|bullet points?|numbers|figures|short|brief|detail)"
)
_BRIEF = (
    r"(?:(?:keep|make) it (?:short|brief|simple)|(?:answer )?(?:briefly|shortly|quickly|concisely)"
    r"|(?:a )?(?:short|brief|quick) answer(?: only)?"
    r"|(?:be|stay) (?:brief|short|concise)|(?:just )?(?:the )?(?:numbers?|figures?) only|side by side)"
)
# What the answer is for: "need the name for a caption", 做報告要用.
_WHAT_FOR = (
    r"(?:i(?:'m| am)? )?(?:just |only )?(?:need|needed|want|asking|writing|checking|looking|preparing)"
    r"(?: (?:it|this|that|them|the (?:exact |full |right )?(?:names?|figures?|numbers?|dates?|years?|answers?)))?"
    r"(?: this)? for (?:my|our|an?|the|his|her) (?:[\w'-]+ ){0,3}[\w'-]+"
)
_WHAT_FOR_ZH = (
    r"我?(?:要|想|系|是)?(?:写|做|整|准备|帮[^,，。?？]{1,4}(?:写|做|整))(?:紧|着)?[^,，。?？]{1,8}(?:要?用|需要)"
    r"|我?(?:要|想)(?:放|贴|写|印|用|登)(?:上|喺|系|在|到|于)[^,，。?？]{1,10}"
)
# Whether it is really so is asked of what is told before, and answered with what is.
_REALLY = (
    r"(?:are you|r u) (?:really |quite |absolutely )?sure(?: (?:about|of) (?:that|this|it))?"
    r"|(?:is|was) (?:that|this|it) (?:really |actually )?(?:true|right|correct|so)|really|true"
    r"|(?:系咪|是不是|是否)?(?:真[的系]?)(?:吗|咩|㗎)?|[你您]?确定吗"
)
_ASKS = re.compile(r"\b(?:what|which|when|where|who|how|is|are|do|does|did)\b|几|多少|谁|[边哪点吗]")
_ENGLISH = (
    rf"{_PLEASE}(?:(?:{_GIVE}|{_I_NEED}|put|answer|reply)(?: {_WHAT}| both| it| them)?(?: {_FORM}| side by side)"
    rf"|(?:{_GIVE}|{_I_NEED}) (?:{_WHAT}|both)|{_FORM}|{_BRIEF})"
    r"[ ,]*(?:please|pls|thanks?|thank you|too|as well)*"
)
_NUMBERS = r"(?:[两二三几]个|各个|全部|所有|每个|具体|实际|两者|两边|的|嘅)*(?:数字|数目|数据|数(?!学)|答案)"
_SAY = (
    r"(?:列出(?:来|嚟)?|给出|给(?:我|埋)?|俾(?:我|埋)?|畀(?:我|埋)?|告诉我"
    r"|话(?:我知|俾我知|畀我知)|讲(?:出)?(?:来|嚟|埋)?|写出(?:来)?|说(?:明|出)?)"
)
_CHINESE = (
    r"(?:请|麻烦|唔该|劳烦|另外|同埋|并且?|顺便|最好|帮我|你?可以|可唔可以|能否|把|将)*"
    rf"(?:{_SAY}{_NUMBERS}(?:都)?(?:要|比较)?|{_NUMBERS}(?:我)?(?:都|全部)?(?:要(?:齐|列出|知道?)?|想知|{_SAY})(?:我)?"
    r"|[两二三]个(?:我)?都(?:要|想知道?)"
    rf"|(?:分别|各自|逐一|一并|并列){_SAY}|各(?:自)?(?:有|是|系|收|为)?(?:几多|多少|几)(?:个|人|位|分|年|名|元|钱|蚊)*"
    r"|(?:用|以)(?:一个)?(?:表格?|列表|一句话?|一两句|点列)(?:方式|形式)?(?:列出|比较|回答|答|显示|讲|说)?(?:来|嚟|出来)?"
    r"|(?:简单|简短|简洁|短)(?:一?[点啲])?(?:地)?(?:回?答|讲|说|列出)?(?:就得|就好|即可|就可以)?)"
    r"(?:可以吗|好吗|得唔得|吗|呀|啊|吧|啦|喇|唔该|谢谢|多谢|就得|就好|即可)*"
)
_ONLY_MANNER = re.compile(rf"\W*(?:{_ENGLISH}|{_CHINESE}|{_WHAT_FOR}|{_WHAT_FOR_ZH}|{_REALLY})\W*")


_SENTENCE = re.compile(r"(?:[^.?？!！。；;\n]|\.(?!\s|$))+[.?？!！。；;\n]*\s*")
_LAST_CLAUSE = re.compile(r"[,，](?=[^,，]+$)")


def without_manner(message: str) -> str:
    """`message` without the sentences, and the last clause of a question, that only say how to answer the rest.

    One that says nothing else stays as it is.

    >>> without_manner("Is EE or IE larger? Give me both figures."), without_manner("EE 同 IE 邊個大，兩個數字都要")
    ('Is EE or IE larger?', 'EE 同 IE 邊個大')
    """
    sentences = [sentence for sentence in _SENTENCE.findall(message) if not is_manner(sentence)]
    return "".join(map(_without_last_clause, sentences)).strip() or message


def is_manner(sentence: str) -> bool:
    """Whether `sentence` asks for nothing and only says how to answer what is asked beside it.

    >>> is_manner("Please give me both figures."), is_manner("Need it for a poster."), is_manner("Give me the fee.")
    (True, True, False)
    """
    return len(sentence) <= _LONGEST and _ONLY_MANNER.fullmatch(fold(sentence)) is not None


def _without_last_clause(sentence: str) -> str:
    head, *tail = _LAST_CLAUSE.split(sentence, maxsplit=1)
    return head if tail and is_manner(tail[0]) and _ASKS.search(fold(head)) else sentence
