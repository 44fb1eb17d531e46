"""Turns what a file of cases holds into cases; names everything that is wrong with it at once."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from assistant.domain import Language
from assistant.evaluation.case import Case, Expectation, Expected
from assistant.evaluation.errors import BadCase, CasesError
from assistant.evaluation.formats import Row, read_rows
from assistant.evaluation.matcher import REFUSAL, is_usable
from assistant.evaluation.records import CaseFile
from assistant.evaluation.reference import facts_of
from assistant.evaluation.script import script_of

_OWN_FIELDS = frozenset(
    "id lang turns question type category expect facts forbid sources note reference truth ground_truth user_input "
    "reference_contexts".split()
)
_FOREIGN_FIELDS = ("truth", "ground_truth", "user_input")
_REFERENCES = ("reference", "truth", "ground_truth")
_Kind = TypeVar("_Kind", Language, Expectation)
_HUMAN = ("human", "user")


def read_cases(paths: Iterable[Path]) -> tuple[tuple[Case, ...], tuple[CaseFile, ...]]:
    """The cases of all files in order, and the files as they were read.

    JSONL of the project's schema, of azure's rag evaluator (`question`, `truth`) and of ragas (`user_input`,
    `reference`), YAML and CSV. Raises CasesError naming every bad case with file, line and reason; two cases with the
    same id are bad, wherever they stand.
    """
    cases: list[Case] = []
    files: list[CaseFile] = []
    problems: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        before, named_before = len(cases), len(problems)
        try:
            rows = read_rows(path)
        except CasesError as error:
            problems.append(str(error))
            continue
        for row in rows:
            where = f"{path}:{row.line}"
            try:
                case = case_of(row, path)
            except BadCase as error:
                problems.append(f"{where}: {error}")
                continue
            if first := seen.get(case.id):
                problems.append(f"{where}: its id {case.id!r} is taken by {first}")
            seen.setdefault(case.id, where)
            cases.append(case)
        files.append(CaseFile(str(path), hashlib.sha256(path.read_bytes()).hexdigest(), len(cases) - before))
        if len(cases) == before and len(problems) == named_before:
            problems.append(f"{path}: it holds no case")
    if problems:
        raise CasesError("These cases cannot be used, so none was asked:\n" + "\n".join(problems))
    return tuple(cases), tuple(files)


def case_of(row: Row, path: Path) -> Case:
    """The case that stands in a row of `path`. Raises BadCase with the reason when there is none."""
    if row.problem:
        raise BadCase(row.problem)
    fields = row.fields
    is_foreign = any(name in fields for name in _FOREIGN_FIELDS)
    if not is_foreign and (unknown := sorted(fields.keys() - _OWN_FIELDS)):
        raise BadCase(f"there is no field {', '.join(map(repr, unknown))} in a case")
    turns = _turns(fields)
    reference = next((_text(fields, name) for name in _REFERENCES if fields.get(name)), "")
    facts = _facts(fields)
    expect = _expectation(fields, facts)
    if not facts and expect is Expectation.REFUSE:
        facts = (Expected((REFUSAL,)),)
    are_derived = not facts
    facts = facts or facts_of(reference)
    if not facts:
        raise BadCase(
            "it needs facts: its reference holds no number, date or code to look for"
            if reference
            else "it needs facts, or a reference to derive them from"
        )
    return Case(
        id=_id(fields, f"{path.stem}-{row.line}" if is_foreign else ""),
        turns=turns,
        facts=facts,
        lang=_language(fields, turns[-1]),
        expect=expect,
        forbid=_usable(_texts(fields, "forbid"), "forbid"),
        sources=_texts(fields, "sources"),
        type=_text(fields, "type"),
        category=_text(fields, "category"),
        note=_text(fields, "note"),
        reference=reference,
        contexts=_texts(fields, "reference_contexts"),
        are_facts_derived=are_derived,
        origin=f"{path}:{row.line}",
    )


def _id(fields: Mapping[str, object], instead: str) -> str:
    if name := _text(fields, "id") or instead:
        return name
    raise BadCase("it needs an id")


def _turns(fields: Mapping[str, object]) -> tuple[str, ...]:
    asked = next((fields[name] for name in ("turns", "question", "user_input") if fields.get(name)), None)
    if isinstance(asked, str) and asked.strip():
        return (asked.strip(),)
    if isinstance(asked, list) and all(isinstance(turn, dict) for turn in asked):  # ragas: messages of both sides
        asked = [turn.get("content") for turn in asked if str(turn.get("type", turn.get("role"))).lower() in _HUMAN]
    if isinstance(asked, list) and asked and all(isinstance(turn, str) and turn.strip() for turn in asked):
        return tuple(turn.strip() for turn in asked)
    raise BadCase("it needs a question, or turns: a list of questions")


def _facts(fields: Mapping[str, object]) -> tuple[Expected, ...]:
    """The facts, each written as {any_of: [...]}, as a list of alternatives or as a string."""
    stored = fields.get("facts") or []
    if not isinstance(stored, list):
        raise BadCase("facts must be a list")
    facts = []
    for number, fact in enumerate(stored, 1):
        wanted = fact.get("any_of") if isinstance(fact, dict) else [fact] if isinstance(fact, str) else fact
        if not isinstance(wanted, list) or not wanted or not all(isinstance(one, str) for one in wanted):
            raise BadCase(f"fact {number} must be {{any_of: [...]}}, a list of strings or a string")
        facts.append(Expected(_usable(tuple(wanted), f"fact {number}")))
    return tuple(facts)


def _usable(alternatives: tuple[str, ...], name: str) -> tuple[str, ...]:
    if empty := [one for one in alternatives if not is_usable(one)]:
        raise BadCase(f"{name} holds {empty[0]!r}, which no answer can hold")
    return alternatives


def _expectation(fields: Mapping[str, object], facts: Sequence[Expected]) -> Expectation:
    wants_refusal = any(fact.any_of == (REFUSAL,) for fact in facts)
    stated = _text(fields, "expect")
    if not stated:
        return Expectation.REFUSE if wants_refusal else Expectation.ANSWER
    expect = _one_of(Expectation, stated, "expect")
    if facts and wants_refusal != (expect is Expectation.REFUSE):
        raise BadCase(f'expect is "{expect}", which its facts contradict: "{REFUSAL}" goes with "refuse"')
    return expect


def _language(fields: Mapping[str, object], question: str) -> Language:
    if stated := _text(fields, "lang"):
        return _one_of(Language, stated, "lang")
    return script_of(question) or Language.EN


def _one_of(kind: Callable[[str], _Kind], text: str, name: str) -> _Kind:
    try:
        return kind(text)
    except ValueError as error:
        raise BadCase(f"{name} cannot be {text!r}") from error


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadCase(f"{name} must be a string")
    return value.strip()


def _texts(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = fields.get(name) or []
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadCase(f"{name} must be a list of strings")
    return tuple(value)
