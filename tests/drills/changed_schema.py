"""Somebody, or some tool, has changed what a count's file is made of: each object, in every way."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

from tallyapp.errors import EnvironmentFault
from tallyapp.ledger import database

from .night import NAME, declared, one_more_act, opened, without_waiting
from .reports import Plan, Report
from .storage import storage

_SWALLOWS = "CREATE TRIGGER swallows BEFORE INSERT ON act BEGIN SELECT raise(IGNORE); END"
_ADDED = {
    "a trigger is added": _SWALLOWS,
    "a table is added": "CREATE TABLE votes (papers INTEGER)",
    "a view is added": "CREATE VIEW votes AS SELECT * FROM act",
    "an index is added": "CREATE INDEX votes ON act (entry)",
}
_RESERVED = ("sqlite_stat1", "sqlite_stat4", "sqlite_sequence", "sqlite_autoindex_act_9")


def schema(_: Plan) -> Report:
    """Nothing is done in a file that is not made as it was shipped."""
    report = Report("schema")
    for what, statements in _changes():
        report.note(what, unnoticed(statements))
    report.note("nothing is changed", "" if unnoticed("") else "a good file is refused")
    with patch.object(database, "disagreeing_schema", lambda _: []):
        report.controls["the schema is not compared"] = int(unnoticed(_SWALLOWS) != "")
    return report


def _changes() -> list[tuple[str, str]]:
    """What is done to the schema, as statements."""
    changes = list(_ADDED.items())
    for name in _RESERVED:
        changes.append(
            (
                "a trigger hides under a reserved name",
                f"{_SWALLOWS}; PRAGMA writable_schema=ON; UPDATE sqlite_schema SET name='{name}', "
                f"sql=replace(sql, 'swallows', '{name}') WHERE name='swallows'",
            )
        )
    for kind, name in _objects():
        where = f"WHERE type='{kind}' AND name='{name}'"
        on = "PRAGMA writable_schema=ON;"
        changes.append((f"a {kind} is taken away", f"{on} DELETE FROM sqlite_schema {where}"))
        changes.append(
            (f"a {kind} reads otherwise", f"{on} UPDATE sqlite_schema SET sql=sql||' ' {where}")
        )
    return changes


def _objects() -> list[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as shipped:
        database.make(shipped)
        return shipped.execute(
            "SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL"
        ).fetchall()


def unnoticed(statements: str) -> str:
    """What is wrong with how the program meets a file to which this was done."""
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        path = Path(folder, NAME)
        path.write_bytes(declared())
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            file.executescript(statements)
        try:
            desk = opened(path)
        except EnvironmentFault:
            return ""
        except Exception as error:
            return f"opening ends in {error!r}"
        try:
            one_more_act(desk)
        except EnvironmentFault:
            return "" if desk.disagreements else "it is opened as good, and refuses acts"
        except Exception as error:
            return f"an act ends in {error!r}"
        finally:
            desk.close()
        return "it is opened as good"
