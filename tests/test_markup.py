"""The one place that makes markup: nothing but what it is told to make ever is markup."""

from html.parser import HTMLParser

import pytest

from assistant.ui.markup import Fragment, blocks, joined, link, tag, text

# Every kind of the first row of the list of threats.
PAYLOADS = (
    "<script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "<svg onload=\"document.title='taken'\"></svg>",
    "<svg><animate onbegin=\"document.title='taken'\" attributeName=x dur=1s>",
    "<iframe srcdoc=\"<script>parent.document.title='taken'</script>\"></iframe>",
    "<iframe src=\"javascript:parent.document.title='taken'\"></iframe>",
    "<details open ontoggle=\"document.title='taken'\">x</details>",
    "<body onload=\"document.title='taken'\">",
    "<input autofocus onfocus=\"document.title='taken'\">",
    "<video><source onerror=\"document.title='taken'\"></video>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=\"document.title='taken'\">",
    "[a](javascript:document.title='taken')",
    "[a](java\tscript:document.title='taken')",
    "<a href=\"\x01javascript:document.title='taken'\">a</a>",
    "[a](data:text/html,<script>opener.document.title='taken'</script>)",
    "$\\href{javascript:document.title='taken'}{x}$",
    '```mermaid\ngraph TD; A["<img src=x onerror=document.title=1>"]\n```',
    "<x-taken onclick=\"document.title='taken'\" style=position:fixed;inset:0>x</x-taken>",
    "\"><img src=x onerror=document.title='taken'>.pdf",
    "![](http://127.0.0.1:9999/?q=secret)",
    '<form action="http://127.0.0.1:9999/"><input type=password></form>',
    "--><script>document.title='taken'</script>",
    "%%%LATEX_BLOCK_0%%%",
    "</bdi></section>\n\n# heading\n\n| a |\n| - |",
)


class _Reader(HTMLParser):
    """What a browser finds in markup: elements, and the text between them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.words = ""
        self.values: list[str | None] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, element: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append(element)
        self.values += [value for _, value in attributes]

    def handle_data(self, words: str) -> None:
        self.words += words


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_not_ours_is_text_in_an_element_and_in_an_attribute(payload: str) -> None:
    made = tag("p", payload, title=payload, data_copies=payload)

    found = _Reader(made)
    seen = payload.replace("\x01", "")
    assert (found.elements, found.words, found.values) == (["p"], seen, [seen, seen])
    assert "\n" not in made


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_address_that_is_no_web_address_is_no_link(payload: str) -> None:
    assert _Reader(link("x", payload)).elements == ["span"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "file:///etc", ""])
def test_a_link_goes_to_the_web_only(address: str) -> None:
    assert "href" not in link("x", address)


def test_a_link_opens_beside_the_page_and_tells_it_nothing() -> None:
    made = link("<x>", "https://example.edu/?a=1&b=2")

    assert made == (
        '<a href="https://example.edu/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">&lt;x&gt;</a>'
    )


@pytest.mark.parametrize("element", ["script", "style", "iframe", "img", "svg", "object", "P", "p onclick"])
def test_elements_that_the_page_has_no_use_for_cannot_be_made(element: str) -> None:
    with pytest.raises(ValueError, match="no element"):
        tag(element)


@pytest.mark.parametrize("attribute", ["onclick", "style", "href", "src", "srcdoc", "action", "x y", "formaction"])
def test_attributes_that_the_page_has_no_use_for_cannot_be_made(attribute: str) -> None:
    with pytest.raises(ValueError, match="no attribute"):
        tag("p", **{attribute: "x"})


def test_only_what_was_made_here_is_markup_inside() -> None:
    assert joined([tag("br"), "<br>", Fragment("<b>")]) == "<br>&lt;br&gt;<b>"
    assert tag("p", f"{tag('br')}") == "<p>&lt;br&gt;</p>"


def test_half_and_control_characters_are_left_out() -> None:
    assert text("a\x00b\ud800c\r\nd") == "abc&#10;d"


def test_blocks_stand_apart_and_nothing_is_none() -> None:
    assert blocks([tag("div"), Fragment(""), tag("div")]) == "<div></div>\n\n<div></div>"
