"""Calls of the same moment made into one."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from traceback import walk_tb

import pytest

from assistant.models.together import Together


class Work:
    """Doubles numbers; the first batch waits until it is told to go on."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.may_go = threading.Event()
        self.is_working = threading.Event()

    def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.batches.append(len(numbers))
        self.is_working.set()
        self.may_go.wait(10)
        if 1313 in numbers:
            raise ValueError("1313")
        return [2 * number for number in numbers]


def test_a_single_call_is_done_at_once() -> None:
    work = Work()
    work.may_go.set()

    assert Together(work, 8)(4) == 8
    assert work.batches == [1]


def test_what_comes_while_it_is_busy_is_done_together_each_with_its_own_result() -> None:
    work = Work()
    together = Together(work, 8)
    with ThreadPoolExecutor(21) as threads:
        first = threads.submit(together, 100)
        assert work.is_working.wait(10)
        others = [threads.submit(together, number) for number in range(20)]
        while len(together._waiting) < 20:
            pass
        work.may_go.set()

        assert [other.result(10) for other in others] == [2 * number for number in range(20)]
        assert first.result(10) == 200
    assert work.batches == [1, 8, 8, 4]


def test_each_caller_of_a_batch_that_fails_sees_its_own_way_to_the_failure() -> None:
    work = Work()
    together = Together(work, 16)

    def frames() -> int:
        try:
            together(1313)
        except ValueError as error:
            return len(list(walk_tb(error.__traceback__)))
        return 0

    with ThreadPoolExecutor(17) as threads:
        first = threads.submit(together, 100)
        assert work.is_working.wait(10)
        others = [threads.submit(frames) for _ in range(16)]
        while len(together._waiting) < 16:
            pass
        work.may_go.set()
        first.result(10)

        # Its own call, `Together`, and from there to where the work failed; two callers at the same instant may mix.
        assert max(other.result(10) for other in others) <= 8


def test_a_failure_reaches_those_whose_batch_it_was_and_nobody_after_them() -> None:
    work = Work()
    work.may_go.set()
    together = Together(work, 8)

    with pytest.raises(ValueError, match="1313"):
        together(1313)
    assert together(5) == 10
