"""Files to Documents, one module a format."""

from pathlib import Path

from assistant.domain import Document
from assistant.errors import CorpusError
from assistant.readers.documents import DocumentReader
from assistant.readers.side_file import belongs_to_a_file, is_side_file

__all__ = ["DocumentReader", "document_paths", "read_document"]

_NOT_DOCUMENTS = {"readme.md", "programmes.yaml", "terms.yaml", "questions.yaml", "accepted.yaml"}


def document_paths(corpus: Path) -> list[Path]:
    """The files below `corpus` that are meant as documents, sorted; README.md, the catalogue and hidden files are not.

    A side file is among them only when there is no file it belongs to: reading it tells so. Raises CorpusError when
    there is no such folder.
    """
    if not corpus.is_dir():
        raise CorpusError(f"There is no corpus folder at {corpus}. Set ASSISTANT_CORPUS_DIR to the documents' folder.")
    return [
        path for path in sorted(corpus.rglob("*")) if path.is_file() and _is_document(path, path.relative_to(corpus))
    ]


def read_document(corpus: Path, path: Path) -> Document:
    """The document in `path`, with its path below `corpus` as id. Raises CorpusError naming file, line and reason.

    For more than one file, a DocumentReader is quicker: it keeps the process that parses them.
    """
    with DocumentReader(corpus) as reader:
        return reader.read(path)


def _is_document(path: Path, below: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in below.parts)
    if hidden or path.name.lower() in _NOT_DOCUMENTS:
        return False
    return not is_side_file(path) or not belongs_to_a_file(path)
