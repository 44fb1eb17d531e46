"""What singles out one of several alike in a question: "phase three", who came second, a grade's letter."""

import re
from collections.abc import Iterator

from assistant.domain import Concept
from assistant.language import tokens
from assistant.understanding.told import asking_part

_NUMBERS = {
    1: ("first", "1st", "one", "1", "i", "一"),
    2: ("second", "2nd", "two", "2", "ii", "二", "两"),
    3: ("third", "3rd", "three", "3", "iii", "三"),
    4: ("fourth", "4th", "four", "4", "iv", "四"),
}
_WORDS = {"one", "two", "three", "four"}
_ANY = "|".join(sorted((word for words in _NUMBERS.values() for word in words if word != "i"), key=len, reverse=True))
_ANY += r"|i(?=\W*$| ?[,.;:?!)]| (?:and|or|of)\b)"  # "at what stage I need" is no stage one
_NOT_FIRST = "second|2nd|third|3rd|fourth|4th"  # whoever won may be told in many words
_PHASE = re.compile(rf"\b(?:phase|stage) ({_ANY})\b|\b({_ANY}) (?:phase|stage)\b|第 ?({_ANY}) ?期")
_PLACE = re.compile(
    rf"\b({_NOT_FIRST})[ -](?:prize|place)\b"
    rf"|\b(?:came|come|finish\w*|ranked|placed) ({_NOT_FIRST})\b|第 ?([二三四]) ?名"
)
_AFTER_IT = re.compile(r"(?:完|过)[^,，。?？]{0,12}(?:之后|以后|后)|\bafter [^,.?]{0,30}(?=,)")
_TITLES = {2: ("亚军", "runner-up"), 3: ("季军",), 4: ("殿军",)}
_BEFORE = r"(?:\b(?:grade|got|gets?|scored?|achieved|with|an)|(?<=[\u3400-\u9fff])) ?"
_LEVEL = re.compile(r"(?<![\w*])5\*{1,2}(?!\*)")
_NO_GRADE = r"(?! ?-?[Ll]evel| (?:programming|language|code|coding)\b)"
_LETTER = re.compile(
    rf"{_BEFORE}[\"“「]?([A-E])[\"”」]?(?![\w'’*+&/-]){_NO_GRADE}|(?<![\w-])([A-E]) ?(?:grade\b|[级級])"
)


def singled_out(question: str) -> list[Concept]:
    """The concepts that tell which one of several alike is meant, each with its ways in English and Chinese.

    Which phase or prize is asked for decides what a question means; a grade's letter is one more word of it.

    >>> [concept.word for concept in singled_out("Who came second in phase two? I got an A.")]
    ['phase 2', 'place 2', 'grade a']
    """
    folded = _AFTER_IT.sub(" ", asking_part(question))
    phases = (
        Concept(f"phase {n}", _ways(n, ("phase",), "第{}期"), is_decisive=True, is_exact=True)
        for n in _numbers(_PHASE, folded)
    )
    titled = [n for n, titles in _TITLES.items() if any(title in folded for title in titles)]
    places = (
        Concept(f"place {n}", _ways(n, ("prize", "place"), "第{}名", *_TITLES[n]), is_decisive=True, is_exact=True)
        for n in dict.fromkeys([*_numbers(_PLACE, folded), *titled])
    )
    letters = dict.fromkeys(letter for match in _LETTER.finditer(question) for letter in match.groups() if letter)
    grades = (Concept(f"grade {a.lower()}", _tokens((f"grade {a}", f"{a}级")), is_exact=True) for a in letters)
    levels = dict.fromkeys(_LEVEL.findall(question))
    tops = (Concept(f"level {level}", ((level,),), is_exact=True) for level in levels)
    return [*phases, *places, *grades, *tops]


def _numbers(pattern: re.Pattern[str], folded: str) -> Iterator[int]:
    """The numbers that `pattern` finds, once each."""
    said = dict.fromkeys(word for match in pattern.finditer(folded) for word in match.groups() if word)
    yield from dict.fromkeys(n for word in said for n, words in _NUMBERS.items() if word in words)


def _ways(number: int, nouns: tuple[str, ...], chinese: str, *titles: str) -> tuple[tuple[str, ...], ...]:
    """Every way to write the number beside one of `nouns`, and what else it is called."""
    latin = [word for word in _NUMBERS[number] if word.isascii() and word not in _WORDS]  # "three chapters" is no phase
    han = [chinese.format(word) for word in _NUMBERS[number] if not word.isascii()]
    return _tokens((*(f"{noun} {word}" for noun in nouns for word in latin), *han, *titles))


def _tokens(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(tokens(phrase)) for phrase in phrases)
