"""Which word of a text says of what another is."""

from pathlib import Path

import pytest

from assistant.terms import load_terms

TERMS = """
- {en: [places, intake], zh: [學額, 名額]}
- {en: [exchange], zh: [交流]}
- {en: [deadline, application dates], zh: [截止日期]}
- {en: [application], zh: [申請]}
- {en: [JUPAS], zh: [聯招]}
- {kind: examination, en: [SAT], zh: [學術能力測驗]}
- {en: [score, scores], zh: [分數]}
"""


@pytest.mark.parametrize(
    ("text", "of_what"),
    [
        ("the number of exchange places", {"exchange": "", "places": "exchange"}),
        ("exchange and places", {"exchange": "", "places": ""}),
        ("交流名額", {"exchange": "", "places": "exchange"}),
        ("the JUPAS application dates", {"JUPAS": "", "deadline": ""}),  # a name only says whose
        ("the SAT scores", {"SAT": "", "score": "SAT"}),  # those of another examination are others
    ],
)
def test_the_word_before_says_of_what_it_is(tmp_path: Path, text: str, of_what: dict[str, str]) -> None:
    (tmp_path / "terms.yaml").write_text(TERMS, encoding="utf-8")
    terms = load_terms(tmp_path)[0]

    found = {next(iter(names)).en: "".join(each.en for each in before) for names, before in terms.joined(text)}

    assert found == of_what
    assert terms.joined(text) is terms.joined(text)
