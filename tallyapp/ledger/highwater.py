"""How far this machine has seen each count: so that an older copy,
or a fork, of a file is noticed.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from tallyapp.errors import EnvironmentFault
from tallyapp.files import write_atomically

from .replay import Disagreement, Replay, What

_Marks = dict[str, dict[str, tuple[int, str]]]


class HighWater:
    """The marks of one machine, in a small file of its own;
    every read and write is of the whole file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def marks(self, origin: str) -> dict[str, tuple[int, str]]:
        """All that was seen of a count: position and head of each stream."""
        return self._read().get(origin, {})

    def record(self, origin: str, heads: Mapping[str, tuple[int, bytes]]) -> None:
        """These heads have been seen."""
        marks = self._read()
        # Every count this machine ever saw: an older copy may come back next year.
        marks[origin] = {stream: (seq, head.hex()) for stream, (seq, head) in heads.items()}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, msgspec.json.encode(marks))
        except (OSError, EnvironmentFault) as error:
            raise EnvironmentFault(
                f"How far this count has been seen could not be kept. {error} The count itself is "
                "saved. See that this folder can be written to."
            ) from error

    def _read(self) -> _Marks:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_Marks)
        except (OSError, ValueError, RecursionError):
            # The marks only warn: a lost or damaged file of them must never stop a count.
            return {}


def remembered(
    seen: HighWater, read: Replay, head_at: Callable[[str, int], bytes | None]
) -> list[Disagreement]:
    """What this machine remembers otherwise than a file was read;
    if nothing, it remembers how far the count is now.
    """
    marks = seen.marks(read.origin)
    heads_at = {
        (stream, seq): head.hex()
        for stream, (seq, _) in marks.items()
        if (head := head_at(stream, seq))
    }
    found = notice(marks, heads_at, {stream: seq for stream, (seq, _) in read.heads.items()})
    if not found:
        # Now, and again at closing: should the program crash, this much is remembered.
        with suppress(EnvironmentFault):
            seen.record(read.origin, read.heads)
    return found


def notice(
    marks: Mapping[str, tuple[int, str]],
    heads_at: Mapping[tuple[str, int], str],
    last: Mapping[str, int],
) -> list[Disagreement]:
    """An older copy or a fork, from the marks and the file's heads at just those positions."""
    found = []
    for stream, (seq, head) in marks.items():
        # Fewer acts is an older copy; as many and another head is a fork of the same count.
        if last.get(stream, 0) < seq:
            found.append(Disagreement(What.OLDER_COPY, stream, seq))
        elif heads_at.get((stream, seq)) != head:
            found.append(Disagreement(What.FORK, stream, seq))
    return found
