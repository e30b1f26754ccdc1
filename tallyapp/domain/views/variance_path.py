"""What to look for where a box varies, in the order that the Electoral Commission's guidance gives:
which causes its figures explain, which they rule out, and which are still to be looked into.
"""

from dataclasses import dataclass
from enum import StrEnum

from tallyapp.domain.rules.variances import holds, makes_up_for
from tallyapp.domain.state.area import RECOUNTED, BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.verification_lines import sources
from tallyapp.domain.vocabulary.boxes import CAUSES, Cause


class Says(StrEnum):
    """What a box's figures say of a cause."""

    EXPLAINS = "explains"
    """They come to just this variance."""
    OFF = "off"
    """Something is off, and does not come to just this variance."""
    RULED_OUT = "ruled-out"
    OPEN = "open"
    """Figures do not say: somebody looks."""


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look for; `by` is the papers that are off, or how often the box was counted.

    `other` is the box that would make up for this one.
    """

    cause: Cause
    says: Says
    by: int = 0
    other: str = ""


def looks(contest: ContestState, box: BoxState) -> list[Look]:
    """Everything to look for, in its order; a box that makes up for it is a look of its own."""
    found = []
    for cause in CAUSES:
        if cause == "compensating":
            found += _made_up_for(contest, box)
        else:
            found.append(_look(box, cause))
    return found


def first_look(every: list[Look]) -> Look:
    """Where to begin: at what explains it, else at the first that is not ruled out."""
    explaining = [look for look in every if look.says is Says.EXPLAINS]
    return (explaining or [look for look in every if look.says is not Says.RULED_OUT])[0]


def _made_up_for(contest: ContestState, box: BoxState) -> list[Look]:
    others = [other for other in contest.boxes.values() if makes_up_for(box, other)]
    # Those of the same place first, where it is known, and then those of the same area.
    others.sort(key=lambda each: (not each.box.place, each.box.area != box.box.area))
    of_place = [
        Look("compensating", Says.EXPLAINS if each.box.place else Says.OPEN, other=each.box.id)
        for each in others
    ]
    return of_place or [Look("compensating", Says.RULED_OUT)]


def _look(box: BoxState, cause: Cause) -> Look:
    found = sources(box)
    variance = box.variance or 0
    match cause:
        case "arithmetic":
            return Look(cause, _sum_says(box, found.arithmetic), found.arithmetic)
        case "unused":
            by = found.kept or found.tendered
            explains = bool(found.kept) and found.kept == variance
            return Look(cause, _kept_says(box, by, explains), by)
        case "recounted" | "verified-again":
            says = Says.OPEN if holds(box, cause) else Says.RULED_OUT
            return Look(cause, says, min(len(box.counts), RECOUNTED))
        case _:
            return Look(cause, Says.OPEN)


def _sum_says(box: BoxState, by: int) -> Says:
    if by:
        return Says.EXPLAINS if by == box.variance else Says.OFF
    return Says.OPEN if holds(box, "arithmetic") else Says.RULED_OUT


def _kept_says(box: BoxState, by: int, explains: bool) -> Says:
    if explains:
        return Says.EXPLAINS
    if by:
        return Says.OFF
    # Nobody has counted them yet: that is the next thing to do, and rules nothing out.
    packets = box.packets
    counted = packets is not None and packets.unused is not None and packets.spoilt is not None
    return Says.RULED_OUT if counted else Says.OPEN
