"""Two files of one count: a copy of it went on, and so did the first."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.domain.views.branches.compare import Compared, compared
from tallyapp.domain.views.branches.pairs import Pair
from tallyapp.domain.views.branches.things import Kind, Thing
from tallyapp.ledger.branches import branch, partings
from tests.halls import ELM, Hall, NightClock, a_hall
from tests.workstations import workstation

Night = Callable[[Hall], object]
"""What is done in one of the two files."""


def two_files(folder: Path, before: Night, first: Night, second: Night) -> tuple[Path, Path]:
    """A count in which `before` was done, and then in each of two files of it something else."""
    hall = a_hall(folder)
    hall.issue("A", 1, 4)
    hall.issue("B", 5, 8)
    before(hall)
    one = hall.desk.ledger.path
    hall.desk.close()
    other = folder / "restored.tally"
    shutil.copy(one, other)
    go_on(one, first, "desk-1")
    go_on(other, second, "desk-2")
    return one, other


def go_on(path: Path, night: Night, at: str = "desk-1") -> None:
    """Do this in a file, at this workstation."""
    hall = Hall(Desk.open(path, NightClock(), workstation(at)))
    try:
        night(hall)
    finally:
        hall.desk.close()


def nothing(_: Hall) -> None:
    """Nothing is done."""


def comparison(first: Path, second: Path) -> dict[str, Compared]:
    """Two files compared, by stream."""
    with branch(first) as one, branch(second) as other:
        assert (one.disagreements, other.disagreements) == ((), ())
        apart = partings(one.connection, other.connection)
        found = compared(apart, one.read.count, other.read.count)
    return {each.parting.stream: each for each in found}


def on_paper(first: Path, second: Path) -> dict[Thing, Pair]:
    """What was keyed from paper in either of two files since they parted."""
    return {pair.thing: pair for pair in comparison(first, second)[ELM].pairs}


def of_sheet(number: int) -> Thing:
    """A sheet, as a comparison names it."""
    return Thing(Kind.SHEET, str(number))
