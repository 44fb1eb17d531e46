"""One turn of the conversation: the question, its answer, its sources, and what can be done with them."""

from collections.abc import Sequence
from datetime import date

from assistant.domain import Answer, Language, Outcome
from assistant.journal import Reason
from assistant.journal.entries import LONGEST_LINE
from assistant.keeping import calendar_of, text_of
from assistant.ui.answers import about_line, draw_answer
from assistant.ui.cards import source_dialog, source_list
from assistant.ui.markup import NOTHING, Fragment, tag
from assistant.ui.texts import answers, feedback, frame
from assistant.ui.traces import draw_trace
from assistant.ui.visit import Exchange

_SEARCHED = (Outcome.ANSWERED, Outcome.PARTLY, Outcome.NOT_FOUND)


def draw_turn(
    exchange: Exchange, number: int, language: Language, today: date, *, is_last: bool, is_journal_kept: bool
) -> Fragment:
    """Turn `number` (from 1); the dialogs of its sources and how it was found are closed."""
    answer = exchange.answer
    about = about_line(answer, language)
    return tag(
        "section",
        _question(exchange.question, f"question-{number}"),
        tag("p", about, class_="about") if about else NOTHING,
        draw_answer(answer, number, language, today),
        source_list(answer.citations, number, language, today),
        _tools(exchange, number, language, today, is_last=is_last),
        draw_trace(answer, answer.trace, language) if answer.trace else NOTHING,
        _feedback(exchange, number, language) if is_journal_kept and answer.outcome in _SEARCHED else NOTHING,
        *(source_dialog(citation, number, language, today) for citation in answer.citations),
        id=f"turn-{number}",
        class_="turn",
        aria_labelledby=f"question-{number}",
    )


def draw_coming(question: str, answer: Answer | str, number: int, language: Language, today: date) -> Fragment:
    """A turn of which the answer still comes: what there is of it, or a sentence; not read out before it is whole."""
    so_far = (
        tag("p", answer, class_="waiting") if isinstance(answer, str) else draw_answer(answer, number, language, today)
    )
    return tag(
        "section",
        _question(question, "question-coming"),
        tag("div", so_far, aria_hidden="true"),
        class_="turn coming",
        aria_labelledby="question-coming",
        aria_busy="true",
    )


def _question(question: str, element_id: str) -> Fragment:
    return tag("h2", tag("bdi", question), id=element_id, class_="question", tabindex="-1")


def _tools(exchange: Exchange, number: int, language: Language, today: date, *, is_last: bool) -> Fragment:
    """Copying, printing, the deadlines for a calendar, and rewording the last question."""

    def tool(name: str, label: str, **attributes: str) -> Fragment:
        return tag("button", label, type="button", class_=f"tool {name}", **attributes)

    tools = [
        tool(
            "copy",
            answers.COPY.in_language(language),
            data_copies=text_of(exchange.answer, today, exchange.question),
            data_copied=answers.COPIED.in_language(language),
            data_failed=answers.NOT_COPIED.in_language(language),
        ),
        tool("print", answers.PRINT.in_language(language), data_prints="page"),
    ]
    if calendar := calendar_of(exchange.answer, today):
        label = answers.CALENDAR.in_language(language)
        tools.append(tool("calendar", label, data_calendar=calendar, data_filename=f"deadlines-{number}.ics"))
    if is_last:
        tools.append(tool("edit", frame.EDIT.in_language(language), data_edits=exchange.question))
    return tag("div", *tools, class_="tools", id=f"tools-{number}")


def draw_following(questions: Sequence[str], answered: Language, language: Language) -> Fragment:
    """Questions to ask next, in the language of the answer before; nothing for none."""
    if not questions:
        return NOTHING
    return tag(
        "section",
        tag("h2", frame.NEXT.in_language(language), class_="small-head", id="following-head"),
        tag("ul", *(tag("li", ask_button(question)) for question in questions), lang=answered),
        class_="next",
        aria_labelledby="following-head",
    )


def ask_button(question: str) -> Fragment:
    """A button that asks a question."""
    return tag("button", question, type="button", class_="ask", data_asks=question)


def _feedback(exchange: Exchange, number: int, language: Language) -> Fragment:
    """Whether it was helpful: yes at a click, no with a short form; a word of thanks once it is told."""
    if exchange.rating:
        return tag("p", feedback.THANKS.in_language(language), class_="feedback thanks", role="status")
    yes, no = feedback.UP.in_language(language), feedback.DOWN.in_language(language)
    up = tag("button", yes, type="button", class_="rate up", data_rates="up")
    down = tag("details", tag("summary", no, class_="rate down"), _complaint(number, language))
    return tag(
        "div",
        tag("h3", feedback.WAS_IT_GOOD.in_language(language), class_="small-head"),
        tag("div", up, down, class_="rates"),
        class_="feedback",
        data_turn=str(number),
    )


def _complaint(number: int, language: Language) -> Fragment:
    """What is not right: one reason, an optional line, and what is kept of it."""
    reasons = [
        tag(
            "label",
            tag("input", type="radio", name=f"reason-{number}", value=reason, checked=at == 0),
            " ",
            feedback.REASONS[reason].in_language(language),
        )
        for at, reason in enumerate(Reason)
    ]
    line = f"line-{number}"
    return tag(
        "div",
        tag("fieldset", tag("legend", feedback.WHAT_IS_WRONG.in_language(language)), *reasons),
        tag("label", feedback.LINE.in_language(language), for_=line),
        tag("input", type="text", id=line, maxlength=str(LONGEST_LINE), autocomplete="off"),
        tag("p", feedback.WHAT_IS_KEPT.in_language(language), class_="hint"),
        tag("button", feedback.SEND.in_language(language), type="button", class_="send", data_rates="down"),
        class_="complaint",
    )
