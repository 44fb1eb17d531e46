"""Which level of study a question asks about and a statement is of: bachelor's, taught master's, research degree."""

import re

from assistant.domain import Passage, Query, Statement
from assistant.language import fold

_POSTGRADUATE = re.compile(
    r"\b(?:postgraduates?|graduate school|masters?|master's|mscs?|mphil|phd)\b|硕士|博士|研究生|研究院|研究式"
)
_UNDERGRADUATE = re.compile(
    r"\b(?:under?grad(?:uate)?s?|bachelor's|bachelors?|jupas)\b|本科|(?<!副)学士|联招|大学联合招生"
)
_RESEARCH = re.compile(
    r"\b(?:mphils?|phds?|ph\.d\.?|doctora\w*|research (?:degrees?|postgraduates?|masters?|students?))\b"
    r"|博士|哲学硕士|研究式|研究型"
)
_TAUGHT = re.compile(
    r"\b(?:taught|mscs?|m\.sc\.?|(?<!research )master's|(?<!research )masters?)\b"
    r"|授课|理学硕士|修课式|(?<!研究[型式])(?<!哲学)硕士"
)


def asks_for_bachelors(query: Query) -> bool:
    """Whether a question names bachelor's programmes, and says nothing of later studies."""
    is_named = bool(query.programmes) and all(each.level == "undergraduate" for each in query.programmes)
    return is_named and _POSTGRADUATE.search(fold(query.text)) is None


def asks_for_postgraduates(query: Query) -> bool:
    """Whether a question names no bachelor's programme and is about postgraduate studies."""
    asked = fold(query.text)
    names_masters = bool(query.programmes) and all(each.level != "undergraduate" for each in query.programmes)
    return names_masters or _is_on_postgraduates(asked)


def asks_for_research(query: Query) -> bool:
    """Whether a question asks about research degrees, and about no other award beside them."""
    asked = fold(query.text)
    return _RESEARCH.search(asked) is not None and not (_TAUGHT.search(asked) or _UNDERGRADUATE.search(asked))


def is_of_research(passage: Passage) -> bool:
    """Whether a passage says that it is about research degrees, in its headings or its words."""
    return _RESEARCH.search(fold(f"{passage.breadcrumb} {passage.text}")) is not None


def is_of_other_award(query: Query, passage: Passage, statement: Statement) -> bool:
    """Whether it is about research degrees alone where a taught master's is asked about, or the other way round.

    Or about bachelor's students alone, in its own words, where only postgraduates are asked about.
    """
    asked, said = fold(query.text), fold(f"{passage.breadcrumb} {statement.text}")
    if _is_on_postgraduates(asked) and _UNDERGRADUATE.search(fold(statement.text)) and not _POSTGRADUATE.search(said):
        return True
    is_taught, is_research = _TAUGHT.search(asked) is not None, _RESEARCH.search(asked) is not None
    if is_taught is is_research:
        return False
    wanted, other = (_TAUGHT, _RESEARCH) if is_taught else (_RESEARCH, _TAUGHT)
    return other.search(said) is not None and wanted.search(said) is None


def is_of_other_level(query: Query, passage: Passage, statement: Statement) -> bool:
    """Whether it is about postgraduates where bachelors or their programme are named, or the other way round."""
    words = fold(f"{passage.breadcrumb} {statement.text}")
    is_post, is_under = _POSTGRADUATE.search(words) is not None, _UNDERGRADUATE.search(words) is not None
    levels = {programme.level == "undergraduate" for programme in query.programmes}
    asked = fold(query.text)
    if _POSTGRADUATE.search(asked):  # "MAE PhD": the name is that of the bachelor's programme
        levels = {False} if levels else set()
    elif not levels and _UNDERGRADUATE.search(asked):
        levels = {True}
    if levels == {True}:
        return is_post and not is_under and not statement.programmes
    return levels == {False} and is_under and not is_post


def _is_on_postgraduates(folded: str) -> bool:
    """Whether a folded text names postgraduate studies, and no others."""
    return _POSTGRADUATE.search(folded) is not None and _UNDERGRADUATE.search(folded) is None
