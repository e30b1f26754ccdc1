"""Who leads, and whether the papers still to come can change who is elected. Never a result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.count import apply
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.progress import reconciled
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes


class Verdict(StrEnum):
    """What the papers still to come can do."""

    NOTHING_COUNTED = "nothing-counted"
    BOXES_OPEN = "boxes-open"
    """How many papers there are is not known: a box is not verified."""
    CAN = "can"
    """They are as many as the lead, or more."""
    CANNOT = "cannot"
    """They are fewer than the lead: even if all were for the
    runner-up, the same would be elected.
    """
    TIED = "tied"
    """None are to come, and a lot decides."""
    ALL_COUNTED = "all-counted"


@dataclass(frozen=True, slots=True)
class Outlook:
    """A contest's figures as they stand, in order of votes.

    `order` is candidates by votes, in ballot-paper order where they are level.
    `leader` is the last who would be elected, `runner_up` the first who would not,
    `lead` the votes between them. `to_come` is papers verified and not counted,
    `too_many` papers counted beyond those verified, both summed over areas: any of
    them may be anybody's. `boxes_open` is the boxes that are not verified.
    """

    order: tuple[CandidateNumber, ...]
    votes: tuple[Votes, ...]
    valid: Papers
    counted: Papers
    verified: Papers
    leader: CandidateNumber
    runner_up: CandidateNumber
    lead: Votes
    to_come: Papers
    too_many: Papers
    boxes_open: int
    verdict: Verdict

    @property
    def in_doubt(self) -> Papers:
        """Papers that may still move a vote."""
        return Papers(self.to_come + self.too_many)


def outlook(contest: ContestState) -> Outlook:
    """The figures now, and what can still change;
    each paper still to come may be a vote for anybody.
    """
    now = figures(contest)
    seats = contest.set_up.seats
    order = sorted(range(1, len(now.votes) + 1), key=lambda n: (-now.votes[n - 1], n))
    # The last seat, not the first place: with three seats the lead of the winner settles nothing.
    leader = CandidateNumber(order[seats - 1])
    runner_up = CandidateNumber(order[seats])
    lead = Votes(now.votes[leader - 1] - now.votes[runner_up - 1])
    areas = contest.areas.values()
    # Area by area: papers too many in one do not make up for papers missing in another.
    to_come = Papers(sum(max(0, -area.difference) for area in areas))
    too_many = Papers(sum(max(0, area.difference) for area in areas))
    boxes_open = sum(not box.accurate for box in contest.boxes.values())
    counted = Papers(sum(area.counted for area in areas))
    return Outlook(
        order=tuple(CandidateNumber(n) for n in order),
        votes=now.votes,
        valid=now.valid,
        counted=counted,
        verified=now.verified,
        leader=leader,
        runner_up=runner_up,
        lead=lead,
        to_come=to_come,
        too_many=too_many,
        boxes_open=boxes_open,
        verdict=_verdict(counted, boxes_open, to_come + too_many, lead),
    )


def _verdict(counted: int, boxes_open: int, in_doubt: int, lead: int) -> Verdict:
    if not counted:
        return Verdict.NOTHING_COUNTED
    # Before anything about the lead: how many papers there are is not known yet.
    if boxes_open:
        return Verdict.BOXES_OPEN
    if not in_doubt:
        return Verdict.ALL_COUNTED if lead else Verdict.TIED
    # As many as the lead can make a tie, which a lot decides.
    return Verdict.CANNOT if in_doubt < lead else Verdict.CAN


class Reconciled(NamedTuple):
    """From this time on, this many papers stood in areas that had reconciled."""

    at: datetime
    papers: Papers


def reconciled_papers(contest: ContestState) -> Papers:
    """Papers in the areas that have reconciled now."""
    return Papers(sum(area.verified for area in contest.areas.values() if reconciled(area)))


def reconciled_over_time(
    stream: str,
    count_acts: Sequence[tuple[int, AnyAct]],
    contest_acts: Sequence[tuple[int, AnyAct]],
) -> list[Reconciled]:
    """How papers came to be reconciled, from the set-up on:
    the same acts, walked through once more.

    The acts are those of `count` and of the contest, all of them legal. O(acts).
    """
    count = Count()
    # Applied and not checked: they were, when the file was read.
    for _, act in count_acts:
        apply(count, COUNT_STREAM, act)
    points: list[Reconciled] = []
    by_area: dict[str, Papers] = {}
    for _, act in contest_acts:
        changed = apply(count, stream, act)
        areas = count.contests[stream].areas
        for name in changed.areas:
            by_area[name] = areas[name].verified if reconciled(areas[name]) else Papers(0)
        papers = Papers(sum(by_area.values()))
        # Most acts change no area's state: a point for each would be thousands of the same.
        if not points or papers != points[-1].papers:
            points.append(Reconciled(act.at, papers))
    return points
