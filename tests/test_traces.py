import re
from dataclasses import replace
from html import unescape

import pytest

from assistant.domain import Evidence, Found, Language, Outcome, Trace
from assistant.ui.texts import traces as texts
from assistant.ui.traces import draw_trace, enough_sentence, percentages, shortened
from tests.made_answers import BOTANY, FEE, HOSTILE, made_answer, made_query, made_trace


def shown(outcome: Outcome = Outcome.ANSWERED, language: Language = Language.EN, **query: object) -> str:
    trace = made_trace(made_query(language=language, **query))
    return unescape(draw_trace(made_answer(outcome, language, trace=trace), trace, language))


def test_a_trace_says_what_was_understood() -> None:
    said = shown(years=("2026", "2027"), is_follow_up=True)

    assert "<strong>Language of the question:</strong> English</li>" in said
    assert "<strong>Programmes:</strong> Robotics (TU100)</li>" in said
    assert "<strong>What was asked:</strong> first-year places</li>" in said
    assert "<strong>For which year:</strong> 2026, 2027</li>" in said
    assert "<strong>Earlier questions:</strong> used" in said
    assert "<strong>Searched for:</strong> How many places does Robotics have?</li>" in said


def test_a_trace_says_what_was_left_open() -> None:
    trace = made_trace(made_query(programmes=(), concepts=()))
    said = unescape(draw_trace(made_answer(about=(), asked=(), trace=trace), trace, Language.EN))

    assert "none named, so the documents on all of them were searched" in said
    assert "the question's own words were searched for" in said
    assert "none named, so what is current counts" in said
    assert "<strong>Earlier questions:</strong> not used" in said


def test_a_trace_shows_the_statements_found_with_both_scores() -> None:
    hits = re.findall("<li><bdi.*?</li>", shown(), re.DOTALL)

    assert len(hits) == 2
    assert re.sub("<[^>]*>", "|", hits[0]) == (
        "||Robotics has 40 places in 2026.||meaning 0.91 · words 5.2 · |Robotics › Places|||"
    )
    assert "meaning – · words 1.5 ·" in hits[1]


def test_a_trace_shows_five_statements_at_most_and_says_when_there_are_none() -> None:
    answer, trace = made_answer(), made_trace()
    many = replace(trace, found=Found((), trace.found.statements[:1] * 9))
    none = replace(trace, found=Found((), ()))

    assert draw_trace(answer, many, Language.EN).count("<small>") == 5
    assert "The searches found no statement" in draw_trace(answer, none, Language.EN)


@pytest.mark.parametrize("language", Language)
def test_a_trace_speaks_the_language_of_the_answer(language: Language) -> None:
    said = shown(language=language)

    for names in (texts.LANGUAGE, texts.FOUND, texts.ENOUGH, texts.LANGUAGES[language]):
        assert names.in_language(language) in said
    assert ("Yes." in said) is (language is Language.EN)


def test_nothing_of_a_document_or_visitor_is_markup_in_a_trace() -> None:
    trace = made_trace(made_query(text=HOSTILE))

    said = draw_trace(made_answer(trace=trace), trace, Language.EN)

    assert "<img" not in said
    assert said.count("&lt;img") == 2
    assert "\n" not in said


def test_a_trace_says_that_it_tells_of_one_part_of_several() -> None:
    one_part = "The question has several parts"
    trace = made_trace()

    assert one_part not in shown()
    assert one_part in shown(Outcome.PARTLY)
    assert one_part in draw_trace(made_answer(asked=(*made_answer().asked, FEE)), trace, Language.EN)
    assert one_part in draw_trace(made_answer(about=(*made_answer().about, BOTANY)), trace, Language.EN)


@pytest.mark.parametrize(
    ("reason", "confidence", "is_answered", "begins", "has_figures"),
    [
        ("enough", 0.9, True, "Yes. Statements", True),
        ("facts", 1.0, True, "Yes. Tables", False),
        ("too little", 0.1, False, "No. Statements that fit a question no better", True),
        ("too little", 0.9, False, "No. Statements that fit a question as well", True),
        ("nothing fits", 0.0, False, "No. None of the statements", False),
        ("enough", 0.9, False, "It would have been", True),
        ("a reason of tomorrow", 0.9, True, "Yes. Statements", True),
        ("a reason of tomorrow", 0.1, True, "Hardly.", True),
        ("a reason of tomorrow", 0.1, False, "No. Statements", True),
    ],
)
def test_the_evidence_is_explained_as_it_ended(
    reason: str, confidence: float, is_answered: bool, begins: str, has_figures: bool
) -> None:
    evidence = Evidence(reason, confidence, 0.4, 0.9, 0.5)

    said = enough_sentence(evidence, Language.EN, is_answered=is_answered)

    assert said.startswith(begins)
    assert (f"{confidence:.0%}" in said and "40%" in said) is has_figures
    assert all("{" not in enough_sentence(evidence, language, is_answered=is_answered) for language in Language)


@pytest.mark.parametrize(
    ("confidence", "threshold", "expected"),
    [
        (0.73, 0.4, ("73%", "40%")),
        (0.4, 0.4, ("40%", "40%")),
        (0.3999, 0.4, ("39.99%", "40.00%")),
        (0.404, 0.4035, ("40%", "40%")),
        (0.0, 0.4, ("0%", "40%")),
    ],
)
def test_what_is_less_also_reads_as_less(confidence: float, threshold: float, expected: tuple[str, str]) -> None:
    assert percentages(confidence, threshold) == expected


def test_a_long_statement_is_cut_between_words() -> None:
    assert shortened("short") == "short"
    assert shortened("x" * 300) == "x" * 200 + " …"
    assert shortened("The fee is HK$47,000 a year.", 16) == "The fee is …"
    assert shortened("學費是HK$47,000元", 8) == "學費是 …"


def test_a_trace_without_a_statement_shows_its_passage() -> None:
    trace = made_trace()
    passages = Found((), tuple(replace(hit, statement=None) for hit in trace.found.statements[:1]))

    said = draw_trace(made_answer(), Trace(trace.query, passages, trace.evidence), Language.EN)

    assert "Robotics has 40 places in 2026. &lt;img" in said
