"""Reading a list from a workbook (XLSX): the one sheet that has its columns, cell by cell.

Values are those that the spreadsheet showed when it was saved, results of formulas among them. What
cannot be taken for certain is refused with its cell: a date that was a number once, a formula
without a result, merged cells, hidden rows and columns.
"""

import io
import warnings
import zipfile
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from .faults import ImportRefused
from .headers import TITLE_ROWS, column_names, is_header
from .records import Flaw, Record, cleaned
from .sheet_structure import Structure, merged_below, structure_of

if TYPE_CHECKING:
    from .tables import FaultBook

LARGEST_UNPACKED = 30_000_000
"""Bytes; the candidates of a whole country with forty columns take less than half of it."""
MOST_PARTS = 2_000
MOST_SHEETS = 50
MOST_ROWS = 100_000
MOST_COLUMNS = 500
_MOST_NAMED = 20
"""Merged ranges that are named one by one."""
_ROUNDED = 10**15
"""A spreadsheet keeps fifteen digits of a number, and noughts in place of the others."""

_SAVE_AGAIN = "Open it in the spreadsheet and save it again as XLSX, or as CSV UTF-8."
_UNHIDE = "Show it, or delete it if it is not to be read, and save the workbook."


def sheet_records(data: bytes, book: "FaultBook", known_by: Collection[str]) -> list[Record]:
    """The rows of the sheet whose header has columns that it is known by, none of them blank.

    Raises ImportRefused where there is no such sheet or several, and where it cannot be read.
    """
    _must_be_bounded(data, book)
    try:
        # Its warnings are about looks and validation, of which nothing is read here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _Workbook(data, book).records(known_by)
    except ImportRefused:
        raise
    # Anything may be in a file that somebody else made, and the reader stumbles over it anywhere.
    except Exception as error:
        book.note(0, "", "The workbook is damaged or incomplete: it cannot be read.", _SAVE_AGAIN)
        raise ImportRefused(book.faults) from error


