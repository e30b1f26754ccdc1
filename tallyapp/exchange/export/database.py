"""What a declaration says as an SQLite database, to be looked into with Datasette, sqlite-utils or
whatever else reads one: the lines of our CSV in a table, and a view for each thing that is asked.
"""

from collections.abc import Mapping

import sqlite_utils

from . import plain
from .exported import Exported, Given
from .remarks import lost

_NUMBERS = ("seats", "number", "votes", "rank", "papers", "electors")
_VIEWS: Mapping[str, str] = {
    "candidates": """SELECT election, polling_day, contest_id, contest, seats, state,
        number, surname, other_names, ballot_paper_name, description, party_id,
        votes, percent, elected, rank, term, deposit
        FROM declared WHERE record IN ('candidate', 'answer')""",
    "rejected": """SELECT election, polling_day, contest_id, contest, seats, state,
        head, papers, record = 'rejected in part' AS in_part
        FROM declared WHERE record IN ('rejected', 'rejected in part')""",
    "contests": """SELECT election, polling_day, contest_id, contest, seats, state,
        max(papers) FILTER (WHERE record = 'valid') AS valid,
        max(papers) FILTER (WHERE record = 'rejected papers') AS rejected,
        max(papers) FILTER (WHERE record = 'verified') AS verified,
        max(electors) FILTER (WHERE record = 'electorate') AS electorate,
        max(votes) FILTER (WHERE record = 'majority') AS majority
        FROM declared GROUP BY contest_id""",
}


def export(given: Given) -> Exported:
    """The file of these contests. Papers, votes and electors are never in one column."""
    database = sqlite_utils.Database(memory=True, execute_plugins=False)
    try:
        left_out = "\n".join(map(given.words, given.left_out))
        database.table("about").insert({"program": given.program, "left_out": left_out})
        declared = database.table("declared").create({one: _kind(one) for one in plain.COLUMNS})
        declared.insert_all(
            dict(zip(plain.COLUMNS, row, strict=True)) for row in plain.rows_of(given.count)
        )
        declared.create_index(["contest_id", "record"])
        for name, query in _VIEWS.items():
            database.create_view(name, query)
        data = database.conn.serialize()
    finally:
        database.close()
    return Exported(data, lost(given.count, plain.HOLDS))


def _kind(column: str) -> type:
    if column == "percent":
        return float
    return int if column in _NUMBERS else str
