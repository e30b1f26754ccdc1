"""Backups that were read again, and drafts that leave with none."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.backup import Snapshot
from tallyapp.ledger.database import plain_connect
from tests.halls import (
    CLERK,
    ELM,
    OTHER_CLERK,
    Hall,
    NightClock,
    a_counted_hall,
    a_hall,
)
from tests.ledger.test_durability import FailingStorage
from tests.workstations import workstation

SECRET = "half-keyed-7351"


def test_a_backup_is_the_whole_count_and_can_be_gone_on_with(counted: Hall, tmp_path: Path) -> None:
    backup = tmp_path / "backup.tally"
    assert counted.desk.ledger.backup(backup) == counted.desk.ledger.heads
    desk = Desk.open(backup, NightClock(), workstation("desk-2"))
    assert (desk.disagreements, desk.count) == ((), counted.desk.count)
    Hall(desk).finish()
    desk.close()
    assert counted.contest.declaration is None
    assert [path.name for path in tmp_path.glob("*.part*")] == []


def test_what_is_keyed_while_a_backup_is_taken_is_in_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is taken a step at a time, and keying goes on between two steps."""
    monkeypatch.setattr("tallyapp.ledger.backup._PAGES", 1)
    hall = a_counted_hall(tmp_path)
    keyed: list[int] = []

    def key_one_more() -> None:
        number = 20 + len(keyed)
        hall.allot(number, number)
        hall.issue("A", number)
        keyed.append(number)

    taken = hall.desk.ledger.snapshot(key_one_more)
    assert len(keyed) > 2
    hall.allot(90, 90)
    taken.keep(tmp_path / "backup.tally")
    desk = Desk.open(tmp_path / "backup.tally", NightClock(), workstation("desk-2"))
    assert (desk.disagreements, dict(desk.ledger.heads)) == ((), taken.heads)
    assert set(keyed) <= set(desk.contest(ELM).sheets)
    desk.close()
    hall.desk.close()


