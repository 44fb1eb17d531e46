"""An answer as the page shows it: the direct fact first, then what else is said, each with its marks."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.composing.frames import brackets, listed
from assistant.domain import Answer, AnsweredStatement, AnswerTable, Language, Outcome, Passage, Programme, TableCell
from assistant.language import alone
from assistant.ui import cards
from assistant.ui.markup import NOTHING, Fragment, joined, link, tag
from assistant.ui.texts import answers

_LONGEST_FACT = 48  # characters in large type
_ANSWERED = (Outcome.ANSWERED, Outcome.PARTLY)


def draw_answer(answer: Answer, turn: int, language: Language, today: date) -> Fragment:
    """The answer to turn `turn`, in its own language; labels and names of buttons are in `language`."""
    titles = {citation.mark: citation.passage.title for citation in answer.citations}

    def marked(numbers: tuple[int, ...]) -> Fragment:
        return cards.marks(numbers, turn, titles, language)

    shown = [_outcome(answer, language), tag("p", answer.lead, class_="lead") if answer.lead else NOTHING]
    has_fact = answer.outcome in _ANSWERED and not answer.table
    for place, statement in enumerate(_fact_first(answer, today) if has_fact else answer.statements):
        if has_fact and place == 0:
            shown.append(_fact(statement, answer, marked(statement.marks), today))
        else:
            shown.append(_statement(statement, marked(statement.marks)))
    if answer.table:
        shown.append(_table(answer.table, marked, language))
    if answer.closing:
        shown.append(tag("p", answer.closing, class_="closing"))
    shown.append(_contact(answer, language))
    return tag("div", *shown, class_=f"answer {answer.outcome.lower()}", lang=answer.language)


def _fact_first(answer: Answer, today: date) -> Sequence[AnsweredStatement]:
    """The statements, that with the value that was asked for first; nothing expired comes before what still holds."""

    def rank(statement: AnsweredStatement) -> tuple[bool, bool]:
        return _is_expired(statement, answer, today), not _is_short(statement.value)

    first = min(answer.statements, key=rank, default=None)
    return sorted(answer.statements, key=lambda statement: statement is not first)


def _is_expired(statement: AnsweredStatement, answer: Answer, today: date) -> bool:
    """Whether all that a statement rests on no longer holds."""
    return all(cards.is_expired(passage, today) for passage in _cited(statement, answer))


def _cited(statement: AnsweredStatement, answer: Answer) -> list[Passage]:
    return [citation.passage for citation in answer.citations if citation.mark in statement.marks]


def _is_short(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_FACT


def _outcome(answer: Answer, language: Language) -> Fragment:
    """How the question ended, where it is not simply answered."""
    if answer.outcome is Outcome.ANSWERED:
        return NOTHING
    return tag("p", answers.BADGES[answer.outcome].in_language(language), class_="badge", lang=language)


def _fact(statement: AnsweredStatement, answer: Answer, marked: Fragment, today: date) -> Fragment:
    """The first statement: the value that was asked for in large type where it is short, and how old it is."""
    large = tag("p", statement.value, class_="value") if _is_short(statement.value) else NOTHING
    dates = dict.fromkeys(cards.dated(each, answer.language, today) for each in _cited(statement, answer))
    return tag(
        "div",
        large,
        _statement(statement, marked, is_first=True),
        *(tag("p", each, class_="as-of dated") for each in dates),
        class_="fact",
    )


def _statement(statement: AnsweredStatement, marked: Fragment, *, is_first: bool = False) -> Fragment:
    """A statement with its marks; the value that was asked for stands out."""
    before, value, after = parted(statement.text, statement.value)
    stressed = tag("strong", value) if value else NOTHING
    # No ordinary space: a mark does not stand alone on a line.
    return tag("p", before, stressed, after, "\u00a0", marked, class_="statement first" if is_first else "statement")


def parted(text: str, value: str) -> tuple[str, str, str]:
    """`text` before, at and after `value`, which is taken where it stands on its own, behind a label if there is one.

    >>> parted("30 Robotics — Places: 30 (of 130)", "30")
    ('30 Robotics — Places: ', '30', ' (of 130)')
    """
    if not value:
        return text, "", ""
    by_itself = alone(value)
    found = re.search(rf"(?<=[:：]){by_itself}|(?<=[:：] ){by_itself}", text) or re.search(by_itself, text)
    at = found.start() if found else text.index(value)
    return text[:at], value, text[at + len(value) :]


def _table(table: AnswerTable, marked: Callable[[tuple[int, ...]], Fragment], language: Language) -> Fragment:
    """A table that scrolls within its frame; the first cell of a row heads it."""

    def cell(of: TableCell, *, is_head: bool) -> Fragment:
        inside = joined([of.text, "\u00a0", marked(of.marks)]) if of.marks else joined([of.text])
        return tag("th", inside, scope="row") if is_head else tag("td", inside)

    rows = [tag("tr", *(cell(of, is_head=at == 0) for at, of in enumerate(row))) for row in table.rows]
    heads = [tag("th", name, scope="col") if name else tag("td") for name in table.header]
    return tag(
        "div",
        tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows)),
        class_="table-frame",
        role="region",
        tabindex="0",
        aria_label=answers.TABLE.in_language(language),
    )


def _contact(answer: Answer, language: Language) -> Fragment:
    """Whom to ask, with the address as a link; for an answer about programmes of our list, their own pages as well."""
    contact = answer.contact
    if contact is None:
        return NOTHING
    pages = [
        tag("li", link(programme_name(programme, answer.language), programme.url))
        for programme in answer.about
        if programme.url
    ]
    return tag(
        "div",
        tag("h3", answers.WHOM_TO_ASK.in_language(language), class_="small-head", lang=language),
        tag("ul", tag("li", contact.sentence, " ", link(contact.url, contact.url)), *pages),
        class_="contact",
    )


def about_line(answer: Answer, language: Language) -> str:
    """What the question was understood to be about: its programmes, and what was asked; empty where it is neither."""
    programmes = listed((programme_name(programme, language) for programme in answer.about), language)
    asked = listed((names.in_language(language) for names in answer.asked), language)
    understood = " · ".join(part for part in (programmes, asked) if part)
    return answers.ABOUT.in_language(language).format(names=understood) if understood else ""


def programme_name(programme: Programme, language: Language) -> str:
    """The name in `language` with its code; a Chinese name that is our own translation says so."""
    is_ours = programme.has_translated_name and language is not Language.EN
    notes = [programme.code] * bool(programme.code) + [answers.OUR_TRANSLATION.in_language(language)] * is_ours
    name = programme.names.in_language(language)
    return name + brackets(listed(notes, language), language) if notes else name
