"""Whether the corpus holds every fact of the fact sheets, by the figures, codes and names of each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from assistant.domain import Block, Document, Language, Listing, Paragraph
from assistant.ingestion.build import read_corpus
from assistant.language import fold, is_chinese, years
from tests.conftest import ROOT
from tests.coverage.make_expected import Fact, codes, facts, figures, plain_address, read_expected

EXCEPTIONS = Path(__file__).parent / "coverage" / "exceptions.yaml"
HOMES = EXCEPTIONS.with_name("homes.yaml")
AGE = "age"

_FACTS = read_expected()
_SHEETS = sorted({fact.sheet for fact in _FACTS})
_UNDATED = re.compile(r"undated|older page|old page|no date|not date|without (?:a )?(?:date|year)|year is not|not show")
_BETWEEN_WORDS = re.compile(r"(?:[^\w.+-]|-+(?!\w)|[.](?!\w))+")
_NEWEST_OLD_YEAR = 2023  # what the sheets call old they date to 2023 at the latest


@dataclass(frozen=True)
class _Text:
    """A document or a section of one, as it is compared: what it holds, and its folded words between spaces."""

    figures: frozenset[str]
    codes: frozenset[str]
    words: str
    addresses: str
    as_of: frozenset[str] = frozenset()

    def holds(self, item: str) -> bool:
        """Whether it has a figure, code or address."""
        return (
            item in self.figures or item in self.codes or (item[0].isalpha() and "." in item and item in self.addresses)
        )

    def lacks(self, fact: Fact) -> list[str]:
        """The figures, codes and addresses of `fact` that it does not hold."""
        return [item for item in (*fact.figures, *fact.codes, *fact.addresses) if not self.holds(item)]

    def lacks_names(self, fact: Fact) -> list[str]:
        return [name for name in fact.names if not _is_named(name, self.words)]


@dataclass(frozen=True)
class _Searched:
    """A document and its sections."""

    id: str
    whole: _Text
    sections: tuple[_Text, ...]


@cache
def _corpus() -> tuple[_Searched, ...]:
    """The documents in English."""
    found = read_corpus(ROOT / "corpus").documents
    return tuple(_searched(document) for document in found if document.language is Language.EN)


@cache
def _all_words() -> str:
    """All documents in any language and the names of the catalogue, where a name may stand."""
    corpus = read_corpus(ROOT / "corpus")
    texts = [_searched(document).whole.words for document in corpus.documents]
    return "".join((*texts, *map(_plain_words, corpus.files.values())))


def _searched(document: Document) -> _Searched:
    sections: dict[tuple[str, ...], list[Block]] = defaultdict(list)
    for block in document.blocks:
        sections[block.headings].append(block)
    parts = [_text([document.title, *headings], blocks) for headings, blocks in sections.items()]
    head = _text([document.title, document.provenance.as_of, document.provenance.source_url], [])
    whole = _Text(
        figures=frozenset().union(head.figures, *(part.figures for part in parts)),
        codes=frozenset().union(head.codes, *(part.codes for part in parts)),
        words="".join((head.words, *(part.words for part in parts))),
        addresses="\n".join((head.addresses, *(part.addresses for part in parts))),
    )
    return _Searched(document.id, whole, tuple(parts))


def _text(above: Iterable[str], blocks: Iterable[Block]) -> _Text:
    as_of = [block.provenance.as_of for block in blocks]
    lines = [*above, *as_of, *(line for block in blocks for line in _lines(block))]
    text = "\n".join(lines)
    sources = [block.provenance.source_url for block in blocks]
    return _Text(
        figures=frozenset(figures(text, with_years_of_spans=True)),
        codes=frozenset(codes(text)),
        words=_plain_words(text),
        addresses="\n".join((text.lower(), *map(plain_address, sources))),
        as_of=frozenset(as_of),
    )


def _lines(block: Block) -> Iterable[str]:
    match block.content:
        case Paragraph(text):
            return [text]
        case Listing(items):
            return items
        case table:
            return [" | ".join(row) for row in (table.header, *table.rows)]


def _plain_words(text: str) -> str:
    """`text` folded, with one space for each run of signs that words are divided by."""
    return f" {' '.join(_BETWEEN_WORDS.split(fold(text))).strip()} "


def _is_named(name: str, words: str) -> bool:
    return (fold(name) if is_chinese(name) else _plain_words(name)) in words


def _homes(fact: Fact) -> list[_Searched]:
    """The documents that hold most of a fact, of those that its sheet belongs to; names count less than the rest."""
    names = _home_names()[fact.sheet]
    homes = [document for document in _corpus() if document.id.removesuffix(".md") in names]
    lacking = [(len(one.whole.lacks(fact)), len(one.whole.lacks_names(fact))) for one in homes]
    return [one for one, lacks in zip(homes, lacking, strict=True) if lacks == min(lacking)]


@cache
def _home_names() -> Mapping[str, Sequence[str]]:
    homes: dict[str, list[str]] = yaml.safe_load(HOMES.read_text(encoding="utf-8"))
    return homes


def _missing(fact: Fact) -> list[str]:
    """What the corpus lacks of a fact; "age" where its age is not told beside it."""
    homes = _homes(fact)
    names = [name for name in fact.names if not _is_named(name, _all_words())]
    told = not fact.age or any(_tells_age(fact, part) for home in homes for part in _sections_of(fact, home))
    return [*homes[0].whole.lacks(fact), *names, *([] if told else [AGE])]


def _sections_of(fact: Fact, home: _Searched) -> list[_Text]:
    """The sections of a document that hold most of a fact."""
    lacking = [len(part.lacks(fact)) + len(part.lacks_names(fact)) for part in home.sections]
    return [part for part, lacks in zip(home.sections, lacking, strict=True) if lacks == min(lacking)]


def _tells_age(fact: Fact, section: _Text) -> bool:
    """Whether a section says that what it holds is old, by a year, or that it is undated."""
    if fact.age == "undated":
        return "undated" in section.as_of or _UNDATED.search(section.words) is not None
    named = [*years(section.words), *(year for as_of in section.as_of for year in years(as_of))]
    return any(int(year[:4]) <= _NEWEST_OLD_YEAR for year in named)


@dataclass(frozen=True)
class _Exception:
    """What of a fact may be missing, and why."""

    sheet: str
    line: int
    missing: tuple[str, ...]
    reason: str


def _exceptions() -> list[_Exception]:
    entries = yaml.load(EXCEPTIONS.read_text(encoding="utf-8"), yaml.BaseLoader) or []  # noqa: S506  # only strings
    return [_Exception(e["sheet"], int(e["line"]), tuple(e["missing"]), e["reason"]) for e in entries]


def _excused() -> Mapping[tuple[str, int], set[str]]:
    excused: dict[tuple[str, int], set[str]] = defaultdict(set)
    for entry in _exceptions():
        excused[entry.sheet, entry.line] |= set(entry.missing)
    return excused


@pytest.mark.parametrize("sheet", _SHEETS)
def test_every_fact_of_a_sheet_is_in_a_document(sheet: str) -> None:
    excused = _excused()

    failures = []
    for fact in _FACTS:
        if fact.sheet == sheet:
            missing = [item for item in _missing(fact) if item not in excused[fact.sheet, fact.line]]
            failures += [f"{sheet}:{fact.line}: {', '.join(missing)} not in {_homes(fact)[0].id}"] if missing else []

    assert not failures, "\n" + "\n".join(failures)


def test_every_exception_is_needed_and_has_a_reason() -> None:
    by_place = {(fact.sheet, fact.line): fact for fact in _FACTS}

    idle = []
    for entry in _exceptions():
        fact = by_place.get((entry.sheet, entry.line))
        missing = _missing(fact) if fact else []
        idle += [f"{entry.sheet}:{entry.line}: {item}" for item in entry.missing if item not in missing]

    assert not idle, "\n" + "\n".join(idle)
    assert all(entry.missing and len(entry.reason) > 20 for entry in _exceptions())


def test_all_sheets_are_expected() -> None:
    assert len(_SHEETS) == 32
    assert len(_FACTS) >= 660
    assert len({(fact.sheet, fact.line) for fact in _FACTS}) == len(_FACTS)


def test_few_facts_have_nothing_to_look_for() -> None:
    bare = [fact for fact in _FACTS if not (fact.figures or fact.codes or fact.addresses or fact.names)]

    assert len(bare) < len(_FACTS) / 9


def test_every_home_is_a_document() -> None:
    assert list(_home_names()) == _SHEETS
    assert {f"{name}.md" for names in _home_names().values() for name in names} <= {one.id for one in _corpus()}


def test_a_figure_that_stands_in_another_document_is_missing() -> None:
    fact = next(facts("10-ug-aist", "- Median 52.375 at IELTS 6.5 (source: a sheet; as of: 2025)"))

    assert _missing(fact) == ["6.5"]


def test_a_line_without_a_source_is_an_error() -> None:
    with pytest.raises(ValueError, match="99-test:1"):
        list(facts("99-test", "- Somebody said so."))


def test_the_deadlines_of_msc_ai_for_2026_are_marked_as_over() -> None:
    document = next(one for one in read_corpus(ROOT / "corpus").documents if one.id == "msc-artificial-intelligence.md")

    dates = ("6 October 2025", "17 November 2025", "29 December 2025", "26 February 2026")
    said = {block: "\n".join(_lines(block)) for block in document.blocks}
    blocks = [block for block, text in said.items() if any(day in text for day in dates)]

    assert all(any(day in said[block] for block in blocks) for day in dates)
    for block in blocks:
        assert block.provenance.valid_until == date(2026, 2, 26)
        assert block.provenance.is_history
