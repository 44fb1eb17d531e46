"""Tells the script that a text is written in; the evaluation's own, so that it can check the assistant's."""

import re
from functools import cache

import opencc

from assistant.domain import Language

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


@cache
def _is_changed(sign: str, converter: str) -> bool:
    return bool(_converter(converter).convert(sign) != sign)


def script_of(text: str) -> Language | None:
    """English, Traditional or Simplified Chinese, by whichever most of `text` is in; None where nothing tells.

    A Chinese sign weighs as much as a word in Latin script. Chinese of which every sign belongs to both scripts tells
    nothing.

    >>> script_of("The fee is HK$47,000."), script_of("學費是多少"), script_of("学费是多少"), script_of("5 × 3")
    (<Language.EN: 'en'>, <Language.ZH_HANT: 'zh-Hant'>, <Language.ZH_HANS: 'zh-Hans'>, None)
    """
    signs = _HAN.findall(text)
    words = _LATIN_WORD.findall(text)
    if len(words) > len(signs):
        return Language.EN
    traditional = sum(_is_changed(sign, "t2s") for sign in signs)
    simplified = sum(_is_changed(sign, "s2t") for sign in signs)
    if traditional == simplified:
        return None
    return Language.ZH_HANT if traditional > simplified else Language.ZH_HANS


def could_be(text: str, language: Language) -> bool:
    """Whether nothing in the script of `text` speaks against `language`.

    >>> could_be("中文", Language.ZH_HANS), could_be("中文", Language.EN), could_be("47,000", Language.EN)
    (True, False, True)
    """
    told = script_of(text)
    if told is None:
        return language is not Language.EN or not _HAN.search(text)
    return told is language
