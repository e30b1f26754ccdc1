"""Each drill in its short form; and that each sees what it must see."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tallyapp.domain.state.count import Count
from tests.drills import changed_schema, full_disk
from tests.drills.changed_schema import schema
from tests.drills.clocks import clock
from tests.drills.damaged_files import fuzz
from tests.drills.flipped_bits import flip
from tests.drills.full_disk import disk
from tests.drills.night import being_counted
from tests.drills.reports import Plan, Report
from tests.drills.storage import OutOfReach, library

try:
    library()
except OutOfReach as reason:
    pytest.skip(str(reason), allow_module_level=True)

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("drill", [clock, disk, flip, fuzz, schema])
def test_nothing_is_lost_in_a_drill(drill: Callable[[Plan], Report]) -> None:
    report = drill(Plan())
    assert report.holds, report.text()
    assert report.controls, "a drill that cannot lose proves nothing"


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be forked there")
def test_a_killed_program_has_kept_what_it_said_was_kept() -> None:
    """In a process of its own: one with threads is not to be forked."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.drills", "kill"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(work in done.stdout for work in ("keying", "signing", "backup", "making", "export"))


def test_a_file_that_has_not_what_the_window_has_is_seen() -> None:
    assert full_disk._compared(being_counted(), Count()) == "the file has not what the window has"


def test_a_changed_schema_that_nobody_compares_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert changed_schema.unnoticed(changed_schema._SWALLOWS) == ""
    monkeypatch.setattr("tallyapp.ledger.database.disagreeing_schema", lambda _: [])
    assert changed_schema.unnoticed(changed_schema._SWALLOWS) != ""
