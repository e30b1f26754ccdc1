"""Reading CSV files: the text, the header, the rows, and each cell with its faults collected.

Nothing is guessed: the file is UTF-8, separated by commas or semicolons (whichever its header has more of).
Cells are trimmed and brought to one Unicode form (NFC); a cell is text, whatever it looks like.
"""

import csv
import io
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.errors import EnvironmentFault

from .faults import Fault, ImportRefused
from .identifiers import is_identifier

LARGEST_FILE = 50_000_000
"""Bytes; every candidate of a whole general election takes less than a tenth of it."""
LONGEST_TEXT = 500
"""Characters, as `Text` in the domain."""

_SAVE_AS_CSV = 'Open it in the spreadsheet and save it as "CSV UTF-8 (comma delimited)".'
_NOT_CSV = {
    b"PK": "This is a workbook, not a CSV file.",
    b"\xd0\xcf\x11\xe0": "This is a workbook, not a CSV file.",
    b"%PDF": "This is a PDF, not a CSV file.",
    b"\xff\xfe": "This is UTF-16 text, not UTF-8.",
    b"\xfe\xff": "This is UTF-16 text, not UTF-8.",
}
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode's categories of control and format characters, surrogates, and separators of lines."""

MissingGlyphs = Callable[[str], Sequence[str]]
"""Gives the characters of a text that the typeface of the documents cannot show."""


