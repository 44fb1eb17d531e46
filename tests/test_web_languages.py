"""The language that a visitor wishes: one rule for the page and for what the doors say."""

import pytest
from starlette.types import Scope

from assistant.domain import Language
from assistant.web.languages import accepted_language, language_of
from assistant.web.replies import wished_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-HK,zh;q=0.9,en;q=0.8", Language.ZH_HANT),
        ("zh-TW", Language.ZH_HANT),
        ("zh-Hant-MO", Language.ZH_HANT),
        ("yue", Language.ZH_HANT),
        ("zh-CN,zh;q=0.9", Language.ZH_HANS),
        ("zh", Language.ZH_HANS),
        ("zh-SG", Language.ZH_HANS),
        ("en-GB,zh-HK;q=0.9", Language.EN),
        ("en;q=0.1, zh-HK;q=0.9", Language.ZH_HANT),
        ("fr, yue-Hans ; Q=0.8, en;q=0.80", Language.ZH_HANS),
        ("zh-Hant-CN", Language.ZH_HANT),
        ("en;q=0, zh-CN;q=0.1", Language.ZH_HANS),
        ("en;q=nan, zh-CN;q=-1, *", Language.ZH_HANT),
        ("zh-HK;q=0.5,en;q=0.9", Language.EN),
        ("fr,de", Language.ZH_HANT),
        ("", Language.ZH_HANT),
        ("q=;;,,\x00;q=x", Language.ZH_HANT),
    ],
)
def test_page_and_refusals_speak_what_the_browser_wishes(header: str, language: Language) -> None:
    request: Scope = {"type": "http", "headers": [(b"accept-language", header.encode())]}

    assert accepted_language(header, Language.ZH_HANT) is language
    assert wished_language(request, Language.ZH_HANT) is language


def test_an_address_names_a_language_by_its_tag() -> None:
    assert [language_of(tag) for tag in ("zh-Hant", "zh_hk", "ZH-hans", "en", "", "x" * 1000)] == [
        Language.ZH_HANT,
        Language.ZH_HANT,
        Language.ZH_HANS,
        Language.EN,
        None,
        None,
    ]


def test_what_a_visitor_chose_counts_before_what_the_browser_accepts() -> None:
    chosen: Scope = {
        "type": "http",
        "query_string": b"lang=fr",
        "headers": [(b"cookie", b"language=yue-Hans"), (b"accept-language", b"en")],
    }

    assert wished_language(chosen, Language.EN) is Language.ZH_HANS
