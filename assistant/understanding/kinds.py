"""Which form of answer a question asks for: one programme's, a comparison, or one over all programmes."""

import re

from assistant.domain import Kind
from assistant.language import fold

# Matched on folded text: one script, one case.
_SURVEYS = re.compile(
    r"\b(?:which|what|list|name|any|all(?: the)?|of (?:the|your|all))\b(?:(?! in | of the \w+ prog| for )[^.?!]){0,40}?"
    r"\b(?:programmes|programs|majors|degrees|departments' programmes|bachelors?|jupas choices|codes|master'?s)\b"
    r"|\b(?:top|bottom) (?:\w+ )?(?:programmes|programs|majors|degrees)\b"
    r"|\bwhich (?:\w+ ){0,3}(?:programme|program|major|degree|one|master'?s?)\b"
    r"|^(?:the )?(?:\w+ )?(?:programmes|programs|majors|degrees) "
    r"(?:with|without|that|which|where|having|needing|requiring)\b"
    # Where a clause begins; within one it tells more of what stands before it ("a scholarship which is …").
    r"|(?:^|[^\w ] ?|\b(?:and|or|so|but|know|me|us|wonder\w*|asks?|asking|about|say|decide|sure|find|see|check) )"
    r"which (?:the|has|had|got|is|was|takes?|needs?|asks?|requires?|do|does|of)\b"
    # 科目 are courses, and so is what somebody has taken or registered in (修過邊幾科).
    r"|(?<![修册咗过完])(?:哪|边)(?:些|几|一|个|门|啲)*(?:工程)?(?:课程|本科|硕士|科(?!目)|专业|主修|学位|学系课程)"
    r"|(?:哪|边)(?:些|几|一|个|啲)* ?(?:programmes?|programs?|majors?|degrees?)(?![a-z])"
    r"|(?:所有|全部|各)(?:工程)?(?:课程|专业)"
    r"|^(?:冇|无|没有|不设|唔[使洗]|不用|不?需要?|要|设?有)[^，。,.?？]{1,8}[嘅的](?:课程|专业|科)(?:有[^，。]{1,4})?\W*$"
    r"|(?:哪|边)(?:些|啲|几个|个|科)(?!科目)(?=.{0,8}(?:最|要|需|唔|不|有))"
)


def kind_of(question: str, programmes: int) -> Kind:
    """The form of answer to `question`, which names that many programmes.

    >>> kind_of("Which programmes interview?", 0), kind_of("EE or IE?", 2), kind_of("修過邊幾科先入到？", 0)
    (<Kind.SURVEY: 'survey'>, <Kind.COMPARISON: 'comparison'>, <Kind.DIRECT: 'direct'>)
    """
    if programmes > 1:
        return Kind.COMPARISON
    if not programmes and _SURVEYS.search(fold(question)):
        return Kind.SURVEY
    return Kind.DIRECT
