"""A look at what a Chroma folder would have Chroma run, before Chroma sees it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant.errors import IndexUnusable

# What Chroma writes where vectors come from outside, as ours do; every other kind is built from what is stored.
_HARMLESS = ("legacy", "unknown")


def refuse_stored_functions(database: Path) -> None:
    """Raises IndexUnusable where a collection names an embedding function of its own.

    Chroma builds such a function from the stored configuration when it opens the collection, and some load models with
    `trust_remote_code` (CVE-2026-45829). Reads only.
    """
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as stored:
            rows = stored.execute("SELECT config_json_str, schema_str FROM collections").fetchall()
        kinds = [kind for row in rows for text in row if text for kind in _functions(json.loads(text))]
    except (sqlite3.Error, ValueError, RecursionError) as error:
        raise IndexUnusable(
            f"The vectors at {database.parent} cannot be read: {error}\nBuild the index again with: python ingest.py"
        ) from error
    if any(kind not in _HARMLESS for kind in kinds):
        raise IndexUnusable(
            f"The vectors at {database.parent} ask for an embedding function of their own, so they were not made here. "
            "Nothing was run. Delete the folder and build the index again with: python ingest.py"
        )


def _functions(stored: object) -> Iterator[str]:
    """The kind of each embedding function in a stored configuration, wherever it stands; "?" where it has none."""
    if isinstance(stored, dict):
        for name, value in stored.items():
            if name == "embedding_function" and value is not None:
                yield str(value.get("type", "?")) if isinstance(value, dict) else "?"
            yield from _functions(value)
    elif isinstance(stored, list):
        for value in stored:
            yield from _functions(value)
