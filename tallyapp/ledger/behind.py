"""Contests of a file that are read behind the one that is worked on."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.errors import EnvironmentFault

from . import database, reading
from .disagreements import Disagreement, What
from .replay import Part, Reading, Replay
from .rows import Row

Rows = Callable[[str], Iterable[Row]]
"""Gives a whole stream, as it is stored."""
Take = Callable[[Part], None]


class Behind:
    """The streams of a file that were not read at its opening, and the reading of them; none, if
    no reading is given.

    Read on the thread that has the file's connection; asked from any.
    """

    def __init__(self, reading: Reading | None = None, left: Iterable[str] = ()) -> None:
        self._reading = reading
        self._left = dict.fromkeys(left)
        self._next = ""
        self._rows: Rows = lambda _: ()
        self._take: Take = lambda _: None
        self._told: deque[Part] = deque()

    def begin(self, rows: Rows, take: Take) -> None:
        """From where a stream's rows come, and who is given each part before anybody else is."""
        self._rows = rows
        self._take = take

    @property
    def left(self) -> tuple[str, ...]:
        """The streams that are still to be read: nothing of them is known."""
        return tuple(self._left)

    def go_next(self, stream: str) -> None:
        """Read this one before the others."""
        self._next = stream

    def read_on(self) -> None:
        """Read one more of them, if any is left; what does not agree in it is found as it would
        have been at opening.
        """
        if not self._left or self._reading is None:
            return
        stream = self._next if self._next in self._left else next(iter(self._left))
        try:
            # All of it before any is judged: a disk that fails half-way is asked again.
            rows = list(self._rows(stream))
        except database.FAULTS as error:
            if database.is_of_the_disk(error):
                raise EnvironmentFault(
                    f"{stream} cannot be read ({error}). Check the disk, then try again."
                ) from error
            # What cannot be read is no count: none of the others is read either.
            self._left.clear()
            self._tell(Part("", disagreements=(Disagreement(What.DAMAGED),)))
            return
        self._tell(self._reading.stream(stream, rows))
        del self._left[stream]
        if not self._left:
            found = self._reading.finished(whole=True).disagreements
            self._tell(Part("", disagreements=tuple(found)))

    def read_all(self) -> None:
        """Read all of them; raises EnvironmentFault as `read_on`."""
        while self._left:
            self.read_on()

    def told(self) -> Iterator[Part]:
        """What was read since this was last asked, to be taken over; the last one of all is of no
        stream.
        """
        while self._told:
            yield self._told.popleft()

    def _tell(self, part: Part) -> None:
        # First the file's own keeper: whoever hears of it may build upon it at once.
        self._take(part)
        self._told.append(part)


class AtOpening(NamedTuple):
    """What was read of a file at its opening, what does not agree, and what is read behind it; of
    what is behind, the position of each stream's last act.
    """

    read: Replay
    found: list[Disagreement]
    behind: Behind
    unread: Mapping[str, int]


def read_at_opening(
    connection: sqlite3.Connection, known: Mapping[str, int], at_once: int | None
) -> AtOpening:
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
            return AtOpening(
                read, [], Behind(first, unread), {stream: last[stream] for stream in unread}
            )
    # Whatever is wrong is told all together, and says where as exactly as it can.
    everything = Reading(known)
    everything.take(database.rows(connection))
    read = everything.finished(whole=True)
    found = database.disagreeing_schema(connection) + read.disagreements
    return AtOpening(read, found or database.damaged(connection), Behind(), {})


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
