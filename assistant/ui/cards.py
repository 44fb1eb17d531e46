"""Sources as the page shows them: where the words of an answer stand, how old they are, and the passage itself."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from assistant.composing.frames import as_of_text, date_text, place_text
from assistant.domain import Citation, Language, Passage
from assistant.ui.markup import Fragment, joined, link, tag
from assistant.ui.texts import answers, frame


def source_id(turn: int, mark: int) -> str:
    """The id of the dialog that mark `mark` of turn `turn` (both from 1) opens."""
    return f"source-{turn}-{mark}"


def marks(numbers: tuple[int, ...], turn: int, titles: dict[int, str], language: Language) -> Fragment:
    """The marks behind a statement as buttons that open their sources; `titles` are those of the documents."""
    return joined(
        tag(
            "button",
            tag("span", str(number)),
            type="button",
            class_="mark",
            data_opens=source_id(turn, number),
            aria_haspopup="dialog",
            aria_label=answers.OPEN_SOURCE.in_language(language).format(mark=number, title=titles.get(number, "")),
        )
        for number in numbers
    )


def source_list(citations: tuple[Citation, ...], turn: int, language: Language, today: date) -> Fragment:
    """The sources under an answer, one a line, each a button that opens it; nothing for none."""
    if not citations:
        return Fragment("")
    return tag(
        "div",
        tag("h3", answers.SOURCES.in_language(language), class_="small-head"),
        tag("ul", *(tag("li", _source_button(citation, turn, language, today)) for citation in citations)),
        class_="sources",
    )


def _source_button(citation: Citation, turn: int, language: Language, today: date) -> Fragment:
    return tag(
        "button",
        tag("span", str(citation.mark), class_="number"),
        tag(
            "span",
            tag("bdi", citation.passage.breadcrumb, class_="breadcrumb", lang=citation.passage.language),
            tag("span", dated(citation.passage, language, today), class_="dated"),
        ),
        type="button",
        class_="source-button",
        data_opens=source_id(turn, citation.mark),
        aria_haspopup="dialog",
    )


def source_dialog(citation: Citation, turn: int, language: Language, today: date) -> Fragment:
    """The source that a mark opens: what it is, the passage with the quoted words marked, its age, the link."""
    passage, source = citation.passage, citation.passage.provenance
    head = f"{source_id(turn, citation.mark)}-head"

    def said(label: str, *value: str) -> Fragment:
        return tag("div", tag("dt", label), tag("dd", *value))

    section = tag("bdi", " › ".join(passage.headings), lang=passage.language)
    rows = [said(answers.SECTION.in_language(language), section)] if passage.headings else []
    if where := place_text(passage.place, language):
        rows.append(said(answers.PLACE.in_language(language), where))
    rows.append(said(answers.DATE.in_language(language), as_of_text(source.as_of, language)))
    if fresh := list(_freshness(passage, language, today)):
        rows.append(said(answers.FRESHNESS.in_language(language), _separated(fresh)))
    if source.read_via:
        rows.append(said(answers.READ_FROM.in_language(language), source.read_via))
    return tag(
        "dialog",
        tag(
            "div",
            tag("p", answers.SOURCE.in_language(language).format(mark=citation.mark), class_="eyebrow"),
            close_button(language),
            class_="dialog-top",
        ),
        tag("h2", passage.title, id=head, tabindex="-1", lang=passage.language),
        tag("p", answers.THE_PASSAGE.in_language(language), class_="hint"),
        tag("div", *highlighted(citation), class_="passage", lang=passage.language),
        tag("dl", *rows),
        tag(
            "p",
            link(answers.OFFICIAL_PAGE.in_language(language), source.source_url, class_="button"),
            class_="official",
        ),
        tag("p", source.source_url, class_="address"),
        id=source_id(turn, citation.mark),
        class_="source",
        aria_labelledby=head,
    )


def close_button(language: Language) -> Fragment:
    """The button that closes the dialog that it stands in."""
    return tag("button", frame.CLOSE.in_language(language), type="button", class_="close", data_closes="dialog")


def highlighted(citation: Citation) -> Iterator[Fragment]:
    """The passage in pieces, those that are quoted marked; quotes that lie in one another are marked once."""
    text, at = citation.passage.text, 0
    for quote in sorted(citation.quotes, key=lambda statement: statement.start):
        start, end = max(at, quote.start), quote.start + len(quote.text)
        if start < end:
            yield joined([text[at:start]])
            yield tag("mark", text[start:end])
            at = end
    yield joined([text[at:]])


def is_expired(passage: Passage, today: date) -> bool:
    """Whether what a passage says no longer holds on a day."""
    until = passage.provenance.valid_until
    return until is not None and until < today


def dated(passage: Passage, language: Language, today: date) -> Fragment:
    """How old a passage is, and how fresh, on one line."""
    parts = [tag("span", as_of_text(passage.provenance.as_of, language)), *_freshness(passage, language, today)]
    return _separated(parts)


def _separated(parts: Sequence[Fragment]) -> Fragment:
    return joined(chain.from_iterable((" · ", part) if at else (part,) for at, part in enumerate(parts)))


def _freshness(passage: Passage, language: Language, today: date) -> Iterator[Fragment]:
    """When a person last compared it with its source, and until when it holds."""
    source = passage.provenance
    if source.reviewed:
        month = date_text(f"{source.reviewed:%Y-%m}", language)
        yield tag("span", answers.REVIEWED.in_language(language).format(date=month), class_="reviewed")
    if source.valid_until:
        words = answers.EXPIRED if is_expired(passage, today) else answers.VALID_UNTIL
        until = date_text(source.valid_until.isoformat(), language)
        state = "expired" if is_expired(passage, today) else "valid"
        yield tag("span", words.in_language(language).format(date=until), class_=state)
