"""The contests of a large file are read behind the first: nothing of them is there before it is
checked, and what is wrong with them is found as it would have been at opening.
"""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tallyapp.desk import Desk
from tallyapp.desk.read_only import must_be_signed
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.units import CandidateNumber, SheetNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.highwater import HighWater
from tallyapp.practice import rehearsal
from tallyapp.practice.rehearsal import CLERKS, RETURNING_OFFICER, SUPERVISOR, Rehearsal
from tests.behind import ASH, BIRCH, CEDAR, later, opened, read_on, several
from tests.ledger.tampering import edit, recompute_heads, sign_again, tampering
from tests.ledger.test_durability import FailingStorage
from tests.planned import key_sheet, sheet_keyed
from tests.workstations import workstation


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Rehearsal]]:
    path = tmp_path_factory.mktemp("made") / "three.tally"
    return path, list(several(path))


@pytest.fixture
def path(made: tuple[Path, list[Rehearsal]], tmp_path: Path) -> Path:
    return Path(shutil.copy(made[0], tmp_path / "three.tally"))


@pytest.fixture
def ash(made: tuple[Path, list[Rehearsal]]) -> Rehearsal:
    return made[1][0]


def key_first(desk: Desk, played: Rehearsal) -> None:
    sheet = played.plan.sheets[0]
    key_sheet(desk, played.stream, sheet, CLERKS[0])


def test_read_one_by_one_a_file_means_what_it_means_read_at_once(path: Path) -> None:
    desk = opened(path)
    assert (list(desk.count.contests), list(desk.unread)) == ([ASH], [BIRCH, CEDAR])
    assert set(desk.ledger.heads) == {COUNT_STREAM, ASH}
    desk.ledger.behind.go_next(CEDAR)
    desk.ledger.behind.read_on()
    assert list(desk.count.contests) == [ASH], "nothing is shown before it is taken over"
    desk.take_over()
    assert (list(desk.count.contests), list(desk.unread)) == ([ASH, CEDAR], [BIRCH])
    read_on(desk)
    heads = dict(desk.ledger.heads)
    live = desk.count
    assert (list(desk.unread), desk.disagreements, desk.ledger.signatures.wait()) == ([], (), ())
    desk.close()
    whole = opened(path, at_once=None)
    assert not whole.unread
    assert (whole.count, dict(whole.ledger.heads)) == (live, heads)
    assert list(whole.count.contests) == list(live.contests) == [ASH, BIRCH, CEDAR]
    whole.close()


def test_a_small_file_is_read_at_once(path: Path) -> None:
    desk = opened(path, at_once=10_000)
    assert list(desk.count.contests) == [ASH, BIRCH, CEDAR]
    desk.close()


def other_figures(connection: sqlite3.Connection) -> None:
    edit(connection, CEDAR, 9, lambda entry: entry.replace('"by":', '"by": '))


