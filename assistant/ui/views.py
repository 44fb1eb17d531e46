"""The page of one visit as Markdown for each of its places."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.domain import Answer
from assistant.ui.answerer import Guide, is_ready, offered, waiting_text
from assistant.ui.head import draw_head, draw_picked, draw_programmes
from assistant.ui.kept import kept_text
from assistant.ui.markup import blocks, tag
from assistant.ui.start import draw_start
from assistant.ui.turns import draw_coming, draw_following, draw_turn
from assistant.ui.visit import Visit
from assistant.web.asking import Answerer


@dataclass(frozen=True, slots=True)
class Views:
    """Draws visits; `today` is the day by which sources are expired."""

    answerer: Answerer
    guide: Guide
    today: Callable[[], date]
    is_journal_kept: bool

    def head(self, visit: Visit) -> str:
        """Title, language, notice, and the page on limits."""
        return draw_head(visit.language, has_conversation=bool(visit.exchanges), is_journal_kept=self.is_journal_kept)

    def conversation(self, visit: Visit) -> str:
        """All turns; while the last question is reworded, it is still there."""
        today, last = self.today(), len(visit.exchanges)
        return blocks(
            draw_turn(
                exchange,
                number,
                visit.language,
                today,
                is_last=at == last,
                is_journal_kept=self.is_journal_kept,
            )
            for at, (number, exchange) in enumerate(visit.numbered, 1)
        )

    def coming(self, visit: Visit, question: str, answer: Answer | str) -> str:
        """The question that is being answered, with what there is of its answer."""
        number = visit.first + len(visit.before)
        return draw_coming(question, answer, number, visit.language, self.today())

    def following(self, visit: Visit, visitor: str = "") -> str:
        """What could be asked after the last answer; takes as long as some answers, and a chat model's reply.

        `visitor` tells visitors apart for budgets.
        """
        if not visit.exchanges:
            return ""
        *before, last = visit.exchanges
        turns = [exchange.turn for exchange in before]
        questions = offered(lambda: self.guide.suggest(last.answer, turns, visit.context(visitor), last.question))
        return draw_following(questions, last.answer.language, visit.language)

    def start(self, visit: Visit) -> str:
        """The start screen, where there is no conversation yet."""
        if visit.exchanges:
            return ""
        if not is_ready(self.answerer):
            return draw_start((), visit.language, waiting_text(self.answerer, visit.language))
        return draw_start(offered(lambda: self.guide.start_questions(visit.language)), visit.language)

    def picked(self, visit: Visit) -> str:
        """What narrows the next question, with the dialog that lists the programmes."""
        programmes = offered(self.guide.programmes)
        chosen = next((programme for programme in programmes if programme.id == visit.programme), None)
        chips = draw_picked(chosen, visit.language, is_editing=visit.is_editing)
        return blocks([chips, draw_programmes(programmes, visit.language)]) if programmes else chips

    def keeping(self, visit: Visit) -> str:
        """What the browser keeps of the visit."""
        return tag("div", id="kept", data_kept=kept_text(visit), hidden=True)
