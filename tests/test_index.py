"""Generations: built beside the current one, made current by one rename, served until their last question ends."""

import json
import math
import shutil
import sqlite3
import threading
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Language
from assistant.errors import BuildInProgress, IndexMissing, IndexUnusable
from assistant.index.cosines import Groups, gathered
from assistant.index.generation import PASSAGES, QUESTIONS, STATEMENTS, Generation
from assistant.index.generations import Generations, ServedGeneration
from assistant.index.vectors import CachedEmbeddings
from tests.scripted import BOTANY, ROBOTICS, ScriptedEmbedder, build_index, write_corpus


def current(index: Path) -> Path:
    folder = Generations(index).current()
    assert folder is not None
    return folder


def served_from(index: Path) -> ServedGeneration:
    embedder = ScriptedEmbedder()
    return ServedGeneration(Generations(index), lambda folder: Generation(folder, embedder, embedder.identity))


def texts(generation: Generation) -> str:
    return "\n".join(passage.text for passage in generation.passages.values())


def test_a_generation_holds_what_was_written(index: Path, embedder: ScriptedEmbedder) -> None:
    with Generation(current(index), embedder, embedder.identity) as generation:
        vector = embedder.embed_query("interview for every applicant")
        key, similarity = generation.meaning.search(STATEMENTS, vector, 5, Language.EN)[0]

        assert generation.statements[key][1].text == "Botany (TU200) holds an interview for every applicant."
        assert 0.5 < similarity <= 1
        assert generation.meaning.count(PASSAGES) == len(generation.passages) == 5


def test_the_cosine_of_any_text_can_be_asked_for(index: Path, embedder: ScriptedEmbedder) -> None:
    with Generation(current(index), embedder, embedder.identity) as generation:
        vector = embedder.embed_query("plants")
        listed = dict(generation.meaning.search(STATEMENTS, vector, 50, Language.EN))

        cosines = generation.meaning.cosines(STATEMENTS, vector, list(listed)[::-1])

    assert cosines == pytest.approx(listed)


def test_a_passage_is_as_near_as_the_nearest_question_that_it_is_said_to_answer(tmp_path: Path) -> None:
    asked = BOTANY.replace("## Interview\n", "## Interview\n\n> asked: Must I talk to anybody? Who is called?\n")
    embedder = ScriptedEmbedder()
    build_index(write_corpus(tmp_path / "corpus", botany=asked), tmp_path / "index", embedder)
    vector = embedder.embed_query("must i talk to anybody")

    with Generation(current(tmp_path / "index"), embedder, embedder.identity) as generation:
        near = generation.meaning.nearest(
            QUESTIONS,
            generation.meaning.compared(QUESTIONS, vector),
            Language.EN,
            (),
            generation.passage_asked,
        )

    best, *others = sorted(near, key=near.__getitem__, reverse=True)
    assert generation.passages[best].headings == ("Interview",)
    assert near[best] == pytest.approx(1, abs=0.01)
    assert all(near[other] < near[best] for other in others)


def test_a_statement_is_as_near_as_the_nearest_question_that_it_alone_answers(tmp_path: Path) -> None:
    section = "## Grades\n\nMarks are letters.\n\n> asked: Are there marks?\n\nNobody fails.\n\n> asked: Can I flunk?\n"
    embedder = ScriptedEmbedder()
    build_index(write_corpus(tmp_path / "corpus", botany=f"{BOTANY}\n{section}"), tmp_path / "index", embedder)
    vector = embedder.embed_query("can i flunk")

    with Generation(current(tmp_path / "index"), embedder, embedder.identity) as generation:
        by_statement, by_passage = (
            generation.meaning.nearest(
                QUESTIONS, generation.meaning.compared(QUESTIONS, vector), Language.EN, (), groups
            )
            for groups in (generation.statement_asked, generation.passage_asked)
        )

    best = max(by_statement, key=by_statement.__getitem__)
    passage, statement = generation.statements[best]
    assert statement.text == "Nobody fails."
    assert by_statement[best] == pytest.approx(1, abs=0.01) == by_passage[passage.id]
    (neighbour,) = (s for s in passage.statements if s is not statement)
    assert by_statement[neighbour.id] < by_statement[best]


