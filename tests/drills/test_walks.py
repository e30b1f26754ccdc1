"""Nights walked through by chance, and faults put in by chance, in the short form."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills.reports import Plan
from tests.drills.walks import walks


@pytest.mark.long
def test_whatever_is_done_in_a_night_its_sums_agree_and_what_does_not_is_not_declared() -> None:
    report = walks(Plan())
    assert report.holds, report.text()
    assert len(report.controls) == 4
    assert report.done["nights with a declaration"] > 0


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="no process can be forked there")
def test_faults_that_are_put_into_the_rules_are_found_by_their_tests() -> None:
    """In a process of its own, in which pytest can be begun once more."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.drills", "mutation"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "found by no test: seen" in done.stdout
    assert "in the function that is tried: seen" in done.stdout


_ROWS = """
import random, sys
from pathlib import Path
from tests.domain.test_whole_night import lawful_row
from tests.halls import a_hall
hall = a_hall(Path(sys.argv[1]))
hall.issue("A", 1)
print([lawful_row(hall.contest, hall.sheet(1), random.Random(pick)) for pick in range(20)])
hall.desk.close()
"""


def test_what_stands_on_a_paper_goes_by_the_seed_alone(tmp_path: Path) -> None:
    """Else a walk that was told of by its seed would be another one at the next try."""
    rows: list[str] = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", _ROWS, folder],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        rows.append(done.stdout)
    assert rows[0] == rows[1] != ""
