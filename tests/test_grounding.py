from assistant.grounding import unsupported_figures
from tests.test_domain import passage


def test_figures_that_stand_in_the_passage_or_its_date_are_supported() -> None:
    cited = passage("Forty places. JS4468 costs HK$47,000.")

    assert unsupported_figures("HK$47000 for JS4468, as of 2026", [cited]) == []


def test_figures_that_stand_nowhere_are_named() -> None:
    cited = passage("Forty places. JS4468 costs HK$47,000.")

    assert unsupported_figures("47 of JS4469 in 2027", [cited]) == ["47", "js4469", "2027"]


def test_any_of_the_cited_passages_may_hold_a_figure() -> None:
    assert unsupported_figures("12 and 13", [passage("Forty places. 12"), passage("Forty places. 13")]) == []
