"""Whether the meaning of a sentence is near the statements it cites, by an embedding model and by its words."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.composing.parts import Source
from assistant.language import content_tokens, is_chinese
from assistant.terms import Terms

Embed = Callable[[list[str]], Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where on a sentence is near, fitted with the embedding model `model` on `tests/paraphrases.py`.

    `cosine` is the least cosine (-1 to 1) to one of the statements, `strange` the greatest share (0 to 1) of its
    content words that no statement has, where both are in one language. With no more than `familiar` of these a
    sentence needs no embedding.
    """

    model: str
    cosine: float
    strange: float
    familiar: float


@cache
def bounds() -> Bounds:
    """The bounds that the package carries."""
    stored = json.loads(files("assistant.composing.chat").joinpath("nearness.json").read_text(encoding="utf-8"))
    return Bounds(stored["model"], float(stored["cosine"]), float(stored["strange"]), float(stored["familiar"]))


class Nearness:
    """Tells for one answer whether sentences are near what they cite; keeps the vectors of the statements."""

    def __init__(self, embed: Embed, terms: Terms, limits: Bounds) -> None:
        """`embed` gives a unit vector for each text."""
        self._embed = embed
        self._terms = terms
        self._limits = limits
        self._kept: dict[str, Sequence[float]] = {}

    def is_far(self, sentence: str, words: str, cited: Sequence[Source]) -> str:
        """Why the sentence, without marks, is not near any of the statements; empty where it is.

        `words` are those of the sentence without its figures and their units.
        """
        share = self.strange(words, cited)
        if share is not None and share > self._limits.strange:
            return f"{share:.0%} of its words stand in none of them"
        if share is not None and share <= self._limits.familiar:
            return ""
        cosine = self.cosine(sentence, cited)
        return f"{cosine:.2f} is not near" if cosine < self._limits.cosine else ""

    def shares_nothing(self, words: str, cited: Sequence[Source]) -> bool:
        """Whether several content words are said, and none of them stands in a statement of the same language."""
        return len(content_tokens(words)) > 1 and self.strange(words, cited) == 1

    def cosine(self, sentence: str, cited: Sequence[Source]) -> float:
        """The greatest cosine of the sentence to one statement, alone or under its headings."""
        texts = [text for source in cited for text in (source.statement.text, _with_headings(source))]
        unknown = [text for text in dict.fromkeys((sentence, *texts)) if text not in self._kept]
        self._kept.update(zip(unknown, self._embed(unknown), strict=True) if unknown else ())
        own = self._kept[sentence]
        return max(sum(a * b for a, b in zip(own, self._kept[text], strict=True)) for text in texts)

    def strange(self, sentence: str, cited: Sequence[Source]) -> float | None:
        """The share of the sentence's content words that no statement has; None where none is in its language."""
        same = [source for source in cited if is_chinese(sentence) == is_chinese(source.statement.text)]
        text = " ".join(_with_headings(source) for source in same)
        ways = (concept.ways for concept in self._terms.concepts(text) if concept.is_term)
        held = {*content_tokens(text), *(token for way in ways for tokens in way for token in tokens)}
        words = [word for word in content_tokens(sentence) if not any(sign.isdigit() for sign in word)]
        return sum(word not in held for word in words) / max(1, len(words)) if same else None


def _with_headings(source: Source) -> str:
    return f"{source.passage.breadcrumb}: {source.statement.text}"
