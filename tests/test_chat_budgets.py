"""Budgets of tokens, the circuit, and how tokens are counted."""

import json
import multiprocessing
import threading
from datetime import date
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from assistant.models.budgets import FileBudget
from assistant.models.chat import ChatFailed, Reason
from assistant.models.circuit import Circuit
from assistant.models.packed_e5 import unpacked
from assistant.models.tokens import most_tokens
from assistant.settings import Settings
from tests.conftest import ROOT

DAY = date(2026, 11, 25)


def budget_of(folder: Path, today: date = DAY, visitor: int = 1000, day: int = 1500) -> FileBudget:
    return FileBudget(folder / "budget.json", visitor=visitor, day=day, today=lambda: today)


def counted(folder: Path) -> int:
    return int(json.loads((folder / "budget.json").read_text())["tokens"])


def test_a_visitor_and_a_day_have_so_many_tokens(tmp_path: Path) -> None:
    budget = budget_of(tmp_path)
    budget.reserve("ann", 900)

    with pytest.raises(ChatFailed, match="visitor") as visitors:
        budget.reserve("ann", 200)
    budget.reserve("ben", 500)
    with pytest.raises(ChatFailed, match="day") as days:
        budget.reserve("cat", 200)

    assert visitors.value.reason is days.value.reason is Reason.BUDGET


def test_what_was_not_used_is_given_back(tmp_path: Path) -> None:
    budget = budget_of(tmp_path)

    budget.settle(budget.reserve("ann", 1000), 100)

    budget.settle(budget.reserve("ann", 900), 900)
    assert counted(tmp_path) == 1000


def test_budgets_survive_a_restart_and_end_with_the_day(tmp_path: Path) -> None:
    budget_of(tmp_path).reserve("ann", 1000)

    with pytest.raises(ChatFailed):
        budget_of(tmp_path).reserve("ann", 1)
    budget_of(tmp_path, date(2026, 11, 26)).reserve("ann", 1000)


def test_a_call_over_midnight_is_not_given_back_to_the_new_day(tmp_path: Path) -> None:
    before = budget_of(tmp_path).reserve("ann", 1000)
    after = budget_of(tmp_path, date(2026, 11, 26))
    after.reserve("ben", 100)

    after.settle(before, 10)

    assert counted(tmp_path) == 100


def test_visitors_are_kept_as_hashes_with_a_salt_of_the_day(tmp_path: Path) -> None:
    files = []
    for day in (25, 26):
        budget_of(tmp_path, date(2026, 11, day)).reserve("192.0.2.7", 10)
        files.append(json.loads((tmp_path / "budget.json").read_text()))

    assert not any("192.0.2.7" in json.dumps(file) for file in files)
    assert files[0]["visitors"].keys().isdisjoint(files[1]["visitors"])


def test_visitors_without_a_key_share_the_budget_of_the_day_only(tmp_path: Path) -> None:
    budget = budget_of(tmp_path)

    budget.reserve("", 800)
    budget.reserve("", 700)

    with pytest.raises(ChatFailed, match="day"):
        budget.reserve("", 1)


def test_a_file_that_cannot_be_read_stops_the_spending(tmp_path: Path) -> None:
    (tmp_path / "budget.json").write_text("{half")

    with pytest.raises(ChatFailed, match=r"budget\.json.*delete it") as failed:
        budget_of(tmp_path).reserve("ann", 1)

    assert failed.value.reason is Reason.BUDGET
    assert str(tmp_path) not in str(failed.value)


def test_threads_and_processes_do_not_lose_each_others_tokens(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=spend, args=(tmp_path, f"visitor {number}")) for number in range(2)]

    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    assert counted(tmp_path) == 2 * 4 * 10 * 3


def spend(folder: Path, visitor: str) -> None:
    def often() -> None:
        budget = budget_of(folder, visitor=10**6, day=10**6)
        for _ in range(10):
            budget.settle(budget.reserve(visitor, 7), 3)

    threads = [threading.Thread(target=often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_circuit_opens_after_failures_in_a_row_and_lets_one_call_try() -> None:
    now = [0.0]
    circuit = Circuit(lambda: now[0], failures=2, rest=10.0)
    circuit.failed()
    circuit.succeeded()
    circuit.failed()
    circuit.enter()
    circuit.failed()

    with pytest.raises(ChatFailed, match="next asked in 10 s"):
        circuit.enter()
    now[0] = 10.0
    circuit.enter()
    with pytest.raises(ChatFailed):
        circuit.enter()
    circuit.failed()
    with pytest.raises(ChatFailed, match="next asked in 10 s"):
        circuit.enter()
    now[0] = 20.0
    circuit.enter()
    circuit.abandoned()
    circuit.enter()
    circuit.succeeded()
    circuit.enter()


def test_tokens_are_never_counted_too_low(real_settings: Settings) -> None:
    tokenizer = Tokenizer.from_file(str(unpacked(real_settings.models_dir) / "tokenizer.json"))
    tokenizer.no_truncation()
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").rglob("*.md"))]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]

    ratios = [most_tokens(line) / len(tokenizer.encode(line, add_special_tokens=False).ids) for line in lines]

    assert min(ratios) >= 1
    assert sum(ratios) / len(ratios) < 4