def test_texts_are_embedded_by_their_word_pieces_so_that_none_is_padded_far(tmp_path: Path) -> None:
    embedder = ScriptedEmbedder()

    CachedEmbeddings(tmp_path / "v", embedder).embed_documents(["a b c d e f", "internationalisation", "g h i"])

    assert embedder.embedded == ["internationalisation", "g h i", "a b c d e f"]


def test_a_passage_without_such_questions_is_found_by_its_heading(index: Path, embedder: ScriptedEmbedder) -> None:
    with Generation(current(index), embedder, embedder.identity) as generation:
        near = generation.meaning.nearest(
            QUESTIONS,
            generation.meaning.compared(QUESTIONS, embedder.embed_query("interview")),
            Language.EN,
            ["botany"],
            generation.passage_asked,
        )

    assert generation.passages[max(near, key=near.__getitem__)].headings == ("Interview",)
    assert {key.partition("#")[0] for key in near} == {"botany.md"}


def test_the_questions_of_a_group_are_gathered_as_a_softmax_does() -> None:
    groups = Groups.of(["a", "b", "c", "d"], {"a": "one", "b": "one", "d": "two"})

    found = gathered(np.array([0.5, 0.4, 0.9, 0.45]), groups, 0.1)

    odds = {name: math.exp(value) for name, value in found.items()}
    assert odds == pytest.approx({"one": math.exp(5) + math.exp(4), "two": math.exp(4.5)})
    assert gathered(np.array([0.5]), Groups.of(["a"], {}), 0.1) == {}


def test_both_searches_look_only_at_the_programmes_asked_for(index: Path, embedder: ScriptedEmbedder) -> None:
    with Generation(current(index), embedder, embedder.identity) as generation:
        by_meaning = generation.meaning.search(STATEMENTS, embedder.embed_query("places"), 50, Language.EN, ["botany"])
        by_words = generation.statement_words.search(["place"], 50, Language.EN, ["botany"])

    assert {key.partition("#")[0] for key, _ in by_meaning} == {"botany.md"}
    assert {key.partition("#")[0] for key, _ in by_words} == {"botany.md"}


def test_both_searches_look_only_at_what_answers_in_the_language_of_the_question(
    tmp_path: Path, embedder: ScriptedEmbedder
) -> None:
    chinese = BOTANY.replace("language: en", "language: zh-Hant\ntranslation_of: botany.md")
    build_index(write_corpus(tmp_path / "both", botany=BOTANY, chinese=chinese), tmp_path / "both-index", embedder)

    def documents(language: Language) -> list[set[str]]:
        with Generation(current(tmp_path / "both-index"), embedder, embedder.identity) as generation:
            by_meaning = generation.meaning.search(STATEMENTS, embedder.embed_query("plants"), 50, language)
            by_words = generation.statement_words.search(["plant"], 50, language)
        return [{key.partition("#")[0] for key, _ in found} for found in (by_meaning, by_words)]

    assert documents(Language.EN) == [{"botany.md"}, {"botany.md"}]
    assert documents(Language.ZH_HANT) == [{"chinese.md"}, {"chinese.md"}]
    assert documents(Language.ZH_HANS) == [{"chinese.md"}, {"chinese.md"}]


def test_words_no_text_holds_find_nothing_and_are_the_rarest(index: Path, embedder: ScriptedEmbedder) -> None:
    with Generation(current(index), embedder, embedder.identity) as generation:
        words = generation.statement_words

    assert words.search(["hkust"], 5, Language.EN) == []
    assert words.rarity("hkust") > words.rarity("plant") > words.rarity("tu100") > 0


def test_another_embedding_model_is_refused_with_what_to_run(index: Path, embedder: ScriptedEmbedder) -> None:
    with pytest.raises(IndexUnusable, match=r"scripted@1.*other@1.*python ingest.py"):
        Generation(current(index), embedder, "other@1")


@pytest.mark.parametrize("damaged", ["manifest.json", "passages.jsonl", "chroma/chroma.sqlite3"])
def test_a_damaged_generation_is_refused_with_what_to_run(
    index: Path, embedder: ScriptedEmbedder, damaged: str
) -> None:
    (current(index) / damaged).write_bytes(b"{")

    with pytest.raises(IndexUnusable, match=r"python ingest\.py"):
        Generation(current(index), embedder, embedder.identity)


