"""How far this machine has seen each count: so that an older copy,
or a fork, of a file is noticed, and no signature is checked twice.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from tallyapp.errors import EnvironmentFault
from tallyapp.files import write_atomically

from .disagreements import Disagreement, What
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


_Marks = dict[str, dict[str, Mark]]


class HighWater:
    """The marks of one machine, in a small file of its own;
    every read and write is of the whole file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def marks(self, origin: str) -> dict[str, Mark]:
        """All that was seen of a count."""
        return self._read().get(origin, {})

    def verified(self, origin: str, head_at: HeadAt) -> dict[str, int]:
        """Of how many acts of each stream this machine knows that the signatures hold.

        A head commits to all signatures before it: where the file has another one, of none.
        """
        return {
            stream: mark.verified
            for stream, mark in self.marks(origin).items()
            if (head_at(stream, mark.seq) or b"").hex() == mark.head
        }

    def record(
        self, origin: str, heads: Mapping[str, tuple[int, bytes]], verified: Mapping[str, int]
    ) -> None:
        """These heads have been seen, and the signatures of so many acts hold."""
        marks = self._read()
        # Every count this machine ever saw: an older copy may come back next year.
        marks[origin] = {
            stream: Mark(seq, head.hex(), min(seq, verified.get(stream, 0)))
            for stream, (seq, head) in heads.items()
        }
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, msgspec.json.encode(marks))
        except (OSError, EnvironmentFault) as error:
            raise EnvironmentFault(
                f"How far this count has been seen could not be kept. {error} The count itself is "
                "saved. See that this folder can be written to."
            ) from error

    def forget(self, origin: str) -> bool:
        """Forget a count whose documents are destroyed; whether anything was remembered of it.

        Raises EnvironmentFault if that cannot be written.
        """
        marks = self._read()
        if marks.pop(origin, None) is None:
            return False
        write_atomically(self._path, msgspec.json.encode(marks))
        return True

    def _read(self) -> _Marks:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_Marks)
        except (OSError, ValueError, RecursionError):
            # The marks only warn: a lost or damaged file of them must never stop a count.
            return {}


def remembered(
    seen: HighWater, read: Replay, verified: Mapping[str, int], head_at: HeadAt
) -> list[Disagreement]:
    """What this machine remembers otherwise than a file was read;
    if nothing, it remembers how far the count is now.
    """
    marks = seen.marks(read.origin)
    heads_at = {
        (stream, mark.seq): head.hex()
        for stream, mark in marks.items()
        if (head := head_at(stream, mark.seq))
    }
    found = notice(marks, heads_at, {stream: seq for stream, (seq, _) in read.heads.items()})
    if not found:
        # Now, and again at closing: should the program crash, this much is remembered.
        with suppress(EnvironmentFault):
            seen.record(read.origin, read.heads, verified)
    return found


def notice(
    marks: Mapping[str, Mark],
    heads_at: Mapping[tuple[str, int], str],
    last: Mapping[str, int],
) -> list[Disagreement]:
    """An older copy or a fork, from the marks and the file's heads at just those positions."""
    found = []
    for stream, (seq, head, _) in marks.items():
        # Fewer acts is an older copy; as many and another head is a fork of the same count.
        if last.get(stream, 0) < seq:
            found.append(Disagreement(What.OLDER_COPY, stream, seq))
        elif heads_at.get((stream, seq)) != head:
            found.append(Disagreement(What.FORK, stream, seq))
    return found
