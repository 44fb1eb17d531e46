"""The evaluation's own checker: does what is said occur in what is cited?"""

import pytest

from assistant.domain import Institution, Language, Names, Office, Passage, Programme, Provenance
from assistant.evaluation.mentions import mentions
from assistant.evaluation.support import basis_of, unsupported
from assistant.programmes import Catalogue

OURS = Names("Test University", "測試大學", "测试大学")
ROBOTICS = Programme("robotics", Names("Robotics", "機械人學", "机器人学"), "TU100")
BOTANY = Programme("botany", Names("Botany", "植物學", "植物学"), "TU200")
CATALOGUE = Catalogue(Institution(OURS, Office(OURS, "https://example.edu")), [ROBOTICS, BOTANY])


def passage(text: str, *headings: str, programmes: tuple[str, ...] = ("robotics",), as_of: str = "2026-06") -> Passage:
    return Passage(
        id="p1",
        document_id="robotics.md",
        title="Robotics (TU100)",
        headings=headings,
        text=text,
        statements=(),
        programmes=programmes,
        language=Language.EN,
        provenance=Provenance("https://example.edu/robotics", as_of),
    )


FEE = passage("Tuition in 2026-27 is HK$47,000 for students of Prof. Ada Lovelace; apply by 30 April 2026.", "Fees")
SCORES = passage("Robotics (TU100) had a median of 21.5 and 987 applicants for 28 places.", "Scores, 2025 entry")
FEES = passage("Tuition is HK$44,500 in 2025-26, HK$47,000 in 2026-27 and HK$49,500 in 2027-28.")
RULE = passage("Level 5** is needed; the programme takes three years.")


@pytest.mark.parametrize(
    ("statement", "cited"),
    [
        ("Tuition in 2026-27 is HK$47,000.", FEE),
        ("2026-27 學年學費：47000 元", FEE),
        ("學費是4.7萬元", FEE),
        ("Apply by April 30, 2026.", FEE),
        ("請在 2026 年 4 月 30 日前申請。", FEE),
        ("申請期限：4月30日", FEE),
        ("The professor is Ada Lovelace.", FEE),
        ("It is HK$47,000 (as of June 2026).", FEE),
        ("2025 年入學中位數：21.5", SCORES),
        ("機械人學（TU100）2025 年入學中位數：21.50", SCORES),
        ("Robotics had 987 applicants for 28 places: 35.25 a place.", SCORES),
        ("HK$141,000 in three years: HK$44,500, HK$47,000 and HK$49,500.", FEES),
        ("Level 5** is needed.", RULE),
        ("課程為期 3 年。", RULE),
    ],
)
def test_what_occurs_in_the_cited_passage_is_supported_in_any_format_and_language(
    statement: str, cited: Passage
) -> None:
    assert unsupported(statement, basis_of([cited], CATALOGUE.named_in), CATALOGUE.named_in) == ()


@pytest.mark.parametrize(
    ("statement", "cited", "missing"),
    [
        ("Tuition in 2026-27 is HK$48,000.", FEE, "48,000"),
        ("Tuition in 2027-28 is HK$47,000.", FEE, "28"),
        ("Apply by 1 May 2026.", FEE, "1 May 2026"),
        ("Apply by 30 April 2027.", FEE, "30 April 2027"),
        ("申請期限：5月30日", FEE, "5月30日"),
        ("The professor is Grace Hopper.", FEE, "Grace"),
        ("Tuition of TU200 is HK$47,000.", FEE, "TU200"),
        ("植物學的學費是 47,000 元。", FEE, "Botany"),
        ("The median of 2024 entry was 21.5.", SCORES, "2024"),
        ("Robotics had 987 applicants for 28 places: 36 a place.", SCORES, "36"),
        ("HK$142,000 in three years: HK$44,500, HK$47,000 and HK$49,500.", FEES, "142,000"),
        ("Level 5* is needed.", RULE, "5*"),
        ("It takes 4 years.", RULE, "4"),
    ],
)
def test_what_does_not_occur_in_the_cited_passage_is_told(statement: str, cited: Passage, missing: str) -> None:
    assert missing in unsupported(statement, basis_of([cited], CATALOGUE.named_in), CATALOGUE.named_in)


def test_two_passages_support_a_statement_together() -> None:
    said = "Tuition is HK$47,000 and the median 21.5."

    assert unsupported(said, basis_of([FEE], CATALOGUE.named_in), CATALOGUE.named_in) == ("21.5",)
    assert unsupported(said, basis_of([FEE, SCORES], CATALOGUE.named_in), CATALOGUE.named_in) == ()


def test_nothing_cited_supports_nothing() -> None:
    assert unsupported("It is 40.", basis_of([], CATALOGUE.named_in), CATALOGUE.named_in) == ("40",)


def test_an_academic_year_at_the_end_of_a_sentence_is_one() -> None:
    cited = passage("It costs HK$47,000 in 2026-27.")

    assert unsupported("2026-27 學年", basis_of([cited], CATALOGUE.named_in), CATALOGUE.named_in) == ()


def test_a_currency_is_no_name() -> None:
    assert mentions("They pay HKD 47,000, or 47000 Hong Kong dollars, in Hong Kong.").names == ("Hong", "Kong")


def test_a_word_with_figures_behind_it_holds_the_word() -> None:
    basis = basis_of([passage("Document: StudyScheme2025-26.pdf")], CATALOGUE.named_in)

    assert unsupported("文件：StudyScheme2025-26.pdf", basis, CATALOGUE.named_in) == ()
    assert unsupported("文件：OtherScheme2025-26.pdf", basis, CATALOGUE.named_in) == ("OtherScheme",)