def test_a_generation_that_lacks_passages_is_refused(index: Path, embedder: ScriptedEmbedder) -> None:
    path = current(index) / "passages.jsonl"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")

    with pytest.raises(IndexUnusable, match="incomplete"):
        Generation(current(index), embedder, embedder.identity)


def test_a_generation_of_another_format_is_refused(index: Path, embedder: ScriptedEmbedder) -> None:
    path = current(index) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 999}))

    with pytest.raises(IndexUnusable, match="format 999"):
        Generation(current(index), embedder, embedder.identity)


def test_old_generations_are_dropped(tmp_path: Path, embedder: ScriptedEmbedder) -> None:
    for number in range(5):
        corpus = write_corpus(tmp_path / "corpus", robotics=ROBOTICS.replace("40", f"{number + 41}"))
        build_index(corpus, tmp_path / "index", embedder, keep=2)

    kept = sorted(path.name for path in (tmp_path / "index" / "generations").iterdir())
    assert len(kept) == 2
    assert current(tmp_path / "index").name == kept[-1]


def test_two_builds_at_once_are_refused(index: Path) -> None:
    with Generations(index).building(), pytest.raises(BuildInProgress, match="Wait"), Generations(index).building():
        pytest.fail("both were let in")


def test_there_is_no_answer_before_the_first_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"Build it with: python ingest\.py"), served_from(tmp_path).lease():
        pytest.fail("nothing can be lent")


def test_the_next_question_is_answered_from_the_new_generation(
    index: Path, corpus: Path, embedder: ScriptedEmbedder
) -> None:
    served = served_from(index)
    with served.lease() as generation:
        before = texts(generation)

    write_corpus(corpus, extra=BOTANY.replace("plants", "mosses"))
    build_index(corpus, index, embedder)
    with served.lease() as generation:
        after = texts(generation)

    assert "mosses" not in before
    assert "mosses" in after


def test_a_generation_stays_open_for_its_last_question(index: Path, corpus: Path, embedder: ScriptedEmbedder) -> None:
    closed: list[Generation] = []

    class Recorded(Generation):
        def close(self) -> None:
            closed.append(self)
            super().close()

    served = ServedGeneration(Generations(index), lambda folder: Recorded(folder, embedder, embedder.identity))
    with ExitStack() as asking:
        former = asking.enter_context(served.lease())
        write_corpus(corpus, extra=BOTANY.replace("plants", "mosses"))
        build_index(corpus, index, embedder)
        with served.lease() as newer:
            assert newer is not former

        assert former.meaning.search(STATEMENTS, embedder.embed_query("plants"), 3, Language.EN)
        assert closed == []

    assert closed == [former]


def test_a_new_generation_that_cannot_be_opened_leaves_the_former_serving(
    index: Path, corpus: Path, embedder: ScriptedEmbedder
) -> None:
    served = served_from(index)
    with served.lease() as former:
        pass

    write_corpus(corpus, extra=BOTANY)
    build_index(corpus, index, embedder)
    shutil.rmtree(current(index) / "chroma")

    with served.lease() as generation:
        assert generation is former


def test_questions_at_once_share_one_generation(index: Path) -> None:
    served = served_from(index)
    seen: list[Generation] = []
    together = threading.Barrier(8)

    def ask() -> None:
        together.wait()
        with served.lease() as generation:
            seen.append(generation)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == 8
    assert len(set(map(id, seen))) == 1


def test_a_text_is_embedded_once_per_model(tmp_path: Path) -> None:
    first, other = ScriptedEmbedder(), ScriptedEmbedder("other@1")

    once = CachedEmbeddings(tmp_path / "v", first).embed_documents(["a b", "c", "a b"])
    again = CachedEmbeddings(tmp_path / "v", first).embed_documents(["c", "a b"])
    CachedEmbeddings(tmp_path / "v", other).embed_documents(["c"])

    assert sorted(first.embedded) == ["a b", "c"]
    assert other.embedded == ["c"]
    assert once[0] == once[2] == again[1]


