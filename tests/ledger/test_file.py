"""A count's file: made, given back, opened again, and refused
where it is none of ours or in use.
"""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger import database
from tallyapp.ledger.in_use import sidecar
from tests.halls import CLERK, ELM, NightClock, a_counted_hall, begin
from tests.workstations import workstation


def opened(path: Path) -> Desk:
    return Desk.open(path, NightClock(), workstation("desk-2"))


def said(path: Path) -> str:
    """What is said where a file cannot be opened."""
    with pytest.raises(EnvironmentFault) as fault:
        opened(path)
    return str(fault.value)


def test_a_count_reads_the_same_after_its_file_was_closed(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    hall.finish()
    state, heads = hall.desk.count, dict(hall.desk.ledger.heads)
    hall.desk.close()
    desk = opened(tmp_path / "elm.tally")
    assert desk.disagreements == ()
    assert desk.count == state
    assert dict(desk.ledger.heads) == heads
    assert desk.ledger.totals(ELM) == hall.figures
    desk.close()


def test_a_reopened_count_goes_on_where_it_was(tmp_path: Path) -> None:
    a_counted_hall(tmp_path).desk.close()
    desk = opened(tmp_path / "elm.tally")
    before = desk.ledger.heads[ELM][0]
    desk.issue_code(ELM, "request", "an agent", 1, drawn=4)
    desk.close()
    again = opened(tmp_path / "elm.tally")
    assert (again.disagreements, again.ledger.heads[ELM][0]) == ((), before)
    again.close()


def test_streams_read_as_they_were_written(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    ledger = hall.desk.ledger
    lines = ledger.lines(ELM).splitlines()
    assert len(lines) == ledger.heads[ELM][0]
    assert [seq for seq, _ in ledger.read_from(ELM, 5)] == list(range(6, len(lines) + 1))
    assert ledger.checkpoint(ELM).seq == len(lines)
    assert ledger.checkpoint(ELM, 3).code != ledger.checkpoint(ELM).code
    assert json.loads(lines[0])["act"]["count_head"] == ledger.checkpoint(COUNT_STREAM, 9).head
    hall.desk.close()


def test_no_count_is_made_over_a_file_that_exists(tmp_path: Path) -> None:
    path = tmp_path / "elm.tally"
    path.write_bytes(b"something dear")
    with pytest.raises(EnvironmentFault, match="exists already"):
        begin(path)
    assert path.read_bytes() == b"something dear"
    with pytest.raises(EnvironmentFault, match="cannot be made"):
        begin(tmp_path / "nowhere" / "elm.tally")


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    a_counted_hall(tmp_path).desk.close()
    with closing(sqlite3.connect(tmp_path / "elm.tally")) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    assert (application.to_bytes(4, "big"), version) == (b"TLLY", database.SCHEMA_VERSION)
    assert mode != "wal"
    assert [path.name for path in tmp_path.iterdir()] == ["elm.tally"]


# ---- what is not a count file


def test_a_file_that_is_not_there_is_asked_for_by_name(tmp_path: Path) -> None:
    assert "There is no file" in said(tmp_path / "none.tally")
    assert not (tmp_path / "none.tally").exists()


def test_a_text_an_empty_file_and_another_database_are_none_of_ours(tmp_path: Path) -> None:
    text, empty, other = (tmp_path / name for name in ("text.tally", "empty.tally", "other.tally"))
    text.write_text("Ash 120\nBirch 85\n" * 100, encoding="utf-8")
    empty.touch()
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE act (stream TEXT)")
    assert "damaged or is not a count file" in said(text)
    assert "is not a count file" in said(empty)
    assert "is not a count file" in said(other)


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    other = tmp_path / "other.tally"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE song (name TEXT)")
    before = other.read_bytes()
    assert "is not a count file" in said(other)
    assert other.read_bytes() == before


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    a_counted_hall(tmp_path).desk.close()
    with closing(sqlite3.connect(tmp_path / "elm.tally")) as connection:
        connection.execute(f"PRAGMA user_version={database.SCHEMA_VERSION + 1}")
    message = said(tmp_path / "elm.tally")
    assert "newer tallyapp (file version 2; this program reads up to 1)" in message


def test_a_file_cut_short_says_to_go_on_from_the_backup(tmp_path: Path) -> None:
    path = tmp_path / "elm.tally"
    a_counted_hall(tmp_path).desk.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "Go on from the last backup" in said(path)


def test_a_file_without_its_table_is_damaged(tmp_path: Path) -> None:
    a_counted_hall(tmp_path).desk.close()
    with closing(sqlite3.connect(tmp_path / "elm.tally")) as connection:
        connection.execute("DROP TABLE act")
    assert "Go on from the last backup" in said(tmp_path / "elm.tally")


# ---- one program at a time

HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tallyapp.desk import Desk
from tests.workstations import workstation
clock = lambda: datetime(2024, 7, 4, 23, tzinfo=UTC)
desk = Desk.open(Path(sys.argv[1]), clock, workstation("table by the door"))
print("open", flush=True)
sys.stdin.readline()
desk.close()
"""


def test_a_second_program_is_told_who_has_the_file(tmp_path: Path) -> None:
    path = tmp_path / "elm.tally"
    a_counted_hall(tmp_path).desk.close()
    command = [sys.executable, "-c", HOLDER, str(path)]
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root, env=os.environ
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "open\n"
        message = said(path)
        assert "in use on table by the door since 23:00. Close it there first." in message
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.wait(timeout=20) == 0
    opened(path).close()
    assert not path.with_name("elm.tally.in-use").exists()


def test_word_left_by_a_program_that_crashed_keeps_nobody_out(tmp_path: Path) -> None:
    a_counted_hall(tmp_path).desk.close()
    (tmp_path / "elm.tally.in-use").write_text("{}", encoding="utf-8")
    desk = opened(tmp_path / "elm.tally")
    assert desk.disagreements == ()
    desk.close()


def test_in_use_is_said_without_a_name_where_none_was_left(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    sidecar(hall.desk.ledger.path).write_text("{", encoding="utf-8")
    assert "in use by another tallyapp. Close it there first." in said(hall.desk.ledger.path)
    hall.desk.close()


# ---- triggers


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE act SET entry = '{}' WHERE stream = 'elm-valley' AND seq = 5", "never changed"),
        (
            "UPDATE OR REPLACE act SET seq = 4 WHERE stream = 'elm-valley' AND seq = 5",
            "never changed",
        ),
        ("DELETE FROM act WHERE stream = 'elm-valley' AND seq = 5", "never removed"),
        (
            "INSERT OR REPLACE INTO act VALUES ('elm-valley', 5, '{}', zeroblob(64), x'00')",
            "never replaced",
        ),
        ("REPLACE INTO act VALUES ('elm-valley', 5, '{}', zeroblob(64), x'00')", "never replaced"),
        (
            "INSERT INTO act VALUES ('elm-valley', 99, '{}', zeroblob(64), x'00')",
            "after the last one",
        ),
        (
            "INSERT INTO act VALUES ('elm-valley', 0, '{}', zeroblob(64), x'00')",
            "after the last one",
        ),
        ("INSERT INTO act VALUES ('oak', 2, '{}', zeroblob(64), x'00')", "after the last one"),
    ],
)
def test_the_file_itself_refuses_accidents(tmp_path: Path, statement: str, why: str) -> None:
    hall = a_counted_hall(tmp_path)
    lines = hall.desk.ledger.lines(ELM)
    hall.desk.close()
    # A plain connection, with nothing of what the program asks of its own.
    plain = sqlite3.connect(tmp_path / "elm.tally", isolation_level=None)
    with closing(plain) as connection, pytest.raises(sqlite3.IntegrityError, match=why):
        connection.execute(statement)
    desk = opened(tmp_path / "elm.tally")
    assert (desk.disagreements, desk.ledger.lines(ELM)) == ((), lines)
    desk.close()


def test_acts_are_found_by_kind_by_officer_and_by_what_they_are_about(tmp_path: Path) -> None:
    hall = a_counted_hall(tmp_path)
    matching = hall.desk.ledger.matching
    keyed = matching(ELM, kind="SheetKeyed")
    assert len(keyed) == 6, "three sheets, each by two clerks"
    assert len(matching(ELM, kind="SheetKeyed", thing="2")) == 2
    (by_one,) = matching(ELM, kind="SheetKeyed", officer=CLERK, thing="2")
    assert by_one in keyed
    assert matching(ELM, kind="SheetKeyed", after=keyed[3]) == keyed[4:]
    assert matching(ELM) == list(range(1, hall.contest.seq + 1))
    assert matching(ELM, kind="Declared") == []
    hall.desk.close()
