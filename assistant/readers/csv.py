"""CSV files: one table, its first row the header."""

import csv

from assistant.readers.extract import Extract, Outline, Unreadable
from assistant.readers.grid import add_sheet
from assistant.readers.plain_text import decoded

_SAMPLE = 8_000


def read(content: bytes) -> Extract:
    """The table of a CSV file whose cells are separated by commas, semicolons, tabs or bars. Raises Unreadable."""
    text = decoded(content)
    try:
        separator = csv.Sniffer().sniff(text[:_SAMPLE], delimiters=",;\t|").delimiter
    except csv.Error:
        separator = ","
    outline = Outline()
    try:
        add_sheet(outline, "", enumerate(csv.reader(text.splitlines(keepends=True), delimiter=separator), 1))
    except csv.Error as error:
        raise Unreadable(f"it is not CSV ({error}); save it again from the spreadsheet as CSV UTF-8.") from error
    return outline.extract()
