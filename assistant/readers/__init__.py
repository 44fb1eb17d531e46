"""Files to Documents, one module a format."""

from collections.abc import Callable
from pathlib import Path

from assistant.domain import Document
from assistant.errors import CorpusError
from assistant.readers import markdown

_READERS: dict[str, Callable[[str, Path], Document]] = {".md": markdown.read, ".markdown": markdown.read}
_NOT_DOCUMENTS = {"readme.md", "programmes.yaml", "terms.yaml"}


def document_paths(corpus: Path) -> list[Path]:
    """The files below `corpus` that are meant as documents, sorted; README.md, the catalogue and hidden files are not.

    Raises CorpusError when there is no such folder.
    """
    if not corpus.is_dir():
        raise CorpusError(f"There is no corpus folder at {corpus}. Set ASSISTANT_CORPUS_DIR to the documents' folder.")
    return [path for path in sorted(corpus.rglob("*")) if path.is_file() and _is_document(path.relative_to(corpus))]


def read_document(corpus: Path, path: Path) -> Document:
    """The document in `path`, with its path below `corpus` as id. Raises CorpusError naming file, line and reason."""
    name = path.relative_to(corpus).as_posix()
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise CorpusError(f"{name}: files of this kind cannot be read ({known} can). Convert it, or move it elsewhere.")
    return reader(name, path)


def _is_document(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    return not hidden and path.name.lower() not in _NOT_DOCUMENTS
