"""The rows of a CSV file: UTF-8, separated by commas, semicolons or tabs, whichever its header has
most of, or a first line `sep=` names.
"""

import csv
import io
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from .faults import ImportRefused
from .headers import form_of
from .records import Record, cleaned

if TYPE_CHECKING:
    from .tables import FaultBook


def csv_records(text: str, book: "FaultBook", known_by: Collection[str]) -> Iterator[Record]:
    """Each row that is not blank, its cells trimmed, with the line on which it begins.

    Raises ImportRefused at a row that cannot be read as CSV.
    """
    form = form_of(text, known_by)
    # Strict: a quote in the wrong place would otherwise take half the file into one cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            book.note(
                line,
                "",
                "The row cannot be read as CSV: a double quote is missing, or one too many.",
                "Inside a quoted text a double quote is written twice; at its end stands a "
                "single one.",
            )
            raise ImportRefused(book.faults) from error
        cells = cleaned(cells)
        if any(cells) and not (form.is_told and line == 1):
            yield Record(line, cells)
