"""What the page's script asks of the server, beside questions; whatever comes is checked."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain import Language
from assistant.journal import Rating, Reason

LONGEST_KEPT = 48_000  # characters; a request may have 64 KB


class Command(BaseModel):
    """One wish of a visitor; which fields count depends on `does`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    does: Literal["open", "wait", "language", "programme", "edit", "keep", "new", "rate"]
    language: str = Field(default="", max_length=40)
    programme: str = Field(default="", max_length=100)
    kept: str = Field(default="", max_length=LONGEST_KEPT)
    turn: int = Field(default=0, ge=0, le=1_000_000)
    rating: Rating | None = None
    reason: Reason | None = None
    line: str = Field(default="", max_length=1000)


def read_command(sent: object) -> Command | None:
    """The command in the JSON text that the page sent; None where it is none.

    >>> read_command('{"does": "new"}').does, read_command('{"does": "delete"}'), read_command(5)
    ('new', None, None)
    """
    try:
        return Command.model_validate_json(sent) if isinstance(sent, str) else None
    except ValidationError:
        return None


def language_of(tag: str) -> Language | None:
    """The page's language for one language tag of a browser or an address; None where it speaks another.

    >>> [language_of(tag) for tag in ("zh-HK", "zh", "zh-Hans-HK", "en-GB", "fr")] == [
    ...     Language.ZH_HANT, Language.ZH_HANS, Language.ZH_HANS, Language.EN, None]
    True
    """
    parts = tag.strip().lower().replace("_", "-").split("-")
    if parts[0] in ("zh", "yue"):
        if "hans" in parts:
            return Language.ZH_HANS
        is_traditional = parts[0] == "yue" or {"hant", "hk", "tw", "mo"} & set(parts)
        return Language.ZH_HANT if is_traditional else Language.ZH_HANS
    return Language.EN if parts[0] == "en" else None


def accepted_language(header: str, otherwise: Language) -> Language:
    """The first of a browser's Accept-Language that the page speaks, by its weights.

    >>> accepted_language("fr, zh-HK;q=0.9, en;q=0.8", Language.EN).value
    'zh-Hant'
    """
    wished = []
    for at, part in enumerate(header[:500].split(",")):
        tag, _, weight = part.partition(";q=")
        try:
            wished.append((-float(weight or 1), at, tag))
        except ValueError:
            continue
    return next((language for *_, tag in sorted(wished) if (language := language_of(tag))), otherwise)
