"""A count's file taken and read at its opening, and compared with what this machine remembers."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tallyapp.domain.acts import COUNT_STREAM

from . import database, reading
from .behind import Behind
from .count_file import CountFile
from .database import Connect
from .disagreements import Disagreement
from .highwater import HighWater, Marks, remembered
from .replay import Reading, Replay


class Opened(NamedTuple):
    """A file that was opened: what was read of it, what does not agree, and what is read behind.

    `verified` is of how many acts of each stream the signatures are known to hold, `marks` what
    this machine remembers of the count now.
    """

    file: CountFile
    read: Replay
    found: Sequence[Disagreement]
    behind: Behind
    verified: Mapping[str, int]
    marks: Marks


def opened(
    path: Path,
    workstation: str,
    now: datetime,
    seen: HighWater | None,
    connect: Connect,
    at_once: int | None,
) -> Opened:
    """A file taken for this program alone, and read; one in which anything does not agree takes no
    write.

    `at_once` is as for `Ledger.open`. Raises EnvironmentFault if the file cannot be read at all, or
    is in use.
    """
    file = CountFile(path, workstation, now, connect)
    connection = file.connection
    try:
        head_at = partial(reading.head_at, connection)
        known = seen.verified(reading.origin(connection), head_at) if seen else {}
        marks: Marks = {}
        read, found, behind, unread = _read(connection, known, at_once)
        if found:
            connection.execute("PRAGMA query_only=ON")
        else:
            database.bring_up_to_date(connection)
            if seen:
                found, marks = remembered(seen, read, known, head_at, unread)
        file.note()
    except BaseException as error:
        file.close()
        if isinstance(error, database.FAULTS):
            raise database.fault(error, path) from error
        raise
    return Opened(file, read, found, behind, known, marks)


class _Read(NamedTuple):
    """What was read of a file at its opening, what does not agree, and what is read behind it; of
    what is behind, the position of each stream's last act.
    """

    read: Replay
    found: list[Disagreement]
    behind: Behind
    unread: Mapping[str, int]


def _read(connection: sqlite3.Connection, known: Mapping[str, int], at_once: int | None) -> _Read:
    """A whole file; or, where its other contests have more than `at_once` acts, `count` and the
    first contest, as long as nothing is found there or in the file itself.

    `known` is of how many acts of each stream the signatures are known to hold.
    """
    unread = _unread(connection, at_once)
    if unread:
        first = Reading(known)
        for stream in (COUNT_STREAM, unread.pop(0)):
            first.take(reading.rows(connection, stream))
        read = first.handed_over()
        if not (read.disagreements or _of_the_file(connection)):
            last = reading.last_seqs(connection)
            return _Read(
                read, [], Behind(first, unread), {stream: last[stream] for stream in unread}
            )
    # Whatever is wrong is told all together, and says where as exactly as it can.
    everything = Reading(known)
    everything.take(database.rows(connection))
    read = everything.finished(whole=True)
    found = database.disagreeing_schema(connection) + read.disagreements
    return _Read(read, found or database.damaged(connection), Behind(), {})


def _unread(connection: sqlite3.Connection, at_once: int | None) -> list[str]:
    """The contests of a file in their order, if the first of them is to be read before the others;
    none where all are read at once.
    """
    # A file of an earlier schema is brought to this one when all of it was read.
    if at_once is None or not database.is_up_to_date(connection):
        return []
    last = reading.last_seqs(connection)
    last.pop(COUNT_STREAM, None)
    streams = list(last)
    return streams if sum(last.values()) - last.get(streams[0], 0) > at_once else []


def _of_the_file(connection: sqlite3.Connection) -> list[Disagreement]:
    return database.disagreeing_schema(connection) or database.damaged(connection)
