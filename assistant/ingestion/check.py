"""What is wrong with a corpus, told without building an index."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import yaml

from assistant.catalogue_file import load_catalogue
from assistant.composing.frames import place_text
from assistant.domain import Document, Language, Provenance
from assistant.errors import CorpusError
from assistant.ingestion import figures, wording
from assistant.ingestion.build import passages_of, read_documents
from assistant.ingestion.findings import Finding, Severity
from assistant.offered import load_offered
from assistant.programmes import Catalogue
from assistant.readers.documents import MARKDOWN
from assistant.terms import load_terms

ACCEPTED_FILE = "accepted.yaml"
_REVIEW_AFTER = timedelta(days=366)
_NAMED = re.compile(r"(?P<file>[^:\n]+)(?::(?P<line>\d+))?: (?P<reason>.*)", re.DOTALL)
_LINK = re.compile(r"\]\(\s*<?(?P<target>[^)>\s]+)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class _Accepted:
    """Findings that staff accept: of this check and file, holding these words, for this reason."""

    check: str
    file: str
    contains: str
    reason: str


def check(corpus: Path, as_of: date, count_tokens: Callable[[str], int], size: int) -> list[Finding]:
    """Everything found in the corpus as of a day, by file and line; `size` is a passage's largest, in word pieces.

    Raises CorpusError when there is no catalogue, without which nothing can be checked.
    """
    catalogue, _ = load_catalogue(corpus)
    load_terms(corpus)
    load_offered(corpus)
    documents, found = _read(corpus, catalogue)
    passages = passages_of(documents, catalogue, count_tokens, size)
    by_id = {document.id: document for document in documents}
    codes = {programme.id: programme.code for programme in catalogue.programmes}
    for document in documents:
        found += _freshness(document, as_of)
        found += _translation(document, by_id)
        found += _dead_links(corpus, document)
    found += figures.without_year(passages)
    found += figures.contradictions(passages, codes)
    found += figures.translated_figures(by_id)
    found += wording.near_duplicates(passages)
    found += wording.too_long(passages, count_tokens, size)
    found += wording.stuffed(passages)
    found += wording.answered_near_misses(passages)
    found += _programmes_without_document(catalogue, documents)
    settled = _settled(found, _accepted(corpus))
    return sorted(settled, key=lambda f: (f.file, f.line, _ORDER.index(f.severity), f.check, f.message))


def _read(corpus: Path, catalogue: Catalogue) -> tuple[list[Document], list[Finding]]:
    documents, problems = read_documents(corpus)
    found = [_unreadable(problem) for problem in problems]
    for document in documents:
        for name in document.programmes:
            if name not in catalogue:
                message = f"programme {name!r} is not in programmes.yaml"
                found.append(Finding(Severity.ERROR, document.id, 1, "unknown-programme", message))
        for notice in document.notices:
            where = place_text(notice.place, Language.EN)
            message = f"{notice.message} ({where})" if where else notice.message
            found.append(Finding(Severity.WARNING, document.id, notice.place.line, "notice", message))
    return documents, found


def _unreadable(problem: str) -> Finding:
    named = _NAMED.fullmatch(problem)
    if named is None:
        return Finding(Severity.ERROR, "", 0, "unreadable", problem)
    return Finding(Severity.ERROR, named["file"], int(named["line"] or 0), "unreadable", named["reason"])


def _freshness(document: Document, as_of: date) -> Iterator[Finding]:
    """Sections that have expired, and a document that nobody has reviewed for a year."""
    if document.reviewed is None:
        yield Finding(Severity.WARNING, document.id, 1, "reviewed", "says nowhere when it was last reviewed")
    elif document.reviewed > as_of:
        yield Finding(Severity.WARNING, document.id, 1, "reviewed", f"reviewed in the future: {document.reviewed}")
    elif as_of - document.reviewed > _REVIEW_AFTER:
        message = f"last reviewed on {document.reviewed}: compare it with its sources"
        yield Finding(Severity.WARNING, document.id, 1, "reviewed", message)
    seen: dict[Provenance, int] = {}
    for block in document.blocks:
        seen.setdefault(block.provenance, block.place.line)
    for source, line in seen.items():
        if source.valid_until and source.valid_until < as_of:
            severity = Severity.NOTE if source.is_history else Severity.WARNING
            message = f"expired on {source.valid_until}" + (
                "" if source.is_history else "; renew it, or mark it history"
            )
            yield Finding(severity, document.id, line, "expired", message)


def _translation(document: Document, documents: dict[str, Document]) -> Iterator[Finding]:
    """A translation and its original name each other and are of two languages."""
    if not document.translation_of:
        return
    other = documents.get(document.translation_of)
    if other is None:
        message = f"translation_of names {document.translation_of}, which is no document"
    elif other.translation_of != document.id:
        message = f"{other.id} does not name it in its translation_of"
    elif other.language is document.language:
        message = f"{other.id} is in the same language"
    else:
        return
    yield Finding(Severity.ERROR, document.id, 1, "translation", message)


def _dead_links(corpus: Path, document: Document) -> Iterator[Finding]:
    path = corpus / document.id
    if path.suffix.lower() not in MARKDOWN:
        return
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        for match in _LINK.finditer(line):
            target = match["target"].partition("#")[0]
            if not _ELSEWHERE.match(match["target"]) and not (path.parent / target).exists():
                yield Finding(Severity.ERROR, document.id, number, "dead-link", f"there is no file {target}")


def _programmes_without_document(catalogue: Catalogue, documents: Sequence[Document]) -> Iterator[Finding]:
    described = {name for document in documents for name in document.programmes}
    for programme in catalogue.programmes:
        if programme.id not in described:
            message = f"there is no document about {programme.names.en} ({programme.id})"
            yield Finding(Severity.WARNING, "programmes.yaml", 0, "no-document", message)


def _accepted(corpus: Path) -> list[_Accepted]:
    """What staff accept with a reason, from accepted.yaml.

    Raises CorpusError when it cannot be read or is not in its form.
    """
    path = corpus / ACCEPTED_FILE
    if not path.is_file():
        return []
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) or []  # noqa: S506  # only strings
        return [_Accepted(**entry) for entry in entries]
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{ACCEPTED_FILE} cannot be read as UTF-8 text: {error}") from error
    except (yaml.YAMLError, TypeError) as error:
        raise CorpusError(f"{ACCEPTED_FILE}: each entry needs check, file, contains and reason ({error})") from error


def _settled(found: Sequence[Finding], accepted: Sequence[_Accepted]) -> Iterator[Finding]:
    """`found`, where those that are accepted are notes with the reason; an entry that fits nothing is a warning."""
    used: set[_Accepted] = set()
    for finding in found:
        fitting = [
            a for a in accepted if (a.check, a.file) == (finding.check, finding.file) and a.contains in finding.message
        ]
        used.update(fitting)
        if fitting and finding.severity is not Severity.NOTE:
            message = f"{finding.message} Accepted: {fitting[0].reason}"
            yield replace(finding, severity=Severity.NOTE, message=message)
        else:
            yield finding
    for entry in accepted:
        if entry not in used:
            message = f"the entry for {entry.check} in {entry.file} fits no finding; remove it"
            yield Finding(Severity.WARNING, ACCEPTED_FILE, 0, "accepted", message)
