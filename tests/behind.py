"""A count of several small contests, of which all but the first are read behind it."""

from collections.abc import Sequence
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.ledger.highwater import HighWater
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.rehearsal import Rehearsal
from tests.bench.counts import DAY, result
from tests.workstations import workstation

ASH, BIRCH, CEDAR = "ash", "birch", "cedar"


def several(path: Path) -> Sequence[Rehearsal]:
    """Ash, Birch and Cedar in a new file: every box verified, every sheet still to be keyed."""
    clock = HallClock(DAY)
    results = [result(name, papers=1_000) for name in (ASH, BIRCH, CEDAR)]
    desk = rehearsal.begin(path, "Three", results, clock, machine=workstation("desk-1"))
    played = []
    # Not in the order of their names, in which they are read.
    for each in (results[1], results[0], results[2]):
        clock.begin()
        played.append(rehearsal.set_up(desk, each, seed=1))
        rehearsal.verify_boxes(desk, played[-1])
    desk.close()
    return sorted(played, key=lambda each: each.stream)


def later() -> HallClock:
    """The clock of the next day."""
    clock = HallClock(DAY)
    for _ in range(2_000):
        clock()
    return clock


def opened(path: Path, seen: HighWater | None = None, at_once: int | None = 0) -> Desk:
    """The count at the machine at which it was made, a day later."""
    return Desk.open(path, later(), workstation("desk-1"), seen, at_once=at_once)


def read_on(desk: Desk, contests: int = 1) -> None:
    """So many more contests are read, and taken over."""
    for _ in range(contests):
        desk.ledger.behind.read_on()
        desk.take_over()
