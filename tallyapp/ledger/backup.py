"""A copy of a count's file that was read again from the disk and agrees with it."""

import errno
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.errors import EnvironmentFault
from tallyapp.files import faults_named, is_folder, take_new_name

from . import chain, database, names
from .entries import Heads
from .rows import Row, id_of

PART = ".part"
"""How the name of a backup ends that is not yet whole."""
_PAGES = 256
"""How much of a file is taken at once, a megabyte: nobody who keys notices that long."""
_ROWS = 64
"""Entries that are read between two looks at whether another thread waits."""


class Snapshot:
    """A count as it was at one moment, in memory: `heads` are where its streams ended.

    Half-keyed figures are nobody's business, and a backup leaves the building: they are not in it.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, heads: Heads) -> None:
        self.connection = connection
        self.path = path
        self.heads = dict(heads)

    def keep(self, destination: Path) -> None:
        """Write it there, and read it again; on any thread, and once.

        Raises EnvironmentFault if it exists, cannot be written, or does not agree.
        """
        # Never over an older one: a backup is taken because something is feared.
        with closing(self.connection), faults_named(destination):
            part = _part(destination)
            try:
                self._write(part)
                if not self._is_read_again(part):
                    raise EnvironmentFault(
                        f"The copy at {destination} does not agree with {self.path}: back up "
                        "elsewhere."
                    )
                # Another program may have taken the name since.
                take_new_name(destination, part)
            except database.FAULTS as error:
                raise _fault(error, destination) from error
            finally:
                # A disk that fails half-way leaves SQLite's journal beside it.
                for left in (part, part.with_name(f"{part.name}-journal")):
                    with suppress(OSError):
                        left.unlink(missing_ok=True)

    def _write(self, part: Path) -> None:
        self.connection.execute("DELETE FROM draft")
        # Copied anew and not page by page: pages that are free still hold what was kept in them,
        # such as drafts dropped long ago.
        self.connection.execute("VACUUM INTO ?", [str(part)])
        with part.open("rb+") as file:
            os.fsync(file.fileno())
            if hasattr(os, "posix_fadvise"):
                # Out of memory, so that the disk itself is asked: a copy nobody read is hope.
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def _is_read_again(self, part: Path) -> bool:
        """Whether the file has the count's every entry and signature, by the chain, and no more."""
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            copy.execute("PRAGMA query_only=ON")
            copy.execute("PRAGMA cell_size_check=ON")
            return (
                not database.damaged(copy)
                and not database.disagreeing_schema(copy)
                and names.kept(copy) == names.kept(self.connection)
                and _heads_of(database.rows(copy)) == self.heads
            )


def snapshot(
    connection: sqlite3.Connection,
    path: Path,
    heads: Callable[[], Heads],
    others: Callable[[], None],
) -> Snapshot:
    """The file at `path` as it is now, of an open connection; `heads` tells where its streams end.

    `others` is called between two steps: whatever is done on the connection meanwhile, on any one
    thread, is in it. Raises EnvironmentFault if the file cannot be read.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)

    def stepped(status: int, *_: int) -> None:
        # After the last step SQLite takes nothing more over.
        if status != sqlite3.SQLITE_DONE:
            others()

    try:
        connection.backup(copy, pages=_PAGES, progress=stepped)
    except BaseException as error:
        copy.close()
        if isinstance(error, database.FAULTS):
            raise database.fault(error, path) from error
        raise
    return Snapshot(copy, path, heads())


def _heads_of(rows: Iterable[Row]) -> Heads:
    """Where each stream ends by the bytes of its entries and signatures; empty where any row is
    not the one that its stream has there.

    An entry's meaning is not judged again: the same head is the same bytes.
    """
    heads: dict[str, tuple[int, bytes]] = {}
    origin = ""
    for number, row in enumerate(rows):
        if row.stream == COUNT_STREAM and row.seq == 1:
            origin = id_of(row.entry)
        seq, head = heads.get(row.stream) or (0, chain.start(origin, row.stream))
        head = chain.following(head, chain.leaf(row.signature, row.entry))
        if (row.seq, row.head) != (seq + 1, head):
            return {}
        heads[row.stream] = (row.seq, head)
        if number % _ROWS == 0:
            # No wait: the interpreter runs one thread at a time, and takes it from one that goes on
            # computing after five milliseconds only. The window's may want it, with somebody who
            # keys before it; nothing tells that it does.
            time.sleep(0)
    return heads


def _part(destination: Path) -> Path:
    """An empty file beside the destination, for what is not yet whole."""
    if os.path.lexists(destination):
        raise EnvironmentFault(
            f"{destination} exists already. Choose another name: no backup is overwritten."
        )
    folder = destination.absolute().parent
    if not is_folder(folder):
        raise EnvironmentFault(
            f"There is no folder {folder}. Make it, or choose another place for the backup."
        )
    # In the same folder, so that the rename that ends it cannot run from disk to disk.
    handle, name = tempfile.mkstemp(dir=folder, prefix=destination.name, suffix=PART)
    os.close(handle)
    return Path(name)


def _fault(error: sqlite3.Error | UnicodeDecodeError, destination: Path) -> Exception:
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        # Of a count that is full it is said what became of an entry; none is at stake here.
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return database.fault(error, destination)
