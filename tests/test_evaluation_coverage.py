"""What no case reaches, and the cases that are drafted for it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import Document, Language, Passage, Table
from assistant.evaluation.__main__ import main
from assistant.evaluation.case import Expectation, Expected
from assistant.evaluation.cases import read_cases
from assistant.evaluation.coverage import coverage, expected_passages
from assistant.evaluation.runs import write_run
from assistant.evaluation.sources import Sources
from assistant.evaluation.suggest import absent_from, as_line, of_heading, of_table, suggest, without_answer
from assistant.ingestion.build import Corpus, passages_of, read_corpus
from assistant.splitting import split
from tests.scripted import ROBOTICS, ScriptedEmbedder, write_corpus
from tests.test_evaluation_report import made_case, made_result, made_run, right_result

FEES = Table(
    ("Fees, 2026-27", "Tuition", "Years", "Note"),
    (("Robotics (TU100)", "HK$47,000", "4", "as announced"), ("Botany (TU200)", "HK$42,100", "4", "")),
)
CHINESE = """---
title: 機械人學（TU100）
programmes: [robotics]
language: zh-Hant
source_url: https://example.edu/robotics
as_of: 2026-06
translation_of: robotics.md
---

## 學額，2026年

機械人學（TU100）2026年有40個學額。
"""


@pytest.fixture
def read(corpus: Path) -> Corpus:
    return read_corpus(corpus)


@pytest.fixture
def passages(read: Corpus, embedder: ScriptedEmbedder) -> list[Passage]:
    return passages_of(read.documents, read.catalogue, embedder.count_tokens, 200)


def document(read: Corpus, name: str) -> Document:
    return next(one for one in read.documents if one.id == name)


def test_a_passage_is_expected_where_a_source_holds_an_alternative(read: Corpus, passages: list[Passage]) -> None:
    sources = Sources({"10-sheet.md": ("robotics.md",)}, {one.id: one.id for one in read.documents})
    places = made_case(sources=("10-sheet.md",))
    refused = made_case("R2", sources=("10-sheet.md",), expect=Expectation.REFUSE)

    expected = expected_passages([places, refused], passages, sources)

    assert [passage.text for passage in passages if passage.id in expected] == [
        "Robotics (TU100) has 40 first-year places in 2026."
    ]


def test_what_stands_all_over_a_document_reaches_none_of_its_passages(read: Corpus, passages: list[Passage]) -> None:
    everywhere = [replace(passage, id=f"{passage.id}{i}") for i in range(2) for passage in passages]
    sources = Sources({}, {one.id: one.id for one in read.documents})

    assert expected_passages([made_case(facts=(Expected(("40",)),))], everywhere, sources)
    assert not expected_passages([made_case(facts=(Expected(("Robotics",)),))], everywhere, sources)


def test_coverage_counts_what_is_cited_or_expected_and_names_the_rest(passages: list[Passage]) -> None:
    robotics = [passage.id for passage in passages if passage.document_id == "robotics.md"]
    botany = [passage.id for passage in passages if passage.document_id == "botany.md"]

    covered = coverage(passages, cited={robotics[0], *botany}, expected={robotics[0], robotics[1]})

    assert [(one.document, one.passages, one.cited, one.expected, one.reached) for one in covered] == [
        ("robotics.md", 3, 1, 2, 2),
        ("botany.md", len(botany), len(botany), 0, len(botany)),
    ]
    assert [passage.id for passage in covered[0].unreached] == [robotics[2]]
    assert covered[0].share == pytest.approx(2 / 3)


def test_a_cell_is_asked_for_by_its_row_and_column(read: Corpus) -> None:
    drafts = [case for case, _ in of_table(FEES, (), document(read, "robotics.md"))]

    assert [case.question for case in drafts] == [
        "What is the tuition of Robotics (TU100) (Fees, 2026-27)?",
        "What is the tuition of Botany (TU200) (Fees, 2026-27)?",
    ]  # neither single digits, nor words, nor nothing
    assert [case.facts for case in drafts] == [(Expected(("HK$47,000",)),), (Expected(("HK$42,100",)),)]
    assert drafts[0].sources == ("robotics.md",)
    assert drafts[0].is_draft


def test_what_stands_under_a_heading_is_asked_for_by_the_figures_in_it(read: Corpus, passages: list[Passage]) -> None:
    places = next(passage for passage in passages if passage.headings == ("First-year places, 2026",))

    draft = of_heading(places, document(read, "robotics.md"))

    assert draft
    assert draft.question == "What do the documents say about First-year places, 2026 (Robotics (TU100))?"
    assert draft.facts == (Expected(("40",)),)


def test_a_chinese_document_is_asked_about_in_chinese(tmp_path: Path, embedder: ScriptedEmbedder) -> None:
    read = read_corpus(write_corpus(tmp_path / "chinese", robotics=ROBOTICS, chinese=CHINESE))
    chinese = document(read, "chinese.md")

    draft = of_heading(split(chinese, embedder.count_tokens, 200)[0], chinese)

    assert draft
    assert draft.question == "關於機械人學（TU100），「學額，2026年」有甚麼資料？"
    assert draft.lang is Language.ZH_HANT
    assert draft.facts == (Expected(("40",)),)


def test_a_year_or_programme_that_the_corpus_lacks_makes_a_question_unanswerable(read: Corpus) -> None:
    case = made_case(turns=("What is the tuition of Robotics (TU100), 2026-27?",))

    absent = absent_from("Fees until 2028. Veterinary Medicine is no subject.")

    other_year, other_programme = without_answer(case, absent, read.catalogue)

    assert other_year.question == "What is the tuition of Robotics (TU100), 2029?"
    assert "Robotics" not in other_programme.question
    assert "TU100" not in other_programme.question
    assert "Veterinary Medicine" not in other_programme.question
    assert other_programme.question.endswith(", 2026-27?")
    assert other_year.expect is other_programme.expect is Expectation.REFUSE


def test_drafts_begin_with_what_no_case_reaches_and_are_the_same_each_time(
    read: Corpus, passages: list[Passage]
) -> None:
    fees = next(passage for passage in passages if "47,000" in passage.text)
    all_but_fees = {passage.id for passage in passages} - {fees.id}

    first = suggest(read.documents, passages, all_but_fees, read.catalogue, 8)
    of_robotics = [case for case in first if case.sources == ("robotics.md",)]

    assert of_robotics[0].facts[0].any_of[0].startswith("HK$")
    assert sum(case.expect is Expectation.REFUSE for case in first) == 2
    assert len({case.id for case in first}) == len(first) <= 8
    assert suggest(read.documents, passages, all_but_fees, read.catalogue, 8) == first


def test_drafts_are_cases_that_wait_for_a_review(read: Corpus, passages: list[Passage], tmp_path: Path) -> None:
    drafts = suggest(read.documents, passages, (), read.catalogue, 8)
    file = tmp_path / "drafts.jsonl"
    file.write_text("\n".join(map(as_line, drafts)), encoding="utf-8")

    cases, _ = read_cases([file])

    assert [(case.id, case.turns, case.facts, case.expect, case.sources) for case in cases] == [
        (case.id, case.turns, case.facts, case.expect, case.sources) for case in drafts
    ]
    assert all(case.is_draft for case in cases)


@pytest.fixture
def evaluated(
    tmp_path: Path, corpus: Path, index: Path, embedder: ScriptedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with a run over the small corpus, whose index the settings name."""
    monkeypatch.setenv("ASSISTANT_CORPUS_DIR", str(corpus))
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(index))
    write_run(tmp_path / "run", made_run(right_result(), made_result(made_case("made-1"))))
    return tmp_path / "run"


