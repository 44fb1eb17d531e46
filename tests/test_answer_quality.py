"""The project's own cases over the shipped documents keep their floors, and would not if retrieval broke."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.bootstrap import create_assistant
from assistant.catalogue_file import load_catalogue
from assistant.domain import Found, Query
from assistant.evaluation.case import Case
from assistant.evaluation.cases import read_cases
from assistant.evaluation.gate import problems, read_floors
from assistant.evaluation.judging import Judge
from assistant.evaluation.runs import run_cases
from assistant.evaluation.sources import FILE_NAME, read_homes
from assistant.evaluation.subject import Subject, open_subject
from assistant.evaluation.summary import summarise
from assistant.facts import load_facts
from assistant.index.generation import Generation
from assistant.index.generations import Generations, ServedGeneration
from assistant.models.embedding import Embedder
from assistant.retrieval.search import Search
from assistant.settings import Settings
from assistant.terms import load_terms
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "answer_quality"
UNSEEN = "unseen.jsonl"  # nobody opens it; only its totals are looked at, seldom
AS_OF = date(2026, 11, 22)
SAMPLE = 4  # every fourth case; `make gate` asks all of them
FLOORS = read_floors(FOLDER / "floors.toml")


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return read_cases(sorted(bank for bank in FOLDER.glob("*.jsonl") if bank.name != UNSEEN))[0]


@pytest.fixture(scope="module")
def subject(real_assistant: Assistant, real_settings: Settings, real_embedder: Embedder) -> Subject:
    """The assistant over the real corpus, whose index `real_assistant` has built, as of the day of the cases."""
    return open_subject(real_settings, real_embedder, AS_OF)


@pytest.fixture(scope="module")
def judge(subject: Subject) -> Judge:
    return subject.judge(read_homes(FOLDER / FILE_NAME))


def test_every_source_of_a_case_and_every_home_is_a_document(subject: Subject, cases: Sequence[Case]) -> None:
    homes = read_homes(FOLDER / FILE_NAME)

    subject.sources(homes).check(cases)
    assert {case_source for case in cases for case_source in case.sources} <= homes.keys()
    assert {home for listed in homes.values() for home in listed} <= subject.originals.keys()


def test_the_answers_keep_their_floors_and_the_floors_keep_up(
    subject: Subject, judge: Judge, cases: Sequence[Case]
) -> None:
    summary = summarise(run_cases(cases[::SAMPLE], subject.answering, judge))

    assert not problems(summary, FLOORS), "\n".join(problems(summary, FLOORS))


class Broken(Search):
    """A search that has lost its way: it finds only what it would find last, or nothing."""

    finds_nothing = False

    def __call__(self, query: Query, generation: Generation) -> Found:
        found = super().__call__(query, generation)
        if self.finds_nothing:
            return Found((), ())
        return replace(found, passages=found.passages[:-11:-1], statements=found.statements[:-11:-1])


@pytest.mark.parametrize("finds_nothing", [True, False])
def test_breaking_the_retrieval_turns_the_gate_red(
    finds_nothing: bool, real_settings: Settings, real_embedder: Embedder, judge: Judge, cases: Sequence[Case]
) -> None:
    broken = Broken(real_embedder.embed_query, real_settings.meaning_weight)
    broken.finds_nothing = finds_nothing
    served = ServedGeneration(
        Generations(real_settings.index_dir),
        lambda folder: Generation(folder, real_embedder, real_embedder.identity),
    )
    assistant = Assistant(
        served.lease,
        broken,
        lambda g: (load_catalogue(g.folder)[0], load_terms(g.folder)[0], load_facts(g.folder)),
        lambda: AS_OF,
    )

    summary = summarise(run_cases(cases[::72], assistant.stream, judge))

    missed = [problem for problem in problems(summary, FLOORS) if "below its floor" in problem]
    assert any("[all] correct rate:" in problem for problem in missed)
    assert any("[all] recall@5 (passages)" in problem for problem in missed)
    assert any("[all] MRR (passages)" in problem for problem in missed)


def test_the_same_question_has_the_same_answer(real_settings: Settings, real_embedder: Embedder, judge: Judge) -> None:
    case = read_cases([FOLDER / "dev.jsonl"])[0][0]
    assistant = create_assistant(real_settings, real_embedder, today=lambda: AS_OF)

    (result,) = run_cases([case], assistant.stream, judge, repeat=3)

    assert result.is_stable
