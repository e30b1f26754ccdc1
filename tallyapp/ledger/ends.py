"""How far each stream of an open file is, as this program knows it, and what it did not know."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.errors import EnvironmentFault

from . import reading
from .entries import Entry, Heads, Moved, came_between


class Ends:
    """The heads of a file's streams.

    After a fault of the disk the file may hold acts that nobody was told of: they are `untold`,
    and come before anything else is done.
    """

    def __init__(self, heads: Heads) -> None:
        self.heads = dict(heads)
        self._untold: dict[str, int] = {}

    def saved(self, heads: Heads) -> None:
        """Acts were added: these streams end here now."""
        self.heads |= heads
        self._untold = {}

    def read(self, stream: str, end: tuple[int, bytes]) -> None:
        """One more stream was read, which ends here."""
        self.heads[stream] = end

    def found(
        self, connection: sqlite3.Connection, path: Path, unread: Collection[str] = ()
    ) -> Heads:
        """The heads that the file has, opened anew; acts new there are taken in as others' are.

        Raises EnvironmentFault if it has lost any. Streams that are `unread` are left out.
        """
        ends = reading.ends(connection)
        now = {stream: end for stream, end in ends.items() if stream not in unread}
        for stream, (seq, head) in self.heads.items():
            if reading.head_at(connection, stream, seq) != head:
                raise EnvironmentFault(
                    f"{path} has lost entries of {stream} that were saved. Nothing more is saved "
                    "here: go on from the last backup, and keep this file for the inquiry."
                )
        # What the disk kept of an act that was refused: whoever does the next one is told first.
        for stream, (seq, _) in now.items():
            known, _ = self.heads.get(stream, (0, b""))
            if seq > known:
                self._untold.setdefault(stream, known)
        self.heads |= now
        return now

    def moved(
        self,
        entries: Sequence[Entry],
        read_from: Callable[[str, int], Iterable[tuple[int, AnyAct]]],
    ) -> Moved | None:
        """What came in between, `count` first:
        each entry builds on its stream and on what it saw of `count`.

        None if nothing did. The acts may hold some that were taken in already.
        """
        came = came_between(entries, self.heads, read_from)
        if not self._untold:
            return came
        untold = [
            (stream, seq, act)
            for stream, after in sorted(self._untold.items(), key=_count_first)
            for seq, act in read_from(stream, after)
        ]
        self._untold = {}
        return Moved([*untold, *(came.acts if came else ())])


def _count_first(item: tuple[str, int]) -> tuple[bool, str]:
    """No act of a contest can be judged before the staff is known."""
    stream, _ = item
    return stream != acts.COUNT_STREAM, stream
