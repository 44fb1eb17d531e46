import pytest

from assistant.domain import Turn
from assistant.understanding.people import person_meant


@pytest.mark.parametrize(
    ("question", "asked", "answer", "person"),
    [
        (
            "is he still teaching?",
            "who founded it?",
            "It was founded in 2014 by Prof. Ada Byron of Test University.",
            "Ada Byron",
        ),
        ("and her field?", "Who is the Dean?", "Dr. Ada M. Byron is Dean.", "Ada M. Byron"),
        ("佢而家仲教緊書嗎", "邊個創辦？", "由Ada Byron教授創辦。", "Ada Byron"),
        ("他的專長是什麼", "院長是誰", "院長陳大文教授在2024年上任。", "陳大文"),
        ("is it still open?", "who founded it?", "It was founded by Prof. Ada Byron.", ""),
        ("is he right?", "what is the fee?", "HK$47,000, says Prof. Ada Byron.", ""),
        ("佢哋幾多人", "邊個創辦？", "由Ada Byron教授創辦。", ""),
        ("what is he?", "who signed?", "Prof. Ada Byron, then Dean, and Joe Bloggs, named as director, signed.", ""),
        ("佢係咩職位", "邊個簽？", "院長Ada Byron教授（Ada K. Byron）和董事卜洛（Joe Bloggs）簽署。", ""),
        ("is he still there?", "who founded it?", "Nobody knows.", ""),
    ],
)
def test_a_pronoun_means_the_person_whom_the_answer_before_named(
    question: str, asked: str, answer: str, person: str
) -> None:
    assert person_meant(question, Turn(asked, answer)) == person
