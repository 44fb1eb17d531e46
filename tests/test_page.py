"""What the page does when the answerer behind it misbehaves."""

from collections.abc import Iterator, Sequence

import pytest

from assistant.answering import LONGEST_QUESTION
from assistant.domain import NO_CONTEXT, Answer, Context, Language, Outcome, Turn
from assistant.errors import IndexMissing
from assistant.ui.page import _answer_for_program, _answering, build_page
from tests.made_answers import made_answer, made_table


class Scripted:
    """An answerer that fails as it is told, or says who asked before."""

    def __init__(self, failure: Exception | None = None, waits: int = 0, answer: Answer | None = None) -> None:
        self.progress = (3, 9)
        self._failure = failure
        self._waits = waits
        self._answer = answer

    def is_ready(self, timeout: float = 0) -> bool:
        self._waits -= 1
        return self._waits < 0

    def answer(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Answer:
        if self._failure:
            raise self._failure
        return self._answer or Answer(
            Outcome.NOT_FOUND, Language.EN, lead=f"{question} after {[turn.question for turn in turns]}"
        )

    def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Iterator[Answer]:
        yield self.answer(question, turns, context)


@pytest.mark.parametrize(
    "failure", [IndexMissing("No index at /secret/path."), KeyError("secret"), RuntimeError("secret")]
)
def test_a_failure_is_a_sentence_without_its_text(failure: Exception) -> None:
    *_, (shown, answer) = _answering(Scripted(failure), "x", ())
    for_program = _answer_for_program(Scripted(failure), "x", [])

    assert answer == for_program
    assert for_program.outcome is Outcome.UNAVAILABLE
    assert "secret" not in shown + for_program.text


def test_while_getting_ready_the_page_says_how_far_it_is() -> None:
    shown = [text for text, _ in _answering(Scripted(waits=2), "x", ())]

    assert shown[:2] == ["Getting ready: 3 of 9 texts read …"] * 2
    assert "x after" in shown[-1]


def test_a_message_that_is_too_long_does_not_wait() -> None:
    *_, (_, answer) = _answering(Scripted(waits=10**6), "x" * (LONGEST_QUESTION + 1), ())

    assert answer is not None
    assert answer.outcome is Outcome.OUT_OF_SCOPE


def test_half_characters_do_no_harm() -> None:
    assert _answer_for_program(Scripted(), "學費\ud800", [{"question": "\udc00"}]).text == "學費? after ['?']"


@pytest.mark.parametrize("language", Language)
def test_the_page_can_be_built_in_every_language(language: Language) -> None:
    config = build_page(Scripted(), language, concurrency=2).get_config_file()

    assert config["analytics_enabled"] is False


def test_a_table_comes_at_once_and_last() -> None:
    answer = made_answer(statements=made_answer().statements * 2, table=made_table())

    shown = [text for text, _ in _answering(Scripted(answer=answer), "x", ())]

    assert ["| --- |" in text for text in shown] == [False, False, True]
