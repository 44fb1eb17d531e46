"""Answers with a table and a trace for tests of the page, some with words that try to be markup."""

from assistant.domain import (
    Answer,
    AnsweredStatement,
    AnswerTable,
    Citation,
    Concept,
    Evidence,
    Found,
    Hit,
    Language,
    Names,
    Outcome,
    Passage,
    Programme,
    Provenance,
    Query,
    Statement,
    TableCell,
    Trace,
)

HOSTILE = "<img src=x onerror=\"document.title='taken'\"> | **b** `c` [l](javascript:alert(1)) $x$\n\n# heading"
PLACES = Names(en="first-year places", zh_hant="首年學額", zh_hans="首年学额")
FEE = Names(en="tuition fee", zh_hant="學費", zh_hans="学费")
ROBOTICS = Programme("robotics", Names(en="Robotics", zh_hant="機械人學", zh_hans="机器人学"), code="TU100")
BOTANY = Programme(
    "botany", Names(en="Botany", zh_hant="植物學", zh_hans="植物学"), code="TU200", has_translated_name=True
)
PASSAGE = Passage(
    id="robotics.md#1",
    document_id="robotics.md",
    title="Robotics",
    headings=("Places",),
    text=f"Robotics has 40 places in 2026. {HOSTILE}",
    statements=(
        Statement("robotics.md#1.1", "Robotics has 40 places in 2026.", 0),
        Statement("robotics.md#1.2", HOSTILE, 32),
    ),
    programmes=("robotics",),
    language=Language.EN,
    provenance=Provenance("https://example.edu/robotics", "2026-06"),
)
CITATION = Citation(1, PASSAGE, PASSAGE.statements[:1])


def made_query(**more: object) -> Query:
    """A question on the places of Robotics."""
    fields: dict[str, object] = {
        "text": "How many places does Robotics have?",
        "language": Language.EN,
        "programmes": (ROBOTICS,),
        "years": (),
        "concepts": (Concept("places", (("place",),), is_term=True, names=(PLACES,)),),
    }
    return Query(**(fields | more))  # type: ignore[arg-type]  # the fields of Query by name


def made_trace(
    query: Query | None = None, *, reason: str = "enough", confidence: float = 0.9, threshold: float = 0.4
) -> Trace:
    """What led to an answer: one statement that both searches found, then one that the search by words alone did."""
    ordinary, hostile = PASSAGE.statements
    found = Found((), (Hit(PASSAGE, ordinary, 0.8, 0.91234567, 5.25), Hit(PASSAGE, hostile, 0.2, None, 1.5)))
    return Trace(query or made_query(), found, Evidence(reason, confidence, threshold, 0.91234567, 0.75))


def made_answer(outcome: Outcome = Outcome.ANSWERED, language: Language = Language.EN, **more: object) -> Answer:
    """An answer on the places of Robotics with its trace."""
    fields: dict[str, object] = {
        "statements": (AnsweredStatement("Robotics has 40 places in 2026.", (1,), "40"),),
        "citations": (CITATION,),
        "about": (ROBOTICS,),
        "asked": (PLACES,),
        "trace": made_trace(made_query(language=language)),
    }
    return Answer(outcome, language, **(fields | more))  # type: ignore[arg-type]  # the fields of Answer by name


def made_table(columns: int = 2, cell: str = "40") -> AnswerTable:
    """A comparison of so many programmes; the last one's places are not stated."""
    header = ("", *(f"Programme of a rather long name {number}" for number in range(1, columns + 1)))
    cells = [TableCell(cell, (1,)) for _ in range(columns - 1)]
    return AnswerTable(header, ((TableCell("Places | 2026"), *cells, TableCell("not stated")),))
