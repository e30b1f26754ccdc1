"""What is true of a box and of a count area: papers, votes, and what is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import starmap
from operator import add, sub
from typing import Literal, TypeAlias

from msgspec import Struct

from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.boxes import Cause, Packets
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, BallotPaperAccount
from tallyapp.domain.vocabulary.units import Papers, Votes

RECOUNTED = 3
"""The count of a box and two re-counts: two attempts that agree are one re-count too few."""
MovedWith: TypeAlias = Literal["box", "area", "contest", "officer"]
"""Whence papers come, or whither they go: another box, area or contest, or another officer."""


@dataclass(slots=True)
class Attempt:
    """One count of a box: its papers as they stand, and what was keyed for it before.

    `id` is the act that made it what it is, `moved` the papers put into the box since, less those
    taken out, until it is counted again.
    """

    id: str
    papers: Papers
    miskeyed: tuple[Papers, ...] = ()
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """Papers that came into a box or an area, or left it (fewer than 0).

    `other` is the thing they came from or went to, `why` in words. `counted` says whether they
    changed what was counted: of a box that was not counted yet, its first count says what is in it.
    """

    id: str
    papers: int
    between: MovedWith
    other: str
    why: str
    counted: bool = True


@dataclass(slots=True)
class BoxState:
    """A box: its account, its counting attempts in papers, and what explains a variance.

    `counted_on` is the day of the last attempt. `account_id` is the act of the account that stands,
    `packets_id` that of what staff counted beside the box, `papers_id` the one that last changed
    its papers, `variance_id` the one that made the variance what it is: of the account or of the
    papers. Each is empty while there is none. `cause` and `explanation` are of the variance as it
    is; `other_box` is the one that makes up for it, `made_up_for` are those that this makes up for.
    """

    box: BallotBox
    account: BallotPaperAccount | None = None
    account_id: str = ""
    packets: Packets | None = None
    packets_id: str = ""
    papers_id: str = ""
    variance_id: str = ""
    counts: list[Attempt] = field(default_factory=list)
    # Of tens of thousands of boxes nearly all have none of these: what is empty is one thing.
    moves: tuple[Move, ...] = ()
    counted_on: date | None = None
    explanation: str = ""
    cause: Cause = "other"
    other_box: str = ""
    made_up_for: frozenset[str] = frozenset()

    @property
    def attempts(self) -> list[Papers]:
        """What each count came to, in papers, as it stands."""
        return [attempt.papers for attempt in self.counts]

    @property
    def papers(self) -> Papers:
        """Papers in the box: by the last attempt, with those moved since; 0 before the first."""
        # Whoever counts a box again counts what is then in it: what was moved before is in that
        # count, and what was taken out is not.
        if not self.counts:
            return Papers(0)
        last = self.counts[-1]
        return Papers(last.papers + last.moved)

    @property
    def variance(self) -> int | None:
        """Papers in the box less papers expected; None before both are known."""
        if self.account is None or not self.counts:
            return None
        return self.papers - self.account.issued

    @property
    def counts_agree(self) -> bool:
        """Whether the last two of three counts or more came to the same papers, those moved between
        them taken into account, and nothing was moved since.
        """
        if len(self.counts) < RECOUNTED:
            return False
        before, last = self.counts[-2:]
        return not last.moved and last.papers == before.papers + before.moved

    @property
    def accurate(self) -> bool:
        """An attempt equals the account, or the variance is explained,
        or the last two of three agree.

        (domain.md, "Verification".)
        """
        variance = self.variance
        if variance is None:
            return False
        # The Commission's guidance: an attempt that equals the account, or a variance explained, or
        # two consecutive attempts that agree after at least two re-counts.
        return not variance or bool(self.explanation) or self.counts_agree


# A structure, which is made at once: a frozen dataclass sets one field after another, and one of
# these is made for every paper that is agreed.
class Tallied(Struct, frozen=True, gc=False):
    """What one live paper brings into its area:
    votes by candidate, papers by head; papers, or votes.

    `bundled` are the papers in bundles and the mixed ones.
    """

    votes: Sequence[int]
    bundled: int = 0
    sent: int = 0
    adjudicated: int = 0
    rejected: Sequence[int] = ()
    rejected_papers: int = 0
    unused: int = 0
    uncertain: int = 0
    objections: int = 0


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """What an area had counted when another round began in it, or when this one was `abandoned`:
    votes by candidate, papers by head.
    """

    round: int
    votes: tuple[Votes, ...]
    rejected: tuple[Papers, ...]
    counted: Papers
    valid: Papers
    abandoned: bool = False


@dataclass(slots=True)
class AreaState:
    """A count area with its running totals, kept as sheets and forms come to agreement.

    `votes` and `rejected` are by candidate and by head; `unused` and `uncertain` are votes, others
    papers; `verified` is the papers in the area's boxes, with the bundles carried to it from other
    areas, less those carried away, which are in `moves`. `sheets` and `forms` are those of the
    round that counts, which is `round`. `decided` is why it is counted though it is of one box, and
    `decided_box` that box.
    """

    area: Area
    votes: list[Votes]
    rejected: list[Papers]
    round: int = 1
    boxes: list[BoxState] = field(default_factory=list)
    sheets: list[KeyedPaper] = field(default_factory=list)
    forms: list[KeyedPaper] = field(default_factory=list)
    bundled: Papers = Papers(0)
    sent: Papers = Papers(0)
    adjudicated: Papers = Papers(0)
    verified: Papers = Papers(0)
    rejected_papers: Papers = Papers(0)
    unused: Votes = Votes(0)
    uncertain: Votes = Votes(0)
    objections: int = 0
    earlier: list[EarlierRound] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    decided: str = ""
    decided_box: str = ""

    @property
    def moved_id(self) -> str:
        """The last act that carried a bundle to it or from it; empty if none did."""
        return self.moves[-1].id if self.moves else ""

    def take_in(self, box: BoxState) -> None:
        """The box is of this area, with its papers."""
        self.boxes.append(box)
        self.verified = Papers(self.verified + box.papers)

    def take_out(self, box: BoxState) -> None:
        """The box is of this area no longer."""
        self.boxes = [other for other in self.boxes if other is not box]
        self.verified = Papers(self.verified - box.papers)

    def add(self, paper: Tallied, sign: int) -> None:
        """Add a live paper's figures to the totals, or (-1) take them away."""
        # All lines at once: this runs for every paper that is agreed.
        moved = add if sign > 0 else sub
        self.votes = [*starmap(moved, zip(self.votes, paper.votes, strict=True))]
        # A sheet rejects nothing, and has no line for any head.
        if paper.rejected:
            self.rejected = [*starmap(moved, zip(self.rejected, paper.rejected, strict=True))]
        if paper.bundled:
            self.bundled = Papers(self.bundled + sign * paper.bundled)
        if paper.sent:
            self.sent = Papers(self.sent + sign * paper.sent)
        if paper.adjudicated or paper.rejected_papers:
            self.adjudicated = Papers(self.adjudicated + sign * paper.adjudicated)
            self.rejected_papers = Papers(self.rejected_papers + sign * paper.rejected_papers)
        if paper.unused or paper.uncertain:
            self.unused = Votes(self.unused + sign * paper.unused)
            self.uncertain = Votes(self.uncertain + sign * paper.uncertain)
        self.objections += sign * paper.objections

    @property
    def all_accurate(self) -> bool:
        """Whether every box of the area is verified."""
        return all(box.accurate for box in self.boxes)

    @property
    def valid(self) -> Papers:
        """Papers bundled and papers found good on adjudication; with one seat, each is a vote."""
        # Rejected in part is not taken off: such a paper stays in the count with the votes it has.
        return Papers(self.counted - self.rejected_papers)

    @property
    def counted(self) -> Papers:
        """Papers bundled and papers adjudicated."""
        return Papers(self.bundled + self.adjudicated)

    @property
    def difference(self) -> int:
        """Papers counted less papers verified; 0 when the area has reconciled."""
        return self.counted - self.verified