def test_vectors_of_a_build_that_broke_off_are_kept(tmp_path: Path) -> None:
    embedder = ScriptedEmbedder()
    texts = [f"text {i}" for i in range(200)]

    def break_off(done: int, _: int) -> None:
        if done >= 128:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        CachedEmbeddings(tmp_path / "v", embedder, break_off).embed_documents(texts)
    embedder.embedded.clear()
    CachedEmbeddings(tmp_path / "v", embedder).embed_documents(texts)

    assert len(embedder.embedded) == 200 - 128


def test_vectors_no_text_needs_are_forgotten(tmp_path: Path) -> None:
    embedder = ScriptedEmbedder()
    vectors = CachedEmbeddings(tmp_path / "v", embedder)
    vectors.embed_documents(["a", "b"])

    vectors.forget_all_but(["b"])
    vectors.embed_documents(["a", "b"])

    assert sorted(embedder.embedded) == ["a", "a", "b"]


def test_an_index_that_was_deleted_and_built_again_is_moved_to(
    index: Path, corpus: Path, embedder: ScriptedEmbedder
) -> None:
    served = served_from(index)
    with served.lease():
        pass

    shutil.rmtree(index)
    write_corpus(corpus, extra=BOTANY.replace("plants", "mosses"))
    build_index(corpus, index, embedder)

    with served.lease() as generation:
        assert "mosses" in texts(generation)


def test_a_damaged_first_index_is_an_error_until_another_is_built(
    index: Path, corpus: Path, embedder: ScriptedEmbedder
) -> None:
    shutil.rmtree(current(index) / "chroma")
    served = served_from(index)
    frames = []
    for _ in range(5):
        with pytest.raises(IndexUnusable, match=r"python ingest\.py") as refused, served.lease():
            pytest.fail("a damaged index was lent")
        frames.append(len(refused.traceback))

    assert len(set(frames[1:])) == 1, "an error that is told again does not grow"

    build_index(corpus, index, embedder)

    with served.lease() as generation:
        assert "plants" in texts(generation)


def test_a_damaged_store_of_vectors_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b"not a database, but something else of some length" * 100)
    embedder = ScriptedEmbedder()

    CachedEmbeddings(tmp_path / "v", embedder).embed_documents(["a"])

    assert embedder.embedded == ["a"]


def pages_of_vectors(path: Path) -> int:
    """Fill a store of vectors; the size of its pages, in bytes."""
    CachedEmbeddings(path, ScriptedEmbedder()).embed_documents([f"text {i}" for i in range(200)])
    size = int.from_bytes(path.read_bytes()[16:18], "big")  # https://www.sqlite.org/fileformat.html, 1.3.2
    assert path.stat().st_size > 3 * size
    return size


@pytest.mark.parametrize("page", [1, 2, -1])
def test_a_store_of_vectors_damaged_behind_its_first_page_is_begun_anew(tmp_path: Path, page: int) -> None:
    path = tmp_path / "v"
    size = pages_of_vectors(path)
    stored = bytearray(path.read_bytes())
    stored[page * size % len(stored)] ^= 0xFF  # what kind of page it is
    path.write_bytes(stored)
    embedder = ScriptedEmbedder()

    CachedEmbeddings(path, embedder).embed_documents(["text 1", "text 2"])
    CachedEmbeddings(path, embedder).embed_documents(["text 1", "text 2"])

    assert sorted(embedder.embedded) == ["text 1", "text 2"]


def test_a_store_of_vectors_that_is_busy_is_kept_and_the_error_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "v"
    pages_of_vectors(path)
    before = path.read_bytes()

    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(IndexUnusable, match=r"locked.*no other program.*delete it: every text") as raised:
            CachedEmbeddings(path, ScriptedEmbedder(), patience=0)

    assert str(path) in str(raised.value)
    assert path.read_bytes() == before


def test_a_store_that_becomes_busy_later_is_no_traceback_either(tmp_path: Path) -> None:
    vectors = CachedEmbeddings(tmp_path / "v", ScriptedEmbedder(), patience=0)

    with closing(sqlite3.connect(tmp_path / "v")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(IndexUnusable, match="locked"):
            vectors.embed_documents(["a"])

    assert len(vectors.embed_documents(["a"])) == 1


def test_a_folder_where_the_store_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()

    with pytest.raises(IndexUnusable, match="unable to open"):
        CachedEmbeddings(tmp_path / "v", ScriptedEmbedder())
