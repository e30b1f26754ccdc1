"""Nothing is acknowledged that went into a file which no longer lies under its name."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.database import Connect, plain_connect
from tallyapp.ledger.in_use import sidecar
from tests.halls import Hall, NightClock, a_hall, sheet
from tests.workstations import workstation

# There a file that is open can be neither moved nor removed: the system itself holds it.
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be moved there")


Kind = TypeVar("Kind", bound=sqlite3.Connection)


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    made = a_hall(tmp_path)
    made.issue("A", 1)
    return made


def connecting(kind: type[Kind]) -> tuple[list[Kind], Connect]:
    """A way to open a file by connections of a kind, and those that are opened so."""
    made: list[Kind] = []

    def connect(name: str) -> sqlite3.Connection:
        made.append(
            sqlite3.connect(name, isolation_level=None, check_same_thread=False, factory=kind)
        )
        return made[-1]

    return made, connect


def opened(path: Path) -> Desk:
    return Desk.open(path, NightClock(), workstation("desk-1"))


def journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.tally"))


def removed(path: Path) -> None:
    path.unlink()


def replaced_by_a_copy(path: Path) -> None:
    copy = path.with_name("copy")
    shutil.copyfile(path, copy)
    copy.replace(path)


def written_over(path: Path) -> None:
    older = bytearray(path.read_bytes())
    older[24:28] = b"\0\0\0\1"
    path.write_bytes(older)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def journal_removed(path: Path) -> None:
    journal(path).unlink()


def journal_replaced(path: Path) -> None:
    journal(path).rename(path.with_name("other"))
    journal(path).touch()


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (moved, "moved, renamed or removed"),
        (removed, "moved, renamed or removed"),
        (replaced_by_a_copy, "another file lies in its place"),
        (written_over, "another program has written to it"),
        (cut_short, "another program has written to it"),
        (journal_removed, "elm.tally-journal, which belongs to it, was removed"),
        (journal_replaced, "elm.tally-journal, which belongs to it, was removed or replaced"),
    ],
)
def test_no_act_is_acknowledged_into_a_file_that_is_not_as_it_was_left(
    hall: Hall, tmp_path: Path, happens: Callable[[Path], None], words: str
) -> None:
    heads = dict(hall.desk.ledger.heads)
    happens(tmp_path / "elm.tally")
    for keep in (
        lambda: hall.issue("A", 2),
        lambda: hall.desk.ledger.keep_draft(11, "sheet/1", "{}", NightClock()()),
    ):
        with pytest.raises(EnvironmentFault, match=words) as said:
            keep()
        assert "make a backup now" in str(said.value)
    assert (dict(hall.desk.ledger.heads), list(hall.contest.sheets)) == (heads, [1])
    hall.desk.close()


@pytest.mark.parametrize("happens", [written_over, cut_short, moved, replaced_by_a_copy])
def test_the_first_act_after_a_file_was_opened_goes_into_no_other_file(
    hall: Hall, tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    hall.desk.close()
    hall.desk = opened(tmp_path / "elm.tally")
    happens(tmp_path / "elm.tally")
    with pytest.raises(EnvironmentFault, match="no longer as this program left it"):
        hall.issue("A", 2)
    hall.desk.close()


@pytest.mark.parametrize("happens", [moved, removed, replaced_by_a_copy, journal_removed])
def test_what_was_acknowledged_before_is_in_a_backup_from_the_open_window(
    hall: Hall, tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    happens(tmp_path / "elm.tally")
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    live = hall.desk.count
    hall.desk.close()
    desk = opened(tmp_path / "backup.tally")
    assert (desk.disagreements, desk.count) == ((), live)
    desk.close()


def test_a_file_put_back_where_it_was_is_counted_on_in(hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "elm.tally"
    moved(path)
    with pytest.raises(EnvironmentFault):
        hall.issue("A", 2)
    path.with_name("elsewhere.tally").rename(path)
    hall.issue("A", 2)
    hall.desk.close()
    desk = opened(path)
    assert list(desk.count.contests[hall.stream].sheets) == [1, 2]
    desk.close()


def test_no_act_is_acknowledged_into_a_file_to_which_its_name_leads_no_more(
    hall: Hall, tmp_path: Path
) -> None:
    path = tmp_path / "elm.tally"
    hall.desk.close()
    link = tmp_path / "tonight.tally"
    link.symlink_to(path)
    desk = opened(link)
    Hall(desk).issue("A", 2)
    shutil.copyfile(path, tmp_path / "copy.tally")
    link.unlink()
    link.symlink_to(tmp_path / "copy.tally")
    with pytest.raises(EnvironmentFault, match=r"tonight\.tally .* another file lies in its place"):
        Hall(desk).issue("A", 3)
    desk.close()


class MovedMidway(sqlite3.Connection):
    """Its file is moved while it commits."""

    path: Path | None = None

    def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
        if sql == "COMMIT" and self.path is not None:
            moved(self.path)
        return super().execute(sql, *rest)


def test_an_act_whose_file_is_moved_while_it_is_written_is_not_acknowledged_but_backed_up(
    tmp_path: Path,
) -> None:
    connections, connect = connecting(MovedMidway)
    hall = a_hall(tmp_path, connect=connect)
    hall.issue("A", 1)
    connections[-1].path = tmp_path / "elm.tally"
    with pytest.raises(EnvironmentFault, match="moved, renamed or removed"):
        hall.key(1, sheet((60, 30, 8)))
    connections[-1].path = None
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    hall.desk.close()
    desk = opened(tmp_path / "backup.tally")
    assert desk.disagreements == ()
    assert desk.count.contests[hall.stream].sheets[SheetNumber(1)].life == "keyed"
    desk.close()


# ---- a disk that reports a fault


class LastSyncFails(sqlite3.Connection):
    """All of a commit is done, and then the disk says that it failed."""

    fails = False

    def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:
        done = super().execute(sql, *rest)
        if sql == "COMMIT" and self.fails:
            self.fails = False
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise error
        return done


def test_what_the_disk_kept_though_it_reported_a_fault_is_saved_and_counting_goes_on(
    tmp_path: Path,
) -> None:
    connections, connect = connecting(LastSyncFails)
    hall = a_hall(tmp_path, connect=connect)
    connections[-1].fails = True
    hall.issue("A", 1)
    hall.issue("A", 2)
    live = hall.desk.count
    hall.desk.close()
    desk = opened(tmp_path / "elm.tally")
    assert (desk.disagreements, desk.count) == ((), live)
    desk.close()


def test_a_disk_that_is_gone_for_a_while_keeps_nothing_and_is_tried_again(tmp_path: Path) -> None:
    gone: list[bool] = []
    connections, connect_to_what_is_there = connecting(LastSyncFails)

    def connect(name: str) -> sqlite3.Connection:
        if gone:
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error
        return connect_to_what_is_there(name)

    hall = a_hall(tmp_path, connect=connect)
    hall.issue("A", 1, 2)
    connections[-1].fails = True
    gone.append(True)
    for _ in range(2):
        with pytest.raises(EnvironmentFault, match="cannot be read or written"):
            hall.key(1, sheet((60, 30, 8)))
    gone.clear()
    # The first try had reached the disk after all: it is taken in, and not done twice.
    hall.key(2, sheet((60, 30, 8)))
    assert [hall.sheet(number).life for number in (1, 2)] == ["keyed", "keyed"]
    live = hall.desk.count
    hall.desk.close()
    desk = opened(tmp_path / "elm.tally")
    assert (desk.disagreements, desk.count) == ((), live)
    desk.close()


# ---- the word beside the file


def test_a_link_in_place_of_the_word_is_not_followed(hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "elm.tally"
    hall.desk.close()
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Returning Officer", encoding="utf-8")
    sidecar(path).symlink_to(letter)
    opened(path).close()
    assert letter.read_text(encoding="utf-8") == "Dear Returning Officer"
    assert sidecar(path).is_symlink()


def test_a_pipe_in_place_of_the_word_keeps_nobody_waiting(hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "elm.tally"
    hall.desk.close()
    os.mkfifo(sidecar(path))
    opened(path).close()
    holder = plain_connect(str(path))
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(EnvironmentFault, match="in use by another tallyapp"):
        opened(path)
    holder.close()


def test_two_desks_never_have_one_file_even_where_sqlite_lost_its_lock(
    hall: Hall, tmp_path: Path
) -> None:
    path = tmp_path / "elm.tally"
    # What drops every lock of a process on a file: to close any other descriptor of it.
    path.read_bytes()
    with pytest.raises(EnvironmentFault, match="in use"):
        opened(path)
    hall.desk.close()
    opened(path).close()


def test_a_count_is_readable_by_its_owner_alone(hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "elm.tally"
    assert path.stat().st_mode & 0o077 == 0
    assert journal(path).stat().st_mode & 0o077 == 0
    hall.desk.close()
