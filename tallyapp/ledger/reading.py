"""Acts as they are stored, read again: some of a stream, or all of it."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import starmap
from pathlib import Path

from tallyapp.domain import acts
from tallyapp.domain.acts import AnyAct
from tallyapp.domain.rules.withholding import may_withhold
from tallyapp.errors import EnvironmentFault

from . import published
from .rows import Row, id_of

Stored = tuple[str, int, str, bytes, bytes]
"""A row of the table: stream, position, entry, signature and head."""
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


def rows(connection: sqlite3.Connection, stream: str, after: int = 0) -> Iterator[Row]:
    """A stream's acts that come after its first `after`, exactly as stored."""
    query = (
        "SELECT stream, seq, CAST(entry AS BLOB), signature, head FROM act WHERE stream = ? "
        "AND seq > ? ORDER BY seq"
    )
    return starmap(Row, connection.execute(query, [stream, after]))


def lines(
    connection: sqlite3.Connection, stream: str, withheld: Collection[int] = frozenset()
) -> bytes:
    """A whole stream as JSON Lines, exactly as stored: what an audit pack carries.

    Of the positions `withheld` the leaf stands in. Raises ValueError for one that is not there, or
    whose act may not be withheld.
    """
    told = []
    left = set(withheld)
    for row in rows(connection, stream):
        if row.seq not in left:
            told.append(published.line(row.signature, row.entry))
            continue
        if not may_withhold(acts.decode(row.entry)):
            break
        left.remove(row.seq)
        told.append(published.withheld_line(row.signature, row.entry))
    if left:
        raise ValueError(f"entry {min(left)} of {stream} may not be withheld")
    return b"".join(told)


def origin(connection: sqlite3.Connection) -> str:
    """The id of the count's first act, as it stands there unread; empty if there is none."""
    query = "SELECT CAST(entry AS BLOB) FROM act WHERE stream = ? AND seq = 1"
    row = connection.execute(query, [acts.COUNT_STREAM]).fetchone()
    return id_of(row[0]) if row else ""


def head_at(connection: sqlite3.Connection, stream: str, seq: int) -> bytes | None:
    """The head of a stream after its first `seq` acts; None if it has not so many."""
    query = "SELECT head FROM act WHERE stream = ? AND seq = ?"
    row = connection.execute(query, [stream, seq]).fetchone()
    return row[0] if row else None


def every_head(connection: sqlite3.Connection) -> Iterator[tuple[str, int, bytes]]:
    """The head after each act there is, with its stream and position."""
    yield from connection.execute("SELECT stream, seq, head FROM act")


def last_seqs(connection: sqlite3.Connection) -> dict[str, int]:
    """The position of each stream's last act, in the streams' order, found without a look at what
    lies between.
    """
    following = "SELECT stream FROM act WHERE stream > ? ORDER BY stream LIMIT 1"
    last = "SELECT max(seq) FROM act WHERE stream = ?"
    found = {}
    row = connection.execute("SELECT min(stream) FROM act").fetchone()
    while row and row[0] is not None:
        (found[row[0]],) = connection.execute(last, [row[0]]).fetchone()
        row = connection.execute(following, [row[0]]).fetchone()
    return found


def ends(connection: sqlite3.Connection) -> dict[str, tuple[int, bytes]]:
    """Where each stream ends: its position, and its head."""
    # SQLite gives the head of the very row that has the greatest position.
    query = "SELECT stream, max(seq), head FROM act GROUP BY stream"
    return {stream: (seq, head) for stream, seq, head in connection.execute(query)}


def must_be_stored(connection: sqlite3.Connection, rows: Sequence[Stored], path: Path) -> None:
    """Raises EnvironmentFault unless these rows stand in the file as they were written.

    A file whose schema was changed can swallow an entry without an error; nobody is to be told
    that it is saved.
    """
    query = "SELECT CAST(entry AS BLOB), signature, head FROM act WHERE stream = ? AND seq = ?"
    for stream, seq, entry, signature, head in rows:
        stored = connection.execute(query, (stream, seq)).fetchone()
        if stored != (entry.encode(), signature, head):
            raise EnvironmentFault(
                f"Entry {seq} of {stream} was not stored in {path}, though no error was reported. "
                "Go on from the last backup, and keep this file for the inquiry."
            )
