"""Which files are copies of one count: backups of it, by what stands in them and not by a name."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from .backup import PART
from .reading import ends, head_at

_FIRST = "SELECT entry FROM act WHERE stream = 'count' AND seq = 1"
_SUFFIXES = (".tally", PART)
"""A whole count, and a backup that was not finished."""


class _Origin(msgspec.Struct):
    id: str


def origin_of(path: Path) -> str:
    """The origin of the count in a file; empty where there is none that can be read."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with (
        suppress(sqlite3.Error, msgspec.DecodeError, OSError, ValueError),
        closing(sqlite3.connect(uri, uri=True)) as connection,
    ):
        found = connection.execute(_FIRST).fetchone()
        return msgspec.json.decode(found[0], type=_Origin).id if found else ""
    return ""


def ends_of(path: Path) -> dict[str, tuple[int, str]]:
    """Where each stream of the count in a file ends: its position, and its head in hex."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        return {stream: (seq, head.hex()) for stream, (seq, head) in ends(connection).items()}


def is_within(copy: Path, whole: Path) -> bool:
    """Whether a file's every entry is in another file of the same count, in its place; not where
    either cannot be read.
    """
    with suppress(sqlite3.Error, OSError, ValueError):
        there = ends_of(copy)
        uri = f"{whole.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            # A head commits to all that came before it, and to the count.
            at = {stream: head_at(connection, stream, seq) for stream, (seq, _) in there.items()}
        return bool(there) and all((at[each] or b"").hex() == end[1] for each, end in there.items())
    return False


def copies_in(origin: str, own: Path, folders: Iterable[Path]) -> list[Path]:
    """Every file in these folders but its `own` that holds the count of this origin, in order."""
    found: set[Path] = set()
    for folder in folders:
        with suppress(OSError):
            files = {path.absolute() for path in folder.iterdir() if path.suffix in _SUFFIXES}
            # The one that is open is never looked into: closing it again would let its locks go.
            found |= {path for path in files - {own.absolute()} if origin_of(path) == origin}
    return sorted(found)
