"""What students call things: groups of words with one meaning, in three languages, kept by staff."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.domain import Concept, Names
from assistant.errors import CorpusError
from assistant.language import content_tokens, content_words, fold, is_chinese, to_simplified, tokens

FILE_NAME = "terms.yaml"
_FORM = "write one group a line, such as: - {en: [tuition, fee], zh: [學費]}"
_MARKS = ("narrows", "yearly", "own")
EXAMINATION, SUBJECT, STATISTICS = "examination", "subject", "statistics"  # kinds
USUAL = "HKDSE"  # the examination of most
# A phrase that loses other words than these when its content is taken ("apply by") is understood, but not searched for.
_LINKING_WORDS = frozenset(map(fold, "a an the of for in to or and with on at from 的".split()))
_ENGLISH = re.compile(r"(?<![a-z])[a-z]{5,}(?![a-z])")
# "A Level", "Band A": no article, yet a word of nearly every text. Behind its noun it tells one thing from another.
_LETTER_FIRST, _LETTER_LAST = re.compile(r"^A(?![\w-])"), re.compile(r"(?<![\w-])A$")
_NOT = re.compile(r"\bnot\b")
# Numerals that are a word of every sentence, too: beside a noun ("Phase I") they tell one thing from another.
_NUMERALS = frozenset({"i"})
# These turn what a phrase says round ("no longer offered"), so it is found only together with them.
_TURNING_WORDS = frozenset(map(fold, "no not longer never without".split()))


@dataclass(frozen=True, slots=True)
class Group:
    """Words and phrases of one meaning; the first of each language is the one that answers use.

    `ratio_of` names two other groups, by their first English words, where it is the first divided by the second.
    `narrows` where what is said holds only for those whom it names ("part-time", "non-local"): such a thing is no
    answer to somebody who did not ask for it. `yearly` where what is said changes from year to year (fees, scores).
    `own` where each programme has one of its own, which nothing tells that is said of the whole institution.
    Of one `kind` are those of which a question means one at a time: full-time or part-time, physics or biology.
    """

    english: tuple[str, ...]
    chinese: tuple[str, ...]
    ratio_of: tuple[str, ...] = ()
    narrows: bool = False
    yearly: bool = False
    own: bool = False
    kind: str = ""

    @property
    def is_name(self) -> bool:
        """Whether it is a proper name, such as IB or SenseTime: nothing else is meant by it."""
        return sum(sign.isupper() for sign in self.names.en) > 1

    @property
    def names(self) -> Names:
        """What the group is called in an answer; the other language's word where one has none."""
        english, chinese = self.english or self.chinese, self.chinese or self.english
        return Names(english[0], chinese[0], to_simplified(chinese[0]))


