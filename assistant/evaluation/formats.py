"""Reads files of cases, one format a function, into plain records with the line that each begins on."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.evaluation.errors import CasesError

_LISTS = ("sources", "forbid")


@dataclass(frozen=True, slots=True)
class Row:
    """One case as it stands in a file: its fields, the line that it begins on, or why it could not be read."""

    line: int
    fields: Mapping[str, object]
    problem: str = ""


def read_rows(path: Path) -> list[Row]:
    """The rows of a file of cases, in order. Raises CasesError when the file cannot be read at all."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise CasesError(f"{path}: cases are read from {', '.join(sorted(_READERS))} files.")
    try:
        return list(reader(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeError) as error:
        raise CasesError(f"{path}: it cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise CasesError(f"{path}: it is no valid YAML: {' '.join(str(error).split())}") from error
    except csv.Error as error:
        raise CasesError(f"{path}: it is no valid CSV: {error}") from error


def _jsonl(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield _row(number, json.loads(line))
        except json.JSONDecodeError as error:
            yield Row(number, {}, f"it is no valid JSON: {error}")


def _yaml(text: str) -> Iterator[Row]:
    """The items of a list, or of the list under `cases`; strings, lists and mappings only, so that 3.50 stays so."""
    loader = yaml.BaseLoader(text)
    try:
        node = loader.get_single_node()
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == "cases"), node)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            yield Row(1, {}, "the file must be a list of cases")
            return
        for item in node.value:
            yield _row(item.start_mark.line + 1, loader.construct_object(item, deep=True))
    finally:
        loader.dispose()


def _csv(text: str) -> Iterator[Row]:
    """The rows under a header; an empty cell is as good as no cell.

    In a cell, turns stand on lines of their own, `;` parts facts (or sources) and `|` the alternatives of a fact.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    before = reader.line_num
    for cells in reader:
        line, before = before + 1 if before else 2, reader.line_num
        if None in cells or None in cells.values():
            yield Row(line, {}, "it has another number of cells than the header")
            continue
        fields: dict[str, object] = {name.strip(): cell.strip() for name, cell in cells.items() if cell.strip()}
        if isinstance(turns := fields.pop("turns", fields.get("question", "")), str) and "\n" in turns:
            fields.pop("question", None)
            fields["turns"] = [turn.strip() for turn in turns.splitlines() if turn.strip()]
        elif turns:
            fields["question"] = turns
        if isinstance(facts := fields.get("facts"), str):
            fields["facts"] = [_parts(fact, "|") for fact in _parts(facts, ";")]
        for name in _LISTS:
            if isinstance(cell := fields.get(name), str):
                fields[name] = _parts(cell, ";")
        yield Row(line, fields)


def _parts(cell: str, sign: str) -> list[str]:
    return [part.strip() for part in cell.split(sign) if part.strip()]


def _row(line: int, fields: object) -> Row:
    if not isinstance(fields, dict) or not all(isinstance(name, str) for name in fields):
        return Row(line, {}, "a case must be a mapping of names to values")
    return Row(line, fields)


_READERS: Mapping[str, Callable[[str], Iterator[Row]]] = {
    ".jsonl": _jsonl,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".csv": _csv,
}
