import pytest

from assistant.understanding.asks import asks_in


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("What is the fee? When is the deadline?", ["What is the fee?", "When is the deadline?"]),
        ("What is the fee and when is the deadline?", ["What is the fee", "when is the deadline?"]),
        ("學費是多少？面試幾時？", ["學費是多少？", "面試幾時？"]),
        ("學費是多少，幾時截止？", ["學費是多少", "幾時截止？"]),
        ("Tell me about AIST. What is the fee?", ["Tell me about AIST. What is the fee?"]),
        ("fee of AIST", ["fee of AIST"]),
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
