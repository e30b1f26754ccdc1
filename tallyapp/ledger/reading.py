"""Acts as they are stored, read again: some of a stream, or all of it."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.errors import EnvironmentFault

_IS_KIND = "json_extract(entry, '$.act') = ?"
_IS_OFFICER = "json_extract(entry, '$.by') = ?"
# A barcode gives names in capitals, so a thing is looked for without them.
_IS_THING = """lower(?) IN (
    lower(json_extract(entry, '$.sheet')), lower(json_extract(entry, '$.form')),
    lower(iif(json_type(entry, '$.box') = 'object', json_extract(entry, '$.box.id'),
              json_extract(entry, '$.box'))),
    lower(json_extract(entry, '$.area')))"""


def read_from(connection: sqlite3.Connection, stream: str, after: int) -> list[tuple[int, AnyAct]]:
    """A stream's acts that come after its first `after`, with their positions."""
    query = "SELECT seq, CAST(entry AS BLOB) FROM act WHERE stream = ? AND seq > ? ORDER BY seq"
    return [(seq, acts.decode(entry)) for seq, entry in connection.execute(query, [stream, after])]


def read_these(
    connection: sqlite3.Connection, stream: str, positions: Iterable[int]
) -> list[tuple[int, AnyAct]]:
    """Some acts of a stream, by their positions; those that are not there are left out."""
    query = "SELECT CAST(entry AS BLOB) FROM act WHERE stream = ? AND seq = ?"
    found = []
    for seq in positions:
        if row := connection.execute(query, [stream, seq]).fetchone():
            found.append((seq, acts.decode(row[0])))
    return found


def matching(
    connection: sqlite3.Connection,
    stream: str,
    *,
    after: int = 0,
    kind: str = "",
    officer: int = 0,
    thing: str = "",
) -> list[int]:
    """The positions of a stream's acts of one kind,
    by one officer, about one thing; in their order.

    `kind` is an act's name, `thing` the number or name of a sheet,
    form, box or area; empty or 0 is any.
    """
    query = "SELECT seq FROM act WHERE stream = ? AND seq > ?"
    values: list[str | int] = [stream, after]
    # Conditions are ours and values are bound: nothing that was keyed is ever part of a query.
    for value, condition in ((kind, _IS_KIND), (officer, _IS_OFFICER), (thing, _IS_THING)):
        if value:
            query = f"{query} AND {condition}"
            values = [*values, value]
    return [seq for (seq,) in connection.execute(f"{query} ORDER BY seq", values)]


def lines(connection: sqlite3.Connection, stream: str) -> bytes:
    """A whole stream as JSON Lines, exactly as stored: what an audit pack carries."""
    query = "SELECT CAST(entry AS BLOB) FROM act WHERE stream = ? ORDER BY seq"
    return b"".join(entry + b"\n" for (entry,) in connection.execute(query, [stream]))


def head_at(connection: sqlite3.Connection, stream: str, seq: int) -> bytes | None:
    """The head of a stream after its first `seq` acts; None if it has not so many."""
    query = "SELECT head FROM act WHERE stream = ? AND seq = ?"
    row = connection.execute(query, [stream, seq]).fetchone()
    return row[0] if row else None


def must_be_stored(
    connection: sqlite3.Connection, rows: Sequence[tuple[str, int, str, bytes]], path: Path
) -> None:
    """Raises EnvironmentFault unless these rows stand in the file as they were written.

    A file whose schema was changed can swallow an entry without an error; nobody is to be told
    that it is saved.
    """
    query = "SELECT CAST(entry AS BLOB), head FROM act WHERE stream = ? AND seq = ?"
    for stream, seq, entry, head in rows:
        if connection.execute(query, (stream, seq)).fetchone() != (entry.encode(), head):
            raise EnvironmentFault(
                f"Entry {seq} of {stream} was not stored in {path}, though no error was reported. "
                "Go on from the last backup, and keep this file for the inquiry."
            )
