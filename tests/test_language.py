import pytest

from assistant.domain import Language
from assistant.language import content_tokens, detect, fold, has_figure, tokens, year_is_named, years


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the tuition fee?", Language.EN),
        ("學費是多少？", Language.ZH_HANT),
        ("学费是多少？", Language.ZH_HANS),
        ("AIST 嘅 median 係幾多？", Language.ZH_HANT),
        ("AIST的中位数是多少", Language.ZH_HANS),
        ("What is the median of 人工智能?", Language.EN),
        ("bme M1 M2同core math 計邊科", Language.ZH_HANT),
        ("msc cs 学费 27fall", Language.ZH_HANS),
        ("人工智能", Language.ZH_HANT),
        ("", Language.EN),
        ("12345", Language.EN),
    ],
)
def test_the_language_of_a_question_is_told_from_its_words(text: str, language: Language) -> None:
    assert detect(text) is language


def test_both_chinese_scripts_give_the_same_tokens() -> None:
    assert tokens("計算機科學與工程的學費") == tokens("计算机科学与工程的学费")


def test_full_width_signs_and_thousands_compare_as_plain_numbers() -> None:
    assert fold("HK$４７，０００") == "hk$47000" == fold("HK$47,000")


@pytest.mark.parametrize("written", ["2026-27", "2026/27", "2026–27", "2026-2027", "2026/2027"])
def test_an_academic_year_is_one_year_however_it_is_written(written: str) -> None:
    assert years(f"tuition in {written}") == ["2026-27"]


def test_scores_codes_and_amounts_are_not_years() -> None:
    assert years("JS2025, 2025.5 points, HK$2,025,000, 12025") == []


def test_an_academic_year_is_not_named_by_its_second_half() -> None:
    assert not year_is_named("2027", ["2026-27"])


def test_words_that_only_make_a_question_are_not_content() -> None:
    assert content_tokens("Could you please tell me what the fees are?") == ["fee"]
    assert content_tokens("請問學費是多少呢？") == ["学费"]


def test_a_figure_is_a_number_beside_years_and_codes() -> None:
    assert has_figure("Level 5")
    assert not has_figure("JS4468 in 2026-27")


def test_the_cantonese_that_compares_as_one_han_sign() -> None:
    assert fold("嗰個課程") == "嗰个课程"
    assert content_tokens("嗰") == []
