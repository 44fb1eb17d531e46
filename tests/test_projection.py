from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexUnusable
from assistant.index import generation as generations
from assistant.index.cosines import Cosines, Kept, Projected
from assistant.index.generation import PASSAGES, Generation
from assistant.index.generations import Generations
from assistant.models.projection import LEAST_QUESTIONS, Projection, Vectors, learned, read_projection, write_projection
from tests.scripted import ScriptedEmbedder, build_index, write_corpus

TOPICS, EACH, TOLD, STYLE = 60, 10, 16, 16
NONE: Vectors = np.zeros((0, TOLD + STYLE), np.float32)


def unit(vectors: np.ndarray) -> Vectors:
    rows: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return rows


def made_vectors(seed: int, topics: np.ndarray, each: int) -> tuple[Vectors, list[int]]:
    """Questions about `topics` whose manner says nothing on the topic, yet is most of their vectors."""
    random = np.random.default_rng(seed)
    told = np.repeat(topics, each, axis=0) + 0.1 * random.normal(size=(len(topics) * each, TOLD))
    manner = 1.5 * random.normal(size=(len(topics) * each, STYLE))
    return unit(np.hstack([told, manner])), [topic for topic in range(len(topics)) for _ in range(each)]


@pytest.fixture(scope="module")
def topics() -> np.ndarray:
    return np.random.default_rng(1).normal(size=(TOPICS, TOLD))


@pytest.fixture(scope="module")
def texts(topics: np.ndarray) -> Vectors:
    return unit(np.hstack([topics, 1.5 * np.random.default_rng(2).normal(size=(TOPICS, STYLE))]))


@pytest.fixture(scope="module")
def projection(topics: np.ndarray, texts: Vectors) -> Projection:
    questions, answered_by = made_vectors(3, topics, EACH)
    taught = learned(questions, answered_by, texts, range(TOPICS), NONE, [])
    assert taught is not None
    return taught


def share_found(questions: Vectors, texts: Vectors, answered_by: list[int]) -> float:
    return float(np.mean((questions @ texts.T).argmax(axis=1) == answered_by))


def test_questions_that_taught_nothing_find_their_texts_more_often_under_the_map(
    topics: np.ndarray, texts: Vectors, projection: Projection
) -> None:
    questions, answered_by = made_vectors(4, topics, 5)

    plain = share_found(questions, texts, answered_by)
    mapped = share_found(projection.of_questions(questions), projection.of_texts(texts), answered_by)

    assert mapped > plain + 0.2


def test_near_misses_are_kept_away_from_the_questions_of_their_text(
    topics: np.ndarray, texts: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.models.projection._ROUNDS", 60)  # so few questions fill few batches
    questions, answered_by = made_vectors(3, topics, EACH)
    asks = np.zeros(TOLD + STYLE, np.float32)
    asks[-1] = 2.0  # in the manner, which is else of no use
    missed = unit(questions + asks)

    def nearness(near_misses: Vectors, missed_by: list[int]) -> float:
        taught = learned(questions, answered_by, texts, range(TOPICS), near_misses, missed_by)
        assert taught is not None
        return float(np.mean(np.sum(taught.of_questions(questions) * taught.of_questions(missed), axis=1)))

    assert nearness(missed, answered_by) < nearness(NONE, []) - 0.05


def test_few_questions_teach_nothing(topics: np.ndarray, texts: Vectors) -> None:
    questions, answered_by = made_vectors(3, topics, EACH)
    few = LEAST_QUESTIONS - 1

    assert learned(questions[:few], answered_by[:few], texts, range(TOPICS), NONE, []) is None


def test_the_same_questions_teach_the_same(topics: np.ndarray, texts: Vectors, projection: Projection) -> None:
    again = learned(*made_vectors(3, topics, EACH), texts, range(TOPICS), NONE, [])

    assert again is not None
    np.testing.assert_allclose(again.matrix, projection.matrix, atol=1e-4)


def test_a_projection_is_read_back_as_it_was_written(tmp_path: Path, projection: Projection) -> None:
    write_projection(tmp_path / "p.npz", projection)

    read = read_projection(tmp_path / "p.npz")

    for one, other in zip((read.matrix, read.questions, read.texts), vars_of(projection), strict=True):
        np.testing.assert_array_equal(one, other)


def vars_of(projection: Projection) -> tuple[Vectors, Vectors, Vectors]:
    return projection.matrix, projection.questions, projection.texts


class Held(Cosines):
    """One collection of questions and one of texts."""

    def __init__(self, vectors: dict[str, Vectors]) -> None:
        self._vectors = vectors

    def kept(self, collection: str) -> Kept:
        rows = self._vectors[collection]
        return Kept.of([f"{i:03}" for i in range(len(rows))], rows.tolist(), [{"for en": True} for _ in rows])


def test_a_projected_search_compares_what_the_map_makes_of_questions_and_texts(
    topics: np.ndarray, texts: Vectors, projection: Projection
) -> None:
    questions, _ = made_vectors(5, topics, 1)
    shown = Projected(Held({"texts": texts, "questions": questions}), projection, ["questions"])
    asked = projection.of_questions(questions[:1])[0]

    found = shown.search("texts", questions[0].tolist(), 3, "en")
    among = shown.cosines("questions", questions[0].tolist(), ["000", "007"])

    cosines = projection.of_texts(texts) @ asked
    assert [int(key) for key, _ in found] == np.argsort(-cosines)[:3].tolist()
    assert found[0][1] == pytest.approx(cosines.max(), abs=1e-5)
    assert among["000"] == pytest.approx(1.0, abs=1e-5)
    assert among["007"] == pytest.approx(float(projection.of_questions(questions[7:8])[0] @ asked), abs=1e-5)


def asking_document(name: str, sections: int) -> str:
    front = {"title": name, "source_url": f"https://example.edu/{name}", "as_of": "2026", "language": "en"}
    lines = ["---", *(f"{key}: {value}" for key, value in front.items()), "programmes: [robotics]", "---"]
    for number in range(sections):
        lines += [
            f"## Part {number} of {name}",
            "",
            f"> asked: What is told in part {number}? Part {number} in {name}?",
        ]
        lines += ["", f"Part {number} of {name} tells of {name} {number}.", ""]
    return "\n".join(lines)


def test_an_index_learns_from_its_corpus_where_that_asks_enough(
    tmp_path: Path, embedder: ScriptedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.models.projection.LEAST_QUESTIONS", 40)
    for name, sections in (("few", 5), ("enough", 25)):
        corpus = write_corpus(tmp_path / name, history=asking_document("history", sections))
        build_index(corpus, tmp_path / f"{name}-index", embedder)

    few, enough = (current(tmp_path / f"{name}-index", embedder) for name in ("few", "enough"))

    with few, enough:
        assert few.learned is few.meaning
        question = embedder.embed_query("What is told in part 3 of history?")
        plain, mapped = (c.search(PASSAGES, question, 1, "en")[0][1] for c in (enough.meaning, enough.learned))
        assert plain != pytest.approx(mapped)


def current(index: Path, embedder: ScriptedEmbedder) -> Generation:
    folder = Generations(index).current()
    assert folder is not None
    return Generation(folder, embedder, embedder.identity)


def test_a_damaged_projection_makes_the_index_unusable(index: Path, embedder: ScriptedEmbedder) -> None:
    folder = Generations(index).current()
    assert folder is not None
    (folder / generations.PROJECTION).write_bytes(b"not a projection")

    with pytest.raises(IndexUnusable, match="Build the index again"):
        Generation(folder, embedder, embedder.identity)
