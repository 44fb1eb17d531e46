"""Which corruptions of a scripted model reached the page: told from its log, by no check of the assistant's own."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.evaluation.records import Result
from assistant.language import to_simplified
from tests.chat_characters import Corruption
from tests.chat_questions import Misasked

_MARKS = re.compile(r"\[\d+\]")
_STOPS = re.compile(r"\.(?!\d)")
_ANOTHER = {"asks_for_another_thing", "names_another_year"}
_NOTE = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）)[.。]?$")
_MOST_NOTES = 2  # the year of a sentence, and that it is over
_WRONG_MARK = {"cites_nowhere", "cites_another"}


@dataclass(frozen=True)
class Spoilt:
    """A corrupted sentence as it is compared, and where in it the wrong part begins and ends."""

    text: str
    start: int
    end: int

    def is_shown_by(self, said: str) -> bool:
        """Whether `said` is this sentence or a part of it that holds the wrong part; it may say more around it."""
        return self.text in said or self.is_wrong_within(said)

    def is_wrong_within(self, part: str) -> bool:
        """Whether the wrong part stands in `part`, which is a part of the sentence; what is left out, on both sides."""
        places = (match.start() for match in re.finditer(f"(?={re.escape(part)})", self.text)) if part else ()
        is_left_out = self.start == self.end
        return any(
            place + is_left_out <= self.start and self.end <= place + len(part) - is_left_out for place in places
        )


def shown(results: Iterable[Result], log: Sequence[Corruption]) -> list[tuple[str, Corruption]]:
    """The ids of the cases whose answers hold a corruption that was made for their question, and which one.

    An answer holds it when one of its sentences is the corrupted one, or a part of that with the wrong part in it. No
    corruption is what says a whole statement in the documents' own words and cites it. Marks that point elsewhere leave
    the words right: the evaluation's own check of what a statement cites finds those.
    """
    found = []
    for result in results:
        cited = {citation.mark: citation.quotes for citation in result.citations}
        page = [(said.text, [quote for mark in said.marks for quote in cited.get(mark, ())]) for said in result.said]
        page += [(result.lead, []), (result.closing, [])]
        for corruption in log:
            if corruption.kind in _WRONG_MARK or result.case.question not in corruption.asked:
                continue
            spoilt = spoilt_of(corruption)
            if any(_is_shown(spoilt, text, quotes) for text, quotes in page):
                found.append((result.id, corruption))
    return found


def offered(results: Iterable[Result], log: Sequence[Misasked]) -> list[tuple[str, Misasked]]:
    """The ids of the cases after whose answers a question was offered as it was spoilt for them, and which one.

    One that merely asks for another thing or year is no wrong offer: it is answered from what the model has seen.
    """
    found = []
    log = [one for one in log if one.kind not in _ANOTHER]
    for result in results:
        questions = result.offer.questions if result.offer else ()
        found += [(result.id, one) for one in log if one.written in questions and result.case.turns[-1] in one.asked]
    return found


def spoilt_of(corruption: Corruption) -> Spoilt:
    """The corrupted sentence as it is compared."""
    before = plain(corruption.sentence[: corruption.at])
    until = plain(corruption.sentence[: corruption.at + len(corruption.corrupted)])
    return Spoilt(plain(corruption.sentence), len(before), len(until))


def _is_shown(spoilt: Spoilt, text: str, quotes: Iterable[str]) -> bool:
    is_there = any(spoilt.is_shown_by(plain(said)) for said in _without_notes(text))
    return is_there and not any(spoilt.is_wrong_within(plain(quote)) for quote in quotes)


def _without_notes(text: str) -> Iterator[str]:
    """A sentence of the page as it is, and without the brackets that the assistant may have put behind it."""
    yield text
    for _ in range(_MOST_NOTES):
        text = _NOTE.sub("", text)
        yield text


def plain(text: str) -> str:
    """Letters, digits and what belongs to figures only, without marks, case, width, full stops and the script."""
    text = _STOPS.sub("", _MARKS.sub("", unicodedata.normalize("NFKC", to_simplified(text)))).casefold()
    return "".join(sign for sign in text if sign.isalnum() or sign in "$%.*/<>")
