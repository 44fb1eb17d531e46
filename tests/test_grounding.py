import pytest

from assistant.domain import Cell, Computed, Operation, Passage, Statement
from assistant.grounding import recomputed, unsupported_figures
from tests.test_domain import passage

PLACES, OFFERS = Cell("Applicants", "1,381"), Cell("Offers made", "40")


def table(*cells: Cell) -> Passage:
    """A passage of one row with these cells."""
    text = "; ".join(f"{cell.name}: {cell.value}" for cell in cells)
    row = Statement("a.md#1.1", text, 0, (), (Cell("", ""), *cells))
    return Passage("a.md#1", "a.md", "A", (), text, (row,), (), passage().language, passage().provenance)


def test_figures_that_stand_in_the_passage_or_its_date_are_supported() -> None:
    cited = passage("Forty places. JS4468 costs HK$47,000.")

    assert unsupported_figures("HK$47000 for JS4468, as of 2026", [cited]) == []


def test_figures_that_stand_nowhere_are_named() -> None:
    cited = passage("Forty places. JS4468 costs HK$47,000.")

    assert unsupported_figures("47 of JS4469 in 2027", [cited]) == ["47", "js4469", "2027"]


def test_any_of_the_cited_passages_may_hold_a_figure() -> None:
    assert unsupported_figures("12 and 13", [passage("Forty places. 12"), passage("Forty places. 13")]) == []


def test_a_ratio_is_divided_again() -> None:
    assert recomputed(Computed("34.5", Operation.RATIO, (PLACES, OFFERS)), [PLACES, OFFERS]) == "34.5"


@pytest.mark.parametrize("other", [Cell("Offers made", "0"), Cell("Offers made", "not stated")])
def test_what_cannot_be_divided_gives_nothing(other: Cell) -> None:
    assert recomputed(Computed("34.5", Operation.RATIO, (PLACES, other)), [PLACES, other]) == ""


def test_cells_are_counted_again() -> None:
    assert recomputed(Computed("3", Operation.COUNT, (PLACES, OFFERS)), [PLACES, OFFERS]) == "2"
    assert recomputed(Computed("0", Operation.COUNT, ()), [PLACES]) == "0"


def test_a_figure_that_was_computed_from_cited_cells_is_supported() -> None:
    ratio = Computed("34.5", Operation.RATIO, (PLACES, OFFERS))

    assert unsupported_figures("34.5", [table(PLACES, OFFERS)], [ratio]) == []
    assert unsupported_figures("34.5", [table(PLACES), table(OFFERS)], [ratio]) == []


def test_a_figure_that_was_computed_from_cells_that_are_not_cited_is_not() -> None:
    ratio = Computed("34.5", Operation.RATIO, (PLACES, OFFERS))

    assert unsupported_figures("34.5", [table(PLACES)], [ratio]) == ["34.5"]


def test_a_figure_that_was_computed_wrongly_is_not_supported() -> None:
    wrong = [Computed("35.0", Operation.RATIO, (PLACES, OFFERS)), Computed("3", Operation.COUNT, (PLACES, OFFERS))]

    assert unsupported_figures("35.0 of 3", [table(PLACES, OFFERS)], wrong) == ["35.0", "3"]
