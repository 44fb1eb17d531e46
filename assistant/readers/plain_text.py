"""Plain text files: paragraphs between empty lines, and lists."""

import re

from assistant.domain import Place
from assistant.readers.extract import Extract, Outline, Unreadable

_ITEM = re.compile(r"\s*[-•*–]\s+(?=\S)")


def read(content: bytes) -> Extract:
    """The paragraphs and lists (lines that begin with "- " or "• ") of a text file. Raises Unreadable."""
    outline = Outline()
    lines: list[str] = []
    begun = 1
    for number, line in enumerate([*decoded(content).splitlines(), ""], 1):
        item = _ITEM.match(line)
        if lines and (item or not line.strip()):
            outline.paragraph(" ".join(lines), Place(line=begun))
            lines = []
        if item:
            outline.item(line[item.end() :], Place(line=number))
        elif line.strip():
            begun = begun if lines else number
            lines.append(line.strip())
    return outline.extract()


def decoded(content: bytes) -> str:
    """The text in `content`: UTF-8, or UTF-16 that says so. Raises Unreadable."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 text (byte {error.start}); save it as UTF-8.") from error
    if "\0" in text:
        raise Unreadable("it is not text; save it as UTF-8 text.")
    return text
