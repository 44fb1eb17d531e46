"""Every measure moves the right way: made-up answers that are perfect, and others that are worse in one way."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest

from assistant.domain import (
    Answer,
    AnsweredStatement,
    Citation,
    Evidence,
    Found,
    Hit,
    Institution,
    Language,
    Names,
    Office,
    Outcome,
    Passage,
    Programme,
    Provenance,
    Query,
    Statement,
    Trace,
)
from assistant.evaluation.asking import Asked
from assistant.evaluation.case import Case, Expectation, Expected
from assistant.evaluation.judging import Judge, best_gains, ranking
from assistant.evaluation.records import Group, Level, Result
from assistant.evaluation.sources import Sources
from assistant.evaluation.summary import LOWER_IS_BETTER, summarise
from assistant.programmes import Catalogue

ROBOTICS = Programme("robotics", Names("Robotics", "機械人學", "机器人学"), "TU100")
BOTANY = Programme("botany", Names("Botany", "植物學", "植物学"), "TU200")
OURS = Names("Test University", "測試大學", "测试大学")
NAMED_IN = Catalogue(Institution(OURS, Office(OURS, "https://example.edu")), [ROBOTICS, BOTANY]).named_in


def passage(name: str, document: str, programme: Programme, text: str) -> Passage:
    return Passage(
        id=name,
        document_id=document,
        title=programme.names.en,
        headings=(),
        text=text,
        statements=(Statement(f"{name}-1", text, 0, (programme.id,)),),
        programmes=(programme.id,),
        language=Language.EN,
        provenance=Provenance("https://example.edu", "2026"),
    )


PLACES = passage("r1", "robotics.md", ROBOTICS, "Robotics (TU100) has 40 first-year places in 2026.")
FEES = passage("r2", "robotics.md", ROBOTICS, "Robotics (TU100) costs HK$47,000 in 2026-27.")
HISTORY = passage("r3", "robotics.md", ROBOTICS, "Robotics (TU100) began in 1990.")
OTHER = passage("b1", "botany.md", BOTANY, "Botany (TU200) has 25 first-year places in 2026.")
PASSAGES = (PLACES, FEES, HISTORY, OTHER)
JUDGE = Judge(
    PASSAGES, Sources({"sheet": ("robotics.md",)}, {"robotics.md": "robotics.md", "botany.md": "botany.md"}), NAMED_IN
)

PLACES_CASE = Case(
    "made-1", ("How many places has Robotics?",), (Expected(("40",)),), Language.EN, forbid=("25",), sources=("sheet",)
)
FEES_CASE = Case(
    "made-2", ("機械人學好嗎？", "學費多少？"), (Expected(("47,000",)),), Language.ZH_HANT, sources=("sheet",)
)
REFUSED_CASE = Case("made-3", ("How is law?",), (Expected(("@refusal",)),), Language.EN, Expectation.REFUSE)
CASES = (PLACES_CASE, FEES_CASE, REFUSED_CASE)


def trace(case: Case, ranked: Sequence[Passage]) -> Trace:
    hits = tuple(Hit(p, None, 1.0 - i / 10, 0.9, 1.0) for i, p in enumerate(ranked))
    statements = tuple(replace(hit, statement=hit.passage.statements[0]) for hit in hits)
    query = Query(case.question, case.lang, (), (), ())
    return Trace(query, Found(hits, statements), Evidence("enough", 0.9, 0.5, 0.9, 0.9))


def answered(case: Case, text: str, cited: Passage, ranked: Sequence[Passage] = ()) -> Answer:
    return Answer(
        Outcome.ANSWERED,
        case.lang,
        statements=(AnsweredStatement(text, (1,)),),
        citations=(Citation(1, cited, cited.statements),),
        trace=trace(case, ranked or (cited,)),
    )


def refused(case: Case, ranked: Sequence[Passage] = ()) -> Answer:
    lead = "The documents do not say." if case.lang is Language.EN else "文件沒有說明。"
    return Answer(Outcome.NOT_FOUND, case.lang, lead=lead, trace=trace(case, ranked))


def judged(answers: Sequence[Answer], *, seconds: float = 0.1, is_stable: bool = True) -> list[Result]:
    asked = [Asked((answer,), (seconds, seconds), (seconds, seconds), is_stable) for answer in answers]
    return [JUDGE.result(case, one) for case, one in zip(CASES, asked, strict=True)]


def perfect() -> list[Result]:
    return judged(
        [
            answered(PLACES_CASE, "Robotics has 40 places in 2026.", PLACES),
            answered(FEES_CASE, "機械人學 2026-27 年的學費是 47,000 元。", FEES),
            refused(REFUSED_CASE),
        ]
    )


def empty() -> list[Result]:
    return judged([refused(case) for case in CASES])


def wrong_programme() -> list[Result]:
    return judged(
        [
            answered(PLACES_CASE, "Botany has 25 places in 2026.", OTHER),
            answered(replace(FEES_CASE, lang=Language.EN), "Botany has 25 places in 2026.", OTHER),
            answered(REFUSED_CASE, "Botany has 25 places in 2026.", OTHER),
        ]
    )


def late() -> list[Result]:
    """What is wanted is found and cited, but below what is not."""
    return judged(
        [
            answered(PLACES_CASE, "Robotics began in 1990.", HISTORY, (OTHER, HISTORY, FEES, PLACES)),
            answered(FEES_CASE, "機械人學 1990 年開辦。", HISTORY, (OTHER, HISTORY, PLACES, FEES)),
            refused(REFUSED_CASE),
        ]
    )


def uncited() -> list[Result]:
    """An answer cannot be built without citations, so its records are changed."""
    return [
        replace(result, said=tuple(replace(said, marks=()) for said in result.said), citations=())
        for result in perfect()
    ]


def invented() -> list[Result]:
    return judged(
        [
            answered(PLACES_CASE, "Robotics has 41 places in 2026.", PLACES),
            answered(FEES_CASE, "機械人學 2026-27 年的學費是 48,000 元。", FEES),
            refused(REFUSED_CASE),
        ]
    )


def wordy() -> list[Result]:
    long = "Robotics has 40 places in 2026, and robotics is what robotics people at robotics places do. " * 3
    statements = tuple(AnsweredStatement(long, (1,)) for _ in range(3))
    first = replace(answered(PLACES_CASE, long, PLACES), statements=statements)
    return [JUDGE.result(PLACES_CASE, Asked((first,), (0.1,), (0.1,))), *perfect()[1:]]


def slow_and_unsteady() -> list[Result]:
    return [replace(result, seconds=(3.0,), first_text=(3.0,), is_stable=False) for result in perfect()]


def figures(results: Sequence[Result]) -> Group:
    return summarise(results).groups[0]


@cache
def figures_of(make: Callable[[], list[Result]]) -> Group:
    return figures(make())


WORSE: list[tuple[str, Callable[[], list[Result]]]] = [
    ("correct rate", empty),
    ("correct rate", wrong_programme),
    ("correct rate", invented),
    ("correct rate (answerable)", empty),
    ("correct rate (answerable)", wrong_programme),
    ("fact recall", empty),
    ("fact recall", wrong_programme),
    ("CRAG score", empty),
    ("CRAG score", wrong_programme),
    ("refusal precision", empty),
    ("refusal recall", wrong_programme),
    ("refusal F1", empty),
    ("refusal F1", wrong_programme),
    ("false refusals", empty),
    ("citation precision", wrong_programme),
    ("citation precision", late),
    ("citation recall", empty),
    ("citation recall", wrong_programme),
    ("citation recall", uncited),
    ("support", invented),
    ("support", uncited),
    ("uncited statements", uncited),
    *(
        (f"{measure} ({level})", worse)
        for level in Level
        for measure in ("recall@1", "nDCG@10", "MRR")
        for worse in (empty, wrong_programme, late)
    ),
    *((f"recall@{cutoff} ({level})", empty) for level in Level for cutoff in (5, 10)),
    ("follow-ups resolved", empty),
    ("follow-ups resolved", wrong_programme),
    ("language match", wrong_programme),
    ("script match", wrong_programme),
    ("determinism", slow_and_unsteady),
]
LONGER = [
    *((name, wordy) for name in ("statements per answer", "words per answer", "words per answer (p95)")),
    ("words per answer (median)", wordy),
    *((f"{kind} {part}", slow_and_unsteady) for kind in ("latency", "first text") for part in ("p50", "p95", "p99")),
]


@pytest.mark.parametrize(("name", "worse"), WORSE)
def test_a_measure_falls_with_what_it_measures(name: str, worse: Callable[[], list[Result]]) -> None:
    best, bad = figures_of(perfect).find(name), figures_of(worse).find(name)

    assert best is not None
    assert bad is not None
    is_lower_better = name in LOWER_IS_BETTER
    assert best.value == (0 if is_lower_better else 1)
    assert bad.value > best.value if is_lower_better else bad.value < best.value


@pytest.mark.parametrize(("name", "longer"), LONGER)
def test_a_length_or_time_grows_with_it(name: str, longer: Callable[[], list[Result]]) -> None:
    short, long = figures_of(perfect).find(name), figures_of(longer).find(name)

    assert short is not None
    assert long is not None
    assert long.value > short.value


def test_every_measure_is_among_those_tested() -> None:
    assert {figure.name for figure in figures_of(perfect).figures} == {name for name, _ in (*WORSE, *LONGER)}


def test_a_wrong_answer_is_worse_than_none() -> None:
    none, wrong = figures_of(empty).find("CRAG score"), figures_of(wrong_programme).find("CRAG score")

    assert none is not None
    assert wrong is not None
    assert wrong.value == -1 < none.value


def test_the_groups_are_the_parts_languages_types_and_categories() -> None:
    results = [replace(result, case=replace(result.case, category="fees", type="simple")) for result in perfect()]

    names = [group.name for group in summarise(results).groups]

    assert names == ["all", "tune", "held", "lang=en", "lang=zh-Hant", "type=simple", "category=fees"]


def test_a_case_that_ended_with_an_error_is_neither_right_nor_a_refusal() -> None:
    failed = JUDGE.result(REFUSED_CASE, Asked((), error="ValueError: torn"))

    group = figures([failed])
    assert not failed.is_right
    assert group.find("refusal precision") is None
    assert group.find("refusal recall") is None


def test_a_second_home_of_a_source_that_was_found_adds_nothing() -> None:
    found = ranking(Level.DOCUMENTS, [{"a"}, {"a"}, {"b"}], [{"a"}, {"a"}, {"b"}])

    assert (found.gains, found.best, found.wanted, found.first) == ((1, 0, 1), (1, 1), 2, 1)


def test_the_best_list_takes_first_what_finds_most() -> None:
    assert best_gains([{1}, {2, 3}, {1, 2}, set()]) == (2, 1)
