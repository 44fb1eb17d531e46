"""What a visitor keeps of an answer: a text to send to others, and its deadlines for a calendar."""

from assistant.keeping.calendar import calendar_of
from assistant.keeping.deadlines import Deadline, deadlines_in
from assistant.keeping.text import text_of

__all__ = ["Deadline", "calendar_of", "deadlines_in", "text_of"]
