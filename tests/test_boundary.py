"""What is told from the meaning of a question to be asked of somebody else: the plane, its fit, and what it refuses."""

import json
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.domain import Outcome
from assistant.evaluation import boundary as fitting
from assistant.evaluation.__main__ import main
from assistant.evaluation.errors import EvaluationError
from assistant.models.embedding import Embedder
from assistant.scope import Boundary, asked_for, boundary
from assistant.scope.boundary import boundary_of
from tests.scripted import ScriptedEmbedder

ASIDE = ("bake a cake", "bake bread for me", "bake a pie today", "who will bake buns", "bake cakes and pies", "bake it")
DONE = ("fee of Robotics", "places of Botany", "fee of Botany", "interview for Robotics", "places in Robotics", "fee?")


def test_a_plane_parts_vectors() -> None:
    plane = Boundary("model", (1.0, -1.0), -0.5)

    assert plane.is_outside((1.0, 0.0))
    assert not plane.is_outside((0.0, 1.0))
    assert not plane.is_outside((0.5, 0.0))


def test_nothing_is_told_from_a_vector_of_another_length() -> None:
    assert not Boundary("model", (1.0, -1.0), 5.0).is_outside((1.0,))


def test_the_shipped_boundary_is_for_the_shipped_model(real_embedder: Embedder) -> None:
    assert boundary().model == real_embedder.identity
    assert len(boundary().weights) == len(real_embedder.embed_query("a question"))


@pytest.mark.parametrize(
    "question",
    [
        "Recommend me a laptop bag that survives rain, budget 300 dollars.",
        "Which horse should I bet on at Sha Tin this Sunday?",
        "幫我諗個搞笑啲嘅 IG caption 襯我張畢業相",
        "请问今晚的球赛谁会赢？",
    ],
)
def test_what_no_pattern_knows_is_told_by_its_meaning(real_assistant: Assistant, question: str) -> None:
    answer = real_assistant.answer(question)

    assert asked_for(question) is None
    assert answer.outcome is Outcome.OUT_OF_SCOPE
    assert answer.closing


@pytest.mark.parametrize(
    "question",
    [
        "Is an interview guaranteed for AIST?",
        "Is there a course on writing code in FinTech?",
        "現任院長係邊個？",
        "商汤的协议是哪一年签的？",
        "My son has 5* in maths, how many points is that?",
    ],
)
def test_what_only_sounds_so_is_answered(real_assistant: Assistant, question: str) -> None:
    assert real_assistant.answer(question).outcome is not Outcome.OUT_OF_SCOPE


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Messages and cases to fit to."""
    monkeypatch.setattr(fitting, "load_embedder", lambda settings: ScriptedEmbedder())
    messages, cases = tmp_path / "messages.jsonl", tmp_path / "cases.jsonl"
    labelled = [("ACT", text) for text in ASIDE] + [("NONE", text) for text in DONE]
    messages.write_text("".join(json.dumps({"ask": ask, "text": text}) + "\n" for ask, text in labelled))
    stored = [
        {"id": f"case-{i}", "turns": [text], "facts": [{"any_of": ["40"]}], "lang": "en", "sources": ["a.md"]}
        for i, text in enumerate(DONE * 2)
    ]
    cases.write_text("".join(json.dumps(case) + "\n" for case in stored))
    return messages, cases


def test_the_command_fits_what_it_writes(files: tuple[Path, Path], tmp_path: Path) -> None:
    messages, cases = files
    out = tmp_path / "boundary.json"

    code = main(
        ["scope", "--cases", str(cases), "--examples", str(messages), "--out", str(out), "--target-lost", "0.1"]
    )

    plane, embed = boundary_of(out.read_text()), ScriptedEmbedder().embed_query
    assert code == 0
    assert plane.model == "scripted@1"
    assert plane.is_outside(embed("bake a cake today"))
    assert not plane.is_outside(embed("fee of Robotics and places"))


@pytest.mark.parametrize("content", ["{}\n", "no json\n", "[1]\n"])
def test_messages_in_another_form_are_an_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text(content)

    with pytest.raises(EvaluationError, match="one object a line"):
        fitting.read_messages(path)


def test_missing_messages_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="cannot be read"):
        fitting.read_messages(tmp_path / "none.jsonl")
