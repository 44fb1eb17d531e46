"""The journal as a table for spreadsheet programs, in which no cell is taken for a formula."""

import csv
import io
import unicodedata
from collections.abc import Iterable

from assistant.journal.entries import Entry

_HEADER = (
    "time (UTC)",
    "rating",
    "reason",
    "line",
    "question",
    "outcome",
    "language",
    "documents",
    "passages",
    "trace id",
)
_FORMULA_SIGNS = "=+-@"


def as_csv(entries: Iterable[Entry]) -> str:
    """A header and a row for each entry, every cell quoted; begins with the mark by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(_HEADER)
    for entry in entries:
        cells = (
            entry.time.strftime("%Y-%m-%d %H:%M:%S"),
            entry.rating or "",
            entry.reason or "",
            entry.line,
            entry.question,
            entry.outcome,
            entry.language,
            "\n".join(entry.documents),
            "\n".join(entry.passages),
            entry.trace_id,
        )
        writer.writerow(map(neutral, cells))
    return "\ufeff" + out.getvalue()


def neutral(text: str) -> str:
    """`text` as a cell that shows it and computes nothing: an apostrophe before what may be read as a formula.

    >>> neutral("=1+1"), neutral(" ＠SUM(A1)"), neutral("What is A-Level?")
    ("'=1+1", "' ＠SUM(A1)", 'What is A-Level?')
    """
    first = next((sign for sign in text if _is_seen(sign)), "")
    is_formula = unicodedata.normalize("NFKC", first)[:1] in tuple(_FORMULA_SIGNS)
    return f"'{text}" if is_formula or text[:1] in ("\t", "\r", "\n") else text


def _is_seen(sign: str) -> bool:
    """Whether a sign is more than space: blanks, control signs and invisible ones are skipped before a formula."""
    return not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf")
