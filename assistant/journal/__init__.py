"""The journal: what visitors say of answers, and the questions that the documents did not answer."""

from assistant.journal.entries import Entry, Journal, Rating, Reason, rated, unanswered
from assistant.journal.lines import LineJournal, NoJournal
from assistant.journal.masking import masked

__all__ = ["Entry", "Journal", "LineJournal", "NoJournal", "Rating", "Reason", "masked", "rated", "unanswered"]