class Terms:
    """The groups, and which of them a text uses."""

    def __init__(self, groups: Iterable[Group]) -> None:
        """A word that stands in several groups means all of them.

        `ratios` are the groups that are computed, with the two that they are computed from; `yearly` the names of those
        that change from year to year, `narrows` of those that hold only for some, `own` of those that each programme
        has for itself; `kinds` tells those of one kind; `spellings` are the English words of all.
        Raises KeyError where the groups of a ratio are none.
        """
        self._concepts: dict[str, Concept] = {}
        groups = tuple(groups)
        named = {group.names.en: group.names for group in groups}
        self.ratios = {g.names: (named[g.ratio_of[0]], named[g.ratio_of[1]]) for g in groups if g.ratio_of}
        self.narrows = frozenset(group.names for group in groups if group.narrows)
        self.kinds = {group.names: group.kind for group in groups if group.kind}
        self.yearly = frozenset(group.names for group in groups if group.yearly)
        self.own = frozenset(group.names for group in groups if group.own)
        self._narrowed: dict[str, frozenset[Names]] = {}
        self._joined: dict[str, tuple[tuple[frozenset[Names], frozenset[Names]], ...]] = {}
        self._sets_apart = frozenset(
            g.names for g in groups if (g.kind == EXAMINATION and g.names.en != USUAL) or not g.is_name
        )
        self._phrases = {group.names: [fold(p) for p in (*group.english, *group.chinese)] for group in groups}
        for group in groups:
            phrases = (*group.english, *group.chinese)
            ways = tuple(dict.fromkeys(way for phrase in phrases if (way := _searched(phrase))))
            for phrase in (*phrases, *_without_hyphens(phrases)):
                concept = Concept(fold(phrase), ways, group.is_name, is_term=True, names=(group.names,))
                self._concepts[concept.word] = _joined(self._concepts.get(concept.word), concept)
        english = (word for group in groups for phrase in group.english for word in _ENGLISH.findall(fold(phrase)))
        self.spellings = frozenset(english)
        longest_first = sorted(self._concepts, key=lambda key: (-len(key), key))
        self._pattern = re.compile(_any_of(longest_first) or r"(?!)")

    def concepts(self, text: str) -> list[Concept]:
        """What `text` asks or talks about, in order: its terms, and each other content word as itself; once each."""
        found: list[Concept] = []
        rest_from = 0
        folded = fold(text)
        for match in self._pattern.finditer(folded):
            found += _plain_concepts(folded[rest_from : match.start()])
            found.append(self._concepts[match[0]])
            rest_from = match.end()
        found += _plain_concepts(folded[rest_from:])
        return list({concept.ways: concept for concept in reversed(found)}.values())[::-1]

    def places_in(self, folded: str) -> list[tuple[int, int, frozenset[Names]]]:
        """Where `folded` uses a group, in order: start, end and the names of the groups."""
        found = self._pattern.finditer(folded)
        return [(*match.span(), frozenset(self._concepts[match[0]].names)) for match in found]

    def named_in(self, text: str) -> frozenset[Names]:
        """The names of the groups that `text` uses."""
        return frozenset(name for *_, names in self.places_in(fold(text)) for name in names)

    def narrowing(self, text: str) -> frozenset[Names]:
        """The names of the groups that narrow whom `text` holds for. Texts are remembered: give the documents' own."""
        if text not in self._narrowed:
            self._narrowed[text] = self.named_in(text) & self.narrows
        return self._narrowed[text]

    def joined(self, text: str) -> tuple[tuple[frozenset[Names], frozenset[Names]], ...]:
        """The groups that `text` uses, in order, each with those of the word right before it: "exchange places".

        A word that is part of what a group is called says nothing more of it, and a name but whose it is ("application
        dates", "JUPAS dates"), unless it is that of an examination: SAT scores are no HKDSE scores. Texts are
        remembered, as in `narrowing`.
        """
        if text not in self._joined:
            folded = fold(text)
            places = self.places_in(folded)
            ends = {end: (folded[start:end], names) for start, end, names in places}
            found = []
            for start, _, names in places:
                word, before = ends.get(start - folded[:start].endswith((" ", "-")), ("", frozenset[Names]()))
                is_own = any(word in phrase for name in names for phrase in self._phrases[name])
                found.append((names, frozenset() if is_own else before & self._sets_apart))
            self._joined[text] = tuple(found)
        return self._joined[text]


def load_terms(corpus: Path) -> tuple[Terms, str]:
    """The terms of a corpus folder and the text of their file; no terms when there is none.

    Raises CorpusError when the file is not a list of groups.
    """
    path = corpus / FILE_NAME
    if not path.is_file():
        return Terms(()), ""
    try:
        text = path.read_text(encoding="utf-8")
        stored = yaml.load(text, yaml.BaseLoader) or []  # noqa: S506  # BaseLoader builds only strings, lists and mappings
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CorpusError(f"{FILE_NAME}: {error}") from error
    if not isinstance(stored, list):
        raise CorpusError(f"{FILE_NAME}: {_FORM}")
    try:
        return Terms(map(_group, stored)), text
    except KeyError as error:
        raise CorpusError(f"{FILE_NAME}: ratio_of names {error}, which begins no group") from error


