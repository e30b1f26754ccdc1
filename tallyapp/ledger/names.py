"""The names of the staff, in a table beside the ledger: no act holds one, and no figure needs one.

A name that does not fit the commitment it stands for is left out: it may be anybody's.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress

import msgspec

from tallyapp.domain.vocabulary.staff_names import StaffName

# As bytes, and decoded here: TEXT that is no UTF-8 makes sqlite3 raise in the middle of a row. A
# table that somebody else laid out may hold a NULL.
_ROWS = """SELECT CAST(coalesce(named, '') AS BLOB), CAST(coalesce(salt, '') AS BLOB),
    CAST(coalesce(name, '') AS BLOB) FROM staff"""
# Whoever comes back, or gets another role, is named already.
_ADDED = "INSERT INTO staff VALUES (?, ?, ?) ON CONFLICT (named) DO NOTHING"


def kept(connection: sqlite3.Connection) -> Mapping[str, StaffName]:
    """Every name that fits its commitment, by that commitment; none from a file without names."""
    try:
        rows = connection.execute(_ROWS).fetchall()
    except sqlite3.Error:
        # A count is read to its last figure without any name.
        return {}
    read = (_read(*row) for row in rows)
    return {name.named: name for name in read if name}


def add(connection: sqlite3.Connection, names: Iterable[StaffName]) -> None:
    """Keep these names, in the transaction that is open."""
    connection.executemany(_ADDED, [(each.named, each.salt, each.name) for each in names])


def _read(named: bytes, salt: bytes, name: bytes) -> StaffName | None:
    with suppress(UnicodeDecodeError, msgspec.ValidationError):
        fields = {"salt": salt.decode(), "name": name.decode()}
        kept = msgspec.convert(fields, StaffName)
        if kept.named == named.decode():
            return kept
    return None