def test_the_command_shows_the_coverage_and_writes_drafts(evaluated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drafts = evaluated / "drafts.jsonl"

    ended = main(["coverage", str(evaluated), "--list", "--suggest", "4", "--out", str(drafts)])

    printed = capsys.readouterr().out
    assert ended == 0
    assert "robotics.md" in printed
    assert "botany.md#1" in printed
    assert "another generation" in printed
    assert len([json.loads(line) for line in drafts.read_text(encoding="utf-8").splitlines()]) == 4


def test_drafts_never_replace_a_file(evaluated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reviewed = evaluated / "reviewed.jsonl"
    reviewed.write_text("my own", encoding="utf-8")

    ended = main(["coverage", str(evaluated), "--suggest", "4", "--out", str(reviewed)])

    assert ended == 2
    assert "Name a new file" in capsys.readouterr().err
    assert reviewed.read_text(encoding="utf-8") == "my own"


def test_the_reports_of_a_run_can_be_written_again(evaluated: Path, tmp_path: Path) -> None:
    write_run(tmp_path / "before", made_run(made_result(), right_result(made_case("made-1"))))

    ended = main(["report", str(evaluated), "--against", str(tmp_path / "before"), "--out", str(tmp_path / "docs")])

    text = (tmp_path / "docs" / "report.md").read_text(encoding="utf-8")
    assert ended == 0
    assert "newly wrong (1): made-1" in text
    assert (tmp_path / "docs" / "report.html").exists()
