"""The facts that staff state about a document or a section: title, programmes, language, source and dates."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import yaml

from assistant.domain import Block, Document, Language, Notice, Provenance, web_address
from assistant.readers.characters import visible
from assistant.readers.extract import limited
from assistant.readers.inspection import inspect

_YEAR_AND_REST = re.compile(r"((?:19|20)\d\d)(?:( entry)|-((?:19|20)\d\d)|-(\d\d)|-\d\d-\d\d)?")
REQUIRED = ("title", "programmes", "language", "source_url", "as_of")
_OPTIONAL = ("read_via", "valid_until", "history", "reviewed", "translation_of")
_SOURCE_KEYS = ("source_url", "read_via", "as_of", "valid_until", "history")
_SOURCE_FIELD = re.compile(r"(?:^|;\s+)([\w-]+)\s*:\s+")
_LARGEST = 20_000
ASKED, NOT_TOLD = "asked:", "not told:"
_QUESTION = re.compile(r"[^?？]+[?？]+")
_MOST_ASKED, _LONGEST_ASKED = 12, 200


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a file says about its document."""

    title: str
    programmes: tuple[str, ...]
    language: Language
    provenance: Provenance
    reviewed: date | None
    translation_of: str

    def document(self, name: str, blocks: Iterable[Block], digest: str, notices: Iterable[Notice] = ()) -> Document:
        """The document called `name` that this is the head of: its blocks inspected, with what was found in them."""
        inspected, found = inspect(blocks, self.language)
        return Document(
            id=name,
            title=visible(self.title),
            programmes=self.programmes,
            language=self.language,
            provenance=self.provenance,
            blocks=inspected,
            digest=digest,
            reviewed=self.reviewed,
            translation_of=self.translation_of,
            notices=limited([*notices, *found]),
        )


def split_front_matter(text: str) -> tuple[FrontMatter, str, int]:
    """The front matter, the text below it and the line on which that begins, counted from 1.

    Raises ValueError with what is wrong and what to write.
    """
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        raise ValueError("the front matter is missing; begin the file with --- lines around title, programmes, …")
    return parse_front_matter("\n".join(lines[1:end])), "\n".join(lines[end + 1 :]), end + 2


