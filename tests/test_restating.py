"""Questions said in other words by a scripted model, where nothing was found for them as they were typed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.domain import NO_CONTEXT, Language, Outcome, Turn
from assistant.models.chat import ChatFailed, Reason
from assistant.programmes import Catalogue, load_catalogue
from assistant.prompts import load_prompt
from assistant.understanding.restating import Restater
from tests.conftest import ROOT
from tests.faculty import TODAY, faculty
from tests.scripted import ScriptedEmbedder, assistant_over
from tests.test_chat_composer import ScriptedChat


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "corpus")[0]


def restater(*replies: str | Exception, rewrites: bool = True, translates: bool = True) -> Restater:
    return Restater(
        ScriptedChat(*replies),
        load_prompt("rewrite") if rewrites else None,
        load_prompt("translate") if translates else None,
    )


EARLIER = (Turn("What is the median of AIST in 2025?", "52.375"),)


def test_a_follow_up_is_restated(catalogue: Catalogue) -> None:
    words = restater("What is the median of AIST in 2023?").restated(
        "and two years before, 2023?", EARLIER, NO_CONTEXT, catalogue
    )

    assert words == "What is the median of AIST in 2023?"


@pytest.mark.parametrize(
    "reply",
    [
        "What is the median of CSE in 2025?",
        "What is the median of AIST in 2019?",
        "Does AIST cost HK$5?",
        "",
        "word " * 100,
        ChatFailed(Reason.TIMEOUT, "It took too long."),
        RuntimeError("broken"),
    ],
)
def test_what_adds_something_or_fails_is_not_used(catalogue: Catalogue, reply: str | Exception) -> None:
    assert restater(reply).restated("and before?", EARLIER, NO_CONTEXT, catalogue) == ""


def test_a_chinese_question_is_translated_and_an_english_one_is_not(catalogue: Catalogue) -> None:
    translating = restater("Does AIST hold interviews?")

    assert translating.restated("AIST 要唔要見人？", (), NO_CONTEXT, catalogue) == "Does AIST hold interviews?"
    assert translating.restated("Does AIST see people?", (), NO_CONTEXT, catalogue) == ""


def test_what_is_switched_off_is_not_asked(catalogue: Catalogue) -> None:
    off = restater("Does AIST hold interviews?", rewrites=False, translates=False)

    assert off.restated("AIST 要唔要見人？", (), NO_CONTEXT, catalogue) == ""
    assert off.restated("and before?", EARLIER, NO_CONTEXT, catalogue) == ""


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Restater | None], Assistant]:
    folder: Path = tmp_path_factory.mktemp("faculty")
    faculty(folder)

    def over(restating: Restater | None) -> Assistant:
        return assistant_over(folder / "index", ScriptedEmbedder(), TODAY, restating)

    return over


QUESTION = "機械人學會唔會見考生？"


def test_what_is_found_in_other_words_is_answered_in_the_questions_language(
    asking: Callable[[Restater | None], Assistant],
) -> None:
    without = asking(None).answer(QUESTION)

    answer = asking(restater("Does Robotics Engineering hold an interview?")).answer(QUESTION)

    assert without.outcome is Outcome.NOT_FOUND
    assert answer.outcome is Outcome.ANSWERED
    assert answer.language is Language.ZH_HANT
    assert "no interview" in answer.text


def test_what_is_not_found_in_other_words_either_is_refused_as_before(
    asking: Callable[[Restater | None], Assistant],
) -> None:
    without = asking(None).answer(QUESTION)

    for reply in ("Does Robotics Engineering like cats?", ""):
        assert asking(restater(reply)).answer(QUESTION) == without
