"""HTML pages: their main text without navigation, banners and what a browser does not show."""

import re
from collections import Counter
from configparser import ConfigParser
from typing import Any

import trafilatura
from lxml import html
from trafilatura.settings import use_config
from trafilatura.xpaths import BODY_XPATH

from assistant.domain import Place
from assistant.readers import html_structure
from assistant.readers.extract import Extract, Outline, Unreadable

_DEEPEST = 100
_MOST_ELEMENTS = 100_000
_WHITE = re.compile(r"#fff(?:fff)?(?:ff)?|white|rgba?\(255,255,255(?:,1(?:\.0)?)?\)|hsl\(0,0%,100%\)")
_INVISIBLE = {
    "display": re.compile(r"none"),
    "visibility": re.compile(r"hidden|collapse"),
    "opacity": re.compile(r"0(?:\.0+)?%?"),
    "font-size": re.compile(r"0?\.?\d(?:px|pt)|0(?:\.0+)?[a-z%]*"),
    "text-indent": re.compile(r"-\d{3,}[a-z%]*"),
    "left": re.compile(r"-\d{3,}[a-z%]*"),
    "top": re.compile(r"-\d{3,}[a-z%]*"),
}
_NOWHERE = Place()

# lxml's elements are untyped where its stubs say so; this module is the door.
_Element = Any


def read(content: bytes) -> Extract:
    """The headings, paragraphs, lists and tables of a page's main text. Raises Unreadable."""
    outline = Outline()
    page = _parsed(content)
    _check_size(page)
    _remove_hidden(page, outline)
    html_structure.wrap_bare_text(page)
    html_structure.repeat_spanning_cells(page)
    if not any(find(page) for find in BODY_XPATH):  # trafilatura then loses headings and what is said twice
        html_structure.wrap_body(page)
    texts = html_structure.texts(page)
    found = trafilatura.bare_extraction(page, fast=True, favor_recall=True, include_comments=False, config=_config())
    body = getattr(found, "body", None)
    if body is None:
        raise Unreadable("there is no text in it.")
    for line_break in body.iter("lb"):
        line_break.tail = " " + (line_break.tail or "")
    for element in body:
        _add(element, outline)
    _report_left_out(texts, _text(body), outline)
    return outline.extract()


def _report_left_out(texts: list[str], kept: str, outline: Outline) -> None:
    """Note what the page says outside navigation that was not taken as its main text."""
    kept = "".join(kept.split())
    times = Counter[str]()
    for text in texts:
        signs = "".join(text.split())
        times[signs] += 1
        if kept.count(signs) < times[signs]:
            outline.hidden("text outside the main part", text, _NOWHERE)


def _config() -> ConfigParser:
    """Trafilatura's settings, but for short pages: it would read them without their structure."""
    config = use_config()
    config.read_dict({"DEFAULT": {"MIN_EXTRACTED_SIZE": "1", "MIN_OUTPUT_SIZE": "1"}})
    return config


def _parsed(content: bytes) -> _Element:
    try:
        content.decode("utf-8")
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    except UnicodeDecodeError:
        parser = html.HTMLParser(huge_tree=False, no_network=True)
    try:
        page = html.document_fromstring(content, parser=parser)
    except (ValueError, html.etree.LxmlError) as error:
        raise Unreadable("it is not an HTML page; save it again from the browser.") from error
    if not page.getroottree().docinfo.encoding:
        raise Unreadable("it is not UTF-8 text and does not name its encoding; save it as UTF-8.")
    return page


def _check_size(page: _Element) -> None:
    open_elements, count = [(page, 1)], 0
    while open_elements:
        element, depth = open_elements.pop()
        count += 1
        if depth > _DEEPEST:
            raise Unreadable(f"its elements are nested more than {_DEEPEST} deep; save only the text of the page.")
        if count > _MOST_ELEMENTS:
            raise Unreadable(f"it has more than {_MOST_ELEMENTS:,} elements; save only the text of the page.")
        open_elements += [(child, depth + 1) for child in element]


def _remove_hidden(page: _Element, outline: Outline) -> None:
    """Take out what a browser does not show, noting what was said there."""
    for comment in page.xpath("//comment()"):
        if not re.match(r"\[if\b|<!\[endif", comment.text or ""):
            outline.hidden("a comment", comment.text or "", _NOWHERE)
        if comment.getparent() is not None:
            comment.drop_tree()
    for element in page.xpath("//template | //*[@hidden]"):
        _drop(element, "a hidden element", outline)
    for element in page.xpath("//*[@style]"):
        style = _style(element)
        if any(pattern.fullmatch(style.get(name, "")) for name, pattern in _INVISIBLE.items()):
            _drop(element, "text that its style hides", outline)
        elif _WHITE.fullmatch(style.get("color", "")) and not _has_dark_background(element):
            _drop(element, "white text", outline)


def _drop(element: _Element, reason: str, outline: Outline) -> None:
    if element.getparent() is not None:
        outline.hidden(reason, element.text_content(), _NOWHERE)
        element.drop_tree()


def _style(element: _Element) -> dict[str, str]:
    """An element's own style, names and values in lower case without blanks."""
    pairs = (part.partition(":") for part in element.get("style", "").lower().split(";"))
    return {name.strip(): re.sub(r"\s+|!important", "", value) for name, _, value in pairs}


def _has_dark_background(element: _Element) -> bool:
    for around in (element, *element.iterancestors()):
        style = _style(around)
        background = style.get("background-color") or style.get("background") or around.get("bgcolor") or ""
        if background not in ("", "none", "transparent", "inherit"):
            return not _WHITE.fullmatch(background)
    return False


def _add(element: _Element, outline: Outline) -> None:
    """Add an element of trafilatura's result to `outline`."""
    if element.tag == "head":
        outline.heading(int(element.get("rend", "h2")[1:2] or 2), _text(element))
    elif element.tag == "table":
        outline.table([[_text(cell) for cell in row.iter("cell")] for row in element.iter("row")], _NOWHERE)
    elif element.tag == "list":
        _add_items(element, outline)
        outline.end_list()
    else:
        outline.paragraph(_text(element), _NOWHERE)


def _add_items(listing: _Element, outline: Outline) -> None:
    term = ""
    for item in listing.iter("item"):
        inner = [child for child in item if child.tag == "list"]
        own = [item.text or "", *(_text(child) + (child.tail or "") for child in item if child not in inner)]
        text = "".join([*own, *(child.tail or "" for child in inner)])
        if item.get("rend", "").startswith("dt"):
            term = text.strip()
        elif item.get("rend", "").startswith("dd"):
            outline.item(f"{term}: {text}", _NOWHERE)
        else:
            outline.item(text, _NOWHERE)


def _text(element: _Element) -> str:
    return "".join(element.itertext())
