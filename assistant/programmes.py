"""The catalogue: which programmes there are, whose they are, and where a text names them."""

import re
from collections.abc import Iterable
from itertools import combinations

from rapidfuzz import fuzz, process

from assistant.domain import Institution, Programme
from assistant.language import fold
from assistant.naming import all_names, any_name, is_bare, loosely, said_as, short_names

LEVELS = ("undergraduate", "taught postgraduate", "research postgraduate")
_MSC = "MSc in "
_CAPITALS = "\ue000"  # private use: stands in no text
_MASTERS = re.compile(
    r"(?<![a-z])(?<!research )(?:mscs?|m\.sc\.?|masters?|master's|taught postgraduate)(?![a-z])"
    r"|(?<!研究[型式])(?<!哲学)硕士"
)
_BACHELORS = re.compile(
    r"(?<![a-z])(?:undergraduates?|bachelors?|bachelor's|beng|bsc|jupas)(?![a-z])|(?<!副)学士|本科|联招|大学联合招生"
)
_MASTERS_IN = re.compile(r"\b(?:msc|m\.sc\.?|master's|masters?)(?: degree)?(?: in| of)? $")
_ITS_MASTERS = re.compile(r" ?(?:msc|master's|masters?)(?![a-z])|理?学?硕士")
_RESEARCH_IN = re.compile(r"\b(?:phd|mphil|doctorate)(?: degree| programme)?(?: in| of| at)? $")
_ITS_RESEARCH = re.compile(r" ?(?:phd|mphil)(?![a-z])|[的嘅]?(?:博士|哲学硕士)")
_LEVEL_WORDS = {LEVELS[0]: _BACHELORS, LEVELS[1]: _MASTERS}
_BOTH_LEVELS = re.compile(
    r"(?<![a-z])(?:compar\w+|vs|versus|differ\w*|bachelors?|bachelor's|undergraduate|beng)(?![a-z])|比较|分别|学士|本科"
)
_ENGINEERING = re.compile(r"\beng(?:g|n|in)?\b\.?(?![a-z0-9])")
_GENERIC = re.compile(
    r"\b(?:undergraduate|bachelors?|beng|programmes?|programs?|degrees?|majors?|entry|master|masters|master's|msc)\b"
)
_AND = re.compile(r" [&+] |(?<=[a-z]{4})&(?=[a-z]{4})|(?<=[a-z]{4})/(?=[a-z]{4})")
_SCIENCE = re.compile(r"\bsci\b\.?(?![a-z0-9])")
_LATIN_WORD = re.compile(r"[a-z][a-z&'-]*")
# How alike (0 to 100) a misspelt name must be, and how long a name must be (characters, and words at most) for that.
_ALIKE, _LONG_ENOUGH, _LONGEST_NAME = 88.0, 9, 6
# Words that tell of two small letters before them that they are a name: "ee degree".
_BESIDE_A_NAME = ("degree", "programme", "program", "major", "department", "students", "bachelor", "graduates")
_SHORT_NAME = 2
# 植物学 and 学费 written as 植物学费; so with 学额, 学分, 学系 …
_ENDS_AS_NOUN_BEGINS, _REST_OF_NOUN = re.compile("学$"), "(?=[费额分系期位生年科士历])"
_WORD_ALIKE = 70.0  # and each word of what was typed, to one of the name's


