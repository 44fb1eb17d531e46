"""Files of cases: every format that is read, and every bad case named at once."""

import json
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.evaluation.case import Expectation, is_held_back
from assistant.evaluation.cases import read_cases
from assistant.evaluation.errors import CasesError
from tests.conftest import ROOT


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_of_the_projects_schema_is_read_as_it_stands(tmp_path: Path) -> None:
    stored = {
        "id": "R1",
        "lang": "zh-Hant",
        "turns": ["機械人學好嗎？", "學費呢？"],
        "type": "follow_up",
        "category": "fees",
        "expect": "answer",
        "facts": [{"any_of": ["47,000", "4.7萬"]}],
        "forbid": ["25"],
        "sources": ["robotics.md"],
        "note": "",
    }

    (case,), (file,) = read_cases([written(tmp_path, "own.jsonl", "\n" + json.dumps(stored) + "\n")])

    assert case.question == "學費呢？"
    assert case.facts[0].any_of == ("47,000", "4.7萬")
    assert (case.lang, case.type, case.sources) == (Language.ZH_HANT, "follow_up", ("robotics.md",))
    assert case.origin.endswith("own.jsonl:2")
    assert file.cases == 1


def test_only_an_id_a_question_and_facts_are_needed(tmp_path: Path) -> None:
    (case,), _ = read_cases([written(tmp_path, "a.jsonl", '{"id": "a", "question": "学费多少？", "facts": ["47000"]}')])

    assert case.turns == ("学费多少？",)
    assert (case.lang, case.expect) == (Language.ZH_HANS, Expectation.ANSWER)


def test_a_case_that_expects_a_refusal_needs_no_facts(tmp_path: Path) -> None:
    (case,), _ = read_cases([written(tmp_path, "a.jsonl", '{"id": "a", "question": "Law?", "expect": "refuse"}')])

    assert case.facts[0].any_of == ("@refusal",)


def test_yaml_written_by_hand_keeps_its_numbers_as_written(tmp_path: Path) -> None:
    text = """
cases:
  - id: y1
    question: What is the GPA?
    facts: [3.50, [two years, 2 years]]
  - id: y2
    turns: [Tell me about Robotics., "And the fee?"]
    facts:
      - any_of: ["47,000"]
"""

    cases, _ = read_cases([written(tmp_path, "hand.yaml", text)])

    assert [fact.any_of for fact in cases[0].facts] == [("3.50",), ("two years", "2 years")]
    assert len(cases[1].turns) == 2
    assert cases[1].origin.endswith("hand.yaml:6")


def test_a_csv_parts_facts_alternatives_and_turns(tmp_path: Path) -> None:
    rows = ['c1,"Robotics?', 'And places?",40|forty;2026,robotics.md;botany.md,en', "c2,Fee?,47000,,"]
    text = "\n".join(["id,turns,facts,sources,lang", *rows])

    cases, _ = read_cases([written(tmp_path, "sheet.csv", text)])

    assert cases[0].turns == ("Robotics?", "And places?")
    assert [fact.any_of for fact in cases[0].facts] == [("40", "forty"), ("2026",)]
    assert cases[0].sources == ("robotics.md", "botany.md")
    assert cases[1].origin.endswith("sheet.csv:4")


def test_a_truth_of_azures_evaluator_gives_its_figures_as_facts(tmp_path: Path) -> None:
    stored = {
        "question": "When and how much?",
        "truth": "HK$47,000 by 30 April 2026 for TU100 [fees.pdf#page=2].",
        "x": 1,
    }

    (case,), _ = read_cases([written(tmp_path, "azure.jsonl", json.dumps(stored))])

    assert case.id == "azure-1"
    assert case.are_facts_derived
    assert [fact.any_of[0] for fact in case.facts] == ["30 April 2026", "TU100", "47,000"]
    assert "4月30日 && 2026" in case.facts[0].any_of


def test_ragas_turns_are_those_of_the_person(tmp_path: Path) -> None:
    messages = [
        {"type": "human", "content": "Robotics?"},
        {"type": "ai", "content": "Yes."},
        {"type": "human", "content": "How many places?"},
    ]
    stored = {"user_input": messages, "reference": "It has 40.", "reference_contexts": ["Robotics has 40."]}

    (case,), _ = read_cases([written(tmp_path, "ragas.jsonl", json.dumps(stored))])

    assert case.turns == ("Robotics?", "How many places?")
    assert case.contexts == ("Robotics has 40.",)


def test_all_bad_cases_of_all_files_are_named_with_line_and_reason(tmp_path: Path) -> None:
    first = written(
        tmp_path,
        "bad.jsonl",
        "\n".join(
            [
                '{"id": "a", "question": "Fee?", "facts": ["1"]}',
                '{"id": "b", "question": "Fee?"',
                '{"id": "a", "question": "Fee?", "facts": ["1"]}',
                '{"id": "c", "facts": ["1"]}',
                '{"id": "d", "question": "Fee?"}',
                '{"id": "e", "question": "Fee?", "reference": "It depends."}',
                '{"id": "f", "question": "Fee?", "fatcs": ["1"]}',
                '{"id": "g", "question": "Fee?", "facts": ["()"]}',
                '{"id": "h", "question": "Fee?", "facts": ["1"], "lang": "fr"}',
                '{"id": "i", "question": "Fee?", "facts": ["1"], "expect": "refuse"}',
                '{"question": "Fee?", "facts": ["1"]}',
                '["no mapping"]',
            ]
        ),
    )
    second = written(tmp_path, "more.yaml", "- id: b\n  question: Fee?\n")

    with pytest.raises(CasesError) as caught:
        read_cases([first, second])

    lines = str(caught.value).splitlines()[1:]
    told = {line.split(": ")[0].rsplit("/", 1)[-1]: line for line in lines}
    assert list(told) == [*(f"bad.jsonl:{number}" for number in range(2, 13)), "more.yaml:1"]
    assert "no valid JSON" in told["bad.jsonl:2"]
    assert "'a' is taken by" in told["bad.jsonl:3"]
    assert "needs a question" in told["bad.jsonl:4"]
    assert "needs facts" in told["bad.jsonl:5"]
    assert "no number, date or code" in told["bad.jsonl:6"]
    assert "'fatcs'" in told["bad.jsonl:7"]
    assert "no answer can hold" in told["bad.jsonl:8"]
    assert "'fr'" in told["bad.jsonl:9"]
    assert "contradict" in told["bad.jsonl:10"]
    assert "needs an id" in told["bad.jsonl:11"]


def test_a_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match=r"wide\.csv:3: it has another number of cells"):
        read_cases([written(tmp_path, "wide.csv", "id,question,facts\na,Fee?,1\nb,Fee?,1,2\n")])


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("cases.txt", "", "cases are read from"),
        ("empty.jsonl", "", "holds no case"),
        ("torn.yaml", "a: [", "no valid YAML"),
        ("mapping.yaml", "a: b", "must be a list"),
    ],
)
def test_a_file_without_cases_is_named(tmp_path: Path, name: str, text: str, reason: str) -> None:
    with pytest.raises(CasesError, match=reason):
        read_cases([written(tmp_path, name, text)])


def test_the_projects_own_cases_can_be_read_and_a_third_is_held_back() -> None:
    cases, _ = read_cases([ROOT / "tests" / "answer_quality" / "dev.jsonl"])

    held_back = sum(is_held_back(case.id) for case in cases)
    assert len(cases) == 170
    assert 0.25 < held_back / len(cases) < 0.42
