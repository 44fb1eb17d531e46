"""What is put together from parts: nothing that does not rest on what it cites."""

from pathlib import Path

import pytest

from assistant.catalogue_file import load_catalogue
from assistant.composing import frames
from assistant.composing.answers import composed
from assistant.composing.parts import Grid, Part, Said, Source
from assistant.domain import Computed, Concept, Evidence, Found, Language, Names, Operation, Outcome, Query
from assistant.programmes import Catalogue
from tests.test_domain import passage

CITED = passage("Forty places. In 2026 there are 40 (TU100).")
SOURCE = Source(CITED, CITED.statements[0])


@pytest.fixture
def catalogue(corpus: Path) -> Catalogue:
    return load_catalogue(corpus)[0]


def part(*said: Said, asks: str = "", grid: Grid | None = None, refusal: str = "") -> Part:
    names = (Names(asks, asks, asks),) if asks else ()
    concepts = (Concept(asks, ((asks,),), is_term=True, names=names),) if asks else ()
    query = Query("?", Language.EN, (), (), concepts)
    return Part(query, Found((), ()), Evidence("enough", 1.0, 0.5, 1.0, 1.0), said, grid, refusal)


def test_a_statement_whose_figures_are_cited_is_shown(catalogue: Catalogue) -> None:
    answer = composed([part(Said("40 places in 2026", (SOURCE,)))], catalogue)

    assert answer.text == "40 places in 2026 [1]"


def test_a_statement_with_a_strange_figure_is_not_shown(catalogue: Catalogue) -> None:
    answer = composed([part(Said("41 places", (SOURCE,)), Said("40 places", (SOURCE,)))], catalogue)

    assert answer.text == "40 places [1]"


def test_where_nothing_is_left_the_documents_hold_no_answer(catalogue: Catalogue) -> None:
    answer = composed([part(Said("41 places", (SOURCE,)))], catalogue)

    assert (answer.outcome, answer.lead, answer.statements) == (Outcome.NOT_FOUND, frames.NOT_FOUND.en, ())


def test_a_table_with_a_strange_figure_is_not_shown(catalogue: Catalogue) -> None:
    grid = Grid(("", "Places"), ((Said("Robotics", ()), Said("41", (SOURCE,))),))

    assert composed([part(grid=grid)], catalogue).outcome is Outcome.NOT_FOUND


def test_a_count_of_other_cells_than_are_cited_is_not_shown(catalogue: Catalogue) -> None:
    wrong = Computed("7", Operation.COUNT, ())

    assert composed([part(Said("7 programmes", (SOURCE,), computed=(wrong,)))], catalogue).outcome is Outcome.NOT_FOUND


def test_what_two_parts_say_alike_is_said_once(catalogue: Catalogue) -> None:
    answer = composed([part(Said("40 places", (SOURCE,))), part(Said("40 places", (SOURCE,)))], catalogue)

    assert answer.text == "40 places [1]"


def test_what_is_said_again_stays_where_it_was_said_first(catalogue: Catalogue) -> None:
    again, other = Said("40 places", (SOURCE,)), Said("In 2026 there are 40", (SOURCE,))

    answer = composed([part(again, other), part(again)], catalogue)

    assert [statement.text for statement in answer.statements] == ["40 places", "In 2026 there are 40"]


def test_a_row_is_not_said_with_less_beside_the_same_row_with_more(catalogue: Catalogue) -> None:
    less, more = Said("2026 — Places: 40", (SOURCE,)), Said("2026 — Places: 40; Code: TU100", (SOURCE,))

    assert composed([part(less), part(more)], catalogue).text == "2026 — Places: 40; Code: TU100 [1]"


def test_a_part_that_is_refused_makes_the_answer_partly_and_is_named(catalogue: Catalogue) -> None:
    answer = composed(
        [part(Said("40 places", (SOURCE,)), asks="places"), part(asks="fee", refusal="No.")],
        catalogue,
    )

    assert (answer.outcome, answer.closing) == (Outcome.PARTLY, "The documents hold no answer on: fee.")


def test_a_part_without_a_name_is_the_rest_of_the_question(catalogue: Catalogue) -> None:
    answer = composed([part(Said("40 places", (SOURCE,))), part(refusal="No.")], catalogue)

    assert answer.closing == "The documents hold no answer on: the rest of the question."
