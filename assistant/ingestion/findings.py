"""What a check finds: how grave it is, where, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error stops a publication, a warning asks for a look, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found; `check` is its name, `line` counts from 1 (0: the file as a whole)."""

    severity: Severity
    file: str
    line: int
    check: str
    message: str

    @property
    def text(self) -> str:
        """One line, such as "aist.md:12: warning: … [expired]"."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.severity}: {self.message} [{self.check}]"
