"""What a question asks for that this assistant does not do, and what is left of the question without it."""

from assistant.scope.asked import asked_for, split_asks
from assistant.scope.asks import Ask
from assistant.scope.boundary import Boundary, boundary

__all__ = ["Ask", "Boundary", "asked_for", "boundary", "split_asks"]
