"""Figures in statements: which lack a year, and which two documents state differently."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Document, Listing, Paragraph, Passage, Statement, Table
from assistant.ingestion.findings import Finding, Severity
from assistant.language import fold, years

_AMOUNT = r"(?:hk\$|港币|us\$|\$)\s?\d"
_NEEDS_YEAR = re.compile(
    rf"{_AMOUNT}|\b(?:median|quartile|deadline|closing date|intake|places|offers)\b[^.;]*\d|"
    r"(?:中位数|四分位数|学额|截止|取录人数)[^。；]*\d"
)
_UNDATED = re.compile(r"undated|没有注明日期|未注明日期|old page|older page|旧网页")
_ATTRIBUTES = {
    "upper quartile": r"upper quartile|上四分位",
    "lower quartile": r"lower quartile|下四分位",
    "median": r"\bmedian\b|中位数",
    "first-year places": r"first-year (?:intake|places)|首年学额|intake shown",
    "offers": r"\boffers\b|取录人数",
    "applicants in Band A": r"band a\b",
    "applicants": r"\b(?:all )?(?:applicants|applications)\b|申请人数",
    "local tuition": r"(?<!non-)local tuition|本地学费",
    "non-local tuition": r"non-local (?:undergraduate )?tuition|非本地(?:本科)?学费",
}
_CLAUSE = re.compile(r"[;；、。]|,(?=\s)|，|\band\b|\. |及|和| — ")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w%]|\.\d)")
_MONTHS = {
    name: str(number)
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
# "may" is a month only beside a number.
_MONTH = re.compile(rf"\b({'|'.join(name for name in _MONTHS if name != 'may')})\b|(?<=\d )(may)\b|\b(may)(?= \d)")
_FIGURE = re.compile(r"[a-z]*\d[\w.*/]*(?:-\d[\w.*/]*)*")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure that a statement gives for one programme, attribute and year."""

    value: str
    passage: Passage


def without_year(passages: Iterable[Passage]) -> Iterator[Finding]:
    """Statements with money, scores, places or deadlines that carry no year, nor do their headings."""
    for passage in passages:
        above = fold(" ".join(passage.headings))
        for statement in passage.statements:
            said = fold(statement.text)
            if _NEEDS_YEAR.search(said) and not any(years(text) or _UNDATED.search(text) for text in (said, above)):
                yield Finding(
                    Severity.WARNING,
                    passage.document_id,
                    passage.place.line,
                    "no-year",
                    f"a figure without a year: {statement.text[:120]!r}. Name the year in the sentence or its heading.",
                )


def contradictions(passages: Sequence[Passage], codes: Mapping[str, str]) -> Iterator[Finding]:
    """Figures that two documents state differently for the same programme, attribute and year.

    `codes` are the codes of the programmes by id: they are names, not figures.
    """
    stated: dict[tuple[str, str, str], dict[str, list[_Stated]]] = defaultdict(lambda: defaultdict(list))
    for passage in passages:
        for statement in passage.statements:
            for key, value in _figures(passage, statement):
                stated[key][passage.document_id].append(_Stated(value, passage))
    for (programme, attribute, year), by_document in sorted(stated.items()):
        for first, second in _disagreeing(by_document):
            values = ["/".join(dict.fromkeys(figure.value for figure in figures)) for figures in (first, second)]
            where = [figures[0].passage for figures in (first, second)]
            name = codes.get(programme, programme)
            yield Finding(
                Severity.ERROR,
                where[0].document_id,
                where[0].place.line,
                "contradiction",
                f"{attribute} of {name} in {year} is {values[0]} here and {values[1]} in "
                f"{where[1].document_id}:{where[1].place.line}. Correct one, or say why in accepted.yaml.",
            )


def translated_figures(documents: Mapping[str, Document]) -> Iterator[Finding]:
    """Figures that a document has and the one it translates has not, or the other way round."""
    for document in documents.values():
        other = documents.get(document.translation_of)
        if other is None or document.id > other.id:  # each pair once
            continue
        here, there = _all_figures(document), _all_figures(other)
        for one, two, only in ((document, other, here - there), (other, document, there - here)):
            if only:
                figures = ", ".join(sorted(only)[:12])
                yield Finding(Severity.ERROR, one.id, 1, "translation", f"these figures are not in {two.id}: {figures}")


def _figures(passage: Passage, statement: Statement) -> Iterator[tuple[tuple[str, str, str], str]]:
    """(programme, attribute, year) and value for each clause that is plainly about one of each."""
    if len(statement.programmes) > 1:
        return
    programme = next(iter(statement.programmes), "all")
    said = fold(statement.text)
    around = years(said) or next((named for h in reversed(passage.headings) if (named := years(h))), [])
    for clause in _CLAUSE.split(said):
        named = [name for name, pattern in _ATTRIBUTES.items() if re.search(pattern, clause)][:1]
        dated = years(clause) or around
        numbers = [number for number in _NUMBER.findall(clause) if number not in dated]
        if len(named) == len(dated) == len(numbers) == 1:
            yield (programme, named[0], dated[0]), numbers[0]


def _disagreeing(by_document: Mapping[str, list[_Stated]]) -> Iterator[tuple[list[_Stated], list[_Stated]]]:
    """Pairs of documents that have no value in common."""
    documents = sorted(by_document)
    for i, one in enumerate(documents):
        for two in documents[i + 1 :]:
            if {f.value for f in by_document[one]}.isdisjoint(f.value for f in by_document[two]):
                yield by_document[one], by_document[two]


def _all_figures(document: Document) -> set[str]:
    """The numbers and codes of a document's words, months as numbers; not those of its source lines."""
    texts = [text for block in document.blocks for text in (*block.headings, *_texts(block.content))]
    folded = _MONTH.sub(lambda match: f" {_MONTHS[match[0]]} ", fold("\n".join(texts)))
    return {token.strip("-/.*") for token in _FIGURE.findall(re.sub(r"[㐀-鿿]", " ", folded))}


def _texts(content: object) -> Iterator[str]:
    match content:
        case Paragraph(text):
            yield text
        case Listing(items):
            yield from items
        case Table(header, rows):
            yield from header
            yield from (cell for row in rows for cell in row)
