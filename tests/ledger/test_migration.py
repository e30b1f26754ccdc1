"""A file of version 1 is given the views of this version,
wholly or not at all, and is else as it was.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.database import SCHEMA_VERSION, make, plain_connect
from tallyapp.ledger.highwater import HighWater
from tallyapp.ledger.replay import What
from tests.halls import ELM, NightClock
from tests.workstations import workstation

from .tampering import edit, found_in, position, tampering

KEPT = Path(__file__).parents[1] / "data" / "format-1.tally"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of version 1."""
    return Path(shutil.copy(KEPT, tmp_path / "old.tally"))


def contents(path: Path) -> tuple[list[tuple[str, ...]], ...]:
    """Every act with its head, every draft, and the tables and triggers: what must never change."""
    with closing(sqlite3.connect(path)) as file:
        acts = file.execute("SELECT * FROM act ORDER BY stream, seq").fetchall()
        drafts = file.execute("SELECT * FROM draft").fetchall()
        query = "SELECT name, sql FROM sqlite_schema WHERE type <> 'view' ORDER BY name"
        return acts, drafts, file.execute(query).fetchall()


def version_and_views(path: Path) -> tuple[int, dict[str, str]]:
    with closing(sqlite3.connect(path)) as file:
        (version,) = file.execute("PRAGMA user_version").fetchone()
        return version, dict(
            file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'")
        )


def opened(path: Path) -> Desk:
    return Desk.open(path, NightClock(), workstation("desk-1"))


def test_opening_a_file_of_version_1_replaces_its_views_and_nothing_else(
    old: Path, tmp_path: Path
) -> None:
    before = contents(old)
    opened(old).close()
    assert contents(old) == before
    # What it has now is what a new file is made with.
    version, views = version_and_views(old)
    new = tmp_path / "new.tally"
    with closing(plain_connect(str(new))) as connection:
        make(connection)
    assert (version, views) == version_and_views(new)
    assert version == SCHEMA_VERSION
    desk = opened(old)
    assert desk.disagreements == ()
    desk.close()


def test_a_file_of_version_2_is_not_written_to_by_opening_it(old: Path) -> None:
    opened(old).close()
    before = old.read_bytes()
    opened(old).close()
    assert old.read_bytes() == before


def test_what_anybody_reads_from_the_views_is_the_same_before_and_after(old: Path) -> None:
    def read(view: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(old)) as file:
            return sorted(file.execute(f"SELECT * FROM {view} WHERE stream = '{ELM}'").fetchall())

    views = (
        "candidate_votes",
        "rejected_papers",
        "verified_papers",
        "corrections",
        "dropped",
        "candidates",
    )
    before = [read(view) for view in views]
    fields = {row[:5] for row in read("fields_keyed")}
    opened(old).close()
    assert [read(view) for view in views] == before
    assert {row[:5] for row in read("fields_keyed")} == fields
    assert read("verified_papers") == [(ELM, 260)]


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DROP TRIGGER act_is_never_changed", "act_is_never_changed"),
        ("CREATE TABLE votes (papers INTEGER)", "votes"),
        ("ALTER TABLE act ADD COLUMN more TEXT", "act"),
        ("DROP VIEW candidate_votes", "set of views"),
        ("CREATE VIEW more AS SELECT 1", "set of views"),
    ],
)
def test_one_that_is_not_as_shipped_is_named_and_left_as_it_is(
    old: Path, statement: str, name: str
) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as file:
        file.execute(statement)
    before = old.read_bytes()
    assert [(found.what, found.name) for found in found_in(old)] == [(What.SCHEMA, name)]
    assert old.read_bytes() == before


def test_one_whose_entries_do_not_agree_is_left_as_it_is(old: Path) -> None:
    with tampering(old) as file:
        seq = position(file, ELM, "SheetKeyed")
        edit(file, ELM, seq, lambda entry: entry.replace('"sent":2', '"sent":3'))
    before = old.read_bytes()
    assert [(found.what, found.seq) for found in found_in(old)] == [(What.HEAD, seq)]
    assert old.read_bytes() == before


def test_an_older_copy_agrees_with_itself_and_is_brought_up_to_date(
    old: Path, tmp_path: Path
) -> None:
    seen = HighWater(tmp_path / "seen.json")
    desk = opened(old)
    desk.issue_code(ELM, "request", "an agent", 1, drawn=3)
    desk.close(seen)
    shutil.copy(KEPT, old)
    desk = Desk.open(old, NightClock(), workstation("desk-1"), seen)
    assert {found.what for found in desk.disagreements} == {What.OLDER_COPY}
    desk.close()
    assert version_and_views(old)[0] == SCHEMA_VERSION


# ---- a crash, or a disk that fails, in the middle


def test_a_crash_at_any_moment_leaves_one_version_or_the_other(old: Path, tmp_path: Path) -> None:
    before, views = contents(old), {1: version_and_views(old)[1]}
    original = old.read_bytes()
    moments: list[Path] = []

    def moment(_: str) -> None:
        """What a crash would leave on the disk now: the file, and its journal."""
        folder = tmp_path / f"moment-{len(moments)}"
        folder.mkdir()
        for path in old.parent.glob("old.tally*"):
            shutil.copy(path, folder)
        moments.append(folder / old.name)

    def watched(name: str) -> sqlite3.Connection:
        connection = plain_connect(name)
        # With hardly any memory, what is not committed is on the disk already, where a crash leaves
        # it.
        connection.execute("PRAGMA cache_size=1")
        connection.set_trace_callback(moment)
        return connection

    Desk.open(old, NightClock(), workstation("desk-1"), connect=watched).close()
    views[SCHEMA_VERSION] = version_and_views(old)[1]
    unfinished = [m for m in moments if m.read_bytes() not in (original, old.read_bytes())]
    assert len(unfinished) > 5
    found = set()
    for left in moments:
        version, there = version_and_views(left)
        found.add(version)
        assert (there, contents(left)) == (views[version], before)
    assert found == {1, SCHEMA_VERSION}
    for left in unfinished[::7]:
        opened(left).close()
        assert version_and_views(left) == (SCHEMA_VERSION, views[SCHEMA_VERSION])


def test_where_the_disk_is_full_the_file_stays_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old)) as file:
        (pages,) = file.execute("PRAGMA page_count").fetchone()
    before = old.read_bytes()

    def full(name: str) -> sqlite3.Connection:
        connection = plain_connect(name)
        connection.execute(f"PRAGMA max_page_count={pages}")
        return connection

    with pytest.raises(EnvironmentFault, match="is full"):
        Desk.open(old, NightClock(), workstation("desk-1"), connect=full)
    assert old.read_bytes() == before
    assert not old.with_name("old.tally.in-use").exists()
    opened(old).close()
    assert version_and_views(old)[0] == SCHEMA_VERSION
