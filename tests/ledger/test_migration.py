"""A file of an earlier version is given the schema of this one,
wholly or not at all, and is else as it was.

There is one version yet: these tests make up a second, which adds a view to the first.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger import database
from tallyapp.ledger.database import SCHEMA_VERSION, Step, make, plain_connect, schema_digest
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.highwater import HighWater
from tests.data.make_kept import COUNT
from tests.halls import ELM, NightClock
from tests.workstations import workstation

from .tampering import edit, found_in, position, tampering

LATER = SCHEMA_VERSION + 1
STATEMENTS = """
DROP VIEW verified_papers;
CREATE VIEW verified_papers AS SELECT stream, 1 AS papers FROM act;
CREATE VIEW acts_of_streams AS SELECT stream, count(*) AS acts FROM act GROUP BY stream;
"""


def a_new_file(path: Path) -> Path:
    with closing(plain_connect(str(path))) as connection:
        make(connection)
    return path


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of the first version."""
    return Path(shutil.copy(COUNT, tmp_path / "old.tally"))


@pytest.fixture
def stepped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is a later one, whose schema has a step from the one that was."""
    with closing(sqlite3.connect(a_new_file(tmp_path / "first.tally"))) as made:
        made_with = schema_digest(made)
    real = make

    def make_later(connection: sqlite3.Connection) -> None:
        real(connection)
        connection.executescript(f"{STATEMENTS} PRAGMA user_version = {LATER};")

    monkeypatch.setattr(database, "make", make_later)
    monkeypatch.setattr(database, "SCHEMA_VERSION", LATER)
    monkeypatch.setitem(database.STEPS, SCHEMA_VERSION, Step(made_with, STATEMENTS))


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


def test_a_file_of_this_version_is_not_written_to_by_opening_it(old: Path) -> None:
    opened(old).close()
    before = old.read_bytes()
    opened(old).close()
    assert old.read_bytes() == before


@pytest.mark.usefixtures("stepped")
def test_opening_a_file_of_the_first_version_takes_the_step_and_nothing_else(
    old: Path, tmp_path: Path
) -> None:
    before = contents(old)
    opened(old).close()
    assert contents(old) == before
    # What it has now is what a new file is made with.
    with closing(plain_connect(str(tmp_path / "new.tally"))) as connection:
        database.make(connection)
    version, views = version_and_views(old)
    assert (version, views) == version_and_views(tmp_path / "new.tally")
    assert version == LATER
    assert "acts_of_streams" in views
    desk = opened(old)
    assert desk.disagreements == ()
    desk.close()


def test_the_program_before_refuses_a_file_that_has_taken_the_step(
    old: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    request.getfixturevalue("stepped")
    opened(old).close()
    monkeypatch.undo()
    with pytest.raises(EnvironmentFault, match="was made by a newer tallyapp") as fault:
        opened(old)
    assert "Open it with the newer program." in str(fault.value)


@pytest.mark.usefixtures("stepped")
@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER act_is_never_changed",
        "CREATE TABLE votes (papers INTEGER)",
        "ALTER TABLE act ADD COLUMN more TEXT",
        "DROP VIEW candidate_votes",
        "CREATE VIEW more AS SELECT 1",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = -7",
    ],
)
def test_one_that_is_not_as_it_was_made_is_named_and_left_as_it_is(
    old: Path, statement: str
) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as file:
        file.execute(statement)
    before = old.read_bytes()
    found = [(each.what, each.name) for each in found_in(old)]
    assert found == [(What.SCHEMA, "set of tables and views")]
    assert old.read_bytes() == before


@pytest.mark.usefixtures("stepped")
def test_one_whose_entries_do_not_agree_is_left_as_it_is(old: Path) -> None:
    with tampering(old) as file:
        seq = position(file, ELM, "SheetKeyed")
        edit(file, ELM, seq, lambda entry: entry.replace('"sent":2', '"sent":3'))
    before = old.read_bytes()
    assert [(found.what, found.seq) for found in found_in(old)] == [(What.HEAD, seq)]
    assert old.read_bytes() == before


@pytest.mark.usefixtures("stepped")
def test_an_older_copy_agrees_with_itself_and_is_brought_up_to_date(
    old: Path, tmp_path: Path
) -> None:
    seen = HighWater(tmp_path / "seen.json")
    desk = opened(old)
    desk.issue_code(ELM, "request", "an agent", 1, drawn=3)
    desk.close(seen)
    shutil.copy(COUNT, old)
    desk = Desk.open(old, NightClock(), workstation("desk-1"), seen)
    assert {found.what for found in desk.disagreements} == {What.OLDER_COPY}
    desk.close()
    assert version_and_views(old)[0] == LATER


# ---- a crash, or a disk that fails, in the middle


@pytest.mark.usefixtures("stepped")
def test_a_crash_at_any_moment_leaves_one_version_or_the_other(old: Path, tmp_path: Path) -> None:
    before = contents(old)
    views = {SCHEMA_VERSION: version_and_views(old)[1]}
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
    views[LATER] = version_and_views(old)[1]
    unfinished = [m for m in moments if m.read_bytes() not in (original, old.read_bytes())]
    assert unfinished
    found = set()
    for left in moments:
        version, there = version_and_views(left)
        found.add(version)
        assert (there, contents(left)) == (views[version], before)
    assert found == {SCHEMA_VERSION, LATER}
    for left in unfinished[::7]:
        opened(left).close()
        assert version_and_views(left) == (LATER, views[LATER])


@pytest.mark.usefixtures("stepped")
def test_where_the_disk_is_full_the_file_stays_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(old)) as file:
        (pages,) = file.execute("PRAGMA page_count").fetchone()
    before = old.read_bytes()
    # More views than the pages that there are have room for.
    many = "".join(f"CREATE VIEW more_{n} AS SELECT '{'x' * 900}' AS x;" for n in range(20))
    step = database.STEPS[SCHEMA_VERSION]
    monkeypatch.setitem(database.STEPS, SCHEMA_VERSION, step._replace(statements=many))

    def full(name: str) -> sqlite3.Connection:
        connection = plain_connect(name)
        connection.execute(f"PRAGMA max_page_count={pages}")
        return connection

    with pytest.raises(EnvironmentFault, match="is full"):
        Desk.open(old, NightClock(), workstation("desk-1"), connect=full)
    assert old.read_bytes() == before
    assert not old.with_name("old.tally.in-use").exists()
    monkeypatch.setitem(database.STEPS, SCHEMA_VERSION, step)
    opened(old).close()
    assert version_and_views(old)[0] == LATER
