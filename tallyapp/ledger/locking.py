"""A lock of our own, on a small file that nobody else has a reason to open."""

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOCKED_AT = 1 << 20
"""Where on Windows the byte is that is locked: what is locked there cannot be read by others."""
# A link there would lead our word into another file, and a pipe would keep us waiting.
NEVER_WAITS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_PATIENCE = 5.0
_LOOK_AGAIN = 0.005
"""Seconds for which a lock is waited for, and between two looks at it."""


def opened_to_lock(path: Path) -> int | None:
    """The file of a lock, made if need be; None where there can be none."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | NEVER_WAITS, 0o644)
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    return None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """While this lasts no other program has the lock on the file of this name.

    The file stays: whoever took it away could take it from beneath another. Where there can be
    none, nothing is waited for. Raises TimeoutError where another keeps it for five seconds.
    """
    descriptor = opened_to_lock(path)
    if descriptor is None:
        yield
        return
    try:
        until = time.monotonic() + _PATIENCE
        while not lock(descriptor):
            if time.monotonic() > until:
                raise TimeoutError(f"another program keeps {path} locked")
            # Another program gives it back without a word; to wait for it in the system's own call
            # has no end on Linux and macOS, and looks once a second on Windows.
            time.sleep(_LOOK_AGAIN)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def lock(descriptor: int) -> bool:
        """Whether nobody else has it locked; held until it is closed."""
        os.lseek(descriptor, _LOCKED_AT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def lock(descriptor: int) -> bool:
        """Whether nobody else has it locked; held until it is closed."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # Disks that know no such lock: there SQLite's stands alone.
            return True
        return True
