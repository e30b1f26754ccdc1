"""The seam below SQLite, and that the drills which stand on it are not blind."""

import os
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tallyapp.errors import EnvironmentFault
from tests.drills import failing_disk, power_loss
from tests.drills.__main__ import main
from tests.drills.failing_disk import DEEDS, Deed, after_failure, io
from tests.drills.night import NAME, being_counted, one_more_act, opened, without_waiting
from tests.drills.power_loss import power
from tests.drills.reports import Plan, Report
from tests.drills.storage import REFUSED, OutOfReach, Touch, library, storage
from tests.halls import CLERK, Hall, NightClock

try:
    library()
except OutOfReach as reason:
    pytest.skip(str(reason), allow_module_level=True)


def test_every_write_and_sync_of_a_database_is_seen_in_the_order_it_is_done(tmp_path: Path) -> None:
    seen: list[Touch] = []

    def touched(touch: Touch) -> int:
        seen.append(touch)
        return touch.go()

    with storage(touched), closing(sqlite3.connect(tmp_path / "a", isolation_level=None)) as file:
        file.execute("CREATE TABLE sheet (papers)")
        file.execute("INSERT INTO sheet VALUES (250)")
    written = b"".join(t.data for t in seen if t.kind == "write" and t.path.endswith("a"))
    assert written.startswith(b"SQLite format 3\0")
    of_file = [touch.kind for touch in seen if touch.path == str(tmp_path / "a")]
    assert (of_file[0], of_file[-1], of_file.count("sync")) == ("open", "sync", 2)
    removed = [touch.path for touch in seen if touch.kind == "delete"]
    assert removed == [str(tmp_path / "a-journal")] * 2
    with closing(sqlite3.connect(tmp_path / "a")) as file:
        assert file.execute("SELECT papers FROM sheet").fetchall() == [(250,)]
    assert len(of_file) == len([t for t in seen if t.path == str(tmp_path / "a")])


@pytest.mark.parametrize("kind", ["open", "write", "truncate", "sync", "delete"])
def test_each_call_can_fail_as_the_system_lets_it_fail(tmp_path: Path, kind: str) -> None:
    failed = Counter[str]()

    def touched(touch: Touch) -> int:
        if touch.kind != kind:
            return touch.go()
        failed[kind] += 1
        return REFUSED[touch.kind]

    def made() -> None:
        with closing(sqlite3.connect(tmp_path / "a", isolation_level=None)) as file:
            file.execute("PRAGMA journal_mode=TRUNCATE" if kind == "truncate" else "SELECT 1")
            file.execute("CREATE TABLE sheet (papers)")

    with storage(touched), pytest.raises(sqlite3.OperationalError) as raised:
        made()
    assert failed[kind]
    assert raised.value.sqlite_errorcode & 0xFF in (
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
    )


def test_no_failure_of_the_disk_loses_what_was_acknowledged() -> None:
    report = io(Plan(seed=int(os.environ.get("DRILL_SEED", "1"))))
    assert report.holds, report.text()


def test_a_power_cut_loses_nothing_that_was_acknowledged() -> None:
    report = power(Plan(seed=int(os.environ.get("DRILL_SEED", "1"))))
    assert report.holds, report.text()
    assert set(report.done) == set(power_loss.WAYS)


def test_a_program_that_never_syncs_is_seen_to_lose_acts() -> None:
    steps = power_loss._recorded(Plan(), power_loss._never_syncs)
    assert not [step for step in steps if isinstance(step, Touch) and step.kind == "sync"]
    report = Report("power")
    power_loss._cut(steps, Plan(), report, broken=True)
    assert report.lost
    assert not report.holds


def test_an_act_that_is_said_to_be_saved_and_is_not_is_seen() -> None:
    unsaid = Deed("nothing", being_counted, lambda _, __: None, failing_disk._grew)
    assert "is not there" in after_failure(unsaid, 0, "EIO")


def test_a_draft_that_the_disk_refused_does_not_cost_the_next_act(tmp_path: Path) -> None:
    """The connection that met the fault is done with at once."""
    draft = next(deed for deed in DEEDS if deed.name == "a draft")
    calls = failing_disk._calls_of(draft)
    for nth in range(1, calls + 1):
        assert after_failure(draft, nth, "EIO") == ""


def test_while_the_disk_is_gone_what_is_asked_of_the_file_is_refused_in_words() -> None:
    """Not by a traceback that speaks of a closed database."""
    key = next(deed for deed in DEEDS if deed.name == "keying")
    assert [after_failure(key, nth, "EIO from then on") for nth in (1, 4, 9, 16)] == [""] * 4


def test_a_backup_that_fails_leaves_nothing_half_keyed_behind() -> None:
    def keep_and_back_up(hall: Hall, folder: Path) -> None:
        hall.desk.ledger.keep_draft(CLERK, "sheet/1", "ASH 1073", NightClock()())
        backup.do(hall, folder)

    backup = next(deed for deed in DEEDS if deed.name == "a backup")
    deed = Deed("both", backup.of, keep_and_back_up, backup.is_there)
    calls = failing_disk._calls_of(deed)
    assert [after_failure(deed, nth, "EIO from then on") for nth in range(25, calls, 30)] == [
        "" for _ in range(25, calls, 30)
    ]


def test_a_backup_for_which_the_disk_has_no_room_says_so_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    def touched(touch: Touch) -> int:
        no_room = touch.kind == "write" and ".part" in touch.path
        return sqlite3.SQLITE_FULL if no_room else without_waiting(touch)

    (tmp_path / NAME).write_bytes(being_counted())
    with storage(touched):
        desk = opened(tmp_path / NAME)
        with pytest.raises(EnvironmentFault, match=r"backup\.tally .*The disk is full\. Free some"):
            desk.ledger.backup(tmp_path / "backup.tally")
        one_more_act(desk)
        desk.close()
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_drill_that_saw_nothing_of_what_was_broken_does_not_hold() -> None:
    report = Report("power")
    report.note("all kept", "")
    assert "Nothing was lost" in report.text()
    report.controls["syncs are never asked for"] = 0
    assert not report.holds
    assert "blind" in report.text()


def test_a_drill_that_tried_nothing_does_not_hold() -> None:
    assert not Report("power").holds


def test_the_command_ends_with_1_where_a_drill_lost_something(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def losing(plan: Plan) -> Report:
        report = Report("io")
        report.note(f"seed {plan.seed}, long {plan.long}", "an act")
        return report

    monkeypatch.setattr("tests.drills.__main__.DRILLS", {"io": losing})
    assert main(["io", "--long", "--seed", "7"]) == 1
    assert "LOST  seed 7, long True: an act" in capsys.readouterr().out
