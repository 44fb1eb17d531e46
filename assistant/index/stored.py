"""Passages as lines of JSON: how a generation keeps the words that it quotes."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain import Cell, Language, Passage, Place, Provenance, Statement
from assistant.errors import IndexUnusable


def write_passages(path: Path, passages: Iterable[Passage]) -> None:
    """One passage a line, UTF-8."""
    with path.open("w", encoding="utf-8") as lines:
        for passage in passages:
            lines.write(json.dumps(asdict(passage), ensure_ascii=False, default=date.isoformat) + "\n")


def read_passages(path: Path) -> tuple[Passage, ...]:
    """The passages in the order they were written. Raises IndexUnusable when the file is damaged."""
    try:
        with path.open(encoding="utf-8") as lines:
            return tuple(_passage(json.loads(line)) for line in lines)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(f"{path} is damaged: {error}\nBuild the index again with: python ingest.py") from error


def _passage(stored: dict[str, Any]) -> Passage:
    source = stored["provenance"]
    days = {
        name: date.fromisoformat(day) if (day := source.get(name)) else None for name in ("valid_until", "reviewed")
    }
    return Passage(
        **stored
        | {
            "headings": tuple(stored["headings"]),
            "programmes": tuple(stored["programmes"]),
            "asked_as": tuple(stored["asked_as"]),
            "not_told": tuple(stored["not_told"]),
            "language": Language(stored["language"]),
            "answers_in": tuple(map(Language, stored["answers_in"])),
            "place": Place(**stored["place"]),
            "provenance": Provenance(**source | days),
            "statements": tuple(
                Statement(
                    **statement
                    | {
                        "programmes": tuple(statement["programmes"]),
                        "asked_as": tuple(statement["asked_as"]),
                        "cells": tuple(Cell(**cell) for cell in statement["cells"]),
                    }
                )
                for statement in stored["statements"]
            ),
        }
    )
