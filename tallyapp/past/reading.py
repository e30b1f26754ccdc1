"""What readers of past results share: characters read over, a contest at fault set apart."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tallyapp.exchange.tables import FaultBook, Row, Table
from tallyapp.past.published import AtFault, PastContest, Read

Key = tuple[str, ...]
"""The cells by which a contest is known in each file that tells of it."""


def read_over(text: str) -> tuple[str, str]:
    """The text as it was meant, and a sentence of what was read over; empty if it stands as it was.

    Format characters, as a soft hyphen, take no room and come along when a name is copied. Control
    characters are not read over: they stand where another character was lost.
    """
    # Nearly every cell, and nothing in it can have been encoded twice.
    if text.isascii():
        return text, ""
    mended = _encoded_once(text)
    said = [] if mended == text else ["it was encoded twice"]
    unseen = [c for c in dict.fromkeys(mended) if unicodedata.category(c) == "Cf"]
    plain = mended.translate({ord(c): None for c in unseen}).strip()
    for c in unseen:
        name = unicodedata.name(c, "without a name")
        said.append(f"U+{ord(c):04X} ({name}), which nobody can see, was left out")
    return plain, f'{"; ".join(said)}. It is read as "{plain}".' if said else ""


def _encoded_once(text: str) -> str:
    """UTF-8 that was taken for Latin-1 and encoded once more, put right.

    Only a character that this mistake alone explains is taken for a sign of it, and only if the
    whole text then is UTF-8: a soft hyphen may be one by itself.
    """
    if any("\x80" <= character <= "\x9f" or character == "\xad" for character in text):
        try:
            # The mistake undone, whole or not at all: half of it would make another name.
            return text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return text
    return text


@dataclass(frozen=True, slots=True)
class PastTable:
    """A CSV file of a known form: its rows as read over, what was said of each line, its book."""

    rows: tuple[Row, ...]
    book: FaultBook
    said: Mapping[int, tuple[str, ...]]

    def apart(self) -> FaultBook:
        """A book for one contest, so that what is wrong with it leaves out no other."""
        return replace(self.book, faults=[])

    def remarks(self, rows: Iterable[Row]) -> tuple[str, ...]:
        """What there is to say of these rows."""
        return tuple(words for row in rows for words in self.said.get(row.line, ()))


def past_table(table: Table, book: FaultBook) -> PastTable:
    """The table, each of its cells read over."""
    rows: list[Row] = []
    said: dict[int, tuple[str, ...]] = {}
    for row in table.rows:
        cells = {}
        words = []
        for column, text in row.cells.items():
            cells[column], what = read_over(text)
            if what:
                words.append(f"Line {row.line}, column {column}: {what}")
        rows.append(Row(row.line, cells))
        if words:
            said[row.line] = tuple(words)
    return PastTable(tuple(rows), book, said)


def grouped(table: PastTable, columns: Key) -> dict[Key, list[Row]]:
    """The rows of each contest, in the order of the file.

    A row that names no contest is a fault of the whole file: it may be missing from any of them.
    """
    groups: dict[Key, list[Row]] = {}
    for row in table.rows:
        for column in columns:
            if not row.cells[column]:
                table.book.text(row, column, required=True)
        groups.setdefault(tuple(row.cells[column] for column in columns), []).append(row)
    return groups


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files of one election: by which columns they belong together, and how that is read.

    `contest` is given the row of the contest with its book, and the rows of its candidates with
    theirs.
    """

    key: Key
    name: Callable[[Row], str]
    contest: Callable[[Row, FaultBook, Sequence[Row], FaultBook], PastContest]

    def read(self, candidates: PastTable, contests: PastTable) -> list[Read]:
        """Every contest of either file, in the order of the file of contests."""
        without_contest = grouped(candidates, self.key)
        read: list[Read] = []
        for key, rows in grouped(contests, self.key).items():
            entries = without_contest.pop(key, [])
            read.append(self._one(contests, rows, candidates, entries))
        for entries in without_contest.values():
            book = candidates.apart()
            self._note(book, entries[0], "It is not in the other file.", contests)
            read.append(set_apart(self.name(entries[0]), None, book))
        return read

    def _one(
        self, contests: PastTable, rows: list[Row], candidates: PastTable, entries: list[Row]
    ) -> Read:
        row = rows[0]
        book = contests.apart()
        theirs = candidates.apart()
        # A contest that stands twice is at fault: which of the two is counted nobody could say.
        for again in rows[1:]:
            problem = f"It is on line {row.line} already."
            book.note(again.line, self.key[-1], problem, "Take one out.")
        contest = None
        if entries:
            contest = self.contest(row, book, entries, theirs)
            remarks = (*contests.remarks(rows), *candidates.remarks(entries))
            contest = replace(contest, remarks=(*contest.remarks, *remarks))
        else:
            self._note(book, row, "It has no candidates in the other file.", candidates)
        return set_apart(self.name(row), contest, book, theirs)

    def _note(self, book: FaultBook, row: Row, problem: str, other: PastTable) -> None:
        remedy = f"Check that {other.book.file} is of the same election."
        book.note(row.line, self.key[-1], problem, remedy)


def set_apart(name: str, contest: PastContest | None, *books: FaultBook) -> Read:
    """The contest, or its name and every fault of it that stands in these books."""
    faults = [fault for book in books for fault in book.faults]
    if contest is not None and not faults:
        return contest
    # The contest's name in each sentence: a file of three hundred wards says it by line alone.
    named = (replace(fault, problem=f"{name}: {fault.problem}") for fault in faults)
    return AtFault(id=contest.id if contest else "", name=name, faults=tuple(named))
