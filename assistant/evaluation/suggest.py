"""Drafts cases from the tables and headings of documents, without a model, for a person to review."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from assistant.domain import Document, Language, Names, Passage, Programme, Table
from assistant.evaluation.case import Case, Expectation, Expected
from assistant.language import has_figure, years
from assistant.programmes import Catalogue
from assistant.splitting import row_text

NOTE = "draft: review"
_REFUSAL = "@refusal"
_LONGEST_CELL = 40
_MOST_FACTS = 3
_REFUSED_ONE_IN = 4
_NO_YEAR = 2000
# A code, a day, a decimal number or one of two digits or more: what tells whether an answer holds the fact.
_TELLING = re.compile(
    r"(?<![A-Za-z0-9.,:-])"
    r"(?:[A-Z]{2,}\d{3,}|\d{1,2} [A-Z][a-z]+(?= 20\d\d)|\d{1,2}月\d{1,2}日|\d[\d,]*\.\d+|\d[\d,]*\d)"
    r"(?![A-Za-z0-9]|[.,:-]\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:[-/–]\d\d)?(?!\d)")
_CODE_IN_BRACKETS = re.compile(r"\s?[(（][^()（）]*[A-Z]{2}\d+[^()（）]*[)）]")
# What other faculties teach: where a corpus does not mention it, it serves for questions that the corpus cannot answer.
_ELSEWHERE = (
    Names("Veterinary Medicine", "獸醫學", "兽医学"),
    Names("Marine Archaeology", "海洋考古學", "海洋考古学"),
    Names("Fashion Design", "時裝設計", "时装设计"),
    Names("Hotel Management", "酒店管理學", "酒店管理学"),
)
_OF_CELL = {
    Language.EN: "What is the {column} of {row}?",
    Language.ZH_HANT: "{row}的{column}是甚麼？",
    Language.ZH_HANS: "{row}的{column}是什么？",
}
_OF_HEADING = {
    Language.EN: "What do the documents say about {heading} ({title})?",
    Language.ZH_HANT: "關於{title}，「{heading}」有甚麼資料？",
    Language.ZH_HANS: "关于{title}，“{heading}”有什么资料？",
}


@dataclass(frozen=True, slots=True)
class Absent:
    """What a corpus says nothing of: the year after the last one that it mentions, and programmes."""

    year: str
    programmes: tuple[Names, ...]


def suggest(
    documents: Iterable[Document],
    passages: Sequence[Passage],
    reached: Collection[str],
    catalogue: Catalogue,
    most: int,
) -> list[Case]:
    """At most `most` drafts, each with the note "draft: review"; a quarter of them cannot be answered.

    What stands in passages that no case reaches (`reached` are the ids of the others) comes first, and every document
    has its turn before one has its next, so that few drafts spread widely. Same input, same drafts.
    """
    drafts = _in_turns([_of_document(document, passages, reached) for document in documents])
    absent = absent_from("\n".join(passage.text for passage in passages))
    refused = (case for draft in drafts for case in without_answer(draft, absent, catalogue))
    unanswerable = list(islice(refused, most // _REFUSED_ONE_IN))
    return drafts[: most - len(unanswerable)] + unanswerable


def as_line(case: Case) -> str:
    """A case as a line of JSON, in the form that files of cases have."""
    stored = {
        "id": case.id,
        "lang": case.lang.value,
        "turns": case.turns,
        "type": case.type,
        "category": case.category,
        "expect": case.expect.value,
        "facts": [{"any_of": fact.any_of} for fact in case.facts],
        "forbid": case.forbid,
        "sources": case.sources,
        "note": case.note,
    }
    return json.dumps(stored, ensure_ascii=False)


def of_table(table: Table, headings: Sequence[str], document: Document) -> Iterator[tuple[Case, str]]:
    """A draft for each cell that can be asked for by its row and column, with the row as a statement.

    Left out are long cells, cells without a figure, single digits (an answer would hold them by accident), and cells
    that the question itself gives away.
    """
    for row in table.rows:
        statement = row_text(table.header, row, document.language)
        asked = _dated(row[0], table, headings)
        for column, cell in zip(table.header[1:], row[1:], strict=True):
            question = _OF_CELL[document.language].format(column=_within(column), row=asked)
            is_telling = has_figure(cell) and _TELLING.search(cell) and len(cell) <= _LONGEST_CELL
            if column and is_telling and cell not in question and " && " not in cell:
                yield _draft(question, document, (cell,)), statement


def of_heading(passage: Passage, document: Document) -> Case | None:
    """A draft that asks for what stands under a passage's heading; None where no sentence of it holds a figure."""
    if not passage.headings:
        return None
    question = _OF_HEADING[document.language].format(heading=passage.headings[-1], title=document.title)
    for statement in passage.statements:
        is_row = " — " in statement.text
        figures = [] if is_row else [found for found in _TELLING.findall(statement.text) if not years(found)]
        if telling := [figure for figure in dict.fromkeys(figures) if figure not in question]:
            return _draft(question, document, telling[:_MOST_FACTS])
    return None


