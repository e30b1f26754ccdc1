"""Files that were damaged or changed behind the program's back, each as it is met in a hall."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger import database
from tallyapp.ledger.disagreements import What
from tallyapp.ui.home.recent import not_there
from tests.halls import (
    CLERK,
    ELM,
    OTHER_CLERK,
    RETURNING_OFFICER,
    Hall,
    NightClock,
    a_counted_hall,
    a_hall,
)
from tests.workstations import workstation

SECRET = "ASH 1073, BIRCH 204"


def opened(path: Path) -> Desk:
    return Desk.open(path, NightClock(), workstation("desk-1"))


# ---- a file that swallows entries

SWALLOWS = "CREATE TRIGGER {name} BEFORE INSERT ON act BEGIN SELECT raise(IGNORE); END"


def give_it_a_reserved_name(path: Path, name: str) -> None:
    """A trigger under a name that SQLite keeps for itself, put into the schema by hand."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(SWALLOWS.format(name="swallows"))
        file.execute("PRAGMA writable_schema=ON")
        file.execute(
            "UPDATE sqlite_schema SET name = ?, sql = ? WHERE name = 'swallows'",
            (name, SWALLOWS.format(name=name)),
        )
        file.execute("PRAGMA writable_schema=OFF")


@pytest.mark.parametrize("name", ["sqlite_stat1", "sqlite_stat4", "sqlite_sequence"])
def test_a_trigger_that_hides_behind_a_name_is_seen_at_opening(closed: Path, name: str) -> None:
    give_it_a_reserved_name(closed, name)
    desk = opened(closed)
    assert [(found.what, found.name) for found in desk.disagreements] == [(What.SCHEMA, name)]
    with pytest.raises(EnvironmentFault, match="can only be read"):
        desk.issue_code(ELM, "request", "an agent", RETURNING_OFFICER)
    desk.close()


def test_what_only_looks_like_statistics_is_seen(closed: Path) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as file:
        file.execute("PRAGMA writable_schema=ON")
        file.execute("CREATE TABLE votes (papers INTEGER)")
        file.execute(
            "UPDATE sqlite_schema SET name = 'sqlite_stat1', tbl_name = 'sqlite_stat1', "
            "sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat,votes)' WHERE name = 'votes'"
        )
    desk = opened(closed)
    assert [found.name for found in desk.disagreements] == ["sqlite_stat1"]
    desk.close()


def test_an_entry_that_the_file_swallows_is_never_said_to_be_saved(tmp_path: Path) -> None:
    """The trigger comes after the schema was compared, by a connection that tests hand in."""
    given: list[sqlite3.Connection] = []

    def connect(name: str) -> sqlite3.Connection:
        given.append(database.plain_connect(name))
        return given[-1]

    hall = a_hall(tmp_path, connect=connect)
    temporary = SWALLOWS.replace("CREATE TRIGGER", "CREATE TEMP TRIGGER")
    given[-1].execute(temporary.format(name="swallows"))
    heads = dict(hall.desk.ledger.heads)
    with pytest.raises(EnvironmentFault, match=r"was not stored in .*elm\.tally"):
        hall.issue("A", 1)
    assert (hall.contest.sheets, dict(hall.desk.ledger.heads)) == ({}, heads)
    given[-1].execute("DROP TRIGGER swallows")
    hall.issue("A", 1)
    assert list(hall.contest.sheets) == [1]
    hall.desk.close()


# ---- a schema that is damaged


@pytest.mark.parametrize(
    "damage",
    [
        b"CREATE VIEW contests A\xa9",
        b"CREATE VIEW contests \xff\xfe",
        b"CREATE VIEW cont\xe9sts AS",
    ],
)
def test_a_schema_with_a_byte_that_is_no_text_is_damaged_and_says_what_to_do(
    closed: Path, damage: bytes
) -> None:
    before = closed.read_bytes()
    start = before.index(b"CREATE VIEW contests AS")
    closed.write_bytes(before[:start] + damage + before[start + len(damage) :])
    with pytest.raises(EnvironmentFault, match=r"is damaged.*Go on from the last backup") as fault:
        opened(closed)
    assert "\ufffd" not in str(fault.value)


# ---- what SQLite says, by its code and not by its words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_BUSY, "is in use"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "is in use"),
        (sqlite3.SQLITE_LOCKED, "is in use"),
        (sqlite3.SQLITE_FULL, "is full"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "is damaged"),
        (sqlite3.SQLITE_NOTADB, "is damaged"),
        (sqlite3.SQLITE_ERROR, "is damaged"),
        (sqlite3.SQLITE_IOERR_WRITE, "Check the disk"),
        (sqlite3.SQLITE_READONLY, "Check the disk"),
        (sqlite3.SQLITE_CANTOPEN, "Check the disk"),
    ],
)
@pytest.mark.parametrize("text", ["locked", "disk is full", "malformed", "nothing of the kind"])
def test_an_error_is_known_by_its_code_whatever_its_words(
    tmp_path: Path, code: int, words: str, text: str
) -> None:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorcode = code
    assert words in str(database.fault(error, tmp_path / "elm.tally"))


