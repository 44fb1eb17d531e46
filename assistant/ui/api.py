"""An answer as the endpoint `ask` gives it to programs: plain fields that JSON can hold."""

from collections.abc import Sequence

from assistant.composing.frames import rows_text
from assistant.domain import Answer, AnswerTable, Citation, Hit, Language, Names, Trace

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
