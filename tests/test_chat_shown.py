"""What of a scripted model's log counts as shown: what was corrupted, and nothing that is only alike."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.evaluation.observed import Said
from tests.chat_characters import Corruption
from tests.chat_shown import shown
from tests.test_evaluation_report import RIGHT_CITATION, made_case, made_result

CASE = made_case()
SENTENCE = "In short: the 2022 scores of Robotics are on the new scale; moreover: it has 40 places."


def corruption(sentence: str, wrong: str, at: int | None = None) -> Corruption:
    place = sentence.index(wrong) if at is None else at
    around = sentence[max(0, place - 12) : place + len(wrong) + 12]
    return Corruption(1, "swaps_years", "", wrong, around, sentence, place, f"{CASE.question} …")


def is_counted(page: str, *corrupted: Corruption, quotes: Sequence[str] = ()) -> bool:
    cited = replace(RIGHT_CITATION, mark=1, quotes=tuple(quotes))
    result = made_result(CASE, said=(Said(page, (1,)),), citations=(cited,))
    return bool(shown([result], corrupted))


@pytest.mark.parametrize(
    "page",
    [
        SENTENCE,
        f"{SENTENCE[:-1]} (as of June 2026) (this is over).",
        "In short: the 2022 scores of Robotics are on the new scale",
        "the 2022 scores",
        f"A sentence before it. {SENTENCE}",
        "IN SHORT: the 2022 scores of Robotics are on the new scale; moreover: it has 40 places [1].",
    ],
)
def test_a_corrupted_sentence_is_shown_with_notes_in_part_or_with_more_around_it(page: str) -> None:
    assert is_counted(page, corruption(SENTENCE, "2022"))


@pytest.mark.parametrize(
    "page",
    [
        "The documents say: “The 2022 scores of Robotics are old totals.”",
        "In short: the 2022 scores of Robotics are on the old scale.",
        "moreover: it has 40 places.",
        "",
    ],
)
def test_what_is_only_alike_or_the_right_part_is_not(page: str) -> None:
    assert not is_counted(page, corruption(SENTENCE, "2022"), quotes=["The 2022 scores of Robotics are old totals."])


def test_a_corruption_that_makes_another_statement_of_the_documents_counts_unless_that_is_cited() -> None:
    sentence = "In short: The 2022 scores are old totals."
    wrong = corruption(sentence, "2022")

    assert is_counted(sentence, wrong, quotes=["The 2023 scores are old totals."])
    assert not is_counted(
        sentence, wrong, quotes=["The 2023 scores are old totals.", "The 2022 scores are old totals."]
    )


def test_a_right_statement_beside_the_wrong_part_excuses_nothing() -> None:
    sentence = "It has 40 places; moreover: it costs HK$48,000."

    assert is_counted(sentence, corruption(sentence, "48,000"), quotes=["It has 40 places", "It costs HK$47,000"])


def test_a_word_left_out_is_shown_where_both_sides_of_the_gap_are() -> None:
    sentence = "An interview is required of all."
    wrong = corruption(sentence, "", sentence.index("required"))

    assert is_counted("An interview is required of all.", wrong)
    assert is_counted("interview is required", wrong)
    assert not is_counted("An interview is", wrong)
    assert not is_counted("An interview is not required of all.", wrong)


def test_a_corruption_written_in_traditional_signs_is_found_in_simplified_ones() -> None:
    assert is_counted("学费是 48,000 元。", corruption("學費是48,000元。", "48,000"))


def test_a_corruption_made_for_another_question_is_not_looked_for() -> None:
    assert not is_counted(SENTENCE, replace(corruption(SENTENCE, "2022"), asked="something else"))
