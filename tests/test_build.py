from collections.abc import Iterable
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.errors import CorpusError
from assistant.index.generation import Generation
from assistant.index.generations import Generations
from assistant.ingestion.build import Report
from tests.scripted import BOTANY, ROBOTICS, ScriptedEmbedder, build_index, write_corpus


def passages(index: Path) -> str:
    embedder = ScriptedEmbedder()
    folder = Generations(index).current()
    assert folder is not None
    with Generation(folder, embedder, embedder.identity) as generation:
        return "\n".join(f"{passage.document_id}: {passage.text}" for passage in generation.passages.values())


def test_the_report_is_one_line_with_all_counts() -> None:
    report = Report(documents=12, passages=240, added=1, changed=1, removed=0, unchanged=10, embedded=9)

    assert report.text == "12 documents, 240 passages: 1 added, 1 changed, 10 unchanged"


def test_a_build_with_nothing_new_embeds_and_writes_nothing(
    corpus: Path, index: Path, embedder: ScriptedEmbedder
) -> None:
    before = Generations(index).current()
    embedder.embedded.clear()

    report = build_index(corpus, index, embedder)

    assert (report.embedded, report.unchanged, embedder.embedded) == (0, 2, [])
    assert Generations(index).current() == before


def test_a_change_embeds_only_the_new_text(corpus: Path, index: Path, embedder: ScriptedEmbedder) -> None:
    embedder.embedded.clear()
    write_corpus(corpus, robotics=ROBOTICS.replace("40 first-year", "44 first-year"))

    report = build_index(corpus, index, embedder)

    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert report.embedded == len(embedder.embedded) > 0
    assert all("44 first-year" in text for text in embedder.embedded)


def test_a_removed_document_is_gone(corpus: Path, index: Path, embedder: ScriptedEmbedder) -> None:
    (corpus / "botany.md").unlink()

    report = build_index(corpus, index, embedder)

    assert report.text == "1 document, 3 passages: 0 added, 0 changed, 1 unchanged, 1 removed"
    assert "plants" not in passages(index)


def test_a_change_of_the_catalogue_builds_anew_without_embedding(
    corpus: Path, index: Path, embedder: ScriptedEmbedder
) -> None:
    catalogue = corpus / "programmes.yaml"
    catalogue.write_text(catalogue.read_text(encoding="utf-8").replace("robots degree", "machines degree"))
    before = Generations(index).current()

    report = build_index(corpus, index, embedder)

    assert report.embedded == 0
    assert Generations(index).current() != before


def test_every_broken_file_is_named_and_the_index_stays(corpus: Path, index: Path, embedder: ScriptedEmbedder) -> None:
    before = passages(index)
    write_corpus(corpus, broken="no front matter", unknown=BOTANY.replace("[botany]", "[alchemy]"))

    with pytest.raises(CorpusError) as error:
        build_index(corpus, index, embedder)

    assert "broken.md:1: the front matter is missing" in str(error.value)
    assert "unknown.md:1: programme 'alchemy' is not in programmes.yaml" in str(error.value)
    assert passages(index) == before


def test_an_empty_corpus_is_an_error(tmp_path: Path, embedder: ScriptedEmbedder) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    for path in corpus.glob("*.md"):
        path.unlink()

    with pytest.raises(CorpusError, match="no document"):
        build_index(corpus, tmp_path / "index", embedder)


def test_statements_know_which_programmes_they_are_about(tmp_path: Path, embedder: ScriptedEmbedder) -> None:
    both = BOTANY.replace("[botany]", "[]").replace("title: Botany (TU200)", "title: Both") + (
        "\n## Robotics\n\nIt has 40 places.\n\n## All\n\nEverybody pays the same.\n"
    )
    build_index(write_corpus(tmp_path / "corpus", both=both), tmp_path / "index", embedder)

    folder = Generations(tmp_path / "index").current()
    assert folder is not None
    with Generation(folder, embedder, embedder.identity) as generation:
        about = {statement.text: statement.programmes for _, statement in generation.statements.values()}

    assert about["Botany (TU200) holds an interview for every applicant."] == ("botany",)
    assert about["It has 40 places."] == ("robotics",)
    assert about["Everybody pays the same."] == ()


