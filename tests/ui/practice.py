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


def as_it_is(desk: Desk, played: Rehearsal) -> None:
    """Boxes are verified, and every sheet is to be keyed."""


def with_mishaps(desk: Desk, played: Rehearsal) -> None:
    """Every sheet and form is keyed, mishaps and all."""
    rehearsal.key_papers(desk, played, mishaps=True)


def oxford_east(
    path: Path,
    changed: Callable[[PastResult], PastResult] = lambda result: result,
    further: Callable[[Desk, Rehearsal], None] = as_it_is,
) -> tuple[Desk, Rehearsal]:
    """The count in a new file, played so far, and the papers on its tables."""
    made = _made(changed, further)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(made.file)
    clock = Clock()
    clock.now = made.now
    with TemporaryDirectory() as folder:
        marks = Path(folder, "seen.json")
        marks.write_bytes(made.marks)
        ledger, read = Ledger.open(path, made.machine.name, made.now, HighWater(marks))
    assert not ledger.disagreements
    return Desk(ledger, read.count, clock, made.machine, ledger.names()), made.played


class _Made(NamedTuple):
    """A count's file, what its machine remembers of it (every signature holds), its papers, and
    when it was played so far.
    """

    file: bytes
    marks: bytes
    machine: Workstation
    played: Rehearsal
    now: datetime


@cache
def _made(
    changed: Callable[[PastResult], PastResult], further: Callable[[Desk, Rehearsal], None]
) -> _Made:
    """The count is played once; whoever wants it has a copy of the file."""
    (read,) = read_past_results([resource("samples", "oxford-east-2024.json")])
    result = changed(read)
    # Quick enough to be done before the clock at which it is gone on with.
    before = HallClock(result.polling_day, timedelta(minutes=1))
    clock = Clock()
    with TemporaryDirectory() as folder:
        path = Path(folder, "oxford-east.tally")
        marks = Path(folder, "seen.json")
        desk = rehearsal.begin(path, "Practice", [result], before)
        played = rehearsal.set_up(desk, result, seed=1)
        rehearsal.verify_boxes(desk, played)
        desk.clock = clock
        further(desk, played)
        desk.close(HighWater(marks))
        return _Made(path.read_bytes(), marks.read_bytes(), desk.machine, played, clock.now)
