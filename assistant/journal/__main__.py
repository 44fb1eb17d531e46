"""The journal for staff: python -m assistant.journal > journal.csv"""  # noqa: D400, D415

import sys

from assistant.errors import AssistantError
from assistant.journal.export import as_csv
from assistant.journal.lines import LineJournal
from assistant.settings import read_settings


def main() -> int:
    """Write what the journal holds as CSV; 1 when it cannot be read."""
    try:
        settings = read_settings()
        journal = LineJournal(settings.journal_dir, settings.journal_bytes)
        sys.stdout.buffer.write(as_csv(journal.entries()).encode())
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