def shows_all(_text: str) -> Sequence[str]:
    """For text that will not be printed: no character is missing."""
    return ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank: the line on which it begins, and its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file with its header; column names are in small letters with underscores for spaces."""

    header_line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(slots=True)
class FaultBook:
    """Takes down every fault of one file while its cells are read, and refuses the file if there were any."""

    file: str
    missing_glyphs: MissingGlyphs = shows_all
    faults: list[Fault] = field(default_factory=list)

    def note(self, line: int, column: str, problem: str, remedy: str) -> None:
        """Take down one fault."""
        self.faults.append(Fault(self.file, line, column, problem, remedy))

    def refuse_if_any(self) -> None:
        """Raise ImportRefused with every fault taken down so far, in the order of the file."""
        if self.faults:
            raise ImportRefused(sorted(self.faults, key=lambda fault: fault.line))

    def require(self, table: Table, needed: Collection[str], optional: Collection[str] | None = None) -> None:
        """Raise ImportRefused for a missing column, for no rows and, given `optional`, for others."""
        before = len(self.faults)
        known = f"The columns are: {', '.join([*needed, *(optional or ())])}."
        for column in needed:
            if column not in table.columns:
                self.note(table.header_line, column, "The column is missing.", known)
        if optional is not None:
            for column in filter(None, table.columns):
                if column not in needed and column not in optional:
                    remedy = f"Correct its name or take it out. {known}"
                    self.note(table.header_line, column, "The column is not known.", remedy)
        if not table.rows and not self.faults:
            self.note(0, "", "There are no rows below the header.", "Check that this is the right file.")
        if len(self.faults) > before:
            self.refuse_if_any()

    def text(self, row: Row, column: str, *, required: bool = False) -> str:
        """The text of a cell, empty if the file has no such column; its faults are taken down."""
        value = row.cells.get(column, "")
        if required and not value:
            self.note(row.line, column, "The cell is blank.", "Fill it in.")
        elif len(value) > LONGEST_TEXT:
            problem = f"The text has {len(value)} characters; {LONGEST_TEXT} are the most."
            remedy = "Shorten it, or look for a missing double quote further up."
            self.note(row.line, column, problem, remedy)
        else:
            self._examine_characters(row, column, value)
        return value

    def _examine_characters(self, row: Row, column: str, value: str) -> None:
        unseen = {character for character in value if unicodedata.category(character) in _UNSEEN}
        missing = set(self.missing_glyphs(value)) - unseen
        for character in dict.fromkeys(value if unseen or missing else ""):
            name = f"U+{ord(character):04X} ({unicodedata.name(character, 'without a name')})"
            if character in unseen:
                problem, remedy = f"The text holds {name}, which nobody can see.", "Type the cell again."
            elif character in missing:
                problem = f"The character {character}, {name}, is not in the typeface of the documents."
                remedy = "It would be missing in print: write the name with another character."
            else:
                continue
            self.note(row.line, column, problem, remedy)

    def whole_number(self, row: Row, column: str, least: int, most: int) -> int | None:
        """The whole number in a cell, None if it is blank or faulty."""
        value = row.cells.get(column, "")
        if not value:
            return None
        if value.isascii() and value.isdigit() and len(value) <= 9 and least <= int(value) <= most:
            return int(value)
        self.note(
            row.line,
            column,
            f'"{value[:40]}" is not a whole number from {least:,} to {most:,}.',
            "Write it in digits alone.",
        )
        return None

    def figure(self, row: Row, column: str, *, required: bool = False) -> int | None:
        """The papers or votes in a cell, None if it is blank (a fault if `required`) or faulty."""
        if required and not row.cells.get(column):
            self.note(row.line, column, "The cell is blank.", "Fill it in; blank is not zero.")
        return self.whole_number(row, column, 0, MAX_FIGURE)

    def identifier(self, row: Row, column: str) -> str:
        """The identifier in a cell; empty if it is blank or faulty."""
        value = row.cells.get(column, "")
        if not value:
            self.note(row.line, column, "The cell is blank.", "Fill it in.")
        elif is_identifier(value):
            return value
        else:
            self.note(
                row.line,
                column,
                f'"{value[:80]}" cannot be used as an identifier.',
                "Use at most 64 letters without accents, digits, full stops, underscores and hyphens.",
            )
        return ""

    def same(self, row: Row, column: str, value: object, said: tuple[int, object]) -> None:
        """Take it down if this row says something else than an earlier line of the same contest or area."""
        if value != said[1]:
            self.note(
                row.line,
                column,
                f'This is "{value}", but line {said[0]} says "{said[1]}".',
                "Make them equal, or give what is another contest or area an identifier of its own.",
            )


def read_table(path: Path, book: FaultBook) -> Table:
    """The table in a CSV file. Raises ImportRefused if it is none, EnvironmentFault if it cannot be read.

    Rows with too many or too few cells are taken down in the book and left out.
    """
    records = _records(_decoded(read_bytes(path, book), book), book)
    header_line, header = next(records, (0, []))
    columns = tuple("_".join(name.casefold().split()) for name in header)
    for name in {name for name in columns if name and columns.count(name) > 1}:
        book.note(header_line, name, "Two columns have this name.", "Rename or delete one of them.")
    if not columns:
        book.note(0, "", "The file is empty.", "Check that this is the right file.")
    book.refuse_if_any()
    rows = []
    for line, cells in records:
        while len(cells) > len(columns) and not cells[-1]:
            cells.pop()
        if len(cells) == len(columns):
            rows.append(Row(line, dict(zip(columns, cells, strict=True))))
        else:
            book.note(
                line,
                "",
                f"The row has {len(cells)} cells, the header has {len(columns)}.",
                "Put a text that contains the separator in double quotes, or fill in the missing cells.",
            )
    return Table(header_line, columns, tuple(rows))


def read_bytes(path: Path, book: FaultBook) -> bytes:
    """What is in the file, without a byte order mark. Raises ImportRefused if it is of a wrong kind."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise EnvironmentFault(
            f"{path} could not be read ({error.strerror}). Check the name, and that it may be opened."
        ) from error
    if len(data) > LARGEST_FILE:
        book.note(
            0, "", f"The file is larger than {LARGEST_FILE:,} bytes.", "Check that this is the right file."
        )
    for beginning, problem in _NOT_CSV.items():
        if data.startswith(beginning):
            book.note(0, "", problem, _SAVE_AS_CSV)
    book.refuse_if_any()
    return data.removeprefix(b"\xef\xbb\xbf")


def _decoded(data: bytes, book: FaultBook) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line_start = before.rfind(b"\n") + 1
        book.note(
            before.count(b"\n") + 1,
            "",
            f"Byte {len(before) - line_start + 1} of the line, 0x{data[error.start]:02X}, is not UTF-8 text.",
            _SAVE_AS_CSV,
        )
        raise ImportRefused(book.faults) from error


def _records(text: str, book: FaultBook) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, its cells trimmed, with the line on which it begins."""
    first = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
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
                f"The row cannot be read as CSV ({error}).",
                "Inside a quoted text a double quote is written twice; at its end stands a single one.",
            )
            raise ImportRefused(book.faults) from error
        cells = [unicodedata.normalize("NFC", cell.strip()) for cell in cells]
        if any(cells):
            yield line, cells