@pytest.mark.parametrize(
    ("languages", "answers_in"),
    [
        (["en"], {"en": Language}),
        (["zh-Hant"], {"zh-Hant": Language}),
        (["en", "zh-Hant"], {"en": ["en"], "zh-Hant": ["zh-Hant", "zh-Hans"]}),
        (["en", "zh-Hans"], {"en": ["en"], "zh-Hans": ["zh-Hant", "zh-Hans"]}),
        (["en", "zh-Hant", "zh-Hans"], {"en": ["en"], "zh-Hant": ["zh-Hant"], "zh-Hans": ["zh-Hans"]}),
        (["zh-Hant", "zh-Hans"], {"zh-Hant": ["en", "zh-Hant"], "zh-Hans": ["en", "zh-Hans"]}),
    ],
)
def test_a_document_answers_in_its_language_and_in_those_in_which_it_does_not_stand(
    tmp_path: Path, embedder: ScriptedEmbedder, languages: list[str], answers_in: dict[str, Iterable[str]]
) -> None:
    original, *others = languages
    documents = {original: BOTANY.replace("language: en", f"language: {original}")}
    for other in others:
        documents[other] = BOTANY.replace("language: en", f"language: {other}\ntranslation_of: {original}.md")
    build_index(write_corpus(tmp_path / "corpus", **documents), tmp_path / "index", embedder)

    folder = Generations(tmp_path / "index").current()
    assert folder is not None
    with Generation(folder, embedder, embedder.identity) as generation:
        spoken = {passage.language.value: set(passage.answers_in) for passage in generation.passages.values()}
    assert spoken == {language: set(map(Language, asked)) for language, asked in answers_in.items()}


def test_what_says_the_same_in_another_language_is_known_by_its_place(
    tmp_path: Path, embedder: ScriptedEmbedder
) -> None:
    translated = BOTANY.replace("language: en", "language: zh-Hant\ntranslation_of: en.md").replace("plants", "植物")
    build_index(write_corpus(tmp_path / "corpus", en=BOTANY, zh=translated), tmp_path / "index", embedder)

    folder = Generations(tmp_path / "index").current()
    assert folder is not None
    with Generation(folder, embedder, embedder.identity) as generation:
        sections = {key: passage.section for key, passage in generation.passages.items()}
        told = {key: generation.statements[other][1].text for key, other in generation.counterparts.items()}

    assert {key.partition("#")[0] for key in sections} == {"en.md", "zh.md"}
    assert sorted(sections.values()) == ["en.md#1", "en.md#1", "en.md#2", "en.md#2"]
    assert told["en.md#1.1"] == "Botany (TU200) teaches how 植物 grow."
    assert len(told) == 6


def test_documents_with_other_sections_than_their_translation_stand_alone(
    tmp_path: Path, embedder: ScriptedEmbedder
) -> None:
    translated = BOTANY.replace("language: en", "language: zh-Hant\ntranslation_of: en.md") + "\n## Fees\n\nFree.\n"
    build_index(write_corpus(tmp_path / "corpus", en=BOTANY, zh=translated), tmp_path / "index", embedder)

    folder = Generations(tmp_path / "index").current()
    assert folder is not None
    with Generation(folder, embedder, embedder.identity) as generation:
        sections = {passage.section for passage in generation.passages.values()}
        assert sections == {"en.md#1", "en.md#2", "zh.md#1", "zh.md#2", "zh.md#3"}
        assert generation.counterparts == {}


def test_a_row_of_a_table_is_about_the_programme_in_its_first_cell(tmp_path: Path, embedder: ScriptedEmbedder) -> None:
    both = BOTANY.replace("[botany]", "[robotics, botany]") + (
        "\n## Partners\n\n| Programme | Shares its labs with |\n|---|---|\n| Botany (TU200) | Robotics |\n"
        "| Robotics (TU100) | nobody |\n"
    )
    build_index(write_corpus(tmp_path / "corpus", both=both), tmp_path / "index", embedder)

    folder = Generations(tmp_path / "index").current()
    assert folder is not None
    with Generation(folder, embedder, embedder.identity) as generation:
        about = {s.cells[0].value: s.programmes for _, s in generation.statements.values() if s.cells}
    assert about == {"Botany (TU200)": ("botany",), "Robotics (TU100)": ("robotics",)}


def test_a_damaged_index_is_built_again_though_nothing_changed(
    corpus: Path, index: Path, embedder: ScriptedEmbedder
) -> None:
    folder = Generations(index).current()
    assert folder is not None
    (folder / "passages.jsonl").write_text("{")

    report = build_index(corpus, index, embedder)

    assert (report.unchanged, report.embedded) == (2, 0)
    assert "plants" in passages(index)


def test_a_build_that_fails_leaves_nothing_half_written(corpus: Path, tmp_path: Path) -> None:
    class Failing(ScriptedEmbedder):
        def embed_query(self, text: str) -> list[float]:
            return [0.0] * (3 if "Fees" in text else 64)  # Chroma refuses vectors of different lengths

    with pytest.raises(Exception, match=r"(?i)dimension"):
        build_index(corpus, tmp_path / "failed", Failing())

    assert list((tmp_path / "failed" / "generations").iterdir()) == []
