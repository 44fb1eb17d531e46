"""Names in a text that were not made known: of people, places and organisations, in English and Chinese."""

import re
from collections.abc import Collection

from assistant.grounding.plain import HAN
from assistant.language import content_tokens, fold, tokens

_LATIN = re.compile(r"[A-Za-z][A-Za-z&'/+-]*")
_JOINED = re.compile(r"^[a-z]+-[A-Z]{2}")
_STARTS = re.compile(r"(?:^|[.!?:;。:!?•]\s*|[\"“”「『(]\s*)$")
_COMMON = frozenset(
    """i a an the hong kong hk jan january feb february mar march apr april may jun june jul july aug august sep sept
    september oct october nov november dec december monday tuesday wednesday thursday friday saturday sunday english
    chinese cantonese putonghua yes no level year hkd usd us pm am ok note
    """.split()
)
# What begins a sentence without being a name, even before one.
_BEGIN = frozenset("every each both several most many students applicants according admission".split())
_TITLED = re.compile(rf"([{HAN}]{{2,3}}?)(?:教授|博士|先生|女士|小姐)")
_HEADED = re.compile(rf"([{HAN}]{{2}})(大学|学院|书院|公司|集团|基金|研究院|研究所|实验室|学校)")
_QUOTED = re.compile(r"[「『《“\"]([^」』》”\"]{2,60})[」』》”\"]")
_TORN = re.compile(rf"\b(?=(([A-Z][A-Za-z]+) ?[{HAN}]{{1,8}} ?([A-Z][A-Za-z]+))\b)")
# What stands before such a head without being a name.
_PLAIN_BEFORE = re.compile(
    r"[的之各该这那本某间所个位名任由是在与和及或为到从向其他她们两三多几每请]|本地|海外|其他|外地|香港|内地|合办|入读|就读|有关|国际|相关|伙伴|综合"
)


def unknown_names(text: str, told: str, known: Collection[str]) -> list[str]:
    """The names in `text` that are neither in `told` (both plain) nor made of `known` tokens, in order, once each.

    In English a name is a capitalised word that does not begin a sentence, or two, or one in capitals behind a hyphen;
    in Chinese what stands before a title or before the head of an organisation's name. What is put in quotation marks
    counts as a name, too.

    >>> unknown_names("Prof. Irwin King and Bob Lee teach it.", "professor Irwin King", {"prof"})
    ['Bob', 'Lee']
    >>> unknown_names("Apply as a non-JUPAS student", "JUPAS students", ()), unknown_names("non-JUPAS", "non-JUPAS", ())
    (['non-JUPAS'], [])
    >>> unknown_names("王小明教授来自清华大学", "清华大学", ())
    ['王小明教授']
    """
    folded = fold(told)
    held = {*(part for token in tokens(told) for part in (token, *token.split("."))), *known}
    found = [word for word in _capitalised(text) if not _is_held(word, held)]
    # Of a Chinese name, also one whose beginning is taken for a word before it ("由王小明教授").
    for match in _TITLED.finditer(text):
        if not _PLAIN_BEFORE.search(match[1][-2:]) and match[1][-2:] not in folded:
            found.append(match[0])
    for match in _HEADED.finditer(text):
        whole = fold(match[0])
        is_made_known = fold(match[1]) in held
        if not _PLAIN_BEFORE.search(match[1]) and whole not in folded and not is_made_known:
            found.append(match[0])
    for match in _QUOTED.finditer(text):
        words = [token for token in tokens(match[1]) if len(token) > 1]
        if words and not _shares_script(match[1], told):
            continue
        if words and sum(token in held for token in words) * 2 < len(words):
            found.append(match[1])
    return list(dict.fromkeys(found))


def torn_names(text: str, told: str) -> list[str]:
    """Names that `told` writes in one language and `text` half in another, both plain.

    >>> torn_names("由Hong Kong 赛马会 Charities Trust资助", "The Hong Kong Jockey Club Charities Trust")
    ['Kong 赛马会 Charities']
    """
    found = _TORN.finditer(text)
    return [match[1] for match in found if re.search(rf"\b{match[2]}(?: [\w'&-]+){{1,4}} {match[3]}\b", told)]


def _capitalised(text: str) -> list[str]:
    """The capitalised words; the first of a sentence only where the next is one, too, or it is all capitals."""
    words = list(_LATIN.finditer(text))
    found = []
    for number, match in enumerate(words):
        word = match[0]
        if _JOINED.search(word):  # "non-JUPAS" is one, wherever it stands
            found.append(word)
        if not word[0].isupper() or word.lower().strip("'") in _COMMON:
            continue
        follows = words[number + 1] if number + 1 < len(words) else None
        is_followed = follows is not None and follows[0][0].isupper() and text[match.end() : follows.start()] == " "
        is_name = word[1:2].isupper() or (is_followed and word.lower() not in _BEGIN and content_tokens(word))
        if _STARTS.search(text[: match.start()]) and not is_name:
            continue
        found.append(word)
    return found


def _is_held(word: str, held: Collection[str]) -> bool:
    parts = [token for piece in re.split(r"[/&+]", word) for token in tokens(piece)]
    return all(token in held or token in _COMMON for token in parts) or all(token in held for token in tokens(word))


def _shares_script(text: str, told: str) -> bool:
    has_han = re.compile(f"[{HAN}]")
    return (has_han.search(text) is None) == (has_han.search(told) is None)
