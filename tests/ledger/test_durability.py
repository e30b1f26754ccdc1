"""What was acknowledged is there after the worst;
what could not be saved is not, and counting goes on.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.count import Changed
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.database import plain_connect
from tests.halls import (
    CLERK,
    ELM,
    OTHER_CLERK,
    RETURNING_OFFICER,
    Hall,
    NightClock,
    a_hall,
    begin,
    envelope,
    officer,
    sheet,
)
from tests.workstations import workstation


class FailingStorage:
    """A disk that fails when told to: the nth time that a
    statement comes, with SQLite's code and in no words of its own.
    """

    def __init__(self) -> None:
        self.statement = ""
        self.code = 0
        self.nth = 0

    def fail(self, statement: str, code: int, nth: int = 1) -> None:
        self.statement = statement
        self.code = code
        self.nth = nth

    def connect(self, name: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            name,
            isolation_level=None,
            check_same_thread=False,
            timeout=0,
            factory=FailingConnection,
        )
        connection.storage = self
        return connection

    def touched(self, statement: str) -> None:
        if self.statement and statement.startswith(self.statement):
            self.nth -= 1
            if self.nth:
                return
            self.statement = ""
            error = sqlite3.OperationalError("in whatever words")
            error.sqlite_errorcode = self.code
            raise error


class FailingConnection(sqlite3.Connection):
    """An ordinary connection to a disk that may fail."""

    storage: FailingStorage

    def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
        self.storage.touched(sql)
        return super().execute(sql, *rest)

    def executemany(self, sql: str, *rest: Any) -> sqlite3.Cursor:
        self.storage.touched(sql)
        return super().executemany(sql, *rest)


@pytest.mark.parametrize("statement", ["BEGIN", "INSERT INTO act", "COMMIT"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "disk of .* is full"),
        (sqlite3.SQLITE_IOERR_FSYNC, "cannot be read or written"),
    ],
)
def test_an_act_that_cannot_be_saved_is_not_done_and_the_next_one_is(
    tmp_path: Path, statement: str, code: int, words: str
) -> None:
    storage = FailingStorage()
    hall = a_hall(tmp_path, connect=storage.connect)
    hall.issue("A", 1, 2)
    hall.key(1, sheet((60, 30, 8)))
    heads = dict(hall.desk.ledger.heads)
    told: list[Changed] = []
    hall.desk.subscribe(told.append)
    storage.fail(statement, code)
    with pytest.raises(EnvironmentFault, match=words):
        hall.key(1, sheet((60, 30, 8)), by=OTHER_CLERK)
    assert (dict(hall.desk.ledger.heads), told) == (heads, [])
    assert (hall.sheet(1).life, hall.area("A").votes) == ("keyed", [0, 0, 0])
    hall.key(1, sheet((60, 30, 8)), by=OTHER_CLERK)
    assert (len(told), hall.area("A").votes) == (1, [60, 30, 8])
    live = hall.desk.count
    hall.desk.close()
    desk = Desk.open(tmp_path / "elm.tally", NightClock(), workstation("desk-1"))
    assert (desk.disagreements, desk.count) == ((), live)
    desk.close()


def test_a_real_disk_that_is_full_keeps_everything_that_was_saved(tmp_path: Path) -> None:
    """SQLite itself runs out of pages, in the middle of its own work."""

    def small(name: str) -> sqlite3.Connection:
        connection = plain_connect(name)
        connection.execute("PRAGMA max_page_count=22")
        return connection

    hall = a_hall(tmp_path, connect=small)
    saved: list[int] = []

    def issue_for_ever() -> None:
        for first in range(1, 500):
            hall.issue("A", first)
            saved.append(first)

    with pytest.raises(EnvironmentFault, match="is full"):
        issue_for_ever()
    assert saved
    assert list(hall.contest.sheets) == saved
    live = hall.desk.count
    hall.desk.close()
    desk = Desk.open(tmp_path / "elm.tally", NightClock(), workstation("desk-1"))
    assert (desk.disagreements, desk.count) == ((), live)
    Hall(desk).issue("A", saved[-1] + 1)
    desk.close()


# The lock taken at opening is a BEGIN and a COMMIT of its own.
@pytest.mark.parametrize(
    ("statement", "nth"), [("INSERT INTO act", 1), ("COMMIT", 1), ("COMMIT", 2)]
)
def test_a_count_that_could_not_be_begun_leaves_no_file_behind(
    tmp_path: Path, statement: str, nth: int
) -> None:
    storage = FailingStorage()
    storage.fail(statement, sqlite3.SQLITE_IOERR, nth)
    with pytest.raises(EnvironmentFault, match="cannot be read or written"):
        begin(tmp_path / "elm.tally", connect=storage.connect)
    assert list(tmp_path.iterdir()) == []
    begin(tmp_path / "elm.tally").close()


def test_acts_in_one_transaction_are_all_saved_or_none(tmp_path: Path) -> None:
    storage = FailingStorage()
    desk = begin(tmp_path / "elm.tally", connect=storage.connect)
    ledger = desk.ledger
    enrolled = acts.OfficerEnrolled(**envelope(RETURNING_OFFICER), officer=officer(CLERK, "clerk"))
    entries = [ledger.signed(COUNT_STREAM, 1, enrolled, workstation().sign)] * 2
    storage.fail("COMMIT", sqlite3.SQLITE_IOERR)
    with pytest.raises(EnvironmentFault):
        ledger.append(entries)
    assert ledger.heads[COUNT_STREAM][0] == len(ledger.read_from(COUNT_STREAM)) == 1
    ledger.append(entries)
    assert ledger.heads[COUNT_STREAM][0] == len(ledger.read_from(COUNT_STREAM)) == 3
    desk.close()


APPENDER = """
import sys
from pathlib import Path
from tests.halls import Desk, Hall, NightClock
from tests.workstations import workstation
hall = Hall(Desk.open(Path(sys.argv[1]), NightClock(), workstation("desk-1")))
for first in range(int(sys.argv[2]), 100_000):
    hall.issue("A", first)
    print(first, flush=True)
"""


def test_killed_at_any_moment_every_acknowledged_act_is_there(tmp_path: Path) -> None:
    path = tmp_path / "elm.tally"
    a_hall(tmp_path).desk.close()
    root = str(Path(__file__).parents[2])
    for wait_for in (1, 23, 57):
        acknowledged: list[int] = []
        command = [sys.executable, "-c", APPENDER, str(path), str(_issued(path) + 1)]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env=os.environ | {"PYTHONPATH": root},
        ) as program:
            assert program.stdout is not None
            for line in program.stdout:
                acknowledged.append(int(line))
                if len(acknowledged) == wait_for:
                    program.send_signal(signal.SIGKILL)
        assert len(acknowledged) >= wait_for
        # One more may have reached the disk without having been acknowledged, never one less.
        assert _issued(path) - acknowledged[-1] in (0, 1)


def _issued(path: Path) -> int:
    desk = Desk.open(path, NightClock(), workstation("desk-2"))
    assert desk.disagreements == ()
    issued = len(desk.contest(ELM).sheets)
    desk.close()
    return issued
