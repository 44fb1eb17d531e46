"""The command `teach`: learns from the corpus's own questions how the embedding model may see them near to answers."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console

from assistant.bootstrap import load_embedder
from assistant.domain import Passage
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.evaluate import positive
from assistant.evaluation.subject import index_folder
from assistant.index.generation import counterparts_in, embedded_text
from assistant.index.stored import read_passages
from assistant.models.adapter import write_adapter
from assistant.models.embedding import SentenceEmbeddings
from assistant.models.teaching import Lesson
from assistant.settings import read_settings

_OUT = Path(".models/adapter.safetensors")
_TOLD_EVERY = 20  # steps


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `teach`."""
    parser = commands.add_parser("teach", help="learn from the corpus's questions how they lie near what answers them")
    parser.add_argument("--without", nargs="*", default=[], metavar="DOCUMENT", help="documents that teach nothing")
    parser.add_argument("--steps", type=positive, default=420, help="batches of 64 questions (default: 420)")
    parser.add_argument("--out", type=Path, default=_OUT, metavar="FILE", help=f"what is written (default: {_OUT})")
    parser.set_defaults(command=command)


def command(arguments: argparse.Namespace) -> int:
    """Learn and write the changes to the model. Raises AssistantError."""
    if not arguments.out.parent.is_dir():
        raise EvaluationError(f"There is no folder {arguments.out.parent} to write {arguments.out.name} into.")
    console = Console(soft_wrap=True, highlight=False, markup=False)
    settings = read_settings()
    lessons = lessons_of(read_passages(index_folder(settings) / "passages.jsonl"), set(arguments.without))
    if not lessons:
        raise EvaluationError('No document names questions that it answers ("> asked:", see corpus/README.md).')
    console.print(f"{len(lessons)} questions of {len({lesson.document for lesson in lessons})} documents teach.")
    embedder = load_embedder(settings.model_copy(update={"embedding_adapter": None}))
    assert isinstance(embedder, SentenceEmbeddings)  # noqa: S101  # it is what is loaded

    def told(step: int, steps: int, loss: float) -> None:
        if step % _TOLD_EVERY == 0:
            console.print(f"Step {step} of {steps}, loss {loss:.2f}")

    write_adapter(arguments.out, embedder.taught(lessons, told, steps=arguments.steps))
    console.print(
        f"Written to {arguments.out}. Set ASSISTANT_EMBEDDING_ADAPTER={arguments.out}, build the index again, then run "
        "`calibrate` and `scope`."
    )
    return 0


def lessons_of(passages: Sequence[Passage], without: set[str]) -> list[Lesson]:
    """What the questions of passages teach: each with its statement, or with its passage where it is the section's.

    The documents named in `without` teach nothing.
    """
    others = counterparts_in(passages)
    return [lesson for passage in passages if passage.document_id not in without for lesson in _of(passage, others)]


def _of(passage: Passage, others: Mapping[str, str]) -> Iterator[Lesson]:
    document = passage.section.partition("#")[0]
    for question in passage.asked_as:
        yield Lesson(question, embedded_text(passage), passage.id, passage.section, document, is_of_section=True)
    for statement in passage.statements:
        answer = min(statement.id, others.get(statement.id, statement.id))  # the same in both languages
        for question in statement.asked_as:
            text = embedded_text(passage, statement)
            yield Lesson(question, text, answer, passage.section, document, is_of_section=False)
