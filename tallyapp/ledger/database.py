"""The SQLite file itself: how it is made, opened, locked and compared with what was shipped."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache, lru_cache
from hashlib import sha256
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.errors import EnvironmentFault
from tallyapp.files import is_file

from .disagreements import Disagreement, What
from .in_use import who
from .rows import Row

SQLITE_VERSION = sqlite3.sqlite_version
"""Of the library that reads and writes every count here."""
APPLICATION_ID = 0x544C4C59
"""It spells TLLY."""
BEFORE_RELEASE = 0x54414C59
"""What files had before release 1.0: it spells TALY."""
SCHEMA_VERSION = 1

Connect = Callable[[str], sqlite3.Connection]
"""How a database is reached: the seam at which tests let the storage fail."""

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What sqlite3 raises: the second where even the words of an error are bytes that are no text."""

_HERE = Path(__file__).parent


class Step(NamedTuple):
    """From one version of the schema to the next: the SHA-256 over the schema that files of the one
    were made with, and the statements that make the other of it.
    """

    made_with: str
    statements: str


STEPS: dict[int, Step] = {}
"""By the version that they lead from; there is one version yet. No step touches an act."""


# No timeout: a second window that waits looks broken; the sentence saying who has it does not.
def plain_connect(name: str) -> sqlite3.Connection:
    """An ordinary connection, whose transactions are begun and ended by hand."""
    return sqlite3.connect(name, isolation_level=None, check_same_thread=False, timeout=0)


@lru_cache(maxsize=2)
def _shipped(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def make(connection: sqlite3.Connection) -> None:
    """Lay out an empty count file, wholly or not at all: tables, triggers and views."""
    # One transaction: a file with half its triggers is a file that lets acts be changed.
    connection.executescript(f"BEGIN;{_shipped('schema.sql')}{_shipped('views.sql')}COMMIT;")


def claim(path: Path) -> None:
    """Take a name for a new count; raises EnvironmentFault if something has it or it cannot be."""
    try:
        # Claimed before SQLite opens it, or two that start at once would both be first. For its
        # owner alone: what is in the middle of being keyed lies in it.
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise EnvironmentFault(
            f"{path} exists already. Choose another name: no count is overwritten."
        ) from error
    except OSError as error:
        raise EnvironmentFault(
            f"{path} cannot be made ({error.strerror}). Choose another folder."
        ) from error


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Give a file of an earlier version,
    which has been read and agrees with itself, the schema of this one.

    Wholly or not at all; no entry or head is touched.
    """
    version = _version(connection)
    if version == SCHEMA_VERSION:
        return
    steps = "".join(STEPS[each].statements for each in range(version, SCHEMA_VERSION))
    now = f"PRAGMA user_version = {SCHEMA_VERSION};"
    try:
        connection.executescript(f"BEGIN IMMEDIATE;{steps}{now}COMMIT;")
    except BaseException:
        with suppress(*FAULTS):
            connection.execute("ROLLBACK")
        raise


def is_up_to_date(connection: sqlite3.Connection) -> bool:
    """Whether a file has the schema of this version."""
    return _version(connection) == SCHEMA_VERSION


def prepare(connection: sqlite3.Connection) -> None:
    """Take the file for this program alone, and ask that what is committed is on the disk.

    TRUNCATE with FULL, because under DELETE with FULL an acknowledged commit can roll
    back at power loss: the directory is not synced after the journal is unlinked.
    """
    for pragma in (
        # Held for as long as the count is open: two desks at one file would fork the chain.
        "locking_mode=EXCLUSIVE",
        "journal_mode=TRUNCATE",
        "synchronous=FULL",
        # Without it REPLACE removes a row and asks no DELETE trigger.
        "recursive_triggers=ON",
        # A damaged page is to be an error at once, not a figure that looks like one.
        "cell_size_check=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    # EXCLUSIVE takes nothing by itself: the first write does, and that must not be the first act.
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def must_be_there(path: Path) -> None:
    """Raises EnvironmentFault where there is no such file."""
    # SQLite would make an empty file of a mistyped name, and there would be a count of nothing.
    if not is_file(path):
        raise EnvironmentFault(f"There is no file {path}. Check the name, or make a new count.")


def open_file(path: Path, connect: Connect, new: bool = False) -> sqlite3.Connection:
    """A count file, taken exclusively; one that is `new` and was claimed is laid out first.

    Raises EnvironmentFault if it is none, newer, damaged or in use.
    """
    with told_of(path):
        connection = connect(str(path))
        try:
            # Before anything is asked of it: another program's file is left exactly as it is. By
            # SQLite, and not with open(): to close a file drops every lock of this process on it.
            if new:
                make(connection)
            else:
                _must_be_ours(connection, path)
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """What SQLite raises in here is raised as an EnvironmentFault that names the file."""
    try:
        yield
    except FAULTS as error:
        raise fault(error, path) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """On the disk when it ends, or as if nothing had been done."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A rollback that fails changes nothing: the journal is played back at the next opening.
        with suppress(*FAULTS):
            connection.execute("ROLLBACK")
        raise


def let_go(connection: sqlite3.Connection) -> None:
    """Close a count file; its journal,
    which is kept empty between commits, does not stay beside it.
    """
    with suppress(*FAULTS):
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


def _must_be_ours(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = _version(connection)
    if application == BEFORE_RELEASE:
        raise EnvironmentFault(
            f"{path} was made by a tallyapp from before release 1.0. This program does not read "
            "such files, and has changed nothing in it. Open it with the program that made it, or "
            "set the count up again here."
        )
    if application != APPLICATION_ID:
        raise EnvironmentFault(
            f"{path} is not a count file of tallyapp. Choose a file ending in .tally."
        )
    if version > SCHEMA_VERSION:
        raise EnvironmentFault(
            f"{path} was made by a newer tallyapp (file version {version}; this program reads up "
            "to "
            f"{SCHEMA_VERSION}). Open it with the newer program."
        )


_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_DAMAGED = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_SCHEMA,
        sqlite3.SQLITE_MISMATCH,
        # Our statements are right: one that fails does not find the tables that it asks for.
        sqlite3.SQLITE_ERROR,
    }
)


