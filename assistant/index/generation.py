"""A generation: one complete, immutable index of passages and statements, ready to be searched."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import BadZipFile

from langchain_core.embeddings import Embeddings

from assistant.domain import Language, Passage, Statement
from assistant.errors import IndexUnusable
from assistant.index.cosines import Cosines, Groups, Projected
from assistant.index.meaning import MeaningIndex
from assistant.index.stored import read_passages, write_passages
from assistant.index.words import WordIndex
from assistant.models.projection import Projection, learned, read_projection, write_projection

FORMAT = 8
PASSAGES, STATEMENTS, QUESTIONS, NEAR_MISSES = _COLLECTIONS = "passages", "statements", "questions", "near-misses"
PROJECTION = "projection.npz"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from; two builds with equal inputs have equal `inputs`."""

    model: str
    splitting: str
    catalogue: str
    documents: dict[str, str]
    passages: int = 0
    statements: int = 0
    questions: int = 0
    near_misses: int = 0
    built_at: str = ""
    format: int = FORMAT

    @property
    def inputs(self) -> tuple[object, ...]:
        """All that decides the content of a generation."""
        return self.format, self.model, self.splitting, self.catalogue, self.documents


def embedded_text(passage: Passage, statement: Statement | None = None) -> str:
    """What is embedded and searched for a passage, or for one statement of it: the breadcrumb and its words."""
    return f"{passage.breadcrumb}\n{statement.text if statement else passage.text}"


def questions_of(passage: Passage) -> dict[str, str]:
    """The questions that a passage answers, by their ids; its nearest heading stands for them where it names none.

    Those of its statements come after those of its section.

    >>> from assistant.domain import Language, Provenance
    >>> questions_of(Passage("a#1", "a", "Robotics", ("Fees",), "", (), (), Language.EN, Provenance("", "")))
    {'a#1?1': 'Fees'}
    """
    questions = passage.asked_as or passage.headings[-1:] or (passage.title,)
    of_section = {f"{passage.id}?{number}": question for number, question in enumerate(questions, 1)}
    return of_section | {key: text for statement in passage.statements for key, text in own_questions(statement)}


def own_questions(statement: Statement) -> list[tuple[str, str]]:
    """The ids and texts of the questions that a statement answers and its neighbours do not."""
    return [(f"{statement.id}?{number}", question) for number, question in enumerate(statement.asked_as, 1)]


def _answered_by(statement: Statement, passage: Passage) -> list[str]:
    """The ids of the questions that a statement answers: its own, or all of its passage where it stands alone."""
    return list(questions_of(passage)) if len(passage.statements) == 1 else [key for key, _ in own_questions(statement)]


def near_misses_of(passage: Passage) -> dict[str, str]:
    """The questions that a passage says it does not answer, by their ids."""
    return {f"{passage.id}!{number}": question for number, question in enumerate(passage.not_told, 1)}


def counterparts_in(passages: Sequence[Passage]) -> dict[str, str]:
    """For each statement that is said in another language too the id of one that says it, by their places.

    Those of a section correspond in their order where they are equally many in all languages.
    """
    told: dict[str, dict[Language, list[str]]] = {}
    for passage in passages:
        own = told.setdefault(passage.section, {}).setdefault(passage.language, [])
        own += [statement.id for statement in passage.statements]
    alike = [list(versions.values()) for versions in told.values() if len({len(v) for v in versions.values()}) == 1]
    rows = [row for versions in alike for row in zip(*versions, strict=True) if len(row) > 1]
    return {one: other for row in rows for one, other in zip(row, (*row[1:], row[0]), strict=True)}


def write_generation(
    folder: Path,
    manifest: Manifest,
    passages: Sequence[Passage],
    embeddings: Embeddings,
    files: Mapping[str, str],
) -> None:
    """Write a generation into `folder`, which must be new; the manifest is written last.

    `files` (names and texts) are kept beside the passages, so that what belongs together changes together.
    """
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    write_passages(folder / "passages.jsonl", passages)
    pairs = [(passage, statement) for passage in passages for statement in passage.statements]
    with MeaningIndex(folder / "chroma", embeddings, _COLLECTIONS, create=True) as meaning:
        texts = [embedded_text(p) for p in passages]
        spoken = [p.answers_in for p in passages]
        meaning.add(PASSAGES, [p.id for p in passages], texts, [p.programmes for p in passages], spoken)
        texts = [embedded_text(p, s) for p, s in pairs]
        spoken = [p.answers_in for p, _ in pairs]
        meaning.add(STATEMENTS, [s.id for _, s in pairs], texts, [s.programmes for _, s in pairs], spoken)
        for collection, named in ((QUESTIONS, questions_of), (NEAR_MISSES, near_misses_of)):
            asked = [(passage, key, text) for passage in passages for key, text in named(passage).items()]
            about, spoken = [p.programmes for p, _, _ in asked], [p.answers_in for p, _, _ in asked]
            meaning.add(collection, [key for _, key, _ in asked], [text for _, _, text in asked], about, spoken)
        projection = _learned(meaning, passages)
    if projection:
        write_projection(folder / PROJECTION, projection)
    (folder / "manifest.json").write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), encoding="utf-8")


