"""What a scripted model reads out of a prompt: the numbered statements, and the language to answer in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Language
from tests.chat_server import Request

_NUMBERED = re.compile(r"^\s*\[(\d+)\]\s*(.+)$", re.MULTILINE)
_ABOVE = re.compile(r"^\([^()]*\)\s*")  # what stands above a statement: programme, date, heading
_REJECTED = re.compile(r"⟦sentences⟧\n(.+?)\n⟦end of sentences⟧", re.DOTALL)
_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]")
_LANGUAGES = (
    (Language.ZH_HANT, re.compile(r"traditional chinese|zh-hant|繁體|正體", re.IGNORECASE)),
    (Language.ZH_HANS, re.compile(r"simplified chinese|zh-hans|简体", re.IGNORECASE)),
    (Language.EN, re.compile(r"\benglish\b", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Sentence:
    """A sentence without its marks, and the marks."""

    text: str
    marks: tuple[int, ...]

    @property
    def written(self) -> str:
        marks = "".join(f"[{mark}]" for mark in self.marks)
        body, end = (self.text[:-1], self.text[-1]) if self.text[-1:] in ".。!?" else (self.text, "")
        return f"{body} {marks}{end}"


@dataclass(frozen=True)
class Prompt:
    """`statements` as they are numbered, in order; `asked` is the last message, `text` all of them."""

    number: int
    statements: tuple[Sentence, ...]
    language: Language
    asked: str
    text: str


def read_prompt(request: Request) -> Prompt:
    """Read from the messages alone, as a model has to."""
    found: dict[int, str] = {}
    for match in _NUMBERED.finditer(request.prompt):
        found.setdefault(int(match[1]), _ABOVE.sub("", match[2].strip()))
    statements = tuple(Sentence(text, (mark,)) for mark, text in found.items())
    asked = request.messages[-1][1]
    if rejected := _REJECTED.search(asked):
        wanted = {_nearest(line, statements) for line in rejected[1].strip().splitlines()}
        statements = tuple(one for one in statements if one.marks in wanted)
    return Prompt(request.number, statements, language_of(request), asked, request.prompt)


def _nearest(sentence: str, statements: Sequence[Sentence]) -> tuple[int, ...]:
    """The marks of the statement that shares most words with a sentence."""
    words = set(_WORD.findall(sentence.lower()))
    return max(statements, key=lambda one: len(words & set(_WORD.findall(one.text.lower())))).marks


def language_of(request: Request) -> Language:
    """The one named last in the first message that names one: rules before it may name all."""
    for _, text in request.messages:
        named = [(match.start(), language) for language, name in _LANGUAGES for match in name.finditer(text)]
        if named:
            return max(named)[1]
    return Language.EN
