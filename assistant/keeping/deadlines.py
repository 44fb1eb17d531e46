"""The days that an answer states as deadlines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.composing import frames
from assistant.composing.rows import called
from assistant.domain import Answer, Citation
from assistant.keeping.days import Day, days_in

_DEADLINE = r"\bdeadlines?\b|\bclosing dates?\b|\bdue dates?\b|截止|限期|死線|死线"
_NAMED = re.compile(_DEADLINE, re.IGNORECASE)
_CLOSES = re.compile(
    rf"{_DEADLINE}|\bclos(?:e|es|ed|ing)\b|\bdue\b(?! to)|\blast day\b|\bno later than\b|最後一日|最后一日|最遲|最迟",
    re.IGNORECASE,
)
# These say so only of what is applied for or handed in, and right before the day.
_UNTIL = re.compile(r"\b(?:by|until|before)\b[^,;.]{0,20}$", re.IGNORECASE)
_CLOSES_BEHIND = re.compile(
    r"\s*(?:[(（][^()（）]*[)）])?\W{0,2}"
    r"(?:截止|之前|以前|前|is (?:the|its) [\w ]{0,20}(?:deadline|last day))",
    re.IGNORECASE,
)
_SOMETHING_ELSE = re.compile(
    r"\b(?:open|start|launch|release|interview)(?:s|ed|ing)?\b"
    r"|\b(?:announced|published|signed|checked|reviewed)\b"
    r"|\bbeg[iau]n(?:s|ning)?\b|\bheld\b|\btakes? place\b|\bas of\b|\bread\b"
    r"|開始|开始|開放|开放|截至|公布|公佈|舉行|举行|面試|面试|簽署|签署|放榜|核對|核对",
    re.IGNORECASE,
)
_SOMETHING_ELSE_BEHIND = re.compile(
    r"\W{0,2}(?:\d\d:\d\d)?(?:起|開始|开始|開放|开放|公布|公佈|舉行|举行|面試|面试|放榜)"
)
_FROM = re.compile(r"\bfrom\b|\bsince\b|由|自", re.IGNORECASE)
_APPLYING = re.compile(
    r"\bappl(?:y|ications?|ying)\b|\baccepted\b|\b(?:submit|register|enrol)|申請|申请|報名|报名|提交|遞交|递交",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s?[(（]([^()（）]{1,40})[)）]")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due: of what, in the answer's language, the words that say so, and their source.

    `key` tells it apart from others, whatever the language of the answer.
    """

    day: date
    what: str
    words: tuple[str, ...]
    citation: Citation
    key: str


def deadlines_in(answer: Answer, today: date) -> tuple[Deadline, ...]:
    """The deadlines from `today` on that the statements and the table of an answer state, the first day first.

    Of a period the last day is the deadline. A day without its month or year is none. What is stated twice comes once,
    with all of its words.
    """
    found: dict[str, Deadline] = {}
    for deadline in (*_of_statements(answer), *_of_table(answer)):
        if deadline.day >= today:
            first = found.get(deadline.key, deadline)
            words = tuple(dict.fromkeys((*first.words, *deadline.words)))
            found[deadline.key] = replace(first, words=words)
    return tuple(sorted(found.values(), key=lambda deadline: (deadline.day, deadline.key)))


def is_deadline(text: str) -> bool:
    """Whether a name, such as that of a column, speaks of deadlines."""
    return _NAMED.search(text) is not None


def closing_days(text: str, *, is_known: bool = False) -> list[tuple[date, str]]:
    """The days that `text` states as deadlines, in order, each with the note in brackets behind it.

    `is_known` where what stands around `text`, such as the name of its column, says that it states deadlines.

    >>> closing_days("Applications open on 1 September 2026 and close on 31 January 2027 (final round).")
    [(datetime.date(2027, 1, 31), 'final round')]
    >>> closing_days("申請由2026年9月1日開始，2026年12月1日截止。")
    [(datetime.date(2026, 12, 1), '')]
    """
    is_closing = is_known or bool(_CLOSES.search(text))
    is_applying = is_known or bool(_APPLYING.search(text))
    closing: list[tuple[date, str]] = []
    at = 0
    for each in days_in(text):
        before, at = text[at : each.start], each.end
        if ends := _CLOSES_BEHIND.match(text, each.end):
            is_closing, at = True, ends.end()
        elif _SOMETHING_ELSE_BEHIND.match(text, each.end):
            is_closing = False
        elif is_applying and _UNTIL.search(before):
            is_closing = True
        elif said := _last_said(before, each):
            is_closing = said in (_CLOSES, _APPLYING)
        if is_closing and not each.is_begin:
            note = _NOTE.match(text, each.end)
            closing.append((each.day, note[1].strip() if note else ""))
    return closing


def _last_said(before: str, day: Day) -> re.Pattern[str] | None:
    """Which of the patterns says nearest to a day what it is; None where none does. To apply takes a period."""
    patterns = (_APPLYING, _SOMETHING_ELSE) if day.is_begin else (_FROM, _SOMETHING_ELSE, _CLOSES)
    said = [(match.end(), pattern) for pattern in patterns for match in pattern.finditer(before)]
    return max(said, key=lambda found: found[0])[1] if said else None


def _of_statements(answer: Answer) -> Iterator[Deadline]:
    is_asked = any(is_deadline(text) for names in answer.asked for text in (names.en, names.zh_hant))
    for statement in answer.statements:
        for day, note in closing_days(statement.text, is_known=is_asked):
            citation = _citation(answer, statement.marks, day)
            yield _deadline(answer, day, note, statement.text, citation, _about(answer, citation))


def _of_table(answer: Answer) -> Iterator[Deadline]:
    if answer.table is None:
        return
    for label, *cells in answer.table.rows:
        for name, cell in zip(answer.table.header[1:], cells, strict=True):
            is_of_row = is_deadline(label.text)
            if cell.marks and (is_of_row or is_deadline(name)):
                for day, note in closing_days(cell.text, is_known=True):
                    words = f"{label.text} · {name}: {cell.text}"
                    citation = _citation(answer, cell.marks, day)
                    yield _deadline(answer, day, note, words, citation, name if is_of_row else label.text)


def _deadline(answer: Answer, day: date, note: str, words: str, citation: Citation, what: str) -> Deadline:
    passage = citation.passage
    programmes = sorted({programme for quote in citation.quotes for programme in quote.programmes})
    key = " ".join([day.isoformat(), ",".join(programmes) or passage.title, passage.provenance.source_url])
    noted = what + frames.brackets(note, answer.language) if note else what
    return Deadline(day, noted, (" ".join(words.split()),), citation, key)


def _about(answer: Answer, citation: Citation) -> str:
    """What a quotation is about: the programmes that it is of, else what it stands under."""
    ids = {programme for quote in citation.quotes for programme in quote.programmes}
    names = [called(programme, answer.language) for programme in answer.about if programme.id in ids]
    return frames.listed(names, answer.language) or (citation.passage.title, *citation.passage.headings)[-1]


def _citation(answer: Answer, marks: Iterable[int], day: date) -> Citation:
    """The source among `marks` that names the day; the first where none is seen to."""
    by_mark = {citation.mark: citation for citation in answer.citations}
    cited = [by_mark[mark] for mark in marks]
    naming = (each for each in cited if any(named.day == day for named in days_in(each.passage.text)))
    return next(naming, cited[0])
