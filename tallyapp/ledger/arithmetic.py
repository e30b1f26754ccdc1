"""The second arithmetic: a contest's figures straight from the stored entries, by views.sql alone.

It shares nothing with the program's own running totals: the two must agree (E304; domain.md, 8).
"""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tallyapp.domain.vocabulary.drawn_lines import AreaLine
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.units import Papers, Votes

if TYPE_CHECKING:
    import sqlite_utils


def totals(connection: sqlite3.Connection) -> ResultFigures:
    """The figures of the one contest in a database:
    votes in ballot-paper order, papers rejected by head.

    Papers: rejected, valid and verified; votes: those of candidates, unused and uncertain.
    """
    views = _views(connection)
    contest = next(iter(views["contests"].rows))
    found = {(row["what"], row["line"]): row["value"] for row in views["figures"].rows}

    def figure(what: str, line: int | None = None) -> int:
        # No row is no papers of that kind: the views list only what was written.
        return int(found.get((what, line), 0))

    return ResultFigures(
        votes=tuple(Votes(figure("votes", n)) for n in range(1, contest["candidates"] + 1)),
        rejected=tuple(Papers(figure("rejected", n)) for n in range(1, contest["heads"] + 1)),
        valid=Papers(figure("valid")),
        verified=Papers(figure("verified")),
        unused=Votes(figure("unused")),
        uncertain=Votes(figure("uncertain")),
    )


def line_totals(connection: sqlite3.Connection, lines: Iterable[AreaLine]) -> dict[AreaLine, int]:
    """What these lines of areas come to, in votes or papers, of the one contest in a database."""
    views = _views(connection)
    found = {
        (row["area"], row["what"], row["line"]): int(row["value"])
        for row in views["area_figures"].rows
    }
    return {line: found.get(line, 0) for line in lines}


def _views(connection: sqlite3.Connection) -> "sqlite_utils.Database":
    import sqlite_utils  # asked for at a declaration, and slow to load: no opening waits for it

    # Without plugins: the library loads whatever is installed, and this is the second arithmetic.
    # Nor are triggers turned on: nothing is written, and SQLite would plan every view anew.
    return sqlite_utils.Database(connection, execute_plugins=False, recursive_triggers=False)
