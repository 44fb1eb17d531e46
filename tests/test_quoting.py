"""The whole way from a question to an answer, over a small corpus and scripted vectors."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering import LONGEST_QUESTION, Assistant
from assistant.bootstrap import create_retriever
from assistant.domain import Outcome, Turn
from assistant.settings import Settings
from tests.faculty import faculty
from tests.scripted import BOTANY, CALIBRATION, ROBOTICS, ScriptedEmbedder, assistant_over, build_index, write_corpus

MORE = {
    "robotics": ROBOTICS + "\n## Labs\n\nRobotics (TU100) has 3 labs.\n\n## Intake of the past, 2021\n\n"
    "Robotics (TU100) had 31 first-year places in 2021.\n",
    "botany": BOTANY + "\n## Fees\n\nNot published in our sources as of 2026-11: the tuition fee of Botany (TU200).\n",
    "general": BOTANY.replace("[botany]", "[]").replace("title: Botany (TU200)", "title: University").replace(
        "Botany (TU200) teaches how plants grow. Botany (TU200) has 25 first-year places in 2026.",
        "Students may live in a hostel.",
    ).partition("## Interview")[0],
}  # fmt: skip


@pytest.fixture
def assistant(tmp_path: Path, embedder: ScriptedEmbedder) -> Assistant:
    build_index(write_corpus(tmp_path / "more", **MORE), tmp_path / "more-index", embedder)
    return assistant_over(tmp_path / "more-index", embedder)


def test_the_answer_is_a_statement_with_its_citation(assistant: Assistant) -> None:
    answer = assistant.answer("How many first-year places does Robotics have?")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.text == "Robotics (TU100) has 40 first-year places in 2026. [1]"
    citation = answer.citations[0]
    assert (citation.passage.title, citation.passage.headings) == ("Robotics (TU100)", ("First-year places, 2026",))
    assert citation.quotes[0].text in citation.passage.text


def test_a_named_programme_is_answered_from_its_own_documents(assistant: Assistant) -> None:
    answer = assistant.answer("Is there an interview for Robotics?")

    assert answer.outcome is Outcome.NOT_FOUND
    assert "Botany" not in answer.text


def test_what_holds_for_all_is_quoted_for_a_named_programme_too(assistant: Assistant) -> None:
    assert assistant.answer("Is there a hostel for Robotics students?").text == "Students may live in a hostel. [1]"


def test_a_year_that_is_asked_for_is_carried_by_what_is_quoted(assistant: Assistant) -> None:
    assert "31" in assistant.answer("How many places did Robotics have in 2021?").text
    unknown = assistant.answer("How many places did Robotics have in 2019?")
    assert unknown.outcome is Outcome.NOT_FOUND
    assert "2019" in unknown.lead


def test_without_a_year_the_newest_is_quoted(assistant: Assistant) -> None:
    assert "2026" in assistant.answer("places of Robotics").text


def test_a_figure_without_a_year_of_its_own_is_given_with_its_date(assistant: Assistant) -> None:
    assert (
        assistant.answer("How many labs does Robotics have?").text
        == "Robotics (TU100) has 3 labs. (as of June 2026) [1]"
    )


def test_a_table_row_is_quoted_with_its_column_names(assistant: Assistant) -> None:
    answer = assistant.answer("Robotics tuition 2027-28")

    assert answer.text == "Robotics (TU100), 2027-28 — Tuition: HK$49,500 [1]"
    assert answer.citations[0].passage.provenance.source_url == "https://example.edu/fees"


@pytest.mark.parametrize(
    "question", ["What is the tuition fee at HKUST?", "what is the tuition fee at hkust", "科大學費幾多？"]
)
def test_another_institution_is_not_answered_from_these_documents(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question)

    assert answer.outcome is Outcome.NOT_FOUND
    assert "HK$" not in answer.text
    assert "https://admission.example.edu" in answer.text


def test_a_known_gap_is_a_refusal_with_its_reason(assistant: Assistant) -> None:
    answer = assistant.answer("How much is the tuition fee of Botany?")

    assert answer.outcome is Outcome.NOT_FOUND
    assert [statement.marks for statement in answer.statements] == [(1,)]
    assert answer.statements[0].text.startswith("Not published in our sources as of 2026-11")


@pytest.mark.parametrize(
    "question", ["Tell me of my history essay", "What's the weather?", "asdf qwer", "?!", "🙂", "\u202e\u200b"]
)
def test_what_the_documents_do_not_hold_is_not_answered(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question).outcome is Outcome.NOT_FOUND


def test_the_refusal_is_in_the_language_of_the_question(assistant: Assistant) -> None:
    assert assistant.answer("今天天氣如何？").lead == "文件沒有這個問題的答案。"
    assert assistant.answer("今天天气如何？").lead == "文件没有这个问题的答案。"


def test_an_english_quotation_in_a_chinese_answer_is_said_to_be_one(assistant: Assistant) -> None:
    answer = assistant.answer("機械人學有幾多學額？")

    assert answer.lead == "以下照錄英文文件原文："
    assert "40 first-year places" in answer.text


def test_a_question_may_point_back_to_the_turn_before(assistant: Assistant) -> None:
    answer = assistant.answer("and for Botany?", [Turn("How many places does Robotics have?")])

    assert "25 first-year places" in answer.text
    assert [programme.id for programme in answer.about] == ["botany"]


def test_a_message_that_is_too_long_is_refused_with_a_sentence(assistant: Assistant) -> None:
    answer = assistant.answer("a" * (LONGEST_QUESTION + 1))

    assert answer.outcome is Outcome.OUT_OF_SCOPE
    assert "2000 characters" in answer.text


def test_an_empty_message_is_answered_with_a_sentence(assistant: Assistant) -> None:
    assert assistant.answer("  \n").text == "Please type a question."


def test_the_same_question_has_the_same_answer(assistant: Assistant) -> None:
    answers = {assistant.answer("What does Robotics cost? fees").text for _ in range(5)}

    assert len(answers) == 1


def test_a_langchain_user_gets_passages_with_their_source(tmp_path: Path, embedder: ScriptedEmbedder) -> None:
    build_index(write_corpus(tmp_path / "corpus"), tmp_path / "index", embedder)
    retriever = create_retriever(Settings(index_dir=tmp_path / "index"), embedder, k=2)

    documents = retriever.invoke("Robotics tuition in 2026-27")

    assert len(documents) == 2
    assert "HK$47,000" in documents[0].page_content
    assert documents[0].metadata["source_url"] == "https://example.edu/fees"
    assert documents[0].metadata["section"] == "Fees"


@pytest.mark.parametrize(
    ("question", "word"),
    [("Does Robotics have a parking permit?", "parking permit"), ("機械人學有冇泊車證？", "泊車證")],
)
def test_a_term_that_no_document_holds_is_not_answered(tmp_path: Path, question: str, word: str) -> None:
    answer = faculty(tmp_path).answer(question)

    assert answer.outcome is Outcome.NOT_FOUND
    assert word in answer.lead


def test_what_holds_for_some_only_is_not_answered_with_what_holds_for_all(tmp_path: Path) -> None:
    assistant = faculty(tmp_path)

    assert assistant.answer("Is there a hostel?").outcome is Outcome.ANSWERED
    assert assistant.answer("Is there a part-time hostel?").outcome is Outcome.NOT_FOUND


ASKED = "Who is called for the interview of Botany?"


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("> asked: Who is called for the interview?", Outcome.ANSWERED),
        ("> asked: Is there an interview?\n> not told: Who is called for the interview?", Outcome.NOT_FOUND),
        ("> asked: Who is called for the interview?\n> not told: How long is the interview?", Outcome.ANSWERED),
    ],
)
def test_a_near_miss_is_refused_unless_the_question_is_nearer_to_one_that_is_answered(
    tmp_path: Path, embedder: ScriptedEmbedder, line: str, outcome: Outcome
) -> None:
    botany = BOTANY.replace("## Interview\n", f"## Interview\n\n{line}\n")
    build_index(write_corpus(tmp_path / "corpus", botany=botany), tmp_path / "index", embedder)
    weighed = {"near miss": -20.0, "terms": 10.0, "rare missing": -1.0}
    fitted = replace(CALIBRATION, decision=weighed, bias=-8.0)

    answer = assistant_over(tmp_path / "index", embedder, fitted=fitted).answer(ASKED)

    assert answer.outcome is outcome
    assert "?" not in answer.text


def test_what_is_not_so_is_followed_by_what_there_is_instead(tmp_path: Path, embedder: ScriptedEmbedder) -> None:
    instead = "\n## Sports\n\nBotany (TU200) has no sports team. Players of Botany (TU200) join those of Robotics.\n"
    build_index(write_corpus(tmp_path / "corpus", botany=BOTANY + instead), tmp_path / "index", embedder)

    answer = assistant_over(tmp_path / "index", embedder).answer("Does Botany have a sports team?")

    assert [statement.text for statement in answer.statements] == [
        "Botany (TU200) has no sports team. (as of 2026)",
        "Players of Botany (TU200) join those of Robotics. (as of 2026)",
    ]


def test_an_older_statement_is_said_too_where_it_may_well_be_the_answer(
    tmp_path: Path, embedder: ScriptedEmbedder
) -> None:
    moss, glass = (
        "Botany (TU200) has labs for moss in 2026.",
        "Botany (TU200) has labs of glass, fern, soil and seed in the plan of 2025.",
    )
    labs = f"\n## Labs\n\n{moss}\n\n## Houses\n\n{glass}\n"
    build_index(write_corpus(tmp_path / "corpus", botany=BOTANY + labs), tmp_path / "index", embedder)

    answer = assistant_over(tmp_path / "index", embedder).answer("Which labs has Botany?")

    assert [statement.text.partition(" (as of")[0] for statement in answer.statements] == [
        moss,
        glass,
    ]


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("What are the names of the interview panels of Botany?", Outcome.NOT_FOUND),
        ("How many interview panels does Botany have?", Outcome.ANSWERED),
    ],
)
@pytest.mark.parametrize(
    "cell",
    ["names not stated (six panels)", "two stages; names of the six panels not stated", "沒有列明名稱（六個 panels）"],
)
def test_names_that_a_table_leaves_out_are_no_answer_to_a_question_for_them(
    tmp_path: Path, embedder: ScriptedEmbedder, cell: str, question: str, outcome: Outcome
) -> None:
    table = f"\n## Panels, 2026\n\n| Programme | Interview panels |\n|---|---|\n| Botany (TU200) | {cell} |\n"
    botany = BOTANY.partition("## Interview")[0] + table
    build_index(write_corpus(tmp_path / "corpus", botany=botany), tmp_path / "index", embedder)
    fitted = replace(CALIBRATION, decision={"score": 2.5}, bias=-1.0)

    answer = assistant_over(tmp_path / "index", embedder, fitted=fitted).answer(question)

    assert answer.outcome is outcome
    assert cell.split("；")[0] in answer.text


@pytest.mark.parametrize(
    ("later", "year"),
    [
        ("The glass house scores of moss, fern, seed and soil in Botany (TU200) for 2025 entry were 47.", "2025"),
        (
            "The part-time glass house scores of moss, fern, seed and soil in Botany (TU200) for 2025 entry were 47.",
            "2023",
        ),
        ("The glass house scores of Botany (TU200) for 2025 entry were 47.", "2023"),
    ],
)
def test_an_older_figure_gives_way_to_a_later_one_that_says_the_same_with_a_word_less(
    tmp_path: Path, embedder: ScriptedEmbedder, later: str, year: str
) -> None:
    older = "The weighted glass house scores of moss, fern, seed and soil in Botany (TU200) for 2023 entry were 48."
    corpus = write_corpus(
        tmp_path / "corpus", botany=f"{BOTANY}\n## Glass, 2023\n\n{older}\n\n## Glass, 2025\n\n{later}\n"
    )
    with (corpus / "terms.yaml").open("a", encoding="utf-8") as terms:
        terms.write("- {narrows: true, en: [part-time]}\n")
    build_index(corpus, tmp_path / "index", embedder)
    fond_of_the_old = replace(CALIBRATION, ranking={**CALIBRATION.ranking, "age": 1.0})

    answer = assistant_over(tmp_path / "index", embedder, fitted=fond_of_the_old).answer(
        "scores of moss, fern, seed and soil in Botany"
    )

    assert f"for {year} entry" in answer.statements[0].text
