"""What can go wrong in an evaluation, worded for the evaluator."""

from assistant.errors import AssistantError


class EvaluationError(AssistantError):
    """An evaluation cannot be made as asked."""


class CasesError(EvaluationError):
    """Cases cannot be used; each line names the file, the line and the reason."""


class RunError(EvaluationError):
    """A folder holds no run that can be read."""


class BadCase(EvaluationError):
    """One case cannot be used, for this reason."""
