"""The load test at a size that the tests can afford; docs/operating.md has the figures of the whole one."""

import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from assistant.models.embedding import Embedder
from tests.conftest import Served
from tests.load import QUESTIONS, alone, at_once, people, quantile


@pytest.fixture(scope="module")
def port(served: Served) -> int:
    found = urlsplit(served.url).port
    assert found
    return found


def test_people_who_ask_at_the_same_time_do_not_wait_longer_than_one_behind_the_other(port: int) -> None:
    before = alone(port)
    asked = people(port, 10, every=2, seconds=6)
    unit = max(before, alone(port))  # what else this machine does is as slow for one question as for thirty

    assert [one.status for one in asked] == [200] * 30
    assert quantile(asked, 0.95) < len(asked) * unit


def test_questions_of_one_instant_are_all_answered(port: int) -> None:
    assert at_once(port, 10) < 30


def test_questions_of_one_instant_are_embedded_together_for_less(real_embedder: Embedder) -> None:
    questions = [f"{question} ({number})" for number, question in enumerate(QUESTIONS * 4)]
    began = time.process_time()
    singly = [real_embedder.embed_query(question) for question in questions]
    one_by_one = time.process_time() - began

    with ThreadPoolExecutor(len(questions)) as threads:
        began = time.process_time()
        together = list(threads.map(real_embedder.embed_query, questions))
        at_a_time = time.process_time() - began

    assert at_a_time < 0.85 * one_by_one  # processor time, which others on this machine hardly change
    assert max(abs(a - b) for x, y in zip(singly, together, strict=True) for a, b in zip(x, y, strict=True)) < 1e-6
