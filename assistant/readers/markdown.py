"""Markdown files with YAML front matter."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from assistant.domain import Block, Document, Listing, Notice, Paragraph, Place, Provenance, Table
from assistant.errors import CorpusError
from assistant.readers.characters import visible
from assistant.readers.front_matter import (
    ASKED,
    NOT_TOLD,
    is_question_line,
    is_source_line,
    questions_in,
    section_provenance,
    split_front_matter,
)

_DEEPEST = 20
_CELL = re.compile(r"(?<!\\)\|")
_EXCERPT = 80
_LISTS = ("bullet_list", "ordered_list")


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class _Questions:
    """What a section says that it answers, and does not answer."""

    asked_as: tuple[str, ...] = ()
    not_told: tuple[str, ...] = ()


def read(name: str, content: bytes) -> Document:
    """The document that a file called `name` holds. Raises CorpusError naming file, line and reason."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{name}: not UTF-8 text (byte {error.start}); save it as UTF-8.") from error
    try:
        head, body, first_line = split_front_matter(text)
    except ValueError as error:
        raise CorpusError(f"{name}:1: {error}") from error
    body, notices = _without_comments(body, first_line)
    blocks = tuple(_blocks(name, body, first_line, head.provenance))
    document = head.document(name, blocks, hashlib.sha256(content).hexdigest(), notices)
    if not document.blocks:
        raise CorpusError(f"{name}:{first_line}: the document says nothing below its front matter.")
    return document


def _without_comments(body: str, first_line: int) -> tuple[str, list[Notice]]:
    """`body` with empty lines in place of HTML comments, and a notice for each."""
    kept, notices, at, line = [], [], 0, first_line
    while (begin := body.find("<!--", at)) >= 0 and (end := body.find("-->", begin + 4)) >= 0:
        hidden = body[begin + 4 : end]
        line += body.count("\n", at, begin)
        if said := visible(hidden):
            notices.append(Notice(Place(line=line), f"a comment was left out: “{said[:_EXCERPT]}”"))
        kept += [body[at:begin], "\n" * hidden.count("\n")]
        line, at = line + hidden.count("\n"), end + 3
    return "".join((*kept, body[at:])), notices


