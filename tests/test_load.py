"""The load test at a size that the tests can afford; docs/operating.md has the figures of the whole one."""

from urllib.parse import urlsplit

import pytest

from tests.conftest import Served
from tests.load import alone, at_once, people, quantile


@pytest.fixture(scope="module")
def port(served: Served) -> int:
    found = urlsplit(served.url).port
    assert found
    return found


def test_ten_people_who_ask_every_two_seconds_are_answered_in_time(port: int) -> None:
    asked = people(port, 10, every=2, seconds=6)

    assert [one.status for one in asked] == [200] * 30
    assert quantile(asked, 0.95) < 4  # the tests share the machine; alone it is 2 with fifty people


def test_questions_of_one_instant_take_no_longer_than_one_after_the_other(port: int) -> None:
    one = alone(port, 5)

    assert min(at_once(port, 10) for _ in range(3)) < 10 * one
