"""Which documents of the corpus a case's sources stand for, translations included."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.domain import Document
from assistant.evaluation.case import Case
from assistant.evaluation.errors import CasesError, EvaluationError

FILE_NAME = "sources.yaml"


@dataclass(frozen=True, slots=True)
class Sources:
    """The homes of each source, and of which document each one is a translation.

    `homes` are ids of documents for each name of a source; `originals` the id that a document and all its translations
    share, for every document of the corpus. A source without homes is the document of its name.
    """

    homes: Mapping[str, tuple[str, ...]]
    originals: Mapping[str, str]

    def original(self, document: str) -> str:
        """The id that stands for a document and its translations."""
        return self.originals.get(document, document)

    def of(self, case: Case, document: str) -> tuple[str, ...]:
        """The sources of the case that `document`, or what it is a translation of, is a home of."""
        wanted = self.original(document)
        return tuple(
            source for source in case.sources if any(self.original(home) == wanted for home in self._homes(source))
        )

    def check(self, cases: Iterable[Case]) -> None:
        """Raises CasesError naming each case with a source that is neither listed nor a document."""
        unknown = [
            f"{case.origin}: its source {source!r} is neither listed in {FILE_NAME} nor a document of the corpus"
            for case in cases
            for source in case.sources
            if source not in self.homes and source not in self.originals
        ]
        if unknown:
            raise CasesError("These cases cannot be used, so none was asked:\n" + "\n".join(unknown))

    def _homes(self, source: str) -> Sequence[str]:
        return self.homes.get(source, (source,))


def read_homes(path: Path) -> dict[str, tuple[str, ...]]:
    """The documents listed for each source in a YAML file. Raises EvaluationError when it has another form."""
    try:
        stored = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # strings and lists only
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}") from error
    if not isinstance(stored, dict) or not all(
        isinstance(homes, list) and all(isinstance(home, str) for home in homes) for homes in stored.values()
    ):
        raise EvaluationError(f"{path} must map each source to a list of documents.")
    return {str(source): tuple(homes) for source, homes in stored.items()}


def homes_for(cases: Iterable[Path], listed: Path | None = None) -> dict[str, tuple[str, ...]]:
    """The documents for each source of these files of cases: those in `listed`, else in the files beside them.

    Empty where no such file stands beside. Raises EvaluationError when one has another form.
    """
    beside = dict.fromkeys(path.parent / FILE_NAME for path in cases)
    files = [listed] if listed else [path for path in beside if path.exists()]
    return {source: documents for path in files for source, documents in read_homes(path).items()}


def originals_of(documents: Iterable[Document]) -> dict[str, str]:
    """For each document the id of the one that it is a translation of, followed to its end; itself for the others."""
    stated = {document.id: document.translation_of for document in documents}
    return {document: _followed(document, stated) for document in stated}


def _followed(document: str, stated: Mapping[str, str]) -> str:
    passed = [document]
    while (onward := stated.get(passed[-1], "")) in stated and onward not in passed:
        passed.append(onward)
    return passed[-1] if onward not in passed else min(passed[passed.index(onward) :])
