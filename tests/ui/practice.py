"""A real, small practice count, always the same:
Oxford East, its boxes verified, every sheet to be keyed.
"""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.past.past_results import read_past_results
from tallyapp.past.published import PastResult
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.resources import resource

CLERK, OTHER_CLERK = 11, 12


class Clock:
    """Past one in the morning, a second later at every look unless told."""

    def __init__(self, step: timedelta = timedelta(seconds=1)) -> None:
        self.step = step
        self.now = datetime(2024, 7, 5, 1, 4, 12, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


def oxford_east(
    path: Path, changed: Callable[[PastResult], PastResult] = lambda result: result
) -> tuple[Desk, Rehearsal]:
    """The count in a new file, and the papers on its tables."""
    (read,) = read_past_results([resource("samples", "oxford-east-2024.json")])
    result = changed(read)
    # Quick enough to be done before the clock at which it is gone on with.
    before = HallClock(result.polling_day, timedelta(minutes=1))
    desk = rehearsal.begin(path, "Practice", [result], before)
    played = rehearsal.set_up(desk, result, seed=1)
    rehearsal.verify_boxes(desk, played)
    desk.clock = Clock()
    return desk, played
