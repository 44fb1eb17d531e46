"""The endpoint `ask` for programs: an answer as plain fields that JSON can hold."""

import logging
from collections.abc import Sequence
from typing import Any

import gradio as gr  # noqa: TID251  # this is the door

from assistant.answering import LONGEST_QUESTION, refused_as_sent, unavailable
from assistant.composing.frames import rows_text
from assistant.domain import Answer, AnswerTable, Citation, Hit, Language, Names, Trace, Turn
from assistant.ui.answerer import Answerer

_log = logging.getLogger(__name__)
_API_WAITS = 60.0  # seconds
_MOST_TURNS = 50

MOST_HITS = 5
_DIGITS = 4


def answer_dict(answer: Answer) -> dict[str, object]:
    """An answer for programs: the text as a visitor reads it, how it ended, its citations, and how it was found.

    `about` holds ids of programmes and `asked` names in the answer's language; `table` and `trace` are None where there
    is none.
    """
    return {
        "answer": answer.text,
        "outcome": answer.outcome.value,
        "language": answer.language.value,
        "about": [programme.id for programme in answer.about],
        "asked": _called(answer.asked, answer.language),
        "table": _table_dict(answer.table) if answer.table else None,
        "citations": [citation_dict(citation) for citation in answer.citations],
        "trace": _trace_dict(answer.trace) if answer.trace else None,
    }


def citation_dict(citation: Citation) -> dict[str, object]:
    """A citation for programs; `page` is None and `sheet` and `rows` are empty where the source has none."""
    passage, source, place = citation.passage, citation.passage.provenance, citation.passage.place
    return {
        "mark": citation.mark,
        "title": passage.title,
        "section": " › ".join(passage.headings),
        "quote": " … ".join(quote.text for quote in citation.quotes),
        "passage": passage.text,
        "document": passage.document_id,
        "page": place.page or None,
        "sheet": place.sheet,
        "rows": rows_text(place),
        "as_of": source.as_of,
        "valid_until": source.valid_until.isoformat() if source.valid_until else None,
        "url": source.source_url,
        "read_via": source.read_via,
    }


def _table_dict(table: AnswerTable) -> dict[str, object]:
    rows = [[{"text": cell.text, "marks": list(cell.marks)} for cell in row] for row in table.rows]
    return {"header": list(table.header), "rows": rows}


def _trace_dict(trace: Trace) -> dict[str, object]:
    """What was understood, the evidence, and the first statements found, each with both scores."""
    query, evidence = trace.query, trace.evidence
    return {
        "language": query.language.value,
        "programmes": [programme.id for programme in query.programmes],
        "asked": _called([names for concept in query.concepts for names in concept.names[:1]], query.language),
        "years": list(query.years),
        "query": query.text,
        "is_follow_up": query.is_follow_up,
        "evidence": {
            "reason": evidence.reason,
            "confidence": round(evidence.confidence, _DIGITS),
            "threshold": round(evidence.threshold, _DIGITS),
            "similarity": round(evidence.similarity, _DIGITS),
            "coverage": round(evidence.coverage, _DIGITS),
        },
        "hits": [_hit_dict(hit) for hit in trace.found.statements[:MOST_HITS]],
    }


def _hit_dict(hit: Hit) -> dict[str, object]:
    """A statement found; `similarity` is None where the search by meaning did not list it."""
    return {
        "statement": hit.statement.id if hit.statement else None,
        "passage": hit.passage.id,
        "score": round(hit.score, _DIGITS),
        "similarity": None if hit.similarity is None else round(hit.similarity, _DIGITS),
        "words": round(hit.words, _DIGITS),
    }


def _called(all_names: Sequence[Names], language: Language) -> list[str]:
    return list(dict.fromkeys(names.in_language(language) for names in all_names))


def add_api(answerer: Answerer, concurrency: int) -> None:
    """Add the endpoint `ask` to the blocks that are being built."""

    def ask(question: str, turns: list[dict[str, Any]] = []) -> dict[str, Any]:  # noqa: B006  # Gradio reads the default
        return answer_dict(answer_for_program(answerer, question, turns))

    gr.api(  # type: ignore[attr-defined]  # documented, though not in Gradio's __all__
        ask,
        api_name="ask",
        api_description="Answers a question about programmes; turns are earlier {question, answer} pairs.",
        concurrency_limit=concurrency,
        concurrency_id="ask",
    )


def answer_for_program(answerer: Answerer, question: object, turns: object) -> Answer:
    """The answer for whatever a program sent; never raises."""
    text = _as_text(question)
    if refusal := refused_as_sent(text):
        return refusal
    sent = turns[-_MOST_TURNS:] if isinstance(turns, list) else []
    past = [
        Turn(_as_text(turn.get("question"))[:LONGEST_QUESTION], _as_text(turn.get("answer")))
        for turn in sent
        if isinstance(turn, dict)
    ]
    try:
        answerer.is_ready(_API_WAITS)
        return answerer.answer(text, past)
    except Exception:  # whatever it is, a program gets a sentence, and the log the rest
        _log.exception("A question could not be answered.")
        return unavailable(text, is_out_of_order=True)


def _as_text(sent: object) -> str:
    """What was sent, if it is text, without half characters; else nothing."""
    return sent.encode("utf-8", "replace").decode("utf-8") if isinstance(sent, str) else ""