def _must_be_bounded(data: bytes, book: "FaultBook") -> None:
    """Refuse what would be unpacked into more than any list takes.

    No more is ever unpacked of a part than its entry says, so the sum of these is the most.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        book.note(0, "", "The workbook is damaged: it cannot be unpacked.", _SAVE_AGAIN)
        raise ImportRefused(book.faults) from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        book.note(
            0,
            "",
            f"The workbook unpacks to {unpacked:,} bytes in {len(parts):,} parts; "
            f"{LARGEST_UNPACKED:,} in {MOST_PARTS:,} are the most.",
            "Copy the list alone, without pictures, into a new workbook, or save it as CSV UTF-8.",
        )
    book.refuse_if_any()


class _Workbook:
    """A workbook that is open, and the book that takes down its faults."""

    def __init__(self, data: bytes, book: "FaultBook") -> None:
        from openpyxl import load_workbook

        self._book = book
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)

    def records(self, known_by: Collection[str]) -> list[Record]:
        """The rows of the one sheet that is the list; its faults are taken down."""
        name, sheet, structure = self._sheet(known_by)
        self._book.sheet = name
        records = list(_records(sheet, structure))
        header = next((each for each in records if _known(each, known_by)), None)
        if header is not None:
            self._examine(structure, header, records)
        return records

    def _sheet(self, known_by: Collection[str]) -> tuple[str, Any, Structure]:
        """The sheet that is the list, with its name and structure; refused if that is not clear."""
        sheets = self._workbook.worksheets
        if len(sheets) > MOST_SHEETS:
            self._refuse(
                f"The workbook has {len(sheets)} sheets; {MOST_SHEETS} are the most.",
                "Copy the list alone into a new workbook.",
            )
        filled = []
        for sheet in sheets:
            structure = self._structure(sheet)
            if structure.last_row:
                filled.append((sheet.title, sheet, structure))
        lists = [each for each in filled if self._is_list(each[1], each[2], known_by)]
        shown = [each for each in lists if each[1].sheet_state == "visible"]
        if len(shown) == 1:
            return shown[0]
        if shown:
            named = ", ".join(each[0] for each in shown)
            self._refuse(
                f"Several sheets have the columns of this list: {named}.",
                "Keep one of them in the workbook, or save the right one as CSV UTF-8.",
            )
        if lists:
            self._refuse(f"The sheet {lists[0][0]}, which has the columns, is hidden.", _UNHIDE)
        return self._only(filled, known_by)

    def _only(
        self, filled: list[tuple[str, Any, Structure]], known_by: Collection[str]
    ) -> tuple[str, Any, Structure]:
        """The only sheet that holds anything, whose columns are then found wanting one by one."""
        if len(filled) == 1:
            return filled[0]
        if not filled:
            self._refuse("The workbook is empty.", "Check that this is the right file.")
        self._refuse(
            f"None of the sheets {', '.join(each[0] for each in filled)} has the columns of this "
            "list.",
            f"Write the names of the columns above it, such as {', '.join(islice(known_by, 5))}.",
        )
        raise AssertionError

    def _refuse(self, problem: str, remedy: str) -> None:
        self._book.note(0, "", problem, remedy)
        self._book.refuse_if_any()

    def _structure(self, sheet: Any) -> Structure:
        with self._archive.open(sheet._worksheet_path) as part:
            structure = structure_of(part)
        if structure.last_row > MOST_ROWS or structure.last_column > MOST_COLUMNS:
            self._book.sheet = sheet.title
            self._refuse(
                f"The sheet has cells down to row {structure.last_row:,} and across "
                f"{structure.last_column:,} columns; {MOST_ROWS:,} rows and {MOST_COLUMNS} columns "
                "are the most.",
                "Delete what stands far below or beside the list.",
            )
        # What a sheet says of its own size is not believed: it may be of a million rows.
        sheet.reset_dimensions()
        return structure

    def _is_list(self, sheet: Any, structure: Structure, known_by: Collection[str]) -> bool:
        first = islice(_records(sheet, structure), TITLE_ROWS)
        return any(_known(record, known_by) for record in first)

    def _examine(self, structure: Structure, header: Record, records: list[Record]) -> None:
        """Take down what is merged or hidden in the header and beneath it."""
        from openpyxl.utils import get_column_letter

        for first_column, first_row, last_column, last_row in islice(
            merged_below(structure, header.line), _MOST_NAMED
        ):
            first = f"{get_column_letter(first_column)}{first_row}"
            last = f"{get_column_letter(last_column)}{last_row}"
            problem = f"The cells {first} to {last} are merged: which rows they hold for is lost."
            remedy = "Unmerge them, and fill in each cell."
            self._book.note(max(first_row, header.line), "", problem, remedy)
        hidden = [
            record.line
            for record in records
            if record.line in structure.hidden_rows and record.line > header.line
        ]
        if hidden:
            others = f" and {len(hidden) - 1} more" if len(hidden) > 1 else ""
            problem = (
                f"The row {hidden[0]}{others} cannot be seen: hidden, or left out by a filter."
            )
            remedy = "Take the filter off and show all rows; delete those that are not to be read."
            self._book.note(hidden[0], "", problem, remedy)
        for position, name in enumerate(header.cells, 1):
            if name and structure.is_hidden(position):
                problem = f"The column {get_column_letter(position)} is hidden."
                self._book.note(header.line, name, problem, _UNHIDE)


def _known(record: Record, known_by: Collection[str]) -> bool:
    return is_header(column_names(record.cells), known_by)


def _records(sheet: Any, structure: Structure) -> Iterator[Record]:
    """Each row that is not blank."""
    width = max(structure.last_column, 1)
    for line, row in enumerate(sheet.iter_rows(max_col=width), 1):
        if line > structure.last_row:
            return
        cells = []
        flaws = {}
        for position, cell in enumerate(row):
            text, flaw = _text(cell)
            if (line, position + 1) in structure.without_result:
                flaw = _WITHOUT_RESULT
            cells.append(text)
            if flaw:
                flaws[position] = flaw
        cells = cleaned(cells)
        if any(cells) or flaws:
            yield Record(line, cells, flaws)


_WITHOUT_RESULT = Flaw(
    "The cell holds a formula whose result is not in the file.",
    "Open the workbook in the spreadsheet, let it work the formula out, and save it.",
)


def _text(cell: Any) -> tuple[str, Flaw | None]:
    """What stands in a cell as a text, and why it cannot be taken as it stands."""
    value = cell.value
    match value:
        case None:
            return "", None
        case bool():
            return str(value).lower(), None
        case int() | float():
            return _number(value, str(cell.number_format))
        case datetime() | date() | time() | timedelta():
            problem = f"The cell holds the date or time {value}, not a text."
            remedy = (
                "If the spreadsheet made it of something else, format the cell as text and type "
                "that again."
            )
            return str(value), Flaw(problem, remedy)
    if cell.data_type == "e":
        return str(value), Flaw(
            f"The cell holds the error {value}.", "Correct its formula, or type what it should be."
        )
    return str(value), None


def _number(value: int | float, number_format: str) -> tuple[str, Flaw | None]:
    if abs(value) >= _ROUNDED:
        problem = f"The number {value:g} has more digits than the spreadsheet keeps."
        return str(value), Flaw(problem, "Format the cell as text and type it again.")
    if value != int(value):
        return repr(value), None
    digits = str(int(value))
    # Noughts in front that the format shows are those that people read: 007 is not 7.
    shown = number_format if set(number_format) == {"0"} else ""
    return digits.zfill(len(shown)), None
