"""Programmes, the institution that offers them, and what they are called."""

from dataclasses import dataclass

from assistant.domain.sources import Language


@dataclass(frozen=True, slots=True)
class Names:
    """What something is called, per language."""

    en: str
    zh_hant: str
    zh_hans: str

    def in_language(self, language: Language) -> str:
        """The name to show in an answer in `language`."""
        return {Language.EN: self.en, Language.ZH_HANT: self.zh_hant, Language.ZH_HANS: self.zh_hans}[language]


@dataclass(frozen=True, slots=True)
class Programme:
    """A course of study; `aliases` are further names that people use for it, in any language.

    `code` is its JUPAS or programme code, empty where it has none; `has_translated_name` where no source gives a
    Chinese name and ours is a plain translation; `is_discontinued` where nobody can apply for it any more.
    """

    id: str
    names: Names
    code: str = ""
    level: str = "undergraduate"
    degree: str = ""
    department: str = ""
    aliases: tuple[str, ...] = ()
    url: str = ""
    has_translated_name: bool = False
    is_discontinued: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """Who tells a person what the documents do not hold, with a web address."""

    names: Names
    url: str


@dataclass(frozen=True, slots=True)
class Institution:
    """Whose programmes these are, and whom to ask; about postgraduate studies another office where there is one."""

    names: Names
    contact: Office
    aliases: tuple[str, ...] = ()
    postgraduate_contact: Office | None = None
