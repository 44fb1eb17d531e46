"""Side files: the front matter of documents whose format has no place for it."""

from pathlib import Path

from assistant.errors import CorpusError
from assistant.readers.front_matter import REQUIRED, FrontMatter, parse_front_matter

ENDING = ".meta.yaml"
_WITHOUT = (".md", ".markdown")
_LARGEST = 100_000


def side_file(path: Path) -> Path:
    """Where the front matter of the file at `path` is written: its name with its ending, and `.meta.yaml`."""
    return path.with_name(path.name + ENDING)


def is_side_file(path: Path) -> bool:
    """Whether a path is that of a side file."""
    return path.name.lower().endswith(ENDING)


def belongs_to_a_file(side: Path) -> bool:
    """Whether the file that a side file is named after exists, and is not one that begins with its front matter."""
    owner = side.name[: -len(ENDING)]
    return bool(owner) and side.with_name(owner).is_file() and not owner.lower().endswith(_WITHOUT)


def read_side_file(name: str, path: Path) -> tuple[FrontMatter, bytes]:
    """The front matter of the file at `path`, called `name` in messages, and the side file's bytes.

    Raises CorpusError when there is none, with its name and fields, or when it cannot be used.
    """
    side, side_name = side_file(path), name + ENDING
    if not side.is_file():
        raise CorpusError(f"{name}: write {side_name} beside it, with its {', '.join(REQUIRED)}, one to a line.")
    content = side.read_bytes()[:_LARGEST]
    try:
        return parse_front_matter(content.decode("utf-8-sig")), content
    except UnicodeDecodeError as error:
        raise CorpusError(f"{side_name}: not UTF-8 text (byte {error.start}); save it as UTF-8.") from error
    except ValueError as error:
        raise CorpusError(f"{side_name}:1: {error}") from error
