"""Brings the index up to date with the corpus."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from assistant import catalogue_file, facts, offered, terms
from assistant.composing.frames import place_text
from assistant.domain import Document, Language, Passage, Place, Statement
from assistant.errors import CorpusError
from assistant.index.generation import Manifest, embedded_text, questions_of
from assistant.index.generations import Generations
from assistant.index.vectors import CachedEmbeddings, Progress
from assistant.models.embedding import Embedder
from assistant.programmes import Catalogue
from assistant.readers import DocumentReader, document_paths
from assistant.splitting import VERSION, split
from assistant.terms import Terms

# Those of whom a statement says that it does not hold.
_EXCEPTED = re.compile(
    r"\b(?:except|other than|apart from)\b[^.;:]*|[，,](?:但)?[^，,。；]*除外|除了?[^，,。；]*?(?:以外|之外|外)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: counts of documents and passages, and of texts that had to be embedded.

    `notices` are lines for staff on what was left out of a file or looks odd in it, with the file and the place.
    """

    documents: int
    passages: int
    added: int
    changed: int
    removed: int
    unchanged: int
    embedded: int
    notices: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """One line, such as "12 documents, 240 passages: 1 added, 1 changed, 10 unchanged"."""
        removed = f", {self.removed} removed" if self.removed else ""
        return (
            f"{_count(self.documents, 'document')}, {_count(self.passages, 'passage')}: {self.added} added, "
            f"{self.changed} changed, {self.unchanged} unchanged{removed}"
        )


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus as read: its documents in the order of their ids, its catalogue and its terms.

    `files` are the catalogue, the terms and the questions that are offered as text, which a generation keeps with what
    was built from them.
    """

    documents: tuple[Document, ...]
    catalogue: Catalogue
    terms: Terms
    files: dict[str, str]

    @property
    def digest(self) -> str:
        """Of the catalogue, the terms and the questions that are offered."""
        return hashlib.sha256("\0".join(self.files.values()).encode()).hexdigest()

    @property
    def notices(self) -> tuple[str, ...]:
        """What was left out of a document or looks odd in it, a line each, such as "fees.pdf, page 2: …"."""
        return tuple(
            f"{document.id}{_where(notice.place)}: {notice.message}"
            for document in self.documents
            for notice in document.notices
        )


def read_corpus(folder: Path) -> Corpus:
    """Everything in a corpus folder. Raises CorpusError with a line for each file that cannot be used."""
    catalogue, catalogue_text = catalogue_file.load_catalogue(folder)
    known_terms, terms_text = terms.load_terms(folder)
    _, offered_text = offered.load_offered(folder)
    documents, problems = read_documents(folder)
    for document in documents:
        unknown = [programme for programme in document.programmes if programme not in catalogue]
        problems += [f"{document.id}:1: programme {name!r} is not in programmes.yaml" for name in unknown]
    if problems:
        raise CorpusError("\n".join(problems))
    if not documents:
        raise CorpusError(f"There is no document in {folder}. Put one in; corpus/README.md tells how.")
    files = {catalogue_file.FILE_NAME: catalogue_text, terms.FILE_NAME: terms_text, offered.FILE_NAME: offered_text}
    return Corpus(tuple(documents), catalogue, known_terms, files)


def read_documents(folder: Path) -> tuple[list[Document], list[str]]:
    """The documents of a corpus folder that can be read, and a line ("file:line: reason") for each that cannot."""
    documents: list[Document] = []
    problems: list[str] = []
    with DocumentReader(folder) as reader:
        for path in document_paths(folder):
            try:
                documents.append(reader.read(path))
            except CorpusError as error:
                problems.append(str(error))
    return documents, problems


def passages_of(
    documents: Iterable[Document], catalogue: Catalogue, count_tokens: Callable[[str], int], size: int
) -> list[Passage]:
    """The passages of all documents, each at most `size` word pieces and with the programmes that it is about."""
    documents = list(documents)
    versions = _versions(documents)
    languages = {document.id: document.language for document in documents}
    parts = {document.id: split(document, count_tokens, size) for document in documents}
    sections = _sections(parts, versions)
    return [
        replace(
            about_programmes(passage, catalogue),
            answers_in=_answers_in(document.language, {languages[version] for version in versions[document.id]}),
            section=sections[passage.id],
        )
        for document in documents
        for passage in parts[document.id]
    ]


def _versions(documents: Sequence[Document]) -> dict[str, set[str]]:
    """For each document the ids of those that say the same in any language, itself included."""
    same: dict[str, set[str]] = {document.id: {document.id} for document in documents}
    for document in documents:  # an original may name one of its translations, and each of these the original
        both = same[document.id] | same.get(document.translation_of, set())
        for each in both:
            same[each] = both
    return same


def _sections(parts: Mapping[str, Sequence[Passage]], versions: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The id of each passage's section, such as "aist.md#3".

    `parts` are the passages by document. The versions of a document share theirs, one by one in their order, where all
    have equally many.
    """
    headings = {name: list(dict.fromkeys(passage.headings for passage in own)) for name, own in parts.items()}

    def shared(name: str) -> str:
        is_alike = len({len(headings[version]) for version in versions[name]}) == 1
        return min(versions[name]) if is_alike else name

    return {
        passage.id: f"{shared(name)}#{headings[name].index(passage.headings) + 1}"
        for name, own in parts.items()
        for passage in own
    }