def a_head(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE act SET head = zeroblob(32) WHERE stream = ? AND seq = 12", [BIRCH])


def a_gap(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM act WHERE stream = ? AND seq = 12", [CEDAR])


def the_end(connection: sqlite3.Connection) -> None:
    """The statement over which a code was given out is gone, with all after it."""
    connection.execute(
        "DELETE FROM act WHERE stream = ? AND seq >= (SELECT max(seq) FROM act WHERE stream = ?)",
        [BIRCH, BIRCH],
    )


def all_of_it(connection: sqlite3.Connection) -> None:
    """A code was given out over a contest of which there is nothing."""
    connection.execute("DELETE FROM act WHERE stream = ?", [CEDAR])


@pytest.mark.parametrize("wrong", [other_figures, a_head, a_gap, the_end, all_of_it])
def test_what_is_wrong_behind_is_told_as_at_opening_and_the_file_is_read_only(
    path: Path, ash: Rehearsal, wrong: Callable[[sqlite3.Connection], None]
) -> None:
    with tampering(path) as connection:
        wrong(connection)
    whole = opened(path, at_once=None)
    at_opening = whole.disagreements
    whole.close()
    assert at_opening
    desk = opened(path)
    assert desk.disagreements == ()
    key_first(desk, ash)
    while desk.unread:
        read_on(desk)
    assert desk.disagreements == at_opening
    with pytest.raises(EnvironmentFault, match="can only be read"):
        rehearsal.key_papers(desk, ash)
    desk.close()


def in_the_first(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE act SET head = zeroblob(32) WHERE stream = ? AND seq = 12", [ASH])


def in_the_count(connection: sqlite3.Connection) -> None:
    edit(connection, COUNT_STREAM, 2, lambda entry: entry.replace('"by":', '"by": '))


def in_the_schema(connection: sqlite3.Connection) -> None:
    connection.execute("DROP VIEW candidate_votes")


@pytest.mark.parametrize("wrong", [in_the_first, in_the_count, in_the_schema])
def test_what_is_wrong_before_the_others_are_read_is_told_at_opening_with_all_else(
    path: Path, wrong: Callable[[sqlite3.Connection], None]
) -> None:
    """Nothing is read behind what does not agree; and nobody keys a sheet there."""
    with tampering(path) as connection:
        wrong(connection)
        a_head(connection)
    whole = opened(path, at_once=None)
    at_opening = whole.disagreements
    whole.close()
    assert at_opening
    desk = opened(path)
    assert (desk.disagreements, list(desk.unread)) == (at_opening, [])
    desk.close()


def test_a_wrong_signature_behind_is_found_by_the_check_beside_the_work(
    path: Path, made: tuple[Path, list[Rehearsal]]
) -> None:
    desk = opened(path, at_once=None)
    key_first(desk, made[1][1])
    last, _ = desk.ledger.heads[BIRCH]
    desk.close()
    with tampering(path) as connection:
        sign_again(connection, BIRCH, last, workstation("stranger"))
        recompute_heads(connection, BIRCH)
    desk = opened(path)
    assert not desk.ledger.signatures.complete, "more are to come"
    read_on(desk, 2)
    desk.ledger.signatures.wait()
    (found,) = desk.disagreements
    assert (found.what, found.stream, found.seq) == (What.SIGNATURE, BIRCH, last)
    desk.close()


def test_an_act_of_the_count_waits_for_every_contest_and_one_of_the_first_for_none(
    path: Path, made: tuple[Path, list[Rehearsal]]
) -> None:
    ash, birch, _ = made[1]
    desk = opened(path)
    key_first(desk, ash)
    enrolled = desk.staff.enrolled(31, "Another clerk", "clerk")
    of_count = acts.OfficerEnrolled(**desk.by(RETURNING_OFFICER).count, officer=enrolled)
    handed_out = acts.SheetsIssued(
        **desk.by(SUPERVISOR).contest, area="1", first=SheetNumber(901), last=SheetNumber(902)
    )
    of_birch = acts.SlateNamed(
        **desk.by(CLERKS[0]).contest, candidates=(CandidateNumber(1), CandidateNumber(2))
    )
    for stream, act in ((COUNT_STREAM, of_count), (ASH, handed_out), (BIRCH, of_birch)):
        assert desk.must_wait(stream, act)
        with pytest.raises(EnvironmentFault, match="Still checking 2 of 3 contests"):
            desk.do(stream, act)
    read_on(desk)
    key_first(desk, birch)
    with pytest.raises(EnvironmentFault, match="Still checking 1 of 3 contests"):
        desk.do(COUNT_STREAM, of_count)
    read_on(desk)
    desk.do(COUNT_STREAM, of_count)
    live = desk.count
    desk.close()
    whole = opened(path, at_once=None)
    assert (whole.disagreements, whole.count) == ((), live)
    whole.close()


def test_a_backup_and_what_is_given_out_wait_for_every_contest(path: Path, tmp_path: Path) -> None:
    desk = opened(path)
    assert len(desk.ledger.backup(tmp_path / "backup.tally")) == 4
    assert not desk.ledger.behind.left
    desk.take_over()
    assert list(desk.count.contests) == [ASH, BIRCH, CEDAR]
    desk.close()
    with tampering(path) as connection:
        a_gap(connection)
    desk = opened(path)
    with pytest.raises(EnvironmentFault, match=f"can only be read.*{CEDAR}"):
        must_be_signed(desk.ledger)
    desk.close()


def test_an_older_copy_of_an_unread_contest_is_noticed_at_opening(
    path: Path, tmp_path: Path, made: tuple[Path, list[Rehearsal]]
) -> None:
    seen = HighWater(tmp_path / "state" / "seen.json")
    older = Path(shutil.copy(path, tmp_path / "older.tally"))
    desk = opened(path, seen, at_once=None)
    key_first(desk, made[1][2])
    desk.close(seen)
    # Closed before it was read, Cedar is remembered as it was.
    desk = opened(path, seen)
    read_on(desk)
    assert list(desk.unread) == [CEDAR]
    desk.close(seen)
    desk = opened(older, seen)
    (found,) = desk.disagreements
    assert (found.what, found.stream) == (What.OLDER_COPY, CEDAR)
    desk.close()


def test_what_was_read_behind_is_remembered_at_once_and_its_signatures_as_checked(
    path: Path, tmp_path: Path
) -> None:
    seen = HighWater(tmp_path / "state" / "seen.json")
    desk = opened(path, seen)
    origin = desk.ledger.origin
    assert set(seen.marks(origin)) == {COUNT_STREAM, ASH}
    read_on(desk, 2)
    assert set(seen.marks(origin)) == {COUNT_STREAM, ASH, BIRCH, CEDAR}
    desk.ledger.signatures.wait()
    desk.close(seen)
    desk = opened(path, seen)
    read_on(desk, 2)
    assert desk.ledger.signatures.complete, "none is checked twice"
    desk.close(seen)
    marks = seen.marks(origin)
    assert {stream: len(several) for stream, several in marks.items()} == dict.fromkeys(marks, 1)


def test_a_disk_that_fails_meanwhile_tells_no_act_of_an_unread_contest(
    path: Path, ash: Rehearsal
) -> None:
    storage = FailingStorage()
    desk = Desk.open(path, later(), workstation("desk-1"), connect=storage.connect, at_once=0)
    storage.fail("COMMIT", sqlite3.SQLITE_IOERR_FSYNC)
    with pytest.raises(EnvironmentFault, match="cannot be read or written"):
        key_first(desk, ash)
    key_first(desk, ash)
    assert list(desk.count.contests) == [ASH]
    read_on(desk, 2)
    live = desk.count
    assert desk.disagreements == ()
    desk.close()
    whole = opened(path, at_once=None)
    assert (whole.disagreements, whole.count) == ((), live)
    whole.close()


def test_a_file_that_cannot_be_read_any_further_is_damaged(path: Path) -> None:
    storage = FailingStorage()
    desk = Desk.open(path, later(), workstation("desk-1"), connect=storage.connect, at_once=0)
    storage.fail("SELECT stream, seq", sqlite3.SQLITE_CORRUPT)
    read_on(desk)
    assert ([found.what for found in desk.disagreements], list(desk.unread)) == ([What.DAMAGED], [])
    desk.close()


def test_a_disk_that_cannot_be_read_just_now_is_asked_again_and_nothing_is_called_damaged(
    path: Path,
) -> None:
    storage = FailingStorage()
    desk = Desk.open(path, later(), workstation("desk-1"), connect=storage.connect, at_once=0)
    storage.fail("SELECT stream, seq", sqlite3.SQLITE_IOERR_READ)
    with pytest.raises(EnvironmentFault, match="birch cannot be read"):
        read_on(desk)
    assert (desk.disagreements, list(desk.unread)) == ((), [BIRCH, CEDAR])
    read_on(desk, 2)
    live = desk.count
    assert (desk.disagreements, list(desk.unread)) == ((), [])
    desk.close()
    whole = opened(path, at_once=None)
    assert (whole.disagreements, whole.count) == ((), live)
    whole.close()


def test_an_act_that_was_checked_is_not_written_once_a_contest_behind_is_found_wrong(
    path: Path, ash: Rehearsal
) -> None:
    with tampering(path) as connection:
        a_gap(connection)
    desk = opened(path)
    sheet = ash.plan.sheets[0]
    keyed = sheet_keyed(desk, ASH, sheet, CLERKS[0])
    pending = desk.prepare(ASH, keyed)
    before = desk.ledger.heads[ASH]
    # The worker reads on before it comes to write.
    desk.ledger.behind.read_all()
    with pytest.raises(EnvironmentFault, match=f"can only be read.*{CEDAR}"):
        pending.write()
    assert desk.ledger.heads[ASH] == before
    desk.close()
