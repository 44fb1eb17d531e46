"""Programmes that are called by the beginning of their names, where what stands beside tells which are meant."""

import re
from collections.abc import Iterator
from itertools import chain

from assistant.domain import Programme
from assistant.language import content_tokens, fold, is_chinese
from assistant.naming import said_as
from assistant.programmes import Catalogue
from assistant.terms import Terms

_JOINS = r"(?:\b(?:and|or|vs\.?|versus|than)\b|和|同|与|跟|及|、|/|定|还是)"
_BEFORE = re.compile(rf"([\w&' -]{{1,60}}?){_JOINS}\s*(?:the )?$")
_AFTER = re.compile(rf"\s*{_JOINS}\s*(?:the )?([\w&' -]+)")
_SET_BESIDE = re.compile(
    r"\b(?:which|who|whose|\w+er|more|less|both|each|respectively|compar\w*|differ\w*|vs|versus)\b"
    r"|各|分别|比|[边哪]个|相差|差|较|更|都"
)
_THE_ONE = re.compile(
    r"\b(?:the|that) ((?:[\w&'-]+ ){0,2}[\w&'-]+) (?:one|programme|program|degree|major|master'?s?|msc)\b"
    r"|([\u3400-\u9fff]{2,8}?)[嗰那这呢]?(?:科|个|系|门|专业|课程|硕士)(?=呢|又|嘅|的|[?？]|$)"
)
_NO_MORE = re.compile(
    r"^(?:(?:ok|okay|so|then|and) )?"
    r"(?:and|or|what about|how about|(?:how does (?:it|that) )?compare[ds]? (?:to|with))(?: for)?"
    r" ([\w&' -]{2,40}?)(?: then)?\W*$"
    r"|^(?:咁|那么?)?([\u3400-\u9fffa-z]{2,8}?)(?:又|又点)?呢\W*$"
)
# In Chinese no field of study: when, which of them, who.
_NO_FIELD = re.compile("[第年次届级期天日月时后前他们下上男女人生家位边区里外地]|而家|現在|现在|\\d")
_DEGREE = re.compile(r"^(?:msc|master'?s?|master|bachelor|beng|bsc)(?: (?:in|of))? ")
_WORDS, _SIGNS = 3, 8
_LEAST = 2


def with_whole_names(question: str, catalogue: Catalogue, terms: Terms) -> str:
    """`question`, in which what is compared with its one programme is called by its whole name, too.

    So "AI" in "AI or CSE, which is higher?" and 材料 in 材料同MAE邊個高: meant is the programme of the same level whose
    name begins so. A school subject is none. Folded where it changes.
    """
    if _SET_BESIDE.search(fold(question)) is None:
        return question
    key, places = catalogue.places_in(question)
    if len({programme.id for *_, programme in places}) != 1:
        return question
    for start, end, programme in places:
        before, after = _BEFORE.search(key[:start]), _AFTER.match(key[end:])
        if before and (found := _called(_pieces(before[1], is_end=True), programme.level, catalogue, terms)):
            at = before.start(1) + before[1].rstrip().rindex(found[0])
        elif after and (found := _called(_pieces(after[1], is_end=False), programme.level, catalogue, terms)):
            at = end + after.start(1) + after[1].index(found[0])
        else:
            continue
        return f"{key[:at]}{found[1].names.en}{key[at + len(found[0]) :]}"
    return question


def pointed_at(question: str, past: tuple[Programme, ...], catalogue: Catalogue, terms: Terms) -> tuple[Programme, ...]:
    """The programme of the level spoken of before that is called "the AI one", 材料嗰科, or says no more: "and AI?".

    None where none is.
    """
    folded = fold(question).strip()
    the_one, no_more = _THE_ONE.search(folded), _NO_MORE.match(folded)
    levels = {programme.level for programme in past}
    if len(levels) != 1 or not (the_one or no_more):
        return ()
    phrases = iter([no_more[1] or no_more[2]]) if no_more else iter(())
    if the_one:
        phrases = chain(_pieces(the_one[1] or the_one[2], is_end=True), phrases)
    found = _called(phrases, levels.pop(), catalogue, terms)
    return (found[1],) if found else ()


def other_field(question: str, terms: Terms) -> str:
    """What a Chinese question asks about that says no more and is no term, folded: 土木 in 土木呢; else empty."""
    said = _NO_MORE.match(fold(question).strip())
    phrase = (said[2] or "") if said else ""
    if not is_chinese(phrase) or _NO_FIELD.search(phrase) or not content_tokens(phrase):
        return ""
    return "" if any(concept.is_term for concept in terms.concepts(phrase)) else phrase


def _called(phrases: Iterator[str], level: str, catalogue: Catalogue, terms: Terms) -> tuple[str, Programme] | None:
    """The first of `phrases` with which names of just one programme of a level begin, and that programme."""
    for phrase in phrases:
        subjects = {names for concept in terms.concepts(phrase) for names in concept.names if names in terms.kinds}
        fitting = [p for p in catalogue.programmes if p.level == level and not p.is_discontinued and _begins(p, phrase)]
        if len(fitting) == 1 and not subjects:
            return phrase, fitting[0]
    return None


def _begins(programme: Programme, phrase: str) -> bool:
    """Whether one of its names, without the degree, begins with whole words of `phrase`, or with its Chinese signs."""
    whole = phrase if is_chinese(phrase) else f"{phrase} "
    return any(f"{_DEGREE.sub('', fold(name))} ".startswith(whole) for name in said_as(programme))


def _pieces(text: str, *, is_end: bool) -> Iterator[str]:
    """How `text` may end, or begin: the longest piece first, of whole words or of Chinese signs."""
    words = text.split()
    if not words:
        return
    outermost = words[-1 if is_end else 0]
    if is_chinese(outermost[-1 if is_end else 0]):
        for length in range(min(_SIGNS, len(outermost)), _LEAST - 1, -1):
            yield outermost[-length:] if is_end else outermost[:length]
    else:
        for count in range(min(_WORDS, len(words)), 0, -1):
            yield " ".join(words[-count:] if is_end else words[:count])
