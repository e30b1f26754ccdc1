"""Streams as they travel in an audit pack, written, read and added up like those of a file.

One line an entry: `{"signature":"…","act":…}` with the act's bytes exactly as stored, or, where it
is withheld, `{"leaf":"…"}`. No other bytes mean anything.
"""

import re
import sqlite3
from binascii import unhexlify
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from threading import Lock

from tallyapp.domain import acts
from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.domain.vocabulary.drawn_lines import AreaLine
from tallyapp.domain.vocabulary.on_paper import ResultFigures

from . import arithmetic, chain, database
from .late import check_now
from .replay import Replay, replay
from .rows import Row

# Hexadecimal in lower case alone, and the act to the last brace: what is between them is compared
# with what the act encodes to. \Z and not $, which lets a line end through.
_ENTRY = re.compile(rb'\{"signature":"([0-9a-f]{128})","act":(\{.*\})\}\n\Z', re.DOTALL)
_LEAF = re.compile(rb'\{"leaf":"([0-9a-f]{64})"\}\n\Z')


def line(signature: bytes, entry: bytes) -> bytes:
    """An entry as it travels, with its line end."""
    return b'{"signature":"%b","act":%b}\n' % (signature.hex().encode(), entry)


def withheld_line(signature: bytes, entry: bytes) -> bytes:
    """What stands in for an entry that is withheld, with its line end."""
    return b'{"leaf":"%b"}\n' % chain.leaf(signature, entry).hex().encode()


def checkpoint(origin: str, stream: str, seq: int, head: bytes) -> Checkpoint:
    """A stream's position with its head and code, as documents print and embed it."""
    code = chain.code(origin, stream, seq, head)
    return Checkpoint(origin=origin, stream=stream, seq=seq, head=head.hex(), code=code)


def leaf_of(row: Row) -> bytes:
    """The leaf of an entry, whether it is there or withheld."""
    return row.leaf or chain.leaf(row.signature, row.entry)


def rows_of(streams: Mapping[str, bytes]) -> Iterable[Row]:
    """Published JSON Lines as rows, `count` first, so that they can be read like a file.

    A line that is none has an empty entry, and nothing is read after it.
    """
    for stream in sorted(streams, key=lambda name: (name != acts.COUNT_STREAM, name)):
        # At \n alone, with which they were written: `splitlines` knows of other ends.
        for seq, text in enumerate(BytesIO(streams[stream]), 1):
            row = _read(stream, seq, text)
            yield row
            if not (row.entry or row.leaf):
                # The stream fails here, and millions more would only cost time.
                break


def _read(stream: str, seq: int, text: bytes) -> Row:
    if found := _ENTRY.match(text):
        signature, entry = found.groups()
        return Row(stream, seq, entry, unhexlify(signature), None)
    if found := _LEAF.match(text):
        return Row(stream, seq, b"", b"", None, unhexlify(found[1]))
    return Row(stream, seq, b"", b"", None)


def read_published(streams: Mapping[str, bytes]) -> Replay:
    """What published streams mean, every signature checked."""
    read = replay(rows_of(streams), whole=False, checked={})
    read.disagreements += check_now(read.unchecked)
    return read


def totals_of(streams: Mapping[str, bytes]) -> ResultFigures:
    """The figures by the second arithmetic of the one contest in these JSON Lines."""
    return totals(rows_of(streams))


def totals(rows: Iterable[Row]) -> ResultFigures:
    """The figures by the second arithmetic of the one contest in these rows."""
    with stored(rows) as connection:
        return arithmetic.totals(connection)


def line_totals(rows: Iterable[Row], lines: Iterable[AreaLine]) -> dict[AreaLine, int]:
    """What these lines of areas come to by the second arithmetic of the one contest in these
    rows.
    """
    with stored(rows) as connection:
        return arithmetic.line_totals(connection, lines)


_ADDING_UP = Lock()


@cache
def _empty() -> sqlite3.Connection:
    """A count without acts, in memory, which is laid out once in a process: it takes SQLite longer
    to plan the second arithmetic than to do it.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    database.make(connection)
    return connection


@contextmanager
def stored(rows: Iterable[Row]) -> Iterator[sqlite3.Connection]:
    """These rows in memory, with the views that a file has over them; gone when this ends."""
    with _ADDING_UP:
        connection = _empty()
        connection.execute("BEGIN")
        try:
            # An entry that is withheld brings no figure: an empty act keeps its place.
            written = (
                (row.stream, row.seq, (row.entry or b"{}").decode(), bytes(64), b"") for row in rows
            )
            connection.executemany("INSERT INTO act VALUES (?, ?, ?, ?, ?)", written)
            yield connection
        finally:
            # What is asked next finds nothing of it. After some faults SQLite has done so itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
