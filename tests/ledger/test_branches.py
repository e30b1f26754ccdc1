"""Two files of one count are read without a trace, and only where they are whole."""

import os
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.branches import branch
from tallyapp.ledger.disagreements import What
from tests.branches import comparison, nothing, two_files
from tests.halls import ELM, Hall, NightClock, sheet
from tests.workstations import workstation

WRITTEN = sheet((30, 20, 10))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return two_files(
        tmp_path,
        nothing,
        lambda hall: hall.agree(1, WRITTEN),
        lambda hall: hall.agree(2, WRITTEN),
    )


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def test_neither_file_is_changed_and_nothing_is_left_beside_them(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    before = digests(tmp_path)
    assert len(comparison(*files)[ELM].parting.first) == 2
    assert digests(tmp_path) == before


def test_an_open_count_says_where_another_file_parts_from_it(files: tuple[Path, Path]) -> None:
    one, other = files
    desk = Desk.open(one, NightClock(), workstation("desk-1"))
    with branch(other) as read:
        (parting,) = (each for each in desk.ledger.partings(read) if each.stream == ELM)
    first, second = ([entry.seq for entry in own] for own in (parting.first, parting.second))
    assert first == second == [desk.contest(ELM).seq - 1, desk.contest(ELM).seq]
    desk.close()


def test_a_file_that_is_open_is_not_compared(files: tuple[Path, Path]) -> None:
    one, _ = files
    desk = Desk.open(one, NightClock(), workstation("desk-1"))
    with pytest.raises(EnvironmentFault, match="is in use on desk-1"), branch(one):
        pass
    # And it is still locked: nobody closed a descriptor of it.
    with pytest.raises(EnvironmentFault, match="in use"):
        Desk.open(one, NightClock(), workstation("desk-2"))
    Hall(desk).key(3, WRITTEN)
    desk.close()


def test_the_file_of_a_laptop_that_died_in_the_middle_of_a_write_is_read_as_it_was_before(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    """Its journal lies beside it, and stays."""
    one, other = files
    whole = comparison(one, other)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA cache_size=1")
        connection.execute("PRAGMA cache_spill=1")
        for number in range(200):
            connection.execute(
                "INSERT INTO draft VALUES (11, ?, '2024-07-04T23:00:00Z', ?)",
                [f"place-{number}", "x" * 4000],
            )
        connection.execute("BEGIN IMMEDIATE")
        # Enough that pages are on the disk before the end, as when the power goes.
        connection.execute("UPDATE draft SET keyed = replace(keyed, 'x', 'y')")
        dead = tmp_path / "dead"
        dead.mkdir()
        for path in (other, other.with_name(f"{other.name}-journal")):
            shutil.copy(path, dead / path.name)
        connection.execute("ROLLBACK")
    died = dead / other.name
    journal = died.with_name(f"{died.name}-journal")
    assert journal.stat().st_size > 0
    before = digests(dead)
    assert comparison(one, died) == whole
    with branch(died) as read:
        asked = "SELECT count(*) FROM draft WHERE keyed LIKE 'x%'"
        assert read.connection.execute(asked).fetchone() == (200,)
        assert read.disagreements == ()
    assert digests(dead) == before


def test_a_damaged_file_says_where_and_is_not_taken_for_a_branch(
    files: tuple[Path, Path],
) -> None:
    _, other = files
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("DROP TRIGGER act_is_never_changed")
        connection.commit()
    with branch(other) as read:
        assert {found.what for found in read.disagreements} == {What.SCHEMA}


def test_what_is_no_count_is_said_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.tally"
    path.write_bytes(b"no count at all " * 100)
    with pytest.raises(EnvironmentFault, match=r"notes\.tally is damaged or is not"), branch(path):
        pass
    with pytest.raises(EnvironmentFault, match="There is no file"), branch(tmp_path / "none.tally"):
        pass


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root and Windows read it all the same"
)
def test_a_file_that_may_not_be_read_is_said(files: tuple[Path, Path]) -> None:
    _, other = files
    other.chmod(0)
    with pytest.raises(EnvironmentFault, match="cannot be read"), branch(other):
        pass
