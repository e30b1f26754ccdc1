"""What is true of a box and of a count area: papers, votes, and what is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, BallotPaperAccount
from tallyapp.domain.vocabulary.units import Papers, Votes


@dataclass(slots=True)
class BoxState:
    """A box: its account, its counting attempts in papers, and what explains a variance.

    `counted_on` is the day of the last attempt. `account_id` is the act of the account that stands,
    `variance_id` the one that made the variance what it is: the last attempt, or the account if it
    was keyed again since. Each is empty while there is none.
    """

    box: BallotBox
    account: BallotPaperAccount | None = None
    account_id: str = ""
    variance_id: str = ""
    attempts: list[Papers] = field(default_factory=list)
    counted_on: date | None = None
    explanation: str = ""

    @property
    def papers(self) -> Papers:
        """Papers in the box by the last attempt; 0 before the first."""
        return self.attempts[-1] if self.attempts else Papers(0)

    @property
    def accurate(self) -> bool:
        """An attempt equals the account, or the variance is explained,
        or the last two of three agree.

        (domain.md, "Verification".)
        """
        if self.account is None or not self.attempts:
            return False
        # The Commission's guidance: an attempt that equals the account, or a variance explained, or
        # two consecutive attempts that agree after at least two re-counts.
        if self.attempts[-1] == self.account.issued or self.explanation:
            return True
        # Two attempts that agree are the count and one re-count: guidance asks for one more.
        return len(self.attempts) >= 3 and self.attempts[-1] == self.attempts[-2]


@dataclass(frozen=True, slots=True)
class Tallied:
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
    """What an area had counted when another round began in it:
    votes by candidate, papers by head.
    """

    round: int
    votes: tuple[Votes, ...]
    rejected: tuple[Papers, ...]
    counted: Papers
    valid: Papers


@dataclass(slots=True)
class AreaState:
    """A count area with its running totals, kept as sheets and forms come to agreement.

    `votes` and `rejected` are by candidate and by head; `unused` and `uncertain` are votes, others
    papers; `verified` is the papers in the area's boxes, each by its last counting attempt.
    `sheets` and `forms` are those of the round that counts, which is `round`.
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

    def add(self, paper: Tallied, sign: int) -> None:
        """Add a live paper's figures to the totals, or (-1) take them away."""
        for i, votes in enumerate(paper.votes):
            # Most lines of most sheets are none, and this runs for every paper that is agreed.
            if votes:
                self.votes[i] = Votes(self.votes[i] + sign * votes)
        for i, papers in enumerate(paper.rejected):
            self.rejected[i] = Papers(self.rejected[i] + sign * papers)
        self.bundled = Papers(self.bundled + sign * paper.bundled)
        self.sent = Papers(self.sent + sign * paper.sent)
        self.adjudicated = Papers(self.adjudicated + sign * paper.adjudicated)
        self.rejected_papers = Papers(self.rejected_papers + sign * paper.rejected_papers)
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
