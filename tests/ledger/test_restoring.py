"""A backup restored to a new file: what it holds is told, and what the count has after it."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.branches import branch
from tallyapp.ledger.highwater import HighWater, Marks
from tallyapp.ledger.restoring import Beside, Held, Restored, backup_at, restore
from tallyapp.words.restored import held_words, verdict, where
from tests.halls import DEPUTY, ELM, Hall, NightClock, a_hall, contest_fields, sheet
from tests.workstations import workstation


def nothing_seen(_: str) -> Marks:
    return {}


def to(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """Sheets 1 to 4 are handed out; sheet 1 is keyed."""
    hall = a_hall(tmp_path)
    hall.allot(1, 4)
    hall.issue("A", 1, 4)
    hall.key(1, sheet((60, 30, 8)))
    return hall


def beside(hall: Hall) -> Beside:
    """The open count, as its window has it."""
    return Beside(hall.desk.ledger.path, hall.desk.ledger.snapshot().connection)


def told(restored: Restored) -> str:
    lines = [line for _, lines in held_words(restored) for line in lines]
    return "\n".join([*lines, where(restored), verdict(restored)])


def of_elm(restored: Restored) -> Held:
    return next(each for each in restored.held if each.stream == ELM)


def test_a_backup_is_restored_to_a_new_file_in_which_the_count_goes_on(
    hall: Hall, tmp_path: Path
) -> None:
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    here = to(tmp_path / "laptop-2")
    first = restore(tmp_path / "backup.tally", here, nothing_seen, beside(hall))
    again = restore(tmp_path / "backup.tally", here, nothing_seen, beside(hall))
    assert (first.path.name, again.path.name) == (
        "backup-restored.tally",
        "backup-restored-2.tally",
    )
    assert first.counted_on
    assert "Sheets: 1 keyed by one officer; 2 to 4 handed out and not keyed" in told(first)
    assert "Nothing is missing: it ends where elm.tally ends." in told(first)
    assert verdict(first) == "This backup can be counted on."
    desk = Desk.open(first.path, NightClock(), workstation("desk-2"))
    assert (desk.disagreements, desk.count) == ((), hall.desk.count)
    desk.close()
    assert first.path.stat().st_mode & 0o077 == 0, "for its owner alone"
    hall.desk.close()


def test_what_was_keyed_after_the_backup_is_told_sheet_by_sheet(hall: Hall, tmp_path: Path) -> None:
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    hall.key(2, sheet((1, 1, 1)))
    hall.key(3, sheet((1, 1, 1)))
    restored = restore(tmp_path / "backup.tally", to(tmp_path / "b"), nothing_seen, beside(hall))
    assert (restored.counted_on, of_elm(restored).lacking) == (True, 2)
    assert "Missing from it: 2 entries of elm.tally. Sheet keyed: 2 and 3" in told(restored)
    hall.desk.close()


def test_a_code_that_was_noted_is_found_at_its_entry(hall: Hall, tmp_path: Path) -> None:
    at = hall.desk.ledger.checkpoint(ELM, 2)
    written = at.code.lower().replace("-", " ")
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    hall.key(2, sheet((1, 1, 1)))
    later = hall.desk.ledger.checkpoint(ELM).code
    here = to(tmp_path / "b")
    restored = restore(tmp_path / "backup.tally", here, nothing_seen, codes=[written])
    assert restored.counted_on
    assert f"The code {at.code} is that of entry 2 of Elm Valley." in told(restored)
    older = restore(tmp_path / "backup.tally", here, nothing_seen, codes=[written, later])
    assert not older.counted_on
    assert f"the code {later} is for no entry in it." in verdict(older)
    hall.desk.close()


def test_a_backup_that_went_on_in_another_way_cannot_be_counted_on(
    hall: Hall, tmp_path: Path
) -> None:
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    other = Hall(Desk.open(tmp_path / "backup.tally", NightClock(), workstation()))
    other.key(3, sheet((1, 1, 1)))
    other.desk.close()
    hall.key(2, sheet((1, 1, 1)))
    here = to(tmp_path / "b")
    restored = restore(tmp_path / "backup.tally", here, nothing_seen, beside(hall))
    assert not restored.counted_on
    assert "Elm Valley went on in another way in" in verdict(restored)
    assert list(here.iterdir()) == [], "nobody opens it by mistake"
    hall.desk.close()


def test_a_backup_of_another_count_is_told_from_this_one(hall: Hall, tmp_path: Path) -> None:
    other = a_hall(to(tmp_path / "other"), clock=NightClock())
    other.desk.ledger.backup(tmp_path / "backup.tally")
    other.desk.close()
    here = to(tmp_path / "b")
    restored = restore(tmp_path / "backup.tally", here, nothing_seen, beside(hall))
    assert not restored.counted_on
    assert "is another count." in verdict(restored)
    hall.desk.close()


def test_where_the_count_is_lost_this_machine_still_knows_how_far_it_was(
    hall: Hall, tmp_path: Path
) -> None:
    seen = HighWater(tmp_path / "seen.json")
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    hall.key(2, sheet((1, 1, 1)))
    last = hall.desk.ledger.heads[ELM][0]
    hall.desk.close(seen)
    before = seen.marks(hall.desk.ledger.origin)
    restored = restore(tmp_path / "backup.tally", to(tmp_path / "b"), seen.marks)
    assert restored.counted_on
    assert f"This computer saw Elm Valley up to entry {last}, and the backup ends" in told(restored)
    assert seen.marks(hall.desk.ledger.origin) == before, "to try it changes nothing"


def test_a_backup_that_was_cut_short_is_refused_by_its_own_name(hall: Hall, tmp_path: Path) -> None:
    backup = tmp_path / "backup.tally"
    hall.desk.ledger.backup(backup)
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    here = to(tmp_path / "b")
    with pytest.raises(EnvironmentFault, match=re.escape(str(backup))):
        restore(backup, here, nothing_seen)
    assert list(here.iterdir()) == []
    hall.desk.close()


def test_a_backup_with_a_changed_figure_cannot_be_counted_on_and_is_not_kept(
    hall: Hall, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.tally"
    hall.desk.ledger.backup(backup)
    with closing(sqlite3.connect(backup, isolation_level=None)) as file:
        (trigger,) = file.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'act_is_never_changed'"
        ).fetchone()
        file.execute("DROP TRIGGER act_is_never_changed")
        file.execute(
            "UPDATE act SET entry = replace(entry, '98', '99') "
            "WHERE json_extract(entry, '$.act') = 'SheetKeyed'"
        )
        file.execute(trigger)
    here = to(tmp_path / "b")
    restored = restore(backup, here, nothing_seen, beside(hall))
    assert "cannot be counted on: it does not agree with itself." in verdict(restored)
    assert where(restored) == "No restored file was kept."
    assert list(here.iterdir()) == []
    hall.desk.close()


def test_the_open_count_is_not_taken_for_a_backup_and_stays_locked(
    hall: Hall, tmp_path: Path
) -> None:
    path = hall.desk.ledger.path
    with pytest.raises(EnvironmentFault, match="in use"):
        restore(path, to(tmp_path / "b"), nothing_seen)
    with pytest.raises(EnvironmentFault, match="in use"), branch(path):
        pass
    hall.key(2, sheet((1, 1, 1)))
    hall.desk.close()


def test_a_count_that_a_power_cut_left_in_the_middle_of_a_write_is_no_backup(
    hall: Hall, tmp_path: Path
) -> None:
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    (tmp_path / "backup.tally-journal").write_bytes(b"half a write")
    with pytest.raises(EnvironmentFault, match="left in the middle of a write"):
        restore(tmp_path / "backup.tally", to(tmp_path / "b"), nothing_seen)
    hall.desk.close()


def test_nothing_is_restored_where_there_is_no_folder_or_no_file(
    hall: Hall, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentFault, match="There is no file"):
        restore(tmp_path / "none.tally", tmp_path, nothing_seen)
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    with pytest.raises(EnvironmentFault, match="could not be written"):
        restore(tmp_path / "backup.tally", tmp_path / "none", nothing_seen)
    hall.desk.close()


def test_a_contest_set_up_since_the_backup_is_told_as_one_of_which_it_has_nothing(
    hall: Hall, tmp_path: Path
) -> None:
    hall.desk.ledger.backup(tmp_path / "backup.tally")
    fields = contest_fields() | {"contest": "oak", "name": "Oak"}
    hall.desk.do("oak", acts.ContestSetUp(**hall.desk.by(DEPUTY).fixed, **fields))
    here = to(tmp_path / "laptop-2")
    restored = restore(tmp_path / "backup.tally", here, nothing_seen, beside(hall))
    assert [each.stream for each in restored.held] == [COUNT_STREAM, ELM, "oak"]
    hall.desk.close()


def test_the_newest_backup_of_a_folder_is_not_the_count_that_lies_there_too(tmp_path: Path) -> None:
    endings = ("", "-auto", "-auto-2")
    backups = [tmp_path / f"elm-2024-07-04-231500{ending}.tally" for ending in endings]
    names = [*backups, tmp_path / "elm.tally", tmp_path / f"{backups[0].stem}-restored.tally"]
    for at, path in enumerate(names):
        path.touch()
        os.utime(path, (at, at))
    assert backup_at(tmp_path) == backups[-1]
    for path in backups:
        path.unlink()
    assert backup_at(tmp_path) == names[-1]


def test_a_folder_without_a_backup_is_said_to_have_none(tmp_path: Path) -> None:
    (tmp_path / "declaration.pdf").touch()
    (tmp_path / "folder.tally").mkdir()
    with pytest.raises(EnvironmentFault, match="There is no backup in"):
        backup_at(tmp_path)
    assert backup_at(tmp_path / "elm.tally") == tmp_path / "elm.tally"
