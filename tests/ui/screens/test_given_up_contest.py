"""On the council's list a contest that was given up says so, and waits for nothing."""

from pathlib import Path

from tallyapp.ui.screens.overview.council_model import contest_row
from tests.halls import a_hall


def test_a_contest_that_was_given_up_is_abandoned_and_misses_nothing(tmp_path: Path) -> None:
    hall = a_hall(tmp_path)
    assert contest_row(hall.contest, hall.desk.clock).first
    hall.abandon()
    row = contest_row(hall.contest, hall.desk.clock)
    assert (row.stage, row.seats, row.first) == ("Abandoned", 0, "")
