"""Two files of one count: each read as it is on the disk, and where their streams part."""

import shutil
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.views.branches.parting import Entry, Parting, in_order, part
from tallyapp.errors import EnvironmentFault

from . import chain, database, reading
from .disagreements import Disagreement
from .in_use import InUse
from .late import check_now
from .replay import Replay, replay


@dataclass(frozen=True)
class Branch:
    """One file of a count, as its own bytes tell it; `disagreements` are where they do not agree.

    `connection` is to a copy of it that lasts while the branch is read.
    """

    path: Path
    read: Replay
    connection: Connection
    disagreements: tuple[Disagreement, ...]


@contextmanager
def branch(path: Path) -> Iterator[Branch]:
    """A file that lies somewhere, read from a copy: nothing beside it is changed for good, not even
    the journal that a laptop left when it died.

    Every signature is checked. Raises EnvironmentFault where it cannot be read, or is in use.
    """
    database.must_be_there(path)
    taken = InUse.take(path)
    try:
        with TemporaryDirectory(prefix="tallyapp-") as folder:
            copy = str(_copied(path, Path(folder)))
            # What is said of it names the file that was chosen, and not the copy.
            connection = database.open_file(path, lambda _: database.plain_connect(copy))
            with closing(connection), database.told_of(path):
                read = replay(database.rows(connection), whole=True, checked={})
                found = (
                    *database.disagreeing_schema(connection),
                    *read.disagreements,
                    *check_now(read.unchecked),
                )
                # Last: what is found above says more exactly where.
                damaged = found or database.damaged(connection)
                read.unchecked = []
                yield Branch(path, read, connection, tuple(damaged))
    finally:
        taken.give_back()


def _copied(path: Path, folder: Path) -> Path:
    """A copy of a count's file in this folder, with the journal that lies beside it."""
    copy = folder / "copy.tally"
    journal = path.with_name(f"{path.name}-journal")
    try:
        shutil.copyfile(path, copy)
        # A write that was cut short is rolled back by it, as it would be where it lies.
        if journal.is_file():
            shutil.copyfile(journal, folder / "copy.tally-journal")
    except OSError as error:
        raise EnvironmentFault(
            f"{path} cannot be read ({error.strerror}). Copy it to this machine's own disk, and "
            "try with the copy."
        ) from error
    return copy


def partings(first: Connection, second: Connection) -> list[Parting]:
    """Where each stream of two files of one count parts, `count` first, then by name."""
    ours = reading.ends(first)
    theirs = reading.ends(second)
    both = ours.keys() & theirs.keys()
    return [
        _parting(first, second, stream, min(ours[stream][0], theirs[stream][0]))
        if stream in both
        else part(stream, _entries(first, stream, 0), _entries(second, stream, 0))
        for stream in in_order([*ours.keys() | theirs.keys()], COUNT_STREAM)
    ]


def _parting(first: Connection, second: Connection, stream: str, shorter: int) -> Parting:
    def parted(seq: int) -> bool:
        return reading.head_at(first, stream, seq) != reading.head_at(second, stream, seq)

    # A head commits to all that came before it: where two are the same, so is everything above.
    common = bisect_left(range(1, shorter + 1), True, key=parted)
    last = reading.read_these(first, stream, [common])
    return part(
        stream,
        _entries(first, stream, common),
        _entries(second, stream, common),
        common,
        last[0][1] if last else None,
    )


def _entries(connection: Connection, stream: str, after: int) -> list[Entry]:
    return [
        Entry(row.seq, chain.leaf(row.signature, row.entry), acts.decode(row.entry))
        for row in reading.rows(connection, stream, after)
    ]
