"""The catalogue: which programmes there are, whose they are, and where a text names them."""

import re
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from assistant.domain import Institution, Names, Programme, web_address
from assistant.errors import CorpusError
from assistant.language import fold

FILE_NAME = "programmes.yaml"
_LEVELS = ("undergraduate", "taught postgraduate", "research postgraduate")
_HAN = "㐀-鿿"
_CAPITALS = "\ue000"  # private use: stands in no text
_MASTERS = re.compile(r"(?<![a-z])(?:msc|m\.sc\.?|masters?|master's|taught postgraduate)(?![a-z])|硕士")
_BACHELORS = re.compile(
    r"(?<![a-z])(?:undergraduates?|bachelors?|bachelor's|beng|bsc|jupas)(?![a-z])|学士|本科|联招|大学联合招生"
)
_LEVEL_WORDS = {_LEVELS[0]: _BACHELORS, _LEVELS[1]: _MASTERS}
_BOTH_LEVELS = re.compile(
    r"(?<![a-z])(?:compar\w+|vs|versus|differ\w*|bachelors?|bachelor's|undergraduate|beng)(?![a-z])|比较|分别|学士|本科"
)
_MSC = "MSc in "
_MASTER_OF = re.compile(r"MSc (?:in )?([A-Z].*)")
_CHINESE_MASTER = re.compile("(.+)理(?:學碩士|学硕士)")
_ENGINEERING = re.compile(r"\beng(?:g|n|in)?\b\.?(?![a-z0-9])")
_GENERIC = re.compile(
    r"\b(?:undergraduate|bachelors?|beng|programmes?|programs?|degrees?|majors?|entry|master|masters|master's|msc)\b"
)
_LATIN_WORD = re.compile(r"[a-z][a-z&'-]*")
# How alike (0 to 100) a misspelt name must be, and how long a name must be (characters, and words at most) for that.
_ALIKE, _LONG_ENOUGH, _LONGEST_NAME = 88.0, 9, 6


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
            for name in _said_as(programme):
                if (other := self._called.setdefault(self._key(name), programme)) is not programme:
                    raise ValueError(f"{name!r} is a name of {other.id} and of {programme.id}")
        self._names = _pattern(self._called)
        self._long_names = [
            name for name in self._called if len(name) >= _LONG_ENOUGH and name.isascii() and not _GENERIC.search(name)
        ]
        self._masters = self._masters_of_the_same_name()
        self._institution_names = _pattern(map(self._key, institution.aliases))
        self._other_names = _pattern(map(self._key, other_institutions))

    def by_id(self, programme_id: str) -> Programme:
        """The programme with this id. Raises KeyError."""
        return self._by_id[programme_id]

    def __contains__(self, programme_id: str) -> bool:
        return programme_id in self._by_id

    def named_in(self, text: str) -> tuple[Programme, ...]:
        """The programmes that `text` names by code, name or alias, in order of appearance, once each.

        The longest name wins where several could be read; names of two Latin letters count only in capitals. A text
        about a master's means that of the same name, unless it compares the two.
        """
        return tuple(dict.fromkeys(programme for _, _, programme in self.places_in(text)[1]))

    def places_in(self, text: str) -> tuple[str, list[tuple[int, int, Programme]]]:
        """`text` as names are compared, and where in that it names a programme, as `named_in` reads it, in order."""
        key = self._key(text)
        places = [(*match.span(), self._called[match[0]]) for match in self._names.finditer(key)]
        if _MASTERS.search(key) and not (_BOTH_LEVELS.search(key) and any(p.level != _LEVELS[0] for *_, p in places)):
            places = [(start, end, self._masters.get(programme.id, programme)) for start, end, programme in places]
        return key, places

    def respelt(self, text: str) -> str:
        """`text` with a misspelt long name spelt as the catalogue does, then folded; as it is where a name is right."""
        key = self._key(text)
        if self._names.search(key):
            return text
        words = list(_LATIN_WORD.finditer(key))
        best = (0.0, "", 0, 0)
        for first, last in combinations(range(len(words) + 1), 2):
            start, end = words[first].start(), words[last - 1].end()
            if last - first <= _LONGEST_NAME and end - start >= _LONG_ENOUGH - 1:
                said = " ".join(word[0] for word in words[first:last])
                alike = process.extractOne(
                    said, self._long_names, scorer=fuzz.token_sort_ratio, score_cutoff=max(_ALIKE, best[0])
                )
                best = max(best, (alike[1], alike[0], start, end)) if alike else best
        _, name, start, end = best
        return f"{key[:start]}{name}{key[end:]}" if name else text

    def of_the_level_of(self, those: Iterable[Programme], named: Iterable[Programme]) -> tuple[Programme, ...]:
        """`named`, each as the master's of the same name, where there is one and all of `those` are master's."""
        are_masters = {programme.level for programme in those} == {_LEVELS[1]}
        return tuple(self._masters.get(programme.id, programme) if are_masters else programme for programme in named)

    def of_level_in(self, text: str) -> tuple[Programme, ...]:
        """The programmes of the level that `text` names (bachelor, taught master); all where it names none or both."""
        key = fold(text)
        named = [level for level, words in _LEVEL_WORDS.items() if words.search(key)]
        return tuple(programme for programme in self.programmes if len(named) != 1 or programme.level == named[0])

    def others_in(self, text: str) -> tuple[str, ...]:
        """The other institutions that `text` names, folded, in order of appearance, once each."""
        return tuple(dict.fromkeys(match[0] for match in self._other_names.finditer(self._key(text))))

    def without_names(self, text: str) -> str:
        """`text`, folded, without the names of programmes and institutions: what is said or asked about them."""
        key = self._key(text)
        for names in (self._other_names, self._names, self._institution_names):
            key = names.sub(" | ", key)
        return fold(key)

    def _masters_of_the_same_name(self) -> dict[str, Programme]:
        """The master's programme of each undergraduate programme that shares its name, by the latter's id."""
        called = {name.lower(): programme for programme in self.programmes for name in _all_names(programme)}
        found = {}
        for programme in self.programmes:
            if programme.names.en.startswith(_MSC):
                same = called.get(programme.names.en.removeprefix(_MSC).lower())
                if same and same.level == _LEVELS[0]:
                    found[same.id] = programme
        return found

    def _key(self, text: str) -> str:
        """`text` as names are compared: folded, but names of two capitals keep a sign of them ("IE" is not "ie")."""
        return _ENGINEERING.sub("engineering", fold(self._short.sub(_CAPITALS + r"\1", text))).replace(" & ", " and ")


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


def _all_names(programme: Programme) -> set[str]:
    names = programme.names
    return {names.en, names.zh_hant, names.zh_hans, *programme.aliases, *([programme.code] if programme.code else [])}


def _said_as(programme: Programme) -> set[str]:
    """What a programme is called, with other ways of saying a master's: "Robotics MSc", 機械人學碩士."""
    names = _all_names(programme)
    subjects = {match[1] for name in names if (match := _MASTER_OF.fullmatch(name))}
    forms: tuple[str, ...] = (
        "MSc in {}",
        "MSc {}",
        "{} MSc",
        "master in {}",
        "masters in {}",
        "master's in {}",
        "master of {}",
    )
    forms += ("{} master", "{} masters", "{} master's", "master of science in {}", "master's degree in {}")
    shortened = {f"{match[1]}碩士" for name in names if (match := _CHINESE_MASTER.fullmatch(name))}
    return names | shortened | {form.format(subject) for subject in subjects for form in forms}


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
