"""The command that tries a backup, and restores it when the count's own computer is lost."""

import sys
from pathlib import Path

import pytest

from tests.cli.running import refused, run, told
from tests.halls import ELM, Hall, a_hall, sheet


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup; the count went on to key sheet 2, and is closed."""
    (tmp_path / "laptop").mkdir()
    (tmp_path / "stick").mkdir()
    (tmp_path / "second").mkdir()
    hall: Hall = a_hall(tmp_path / "laptop")
    hall.allot(1, 3)
    hall.issue("A", 1, 3)
    hall.agree(1, sheet((60, 30, 8)))
    hall.desk.ledger.backup(tmp_path / "stick" / "elm.tally")
    hall.key(2, sheet((1, 1, 1)))
    (tmp_path / "noted.txt").write_text(hall.desk.ledger.checkpoint(ELM, 2).code)
    hall.desk.close()
    return tmp_path / "stick" / "elm.tally"


def test_it_says_what_the_backup_holds_what_is_lacking_and_that_it_can_be_counted_on(
    backup: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second"
    said = told("restore", backup, second, "--count", tmp_path / "laptop" / "elm.tally")
    assert "Elm Valley\n  Up to entry 5, at " in said
    assert "  Sheets: 1 agreed by two officers; 2 and 3 handed out and not keyed\n" in said
    assert "  Missing from it: 1 entry of elm.tally. Sheet keyed: 2\n" in said
    assert f"elm.tally is restored to {second / 'elm-restored.tally'}, " in said
    assert said.endswith("This backup can be counted on.\n")
    assert "Papers verified" in told("tally", second / "elm-restored.tally")


def test_a_code_noted_on_paper_is_enough_where_the_count_is_lost(
    backup: Path, tmp_path: Path
) -> None:
    code = (tmp_path / "noted.txt").read_text()
    said = told("restore", backup, tmp_path / "second", "--code", code)
    assert f"The code {code} is that of entry 2 of Elm Valley." in said
    done = run("restore", backup, tmp_path / "second", "--code", "7" * 25)
    assert done.exit_code == 1
    assert "cannot be counted on: the code 77777-77777-77777-77777-77777 is for" in done.stdout
    assert [path.name for path in (tmp_path / "second").iterdir()] == ["elm-restored.tally"]


def test_of_a_folder_of_backups_the_newest_is_restored(backup: Path, tmp_path: Path) -> None:
    said = told("restore", backup.parent, tmp_path / "second")
    assert said.startswith("Elm Valley\n")
    assert "elm.tally is restored to " in said
    empty = refused("restore", tmp_path / "second" / "..", tmp_path / "second", status=2)
    assert "There is no backup in" in empty


@pytest.mark.skipif(sys.platform == "win32", reason="no name there rings a bell")
def test_the_name_of_a_backup_cannot_steer_the_terminal(backup: Path, tmp_path: Path) -> None:
    backup.rename(backup.with_name("elm\a.tally"))
    said = told("restore", backup.parent, tmp_path / "second")
    assert "elm\ufffd.tally is restored to " in said
    assert "\a" not in said


def test_what_is_no_backup_is_refused_and_nothing_is_left(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "list.tally").write_text("surname,other_names\n")
    assert f"{tmp_path / 'list.tally'} is" in refused(
        "restore", tmp_path / "list.tally", tmp_path / "second", status=2
    )
    assert "There is no file" in refused("restore", tmp_path / "x", tmp_path / "second", status=2)
    assert list((tmp_path / "second").iterdir()) == []
