"""A visitor's conversation: what is asked next, what the browser keeps, and what may come back from it."""

import base64
import json
import zlib

import pytest

from assistant.domain import Language
from assistant.journal import Rating, Reason
from assistant.ui.commands import LONGEST_KEPT, read_command
from assistant.ui.kept import kept_text, visit_of
from assistant.ui.visit import MOST_TURNS, Exchange, Visit
from tests.made_answers import HOSTILE, made_answer, made_table


def visit(questions: int = 2) -> Visit:
    started = Visit(Language.ZH_HANT, programme="robotics")
    for number in range(1, questions + 1):
        started = started.with_exchange(Exchange(f"Question {number}?", made_answer(table=made_table())))
    return started


def packed(fields: object) -> str:
    return base64.b64encode(zlib.compress(json.dumps(fields).encode())).decode()


def fields_of(kept: str) -> dict[str, object]:
    found = json.loads(zlib.decompress(base64.b64decode(kept)))
    assert isinstance(found, dict)
    return found


def test_a_visit_comes_back_as_it_was_kept() -> None:
    before = visit().rated(1, Rating.DOWN)

    after = visit_of(kept_text(before))

    assert after is not None
    assert (after.language, after.programme) == (Language.ZH_HANT, "robotics")
    assert [exchange.question for exchange in after.exchanges] == ["Question 1?", "Question 2?"]
    assert after.exchanges[0].rating is Rating.DOWN
    assert after.exchanges[1].answer == before.exchanges[1].answer


def test_what_is_kept_fits_into_a_request_and_drops_the_oldest() -> None:
    noise = "".join(chr(0x4E00 + (at * 7919) % 20000) for at in range(9000))
    long = Visit()
    for number in range(8):
        long = long.with_exchange(Exchange(f"{number}", made_answer(lead=noise[number:] + noise[:number][::-1])))
    long = Visit(exchanges=tuple(Exchange(noise[at * 1000 :][:2000], made_answer()) for at in range(8)) * 3)

    kept = kept_text(long)
    after = visit_of(kept)

    assert len(kept) <= LONGEST_KEPT
    assert after is not None
    assert after.exchanges
    assert after.exchanges[-1].question == long.exchanges[-1].question
    assert after.first == 1 + len(long.exchanges) - len(after.exchanges)


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "x",
        "{}",
        packed({}).replace("A", "!"),
        packed([]),
        packed({"language": "fr"}),
        packed({"exchanges": [{"question": "x", "answer": {"outcome": "ANSWERED", "language": "en"}}]}),
        packed({"exchanges": "x" * 100}),
        packed({"first": -5}),
        base64.b64encode(zlib.compress(b" " * 5_000_000 + b"{}")).decode(),
        base64.b64encode(zlib.compress(b"{}")[:-3]).decode(),
    ],
)
def test_what_the_page_cannot_have_kept_is_dropped(kept: str) -> None:
    assert visit_of(kept) is None


def test_a_question_or_a_conversation_beyond_the_limits_is_dropped() -> None:
    fields = fields_of(kept_text(visit(1)))
    exchanges = fields["exchanges"]
    assert isinstance(exchanges, list)

    assert visit_of(packed(fields)) is not None
    assert visit_of(packed(fields | {"exchanges": exchanges * (MOST_TURNS + 1)})) is None
    assert visit_of(packed(fields | {"exchanges": [exchanges[0] | {"question": "x" * 2001}]})) is None


def test_an_answer_that_cites_nothing_does_not_come_back() -> None:
    fields = fields_of(kept_text(visit(1)))
    answer = fields["exchanges"][0]["answer"]  # type: ignore[index]

    assert visit_of(packed(fields)) is not None
    answer["citations"] = []
    assert visit_of(packed(fields)) is None


def test_the_oldest_turns_go_and_numbers_stay() -> None:
    long = visit(MOST_TURNS + 3)

    assert len(long.exchanges) == MOST_TURNS
    assert long.numbered[0][0] == 4
    assert long.exchange(4) == long.exchanges[0]
    assert long.exchange(3) is None


def test_a_reworded_question_takes_the_place_of_the_last_one() -> None:
    editing = Visit(exchanges=visit().exchanges, is_editing=True)

    assert [turn.question for turn in editing.turns] == ["Question 1?"]
    after = editing.with_exchange(Exchange("Reworded?", made_answer()))
    assert [exchange.question for exchange in after.exchanges] == ["Question 1?", "Reworded?"]
    assert not after.is_editing


def test_an_answer_is_rated_once() -> None:
    rated = visit().rated(2, Rating.UP)

    assert rated.exchanges[1].rating is Rating.UP
    assert rated.rated(2, Rating.DOWN) == rated
    assert rated.rated(9, Rating.DOWN) == rated


@pytest.mark.parametrize(
    "sent",
    [
        None,
        5,
        [],
        "",
        "{",
        "[]",
        '{"does": "delete"}',
        '{"does": "rate", "turn": -1}',
        '{"does": "rate", "turn": 1e99}',
        '{"does": "rate", "reason": "<b>"}',
        json.dumps({"does": "open", "kept": "x" * (LONGEST_KEPT + 1)}),
        json.dumps({"does": "programme", "programme": HOSTILE * 10}),
        "[" * 100_000,
    ],
)
def test_a_wish_that_is_none_is_ignored(sent: object) -> None:
    assert read_command(sent) is None


def test_a_wish_is_read() -> None:
    command = read_command('{"does": "rate", "turn": 2, "rating": "down", "reason": "outdated", "line": "x"}')

    assert command is not None
    assert (command.turn, command.rating, command.reason) == (2, Rating.DOWN, Reason.OUTDATED)