def _group(stored: Any) -> Group:  # noqa: ANN401  # whatever staff wrote
    """A group from a mapping of languages, or from a plain list of words in any of them."""
    if isinstance(stored, list):
        words = [word for word in stored if isinstance(word, str)]
        is_whole = len(words) == len(stored)
        group = Group(tuple(w for w in words if not is_chinese(w)), tuple(w for w in words if is_chinese(w)))
    elif isinstance(stored, Mapping) and set(stored) <= {"en", "zh", "ratio_of", "kind", *_MARKS}:
        lists = [stored.get("en") or [], stored.get("zh") or [], stored.get("ratio_of") or []]
        is_whole = all(isinstance(words, list) and all(isinstance(word, str) for word in words) for words in lists)
        marks = [stored.get(mark, "false") for mark in _MARKS]
        is_whole = is_whole and len(lists[2]) in (0, 2) and {"true", "false"}.issuperset(marks)
        narrows, yearly, own = (mark == "true" for mark in marks)
        english, chinese, ratio = map(tuple, lists)
        kind = str(stored.get("kind", ""))
        group = Group(english, chinese, ratio, narrows, yearly, own, kind) if is_whole else Group((), ())
    else:
        raise CorpusError(f"{FILE_NAME}: {_FORM}; not {stored!r}")
    if not is_whole:
        raise CorpusError(f"{FILE_NAME}: {_FORM}; not {stored!r}")
    if not all(fold(word).strip() for word in (*group.english, *group.chinese)):
        raise CorpusError(f"{FILE_NAME}: a word is empty in {stored!r}; {_FORM}")
    if not any(map(content_tokens, (*group.english, *group.chinese))):
        first = next(iter((*group.english, *group.chinese)), "nothing")
        raise CorpusError(f"{FILE_NAME}: no word of this group says anything by itself: {first}")
    return group


def _without_hyphens(phrases: Iterable[str]) -> list[str]:
    """The phrases that are also written with spaces: "first-year places", "first year places"."""
    return [phrase.replace("-", " ") for phrase in phrases if "-" in phrase and phrase.replace("-", " ") not in phrases]


def _joined(known: Concept | None, concept: Concept) -> Concept:
    """One concept for a word of two groups: it is said in the ways of both."""
    if known is None:
        return concept
    ways = tuple(dict.fromkeys((*known.ways, *concept.ways)))
    names = tuple(dict.fromkeys((*known.names, *concept.names)))
    return Concept(concept.word, ways, known.is_decisive and concept.is_decisive, is_term=True, names=names)


def _searched(phrase: str) -> tuple[str, ...]:
    """The tokens by which a phrase is found in documents; none where they say less than the phrase.

    A sign that stands for nothing by itself (請, 收, 讀) belongs to the word in a Chinese phrase: 申請, 收生, 兼讀.
    """
    content = content_tokens(phrase)
    if _NOT.search(phrase):  # both words of "not local" stand in many a sentence on local students
        return ()
    if is_chinese(phrase):
        return tuple(tokens(phrase)) if content else ()
    lost = set(tokens(phrase)) - set(content) - _LINKING_WORDS
    if _LETTER_FIRST.search(phrase):
        return ()
    if _LETTER_LAST.search(phrase):
        return tuple(tokens(phrase)) if content else ()
    if lost:
        return tuple(tokens(phrase)) if content and lost <= _TURNING_WORDS | _NUMERALS else ()
    return tuple(content)


def _plain_concepts(text: str) -> list[Concept]:
    return [Concept(word, ((token,),)) for word, token in content_words(text)]


def _any_of(keys: Iterable[str]) -> str:
    """An expression for any of the keys, Latin ones as whole words; by first signs, which is quick."""
    by_first: dict[str, list[str]] = {}
    for key in keys:
        by_first.setdefault(key[0], []).append(re.escape(key[1:]))
    return "|".join(
        rf"(?<![a-z0-9]){first}(?:{'|'.join(rests)})(?![a-z0-9])"
        if re.match(r"[a-z0-9]", first)
        else rf"{re.escape(first)}(?:{'|'.join(rests)})"
        for first, rests in by_first.items()
    )
