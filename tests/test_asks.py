import pytest

from assistant.understanding.asks import asks_in
from assistant.understanding.manner import is_manner


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("What is the fee? When is the deadline?", ["What is the fee?", "When is the deadline?"]),
        ("What is the fee and when is the deadline?", ["What is the fee", "when is the deadline?"]),
        ("學費是多少？面試幾時？", ["學費是多少？", "面試幾時？"]),
        ("學費是多少，幾時截止？", ["學費是多少", "幾時截止？"]),
        ("Tell me about AIST. What is the fee?", ["Tell me about AIST. What is the fee?"]),
        ("fee of AIST", ["fee of AIST"]),
        (
            "As a local student of EE, how long does it take and what is the fee?",
            ["As a local student of EE, how long does it take", "what is the fee?"],
        ),
        ("If I fail, can I sit it again and when is it?", ["If I fail, can I sit it again", "when is it?"]),
        ("", [""]),
    ],
)
def test_each_thing_that_a_message_asks_is_an_ask(message: str, asks: list[str]) -> None:
    assert asks_in(message) == asks


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("My best subject is maths! What score do I need?", ["My best subject is maths! What score do I need?"]),
        (
            "I like maths. What score do I need, and when is the deadline?",
            ["I like maths. What score do I need", "when is the deadline?"],
        ),
        ("Which JUPAS code? I like maths.", ["Which JUPAS code? I like maths."]),
    ],
)
def test_what_is_only_told_goes_with_what_is_asked(message: str, asks: list[str]) -> None:
    assert asks_in(message) == asks


@pytest.mark.parametrize(
    "message",
    [
        "What are the fees and places of AIST?",
        "Which programmes are run by CSE and by SEEM?",
        "What is it? Why? How? When? Where?",
        "Is maths, physics and chemistry needed?",
    ],
)
def test_one_ask_is_not_cut(message: str) -> None:
    assert asks_in(message) == [message]


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("Does IE or EE have more places? Give me both numbers, please.", ["Does IE or EE have more places?"]),
        ("Please answer in a table. What are the fees?", ["What are the fees?"]),
        ("How long does it take? Keep it short.", ["How long does it take?"]),
        ("EE 同 IE 學費邊個貴？各自幾多？", ["EE 同 IE 學費邊個貴？"]),
        ("两科学额分别是多少？请把两个数字都列出来。", ["两科学额分别是多少？"]),
        ("學額多少？請用表格列出。", ["學額多少？"]),
        ("學費幾多，截止日期係幾時？兩個都要。", ["學費幾多", "截止日期係幾時？"]),
        ("Compare EE and IE. Short answer only.", ["Compare EE and IE."]),
        ("Give me both figures.", ["Give me both figures."]),
    ],
)
def test_how_to_answer_is_nothing_that_is_asked(message: str, asks: list[str]) -> None:
    assert asks_in(message) == asks


@pytest.mark.parametrize(
    "sentence", ["Give me the fee.", "Show me all programmes.", "學額各多少？", "簡單介紹 AIST", "兩個都係？"]
)
def test_a_request_for_something_is_not_only_one_for_a_form(sentence: str) -> None:
    assert not is_manner(sentence)


def test_a_long_sentence_asks_for_something() -> None:
    assert not is_manner("please " * 200 + "give me both figures")
