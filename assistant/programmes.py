"""The catalogue: which programmes there are, whose they are, and where a text names them."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.domain import Institution, Names, Programme, web_address
from assistant.errors import CorpusError
from assistant.language import fold

FILE_NAME = "programmes.yaml"
_LEVELS = ("undergraduate", "taught postgraduate", "research postgraduate")
_HAN = "㐀-鿿"
_CAPITALS = "\ue000"  # private use: stands in no text


class Catalogue:
    """The programmes in the order of their file, and the institution that offers them."""

    def __init__(
        self, institution: Institution, programmes: Iterable[Programme], other_institutions: Iterable[str] = ()
    ) -> None:
        """`other_institutions` are names of others that people ask about, too.

        Raises ValueError when two programmes share an id or something they are called.
        """
        self.institution = institution
        self.programmes = tuple(programmes)
        self._by_id = {programme.id: programme for programme in self.programmes}
        if len(self._by_id) != len(self.programmes):
            raise ValueError("two programmes have the same id")
        names = {name for programme in self.programmes for name in _all_names(programme)}
        short = sorted(name for name in names if re.fullmatch("[A-Z]{2}", name))
        self._short = re.compile(rf"(?<![A-Za-z])({'|'.join(short) or '(?!)'})(?![A-Za-z])")
        self._called: dict[str, Programme] = {}
        for programme in self.programmes:
            for name in _all_names(programme):
                if (other := self._called.setdefault(self._key(name), programme)) is not programme:
                    raise ValueError(f"{name!r} is a name of {other.id} and of {programme.id}")
        self._names = _pattern(self._called)
        own = (institution.names.en, institution.names.zh_hant, institution.names.zh_hans, *institution.aliases)
        self._institution_names = _pattern(map(self._key, own))
        self._other_names = _pattern(map(self._key, other_institutions))

    def __contains__(self, programme_id: str) -> bool:
        return programme_id in self._by_id

    def named_in(self, text: str) -> tuple[Programme, ...]:
        """The programmes that `text` names by code, name or alias, in order of appearance, once each.

        The longest name wins where several could be read; names of two Latin letters count only in capitals.
        """
        found = (self._called[match[0]] for match in self._names.finditer(self._key(text)))
        return tuple(dict.fromkeys(found))

    def others_in(self, text: str) -> tuple[str, ...]:
        """The other institutions that `text` names, folded, in order of appearance, once each."""
        return tuple(dict.fromkeys(match[0] for match in self._other_names.finditer(self._key(text))))

    def without_names(self, text: str) -> str:
        """`text`, folded, without the names of programmes and institutions: what is said or asked about them."""
        key = self._key(text)
        for names in (self._other_names, self._names, self._institution_names):
            key = names.sub(" | ", key)
        return fold(key)

    def _key(self, text: str) -> str:
        """`text` as names are compared: folded, but names of two capitals keep a sign of them ("IE" is not "ie")."""
        return fold(self._short.sub(_CAPITALS + r"\1", text))


def load_catalogue(corpus: Path) -> tuple[Catalogue, str]:
    """The catalogue of a corpus folder and the text of its file. Raises CorpusError naming the file and the reason."""
    path = corpus / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
        stored = yaml.load(text, yaml.BaseLoader)  # noqa: S506  # BaseLoader builds only strings, lists and mappings
        others = _words(stored, "other_institutions")
        return Catalogue(_institution(stored["institution"]), map(_programme, stored["programmes"]), others), text
    except FileNotFoundError as error:
        raise CorpusError(
            f"{path} is missing: the catalogue of programmes (corpus/README.md tells its form)."
        ) from error
    except (OSError, yaml.YAMLError, ValueError) as error:
        raise CorpusError(f"{FILE_NAME}: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"{FILE_NAME}: a field is missing or not of its kind: {error}") from error


def _institution(stored: Mapping[str, Any]) -> Institution:
    contact = stored["contact"]
    return Institution(
        _names(stored["names"]), _names(contact["names"]), web_address(contact["url"]), _words(stored, "aliases")
    )


def _programme(stored: Mapping[str, Any]) -> Programme:
    return Programme(
        id=stored["id"],
        names=_names(stored["names"]),
        code=stored.get("code", ""),
        level=_one_of(_LEVELS, stored["level"]),
        degree=stored.get("degree", ""),
        department=stored.get("department", ""),
        aliases=_words(stored, "aliases"),
        url=web_address(stored["url"]) if stored.get("url") else "",
        has_translated_name=_one_of(("true", "false"), stored.get("translated", "false")) == "true",
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


def _all_names(programme: Programme) -> set[str]:
    names = programme.names
    return {names.en, names.zh_hant, names.zh_hans, *programme.aliases, *([programme.code] if programme.code else [])}


def _pattern(keys: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the names as whole words, the longest first; Chinese names anywhere."""
    longest_first = sorted(set(keys), key=lambda key: (-len(key), key))
    whole_words = (
        ("" if re.match(f"[{_HAN}]", key) else r"(?<![A-Za-z0-9])")
        + re.escape(key)
        + ("" if re.search(f"[{_HAN}]$", key) else r"(?![A-Za-z0-9])")
        for key in longest_first
    )
    return re.compile("|".join(whole_words) or r"(?!)")
