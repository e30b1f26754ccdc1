"""Box by box what the statement of the verification says, and what moved between the boxes.

One place for whoever shows it or prints it: numbers and kinds, never words.
"""

from dataclasses import dataclass
from enum import StrEnum

from tallyapp.domain.rules.variances import added_wrongly, kept_otherwise, tendered_differ
from tallyapp.domain.state.area import AreaState, BoxState, Move
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.boxes import Cause, Packets
from tallyapp.domain.vocabulary.on_paper import BallotBox, BallotPaperAccount
from tallyapp.domain.vocabulary.units import Papers


class Verified(StrEnum):
    """By which way a box is accurate (domain.md, "Verification"), or that it is not yet."""

    NOT_YET = "not-yet"
    AS_ACCOUNTED = "as-accounted"
    EXPLAINED = "explained"
    COUNTS_AGREE = "counts-agree"


@dataclass(frozen=True, slots=True)
class Counted:
    """One count of a box, in papers, as it stands; what was keyed for it before it was put right,
    and the papers put into the box since, less those taken out, until it was counted again.
    """

    papers: Papers
    miskeyed: tuple[Papers, ...]
    moved: int


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a box's variance can come from, in papers; each 0 where nothing is off.

    `arithmetic`: entrusted less the sum of the account. `kept`: papers more that should be in the
    box by the unused and spoilt ones that staff counted. `tendered`: the packet less the list.
    """

    arithmetic: int
    kept: int
    tendered: int

    def explains(self, variance: int) -> bool:
        """Whether what is off in the sum or in the papers kept comes to just this variance."""
        return bool(variance) and variance in (
            self.arithmetic,
            self.kept,
            self.arithmetic + self.kept,
        )


@dataclass(frozen=True, slots=True)
class BoxLine:
    """A box as the statement tells of it: papers expected by its account, and papers in it by its
    last count with those moved since; None before either is known.

    `made_up_for_by` is the box whose error makes up for this one's. `moves` are all papers that
    came into the box or left it, in their order, those before its first count among them.
    """

    box: BallotBox
    account: BallotPaperAccount | None
    packets: Packets | None
    expected: Papers | None
    counted: Papers | None
    attempts: tuple[Counted, ...]
    moves: tuple[Move, ...]
    how: Verified
    cause: Cause | None
    explanation: str
    made_up_for_by: str
    sources: Sources

    @property
    def variance(self) -> int | None:
        """Papers counted less papers expected; None before both are known."""
        if self.expected is None or self.counted is None:
            return None
        return self.counted - self.expected

    @property
    def ordinary(self) -> bool:
        """Whether there is nothing to tell but that one count came to what the account says."""
        once = len(self.attempts) == 1 and not self.attempts[0].miskeyed
        return once and not self.variance and not self.moves and not any(self.sources_told)

    @property
    def sources_told(self) -> tuple[int, int, int]:
        """The three sources, one after another."""
        return self.sources.arithmetic, self.sources.kept, self.sources.tendered


@dataclass(frozen=True, slots=True)
class AreaLine:
    """An area: papers in its boxes, bundles carried to it less those carried away, and both."""

    area: str
    in_boxes: Papers
    carried: int
    verified: Papers
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Over all boxes, in papers; `postal` and `polling` are of those counted, `handed_over` went to
    other returning officers, `from_contests` came from other contests' boxes less what went there.
    """

    expected: Papers
    counted: Papers
    postal: Papers
    polling: Papers
    handed_over: Papers
    from_contests: int

    @property
    def variance(self) -> int:
        """Papers counted less papers expected."""
        return self.counted - self.expected


def box_line(box: BoxState) -> BoxLine:
    """One box."""
    how = _how(box)
    return BoxLine(
        box=box.box,
        account=box.account,
        packets=box.packets,
        expected=box.account.issued if box.account else None,
        counted=box.papers if box.counts else None,
        attempts=tuple(Counted(a.papers, tuple(a.miskeyed), a.moved) for a in box.counts),
        moves=tuple(box.moves),
        how=how,
        cause=box.cause if box.explanation else None,
        explanation=box.explanation,
        made_up_for_by=box.other_box,
        sources=sources(box),
    )


def box_lines(contest: ContestState) -> list[BoxLine]:
    """Every box, in the order of the list."""
    return [box_line(box) for box in contest.boxes.values()]


def sources(box: BoxState) -> Sources:
    """What is off in a box's account, or beside it."""
    return Sources(added_wrongly(box), kept_otherwise(box), tendered_differ(box))


def area_line(area: AreaState) -> AreaLine:
    """One area: Σ areas = Σ boxes, since what is carried to one is carried away from another."""
    in_boxes = sum(box.papers for box in area.boxes)
    carried = sum(move.papers for move in area.moves)
    return AreaLine(
        area=area.area.id,
        in_boxes=Papers(in_boxes),
        carried=carried,
        verified=area.verified,
        moves=tuple(area.moves),
    )


def area_lines(contest: ContestState) -> list[AreaLine]:
    """Every area, in the order of the list."""
    return [area_line(area) for area in contest.areas.values()]


def totals(contest: ContestState) -> Totals:
    """All boxes together."""
    boxes = contest.boxes.values()
    postal = sum(box.papers for box in boxes if box.box.kind == "postal")
    counted = sum(box.papers for box in boxes)
    moves = [move for box in boxes for move in box.moves]
    handed_over = -sum(move.papers for move in moves if move.between == "officer")
    return Totals(
        expected=Papers(sum(box.account.issued for box in boxes if box.account)),
        counted=Papers(counted),
        postal=Papers(postal),
        polling=Papers(counted - postal),
        handed_over=Papers(handed_over),
        from_contests=sum(move.papers for move in moves if move.between == "contest"),
    )


def _how(box: BoxState) -> Verified:
    if not box.accurate:
        return Verified.NOT_YET
    if not box.variance:
        return Verified.AS_ACCOUNTED
    return Verified.EXPLAINED if box.explanation else Verified.COUNTS_AGREE