def is_of_the_disk(error: Exception) -> bool:
    """Whether a disk did not do what was asked of it, so that nobody knows how far it came."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_IOERR


def fault(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> EnvironmentFault:
    """What a database error means for the person at the count, by its code."""
    # By its number: the words of an error are SQLite's, and change from version to version.
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The module itself could not make text of what it read; its words would quote that.
        return _damaged(path, "bytes that are no text")
    match code & 0xFF:
        case kind if kind in _IN_USE:
            return EnvironmentFault(f"{path} is in use{who(path)}. Close it there first.")
        case kind if kind in _DAMAGED:
            return _damaged(path, str(error))
        case sqlite3.SQLITE_FULL:
            return EnvironmentFault(
                f"The disk of {path} is full. Nothing was saved of this entry: free some space."
            )
        case _:
            return EnvironmentFault(
                f"{path} cannot be read or written ({error}). Check the disk, then try again."
            )


def _damaged(path: Path, why: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"{path} is damaged or is not a count file ({why}). Go on from the last backup."
    )


class _Object(NamedTuple):
    """One thing in a schema, as SQLite describes it: `of` is the table that it belongs to."""

    kind: str
    name: str
    of: str
    sql: str


_STATISTICS = {
    _Object("table", name, name, f"CREATE TABLE {name}({columns})")
    for name, columns in (
        ("sqlite_stat1", "tbl,idx,stat"),
        ("sqlite_stat4", "tbl,idx,neq,nlt,ndlt,sample"),
    )
}
"""What another tool's ANALYZE leaves behind, in just these words: it changes no meaning."""


def damaged(connection: sqlite3.Connection) -> list[Disagreement]:
    """That SQLite finds its own order in the file disturbed, such as one page in two tables."""
    # One fault is enough: what it says of it names pages and tables, and helps nobody at a count.
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return [] if found == "ok" else [Disagreement(What.DAMAGED)]


def disagreeing_schema(connection: sqlite3.Connection) -> list[Disagreement]:
    """Each table, trigger or view that is not as shipped; those
    of an earlier version all together.
    """
    version = _version(connection)
    if version != SCHEMA_VERSION:
        step = STEPS.get(version)
        as_made = step is not None and schema_digest(connection) == step.made_with
        return [] if as_made else [Disagreement(What.SCHEMA, name="set of tables and views")]
    names = sorted({each.name for each in _as_shipped(version) ^ _objects(connection)})
    return [Disagreement(What.SCHEMA, name=name) for name in names]


@cache
def _as_shipped(_: int) -> frozenset[_Object]:
    """The schema of an empty count file of this version: laid out once in a process."""
    with closing(sqlite3.connect(":memory:")) as shipped:
        make(shipped)
        return frozenset(_objects(shipped))


def _objects(connection: sqlite3.Connection) -> set[_Object]:
    """Everything in the schema, whatever its name: a trigger can have any."""
    # Every object by name: a comparison that leaves names out leaves out triggers of those names.
    query = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
    rows = connection.execute(query)
    return {_Object(kind, name, of, sql or "") for kind, name, of, sql in rows} - _STATISTICS


def schema_digest(connection: sqlite3.Connection) -> str:
    """SHA-256 over every table, trigger and view of a file."""
    return sha256(json.dumps(sorted(_objects(connection))).encode()).hexdigest()


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def rows(connection: sqlite3.Connection) -> Iterator[Row]:
    """Every stored act, those of `count` first, each stream's in order."""
    # As bytes: what is hashed is what lies in the file, not what a decoder made of it.
    columns = "SELECT stream, seq, CAST(entry AS BLOB), signature, head FROM act"
    # `count` first: no act of a contest can be judged before the staff is known.
    yield from starmap(
        Row, connection.execute(f"{columns} WHERE stream = ? ORDER BY seq", [COUNT_STREAM])
    )
    others = f"{columns} WHERE stream <> ? ORDER BY stream, seq"
    yield from starmap(Row, connection.execute(others, [COUNT_STREAM]))
