"""Deadlines as a file that calendar programs read (iCalendar, RFC 5545)."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event
from icalendar.enums import TRANSP

from assistant.composing import frames
from assistant.domain import Answer, Language
from assistant.keeping import texts
from assistant.keeping.deadlines import Deadline, deadlines_in, is_deadline

_PRODUCT = "-//programme-assistant//deadlines//EN"


def calendar_of(answer: Answer, today: date) -> str:
    """The deadlines from `today` on in an answer as one calendar; empty where there is none.

    Each is an event of a whole day, whose id stays the same from answer to answer and in every language, so that a
    calendar that has it already is brought up to date. The same answer on the same day gives the same file.
    """
    deadlines = deadlines_in(answer, today)
    if not deadlines:
        return ""
    uid = _uid(" ".join(deadline.key for deadline in deadlines))
    calendar = Calendar.new(prodid=_PRODUCT, uid=uid, name=texts.CALENDAR.in_language(answer.language))
    for deadline in deadlines:
        calendar.add_component(_event(deadline, answer.language, today))
    return str(calendar.to_ical(), "utf-8")


def _event(deadline: Deadline, language: Language, today: date) -> Event:
    passage = deadline.citation.passage
    url = passage.provenance.source_url
    source = f"{passage.breadcrumb} · {frames.as_of_text(passage.provenance.as_of, language)}"
    return Event.new(
        uid=_uid(deadline.key),
        stamp=datetime.combine(today, time(), UTC),
        start=deadline.day,
        end=deadline.day + timedelta(days=1),
        summary=_summary(deadline, language),
        description="\n\n".join(
            (
                *deadline.words,
                texts.SOURCE.in_language(language).format(source=source),
                texts.CHECK_DATE.in_language(language).format(url=url),
            )
        ),
        url=url,
        transparency=TRANSP.TRANSPARENT,
    )


def _summary(deadline: Deadline, language: Language) -> str:
    if is_deadline(deadline.what):
        return deadline.what
    return texts.DEADLINE.in_language(language).format(what=deadline.what)


def _uid(key: str) -> str:
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@programme-assistant"
