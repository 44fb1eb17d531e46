"""The last look at every document's blocks: invisible characters go, empty cells are named, odd sentences flagged."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.domain import Block, Language, Listing, Names, Notice, Paragraph, Place, Table
from assistant.readers.characters import invisible_in, visible
from assistant.readers.suspicious import addressed_to_assistant

NOT_STATED = Names(en="not stated", zh_hant="沒有註明", zh_hans="没有注明")


def inspect(blocks: Iterable[Block], language: Language) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """The blocks that say something, in visible characters, and what staff should know about them, once each."""
    kept, notices = [], dict[Notice, None]()
    for block in blocks:
        for text in (*_texts(block), *_questions(block)):
            notices |= dict.fromkeys(_notices(text, block.place))
        headings = tuple(filter(None, map(visible, block.headings)))
        content = _cleaned(block.content, NOT_STATED.in_language(language))
        if any(_texts(cleaned := replace(block, headings=(), content=content))):
            asked_as, not_told = map(_visible, (block.asked_as, block.not_told))
            kept.append(replace(cleaned, headings=headings, asked_as=asked_as, not_told=not_told))
    return tuple(kept), tuple(notices)


def _notices(text: str, place: Place) -> Iterator[Notice]:
    for found in invisible_in(text):
        yield Notice(place, f"{found} left out of “{visible(text)[:40]}”")
    if words := addressed_to_assistant(visible(text)):
        yield Notice(place, f"this speaks to an assistant, not to a reader; please review: “{words}”")


def _texts(block: Block) -> tuple[str, ...]:
    match block.content:
        case Paragraph(text):
            return (*block.headings, text)
        case Listing(items):
            return (*block.headings, *items)
        case Table(header, rows):
            return (*block.headings, *header, *(cell for row in rows for cell in row))


def _questions(block: Block) -> tuple[str, ...]:
    match block.content:
        case Paragraph(_, asked_as):
            own = asked_as
        case Listing(_, of_items):
            own = tuple(question for questions in of_items for question in questions)
        case Table():
            own = ()
    return (*block.asked_as, *block.not_told, *own)


def _visible(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that say something, in visible characters."""
    return tuple(filter(None, map(visible, texts)))


def _cleaned(content: Paragraph | Listing | Table, not_stated: str) -> Paragraph | Listing | Table:
    match content:
        case Paragraph(text, asked_as):
            return Paragraph(visible(text), _visible(asked_as))
        case Listing(_, of_items):
            pairs = ((visible(item), _visible(questions)) for item, questions in content.asked_items)
            kept = [(text, questions) for text, questions in pairs if text]
            return Listing(tuple(text for text, _ in kept), tuple(q for _, q in kept) if of_items else ())
        case Table(header, rows):
            cells = tuple(tuple(visible(cell) or not_stated for cell in row) for row in rows)
            return Table(tuple(map(visible, header)), cells)
