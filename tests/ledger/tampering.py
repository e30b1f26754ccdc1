"""Changing a count's file with sqlite3 alone, as somebody would who wants another result."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from tallyapp.ledger import chain
from tallyapp.ledger.disagreements import Disagreement
from tallyapp.ledger.ledger import Ledger
from tallyapp.ledger.signatures import to_sign
from tallyapp.workstation import Workstation
from tests.halls import ELM, NightClock
from tests.workstations import workstation

TRIGGERS = ("act_is_next", "act_is_never_changed", "act_is_never_removed")


@contextmanager
def tampering(path: Path) -> Iterator[sqlite3.Connection]:
    """The file with its triggers out of the way; they are back, as shipped, afterwards."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        written = dict(
            connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        )
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for name in TRIGGERS:
            connection.execute(written[name])


def edit(
    connection: sqlite3.Connection, stream: str, seq: int, change: Callable[[str], str]
) -> None:
    """Put other words in place of an entry, signed by the workstation at which it all was done.

    Whoever changes a file there has its key as well: what is left to expose them is the rest.
    """
    where = (stream, seq)
    (entry,) = connection.execute(
        "SELECT entry FROM act WHERE stream = ? AND seq = ?", where
    ).fetchone()
    changed = change(entry)
    assert changed != entry
    connection.execute("UPDATE act SET entry = ? WHERE stream = ? AND seq = ?", (changed, *where))
    sign_again(connection, stream, seq)


def origin_of(connection: sqlite3.Connection) -> str:
    """The id of the count's first act."""
    query = "SELECT CAST(entry AS BLOB) FROM act WHERE stream = 'count' AND seq = 1"
    (first,) = connection.execute(query).fetchone()
    return str(first.split(b'"id":"')[1][:32].decode())


def sign_again(
    connection: sqlite3.Connection, stream: str, seq: int, by: Workstation | None = None
) -> None:
    """Sign an entry as it is now."""
    where = (stream, seq)
    query = "SELECT CAST(entry AS BLOB) FROM act WHERE stream = ? AND seq = ?"
    (entry,) = connection.execute(query, where).fetchone()
    signature = (by or workstation()).sign(to_sign(origin_of(connection), stream, entry))
    put_signature(connection, stream, seq, signature)


def put_signature(connection: sqlite3.Connection, stream: str, seq: int, signature: bytes) -> None:
    """Put another signature beside an entry."""
    query = "UPDATE act SET signature = ? WHERE stream = ? AND seq = ?"
    connection.execute(query, (signature, stream, seq))


def signature_of(connection: sqlite3.Connection, stream: str, seq: int) -> bytes:
    query = "SELECT signature FROM act WHERE stream = ? AND seq = ?"
    return bytes(connection.execute(query, (stream, seq)).fetchone()[0])


def position(connection: sqlite3.Connection, stream: str, kind: str, nth: int = 1) -> int:
    """Where the nth act of a kind stands."""
    query = "SELECT seq FROM entries WHERE stream = ? AND act = ? ORDER BY seq LIMIT 1 OFFSET ?"
    (seq,) = connection.execute(query, (stream, kind, nth - 1)).fetchone()
    return int(seq)


def recompute_heads(connection: sqlite3.Connection, stream: str = ELM) -> None:
    """Make every head of a stream fit what is stored now."""
    head = chain.start(origin_of(connection), stream)
    query = "SELECT seq, CAST(entry AS BLOB), signature FROM act WHERE stream = ? ORDER BY seq"
    for seq, entry, signature in connection.execute(query, [stream]).fetchall():
        head = chain.following(head, chain.leaf(signature, entry))
        connection.execute(
            "UPDATE act SET head = ? WHERE stream = ? AND seq = ?", (head, stream, seq)
        )


def _replaced(old: str, new: str, entry: str) -> str:
    return entry.replace(old, new)


def renew_heads_of_count(connection: sqlite3.Connection) -> None:
    """Make the head of `count` that acts at fixed points name the one that is stored now."""
    query = """
        SELECT f.seq, json_extract(f.entry, '$.count_head'), lower(hex(c.head))
        FROM act f JOIN act c ON c.stream = 'count' AND c.seq = json_extract(f.entry, '$.seen')
        WHERE f.stream = ? AND json_extract(f.entry, '$.count_head') <> lower(hex(c.head))
    """
    for seq, named, stored in connection.execute(query, [ELM]).fetchall():
        edit(connection, ELM, seq, partial(_replaced, named, stored))


def found_in(path: Path) -> list[Disagreement]:
    """What a file is found to disagree in when it is opened."""
    clock = NightClock()
    ledger, _ = Ledger.open(path, "desk-2", clock())
    ledger.signatures.wait()
    ledger.close()
    return list(ledger.disagreements)
