"""An answer as programs get it: one form for the REST API, the Gradio endpoint `ask` and MCP."""

from collections.abc import Sequence

from pydantic import BaseModel, Field

from assistant.composing.frames import rows_text
from assistant.domain import Answer, AnswerTable, Citation, Hit, Language, Names, Outcome, Trace

MOST_HITS = 5
_DIGITS = 4


class StatementFields(BaseModel):
    """One statement of an answer."""

    text: str = Field(description="The statement as a visitor reads it, without its marks.")
    marks: list[int] = Field(description="The marks of the citations that it rests on.")
    value: str = Field(description="The part of the text that was asked for; empty where that is not known.")


class CellFields(BaseModel):
    """One cell of a table."""

    text: str
    marks: list[int] = Field(description="The marks of the citations that it rests on; none for a label.")


class TableFields(BaseModel):
    """A comparison or a list: a header, and rows of as many cells."""

    header: list[str]
    rows: list[list[CellFields]]


class CitationFields(BaseModel):
    """What a mark points to: the passage, its date, and where it stands."""

    mark: int = Field(description="The number that stands in the text as [1].")
    title: str = Field(description="Title of the document.")
    section: str = Field(description="Headings above the passage.")
    quote: str = Field(description="The words of the passage that the answer rests on.")
    passage: str = Field(description="The whole passage.")
    document: str = Field(description="The file in the corpus.")
    page: int | None = Field(description="Page of a PDF, from 1.")
    sheet: str = Field(description="Sheet of a workbook; empty elsewhere.")
    rows: str = Field(description="Rows of that sheet; empty elsewhere.")
    as_of: str = Field(description='What the source is dated: a year, month, day, "2024 entry", "2026-27", "undated".')
    valid_until: str | None = Field(description="The last day (ISO 8601) on which the source holds, where it says so.")
    url: str = Field(description="The official page.")
    read_via: str = Field(description="The copy in which the official page was read; empty when it was read itself.")


class ContactFields(BaseModel):
    """Whom to ask what the documents do not hold."""

    sentence: str
    url: str


class EvidenceFields(BaseModel):
    """Why a question was answered or refused."""

    reason: str = Field(description="What decided.")
    confidence: float = Field(description="Share (0 to 1) of such questions that this evidence answers.")
    threshold: float = Field(description="The least confidence with which a question is answered.")
    similarity: float = Field(description="The best statement's cosine to the question.")
    coverage: float = Field(
        description="Share (0 to 1) of the question's words that it carries, rare ones weighing more."
    )


class HitFields(BaseModel):
    """A statement that the searches found."""

    statement: str | None
    passage: str
    score: float
    similarity: float | None = Field(description="None where the search by meaning did not list it.")
    words: float = Field(description="Its BM25 score.")


class TraceFields(BaseModel):
    """How an answer was found."""

    language: Language
    programmes: list[str]
    asked: list[str]
    years: list[str]
    query: str
    is_follow_up: bool
    evidence: EvidenceFields
    hits: list[HitFields]


class AnswerFields(BaseModel):
    """An answer: how the question ended, what is said, and the words it rests on."""

    trace_id: str = Field(description="Names this question in the log of whoever runs the assistant.")
    outcome: Outcome = Field(description="How the question ended.")
    language: Language
    answer: str = Field(description="All that a visitor reads, marks included.")
    lead: str = Field(description="The assistant's own sentence before the statements; empty where there is none.")
    statements: list[StatementFields]
    table: TableFields | None
    closing: str = Field(description="The assistant's own sentence after the statements; empty where there is none.")
    citations: list[CitationFields]
    contact: ContactFields | None
    about: list[str] = Field(description="Ids of the programmes that the question was understood to be about.")
    asked: list[str] = Field(description="What was asked of them, in the answer's language.")
    trace: TraceFields | None = Field(description="How it was found; none where nothing was searched for.")
    is_complete: bool = Field(
        description="Whether this is the whole answer; what an earlier one says is not taken back."
    )


def answer_fields(answer: Answer, trace_id: str = "") -> AnswerFields:
    """An answer for programs; `trace_id` is that of the request."""
    return AnswerFields(
        trace_id=trace_id,
        outcome=answer.outcome,
        language=answer.language,
        answer=answer.text,
        lead=answer.lead,
        statements=[
            StatementFields(text=said.text, marks=list(said.marks), value=said.value) for said in answer.statements
        ],
        table=_table(answer.table) if answer.table else None,
        closing=answer.closing,
        citations=[citation_fields(citation) for citation in answer.citations],
        contact=ContactFields(sentence=answer.contact.sentence, url=answer.contact.url) if answer.contact else None,
        about=[programme.id for programme in answer.about],
        asked=_called(answer.asked, answer.language),
        trace=_trace(answer.trace) if answer.trace else None,
        is_complete=answer.is_complete,
    )


def answer_dict(answer: Answer, trace_id: str = "") -> dict[str, object]:
    """The same as plain values that JSON can hold."""
    return answer_fields(answer, trace_id).model_dump(mode="json")


def citation_fields(citation: Citation) -> CitationFields:
    """A citation for programs."""
    passage, source, place = citation.passage, citation.passage.provenance, citation.passage.place
    return CitationFields(
        mark=citation.mark,
        title=passage.title,
        section=" › ".join(passage.headings),
        quote=" … ".join(quote.text for quote in citation.quotes),
        passage=passage.text,
        document=passage.document_id,
        page=place.page or None,
        sheet=place.sheet,
        rows=rows_text(place),
        as_of=source.as_of,
        valid_until=source.valid_until.isoformat() if source.valid_until else None,
        url=source.source_url,
        read_via=source.read_via,
    )


def _table(table: AnswerTable) -> TableFields:
    rows = [[CellFields(text=cell.text, marks=list(cell.marks)) for cell in row] for row in table.rows]
    return TableFields(header=list(table.header), rows=rows)


def _trace(trace: Trace) -> TraceFields:
    """What was understood, the evidence, and the first statements found, each with both scores."""
    query, evidence = trace.query, trace.evidence
    return TraceFields(
        language=query.language,
        programmes=[programme.id for programme in query.programmes],
        asked=_called([names for concept in query.concepts for names in concept.names[:1]], query.language),
        years=list(query.years),
        query=query.text,
        is_follow_up=query.is_follow_up,
        evidence=EvidenceFields(
            reason=evidence.reason,
            confidence=round(evidence.confidence, _DIGITS),
            threshold=round(evidence.threshold, _DIGITS),
            similarity=round(evidence.similarity, _DIGITS),
            coverage=round(evidence.coverage, _DIGITS),
        ),
        hits=[_hit(hit) for hit in trace.found.statements[:MOST_HITS]],
    )


def _hit(hit: Hit) -> HitFields:
    return HitFields(
        statement=hit.statement.id if hit.statement else None,
        passage=hit.passage.id,
        score=round(hit.score, _DIGITS),
        similarity=None if hit.similarity is None else round(hit.similarity, _DIGITS),
        words=round(hit.words, _DIGITS),
    )


def _called(all_names: Sequence[Names], language: Language) -> list[str]:
    return list(dict.fromkeys(names.in_language(language) for names in all_names))
