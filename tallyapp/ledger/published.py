"""Streams as they travel in an audit pack, read and added up like those of a file."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from io import BytesIO

from tallyapp.domain import acts
from tallyapp.domain.reports.declaration_report import Checkpoint
from tallyapp.domain.vocabulary.on_paper import ResultFigures

from . import arithmetic, chain, database
from .replay import Row


def checkpoint(origin: str, stream: str, seq: int, head: bytes) -> Checkpoint:
    """A stream's position with its head and code, as documents print and embed it."""
    code = chain.code(origin, stream, seq, head)
    return Checkpoint(origin=origin, stream=stream, seq=seq, head=head.hex(), code=code)


def rows_of(streams: Mapping[str, bytes]) -> Iterable[Row]:
    """Published JSON Lines as rows, `count` first, so that they can be read like a file."""
    for stream in sorted(streams, key=lambda name: (name != acts.COUNT_STREAM, name)):
        # At \n alone, with which they were written: `splitlines` knows of other ends.
        for seq, line in enumerate(BytesIO(streams[stream]), 1):
            entry = line.removesuffix(b"\n")
            yield Row(stream, seq, entry, None)
            if not entry:
                # No act is empty: the stream fails here, and millions more would only cost time.
                break


def totals_of(streams: Mapping[str, bytes]) -> ResultFigures:
    """The figures by the second arithmetic of the one contest in these JSON Lines."""
    # In memory, and by the same views: the second arithmetic of the pack is the file's own.
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        database.make(connection)
        rows = ((r.stream, r.seq, r.entry.decode(), b"") for r in rows_of(streams))
        connection.executemany("INSERT INTO act VALUES (?, ?, ?, ?)", rows)
        return arithmetic.totals(connection)