def _learned(meaning: Cosines, passages: Sequence[Passage]) -> Projection | None:
    """What the questions that passages say they answer, or do not, teach about vectors."""
    texts, questions, misses = (meaning.kept(name) for name in (PASSAGES, QUESTIONS, NEAR_MISSES))
    number_of = {section: number for number, section in enumerate(dict.fromkeys(p.section for p in passages))}
    asked = [(key, number_of[p.section]) for p in passages if p.questions for key in questions_of(p)]
    missed = [(key, number_of[p.section]) for p in passages for key in near_misses_of(p)]
    return learned(
        questions.vectors[[questions.row_of[key] for key, _ in asked]],
        [section for _, section in asked],
        texts.vectors[[texts.row_of[p.id] for p in passages]],
        [number_of[p.section] for p in passages],
        misses.vectors[[misses.row_of[key] for key, _ in missed]],
        [section for _, section in missed],
    )


def _as_taught(meaning: Cosines, folder: Path) -> Cosines:
    """`meaning` under the projection that a generation keeps; itself where its corpus taught none."""
    path = folder / PROJECTION
    if not path.exists():
        return meaning
    try:
        taught = Projected(meaning, read_projection(path), (QUESTIONS, NEAR_MISSES))
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise IndexUnusable(f"{path} is damaged: {error}\nBuild the index again with: python ingest.py") from error
    for name in _COLLECTIONS:
        taught.kept(name)  # the first question is not to wait for it
    return taught


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the generation in `folder`. Raises IndexUnusable when there is none that this version reads."""
    try:
        manifest = Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnusable(
            f"The index at {folder} has no readable manifest: {error}\nBuild it again with: python ingest.py"
        ) from error
    if manifest.format != FORMAT:
        raise IndexUnusable(
            f"The index at {folder} was built by another version (format {manifest.format}, this one reads {FORMAT}). "
            "Build it again with: python ingest.py"
        )
    return manifest


class Generation:
    """An opened generation. Its searches give ids of passages or statements with their scores.

    `meaning` compares vectors as the embedding model makes them, `learned` as the corpus's own questions have taught to
    see them; the same where these were too few to teach.
    """

    def __init__(self, folder: Path, embeddings: Embeddings | None, model: str) -> None:
        """Open the generation in `folder` for questions embedded by `model`, an embedder's identity.

        `embeddings` are not needed for searching by vectors.

        Raises IndexUnusable when it was built with another model, is damaged or incomplete.
        """
        self.folder = folder
        self.manifest = read_manifest(folder)
        if self.manifest.model != model:
            raise IndexUnusable(
                f"The index was built with the embedding model {self.manifest.model}, the settings name {model}. "
                "Build it again with: python ingest.py"
            )
        passages = read_passages(folder / "passages.jsonl")
        self.passages = {passage.id: passage for passage in passages}
        self.statements = {s.id: (passage, s) for passage in passages for s in passage.statements}
        pairs = self.statements.values()
        self.passage_words = WordIndex(
            list(self.passages),
            [embedded_text(p) for p in passages],
            [p.programmes for p in passages],
            [p.answers_in for p in passages],
        )
        self.statement_words = WordIndex(
            list(self.statements),
            [embedded_text(p, s) for p, s in pairs],
            [s.programmes for _, s in pairs],
            [p.answers_in for p, _ in pairs],
        )
        asked = {key: passage.id for passage in passages for key in questions_of(passage)}
        not_told = {key: passage.id for passage in passages for key in near_misses_of(passage)}
        of_statements = {key: s.id for p in passages for s in p.statements for key in _answered_by(s, p)}
        self.passage_asked, self.passage_not_told = Groups.of(asked, asked), Groups.of(not_told, not_told)
        self.statement_asked = Groups.of(asked, of_statements)
        sections = {passage.id: passage.section for passage in passages}
        self.section_asked = Groups.of(asked, {key: sections[passage] for key, passage in asked.items()})
        self.counterparts = counterparts_in(passages)
        self.meaning = MeaningIndex(folder / "chroma", embeddings, _COLLECTIONS, create=False)
        try:
            self._check_counts()
            self.learned = _as_taught(self.meaning, folder)
        except IndexUnusable:
            self.close()
            raise

    def _check_counts(self) -> None:
        for name, expected, listed in (
            (PASSAGES, self.manifest.passages, len(self.passages)),
            (STATEMENTS, self.manifest.statements, len(self.statements)),
            (QUESTIONS, self.manifest.questions, len(self.passage_asked)),
            (NEAR_MISSES, self.manifest.near_misses, len(self.passage_not_told)),
        ):
            embedded = self.meaning.count(name)
            if not expected == listed == embedded:
                raise IndexUnusable(
                    f"The index at {self.folder} is incomplete: {expected} {name} announced, {listed} listed, "
                    f"{embedded} embedded. Build it again with: python ingest.py"
                )

    def close(self) -> None:
        """Let go of the files."""
        self.meaning.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
