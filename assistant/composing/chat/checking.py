"""Decides on each sentence of a reply: shown with the statements it rests on, or rejected with its reasons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.composing import frames
from assistant.composing.chat.material import Material
from assistant.composing.chat.nearness import Nearness
from assistant.composing.chat.sentences import without_marks
from assistant.composing.parts import Source
from assistant.domain import Language
from assistant.grounding.claims import claims_of
from assistant.grounding.support import faults
from assistant.grounding.told import Told
from assistant.language import detect, fold, is_chinese, to_simplified
from assistant.programmes import Catalogue
from assistant.terms import Terms

_ADDRESS = re.compile(r"https?:|www\.|(?:javascript|data|file|ftp|vbscript)\s*:|//\w", re.IGNORECASE)
# What may be an address: only where a cited statement writes it, such as the name of a file.
_DOTTED = re.compile(
    r"[\w.-]+@[\w.-]+|[\w-]{3,}(?:\.[\w-]+)*\.[a-z]{2,}(?:/[\w./-]*)?(?![a-z])", re.IGNORECASE | re.ASCII
)
_MARKUP = re.compile(r"<[a-z/!]|!\[|\]\s*\(|```|^#{1,6}\s|\|.*\||\\[a-z(\[]|\$\$|&\w+;|⟦|⟧", re.IGNORECASE)
_WORD = re.compile(r"(?<![A-Za-z])[a-z]{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
# So many words in a row of the rules, which are in English, are no accident. A translation of them is not found out.
_REPEATED = 7


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence without its marks, the statements it cites, and why it is rejected; shown where there is no reason."""

    text: str
    sources: tuple[Source, ...]
    reasons: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()


class Checker:
    """Checks the sentences of one answer."""

    def __init__(
        self, material: Material, language: Language, rules: str, *, catalogue: Catalogue, terms: Terms,
        nearness: Nearness, subject: Sequence[str],
    ) -> None:  # fmt: skip
        """`rules` are what the model was told and must not repeat; `subject` the ids of what the question is about."""
        self._material = material
        self._language = language
        self._rules = f" {' '.join(fold(rules).split())} "
        self._catalogue = catalogue
        self._terms = terms
        self._nearness = nearness
        self._subject = tuple(subject)
        self._told: dict[str, Told] = {}

    def check(self, sentence: str) -> Checked | None:
        """The sentence with what it cites, or why it is rejected; None where it only says that nothing is known."""
        text, marks = without_marks(sentence)
        if self._language is Language.ZH_HANS:
            text = to_simplified(text)
        if not any(sign.isalnum() for sign in text) or fold(text) == fold(frames.NOT_FOUND.in_language(self._language)):
            return None
        found = [self._material.at(mark) for mark in marks]
        sources = tuple(source for source in found if source)
        reasons = [f"mark: [{mark}] points nowhere" for mark, source in zip(marks, found, strict=True) if not source]
        if not marks:
            reasons.append("mark: none")
        reasons += self._of_form(text, sources)
        if not reasons:
            told = [self._read(source) for source in sources]
            reasons = [str(fault) for fault in faults(text, told, self._subject, self._catalogue, self._terms)]
        if not reasons and (far := self._far(text, sources)):
            reasons = [f"meaning: {far}"]
        return Checked(text, sources, tuple(reasons), marks)

    def shown(self, checked: Checked) -> None:
        """Take note that a sentence was shown: what follows and names no programme is about the same."""
        named = tuple(programme.id for programme in self._catalogue.named_in(checked.text))
        self._subject = named or self._subject

    def _far(self, text: str, sources: Sequence[Source]) -> str:
        """Why a sentence is not near what it cites; empty where it is. To name the same programme is not enough."""
        claim = claims_of(text, self._catalogue)
        bare = self._catalogue.without_names(claim.words).replace("|", " ")
        if not claim.figures and not claim.days and self._nearness.shares_nothing(bare, sources):
            return "nothing but names stands in them"
        return self._nearness.is_far(text, claim.words, sources)

    def _read(self, source: Source) -> Told:
        key = source.statement.id
        if key not in self._told:
            self._told[key] = Told(source.passage, source.statement, self._catalogue, self._terms)
        return self._told[key]

    def _of_form(self, text: str, sources: Sequence[Source]) -> list[str]:
        """What is wrong with a sentence whatever it cites: an address, markup, another language, the rules."""
        reasons = []
        told = " ".join(source.statement.text for source in sources)
        if _ADDRESS.search(text) or any(dotted.rstrip(".") not in told for dotted in _DOTTED.findall(text)):
            reasons.append("address: none may be written")
        if _MARKUP.search(text):
            reasons.append("markup: plain text only")
        if not is_in(text, self._language):
            reasons.append(f"language: not {self._language}")
        if self._repeats_rules(text):
            reasons.append("rules: not to be told")
        return reasons

    def _repeats_rules(self, text: str) -> bool:
        words = fold(text).split()
        runs = (" ".join(words[i : i + _REPEATED]) for i in range(len(words) - _REPEATED + 1))
        return any(f" {run} " in self._rules for run in runs)


def is_in(text: str, language: Language) -> bool:
    """Whether a sentence is in `language`; names and codes may be in another. Simplified signs are taken for granted.

    >>> is_in("AIST 的中位數", Language.ZH_HANT), is_in("AIST 的中位数", Language.ZH_HANT), is_in("學費", Language.EN)
    (True, False, False)
    """
    if language is Language.EN:
        return detect(text) is Language.EN
    if not is_chinese(text) or len(_HAN.findall(text)) < len(_WORD.findall(text)):
        return False
    if language is Language.ZH_HANS:
        return True  # written in Simplified signs by now
    return detect("".join(_HAN.findall(text))) is language
