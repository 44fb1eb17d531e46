import pytest

from assistant.domain import (
    Answer,
    AnsweredStatement,
    Citation,
    Contact,
    Language,
    Outcome,
    Passage,
    Provenance,
    Statement,
    Table,
)


def passage(text: str = "Forty places.", start: int = 0) -> Passage:
    return Passage(
        id="a.md#1",
        document_id="a.md",
        title="A",
        headings=("B",),
        text=text,
        statements=(Statement("a.md#1.1", "Forty places.", start),),
        programmes=(),
        language=Language.EN,
        provenance=Provenance("https://example.edu", "2026"),
    )


def citation(mark: int = 1) -> Citation:
    return Citation(mark, passage(), passage().statements)


def test_an_answer_without_a_statement_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="needs statements"):
        Answer(Outcome.ANSWERED, Language.EN, lead="Surely.")


@pytest.mark.parametrize("marks", [(), (2,), (1, 2)])
def test_a_statement_whose_mark_points_nowhere_cannot_be_made(marks: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="marks"):
        Answer(
            Outcome.ANSWERED,
            Language.EN,
            statements=(AnsweredStatement("Forty places.", marks),),
            citations=(citation(),),
        )


def test_the_text_of_an_answer_holds_all_that_is_said_in_order() -> None:
    answer = Answer(
        Outcome.NOT_FOUND,
        Language.EN,
        lead="Unknown.",
        statements=(AnsweredStatement("Forty places.", (1,)),),
        citations=(citation(),),
        closing="Topics: A.",
        contact=Contact("Ask:", "https://example.edu"),
    )

    assert answer.text == "Unknown.\n\nForty places. [1]\n\nTopics: A.\n\nAsk: https://example.edu"


def test_a_statement_that_is_not_in_its_passage_cannot_be_kept() -> None:
    with pytest.raises(ValueError, match="does not stand"):
        passage("Sixty places.")
    with pytest.raises(ValueError, match="does not stand"):
        passage("Forty places.", start=1)


def test_a_citation_quotes_something() -> None:
    with pytest.raises(ValueError, match="quote"):
        Citation(1, passage(), ())


def test_a_table_has_rows_as_long_as_its_header() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table(("a", "b"), (("1",),))
