"""The file of the catalogue: programmes.yaml, read and checked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.domain import Institution, Names, Office, Programme, web_address
from assistant.errors import CorpusError
from assistant.programmes import LEVELS, Catalogue

FILE_NAME = "programmes.yaml"


def load_catalogue(corpus: Path) -> tuple[Catalogue, str]:
    """The catalogue of a corpus folder and the text of its file. Raises CorpusError naming the file and the reason."""
    path = corpus / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
        stored = yaml.load(text, yaml.BaseLoader)  # noqa: S506  # BaseLoader builds only strings, lists and mappings
        lists = (_words(stored, name) for name in ("other_institutions", "other_subjects", "no_names"))
        return Catalogue(_institution(stored["institution"]), map(_programme, stored["programmes"]), *lists), text
    except FileNotFoundError as error:
        raise CorpusError(
            f"{path} is missing: the catalogue of programmes (corpus/README.md tells its form)."
        ) from error
    except (OSError, yaml.YAMLError, ValueError) as error:
        raise CorpusError(f"{FILE_NAME}: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{FILE_NAME}: a field is missing or not of its kind: {error}") from error


def _institution(stored: Mapping[str, Any]) -> Institution:
    postgraduate = stored.get("postgraduate_contact")
    return Institution(
        _names(stored["names"]),
        _office(stored["contact"]),
        _words(stored, "aliases"),
        _office(postgraduate) if postgraduate else None,
    )


def _office(stored: Mapping[str, Any]) -> Office:
    return Office(_names(stored["names"]), web_address(stored["url"]))


def _programme(stored: Mapping[str, Any]) -> Programme:
    return Programme(
        id=stored["id"],
        names=_names(stored["names"]),
        code=stored.get("code", ""),
        level=_one_of(LEVELS, stored["level"]),
        degree=stored.get("degree", ""),
        department=stored.get("department", ""),
        aliases=_words(stored, "aliases"),
        url=web_address(stored["url"]) if stored.get("url") else "",
        has_translated_name=_one_of(("true", "false"), stored.get("translated", "false")) == "true",
        is_discontinued=_one_of(("true", "false"), stored.get("discontinued", "false")) == "true",
    )


def _words(stored: Mapping[str, Any], field: str) -> tuple[str, ...]:
    words = stored.get(field) or []
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise ValueError(f"{field} must be a list, such as [one, two]")
    return tuple(words)


def _one_of(allowed: tuple[str, ...], value: str) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} must be one of {', '.join(allowed)}")
    return value


def _names(stored: Mapping[str, str]) -> Names:
    return Names(stored["en"], stored["zh-Hant"], stored["zh-Hans"])
