"""Whether the file that is written to is still the one that lies under its name."""

import os
from pathlib import Path
from typing import NamedTuple

from tallyapp.errors import EnvironmentFault

_CHANGES_AT = 24
_CHANGES = 4
"""Where SQLite counts the changes of a file, in bytes from its beginning (its file format, 1.3)."""


class _Left(NamedTuple):
    """How the last write of this program left the file: bytes, and SQLite's count of changes."""

    size: int
    changes: bytes


class Held:
    """An open count file, by what the system says of it.

    A program that synchronises folders, or a person with `mv`, can put another file under the name
    of one that is open: acts would be saved, and acknowledged, in a file that nobody finds again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # As text: they are looked at several times for each act, which a Path makes twice as long.
        self._named = str(path.absolute())
        # SQLite follows links too, and keeps its journal beside what they lead to.
        self._real = os.path.realpath(path)
        self._journal = self._real + "-journal"
        # Opened once, before SQLite locks it, and closed after it: to close any descriptor of a
        # file drops every lock that this process has on it.
        self._descriptor = os.open(self._real, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._left: _Left | None = None
        self._journal_left: os.stat_result | None = None

    def close(self) -> None:
        """Let go of it, once SQLite has; a second time does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def note(self) -> None:
        """Remember how this program leaves the file: after every write, and at opening."""
        self._left = self._now()
        # The first one stays: what lies there later must be the same.
        self._journal_left = self._journal_left or _stat(self._journal)

    def begin_anew(self) -> None:
        """SQLite opened the file again, and has put it right as it must."""
        self._left = self._now()
        self._journal_left = _stat(self._journal)

    def must_be_as_left(self) -> None:
        """Before a write; raises EnvironmentFault if anybody else changed, moved or removed it."""
        held = self._in_place()
        if self._left is not None and self._now(held) != self._left:
            raise self._fault("another program has written to it")

    def must_be_in_place(self) -> None:
        """Before anything written is called saved; raises EnvironmentFault if it is not there."""
        self._in_place()

    def _in_place(self) -> os.stat_result:
        """What the system says of the open file, which must be the one that lies there."""
        # Through its name: a link may lead elsewhere by now, and there the next one will look.
        there = _stat(self._named)
        if there is None:
            raise self._fault("it was moved, renamed or removed")
        held = os.fstat(self._descriptor)
        if not os.path.samestat(there, held):
            raise self._fault("another file lies in its place")
        journal = self._journal_left
        if journal is None:
            return held
        lies = _stat(self._journal)
        # Without its journal a file that loses power in the middle of a write is past help.
        if lies is None or not os.path.samestat(lies, journal):
            name = Path(self._journal).name
            raise self._fault(f"{name}, which belongs to it, was removed or replaced")
        return held

    def _now(self, held: os.stat_result | None = None) -> _Left:
        size = (held or os.fstat(self._descriptor)).st_size
        return _Left(size, _read(self._descriptor))

    def _fault(self, what: str) -> EnvironmentFault:
        return EnvironmentFault(
            f"{self._path} is no longer as this program left it: {what}. Nothing more is saved "
            "here. What was saved before is still known to this window: make a backup now, on "
            "another disk, then close it and go on with the backup. Stop whatever synchronises or "
            "tidies this folder."
        )


def _read(descriptor: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, _CHANGES, _CHANGES_AT)
    os.lseek(descriptor, _CHANGES_AT, os.SEEK_SET)
    return os.read(descriptor, _CHANGES)


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except OSError:
        return None
