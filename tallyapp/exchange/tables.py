"""Reading CSV files: the text, the header, the rows, and each cell with its faults collected.

Nothing is guessed: the file is UTF-8, separated by commas, semicolons or tabs (whichever its header
has most of, or a first line `sep=` names); what stands above the header is a title. Cells are
trimmed and brought to one Unicode form (NFC); a cell is text, whatever it looks like.
"""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tallyapp.domain.vocabulary.characters import deceptive
from tallyapp.domain.vocabulary.units import MAX_FIGURE

from .faults import Fault, ImportRefused, visible
from .file_text import decoded, read_bytes
from .headers import Form, column_names, form_of, is_header
from .identifiers import is_identifier

LONGEST_TEXT = 500
"""Characters, as `Text` in the domain."""

MOST_COLUMNS = 500
"""More than any list of a council or a website has."""
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
    """Takes down every fault of one file while its cells are read, and refuses the file if there
    were any.
    """

    file: str
    missing_glyphs: MissingGlyphs = shows_all
    faults: list[Fault] = field(default_factory=list)

    def note(self, line: int, column: str, problem: str, remedy: str) -> None:
        """Take down one fault."""
        self.faults.append(
            Fault(self.file, line, visible(column), visible(problem), visible(remedy))
        )

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
        value = row.cells.get(column, "")
        if not value:
            return None
        # Digits of ours alone: isdigit takes superscripts, and `int` takes a sign and underscores.
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
    """The table in a CSV file. Raises ImportRefused if it is none, EnvironmentFault if it cannot be
    read.

    The header is the first row with two of the columns that it is `known_by`, or else the first of
    all. Rows with too many or too few cells are taken down in the book and left out.
    """
    text = decoded(read_bytes(path, book), book)
    form = form_of(text, known_by)
    records = _records(text, form, book)
    header_line, columns = next(((line, column_names(cells)) for line, cells in records), (0, ()))
    # Titles above the header are passed over, whatever separators they have.
    while form.has_header and not is_header(columns, known_by):
        header_line, columns = next((line, column_names(cells)) for line, cells in records)
    _examine_header(header_line, columns, book)
    rows = []
    for line, cells in records:
        # Blank cells at the end are the spreadsheet's; a filled one is a separator too many.
        while len(cells) > len(columns) and not cells[-1]:
            cells.pop()
        if len(cells) == len(columns):
            rows.append(Row(line, dict(zip(columns, cells, strict=True))))
        else:
            book.note(
                line,
                "",
                f"The row has {len(cells)} cells, the header has {len(columns)}.",
                "Put a text that contains the separator in double quotes, or fill in the "
                "missing cells.",
            )
    return Table(header_line, columns, tuple(rows))


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


def _records(text: str, form: Form, book: FaultBook) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, its cells trimmed, with the line on which it begins."""
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
        # One form: a name keyed on a Mac and on a PC is the same name, letter for letter.
        cells = [unicodedata.normalize("NFC", cell.strip()) for cell in cells]
        if any(cells) and not (form.is_told and line == 1):
            yield line, cells