def test_an_error_without_a_code_is_never_quoted(tmp_path: Path) -> None:
    error = sqlite3.OperationalError(f"Could not decode to UTF-8 column 'keyed' with '{SECRET}'")
    said = str(database.fault(error, tmp_path / "elm.tally"))
    assert "is damaged" in said
    assert SECRET not in said


# ---- drafts that are damaged


def with_drafts(folder: Path, damage: str) -> Path:
    """A count with three drafts, one of which is damaged by a statement on it."""
    hall = a_counted_hall(folder)
    clock = NightClock()
    for officer, place in ((CLERK, "sheet/4"), (CLERK, "sheet/5"), (OTHER_CLERK, "sheet/9")):
        hall.desk.ledger.keep_draft(officer, place, SECRET, clock())
    hall.desk.close()
    with closing(sqlite3.connect(hall.desk.ledger.path, isolation_level=None)) as file:
        file.execute(f"UPDATE draft SET {damage} WHERE place = 'sheet/5'")
    return hall.desk.ledger.path


@pytest.mark.parametrize(
    "damage",
    [
        "kept_at = '2024-07-05T00:00:00+00;00'",
        "kept_at = '2024-07-05T00:00:00'",
        "kept_at = ''",
        "keyed = CAST(x'3130ff37' AS TEXT)",
        "place = CAST(x'73686565742fa9' AS TEXT)",
    ],
)
def test_a_damaged_draft_is_set_aside_and_the_count_goes_on(tmp_path: Path, damage: str) -> None:
    path = with_drafts(tmp_path, damage)
    desk = opened(path)
    assert desk.disagreements == ()
    ((officer, place),) = desk.ledger.set_aside()
    assert (officer, place.startswith("sheet")) == (CLERK, True)
    assert desk.ledger.drafts(CLERK) == {"sheet/4": SECRET}
    assert [each.place for each in desk.ledger.unfinished()] == ["sheet/4", "sheet/9"]
    desk.ledger.keep_draft(CLERK, "sheet/5", "begun anew", NightClock()())
    desk.close()
    again = opened(path)
    assert again.ledger.set_aside() == []
    assert set(again.ledger.drafts(CLERK)) == {"sheet/4", "sheet/5"}
    again.close()


def test_in_a_file_that_can_only_be_read_a_damaged_draft_is_left_out(tmp_path: Path) -> None:
    path = with_drafts(tmp_path, "keyed = CAST(x'3130ff37' AS TEXT)")
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("CREATE TABLE votes (papers INTEGER)")
    desk = opened(path)
    assert (len(desk.disagreements), desk.ledger.set_aside()) == (1, [])
    assert desk.ledger.drafts(CLERK) == {"sheet/4": SECRET}
    desk.close()


def test_a_damaged_draft_stays_behind_in_a_backup_like_any_other(tmp_path: Path) -> None:
    desk = opened(with_drafts(tmp_path, "kept_at = 'yesterday'"))
    desk.ledger.backup(tmp_path / "backup.tally")
    assert SECRET.encode() not in (tmp_path / "backup.tally").read_bytes()
    assert Hall(desk).contest.set_up.contest == ELM
    desk.close()


# ---- an order in the file that is disturbed


def test_a_page_that_two_tables_claim_is_found_at_opening(closed: Path) -> None:
    """Each entry still reads as it was written: only the next write would destroy some."""
    with closing(sqlite3.connect(closed, isolation_level=None)) as file:
        file.execute("PRAGMA writable_schema=ON")
        file.execute(
            "UPDATE sqlite_schema SET rootpage = "
            "(SELECT rootpage FROM sqlite_schema WHERE name = 'staff') WHERE name = 'draft'"
        )
    desk = opened(closed)
    assert What.DAMAGED in [found.what for found in desk.disagreements]
    with pytest.raises(EnvironmentFault, match="damaged"):
        desk.issue_code("elm-valley", "verification", "the agents", RETURNING_OFFICER)
    desk.close()


# ---- names that the disk will not have


@pytest.mark.parametrize("name", ["a" * 300 + ".tally", "a\0b.tally"])
def test_a_name_that_no_disk_has_is_no_file_and_no_crash(tmp_path: Path, name: str) -> None:
    with pytest.raises(EnvironmentFault, match="There is no file"):
        opened(tmp_path / name)
    assert not_there([str(tmp_path / name)]) == {str(tmp_path / name)}
