"""The second arithmetic, and what else its views say; and for walks that ask after every step.

Over the same lines it comes to the same: where a step was refused, or was of another contest, the
figures are those that were worked out before, and the lines are compared byte for byte.
"""

from collections.abc import Mapping
from typing import Any

from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.ledger.ledger import Ledger
from tallyapp.ledger.published import rows_of, stored


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
            papers = dict(_asked({stream: lines}, "SELECT area, papers FROM verified_by_area"))
            self._by_area[stream] = lines, papers
        return papers


def asked_in_sql(ledger: Ledger, question: str, *streams: str) -> list[tuple[Any, ...]]:
    """What the views say of the entries of these streams alone."""
    return _asked({stream: ledger.lines(stream) for stream in streams}, question)


def _asked(lines: Mapping[str, bytes], question: str) -> list[tuple[Any, ...]]:
    with stored(rows_of(lines)) as connection:
        return connection.execute(question).fetchall()