def parse_front_matter(text: str) -> FrontMatter:
    """The front matter that `text` is the YAML of. Raises ValueError with what is wrong and what to write."""
    if len(text) > _LARGEST:
        raise ValueError(f"the front matter is longer than {_LARGEST} characters")
    try:
        fields = yaml.load(text, yaml.BaseLoader)  # noqa: S506  # BaseLoader builds only strings, lists and mappings
    except (yaml.YAMLError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise ValueError(f"the front matter is not YAML ({reason}); put values with a colon in quotes") from error
    return front_matter(fields if isinstance(fields, dict) else {})


def front_matter(fields: Mapping[str, Any]) -> FrontMatter:
    """The checked front matter; `fields` are strings and lists of strings. Raises ValueError naming the field."""
    if missing := [name for name in REQUIRED if not fields.get(name) and fields.get(name) != []]:
        raise ValueError(f"the front matter lacks {', '.join(missing)}")
    if unknown := sorted(set(fields) - {*REQUIRED, *_OPTIONAL}):
        raise ValueError(f"the front matter has unknown fields: {', '.join(unknown)}")
    programmes = fields["programmes"]
    if not isinstance(programmes, list) or not all(isinstance(item, str) for item in programmes):
        raise ValueError("programmes must be a list of ids from programmes.yaml, such as [aist], or [] for all")
    if scalars := [name for name in fields if name != "programmes" and not isinstance(fields[name], str)]:
        raise ValueError(f"{', '.join(scalars)} must be plain text")
    if fields["language"] not in list(Language):
        raise ValueError(f"language must be one of {', '.join(Language)}, not {fields['language']!r}")
    reviewed = _day("reviewed", fields["reviewed"]) if fields.get("reviewed") else None
    source = {name: fields[name] for name in _SOURCE_KEYS if fields.get(name)}
    provenance = _with_fields(Provenance("", "", reviewed=reviewed), source)
    return FrontMatter(
        title=fields["title"].strip(),
        programmes=tuple(programmes),
        language=Language(fields["language"]),
        provenance=provenance,
        reviewed=reviewed,
        translation_of=fields.get("translation_of", ""),
    )


def is_source_line(text: str) -> bool:
    """Whether a quoted block looks like the line in which a section names its own source, if with a slip in it."""
    return any(re.search(rf"(^|;\s*){key}\s*:", text) for key in _SOURCE_KEYS)


def is_question_line(text: str) -> bool:
    """Whether a quoted line holds questions that a section answers, or near misses that it does not."""
    return text.startswith((ASKED, NOT_TOLD))


def questions_in(line: str, mark: str) -> tuple[str, ...]:
    """The questions of a section's own line ("asked: How much is it? Is it paid at once?"), which begins with `mark`.

    Raises ValueError with what is wrong.
    """
    questions = tuple(question.strip() for question in _QUESTION.findall(line.removeprefix(mark)))
    if not questions or not line.rstrip().endswith(("?", "？")):
        raise ValueError(f"the line {mark} holds questions, each of which ends with a question mark")
    if len(questions) > _MOST_ASKED or max(map(len, questions)) > _LONGEST_ASKED:
        raise ValueError(
            f"the line {mark} holds at most {_MOST_ASKED} questions, each of at most {_LONGEST_ASKED} characters"
        )
    return questions


def section_provenance(line: str, around: Provenance) -> Provenance:
    """What a section's own line ("source_url: …; as_of: …") makes of the provenance around it.

    A source named anew drops the `read_via` of the former one. Raises ValueError with what is wrong.
    """
    found = list(_SOURCE_FIELD.finditer(line))
    ends = [match.start() for match in found[1:]] + [len(line)]
    fields = {match[1]: line[match.end() : end].strip() for match, end in zip(found, ends, strict=True)}
    if unknown := sorted(set(fields) - set(_SOURCE_KEYS)):
        raise ValueError(f"the source line has unknown fields: {', '.join(unknown)}")
    if "source_url" in fields and "as_of" not in fields:
        raise ValueError("a section that names its own source_url must name its own as_of")
    return _with_fields(replace(around, read_via="") if "source_url" in fields else around, fields)


def _with_fields(provenance: Provenance, fields: Mapping[str, str]) -> Provenance:
    if (url := fields.get("source_url")) is not None:
        provenance = replace(provenance, source_url=web_address(url))
    if (as_of := fields.get("as_of")) is not None:
        if not _is_dated(as_of):
            raise ValueError(
                f'as_of may be 2026, 2026-06, 2026-06-15, "2026 entry", 2026-27, 2018-2021 or undated, not {as_of!r}'
            )
        provenance = replace(provenance, as_of=as_of)
    if (read_via := fields.get("read_via")) is not None:
        provenance = replace(provenance, read_via=read_via)
    if (until := fields.get("valid_until")) is not None:
        provenance = replace(provenance, valid_until=_day("valid_until", until))
    if (history := fields.get("history")) is not None:
        if history not in ("true", "false"):
            raise ValueError(f"history must be true or false, not {history!r}")
        provenance = replace(provenance, is_history=history == "true")
    if provenance.is_history and provenance.valid_until is None:
        raise ValueError("history: true needs valid_until: the day after which it was over")
    return provenance


def _is_dated(as_of: str) -> bool:
    """Whether it is a year, an entry, a span of years, a month, an academic year, a day of the calendar, or undated."""
    dated = _YEAR_AND_REST.fullmatch(as_of)
    if dated is None:
        return as_of == "undated"
    year, _, last_year, two_digits = dated.groups()
    if last_year:
        return int(last_year) > int(year)
    if two_digits:
        return 1 <= int(two_digits) <= 12 or int(two_digits) == (int(year) + 1) % 100
    if len(as_of) == len("2026-06-15") and "-" in as_of:
        return _is_day(as_of)
    return True


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{name} must be a day such as 2026-11-22, not {text!r}") from error
