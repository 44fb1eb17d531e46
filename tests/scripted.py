"""Stand-ins without weights, and small corpora, for tests that are about something else."""

import math
import re
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.answering import Assistant
from assistant.catalogue_file import load_catalogue
from assistant.composing.decision import Calibration
from assistant.facts import Facts, load_facts
from assistant.index.generation import Generation
from assistant.index.generations import Generations, ServedGeneration
from assistant.ingestion.build import Report, build
from assistant.language import tokens
from assistant.models.embedding import Embedder
from assistant.programmes import Catalogue
from assistant.retrieval.search import Search
from assistant.suggesting import Proposer
from assistant.terms import Terms, load_terms
from assistant.understanding.restating import Restater

DIMENSIONS = 64
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

CATALOGUE = """
institution:
  names: {en: Test University, zh-Hant: 測試大學, zh-Hans: 测试大学}
  aliases: [Test University, 測試大學]
  contact:
    names: {en: Admissions Office, zh-Hant: 入學處, zh-Hans: 入学处}
    url: https://admission.example.edu
other_institutions: [HKUST, 科大]
programmes:
  - id: robotics
    code: TU100
    level: undergraduate
    names: {en: Robotics, zh-Hant: 機械人學, zh-Hans: 机器人学}
    aliases: [robots degree]
  - id: botany
    code: TU200
    level: undergraduate
    names: {en: Botany, zh-Hant: 植物學, zh-Hans: 植物学}
    aliases: [BT]
"""
TERMS = """
- [tuition, fee, fees, 學費]
- [places, intake, 學額]
- [interview, interviews, 面試]
"""
ROBOTICS = """---
title: Robotics (TU100)
programmes: [robotics]
language: en
source_url: https://example.edu/robotics
as_of: 2026-06
---

Robotics (TU100) teaches how machines move and see.

## First-year places, 2026

Robotics (TU100) has 40 first-year places in 2026.

## Fees

> source_url: https://example.edu/fees; as_of: 2026-27; valid_until: 2027-08-31

| Robotics (TU100), tuition by year | Tuition |
|---|---|
| Robotics (TU100), 2026-27 | HK$47,000 |
| Robotics (TU100), 2027-28 | HK$49,500 |
"""
BOTANY = """---
title: Botany (TU200)
programmes: [botany]
language: en
source_url: https://example.edu/botany
as_of: 2026
---

Botany (TU200) teaches how plants grow. Botany (TU200) has 25 first-year places in 2026.

## Interview

Botany (TU200) holds an interview for every applicant.
"""


# Weights of our own for these small corpora, so that no fit on the real one changes what these tests see.
CALIBRATION = Calibration(
    model="scripted",
    ranking={
        "said": 4.0,
        "under heading": 1.0,
        "terms": 4.0,
        "terms under heading": 1.0,
        "carried over": 1.0,
        "own programme": 1.0,
        "other programme": -1.0,
        "figure missing": -1.0,
        "age": -2.0,
        "later": -2.0,
        "other language": -0.5,
        "tells": 2.0,
        "narrower": -3.0,
    },
    decision={
        "score": 2.5,
        "terms": 3.0,
        "unheld words": -4.0,
        "unheld object": -3.0,
        "rare missing": -4.0,
        "figure missing": -3.0,
        "gap ahead": -1.5,
        "carried over": 2.0,
    },
    bias=-6.0,
    threshold=0.5,
)


class ScriptedEmbedder(Embedder):
    """Vectors that say which words a text holds, computed at once; counts the texts it has embedded."""

    def __init__(self, identity: str = "scripted@1") -> None:
        self.identity = identity
        self.max_tokens = 512
        self.embedded: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(re.findall(r"\w+|[^\w\s]", text)) + 2

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.embedded += texts
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = [1e-3] * DIMENSIONS
        for token in tokens(text):
            vector[zlib.crc32(token.encode()) % DIMENSIONS] += 1.0
        length = math.hypot(*vector)
        return [value / length for value in vector]


def write_corpus(folder: Path, **documents: str) -> Path:
    """A corpus folder with the test catalogue and terms and these documents (name without .md, text)."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "programmes.yaml").write_text(CATALOGUE, encoding="utf-8")
    (folder / "terms.yaml").write_text(TERMS, encoding="utf-8")
    for name, text in (documents or {"robotics": ROBOTICS, "botany": BOTANY}).items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


_served: list[ServedGeneration] = []


def assistant_over(
    index: Path,
    embedder: Embedder,
    today: date = date(2026, 11, 22),
    restater: Restater | None = None,
    fitted: Calibration = CALIBRATION,
    proposer: Proposer | None = None,
) -> Assistant:
    """An assistant over an index, which weighs evidence as `fitted`."""

    def vocabulary(generation: Generation) -> tuple[Catalogue, Terms, Facts]:
        folder = generation.folder
        return load_catalogue(folder)[0], load_terms(folder)[0], load_facts(folder)

    served = ServedGeneration(Generations(index), lambda folder: Generation(folder, embedder, embedder.identity))
    _served.append(served)
    return Assistant(
        served.lease,
        Search(embedder.embed_query, 0.5),
        vocabulary,
        lambda: today,
        lambda: fitted,
        restater=restater,
        proposer=proposer,
    )


def close_served() -> None:
    """Close the indexes of all assistants so far; each keeps a dozen files open."""
    while _served:
        _served.pop().close()


def build_index(
    corpus: Path,
    index: Path,
    embedder: Embedder,
    *,
    keep: int = 3,
    clock: Callable[[], datetime] = lambda: NOW,
) -> Report:
    """The project's own build function on small things."""
    return build(
        corpus,
        Generations(index, keep),
        embedder=lambda: embedder,
        model=embedder.identity,
        passage_size=200,
        clock=clock,
    )
