"""When things were done: noted of every act of a contest in one place, by what it changed."""

from datetime import datetime

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import LIVE, Life

_NOT_KEYED = frozenset({Life.ISSUED, Life.WITHDRAWN})


def note(contest: ContestState, changed: Changed, at: datetime) -> None:
    """Note when an act was done, for all that it changed; O(what changed)."""
    times = contest.times
    for name in changed.areas:
        times.areas[name] = at
    for name in changed.boxes:
        box = contest.boxes.get(name)
        # A box that is merely on the register has nothing of a verification yet.
        if box and (box.account or box.counts):
            times.note_box(name, at)
    for number in changed.sheets:
        sheet = contest.sheets[number]
        # One that merely stands again, or no longer, was keyed when it was keyed.
        if sheet.seq != contest.seq or sheet.life in _NOT_KEYED:
            continue
        known = times.note_keyed(sheet.area, sheet.round, at)
        if sheet.life is Life.AGREED:
            times.note_agreed(known, sheet.papers or 0, at)
        elif sheet.life in LIVE:
            known.agreed = at
