"""What the page's script asks of the server, beside questions; whatever comes is checked."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

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
