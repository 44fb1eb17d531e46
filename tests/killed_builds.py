"""Kills builds while they write, over and over, and prints what was left each time as JSON lines.

Run as: python -m tests.killed_builds FOLDER COUNT. It imports everything once and forks a child for each build, so that
a kill lands within milliseconds of where it is aimed. Nothing is opened before a fork.
"""

import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from assistant.domain import Language
from assistant.index.generation import PASSAGES, Generation
from assistant.index.generations import Generations
from tests.scripted import BOTANY, NOW, ScriptedEmbedder, build_index, write_corpus

_DOCUMENTS = 80


def write_version(corpus: Path, version: int) -> None:
    """A corpus in which every document says which version it is of."""
    text = BOTANY.replace("Botany (TU200) teaches how plants grow.", f"Botany (TU200) is version v{version}v.")
    write_corpus(corpus, **{f"document{i}": text.replace("Interview", f"Interview {i}") for i in range(_DOCUMENTS)})


def main(folder: Path, count: int) -> None:
    """A line for each kill: the version served before, the one after, and whether the kill hit the writing."""
    corpus, index = folder / "corpus", folder / "index"
    write_version(corpus, 0)
    _in_child(lambda tell: _build(corpus, index, tell))
    write_version(corpus, 1)
    took = _writing_time(corpus, index)
    for number in range(count):
        before = _serving(index)
        write_version(corpus, number + 2)
        landed = _kill_build(corpus, index, wait=took * number / count)
        print(
            json.dumps({"before": before, "after": _serving(index), "landed": landed, "next": number + 2}), flush=True
        )
    _in_child(lambda tell: _build(corpus, index, tell))
    left = sorted(path.name for path in (index / "generations").glob(".*"))
    print(json.dumps({"at last": _serving(index), "left over": left}), flush=True)


def _build(corpus: Path, index: Path, tell: Callable[[str], None]) -> None:
    def clock() -> datetime:
        tell("S")  # the build asks for the time right before it writes
        return NOW

    build_index(corpus, index, ScriptedEmbedder(), clock=clock)
    tell("E")


def _serving(index: Path) -> str:
    """The version that a reader finds, or what is wrong."""

    def read(tell: Callable[[str], None]) -> None:
        embedder = ScriptedEmbedder()
        current = Generations(index).current()
        assert current is not None
        with Generation(current, embedder, embedder.identity) as generation:
            found = generation.meaning.search(PASSAGES, embedder.embed_query("Botany version"), 200, Language.EN)
            versions = {word for key, _ in found for word in generation.passages[key].text.split() if word[0] == "v"}
        tell(" ".join(sorted(word for word in versions if word.endswith("v."))) or "nothing")

    return _in_child(read)


def _in_child(do: Callable[[Callable[[str], None]], None]) -> str:
    """What `do` tells, run in a process of its own."""
    child, pipe = _fork(do)
    told = b"".join(iter(lambda: os.read(pipe, 4096), b""))
    os.close(pipe)
    os.waitpid(child, 0)
    return told.decode()


def _writing_time(corpus: Path, index: Path) -> float:
    """Seconds of computing from the start of writing to its end."""
    child, pipe = _fork(lambda tell: _build(corpus, index, tell))
    os.read(pipe, 1)
    began = _computed(child)
    took = 0.0
    while not select.select([pipe], [], [], 0.002)[0]:
        took = _computed(child) - began
    os.close(pipe)
    os.waitpid(child, 0)
    return took


def _computed(child: int) -> float:
    """Seconds that a process has computed, which do not depend on what else runs; those gone by, where not told."""
    stat = Path(f"/proc/{child}/stat")
    if not stat.exists():
        return time.monotonic()
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _kill_build(corpus: Path, index: Path, wait: float) -> bool:
    """Whether the build was still writing when it was killed, `wait` seconds of computing after it began to."""
    child, pipe = _fork(lambda tell: _build(corpus, index, tell))
    assert os.read(pipe, 1) == b"S"
    began = _computed(child)
    while _computed(child) - began < wait and not select.select([pipe], [], [], 0.001)[0]:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    ready, _, _ = select.select([pipe], [], [], 0)
    ended = bool(ready) and os.read(pipe, 1) == b"E"
    os.close(pipe)
    return not ended


def _fork(do: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        os.close(reading)
        do(lambda text: void(os.write(writing, text.encode())))
        status = 0
    finally:
        os._exit(status)


def void(_: object) -> None:
    """Nothing."""


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
