"""Questions that can be asked next, or first: each is asked behind the scenes before it is offered."""

from assistant.suggesting.proposing import NOTHING, Proposer
from assistant.suggesting.suggestions import StartQuestions, Suggestions

__all__ = ["NOTHING", "Proposer", "StartQuestions", "Suggestions"]
