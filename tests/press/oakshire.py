"""A council on the night: two wards declared, one still counted, one where nobody is counted."""

from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.press.pack import Pressed, prepare
from tests import wards

DECLARED = (wards.ASHTON, wards.BIRCHLEY)
COUNTING = wards.CEDAR_GREEN
UNOPPOSED = wards.ASHTON.candidates[3]


def council(folder: Path) -> Desk:
    """The council's count: Cedar Green has figures, and none of them is a result."""
    desk = wards.begin(folder / "oakshire.tally")
    for ward in DECLARED:
        wards.played(desk, ward)
    wards.verify(desk, COUNTING)
    wards.key(desk, COUNTING)
    wards.westgate_without_a_poll(desk, UNOPPOSED, seats=2, election="")
    return desk


def contents(pressed: Pressed) -> dict[str, bytes]:
    """The files that were written, by name, as they lie on the disk."""
    return {name: (pressed.folder / name).read_bytes() for name in pressed.names}


def pressed(desk: Desk, folder: Path, *chosen: str) -> dict[str, bytes]:
    """What is written for the press of a count."""
    return contents(prepare(desk, chosen).press(folder))
