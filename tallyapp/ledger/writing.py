"""Writes to a count's file that is open, and what the file says of one in which its disk failed."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tallyapp.domain.vocabulary.staff_names import StaffName

from . import database, names, reading
from .count_file import CountFile
from .ends import Ends
from .entries import Heads
from .reading import Stored


class Writing:
    """Puts acts and drafts on the disk, each wholly or not at all.

    After a fault of the disk the file is opened anew, but for the streams that are `unread`, and
    `ends` are what it has.
    """

    def __init__(
        self, path: Path, file: CountFile, ends: Ends, unread: Callable[[], Collection[str]]
    ) -> None:
        self._path = path
        self._file = file
        self._ends = ends
        self._unread = unread

    @property
    def connection(self) -> sqlite3.Connection:
        """To the file; raises EnvironmentFault as `must_be_open`."""
        self.must_be_open()
        return self._file.connection

    def must_be_open(self) -> None:
        """Open the file again if its disk failed since; raises EnvironmentFault while it cannot."""
        if self._file.gone:
            self._look_again()

    def add(self, rows: Sequence[Stored], heads: Heads, names_kept: Sequence[StaffName]) -> None:
        """Add acts, after which their streams have these heads, and the names of those they enrol.

        Raises EnvironmentFault if they could not be saved: then none of them was.
        """
        with database.told_of(self._path):
            try:
                self._add(rows, names_kept)
            except database.FAULTS as error:
                if not self._stored_all_the_same(error, heads):
                    raise
        # Before anything is refused: if it lies elsewhere now, a backup from here holds it.
        self._ends.saved(heads)
        self._file.must_be_in_place()

    @contextmanager
    def of_drafts(self) -> Iterator[sqlite3.Connection]:
        """What is done to the drafts in here is one transaction; raises EnvironmentFault."""
        connection = self.connection
        with database.told_of(self._path):
            try:
                with self._file.writing():
                    yield connection
            except database.FAULTS as error:
                # Left as it is, the connection would refuse the next act as well.
                if database.is_of_the_disk(error) and not self._file.together:
                    self._look_again()
                raise

    def _add(self, rows: Sequence[Stored], names_kept: Sequence[StaffName]) -> None:
        with self._file.writing():
            if names_kept:
                names.add(self.connection, names_kept)
            # The file itself refuses a gap or a replacement (schema.sql).
            self.connection.executemany("INSERT INTO act VALUES (?, ?, ?, ?, ?)", rows)
            # Before it is called saved: a trigger nobody meant can swallow an INSERT.
            reading.must_be_stored(self.connection, rows, self._path)

    def _stored_all_the_same(self, error: Exception, heads: Heads) -> bool:
        """Whether these are the heads after a write in which the disk reported a fault.

        A sync that fails says nothing of what it had written by then: only the file does.
        """
        # What is written together is found in the file once all of it is.
        if self._file.together or not database.is_of_the_disk(error):
            return False
        now = self._look_again()
        return all(now.get(stream) == head for stream, head in heads.items())

    def _look_again(self) -> Heads:
        """The heads that the file has, opened anew; acts new there are taken in as others' are.

        Raises EnvironmentFault if it has lost any, or cannot be opened.
        """
        self._file.opened_anew()
        return self._ends.found(self._file.connection, self._path, self._unread())
