"""An answer and its sources as the page shows them; what documents and visitors say is always plain text."""

import re
from collections.abc import Sequence

from assistant.composing.frames import as_of_text, date_text, place_text, rows_text
from assistant.domain import Answer, Citation, Language, Programme
from assistant.ui import texts

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    r"""`text` as Markdown that shows exactly these characters: no markup, no link, no formula.

    >>> plain("<b> [x](http://y) 5**")
    '\\<b\\> \\[x\\]\\(http\\:\\/\\/y\\) 5\\*\\*'
    """
    return _PUNCTUATION.sub(r"\\\1", text).replace("\n", "  \n")


def source_id(turn: int, mark: int) -> str:
    """The id of the source card that mark `mark` of turn `turn` (both from 1) opens."""
    return f"source-{turn}-{mark}"


def answer_markdown(answer: Answer, turn: int, statements: int | None = None) -> str:
    """The answer as Markdown, each mark a link to its source card; only its first `statements` if so many are given."""
    said = [
        plain(statement.text) + " " + "".join(f"[\\[{mark}\\]](#{source_id(turn, mark)})" for mark in statement.marks)
        for statement in answer.statements[:statements]
    ]
    parts = [plain(answer.lead), *said]
    if statements is None:
        parts.append(plain(answer.closing))
        if answer.contact:
            parts.append(f"{plain(answer.contact.sentence)} [{plain(answer.contact.url)}](<{answer.contact.url}>)")
    return "\n\n".join(part for part in parts if part)


def about_line(answer: Answer) -> str:
    """What the question was understood to be about; empty when it named no programme."""
    if not answer.about:
        return ""
    return plain(
        texts.ABOUT.in_language(answer.language).format(names=", ".join(_name(p, answer) for p in answer.about))
    )


def _name(programme: Programme, answer: Answer) -> str:
    """The name in the answer's language with its code; a Chinese name that is our own translation says so."""
    is_ours = programme.has_translated_name and answer.language is not Language.EN
    notes = [programme.code] * bool(programme.code) + [texts.OUR_TRANSLATION.in_language(answer.language)] * is_ours
    name = programme.names.in_language(answer.language)
    return f"{name} ({', '.join(notes)})" if notes else name


def card_label(citation: Citation, language: Language) -> str:
    """The title of a source card: its mark, and what it opens."""
    return f"[{citation.mark}] {texts.THE_WORDS.in_language(language)}"


def highlighted(citation: Citation, language: Language) -> list[tuple[str, str | float | None]]:
    """The passage in pieces, those that are quoted with a label."""
    label = texts.QUOTED.in_language(language)
    text, at = citation.passage.text, 0
    pieces: list[tuple[str, str | float | None]] = []
    for quote in sorted(citation.quotes, key=lambda statement: statement.start):
        pieces += [(text[at : quote.start], None), (quote.text, label)]
        at = quote.start + len(quote.text)
    pieces.append((text[at:], None))
    return [(piece, label) for piece, label in pieces if piece]


def source_markdown(citation: Citation, language: Language) -> str:
    """Where a passage comes from: document, section, page or rows, date, official page, and the copy it was read in."""
    source = citation.passage.provenance
    parts = [plain(citation.passage.breadcrumb)]
    if where := place_text(citation.passage.place, language):
        parts.append(plain(where))
    parts.append(plain(as_of_text(source.as_of, language)))
    if source.valid_until:
        until = date_text(source.valid_until.isoformat(), language)
        parts.append(plain(texts.VALID_UNTIL.in_language(language).format(date=until)))
    parts.append(f"[{texts.OFFICIAL_PAGE.in_language(language)}](<{source.source_url}>)")
    if source.read_via:
        parts.append(plain(texts.READ_VIA.in_language(language).format(copy=source.read_via)))
    return f"\\[{citation.mark}\\] " + " · ".join(parts)


def citation_dict(citation: Citation) -> dict[str, object]:
    """A citation for programs; `page` is None and `sheet` and `rows` are empty where the source has none."""
    passage, source, place = citation.passage, citation.passage.provenance, citation.passage.place
    return {
        "mark": citation.mark,
        "title": passage.title,
        "section": " › ".join(passage.headings),
        "quote": _joined([quote.text for quote in citation.quotes]),
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


def answer_dict(answer: Answer) -> dict[str, object]:
    """An answer for programs: the text as a visitor reads it, how it ended, and its citations."""
    return {
        "answer": answer.text,
        "outcome": answer.outcome.value,
        "language": answer.language.value,
        "about": [programme.id for programme in answer.about],
        "citations": [citation_dict(citation) for citation in answer.citations],
    }


def _joined(quotes: Sequence[str]) -> str:
    return " … ".join(quotes)
