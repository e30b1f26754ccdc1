"""When things were done: noted of every act of a contest in one place, by what it changed."""

from datetime import datetime

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.state.times import RoundTimes

# Looked up for every act of a file that is opened: an enum's own look-up takes as long as the rest.
_ISSUED = Life.ISSUED
_WITHDRAWN = Life.WITHDRAWN
_AGREED = Life.AGREED
_CORRECTED = Life.CORRECTED


def note(contest: ContestState, changed: Changed, at: datetime) -> None:
    """Note when an act was done, for all that it changed; O(what changed)."""
    times = contest.times
    for name in changed.areas:
        times.areas[name] = at
    for name in changed.boxes:
        box = contest.boxes.get(name)
        # A box that is merely on the register has nothing of a verification yet.
        if box and (box.account or box.counts):
            # By the name that the box has already: each act brings its own copy of it.
            times.note_box(box.box.id, at)
    for number in changed.sheets:
        sheet = contest.sheets[number]
        life = sheet.life
        # One that merely stands again, or no longer, was keyed when it was keyed.
        if sheet.seq != contest.seq or life is _ISSUED or life is _WITHDRAWN:
            continue
        known = times.rounds.get((sheet.area, sheet.round))
        if known is None:
            known = times.rounds[sheet.area, sheet.round] = RoundTimes(at)
        if life is _AGREED:
            times.note_agreed(known, sheet.papers or 0, at)
        elif life is _CORRECTED:
            known.agreed = at
