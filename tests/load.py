"""A load test on loopback: python -m tests.load (needs a page that is served: see docs/operating.md).

People, each at an address of their own (127.0.0.2 to .51), ask a question every so often; then all ask in one instant.
Every request is bounded in number and time, and none leaves this machine.
"""

import argparse
import http.client
import json
import random
import statistics
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

MOST_PEOPLE = 50
MOST_QUESTIONS = 2000
TIMEOUT = 60  # seconds
QUESTIONS = (
    "What maths level do I need for AIST?",
    "How much is tuition for a local student in 2026-27?",
    "How many first-year places does Computer Science have?",
    "What was the 2025 median score for Financial Technology?",
    "Is there an interview for Biomedical Engineering?",
    "讀人工智能課程數學要幾多級？",
    "本地生 2026-27 年學費是多少？",
    "金融科技 2025 年的收生中位數是多少？",
    "读人工智能课程数学要几级？",
    "What is the tuition fee at HKUST?",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """How long a question took, in seconds, and the status of its reply; 0 where none came."""

    seconds: float
    status: int


def ask(port: int, person: int, question: str) -> Asked:
    """One question of a person (from 0) to the page on this machine."""
    source = (f"127.0.0.{2 + person % MOST_PEOPLE}", 0)
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT, source_address=source)
    try:
        body = json.dumps({"question": question}).encode()
        connection.request("POST", "/api/ask", body, {"content-type": "application/json"})
        response = connection.getresponse()
        response.read()
        return Asked(time.monotonic() - began, response.status)
    except OSError:
        return Asked(time.monotonic() - began, 0)
    finally:
        connection.close()


def people(port: int, number: int, every: float, seconds: float) -> list[Asked]:
    """So many people who each ask every so many seconds, beginning at random moments, for so long."""
    chance = random.Random(7)  # noqa: S311  # the same moments in every run
    starts = [chance.uniform(0, every) for _ in range(number)]

    def person(who: int) -> list[Asked]:
        asked = []
        begin = time.monotonic()
        for again in range(int(seconds / every)):
            time.sleep(max(0.0, begin + starts[who] + again * every - time.monotonic()))
            asked.append(ask(port, who, QUESTIONS[(who + again) % len(QUESTIONS)]))
        return asked

    with ThreadPoolExecutor(number) as threads:
        return [one for asked in threads.map(person, range(number)) for one in asked]


def alone(port: int, times: int = 11) -> float:
    """The median of seconds that one question takes while nobody else asks."""
    return statistics.median(ask(port, 0, QUESTIONS[again % len(QUESTIONS)]).seconds for again in range(times))


def at_once(port: int, number: int) -> float:
    """Seconds until the last of so many questions of one instant is answered."""
    ready = threading.Barrier(number + 1)

    def person(who: int) -> Asked:
        ready.wait()
        return ask(port, who, QUESTIONS[who % len(QUESTIONS)])

    with ThreadPoolExecutor(number) as threads:
        asking = [threads.submit(person, who) for who in range(number)]
        ready.wait()
        began = time.monotonic()
        if wrong := [one.result().status for one in asking if one.result().status != 200]:
            raise RuntimeError(f"{len(wrong)} of {number} questions at once were not answered: {sorted(set(wrong))}")
        return time.monotonic() - began


def quantile(asked: Sequence[Asked], share: float) -> float:
    """The seconds within which this share of the questions was answered."""
    ordered = sorted(one.seconds for one in asked)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> int:
    """Measure and tell; 1 where something was not answered or took too long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--port", type=int, default=7860)
    parser.add_argument("--people", type=int, default=50, choices=range(1, MOST_PEOPLE + 1), metavar="1–50")
    parser.add_argument("--every", type=float, default=10, help="seconds between two questions of a person")
    parser.add_argument("--seconds", type=float, default=60)
    chosen = parser.parse_args()
    if chosen.people * chosen.seconds / chosen.every > MOST_QUESTIONS:
        parser.error(f"at most {MOST_QUESTIONS} questions in all")
    one = alone(chosen.port)
    asked = people(chosen.port, chosen.people, chosen.every, chosen.seconds)
    burst = at_once(chosen.port, chosen.people)
    failed = [answer for answer in asked if answer.status != 200]
    p50, p95 = quantile(asked, 0.5), quantile(asked, 0.95)
    print(f"one question alone: {one * 1000:.0f} ms (median)")
    print(f"{chosen.people} people, one question every {chosen.every:g} s each, {len(asked)} questions:")
    print(f"  half within {p50 * 1000:.0f} ms, 95% within {p95 * 1000:.0f} ms, {len(failed)} not answered")
    print(f"{chosen.people} questions in one instant: {burst:.2f} s, {burst / one:.1f} times one alone")
    return int(bool(failed) or p95 > 2 or burst > chosen.people / 2 * one)


if __name__ == "__main__":
    sys.exit(main())
