"""What the page does when the answerer behind it misbehaves."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from assistant.answering import LONGEST_QUESTION
from assistant.domain import NO_CONTEXT, Answer, Context, Language, Outcome, Turn
from assistant.errors import IndexMissing
from assistant.ui.answerer import NoGuide, answering, offered
from assistant.ui.page import build_page
from assistant.web.asking import asked as sent
from assistant.web.asking import whole_answer
from tests.made_answers import made_answer
from tests.serving import now


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


def asked(answerer: Scripted, question: str) -> list[Answer | str]:
    return list(answering(answerer, question, (), NO_CONTEXT, Language.EN))


@pytest.mark.parametrize(
    "failure", [IndexMissing("No index at /secret/path."), KeyError("secret"), RuntimeError("secret")]
)
def test_a_failure_is_a_sentence_without_its_text(failure: Exception) -> None:
    *_, answer = asked(Scripted(failure), "x")
    for_program = whole_answer(Scripted(failure), sent("x", [], "5d1f00c0ffee"))

    assert isinstance(answer, Answer)
    assert replace(answer, closing="") == replace(for_program, closing="")
    assert for_program.outcome is Outcome.UNAVAILABLE
    assert "secret" not in for_program.text + answer.text
    assert for_program.closing == "If you report this, name the number 5d1f00c0ffee."


@pytest.mark.parametrize(
    ("failure", "is_line"), [(IndexMissing("No index. Build it."), True), (RuntimeError("Why?"), False)]
)
def test_what_is_foreseen_is_a_line_in_the_log_and_anything_else_a_traceback(
    failure: Exception, is_line: bool, caplog: pytest.LogCaptureFixture
) -> None:
    asked(Scripted(failure), "x")
    whole_answer(Scripted(failure), sent("x", [], "5d1f00c0ffee"))

    logged = [caplog.handler.format(record) for record in caplog.records if record.levelname == "ERROR"]
    assert len(logged) == 2
    assert all(str(failure) in each for each in logged)
    assert all((each.count("\n") == 0) is is_line for each in logged)


def test_while_getting_ready_the_page_says_how_far_it_is() -> None:
    *waiting, answer = asked(Scripted(waits=2), "x")

    assert waiting == ["Getting ready: 3 of 9 texts read …"] * 2 + ["Looking in the documents …"]
    assert isinstance(answer, Answer)


def test_a_message_that_is_too_long_does_not_wait() -> None:
    (answer,) = asked(Scripted(waits=10**6), "x" * (LONGEST_QUESTION + 1))

    assert isinstance(answer, Answer)
    assert answer.outcome is Outcome.OUT_OF_SCOPE


def test_the_answer_is_shown_as_it_grows() -> None:
    whole = made_answer()
    part = replace(whole, is_complete=False)

    class Growing(Scripted):
        def stream(self, question: str, turns: Sequence[Turn] = (), context: Context = NO_CONTEXT) -> Iterator[Answer]:
            yield from (part, whole)

    assert asked(Growing(), "x")[1:] == [part, whole]


def test_a_guide_that_fails_offers_nothing() -> None:
    def fails() -> Sequence[str]:
        raise IndexMissing("No index.")

    assert offered(fails) == ()


def test_half_characters_do_no_harm() -> None:
    answer = whole_answer(Scripted(), sent("學費\ud800", [{"question": "\udc00"}], "1"))

    assert answer.text == "學費? after ['?']"


@pytest.mark.parametrize("language", Language)
def test_the_page_can_be_built_in_every_language(language: Language) -> None:
    config = build_page(Scripted(), language, concurrency=2, clock=now).get_config_file()

    assert config["analytics_enabled"] is False


def test_nothing_in_the_page_needs_a_script_in_the_page() -> None:
    config = str(build_page(Scripted(), Language.EN, 2, now, NoGuide()).get_config_file())

    assert "js_on_load" not in config
    assert "html_template" not in config
    assert "'js': None" in config
    assert "'js': '" not in config
