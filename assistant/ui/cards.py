"""An answer and its sources as the page shows them; what documents and visitors say is always plain text."""

import re

from assistant.composing.frames import as_of_text, brackets, date_text, listed, place_text
from assistant.domain import Answer, AnsweredStatement, AnswerTable, Citation, Language, Programme
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
    said = [_statement(statement, turn) for statement in answer.statements[:statements]]
    parts = [plain(answer.lead), *said]
    if statements is None:
        if answer.table:
            parts.append(_table(answer.table, turn))
        parts.append(plain(answer.closing))
        if answer.contact:
            parts.append(f"{plain(answer.contact.sentence)} [{plain(answer.contact.url)}](<{answer.contact.url}>)")
    return "\n\n".join(part for part in parts if part)


def _statement(statement: AnsweredStatement, turn: int) -> str:
    """A statement with its marks; the value that was asked for stands out."""
    before, value, after = _parted(statement.text, statement.value)
    # Not "**": Markdown does not see its end between a bracket and a Chinese character.
    stressed = f"<strong>{plain(value)}</strong>" if value else ""
    return f"{plain(before)}{stressed}{plain(after)} {_links(statement.marks, turn)}"


def _parted(text: str, value: str) -> tuple[str, str, str]:
    """`text` before, at and after `value`, which is taken where it stands on its own, behind a label if there is one.

    >>> _parted("30 Robotics — Places: 30 (of 130)", "30")
    ('30 Robotics — Places: ', '30', ' (of 130)')
    """
    if not value:
        return text, "", ""
    alone = rf"(?<!\d[.,])(?<![A-Za-z0-9]){re.escape(value)}(?![A-Za-z0-9]|[.,]\d)"
    found = re.search(rf"(?<=[:：]){alone}|(?<=[:：] ){alone}", text) or re.search(alone, text)
    at = found.start() if found else text.index(value)
    return text[:at], value, text[at + len(value) :]


def _table(table: AnswerTable, turn: int) -> str:
    """A table as Markdown, its marks links to their source cards."""
    # A no-break space, so that a mark does not stand alone on the last line of a narrow cell.
    rows = [[f"{_cell(cell.text)}\u00a0{_links(cell.marks, turn)}".strip() for cell in row] for row in table.rows]
    lines = [[_cell(name) for name in table.header], ["---"] * len(table.header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return plain(" ".join(text.split()))


def _links(marks: tuple[int, ...], turn: int) -> str:
    return "".join(f"[\\[{mark}\\]](#{source_id(turn, mark)})" for mark in marks)


def about_line(answer: Answer) -> str:
    """What the question was understood to be about: its programmes, and what was asked; empty where it is neither."""
    language = answer.language
    programmes = listed((programme_name(programme, language) for programme in answer.about), language)
    asked = listed((names.in_language(language) for names in answer.asked), language)
    understood = " · ".join(part for part in (programmes, asked) if part)
    return plain(texts.ABOUT.in_language(language).format(names=understood)) if understood else ""


def programme_name(programme: Programme, language: Language) -> str:
    """The name in `language` with its code; a Chinese name that is our own translation says so."""
    is_ours = programme.has_translated_name and language is not Language.EN
    notes = [programme.code] * bool(programme.code) + [texts.OUR_TRANSLATION.in_language(language)] * is_ours
    name = programme.names.in_language(language)
    return name + brackets(listed(notes, language), language) if notes else name


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
