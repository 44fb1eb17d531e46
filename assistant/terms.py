"""What students call things: groups of words with one meaning, in three languages, kept by staff."""

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from assistant.domain import Concept
from assistant.errors import CorpusError
from assistant.language import content_tokens, content_words, fold, is_chinese

FILE_NAME = "terms.yaml"


class Terms:
    """The groups, and which of them a text uses."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        """`groups` are words and phrases of one meaning each; one that stands in several groups means all of them."""
        self._ways: dict[str, dict[tuple[str, ...], None]] = {}
        for group in groups:
            phrases = list(group)
            ways = dict.fromkeys(way for phrase in phrases if (way := tuple(content_tokens(phrase))))
            for phrase in phrases:
                self._ways.setdefault(fold(phrase), {}).update(ways)
        longest_first = sorted(self._ways, key=lambda key: (-len(key), key))
        self._pattern = re.compile("|".join(map(_whole, longest_first)) or r"(?!)")

    def concepts(self, text: str) -> list[Concept]:
        """What `text` asks or talks about, in order: its terms, and each other content word as itself; once each."""
        found: list[Concept] = []
        rest_from = 0
        folded = fold(text)
        for match in self._pattern.finditer(folded):
            found += _plain_concepts(folded[rest_from : match.start()], before_term=True)
            found.append(Concept(match[0], tuple(self._ways[match[0]]), is_term=True))
            rest_from = match.end()
        found += _plain_concepts(folded[rest_from:], before_term=False)
        return list({concept.ways: concept for concept in found}.values())


def load_terms(corpus: Path) -> tuple[Terms, str]:
    """The terms of a corpus folder and the text of their file; no terms when there is none.

    Raises CorpusError when the file is not a list of lists of words.
    """
    path = corpus / FILE_NAME
    if not path.is_file():
        return Terms(()), ""
    try:
        text = path.read_text(encoding="utf-8")
        groups = yaml.load(text, yaml.BaseLoader) or []  # noqa: S506  # BaseLoader builds only strings, lists and mappings
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CorpusError(f"{FILE_NAME}: {error}") from error
    if not isinstance(groups, list) or not all(
        isinstance(group, list) and all(isinstance(word, str) for word in group) for group in groups
    ):
        raise CorpusError(f"{FILE_NAME}: write one group a line, such as: - [tuition, fee, 學費]")
    if empty := [group for group in groups if not any(map(content_tokens, group))]:
        raise CorpusError(f"{FILE_NAME}: no word of this group says anything by itself: {', '.join(empty[0])}")
    return Terms(groups), text


def _plain_concepts(text: str, *, before_term: bool) -> list[Concept]:
    words = content_words(text)
    narrows = words[-1][0] if before_term and words and text.endswith(f"{words[-1][0]} ") else ""
    return [Concept(word, ((token,),), is_decisive=word == narrows and not is_chinese(word)) for word, token in words]


def _whole(key: str) -> str:
    latin = re.match(r"[a-z0-9]", key)
    return rf"(?<![a-z0-9]){re.escape(key)}(?![a-z0-9])" if latin else re.escape(key)
