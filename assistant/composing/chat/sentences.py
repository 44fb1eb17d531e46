"""A reply that is being written, cut into finished sentences with the marks that stand behind them."""

import re
from collections.abc import Iterator

import sentencex

from assistant.domain import Language

_MARKS = r"(?:\s*[\[［【(]\s*\d{1,3}(?:\s*[,，、;]\s*\d{1,3})*\s*[\]］】)](?!\d))"
_LEADING = re.compile(rf"^(?:{_MARKS}\s*)+[.。]?")
_ONE_MARK = re.compile(r"[\[［【]\s*(\d{1,3}(?:\s*[,，、;]\s*\d{1,3})*)\s*[\]］】]")
_BULLET = re.compile(r"^\s*(?:[-*•·]\s+|\d{1,2}[.)、]\s+(?!\d))")
_BOLD = re.compile(r"(?<![\w*])\*\*(?=\S)([^*]+(?:\d\*{1,2}[^*\d]+)*)(?<=\S)\*\*(?![\w*])")
_ENDED = re.compile(rf"[.。!?！？…][\"”’」』)）]?(?:{_MARKS})*\s*$|{_MARKS}\s*$")
_MARK_BEGUN = re.compile(r"\s*(?:[\[［【(][\d\s,，、;]*)?$")
_SPACES = re.compile(r"\s+")


class Sentences:
    """Takes pieces of a reply and gives its sentences as soon as the next one has begun."""

    def __init__(self, language: Language) -> None:
        """`language` is the one that the reply should be in; only where to cut depends on it."""
        self._rules = "en" if language is Language.EN else "zh"
        self._written = ""

    def add(self, piece: str) -> Iterator[str]:
        """The sentences that are finished with this piece, in order."""
        self._written += piece
        finished = self._cut()
        left = finished.pop()
        if finished and _MARK_BEGUN.fullmatch(left) and not finished[-1].endswith("\n"):
            left = finished.pop() + left
        self._written = left
        yield from (sentence.strip() for sentence in finished if sentence.strip())

    def rest(self) -> Iterator[str]:
        """What is left when the reply has ended: a sentence that ends as one does, and not one that is cut off."""
        left, self._written = self._cut(), ""
        yield from (sentence.strip() for sentence in left[:-1] if sentence.strip())
        if left and _ENDED.search(left[-1]):
            yield left[-1].strip()

    def _cut(self) -> list[str]:
        """What is written so far by sentences; the last may still grow."""
        sentences: list[str] = []
        for line in self._written.splitlines(keepends=True) or [""]:
            for sentence in sentencex.segment(self._rules, line):
                marks = _LEADING.match(sentence)
                # Marks behind the full stop belong to the sentence before it.
                if sentences and marks and not sentences[-1].endswith("\n"):
                    sentences[-1] += marks[0]
                    sentence = sentence[marks.end() :]
                if sentences and not (_ENDED.search(sentences[-1]) or sentences[-1].endswith("\n")):
                    sentences[-1] += sentence  # cut at what only looks like the number of a list
                elif sentence:
                    sentences.append(sentence)
        return [*sentences, ""] if self._written.endswith("\n") else sentences or [""]


def without_marks(sentence: str) -> tuple[str, tuple[int, ...]]:
    """A sentence without its marks and list signs, and the marks, once each in order.

    >>> without_marks("- Level **5** [2], or 5** [1, 2].")
    ('Level 5, or 5**.', (2, 1))
    """
    marks = [int(number) for group in _ONE_MARK.findall(sentence) for number in re.findall(r"\d+", group)]
    text = _BULLET.sub("", _ONE_MARK.sub("", sentence))
    text = _SPACES.sub(" ", _BOLD.sub(r"\1", text)).strip()
    text = re.sub(r"\s+(?=[.,;:!?。，；：！？])", "", text)
    return text, tuple(dict.fromkeys(marks))
