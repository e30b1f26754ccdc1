"""Reading lists: the header, the rows, and each cell with its faults collected.

Nothing is guessed. A list is a CSV file or a workbook; what stands above the header is a title.
Cells are trimmed and brought to one Unicode form (NFC); a cell is text, whatever it looks like.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from tallyapp.domain.vocabulary.characters import deceptive
from tallyapp.domain.vocabulary.units import MAX_FIGURE

from .csv_rows import csv_records
from .faults import Fault, ImportRefused, visible
from .file_kinds import is_workbook
from .file_text import decoded, read_bytes
from .headers import TITLE_ROWS, column_names, is_header
from .identifiers import is_identifier
from .records import Flaw, Record

LONGEST_TEXT = 500
"""Characters, as `Text` in the domain."""

MOST_COLUMNS = 500
"""More than any list of a council or a website has."""
_GROUPED = re.compile(r"\d{1,3}(?:([, \u00a0\u202f\u2009])\d{3})(?:\1\d{3})*\Z", re.ASCII)
"""A number with its thousands set apart, all in one way."""
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_MADE_A_DATE = re.compile(rf"(?:\d{{1,2}}-{_MONTH}|{_MONTH}-\d{{2}})\Z")
"""What becomes of 1-2 or 3/99 where a spreadsheet is not told that it is a text."""
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
    flaws: Mapping[str, Flaw] = field(default_factory=dict)
    """Why cells of a workbook cannot be taken as they are."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list with its header; column names are in small letters with underscores for spaces."""

    header_line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def tells(self, column: str) -> bool:
        """Whether any row fills this column in; one that is blank throughout is as none."""
        return any(row.cells.get(column) or column in row.flaws for row in self.rows)


@dataclass(slots=True)
class FaultBook:
    """Takes down every fault of one file while its cells are read, and refuses the file if there
    were any.
    """

    file: str
    missing_glyphs: MissingGlyphs = shows_all
    faults: list[Fault] = field(default_factory=list)
    sheet: str = ""
    """The sheet of a workbook that is read."""
    letters: dict[str, str] = field(default_factory=dict)
    """By the name of a column, what a workbook calls it: A, B and so on."""

    def beside(self) -> "FaultBook":
        """Another book for the same file and sheet: for what is to be looked at, not refused."""
        return FaultBook(self.file, self.missing_glyphs, sheet=self.sheet, letters=self.letters)

    def note(self, line: int, column: str, problem: str, remedy: str) -> None:
        """Take down one fault."""
        cell = f"{self.letters[column]}{line}" if line and column in self.letters else ""
        self.faults.append(
            Fault(
                self.file,
                line,
                visible(column),
                visible(problem),
                visible(remedy),
                visible(self.sheet),
                cell,
            )
        )

    def cell(self, row: Row, column: str) -> str:
        """What stands in a cell, empty if it is one of a workbook that cannot be taken."""
        flaw = row.flaws.get(column)
        if flaw is None:
            return row.cells.get(column, "")
        self.note(row.line, column, *flaw)
        return ""

    def refuse_if_any(self) -> None:
        """Raise ImportRefused with every fault taken down so far, in the order of the file."""
        if self.faults:
            raise ImportRefused(sorted(self.faults, key=lambda fault: fault.line))

    def require(
        self, table: Table, needed: Collection[str], optional: Collection[str] | None = None
    ) -> None:
        """Raise ImportRefused for a missing column, for no rows and, given `optional`, for
        others.
        """
        # A wrong header stops at once: every row after it would be at fault.
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
            self.note(
                0, "", "There are no rows below the header.", "Check that this is the right file."
            )
        if len(self.faults) > before:
            self.refuse_if_any()

    def text(self, row: Row, column: str, *, required: bool = False) -> str:
        """The text of a cell, empty if the file has no such column; its faults are taken down."""
        value = self.cell(row, column)
        if required and not value and column not in row.flaws:
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
        # A letter that the typeface has not would vanish from the notice without a word: ReportLab
        # draws nothing in its place.
        missing = set(self.missing_glyphs(value)) - unseen
        for character in dict.fromkeys(value if unseen or missing else ""):
            name = f"U+{ord(character):04X} ({unicodedata.name(character, 'without a name')})"
            if character in unseen:
                problem = f"The text holds {name}, which nobody can see."
                remedy = "Type the cell again."
            elif character in missing and character in deceptive(value):
                problem = f"The character {character}, {name}, is of another script than its word."
                remedy = "It looks like another letter: type the word again."
            elif character in missing:
                problem = (
                    f"The character {character}, {name}, is not in the typeface of the documents."
                )
                remedy = "It would be missing in print: write the name with another character."
            else:
                continue
            self.note(row.line, column, problem, remedy)

    def whole_number(self, row: Row, column: str, least: int, most: int) -> int | None:
        """The whole number in a cell, None if it is blank or faulty."""
        value = self.cell(row, column)
        if not value:
            return None
        # Thousands may be set apart, but rightly: 12,5 is neither 12.5 nor 125.
        plain = re.sub(r"[, \u00a0\u202f\u2009]", "", value) if _GROUPED.match(value) else value
        # Digits of ours alone: isdigit takes superscripts, and `int` takes a sign and underscores.
        if plain.isascii() and plain.isdigit() and len(plain) <= 9 and least <= int(plain) <= most:
            return int(plain)
        self.note(
            row.line,
            column,
            f'"{value[:40]}" is not a whole number from {least:,} to {most:,}.',
            "Write it in digits alone.",
        )
        return None

    def figure(self, row: Row, column: str, *, required: bool = False) -> int | None:
        """The papers or votes in a cell, None if it is blank (a fault if `required`) or faulty."""
        if required and not row.cells.get(column) and column not in row.flaws:
            self.note(row.line, column, "The cell is blank.", "Fill it in; blank is not zero.")
        return self.whole_number(row, column, 0, MAX_FIGURE)

    def electors(self, row: Row, column: str) -> int | None:
        """The electorate in a cell, None if nobody knows it (blank) or it is faulty."""
        number = self.figure(row, column)
        if number == 0:
            # Nought electors would be a figure that somebody compares papers with.
            self.note(
                row.line, column, "An electorate is not 0.", "Leave it blank if nobody knows it."
            )
        return number or None

    def identifier(self, row: Row, column: str) -> str:
        """The identifier in a cell; empty if it is blank or faulty."""
        value = self.cell(row, column)
        if column in row.flaws:
            return ""
        if not value:
            self.note(row.line, column, "The cell is blank.", "Fill it in.")
        elif _MADE_A_DATE.match(value):
            problem = f'"{value}" looks like a date that a spreadsheet made of something else.'
            remedy = "Format the column as text, and type the identifier again."
            self.note(row.line, column, problem, remedy)
        elif is_identifier(value):
            return value
        else:
            self.note(
                row.line,
                column,
                f'"{value[:80]}" cannot be used as an identifier.',
                "Use at most 64 letters without accents, digits, full stops, underscores and "
                "hyphens.",
            )
        return ""

    def same(self, row: Row, column: str, value: object, said: tuple[int, object]) -> None:
        """Take it down if this row says something else than an earlier line of the same contest or
        area.
        """
        if value != said[1]:
            self.note(
                row.line,
                column,
                f'This is "{value}", but line {said[0]} says "{said[1]}".',
                "Make them equal, or give what is another contest or area an identifier of "
                "its own.",
            )

    def alike(self, told: Iterable[tuple[int, str]], column: str) -> None:
        """Take down identifiers that differ from an earlier one in capitals alone: they are the
        same.
        """
        seen: dict[str, tuple[int, str]] = {}
        for line, identifier in told:
            before = seen.setdefault(identifier.casefold(), (line, identifier))
            if before[1] != identifier:
                problem = (
                    f"{identifier} differs from {before[1]} on line {before[0]} in capitals alone."
                )
                remedy = "Write both alike if they are one, or else choose another identifier."
                self.note(line, column, problem, remedy)


