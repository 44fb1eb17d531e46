"""What the evaluation measures of answers that a chat model wrote."""

from dataclasses import replace

import pytest

from assistant.domain import Rejected, Writing
from assistant.evaluation.errors import EvaluationError
from assistant.evaluation.records import RESULT, Figure, Result, Said
from assistant.evaluation.report import value_text
from assistant.evaluation.summary import summarise
from assistant.evaluation.tables import figure_text
from assistant.evaluation.variants import Variant, variants_of, with_overrides
from assistant.settings import Settings
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