def absent_from(corpus: str) -> Absent:
    """What the text of a corpus does not mention.

    >>> absent_from("Fashion Design, 2025-26").year
    '2026'
    """
    last = max((int(year[:4]) for year in years(corpus)), default=_NO_YEAR)
    programmes = tuple(names for names in _ELSEWHERE if not any(name in corpus for name in _all(names)))
    return Absent(str(last + 1), programmes)


def without_answer(case: Case, absent: Absent, catalogue: Catalogue) -> Iterator[Case]:
    """`case` asked for the absent year, and for an absent programme.

    None comes for a question that names no year, or no programme.
    """
    if years(case.question):
        yield _refusing(case, _YEAR.sub(absent.year, case.question))
    programmes = catalogue.named_in(case.question)
    if absent.programmes and programmes:
        names = absent.programmes[int(_digest(case.question), 16) % len(absent.programmes)]
        other = names.in_language(case.lang)
        swapped = _CODE_IN_BRACKETS.sub("", case.question)
        for programme in programmes:
            swapped = _spoken(programme).sub(other, swapped)
        if other in swapped and not catalogue.named_in(swapped):
            yield _refusing(case, swapped)


def _of_document(document: Document, passages: Sequence[Passage], reached: Collection[str]) -> list[Case]:
    """The drafts of one document, those of passages that no case reaches first, otherwise in a mixed order."""
    own = [passage for passage in passages if passage.document_id == document.id]
    said = {statement.text for passage in own if passage.id in reached for statement in passage.statements}
    drafts = [(passage.id in reached, draft) for passage in own if (draft := of_heading(passage, document))]
    for block in document.blocks:
        if isinstance(block.content, Table):
            drafts += [(row in said, draft) for draft, row in of_table(block.content, block.headings, document)]
    return [draft for _, draft in sorted(drafts, key=lambda item: (item[0], item[1].id))]


def _in_turns(lists: Sequence[Sequence[Case]]) -> list[Case]:
    """The first of each list, then the second of each, and so on; each question once."""
    in_turns = (case for row in zip_longest(*lists) for case in row if case)
    return list({case.question: case for case in in_turns}.values())


def _dated(row: str, table: Table, headings: Sequence[str]) -> str:
    """The name of a row, with what its table or heading is dated where neither it nor a column names a year."""
    if any(years(text) for text in (row, *table.header[1:])):
        return row
    dated = next((text for text in (table.header[0], *reversed(headings)) if years(text)), "")
    return f"{row} ({dated})" if dated else row


def _all(names: Names) -> tuple[str, str, str]:
    return names.en, names.zh_hant, names.zh_hans


def _within(name: str) -> str:
    """The name of a column as it stands within a sentence: "median", but "GPA"."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def _spoken(programme: Programme) -> re.Pattern[str]:
    """Matches what a programme is called, the longest name first; Latin names as whole words."""
    called = {*_all(programme.names), programme.code, *programme.aliases} - {""}
    longest_first = sorted(called, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" for name in longest_first), re.IGNORECASE)


def _draft(question: str, document: Document, facts: Sequence[str]) -> Case:
    return Case(
        id=f"draft-{_digest(document.id + question)}",
        turns=(question,),
        facts=tuple(Expected((fact,)) for fact in facts),
        lang=document.language,
        sources=(document.id,),
        type="simple",
        note=NOTE,
    )


def _refusing(case: Case, question: str) -> Case:
    return Case(
        id=f"draft-{_digest(question)}",
        turns=(question,),
        facts=(Expected((_REFUSAL,)),),
        lang=case.lang,
        expect=Expectation.REFUSE,
        type="unanswerable",
        note=NOTE,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
