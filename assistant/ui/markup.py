"""Fragments of HTML in which whatever is not ours is text: the only place of the page that makes markup.

Gradio's Markdown shows a line that begins with a block of HTML as it is, so a fragment is always one line.
"""

import html
import re
from collections.abc import Iterable

from assistant.domain import web_address

_ELEMENTS = frozenset(
    "a abbr article bdi br button caption datalist dd details dialog div dl dt em fieldset footer form h1 h2 h3 h4 "
    "header input label legend li mark nav ol option p section select small span strong summary table tbody td "
    "textarea th thead time tr ul".split()
)
_WITHOUT_END = frozenset({"br", "input"})
_ATTRIBUTES = re.compile(
    r"(?:class|id|lang|hidden|type|name|value|for|scope|role|tabindex|title|placeholder|maxlength|rows|checked|open"
    r"|autocomplete|datetime|hreflang|method|disabled|required|dir|(?:aria|data)-[a-z-]+)\Z"
)
# What no reader sees: control characters but tabs and newlines, and half characters.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Fragment(str):
    """Markup that this module made; every other string is text."""

    __slots__ = ()


NOTHING = Fragment("")


def text(words: str) -> Fragment:
    """`words` as markup that shows exactly these characters, in an element and in an attribute.

    >>> text('<b onclick="x">5**</b>')
    '&lt;b onclick=&quot;x&quot;&gt;5**&lt;/b&gt;'
    """
    escaped = html.escape(_UNSEEN.sub("", words.replace("\r\n", "\n")))
    # Gradio keeps a place with these signs for formulas, also where it looks for none.
    return Fragment(escaped.replace("\n", "&#10;").replace("%%%", "&#37;%%"))


def tag(element: str, *inside: str, **attributes: str | bool | None) -> Fragment:
    """An element; strings inside that are no fragments are text.

    An attribute's `_` stands for `-`, and one at its end is dropped (`class_`); True gives it no value, None and False
    leave it out. Raises ValueError for an element or an attribute that the page has no use for, such as a handler.

    >>> tag("p", "1 < 2", tag("br"), class_="a", hidden=True)
    '<p class="a" hidden>1 &lt; 2<br></p>'
    """
    if element not in _ELEMENTS:
        raise ValueError(f"the page has no element {element!r}")
    return _tag(element, inside, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})


def link(words: str, address: str, **attributes: str | bool | None) -> Fragment:
    """A link that opens beside the page, where `address` is an http or https one; otherwise only its words.

    >>> link("here", "javascript:alert(1)")
    '<span>here</span>'
    """
    try:
        web_address(address)
    except ValueError:
        return tag("span", words)
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    opened = _attributes(named)
    return Fragment(
        f'<a href="{text(address)}" target="_blank" rel="noopener noreferrer"{opened}>{joined([words])}</a>'
    )


def joined(parts: Iterable[str]) -> Fragment:
    """Fragments and texts one after the other."""
    return Fragment("".join(part if isinstance(part, Fragment) else text(part) for part in parts))


def blocks(parts: Iterable[Fragment]) -> str:
    """Block elements as the Markdown that shows them; Gradio draws anew only those that have changed."""
    return "\n\n".join(part for part in parts if part)


def _tag(element: str, inside: Iterable[str], attributes: dict[str, str | bool | None]) -> Fragment:
    opened = f"<{element}{_attributes(attributes)}>"
    return Fragment(opened if element in _WITHOUT_END else f"{opened}{joined(inside)}</{element}>")


def _attributes(attributes: dict[str, str | bool | None]) -> str:
    shown = []
    for name, value in attributes.items():
        if not _ATTRIBUTES.match(name):
            raise ValueError(f"the page has no attribute {name!r}")
        if value is True:
            shown.append(f" {name}")
        elif isinstance(value, str):
            shown.append(f' {name}="{text(value)}"')
    return "".join(shown)
