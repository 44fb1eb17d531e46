"""What the reading process says about a file, as a line of JSON that can hold nothing but these values."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from assistant.readers.extract import Extract


@dataclass(frozen=True, slots=True)
class Reply:
    """An extract, or why there is none; with neither, the process is ready. `is_last` when it ends after this."""

    extract: Extract | None = None
    refusal: str = ""
    is_last: bool = False


def encoded(reply: Reply) -> bytes:
    """`reply` as a line of UTF-8."""
    return TypeAdapter(Reply).dump_json(reply) + b"\n"


def decoded(line: bytes) -> Reply:
    """The reply in a line. Raises ValueError when it is anything else."""
    return TypeAdapter(Reply).validate_json(line, strict=True)
