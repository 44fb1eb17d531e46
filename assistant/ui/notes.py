"""What the page writes into the journal: ratings, and questions that were not answered."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.domain import Answer
from assistant.errors import AssistantError
from assistant.journal import Entry, Journal, Rating, rated, unanswered
from assistant.ui.commands import Command
from assistant.ui.visit import Visit

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notes:
    """Writes entries; a journal that fails is logged, and the visitor's page goes on."""

    journal: Journal
    clock: Callable[[], datetime]

    def unanswered(self, question: str, answer: Answer) -> None:
        """Note a question that the documents did not answer, or only in part."""
        if entry := unanswered(question, answer, self.clock()):
            self._note(entry)

    def rated(self, visit: Visit, command: Command) -> Visit:
        """Note what was said of an answer; the visit with it, or as it was where it could not be kept."""
        exchange = visit.exchange(command.turn)
        if exchange is None or exchange.rating or command.rating is None or not self.journal.is_kept:
            return visit
        reason = command.reason if command.rating is Rating.DOWN else None
        entry = rated(exchange.question, exchange.answer, command.rating, self.clock(), reason, command.line)
        return visit.rated(command.turn, command.rating) if self._note(entry) else visit

    def _note(self, entry: Entry) -> bool:
        try:
            self.journal.note(entry)
        except AssistantError as error:
            _log.error("%s", error)  # the sentence says it all
            return False
        return True
