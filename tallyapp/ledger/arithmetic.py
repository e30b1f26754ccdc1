"""The second arithmetic: a contest's figures straight from the stored entries, by views.sql alone.

It shares nothing with the program's own running totals: the two must agree (E304; domain.md, 8).
"""

import sqlite3

import sqlite_utils

from tallyapp.domain.things import ResultFigures
from tallyapp.domain.units import Papers, Votes


def totals(connection: sqlite3.Connection) -> ResultFigures:
    """The figures of the one contest in a database: votes in ballot-paper order, papers rejected by head."""
    views = sqlite_utils.Database(connection, execute_plugins=False)

    def column(view: str, key: str, value: str) -> dict[int, int]:
        return {row[key]: row[value] for row in views[view].rows}

    contest = next(iter(views["contests"].rows))
    votes = column("candidate_votes", "number", "votes")
    rejected = column("rejected_papers", "head", "papers")
    verified = next(iter(views["verified_papers"].rows), {"papers": 0})
    return ResultFigures(
        votes=tuple(Votes(votes.get(n, 0)) for n in range(1, contest["candidates"] + 1)),
        rejected=tuple(Papers(rejected.get(n, 0)) for n in range(1, contest["heads"] + 1)),
        # With one seat a valid paper bears one vote (domain.md, "What must add up", 4).
        valid=Papers(sum(votes.values())),
        verified=Papers(verified["papers"]),
    )
