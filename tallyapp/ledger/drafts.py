"""What somebody is in the middle of keying, kept in the file and no part of the ledger.

A draft that cannot be read any more (a damaged time, bytes that are no text) stops nobody: it is
left out wherever drafts are read, and no message quotes it, because it may hold votes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

# As bytes, and decoded here: TEXT that is no UTF-8 makes sqlite3 raise in the middle of a row.
_BYTES = (
    "SELECT officer, CAST(place AS BLOB), CAST(kept_at AS BLOB), CAST(keyed AS BLOB) FROM draft"
)
_KEPT = "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)"
_MOVED = "UPDATE OR REPLACE draft SET place = ? WHERE officer = ? AND CAST(place AS BLOB) = ?"
_ASIDE = "set-aside/"
_ORDER = "ORDER BY kept_at, officer, place"


class Unfinished(NamedTuple):
    """Something an officer is in the middle of keying: where, and when it was last kept."""

    officer: int
    place: str
    kept_at: datetime


class SetAside(NamedTuple):
    """A draft that could not be read, and whose; its place as far as that can be read."""

    officer: int
    place: str


def keep(
    connection: sqlite3.Connection, officer: int, place: str, keyed: str, now: datetime
) -> None:
    """Keep what an officer has keyed so far at a place, in place of what was kept before."""
    row = (officer, place, now.isoformat(timespec="seconds"), keyed)
    connection.execute(_KEPT, row)


def drop(connection: sqlite3.Connection, officer: int, place: str) -> None:
    """The keying was finished, or given up."""
    connection.execute("DELETE FROM draft WHERE officer = ? AND place = ?", (officer, place))


def kept_by(connection: sqlite3.Connection, officer: int) -> dict[str, str]:
    """What an officer has kept, by place, the oldest first."""
    return {
        draft.place: keyed for draft, keyed in _readable(connection) if draft.officer == officer
    }


def unfinished(connection: sqlite3.Connection) -> list[Unfinished]:
    """Whose unfinished keyings there are, the oldest first; never what was keyed."""
    return [draft for draft, _ in _readable(connection)]


def set_aside(connection: sqlite3.Connection) -> list[SetAside]:
    """Give what cannot be read another place, so that its own can be keyed anew, and name it once.

    To be called on a file that may be written to; nothing of the draft itself is changed.
    """
    found = []
    # All of it before the first change: rows are moved while they are read otherwise.
    for officer, place, kept_at, keyed in connection.execute(_BYTES).fetchall():
        named = place.decode(errors="replace")
        if _read(officer, place, kept_at, keyed) is None and not named.startswith(_ASIDE):
            found.append(SetAside(officer, named))
            connection.execute(_MOVED, (f"{_ASIDE}{named}", officer, place))
    return found


def hand_over(
    connection: sqlite3.Connection, officer: int, place: str, to: int, note: str, now: datetime
) -> None:
    """What an officer has kept at a place is another's; to whom is noted at a place of its own.

    To be called in a transaction.
    """
    # The first officer keeps a word of it, or what they had keyed would be gone without a trace.
    moved = "UPDATE draft SET officer = ? WHERE officer = ? AND place = ?"
    connection.execute(moved, (to, officer, place))
    keep(connection, officer, note, str(to), now)


def _readable(connection: sqlite3.Connection) -> Iterator[tuple[Unfinished, str]]:
    for row in connection.execute(f"{_BYTES} {_ORDER}"):
        if read := _read(*row):
            yield read


def _read(
    officer: int, place: bytes, kept_at: bytes, keyed: bytes
) -> tuple[Unfinished, str] | None:
    with suppress(ValueError):
        at = datetime.fromisoformat(kept_at.decode())
        named = place.decode()
        # Times are compared with each other: all of them have an offset.
        if at.tzinfo is not None and not named.startswith(_ASIDE):
            return Unfinished(officer, named, at), keyed.decode()
    return None
