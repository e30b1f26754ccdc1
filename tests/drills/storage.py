"""The seam below SQLite: every call by which it reaches the disk is seen here, and can fail.

SQLite asks its VFS for all of them (https://www.sqlite.org/vfs.html). A copy of the one that it
has anyway is put in its place for a while; in it the calls that change a disk lead here first.
"""

import _sqlite3
import contextlib
import ctypes
import sqlite3
from collections.abc import Callable, Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_longlong, c_void_p
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["open", "write", "truncate", "sync", "delete"]

REFUSED: dict[Kind, int] = {
    "open": sqlite3.SQLITE_CANTOPEN,
    "write": sqlite3.SQLITE_IOERR_WRITE,
    "truncate": sqlite3.SQLITE_IOERR_TRUNCATE,
    "sync": sqlite3.SQLITE_IOERR_FSYNC,
    "delete": sqlite3.SQLITE_IOERR_DELETE,
}
"""What SQLite's own VFS answers where the system says EIO to such a call."""
_NAME = b"tallyapp-drill"
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_longlong)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_longlong)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(Structure):
    _fields_ = (
        ("version", c_int),
        ("size_of_file", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
        # What follows in versions 1 to 3 is left as it is.
        ("rest", c_void_p * 14),
    )


class _Methods(Structure):
    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        # The size, the locks, and the shared memory of versions 2 and 3.
        ("rest", c_void_p * 13),
    )


class _File(Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


class OutOfReach(Exception):
    """The SQLite of this Python cannot be reached: it hides its names."""


@dataclass(frozen=True)
class Touch:
    """One call that reaches for the disk: of which file (none has a name that is SQLite's alone),
    from which byte (for a truncation: the new size), with what.
    """

    kind: Kind
    path: str
    at: int = 0
    data: bytes = b""
    call: Callable[[bytes], int] = lambda _: 0

    def go(self) -> int:
        """Let it happen; SQLite's answer."""
        return self.call(self.data)

    def go_half_way(self) -> None:
        """Let half of a write happen; of anything else nothing."""
        if self.kind == "write":
            self.call(self.data[: len(self.data) // 2])


Touched = Callable[[Touch], int]
"""What becomes of a call: SQLite's code of it, 0 where it went well."""


def library() -> ctypes.CDLL:
    """The very SQLite that Python's sqlite3 uses; raises OutOfReach."""
    # By the module itself: another copy of the library knows nothing of its connections.
    reached = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
    try:
        reached.sqlite3_vfs_find.restype = POINTER(_Vfs)
        reached.sqlite3_vfs_find.argtypes = [c_char_p]
        reached.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
        reached.sqlite3_vfs_unregister.argtypes = [POINTER(_Vfs)]
    except AttributeError as error:
        raise OutOfReach(
            "The SQLite of this Python is built into it and cannot be reached from outside."
        ) from error
    return reached


_kept: list[object] = []
"""Whatever SQLite was ever given an address of: a connection may outlive its seam."""


@contextlib.contextmanager
def storage(touched: Touched) -> Iterator[None]:
    """Every database that is opened in here reaches the disk by way of `touched`.

    Raises OutOfReach.
    """
    sqlite = library()
    original = sqlite.sqlite3_vfs_find(None)
    seam = _Seam(original.contents, touched)
    _kept.append(seam)
    sqlite.sqlite3_vfs_register(ctypes.byref(seam.vfs), 1)
    try:
        yield
    finally:
        sqlite.sqlite3_vfs_unregister(ctypes.byref(seam.vfs))
        sqlite.sqlite3_vfs_register(original, 1)


@dataclass
class _Opened:
    path: str
    methods: _Methods


class _Seam:
    """A copy of a VFS whose files tell what is done to them."""

    def __init__(self, original: _Vfs, touched: Touched) -> None:
        self._original = original
        self._touched = touched
        self._files: dict[int, _Opened] = {}
        self._calls: list[Any] = [
            _OPEN(self._open),
            _DELETE(self._delete),
            _WRITE(self._write),
            _TRUNCATE(self._truncate),
            _SYNC(self._sync),
        ]
        opens, deletes, *_ = self._calls
        self.vfs = _Vfs()
        ctypes.pointer(self.vfs)[0] = original
        self.vfs.next = None
        self.vfs.name = _NAME
        self.vfs.open = ctypes.cast(opens, c_void_p)
        self.vfs.delete = ctypes.cast(deletes, c_void_p)

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        path = _text(name)
        held = ctypes.cast(file, POINTER(_File)).contents

        def call(_: bytes) -> int:
            code: int = _OPEN(self._original.open)(vfs, name, file, flags, out)
            return code

        # Unless it has methods SQLite does not close it: so of a file that was refused.
        held.methods = None
        code = self._touched(Touch("open", path, call=call))
        if code == 0 and held.methods:
            held.methods = ctypes.pointer(self._watched(file, path, held.methods.contents))
        return code

    def _watched(self, file: int, path: str, methods: _Methods) -> _Methods:
        """The methods of a file that was opened, with ours among them."""
        self._files[file] = _Opened(path, methods)
        watched = _Methods()
        # Of an older version no more may be read than it has; all since 2010 have version 3.
        ctypes.pointer(watched)[0] = methods
        _, _, writes, truncates, syncs = self._calls
        watched.write = ctypes.cast(writes, c_void_p)
        watched.truncate = ctypes.cast(truncates, c_void_p)
        watched.sync = ctypes.cast(syncs, c_void_p)
        _kept.append(watched)
        return watched

    def _delete(self, vfs: int, name: int | None, sync_folder: int) -> int:
        def call(_: bytes) -> int:
            code: int = _DELETE(self._original.delete)(vfs, name, sync_folder)
            return code

        return self._touched(Touch("delete", _text(name), at=sync_folder, call=call))

    def _write(self, file: int, data: int, amount: int, at: int) -> int:
        opened = self._files[file]

        def call(written: bytes) -> int:
            code: int = _WRITE(opened.methods.write)(file, data, len(written), at)
            return code

        return self._touched(Touch("write", opened.path, at, ctypes.string_at(data, amount), call))

    def _truncate(self, file: int, size: int) -> int:
        opened = self._files[file]

        def call(_: bytes) -> int:
            code: int = _TRUNCATE(opened.methods.truncate)(file, size)
            return code

        return self._touched(Touch("truncate", opened.path, size, call=call))

    def _sync(self, file: int, flags: int) -> int:
        opened = self._files[file]

        def call(_: bytes) -> int:
            code: int = _SYNC(opened.methods.sync)(file, flags)
            return code

        return self._touched(Touch("sync", opened.path, call=call))


def _text(name: int | None) -> str:
    return ctypes.string_at(name).decode("utf-8") if name else ""
