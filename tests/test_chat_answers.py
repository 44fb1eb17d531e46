"""Real questions over the real corpus, written by models of three characters: nothing wrong reaches the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.domain import Answer, AnsweredStatement, Outcome, Turn
from assistant.evaluation.case import Case
from assistant.evaluation.cases import read_cases
from assistant.evaluation.records import Result
from assistant.evaluation.runs import run_cases
from assistant.evaluation.sources import FILE_NAME, read_homes
from assistant.evaluation.subject import Subject, open_subject
from assistant.models.budgets import NoBudget
from assistant.models.calls import Limits, Prices
from assistant.models.chat import ChatModel, Message, Role
from assistant.models.embedding import Embedder
from assistant.models.loading import load_chat_model
from assistant.models.providers import Connection
from assistant.settings import Settings
from tests.chat_characters import CHARACTERS, Corruption
from tests.chat_questions import Misasked
from tests.chat_server import ChatServer
from tests.chat_shown import offered, shown
from tests.conftest import ROOT
from tests.serve_characters import Cast

FOLDER = ROOT / "tests" / "answer_quality"
AS_OF = date(2026, 11, 22)
EVERY = 9  # of the cases to tune on: a small sample, for CI; tests/serve_characters.py asks all


@dataclass(frozen=True)
class Asked:
    """What a character made of the sample, and which questions it spoilt."""

    results: tuple[Result, ...]
    log: Sequence[Corruption]
    misasked: Sequence[Misasked] = ()

    @property
    def right(self) -> int:
        return sum(result.is_right for result in self.results)

    @property
    def unsupported(self) -> list[str]:
        return [said.text for result in self.results for said in result.said if said.unsupported]


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return tuple(case for case in read_cases([FOLDER / "dev.jsonl"])[0] if not case.is_held_back)[::EVERY]


@pytest.fixture(scope="module")
def quoting(real_assistant: Assistant, real_settings: Settings, real_embedder: Embedder) -> Subject:
    return open_subject(real_settings, real_embedder, AS_OF)


@pytest.fixture(scope="module")
def quoted(quoting: Subject, cases: Sequence[Case]) -> Asked:
    return Asked(run_cases(cases, quoting.answering, quoting.judge(read_homes(FOLDER / FILE_NAME))), ())


@pytest.fixture(scope="module", params=list(CHARACTERS))
def asked(request: pytest.FixtureRequest, quoting: Subject, cases: Sequence[Case]) -> Asked:
    settings, embedder = request.getfixturevalue("real_settings"), request.getfixturevalue("real_embedder")
    cast = Cast()
    with ChatServer(cast).running() as server:
        chosen = {"chat_model": f"openai:{request.param}", "chat_base_url": server.url}
        uses = {"chat_rewrite": True, "chat_translate": True, "chat_suggest": True}
        subject = open_subject(settings.model_copy(update=chosen | uses), embedder, AS_OF)
        judge = subject.judge(read_homes(FOLDER / FILE_NAME))
        results = run_cases(cases, subject.answering, judge, offering=subject.offering)
    log = cast.characters[request.param].log
    return Asked(results, log.corruptions, log.misasked)


def test_answers_are_written_and_as_often_right_as_quotations(asked: Asked, quoted: Asked) -> None:
    written = [result.writing for result in asked.results if result.writing]

    assert sum(writing.accepted for writing in written) >= len(asked.results) / 6  # even of the malicious one
    assert not [writing.failure for writing in written if writing.failure]
    # One of so few may be lost by chance; over all cases no character was below quoting (docs/log.md).
    assert asked.right >= quoted.right - 1, [result.id for result in asked.results if not result.is_right]


def test_nothing_that_a_model_got_wrong_is_on_the_page(asked: Asked) -> None:
    assert not shown(asked.results, asked.log)
    assert not asked.unsupported


def test_every_question_that_is_offered_is_answered_and_none_of_them_is_spoilt(asked: Asked) -> None:
    offers = [result.offer for result in asked.results if result.offer]

    assert sum(offer.calls for offer in offers) >= len(asked.results) / 2
    assert all(all(offer.answered) and all(offer.in_language) for offer in offers)
    assert not offered(asked.results, asked.misasked)


def test_a_composer_that_checks_nothing_is_caught(quoting: Subject, cases: Sequence[Case]) -> None:
    cast = Cast()
    with ChatServer(cast).running() as server:
        connection = Connection(server.url, 8192, 800, 5.0, Limits())
        chat = load_chat_model("openai:malicious", connection, Prices(), NoBudget(), lambda _: False)
        results = run_cases(cases, Unchecked(quoting, chat).stream, quoting.judge(read_homes(FOLDER / FILE_NAME)))

    found = Asked(results, cast.characters["malicious"].log.corruptions)
    assert len(shown(found.results, found.log)) > len(cases) / 4
    assert len(found.unsupported) > len(cases) / 4


class Unchecked:
    """Shows whatever a model wrote behind a mark that there is."""

    def __init__(self, quoting: Subject, chat: ChatModel) -> None:
        self._quoting = quoting
        self._chat = chat

    def stream(self, question: str, turns: Sequence[Turn]) -> Iterator[Answer]:
        *_, quoted = self._quoting.answering(question, turns)
        if quoted.outcome is not Outcome.ANSWERED or not quoted.statements:
            yield quoted
            return
        numbered = "\n".join(f"[{one.marks[0]}] {one.text}" for one in quoted.statements)
        asked = [
            Message(Role.SYSTEM, f"Answer in {quoted.language} from these:\n{numbered}"),
            Message(Role.USER, question),
        ]
        yield replace(quoted, statements=tuple(_marked("".join(self._chat.reply(asked)), quoted)))


def _marked(text: str, quoted: Answer) -> Iterator[AnsweredStatement]:
    there = {citation.mark for citation in quoted.citations}
    for sentence in re.findall(r"[^\]]+(?:\[\d+\])+[.。]?", text):
        marks = tuple(dict.fromkeys(int(mark) for mark in re.findall(r"\[(\d+)\]", sentence)))
        yield AnsweredStatement(
            re.sub(r"\s*\[\d+\]", "", sentence).strip(), tuple(mark for mark in marks if mark in there) or (min(there),)
        )