class Catalogue:
    """The programmes in the order of their file, and the institution that offers them."""

    def __init__(
        self,
        institution: Institution,
        programmes: Iterable[Programme],
        other_institutions: Iterable[str] = (),
        other_subjects: Iterable[str] = (),
        no_names: Iterable[str] = (),
    ) -> None:
        """`other_institutions` and `other_subjects` are names of what others offer and people ask about, too.

        `no_names` are words that hold a name and do not mean it (機械學習 is not 機械, 本科大一 is not 科大).

        Raises ValueError when there is no programme, or when two share an id or something they are called.
        """
        self.institution = institution
        self.programmes = tuple(programmes)
        if not self.programmes:
            raise ValueError("programmes is empty; write one at least (corpus/README.md tells the form)")
        self._by_id = {programme.id: programme for programme in self.programmes}
        if len(self._by_id) != len(self.programmes):
            raise ValueError("two programmes have the same id")
        self._short, self._joined_short, self._small_short = short_names(self.programmes, institution.aliases)
        self._called: dict[str, Programme] = {}
        for programme in self.programmes:
            for name in said_as(programme):
                if (other := self._called.setdefault(self._key(name), programme)) is not programme:
                    raise ValueError(f"{name!r} is a name of {other.id} and of {programme.id}")
        self._no_names = frozenset(map(self._key, no_names))
        self._names = any_name({*self._called, *self._no_names})
        self._run_on = re.compile(
            f"(?:{any_name(filter(_ENDS_AS_NOUN_BEGINS.search, self._called)).pattern}){_REST_OF_NOUN}"
        )
        self._loose = self._loosely_called()
        self._loose_names = any_name({*self._called, *self._no_names, *self._loose})
        self._long_names = [
            name for name in self._called if len(name) >= _LONG_ENOUGH and name.isascii() and not _GENERIC.search(name)
        ]
        self._masters = self._masters_of_the_same_name()
        self._institution_keys = tuple(map(self._key, (institution.names.en, *institution.aliases)))
        self._institution_names = any_name(map(self._key, institution.aliases))
        self._other_names = any_name({*map(self._key, other_institutions), *self._no_names})
        self._other_subjects = any_name(map(self._key, other_subjects))

    def by_id(self, programme_id: str) -> Programme:
        """The programme with this id. Raises KeyError."""
        return self._by_id[programme_id]

    def __contains__(self, programme_id: str) -> bool:
        return programme_id in self._by_id

    def named_in(self, text: str) -> tuple[Programme, ...]:
        """The programmes that `text` names by code, name or alias, in order of appearance, once each.

        The longest name wins where several could be read; names of two Latin letters count only in capitals. A text
        about a master's means that of the same name, unless it compares the two; so does one beside a master's that is
        called by a name of its own.
        """
        return tuple(dict.fromkeys(programme for _, _, programme in self.places_in(text)[1]))

    def places_in(self, text: str) -> tuple[str, list[tuple[int, int, Programme]]]:
        """`text` as names are compared, and where in that it names a programme, as `named_in` reads it, in order."""
        key = self._key(text)
        places = [
            (*match.span(), self._called[match[0]])
            for match in self._names.finditer(key)
            if match[0] not in self._no_names
        ]
        by_name = {bool(_MASTERS.search(key[start:end])) for start, end, each in places if each.level != LEVELS[0]}
        are_masters = _MASTERS.search(key) and not (_BOTH_LEVELS.search(key) and True in by_name)
        are_masters = are_masters or (False in by_name and not _BACHELORS.search(key))  # "SEEM or ECLT"
        if are_masters:
            places = [
                (start, end, each if _is_of_research(key, start, end) else self._masters.get(each.id, each))
                for start, end, each in places
            ]
        return key, places

    def respelt(self, text: str) -> str:
        """`text` with loose names ("energy & environmental") and a misspelt long one spelt as the catalogue does.

        A Chinese name that shares its last sign with what is asked of it, as in 植物學費, is set apart from that. It is
        folded where it changes, and as it is where every name is right.
        """
        if self._run_on.search(self._key(text)):
            text = self._run_on.sub(lambda match: f"{match[0]}{match[0][-1]}", self._key(text))
        text = self._joined_short.sub(lambda match: match[0].upper(), text)
        text = self._small_short.sub(lambda match: match[0][:-_SHORT_NAME] + match[0][-_SHORT_NAME:].upper(), text)
        key, places = self.places_in(text)
        said = [match[0] for match in self._loose_names.finditer(key) if match[0] in self._loose]
        is_named = bool(places) or not all(map(is_bare, said))
        loose = {name: self._loose[name] for name in said if not (is_named and is_bare(name))}
        spelt = self._loose_names.sub(lambda match: loose.get(match[0], match[0]), key)
        if spelt != key or places:
            return spelt if spelt != key else text
        words = list(_LATIN_WORD.finditer(key))
        best = (0.0, "", 0, 0)
        for first, last in combinations(range(len(words) + 1), 2):
            start, end = words[first].start(), words[last - 1].end()
            if last - first <= _LONGEST_NAME and end - start >= _LONG_ENOUGH - 1:
                typed = " ".join(word[0] for word in words[first:last])
                if _GENERIC.search(typed):  # "engineering masters" is no materials engineering
                    continue
                alike = process.extractOne(
                    typed, self._long_names, scorer=fuzz.token_sort_ratio, score_cutoff=max(_ALIKE, best[0])
                )
                if alike and _is_word_for_word(typed, alike[0]):
                    best = max(best, (alike[1], alike[0], start, end))
        _, name, start, end = best
        return f"{key[:start]}{name}{key[end:]}" if name else text

    def _loosely_called(self) -> dict[str, str]:
        """What questions call a programme beside its names, by which of its names is meant; none of two programmes."""
        found: dict[str, set[str]] = {}
        for name in self._called:
            for loose in loosely(name):
                found.setdefault(self._key(loose), set()).add(name)
            for small in _in_small_letters(name):
                found.setdefault(small, set()).add(name)
        return {
            key: min(names)
            for key, names in found.items()
            if key not in self._called and len({self._called[name].id for name in names}) == 1
        }

    def of_the_level_of(self, those: Iterable[Programme], named: Iterable[Programme]) -> tuple[Programme, ...]:
        """`named`, each as the master's of the same name, where there is one and all of `those` are master's."""
        are_masters = {programme.level for programme in those} == {LEVELS[1]}
        return tuple(self._masters.get(programme.id, programme) if are_masters else programme for programme in named)

    def of_level_in(self, text: str) -> tuple[Programme, ...]:
        """The programmes of the level that `text` names (bachelor, taught master); all where it names none or both."""
        key = fold(text)
        named = [level for level, words in _LEVEL_WORDS.items() if words.search(key)]
        return tuple(programme for programme in self.programmes if len(named) != 1 or programme.level == named[0])

    def others_in(self, text: str) -> tuple[str, ...]:
        """The other institutions that `text` names, folded, in order of appearance, once each."""
        found = (match[0] for match in self._other_names.finditer(self._key(text)))
        return tuple(dict.fromkeys(name for name in found if name not in self._no_names))

    def masters_not_offered(self, text: str) -> tuple[str, ...]:
        """The master's that `text` names of fields which only a bachelor's programme here teaches, folded."""
        key, places = self.places_in(text)
        found = []
        for start, end, programme in places:
            before, after = _MASTERS_IN.search(key[:start]), _ITS_MASTERS.match(key[end:])
            if programme.level == LEVELS[0] and (before or after):
                found.append(key[before.start() if before else start : end + (after.end() if after else 0)])
        return tuple(found)

    def names_institution(self, text: str) -> bool:
        """Whether `text` names the institution whose programmes these are."""
        return self._institution_names.search(self._key(text)) is not None

    def is_of_institution(self, text: str) -> bool:
        """Whether `text` is a part of what the institution is called: the field that all of it teaches."""
        key = self._key(text)
        return any(re.search(rf"\b{re.escape(key)}\b", name) for name in self._institution_keys)

    def other_subjects_in(self, text: str) -> tuple[str, ...]:
        """The subjects that `text` names and no programme here teaches, folded, in order of appearance, once each."""
        return tuple(dict.fromkeys(match[0] for match in self._other_subjects.finditer(self._key(text))))

    def without_names(self, text: str) -> str:
        """`text`, folded, without the names of programmes and institutions: what is said or asked about them."""
        key = self._key(text)
        for names in (self._other_names, self._names):
            key = names.sub(lambda match: match[0] if match[0] in self._no_names else " | ", key)
        return fold(self._institution_names.sub(" | ", key))

    def nameless(self, text: str) -> str:
        """`text`, folded, with nothing where it names a programme or an institution."""
        return " ".join(self.without_names(text).replace("|", " ").split())

    def _masters_of_the_same_name(self) -> dict[str, Programme]:
        """The master's programme of each undergraduate programme that shares its name, by the latter's id."""
        called = {name.lower(): programme for programme in self.programmes for name in all_names(programme)}
        found = {}
        for programme in self.programmes:
            if programme.names.en.startswith(_MSC):
                same = called.get(programme.names.en.removeprefix(_MSC).lower())
                if same and same.level == LEVELS[0]:
                    found[same.id] = programme
        return found

    def _key(self, text: str) -> str:
        """`text` as names are compared: folded, but names of two capitals keep a sign of them ("IE" is not "ie")."""
        key = _AND.sub(" and ", fold(self._short.sub(_CAPITALS + r"\1", text)))
        return _ENGINEERING.sub("engineering", _SCIENCE.sub("science", key))


def _in_small_letters(name: str) -> list[str]:
    """How a key with a sign of two capitals may be typed without them, beside what tells that it is a name."""
    if _CAPITALS not in name:
        return []
    small = name.replace(_CAPITALS, "")
    return [f"{small} {word}" for word in _BESIDE_A_NAME] if len(small) == _SHORT_NAME else [small]


def _is_of_research(key: str, start: int, end: int) -> bool:
    """Whether a name in a key stands beside what says that research degrees of that field are meant: "PhD in EE"."""
    return _RESEARCH_IN.search(key[:start]) is not None or _ITS_RESEARCH.match(key[end:]) is not None


def _is_word_for_word(said: str, name: str) -> bool:
    """Whether each word of what was typed is like one of a name's: "engineering in" is not "info engineering"."""
    words = name.split()
    return all(max(fuzz.ratio(word, other) for other in words) >= _WORD_ALIKE for word in said.split())
