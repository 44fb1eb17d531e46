"""The changes to the packed model: kept, added, and learnt."""

from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.bootstrap import load_embedder
from assistant.domain import Language, Passage, Provenance, Statement
from assistant.errors import ModelUnavailable
from assistant.evaluation.teach import lessons_of
from assistant.models.adapter import Change, adapt, digest_of, read_adapter, write_adapter
from assistant.models.embedding import Embedder, SentenceEmbeddings, identity_of, load_embeddings
from assistant.models.teaching import Lesson
from assistant.settings import Settings

HALF = np.float16


def plain(settings: Settings) -> SentenceEmbeddings:
    return load_embeddings(
        "packed-e5", revision=None, models_dir=settings.models_dir, prompts=(None, None), threads=(1, 2)
    )


def test_changes_are_read_back_and_added_to_the_weights(tmp_path: Path) -> None:
    path = tmp_path / "changes.safetensors"
    write_adapter(path, {"0": Change(np.array([[1], [2]], HALF), np.array([[3, 4, 5]], HALF))})
    changed, kept = torch.nn.Linear(3, 2), torch.nn.Linear(2, 1)
    before = changed.weight.detach().clone(), kept.weight.detach().clone()

    adapt(torch.nn.Sequential(changed, kept), read_adapter(path))

    added = (changed.weight - before[0]).detach().numpy()
    assert added == pytest.approx(np.array([[3, 4, 5], [6, 8, 10]]), abs=1e-5)
    assert torch.equal(kept.weight, before[1])


@pytest.mark.parametrize("content", [None, b"", b"no safetensors"])
def test_a_missing_or_damaged_file_says_what_to_do(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "changes.safetensors"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ModelUnavailable, match="ASSISTANT_EMBEDDING_ADAPTER"):
        read_adapter(path)


def test_the_changes_are_part_of_what_the_model_is_called(tmp_path: Path) -> None:
    path = tmp_path / "changes.safetensors"
    write_adapter(path, {})

    untaught, taught = (identity_of("packed-e5", None, (None, None), changes) for changes in (None, path))

    assert taught == f"{untaught}+{digest_of(path)}"


PAIRS = (
    ("how expensive is it", "Tuition: HK$ 42,100 a year"),
    ("do I have to talk to somebody first", "Interview: selected applicants only"),
    ("can I live on campus", "Hostel: places are drawn by lot"),
    ("who is the boss", "Director: Professor Chan"),
    ("how long until I graduate", "Length: four years, full-time"),
    ("what do I call it on my CV", "Award: Bachelor of Engineering"),
)


def test_what_is_taught_brings_questions_near_to_their_answers(real_settings: Settings, tmp_path: Path) -> None:
    lessons = [Lesson(ask, told, told, told, "doc", is_of_section=False) for ask, told in PAIRS]
    told_of: list[int] = []
    teacher = plain(real_settings)

    changes = teacher.taught(lessons, lambda step, steps, loss: told_of.append(step), steps=12)

    write_adapter(tmp_path / "changes.safetensors", changes)
    learnt = load_embedder(real_settings.model_copy(update={"embedding_adapter": tmp_path / "changes.safetensors"}))
    assert told_of == list(range(1, 13))
    assert {int(name.split(".")[2]) for name in changes} == {8, 9, 10, 11}
    assert _lead(learnt) > 1.25 * _lead(plain(real_settings))


def _lead(embedder: Embedder) -> float:
    """By how much questions are nearer to their own answers than to those of others, on average."""
    questions = np.array([embedder.embed_query(ask) for ask, _ in PAIRS])
    found = questions @ np.array(embedder.embed_documents([told for _, told in PAIRS])).T
    own = np.eye(len(PAIRS), dtype=bool)
    return float(found[own].mean() - found[~own].mean())


def passage(name: str, language: Language) -> Passage:
    statement = Statement(f"{name}#1.1", "Tuition: HK$ 42,100", 0, asked_as=("how expensive?",))
    words = (statement.text, (statement,), (), language, Provenance("", ""))
    return Passage(f"{name}#1", name, "AIST", ("Fees",), *words, asked_as=("fees?",), section="aist#1")


def test_lessons_are_the_questions_of_sections_and_statements_in_both_languages() -> None:
    passages = [passage("aist", Language.EN), passage("zh/aist", Language.ZH_HANT)]

    lessons = lessons_of(passages, set())

    assert [(each.question, each.is_of_section) for each in lessons] == [("fees?", True), ("how expensive?", False)] * 2
    assert lessons[1].answer == lessons[3].answer  # the same statement, in another language
    assert {each.document for each in lessons} == {"aist"}
    assert len(lessons_of(passages, {"zh/aist"})) == 2