def read_table(path: Path, book: FaultBook, known_by: Collection[str] = ()) -> Table:
    """The table in a file. Raises ImportRefused if it is none, EnvironmentFault if it cannot be
    read.

    The header is the first row with two of the columns that it is `known_by`, or else the first of
    all. Rows with too many or too few cells are taken down in the book and left out.
    """
    records = _records(read_bytes(path, book), book, known_by)
    # Titles above the header are passed over, whatever separators they have.
    first = list(islice(records, TITLE_ROWS))
    at = next((n for n, each in enumerate(first) if _is_header(each, known_by)), 0)
    header = first[at] if first else Record(0, [])
    columns = column_names(header.cells)
    _examine_header(header.line, columns, book)
    if book.sheet:
        book.letters = {name: _letter(n) for n, name in enumerate(columns, 1) if name}
    found = (_row(record, columns, book) for record in chain(first[at + 1 :], records))
    return Table(header.line, columns, tuple(row for row in found if row is not None))


def _records(data: bytes, book: FaultBook, known_by: Collection[str]) -> Iterator[Record]:
    """Each row that is not blank, of a workbook or of a text."""
    # What reads workbooks takes a while to load, and most lists are texts.
    if is_workbook(data):
        from .workbooks import sheet_records

        return iter(sheet_records(data, book, known_by))
    return csv_records(decoded(data, book), book, known_by)


def _is_header(record: Record, known_by: Collection[str]) -> bool:
    return is_header(column_names(record.cells), known_by)


def _row(record: Record, columns: Sequence[str], book: FaultBook) -> Row | None:
    """The cells under their columns; None, and taken down, where there are too many or too few."""
    cells = record.cells
    # Blank cells at the end are the spreadsheet's; a filled one is a separator too many.
    while len(cells) > len(columns) and not cells[-1]:
        cells.pop()
    if len(cells) == len(columns):
        flaws = {columns[n]: flaw for n, flaw in record.flaws.items() if n < len(columns)}
        return Row(record.line, dict(zip(columns, cells, strict=True)), flaws)
    if book.sheet:
        problem = f"The cell {_letter(len(cells))}{record.line} stands beside the columns."
        book.note(record.line, "", problem, "Give its column a name, or empty the cell.")
    else:
        problem = f"The row has {len(cells)} cells, the header has {len(columns)}."
        remedy = (
            "Put a text that contains the separator in double quotes, or fill in the missing cells."
        )
        book.note(record.line, "", problem, remedy)
    return None


def _letter(column: int) -> str:
    """What a spreadsheet calls a column, counted from 1: A to Z, then AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _examine_header(line: int, columns: tuple[str, ...], book: FaultBook) -> None:
    """Raise ImportRefused for a header that is none."""
    if len(columns) > MOST_COLUMNS:
        problem = f"The header has {len(columns):,} columns; {MOST_COLUMNS} are the most."
        book.note(line, "", problem, "Check that this is the right file.")
        book.refuse_if_any()
    for name, number in Counter(filter(None, columns)).items():
        if number > 1:
            book.note(line, name, "Two columns have this name.", "Rename or delete one of them.")
    if not columns:
        book.note(0, "", "The file is empty.", "Check that this is the right file.")
    book.refuse_if_any()
