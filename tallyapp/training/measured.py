"""How long a sheet took to be keyed in a training count, and how many keys were pressed.

It is kept beside the ledger, and in a training count alone: nobody is timed while they count votes.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from tallyapp.ledger.ledger import Ledger

_PLACE = "training/measured/"


class Measure(NamedTuple):
    """From the first key after the sheet before to the one that handed this one in: keys pressed,
    and milliseconds.
    """

    strokes: int
    milliseconds: int


def keep_measure(ledger: Ledger, officer: int, act: str, measure: Measure, now: datetime) -> None:
    """Keep what an officer's act took, by its id."""
    kept = f"{measure.strokes} {measure.milliseconds}"
    ledger.keep_draft(officer, f"{_PLACE}{act}", kept, now)


def measures(ledger: Ledger, officers: Iterable[int]) -> dict[str, Measure]:
    """What acts of these officers took, by their ids; what cannot be read is left out."""
    found = {}
    for officer in officers:
        for place, kept in ledger.drafts(officer).items():
            strokes, _, milliseconds = kept.partition(" ")
            whole = strokes.isdecimal() and milliseconds.isdecimal()
            if place.startswith(_PLACE) and whole:
                found[place.removeprefix(_PLACE)] = Measure(int(strokes), int(milliseconds))
    return found
