"""What the evaluation measures of answers that a chat model wrote."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import Outcome, Rejected, Writing
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.offering import Metered, Offerer
from assistant.evaluation.records import RESULT, Figure, Offer, Result, Said
from assistant.evaluation.report import value_text
from assistant.evaluation.summary import summarise
from assistant.evaluation.tables import figure_text
from assistant.evaluation.variants import Variant, variants_of, with_overrides
from assistant.models.chat import Message, Role
from assistant.settings import Settings
from tests.faculty import faculty
from tests.test_chat_composer import ScriptedChat
from tests.test_evaluation_measures import perfect

WRITING = Writing(
    "openai:scripted",
    accepted=2,
    repaired=1,
    replaced=1,
    rejected=(Rejected("It costs HK$1.", ("figure: 1",)), Rejected("It costs HK$2.", ("figure: 2",))),
    prompt_tokens=900,
    reply_tokens=100,
    calls=2,
    cost=0.0012,
)


def written(writing: Writing = WRITING, **changed: object) -> list[Result]:
    first, *others = perfect()
    return [replace(first, writing=writing, **changed), *others]  # type: ignore[arg-type]


def figure(results: list[Result], name: str) -> Figure:
    found = summarise(results).groups[0].find(name)
    assert found is not None, name
    return found


def test_what_was_held_back_is_measured() -> None:
    results = written()

    assert figure(results, "sentences rejected").value == 2 / 5
    assert figure(results, "sentences repaired").value == 1 / 4
    assert figure(results, "sentences replaced").value == 1 / 4
    assert figure(results, "answers quoted instead").value == 0
    assert figure(results, "replies not whole").value == 0


def test_tokens_and_cost_are_told_for_each_answer_that_a_model_wrote() -> None:
    results = written()

    assert value_text(figure(results, "tokens per answer")) == "1000"
    assert value_text(figure(results, "calls per answer")) == "2.00"
    assert figure_text(figure(results, "cost per answer")) == "0.00120"


def test_an_unsupported_sentence_that_is_shown_counts() -> None:
    wrong = Said("It costs HK$1.", (1,), ("1",))

    assert figure(written(), "unsupported sentences shown").value == 0
    assert figure(written(said=(wrong,)), "unsupported sentences shown").value == 1


def test_a_failed_reply_is_told() -> None:
    failed = replace(WRITING, accepted=0, repaired=0, failure="The chat model's reply broke off.")

    assert figure(written(failed), "answers quoted instead").value == 1
    assert figure(written(failed), "replies not whole").value == 1


def test_quotations_have_none_of_these_measures() -> None:
    names = {each.name for each in summarise(perfect()).groups[0].figures}

    assert not names & {"sentences rejected", "tokens per answer", "unsupported sentences shown"}


def test_how_an_answer_was_written_is_kept_with_its_result() -> None:
    (first, *_) = written()

    assert RESULT.validate_json(RESULT.dump_json(first)).writing == WRITING


def test_composers_are_compared_side_by_side() -> None:
    found = variants_of(["quoting", "chat:ollama:qwen3:8b"], [])
    settings = Settings(chat_model="openai:other")

    assert [variant.name for variant in found] == ["quoting", "chat_ollama_qwen3_8b"]
    assert [with_overrides(settings, variant).chat_model for variant in found] == [None, "ollama:qwen3:8b"]
    assert with_overrides(settings, Variant()).chat_model is None


@pytest.mark.parametrize("composer", ["chat", "chat:", "chat:ollama", "ollama:qwen3:8b", "quote"])
def test_a_composer_that_there_is_not_is_refused(composer: str) -> None:
    with pytest.raises(EvaluationError, match="There are: quoting, chat:provider:model"):
        variants_of([composer], [])


OFFER = Offer(("Fee?", "Places?"), (True, False), (True, True), seconds=0.2, tokens=300, calls=1)


def test_what_is_offered_next_is_measured() -> None:
    first, second, *others = perfect()
    results = [replace(first, offer=OFFER), replace(second, offer=Offer((), (), ())), *others]

    assert value_text(figure(results, "next questions per answer")) == "1.0"
    assert figure(results, "next questions answered").value == 1 / 2
    assert figure(results, "next questions in the language").value == 1
    assert value_text(figure(results, "next questions: tokens")) == "150"
    assert RESULT.validate_json(RESULT.dump_json(results[0])).offer == OFFER


def test_a_refusal_that_a_model_was_asked_about_counts_for_tokens_only() -> None:
    first, *others = perfect()
    asked = Writing("openai:scripted", prompt_tokens=90, reply_tokens=10, calls=1)
    results = [*written(), replace(first, outcome=Outcome.NOT_FOUND, writing=asked), *others]

    assert value_text(figure(results, "tokens per answer")) == "550"
    assert figure(results, "answers quoted instead").n == 1


def test_a_metered_model_tells_what_a_thread_used_since_it_was_asked() -> None:
    model = Metered(ScriptedChat("Yes."))
    for _ in range(2):
        "".join(model.reply([Message(Role.USER, "Fee?")]))

    with ThreadPoolExecutor(1) as other:
        assert other.submit(model.used).result() == (0, 0)
    assert model.used() == (220, 2)
    assert model.used() == (0, 0)


def test_each_question_that_is_offered_is_asked(tmp_path: Path) -> None:
    assistant = faculty(tmp_path)
    question = "What was the median score of ROBO in 2025?"

    offer = Offerer(assistant, assistant).offer(question, assistant.answer(question), ())

    assert offer.questions == assistant.suggest(assistant.answer(question))
    assert offer.answered == offer.in_language == (True,) * len(offer.questions)
    assert (offer.tokens, offer.calls) == (0, 0)
