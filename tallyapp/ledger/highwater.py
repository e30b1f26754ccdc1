"""How far this machine has seen each count: so that an older copy,
or a fork, of a file is noticed, and no signature is checked twice.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from tallyapp.errors import EnvironmentFault
from tallyapp.files import is_file, write_atomically

from .disagreements import Disagreement, What
from .locking import alone
from .replay import Replay

HeadAt = Callable[[str, int], bytes | None]
"""The stored head of a stream at a position; None if it has not so many acts."""


class Mark(NamedTuple):
    """How far a stream was seen: position and head;
    and of how many of its acts the signatures were found to hold.
    """

    seq: int
    head: str
    verified: int


Marks = Mapping[str, tuple[Mark, ...]]
"""The marks of one count, by stream: several where programs that were open at the same time left
them, each of a file of its own.
"""
_ALL_READ: Mapping[str, int] = {}
_All = dict[str, dict[str, tuple[Mark, ...]]]


class HighWater:
    """The marks of one machine, in a small file of its own;
    every read and write is of the whole file.

    Several programs may write it at once: each waits for a lock beside it, and reads it again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = path.with_name(path.name + ".lock")

    def marks(self, origin: str) -> Marks:
        """All that was seen of a count."""
        return self._read().get(origin, {})

    def verified(self, origin: str, head_at: HeadAt) -> dict[str, int]:
        """Of how many acts of each stream this machine knows that the signatures hold.

        A head commits to all signatures before it: where the file has another one, of none.
        """
        return {
            stream: max(
                (
                    mark.verified
                    for mark in marks
                    if (head_at(stream, mark.seq) or b"").hex() == mark.head
                ),
                default=0,
            )
            for stream, marks in self.marks(origin).items()
        }

    def record(
        self,
        origin: str,
        heads: Mapping[str, tuple[int, bytes]],
        verified: Mapping[str, int],
        known: Marks,
    ) -> Marks:
        """These heads have been seen, and the signatures of so many acts hold; gives their marks.

        They take the place of the marks that are `known`. What another program left since stays:
        it may be of a copy of this file, counted on beside it. Raises EnvironmentFault.
        """
        ours = {
            stream: (Mark(seq, head.hex(), min(seq, verified.get(stream, 0))),)
            for stream, (seq, head) in heads.items()
        }
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with alone(self._lock):
                marks = self._read()
                # Every count this machine ever saw: an older copy may come back next year.
                marks[origin] = _beside(ours, marks.get(origin, {}), known)
                write_atomically(self._path, msgspec.json.encode(marks))
        except (OSError, EnvironmentFault) as error:
            raise EnvironmentFault(
                f"How far this count has been seen could not be kept. {error} The count itself is "
                "saved. See that this folder can be written to."
            ) from error
        return ours

    def forget(self, origin: str) -> bool:
        """Forget a count whose documents are destroyed; whether anything was remembered of it.

        Raises EnvironmentFault if that cannot be written.
        """
        if not self.marks(origin):
            return False
        try:
            with alone(self._lock):
                marks = self._read()
                marks.pop(origin, None)
                write_atomically(self._path, msgspec.json.encode(marks))
        except TimeoutError as error:
            raise EnvironmentFault(
                f"{self._path} still tells of this count: {error}. Close it there, and try again."
            ) from error
        return True

    def _read(self) -> _All:
        # A pipe of this name would keep us waiting for ever.
        if not is_file(self._path):
            return {}
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_All)
        except (OSError, ValueError, RecursionError):
            # The marks only warn: a lost or damaged file of them must never stop a count.
            return {}


def _beside(ours: Marks, now: Marks, known: Marks) -> dict[str, tuple[Mark, ...]]:
    """Our marks with those that another program left since ours were `known`."""
    marks = dict(ours)
    for stream, several in now.items():
        mine = marks.get(stream, ())
        seen = {mark[:2] for mark in (*mine, *known.get(stream, ()))}
        if theirs := tuple(mark for mark in several if mark[:2] not in seen):
            marks[stream] = (*mine, *theirs)
    return marks


def remembered(
    seen: HighWater,
    read: Replay,
    verified: Mapping[str, int],
    head_at: HeadAt,
    unread: Mapping[str, int],
) -> tuple[list[Disagreement], Marks]:
    """What this machine remembers otherwise than a file was read, and the marks that say so;
    if nothing, it remembers how far the count is now.

    `unread` are the streams that are still to be read, with the position of the last act of each.
    """
    marks = seen.marks(read.origin)
    found = otherwise(marks, read, head_at, unread)
    if not found:
        # Now, and again at closing: should the program crash, this much is remembered.
        with suppress(EnvironmentFault):
            marks = as_far_as_read(seen, read.origin, read.heads, verified, marks, unread)
    return found, marks


def otherwise(
    marks: Marks, read: Replay, head_at: HeadAt, unread: Mapping[str, int] = _ALL_READ
) -> list[Disagreement]:
    """What these marks remember otherwise than a file was read; `unread` as for `remembered`."""
    heads_at = {
        (stream, mark.seq): head.hex()
        for stream, several in marks.items()
        for mark in several
        if (head := head_at(stream, mark.seq))
    }
    last = {stream: seq for stream, (seq, _) in read.heads.items()}
    return notice(marks, heads_at, {**last, **unread})


def as_far_as_read(
    seen: HighWater,
    origin: str,
    heads: Mapping[str, tuple[int, bytes]],
    verified: Mapping[str, int],
    known: Marks,
    unread: Collection[str],
) -> Marks:
    """Remember these heads, as `HighWater.record`; the marks of streams that are `unread` stay."""
    stay = {stream: marks for stream, marks in known.items() if stream in unread}
    past = {stream: marks for stream, marks in known.items() if stream not in unread}
    return {**seen.record(origin, heads, verified, past), **stay}


def notice(
    marks: Marks,
    heads_at: Mapping[tuple[str, int], str],
    last: Mapping[str, int],
) -> list[Disagreement]:
    """An older copy or a fork, from the marks and the file's heads at just those positions."""
    found = []
    for stream, (seq, head, _) in (
        (stream, mark) for stream, several in marks.items() for mark in several
    ):
        # Fewer acts is an older copy; as many and another head is a fork of the same count.
        if last.get(stream, 0) < seq:
            found.append(Disagreement(What.OLDER_COPY, stream, seq))
        elif heads_at.get((stream, seq)) != head:
            found.append(Disagreement(What.FORK, stream, seq))
    return found
