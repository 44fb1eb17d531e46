"""Which assistants a run compares: composers, and settings that are overridden."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from pydantic import ValidationError

from assistant.evaluation.errors import EvaluationError
from assistant.settings import Settings

QUOTING = "quoting"
CHAT = "chat:"
_CHAT_MODEL = re.compile(rf"{CHAT}[^:]+:.+")
_PREFIX = "retrieval."
_OF_THE_INDEX = ("corpus_dir", "embedding_model", "embedding_revision", "passage_prompt", "passage_size")
_SECRET = ("key", "token", "secret", "password")


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of answering: a composer, and the settings that differ from those of the environment."""

    composer: str = QUOTING
    overridden: tuple[tuple[str, str], ...] = ()

    @property
    def chat_model(self) -> str | None:
        """The chat model of the composer, "provider:model"; None where it quotes."""
        return None if self.composer == QUOTING else self.composer.removeprefix(CHAT)

    @property
    def name(self) -> str:
        """A short name, fit for a folder: "quoting", "quoting-meaning_weight=0.4"."""
        parts = (self.composer, *(f"{name}={value}" for name, value in self.overridden))
        return "-".join("".join(sign if sign.isalnum() or sign in "._=" else "_" for sign in part) for part in parts)


def variants_of(composers: Sequence[str], overrides: Sequence[str]) -> tuple[Variant, ...]:
    """Every composer with every combination of the values given; a setting named twice is tried with both values.

    `overrides` are written `name=value`, with an optional "retrieval." before the name. Raises EvaluationError when
    one is not, or when there is no such composer.

    >>> [variant.name for variant in variants_of([], ["meaning_weight=0.4", "retrieval.meaning_weight=0.8"])]
    ['quoting-meaning_weight=0.4', 'quoting-meaning_weight=0.8']
    """
    for composer in composers:
        if composer != QUOTING and not _CHAT_MODEL.fullmatch(composer):
            raise EvaluationError(f"There is no composer {composer!r}. There are: {QUOTING}, {CHAT}provider:model.")
    values: dict[str, list[str]] = {}
    for override in overrides:
        name, sign, value = override.partition("=")
        if not sign or not name.strip():
            raise EvaluationError(f"A setting is overridden as name=value, not as {override!r}.")
        values.setdefault(name.strip().removeprefix(_PREFIX), []).append(value.strip())
    combinations = product(*([(name, value) for value in tried] for name, tried in values.items()))
    return tuple(
        Variant(composer, combination)
        for combination in combinations
        for composer in dict.fromkeys(composers or [QUOTING])
    )


def with_overrides(settings: Settings, variant: Variant) -> Settings:
    """The settings with those of the variant put over them. Raises EvaluationError naming what cannot be used.

    Its composer decides on the chat model, whatever the environment says.

    What decides the content of an index can only be changed together with `index_dir`.
    """
    changed = dict(variant.overridden)
    for name in changed:
        if name not in Settings.model_fields:
            close = difflib.get_close_matches(name, Settings.model_fields, 1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise EvaluationError(f"There is no setting {name!r}.{hint}")
        if name in _OF_THE_INDEX and "index_dir" not in changed:
            raise EvaluationError(
                f"{name} decides what an index holds. Build one with it (ASSISTANT_{name.upper()}=… "
                "ASSISTANT_INDEX_DIR=… python ingest.py) and name it as well: --set index_dir=…"
            )
    try:
        return Settings(**{**settings.model_dump(), **changed, "chat_model": variant.chat_model})
    except ValidationError as error:
        reasons = "\n".join(f"{problem['loc'][0]}: {problem['msg']}" for problem in error.errors())
        raise EvaluationError(f"These settings cannot be used:\n{reasons}") from error


def as_pairs(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Name and value of every setting, apart from those whose name tells that they are secret.

    >>> dict(as_pairs(Settings(meaning_weight=0.5)))["meaning_weight"]
    '0.5'
    """
    return tuple(
        (name, "" if value is None else str(value))
        for name, value in settings.model_dump().items()
        if not any(word in name.split("_") for word in _SECRET)
    )
