"""A real, small practice count, always the same:
Oxford East, its boxes verified, every sheet to be keyed.
"""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tallyapp.desk import Desk
from tallyapp.ledger.highwater import HighWater
from tallyapp.ledger.ledger import Ledger
from tallyapp.past.past_results import read_past_results
from tallyapp.past.published import PastResult
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.resources import resource
from tallyapp.workstation import Workstation

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
    made = _made(changed)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(made.file)
    with TemporaryDirectory() as folder:
        marks = Path(folder, "seen.json")
        marks.write_bytes(made.marks)
        ledger, read = Ledger.open(path, made.machine.name, Clock()(), HighWater(marks))
    assert not ledger.disagreements
    return Desk(ledger, read.count, Clock(), made.machine, ledger.names()), made.played


class _Made(NamedTuple):
    """A count's file, what its machine remembers of it (every signature holds), and its papers."""

    file: bytes
    marks: bytes
    machine: Workstation
    played: Rehearsal


@cache
def _made(changed: Callable[[PastResult], PastResult]) -> _Made:
    """The count is played once; whoever wants it has a copy of the file."""
    (read,) = read_past_results([resource("samples", "oxford-east-2024.json")])
    result = changed(read)
    # Quick enough to be done before the clock at which it is gone on with.
    before = HallClock(result.polling_day, timedelta(minutes=1))
    with TemporaryDirectory() as folder:
        path = Path(folder, "oxford-east.tally")
        marks = Path(folder, "seen.json")
        desk = rehearsal.begin(path, "Practice", [result], before)
        played = rehearsal.set_up(desk, result, seed=1)
        rehearsal.verify_boxes(desk, played)
        desk.close(HighWater(marks))
        return _Made(path.read_bytes(), marks.read_bytes(), desk.machine, played)
