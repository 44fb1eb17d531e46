"""The questions that staff would have the page offer, by topic, kept in the corpus."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.domain import Names
from assistant.errors import CorpusError
from assistant.language import to_simplified

FILE_NAME = "questions.yaml"
_PROGRAMME, _YEAR = "{programme}", "{year}"
_FORM = "write a list of topics, such as: - {topic: {en: Fees, zh: 學費}, questions: [{en: …, zh: …}]}"


@dataclass(frozen=True, slots=True)
class OfferedQuestion:
    """A question under its topic; its words may leave a place for a programme and, then, for a year."""

    topic: Names
    words: Names

    @property
    def is_of_programme(self) -> bool:
        """Whether it asks about one programme."""
        return _PROGRAMME in self.words.en

    def filled(self, words: str, programme: str, year: str) -> str:
        """`words` with a programme's name and a year in their places."""
        return words.replace(_PROGRAMME, programme).replace(_YEAR, year)

    @property
    def names_year(self) -> bool:
        """Whether it asks for a year."""
        return _YEAR in self.words.en


def load_offered(corpus: Path) -> tuple[tuple[OfferedQuestion, ...], str]:
    """The questions of a corpus folder in their order, and the text of their file; none when there is none.

    Raises CorpusError when the file is not of its form.
    """
    path = corpus / FILE_NAME
    if not path.is_file():
        return (), ""
    try:
        text = path.read_text(encoding="utf-8")
        stored = yaml.load(text, yaml.BaseLoader) or []  # noqa: S506  # BaseLoader builds only strings, lists and mappings
        offered = tuple(
            OfferedQuestion(_names(group["topic"]), _words(question))
            for group in stored
            for question in group["questions"]
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CorpusError(f"{FILE_NAME}: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{FILE_NAME}: {_FORM}; {error}") from error
    return offered, text


def _words(stored: Mapping[str, Any]) -> Names:
    words = _names(stored)
    for place in (_PROGRAMME, _YEAR):
        if (place in words.en) is not (place in words.zh_hant):
            raise ValueError(f"{place} must stand in both languages or in none: {words.en}")
    if _YEAR in words.en and _PROGRAMME not in words.en:
        raise ValueError(f"{_YEAR} needs {_PROGRAMME}: {words.en}")
    return words


def _names(stored: Mapping[str, Any]) -> Names:
    en, zh = stored["en"], stored["zh"]
    if not (isinstance(en, str) and isinstance(zh, str) and en.strip() and zh.strip()):
        raise ValueError(f"words are missing: {stored}")
    return Names(en, zh, to_simplified(zh))