def _answers_in(own: Language, spoken: Collection[Language]) -> tuple[Language, ...]:
    """The languages of the questions that a document in its `own` answers, given all the languages it is `spoken` in.

    A document that stands in several languages answers in its own; a Chinese one in the other script as well, unless it
    stands in that, too. In the languages that are left all of its versions answer.
    """
    return tuple(asked for asked in Language if _is_for(own, asked, spoken))


def _is_for(own: Language, asked: Language, versions: Collection[Language]) -> bool:
    """Whether a document in its `own` language answers questions in `asked`, given the languages it stands in."""
    if asked in versions:
        return own is asked
    chinese = {Language.ZH_HANT, Language.ZH_HANS}
    return own in chinese if asked in chinese and not chinese.isdisjoint(versions) else True


def build(
    corpus_dir: Path,
    generations: Generations,
    *,
    embedder: Callable[[], Embedder],
    model: str,
    passage_size: int,
    clock: Callable[[], datetime],
    progress: Progress | None = None,
) -> Report:
    """Bring the index up to date: write and publish a new generation, unless it is whole and nothing has changed.

    `embedder` loads the model and is only called when it is needed; `model` is its identity, known without loading it.
    Raises CorpusError when a file cannot be used (the index stays as it was) and BuildInProgress.
    """
    with generations.building():
        corpus = read_corpus(corpus_dir)
        former = generations.current_manifest()
        manifest = _manifest(corpus, model, passage_size)
        if former and former.inputs == manifest.inputs and generations.is_usable(model):
            return _report(corpus, manifest, former, former.passages, embedded=0)
        loaded = embedder()
        size = min(passage_size, loaded.max_tokens)
        passages = passages_of(corpus.documents, corpus.catalogue, loaded.count_tokens, size)
        vectors = CachedEmbeddings(generations.folder / "embeddings.sqlite3", loaded, progress)
        texts = _texts(passages)
        vectors.embed_documents(texts)
        told = facts.dumped(facts.facts_of(passages, corpus.terms, corpus.catalogue))
        generations.publish(manifest, passages, vectors, corpus.files | {facts.FILE_NAME: told}, clock())
        vectors.forget_all_but(texts)
        return _report(corpus, manifest, former, len(passages), vectors.embedded)


def about_programmes(passage: Passage, catalogue: Catalogue) -> Passage:
    """`passage` with the programmes that it and each of its statements is about.

    In a document about one programme that one; else that named in the first cell of a table row, those named in the
    statement, or in the nearest heading that names any; not those that it excepts. A document about several narrows
    them to its own.
    """

    def named_in(text: str) -> tuple[str, ...]:
        named = (programme.id for programme in catalogue.named_in(_EXCEPTED.sub(" ", text)))
        return tuple(name for name in named if not passage.programmes or name in passage.programmes)

    in_headings = next((named for heading in reversed(passage.headings) if (named := named_in(heading))), ())

    def about(statement: Statement) -> tuple[str, ...]:
        if len(passage.programmes) == 1:
            return passage.programmes
        in_label = named_in(statement.cells[0].value) if statement.cells else ()
        if len(in_label) == 1:
            return in_label
        return named_in(statement.text) or in_headings or passage.programmes

    statements = tuple(replace(statement, programmes=about(statement)) for statement in passage.statements)
    is_about_all = any(not statement.programmes for statement in statements)
    union = dict.fromkeys(programme for statement in statements for programme in statement.programmes)
    return replace(passage, statements=statements, programmes=() if is_about_all else tuple(union))


def _manifest(corpus: Corpus, model: str, passage_size: int) -> Manifest:
    digests = {document.id: document.digest for document in corpus.documents}
    return Manifest(model, f"{VERSION}/{passage_size}", corpus.digest, digests)


def _texts(passages: Iterable[Passage]) -> list[str]:
    """Everything that is embedded, once each."""
    return list(
        dict.fromkeys(
            text
            for passage in passages
            for text in (
                embedded_text(passage),
                *(embedded_text(passage, statement) for statement in passage.statements),
                *questions_of(passage).values(),
                *passage.not_told,
            )
        )
    )


def _report(corpus: Corpus, manifest: Manifest, former: Manifest | None, passages: int, embedded: int) -> Report:
    now, then = manifest.documents, former.documents if former else {}
    added = len(now.keys() - then.keys())
    changed = sum(then[name] != digest for name, digest in now.items() if name in then)
    return Report(
        documents=len(now),
        passages=passages,
        added=added,
        changed=changed,
        removed=len(then.keys() - now.keys()),
        unchanged=len(now) - added - changed,
        embedded=embedded,
        notices=corpus.notices,
    )


def _where(place: Place) -> str:
    if place.line:
        return f":{place.line}"
    where = place_text(place, Language.EN)
    return f", {where}" if where else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
