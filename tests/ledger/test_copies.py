"""Which files hold a count: told by what stands in them, and not by a name."""

from pathlib import Path

import pytest

from tallyapp.ledger.copies import copies_in, origin_of
from tallyapp.ledger.restoring import came_from
from tests.halls import Hall, a_hall, begin


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """The count is open; two backups of it, another count and a text lie in its folder."""
    hall = a_hall(tmp_path)
    hall.desk.ledger.backup(tmp_path / "night.tally")
    (tmp_path / "sticks").mkdir()
    hall.desk.ledger.backup(tmp_path / "sticks" / "unfinished.tally")
    (tmp_path / "sticks" / "unfinished.tally").rename(tmp_path / "sticks" / "half.part")
    begin(tmp_path / "other.tally").close()
    (tmp_path / "notes.tally").write_text("Sheets are in the blue box.", encoding="utf-8")
    return hall


def test_every_copy_is_found_but_the_count_that_is_open(hall: Hall, tmp_path: Path) -> None:
    ledger = hall.desk.ledger
    folders = [tmp_path / "sticks", tmp_path, tmp_path / "none"]
    assert copies_in(ledger.origin, ledger.path, folders) == [
        tmp_path / "night.tally",
        tmp_path / "sticks" / "half.part",
    ]
    hall.desk.close()


def test_a_file_that_is_no_count_has_no_origin(hall: Hall, tmp_path: Path) -> None:
    assert origin_of(tmp_path / "night.tally") == hall.desk.ledger.origin
    assert origin_of(tmp_path / "other.tally") not in ("", hall.desk.ledger.origin)
    assert origin_of(tmp_path / "notes.tally") == origin_of(tmp_path / "none.tally") == ""
    hall.desk.close()


def test_a_backup_is_compared_with_the_count_that_it_came_from(hall: Hall, tmp_path: Path) -> None:
    own = hall.desk.ledger.path
    hall.desk.close()
    backup = tmp_path / "night.tally"
    with came_from(backup, [tmp_path / "other.tally", tmp_path / "notes.tally", backup, own]) as at:
        assert at is not None
        assert at.path == own
    with came_from(backup, [tmp_path / "other.tally", backup]) as at:
        assert at is None
    # Of what is no count nothing is the backup.
    with came_from(tmp_path / "notes.tally", [tmp_path / "none.tally", own]) as at:
        assert at is None
