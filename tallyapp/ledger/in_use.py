"""Who has a count file: a lock of our own beside SQLite's, and word of whose it is."""

import contextlib
import json
import os
import platform
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tallyapp.errors import EnvironmentFault

from .locking import NEVER_WAITS, lock, opened_to_lock

_MUCH = 4096
"""Bytes that are read of the word that somebody left: whatever lies there, opening never waits."""


class InUse:
    """A count file taken by this program, until it is given back; the word lies beside the file.

    SQLite's own lock is the other one. On POSIX a process loses that whenever it closes any other
    descriptor of the same file; this one is on a file that nobody else has a reason to open.
    """

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, count: Path, workstation: str = "", since: datetime | None = None) -> "InUse":
        """Take a count file, and say who did where that is told.

        Raises EnvironmentFault where another tallyapp has it.

        Where nothing can be left beside it (a folder that can only be read, something else of that
        name), SQLite's lock stands alone.
        """
        path = sidecar(count)
        # Twice: the one who had it may take its word away between our opening and our locking.
        for _ in range(2):
            descriptor = opened_to_lock(path)
            if descriptor is None:
                return cls(path, None)
            if not lock(descriptor):
                os.close(descriptor)
                raise EnvironmentFault(f"{count} is in use{who(count)}. Close it there first.")
            if _is_at(descriptor, path):
                if since is not None:
                    _say(descriptor, workstation, since)
                return cls(path, descriptor)
            os.close(descriptor)
        return cls(path, None)

    def give_back(self) -> None:
        """Let others have it, and take the word away."""
        if self._descriptor is None:
            return
        descriptor = self._descriptor
        self._descriptor = None
        with contextlib.suppress(OSError):
            # Not a word that somebody else has left there since.
            if os.name != "nt" and _is_at(descriptor, self._path):
                self._path.unlink()
        os.close(descriptor)
        if os.name == "nt":
            # There a file that is open cannot be taken away.
            with contextlib.suppress(OSError):
                self._path.unlink()


def sidecar(count: Path) -> Path:
    """Where the word lies: beside the file itself, whatever name it was opened by."""
    real = Path(os.path.realpath(count))
    return real.with_name(real.name + ".in-use")


def who(count: Path) -> str:
    """Who has a file and since when, as far as a word was left, as the middle of a sentence."""
    try:
        with _opened(sidecar(count)) as descriptor:
            told = json.loads(os.read(descriptor, _MUCH))
        since = datetime.fromisoformat(told["since"])
        return f" on {told['workstation']} since {since:%H:%M}"
    # A word that cannot be read only leaves a sentence shorter.
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return " by another tallyapp"


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY | NEVER_WAITS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a file")
        yield descriptor
    finally:
        os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether what is open is still what lies under this name."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except OSError:
        return False


def _say(descriptor: int, workstation: str, since: datetime) -> None:
    told = {
        "workstation": workstation,
        "host": platform.node(),
        "pid": os.getpid(),
        "since": since.isoformat(timespec="seconds"),
    }
    # It only informs: a disk that is full keeps nobody from opening the count.
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(told).encode())
