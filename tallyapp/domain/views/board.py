"""How far every contest and area of a night is, for those who run the hall: papers, and no votes.

Whoever stands in the hall may see this. What depends on how votes fell, such as a tie, an answer of
a candidate's side or a difference in the read-back, is told as being with the returning officer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.views.missing import Missing, What, missing
from tallyapp.domain.views.progress import AreaProgress, AreaStage
from tallyapp.domain.vocabulary.containers import Part


class BoardStage(StrEnum):
    """Where an area or a contest is, as the hall sees it."""

    BOXES_COMING = "boxes-coming"
    BOXES_HERE = "boxes-here"
    VERIFYING = "verifying"
    VERIFIED = "verified"
    COUNTING = "counting"
    DIFFERS = "differs"
    QUERIED = "queried"
    DOES_NOT_ADD = "does-not-add"
    DOUBTFUL_OUT = "doubtful-out"
    PASSED_OVER = "passed-over"
    RECONCILED = "reconciled"
    GIVEN = "given"
    READ_BACK = "read-back"
    DECLARED = "declared"
    SIGNED = "signed"
    ABANDONED = "abandoned"


COMPLETE = frozenset({BoardStage.DECLARED, BoardStage.SIGNED, BoardStage.ABANDONED})
"""Stages of a contest of which nobody waits for anything in the hall any more."""
SETTLED = frozenset({BoardStage.RECONCILED, BoardStage.PASSED_OVER})
"""Stages of an area in which nothing is open."""
STUCK = frozenset({BoardStage.DOES_NOT_ADD, BoardStage.DIFFERS, BoardStage.QUERIED})
"""Stages of an area in which no counting helps: somebody must look at papers again."""

_OF_AREA = {
    AreaStage.DOES_NOT_ADD: BoardStage.DOES_NOT_ADD,
    AreaStage.DIFFERS: BoardStage.DIFFERS,
    AreaStage.QUERIED: BoardStage.QUERIED,
    AreaStage.NOT_YET: BoardStage.VERIFIED,
    AreaStage.BEING_KEYED: BoardStage.COUNTING,
    AreaStage.DOUBTFUL_OUT: BoardStage.DOUBTFUL_OUT,
    AreaStage.PASSED_OVER: BoardStage.PASSED_OVER,
    AreaStage.RECONCILED: BoardStage.RECONCILED,
}
# The first of these that any area is in is where a contest is: what is wrong is told first.
_WORST_FIRST = (
    BoardStage.DOES_NOT_ADD,
    BoardStage.DIFFERS,
    BoardStage.QUERIED,
    BoardStage.COUNTING,
    BoardStage.DOUBTFUL_OUT,
)
_LEAST_FIRST = (
    BoardStage.VERIFYING,
    BoardStage.BOXES_COMING,
    BoardStage.BOXES_HERE,
    BoardStage.VERIFIED,
    BoardStage.PASSED_OVER,
    BoardStage.RECONCILED,
)


def boxes_arrived(contest: ContestState, progress: AreaProgress) -> int:
    """How many boxes of an area were seen to come in, by themselves or in a container; O(its
    boxes).
    """
    known = contest.containers
    if known is None:
        return 0
    boxes = contest.areas[progress.area.id].boxes
    holders = (known.holder(Part(contest.set_up.contest, box.box.id)) for box in boxes)
    return sum(known.saw(holder, "arrived") for holder in holders)


def area_stage(contest: ContestState, progress: AreaProgress, arrived: int) -> BoardStage:
    """Where an area is; `arrived` is how many of its boxes have come in."""
    if progress.stage is not AreaStage.NEEDS_BOXES:
        return _OF_AREA[progress.stage]
    boxes = contest.areas[progress.area.id].boxes
    # No box is counted before its account is there.
    if any(box.account for box in boxes):
        return BoardStage.VERIFYING
    return BoardStage.BOXES_HERE if arrived == len(boxes) else BoardStage.BOXES_COMING


def contest_stage(contest: ContestState, areas: Sequence[BoardStage]) -> BoardStage:
    """Where a contest is, with its areas in these stages."""
    if contest.stage is Stage.ABANDONED:
        return BoardStage.ABANDONED
    if contest.stage in (Stage.DECLARED, Stage.SIGNED):
        return BoardStage(contest.stage)
    if given := contest.provisional:
        return BoardStage.READ_BACK if given.read_back_agrees else BoardStage.GIVEN
    if wrong := next((stage for stage in _WORST_FIRST if stage in areas), None):
        return wrong
    some_done = any(stage in SETTLED for stage in areas)
    if some_done and not all(stage in SETTLED for stage in areas):
        return BoardStage.COUNTING
    return next((stage for stage in _LEAST_FIRST if stage in areas), BoardStage.BOXES_COMING)


# ---- what is in the way


@dataclass(frozen=True, slots=True)
class InTheWay:
    """What is in the way of a contest, beside what its areas say: by name where the hall may see
    it; `slates` and `returning_officer` say that something waits there.
    """

    named: tuple[Missing, ...]
    slates: bool
    returning_officer: bool


_NAMED = frozenset(
    {
        What.NOT_ARRIVED,
        What.NOT_EMPTY,
        What.POSTAL,
        What.POSTAL_ALONE,
        What.TO_TAKE_UP,
        What.ONE_BOX,
        What.MORE_THAN_ELECTORS,
        What.TOTAL_DIFFERS,
        What.STATEMENT,
        What.NAMES,
        What.BEFORE_POLLING_DAY,
        What.SIGN,
    }
)
"""What of a contest as a whole may be told by name: containers, boxes and papers alone."""


def in_the_way(contest: ContestState, areas: Sequence[AreaProgress]) -> InTheWay:
    """What is in the way of a contest; in its areas their own progress says what."""
    if contest.abandoned:
        return InTheWay((), slates=False, returning_officer=False)
    found = missing(contest, (each for area in areas for each in area.missing))
    of_contest = [each for each in found if not each.area]
    whats = {each.what for each in of_contest}
    return InTheWay(
        named=tuple(each for each in of_contest if each.what in _NAMED),
        slates=What.SLATES in whats,
        returning_officer=bool(whats - _NAMED - {What.SLATES}),
    )