def _blocks(name: str, body: str, first_line: int, provenance: Provenance) -> Iterator[Block]:
    """The blocks in order, each under its headings, with the nearest provenance and its section's own questions."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
    open_headings: list[_Heading] = []
    questions = _Questions()
    is_at_heading = is_at_beginning = True
    lines = body.split("\n")
    for node, own in _with_own_questions(SyntaxTreeNode(parser.parse(body)).children):
        line = first_line + (node.map[0] if node.map else 0)
        around = open_headings[-1].provenance if open_headings else provenance
        if node.type == "heading":
            level = int(node.tag[1])
            open_headings = [heading for heading in open_headings if heading.level < level]
            around = open_headings[-1].provenance if open_headings else provenance
            open_headings.append(_Heading(level, _plain(node), around))
            questions = _Questions()
        elif node.type == "blockquote" and (said := _section_lines(node)):
            source, asked = said
            if not is_at_beginning or (source and not (open_headings and is_at_heading)):
                what = "a source line" if source else "a line of questions"
                where = (
                    "its heading" if source else "its heading, or under the paragraph or list item that answers them"
                )
                raise CorpusError(f"{name}:{line}: {what} must stand right under {where}")
            try:
                questions = _questions(asked) if asked else questions
                provided = section_provenance(source, around) if source else around
            except ValueError as error:
                raise CorpusError(f"{name}:{line}: {error}") from error
            if source:
                open_headings[-1] = _Heading(open_headings[-1].level, open_headings[-1].text, provided)
        else:
            headings = tuple(heading.text for heading in open_headings)
            for content in _contents(name, node, line, lines, own):
                yield Block(content, headings, around, Place(line=line), questions.asked_as, questions.not_told)
            is_at_beginning = False
        is_at_heading = node.type == "heading"
        is_at_beginning = is_at_beginning or is_at_heading


def _with_own_questions(nodes: Sequence[SyntaxTreeNode]) -> Iterator[tuple[SyntaxTreeNode, list[str]]]:
    """Each node, a paragraph with the lines of questions that stand right under it and are its own."""
    taken = None
    for node, following in zip_longest(nodes, nodes[1:]):
        if node is not taken:
            own = _own_lines(following) if node.type == "paragraph" and following else []
            taken = following if own else None
            yield node, own


def _own_lines(node: SyntaxTreeNode) -> list[str]:
    """The lines of a quoted block that holds nothing but questions which are answered; none of another node."""
    said = _section_lines(node) if node.type == "blockquote" else None
    is_own = said is not None and not said[0] and all(line.startswith(ASKED) for line in said[1])
    return said[1] if said and is_own else []


def _own_questions(name: str, line: int, lines: Sequence[str]) -> tuple[str, ...]:
    """The questions that a paragraph or an item answers by itself. Raises CorpusError with what is wrong."""
    try:
        return _questions(lines).asked_as
    except ValueError as error:
        raise CorpusError(f"{name}:{line}: {error}") from error


def _section_lines(node: SyntaxTreeNode) -> tuple[str, list[str]] | None:
    """The source line ("" for none) and the lines of questions of a quoted block; None for a real quotation."""
    lines = [_squeezed(line) for text in _inline_texts(node, "\n") for line in text.split("\n")]
    questions = [line for line in lines if is_question_line(line)]
    rest = " ".join(line for line in lines if not is_question_line(line))
    return (rest, questions) if is_source_line(rest) or (questions and not rest) else None


def _questions(lines: Sequence[str]) -> _Questions:
    """Raises ValueError with what is wrong."""
    asked, not_told = (
        tuple(question for line in lines if line.startswith(mark) for question in questions_in(line, mark))
        for mark in (ASKED, NOT_TOLD)
    )
    return _Questions(asked, not_told)


def _contents(
    name: str, node: SyntaxTreeNode, line: int, lines: Sequence[str], own: Sequence[str] = ()
) -> Iterator[Paragraph | Listing | Table]:
    """What a node says; `lines` are those of the whole body, `own` those of questions that a paragraph answers."""
    if node.type == "table":
        yield _table(name, node, line, lines)
    elif node.type in _LISTS:
        items = list(_items(name, node, line))
        is_asked = any(questions for _, questions in items)
        yield Listing(tuple(text for text, _ in items), tuple(q for _, q in items) if is_asked else ())
    elif node.type in ("fence", "code_block"):
        if text := _squeezed(node.content):
            yield Paragraph(text)
    elif node.type == "blockquote":
        for child in node.children:
            yield from _contents(name, child, line, lines)
    elif node.type != "hr" and (text := _plain(node)):
        yield Paragraph(text, _own_questions(name, line, own))


def _table(name: str, node: SyntaxTreeNode, line: int, lines: Sequence[str]) -> Table:
    """The table of a node; `lines` are those of the whole body, since the parser drops cells beyond the header's."""
    rows = [tuple(_plain(cell) for cell in row.children) for part in node.children for row in part.children]
    header, *body = rows
    for row in body:
        if "" in row:
            raise CorpusError(
                f"{name}:{line}: a row of the table has an empty or missing cell ({' | '.join(row)}); "
                'write "not stated" where there is nothing to say.'
            )
    first, last = node.map or (0, 0)
    for number, written in enumerate(lines[first:last], line):
        cells = len(_CELL.split(written.strip().strip("|")))
        if cells != len(header):
            raise CorpusError(f"{name}:{number}: this row of the table has {cells} cells, the first one {len(header)}.")
    return Table(header, tuple(body))


def _items(name: str, node: SyntaxTreeNode, line: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The items of a list with their own questions; those of lists within follow the item they stand in."""
    for item in node.children:
        asked = [said for child in item.children for said in _own_lines(child)]
        own = [child for child in item.children if child.type not in _LISTS and not _own_lines(child)]
        if text := _squeezed(" ".join(_words(child) for child in own)):
            yield text, _own_questions(name, line, asked)
        for child in item.children:
            if child.type in _LISTS:
                yield from _items(name, child, line)


def _words(node: SyntaxTreeNode) -> str:
    return _squeezed(node.content) if node.type in ("fence", "code_block") else _plain(node)


def _plain(node: SyntaxTreeNode) -> str:
    """The words of a node without markup; images are left out."""
    return _squeezed(" ".join(_inline_texts(node)))


def _inline_texts(node: SyntaxTreeNode, softbreak: str = " ") -> list[str]:
    inlines = [part for part in node.walk() if part.type == "inline"]
    return [_inline_text(part.token.children or (), softbreak) for part in inlines if part.token]


def _inline_text(parts: Sequence[Token], softbreak: str) -> str:
    breaks = {"softbreak": softbreak, "hardbreak": softbreak}
    return "".join(breaks.get(part.type, "" if part.type == "image" else part.content) for part in parts)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
