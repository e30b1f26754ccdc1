"""The second arithmetic, for walks that ask for it after every step.

Over the same lines it comes to the same: where a step was refused, or was of another contest, the
figures are those that were worked out before, and the lines are compared byte for byte.
"""

from contextlib import closing

from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.ledger import database
from tallyapp.ledger.ledger import Ledger
from tallyapp.ledger.published import rows_of


class SecondArithmetic:
    """What SQL makes of a count's streams as they are stored now."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._totals: dict[str, tuple[bytes, ResultFigures]] = {}
        self._by_area: dict[str, tuple[bytes, dict[str, int]]] = {}

    def totals(self, stream: str) -> ResultFigures:
        """The figures of a contest."""
        lines = self._ledger.lines(stream)
        known, figures = self._totals.get(stream, (b"", None))
        if figures is None or known != lines:
            figures = self._ledger.totals(stream)
            self._totals[stream] = lines, figures
        return figures

    def by_area(self, stream: str) -> dict[str, int]:
        """Papers verified of a contest, by area."""
        lines = self._ledger.lines(stream)
        known, papers = self._by_area.get(stream, (b"", None))
        if papers is None or known != lines:
            papers = _verified(stream, lines)
            self._by_area[stream] = lines, papers
        return papers


def _verified(stream: str, lines: bytes) -> dict[str, int]:
    with closing(database.plain_connect(":memory:")) as connection:
        database.make(connection)
        rows = rows_of({stream: lines})
        stored = [(r.stream, r.seq, r.entry.decode(), bytes(64), b"") for r in rows]
        connection.executemany("INSERT INTO act VALUES (?, ?, ?, ?, ?)", stored)
        return dict(connection.execute("SELECT area, papers FROM verified_by_area").fetchall())
