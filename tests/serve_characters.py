"""Serves the three characters as models of an OpenAI server: python -m tests.serve_characters LOG_FOLDER

Then, in another shell, with the address that it prints:

    export ASSISTANT_CHAT_BASE_URL=http://127.0.0.1:PORT/v1
    python -m assistant.evaluation run --cases tests/answer_quality/dev.jsonl --as-of 2026-11-22 \\
        --out runs/characters --composer quoting --composer chat:openai:faithful --composer chat:openai:careless \\
        --composer chat:openai:malicious
    python -m tests.serve_characters LOG_FOLDER --check runs/characters

With ASSISTANT_CHAT_REWRITE, ASSISTANT_CHAT_TRANSLATE and ASSISTANT_CHAT_SUGGEST set to true, and --next, they restate
and suggest questions, too.
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.evaluation.case import is_held_back
from assistant.evaluation.records import Result
from assistant.evaluation.runs import read_run
from tests.chat_characters import CHARACTERS, Character, Corruption, Log
from tests.chat_questions import Misasked
from tests.chat_server import ChatServer, Request, Step
from tests.chat_shown import offered, shown


class Cast:
    """All characters behind one address; the model that is asked for decides who answers."""

    def __init__(self, logs: Path | None = None, seed: int = 1) -> None:
        self.characters: dict[str, Character] = {
            name: make(seed, Log(logs / f"{name}.jsonl" if logs else None)) for name, make in CHARACTERS.items()
        }

    def __call__(self, request: Request) -> Sequence[Step]:
        return self.characters[request.body["model"]](request)


def serve(logs: Path, seed: int) -> None:
    logs.mkdir(parents=True, exist_ok=True)
    with ChatServer(Cast(logs, seed)).running() as server:
        print(server.url, flush=True)
        while True:
            time.sleep(60)


def check(logs: Path, runs: Path) -> int:
    """Print what of the corruptions is on the page of each run; the count."""
    count = 0
    for name in CHARACTERS:
        file = logs / f"{name}.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        log = [Corruption(**json.loads(line)) for line in lines]
        folder = runs / f"chat_openai_{name}"
        if not folder.exists():
            continue
        run = read_run(folder)
        found = shown(run.results, log)
        unsupported = [(result, said) for result in run.results for said in result.said if said.unsupported]
        print(f"{name}: {len(log)} corruptions, {len(found)} on the page; {len(unsupported)} unsupported sentences")
        for case, corruption in found:
            if is_held_back(case):
                print(f"  {case} (held back): {corruption.kind}")
                continue
            change = f"{corruption.original!r} -> {corruption.corrupted!r}"
            print(f"  {case}: {corruption.kind}: {change}: {corruption.sentence}")
        for result, said in unsupported:
            print(f"  {result.id}: {'(held back)' if result.case.is_held_back else f'{said.unsupported}: {said.text}'}")
        count += len(found) + len(unsupported) + _offered(name, logs, run.results)
    return count


def _offered(name: str, logs: Path, results: Sequence[Result]) -> int:
    """Print how many of the spoilt questions that a character proposed were offered, and which; the count."""
    file = logs / f"{name}.questions.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    misasked = [one for one in (Misasked(**json.loads(line)) for line in lines) if one.job == "suggest"]
    found = offered(results, misasked)
    print(f"{name}: {len(misasked)} questions proposed were spoilt, {len(found)} were offered")
    for case, one in found:
        print(f"  {case}: {'(held back)' if is_held_back(case) else f'{one.kind}: {one.right} -> {one.written}'}")
    return len(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("logs", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", type=Path, metavar="RUNS")
    arguments = parser.parse_args()
    if arguments.check:
        raise SystemExit(int(check(arguments.logs, arguments.check) > 0))
    serve(arguments.logs, arguments.seed)
