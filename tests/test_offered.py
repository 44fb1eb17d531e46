from pathlib import Path

import pytest

from assistant.domain import Names
from assistant.errors import CorpusError
from assistant.offered import FILE_NAME, OfferedQuestion, load_offered
from tests.conftest import ROOT

FEES = "- topic: {en: Fees, zh: 學費}\n  questions:\n"


def loaded(folder: Path, text: str) -> tuple[OfferedQuestion, ...]:
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return load_offered(folder)[0]


def test_questions_stand_under_their_topic_in_three_languages(tmp_path: Path) -> None:
    of_one = '    - {en: "Fee of {programme} in {year}?", zh: "{programme}{year}年的學費？"}'
    of_all = '    - {en: "Fee?", zh: "學費？"}'

    one, all_ = loaded(tmp_path, f"{FEES}{of_one}\n{of_all}")

    assert one.topic == all_.topic == Names("Fees", "學費", "学费")
    assert one.words.zh_hans == "{programme}{year}年的学费？"
    assert (one.is_of_programme, one.names_year) == (True, True)
    assert (all_.is_of_programme, all_.names_year) == (False, False)
    assert one.filled(one.words.en, "Robotics", "2026") == "Fee of Robotics in 2026?"


def test_there_need_not_be_any(tmp_path: Path) -> None:
    assert load_offered(tmp_path) == ((), "")
    assert loaded(tmp_path, "") == ()


@pytest.mark.parametrize(
    "text",
    [
        "fees: dear",
        "- fees",
        "- {topic: {en: Fees}, questions: []}\n- {}",
        FEES + "    - {en: Fee?}",
        FEES + "    - {en: Fee?, zh: ''}",
        FEES + "    - {en: [Fee], zh: 學費}",
        FEES + '    - {en: "Fee of {programme}?", zh: 學費？}',
        FEES + '    - {en: "Fee in {year}?", zh: "{year}年學費？"}',
        "- [",
    ],
)
def test_a_file_of_another_form_is_an_error_that_names_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(CorpusError, match=FILE_NAME):
        loaded(tmp_path, text)


def test_the_shipped_questions_are_distinct_in_every_language() -> None:
    offered, _ = load_offered(ROOT / "corpus")

    for words in (
        [q.words.en for q in offered],
        [q.words.zh_hant for q in offered],
        [q.words.zh_hans for q in offered],
    ):
        assert len(set(words)) == len(words) > 20
