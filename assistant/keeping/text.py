"""An answer with its sources as plain text, to be pasted into a message."""

from collections.abc import Iterable, Iterator
from datetime import date

from assistant.composing import frames
from assistant.domain import Answer, AnswerTable, Citation, Language
from assistant.keeping import texts


def text_of(answer: Answer, today: date, question: str = "") -> str:
    """The answer as it is read, marks kept, then its sources and where it is from; the question before it if given.

    Paragraphs are lines with an empty one between; a table is a list, since columns do not stay in place in a message;
    addresses stand on lines of their own, so that messages make links of them.
    """
    language = answer.language
    said = [f"{_line(statement.text)} {statement.marks_text}" for statement in answer.statements]
    contact = f"{answer.contact.sentence}\n{answer.contact.url}" if answer.contact else ""
    sources = _sources(answer.citations, language)
    if sources:
        sources[0] = f"{texts.SOURCES.in_language(language)}\n{sources[0]}"
    table = "\n\n".join(_listed(answer.table, language)) if answer.table else ""
    found_on = texts.FOUND_ON.in_language(language).format(date=frames.date_text(today.isoformat(), language))
    parts = (f"“{_line(question)}”" if question.strip() else "", answer.lead, *said, table, answer.closing, contact)
    return "\n\n".join(part for part in (*parts, *sources, found_on) if part)


def _listed(table: AnswerTable, language: Language) -> Iterator[str]:
    """A table as a list: a paragraph for each row with a line for each column; one line a row where it has but two."""
    colon = ": " if language is Language.EN else "："
    names = [_line(name) for name in table.header]
    is_narrow = len(names) == 2  # a label and one column
    rows = [(_line(row[0].shown), [_line(cell.shown) for cell in row[1:]]) for row in table.rows]
    if is_narrow:
        head = " · ".join(filter(None, names))
        yield "\n".join([head, *(f"• {label}{colon}{cells[0]}" for label, cells in rows)])
        return
    for label, cells in rows:
        yield "\n".join([label, *(f"• {name}{colon}{cell}" for name, cell in zip(names[1:], cells, strict=True))])


def _sources(citations: Iterable[Citation], language: Language) -> list[str]:
    """What the marks point to, each place once, behind all of its marks."""
    marks: dict[str, str] = {}
    for citation in citations:
        passage = citation.passage
        where = (
            _line(passage.breadcrumb),
            frames.place_text(passage.place, language),
            frames.as_of_text(passage.provenance.as_of, language),
        )
        source = f"{' · '.join(filter(None, where))}\n{passage.provenance.source_url}"
        marks[source] = f"{marks.get(source, '')}[{citation.mark}]"
    return [f"{pointing} {source}" for source, pointing in marks.items()]


def _line(text: str) -> str:
    """`text` on one line: what documents and visitors write cannot pass for a line of ours."""
    return " ".join(text.split())
