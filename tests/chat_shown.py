"""Which corruptions of a scripted model reached the page: told from its log, by no check of the assistant's own."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from assistant.evaluation.records import Result
from tests.chat_characters import Corruption
from tests.chat_questions import Misasked

_MARKS = re.compile(r"\[\d+\]")
_STOPS = re.compile(r"\.(?!\d)")
_ANOTHER = {"asks_for_another_thing", "names_another_year"}
_WRONG_MARK = {"cites_nowhere", "cites_another"}


def shown(results: Iterable[Result], log: Sequence[Corruption]) -> list[tuple[str, Corruption]]:
    """The ids of the cases whose answers hold a corruption that was made for their question, and which one.

    An answer holds it when the wrong part stands in it with what stood around it in the reply, and no passage that the
    answer cites has these very words. Marks that point elsewhere leave the words right: the evaluation's own check of
    what a statement cites finds those.
    """
    found = []
    for result in results:
        page = plain("\n".join((result.lead, *(said.text for said in result.said), result.closing)))
        cited = [plain(f"{citation.breadcrumb}\n{citation.text}") for citation in result.citations]
        for corruption in log:
            if corruption.kind in _WRONG_MARK or result.case.question not in corruption.asked:
                continue
            wrong = plain(corruption.context)
            if wrong in page and not any(wrong in text for text in cited):
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


def plain(text: str) -> str:
    """Letters, digits and what belongs to figures only, without marks, case, width and full stops."""
    text = _STOPS.sub("", _MARKS.sub("", unicodedata.normalize("NFKC", text))).casefold()
    return "".join(sign for sign in text if sign.isalnum() or sign in "$%.*/<>")