def test_a_disk_that_fails_while_a_backup_is_taken_ends_the_backup_and_not_the_keying(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tallyapp.ledger.backup._PAGES", 1)
    storage = FailingStorage()
    hall = a_counted_hall(tmp_path, connect=storage.connect)
    told: list[str] = []

    def key_one_more() -> None:
        if len(told) == 1:
            storage.fail("COMMIT", sqlite3.SQLITE_IOERR_FSYNC)
        try:
            hall.allot(20 + len(told), 20 + len(told))
        except EnvironmentFault as fault:
            told.append(str(fault))
        else:
            told.append("")

    with pytest.raises(EnvironmentFault, match="reported a fault while it was being backed up"):
        hall.desk.ledger.snapshot(key_one_more)
    saved, not_saved = told
    assert saved == ""
    assert "reported a fault while a backup was being taken" in not_saved
    hall.allot(30, 30)
    live = hall.desk.count
    backup = tmp_path / "backup.tally"
    hall.desk.ledger.backup(backup)
    desk = Desk.open(backup, NightClock(), workstation("desk-2"))
    assert (desk.disagreements, desk.count) == ((), live)
    desk.close()
    hall.desk.close()


def test_a_name_that_somebody_takes_while_a_backup_is_written_stays_theirs(
    counted: Hall, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.tally"

    class Late(Snapshot):
        def _is_read_again(self, part: Path) -> bool:
            backup.write_bytes(b"another machine's")
            return super()._is_read_again(part)

    taken = counted.desk.ledger.snapshot()
    with pytest.raises(EnvironmentFault, match="It is there already and was left as it is"):
        Late(taken.connection, taken.path, taken.heads).keep(backup)
    assert backup.read_bytes() == b"another machine's"
    assert [path.name for path in tmp_path.glob("*.part*")] == []


def forgetful(name: str) -> sqlite3.Connection:
    """SQLite as most systems build it: what is deleted stays in the free pages."""
    connection = plain_connect(name)
    connection.execute("PRAGMA secure_delete=OFF")
    return connection


def test_drafts_stay_behind_even_those_dropped_before(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, connect=forgetful)
    ledger, now = hall.desk.ledger, NightClock()()
    ledger.keep_draft(CLERK, "sheet 1", SECRET * 500, now)
    ledger.drop_draft(CLERK, "sheet 1")
    ledger.keep_draft(CLERK, "sheet 2", SECRET, now)
    backup = tmp_path / "backup.tally"
    ledger.backup(backup)
    assert SECRET.encode() not in backup.read_bytes()
    assert ledger.drafts(CLERK) == {"sheet 2": SECRET}
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    hall.desk.close()
    assert SECRET.encode() * 2 in ledger.path.read_bytes()


def test_no_backup_is_overwritten(counted: Hall, tmp_path: Path) -> None:
    backup = tmp_path / "backup.tally"
    backup.write_bytes(b"last night's")
    with pytest.raises(EnvironmentFault, match="exists already"):
        counted.desk.ledger.backup(backup)
    assert backup.read_bytes() == b"last night's"
    with pytest.raises(EnvironmentFault, match="There is no folder"):
        counted.desk.ledger.backup(tmp_path / "nowhere" / "backup.tally")


def test_a_backup_that_does_not_read_the_same_is_not_kept(counted: Hall, tmp_path: Path) -> None:
    ledger = counted.desk.ledger
    ledger._ends.heads[ELM] = (ledger.heads[ELM][0], b"\x00" * 32)
    with pytest.raises(EnvironmentFault, match="does not agree"):
        ledger.backup(tmp_path / "backup.tally")
    assert [path for path in tmp_path.iterdir() if path.name.startswith("backup")] == []


def test_a_draft_is_one_officers_own_is_replaced_and_survives_closing(counted: Hall) -> None:
    ledger, clock = counted.desk.ledger, NightClock()
    ledger.keep_draft(CLERK, "sheet 2", "1", clock())
    ledger.keep_draft(CLERK, "sheet 1", "60,30", clock())
    ledger.keep_draft(OTHER_CLERK, "sheet 1", "9", clock())
    ledger.keep_draft(CLERK, "sheet 1", "60,30,8", clock())
    counted.desk.close()
    desk = Desk.open(ledger.path, clock, workstation("desk-1"))
    assert desk.ledger.drafts(CLERK) == {"sheet 2": "1", "sheet 1": "60,30,8"}
    desk.ledger.drop_draft(CLERK, "sheet 1")
    assert desk.ledger.drafts(CLERK) == {"sheet 2": "1"}
    assert desk.ledger.drafts(OTHER_CLERK) == {"sheet 1": "9"}
    assert desk.ledger.heads == ledger.heads
    desk.close()


def test_a_draft_is_handed_over_whole_or_not_at_all(counted: Hall) -> None:
    ledger, clock = counted.desk.ledger, NightClock()
    for officer, place in ((CLERK, "sheet 1"), (OTHER_CLERK, "sheet 2"), (CLERK, "sheet 2")):
        ledger.keep_draft(officer, place, f"{officer}", clock())
    ledger.hand_over(CLERK, "sheet 1", OTHER_CLERK, "handed/sheet 1", clock())
    assert ledger.drafts(CLERK) == {"sheet 2": f"{CLERK}", "handed/sheet 1": f"{OTHER_CLERK}"}
    assert ledger.drafts(OTHER_CLERK)["sheet 1"] == f"{CLERK}"
    before = ledger.unfinished()
    with pytest.raises(EnvironmentFault):
        ledger.hand_over(CLERK, "sheet 2", OTHER_CLERK, "handed/sheet 2", clock())
    assert ledger.unfinished() == before


def test_what_is_unfinished_is_told_by_officer_place_and_time(counted: Hall) -> None:
    ledger, clock = counted.desk.ledger, NightClock()
    first, second = clock(), clock()
    ledger.keep_draft(OTHER_CLERK, "sheet 2", SECRET, second)
    ledger.keep_draft(CLERK, "sheet 1", SECRET, first)
    assert ledger.unfinished() == [(CLERK, "sheet 1", first), (OTHER_CLERK, "sheet 2", second)]
