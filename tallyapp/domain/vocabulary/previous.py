"""The result of the election before this one, as it is stated; and groups of candidates.

Neither is anything that was counted here.
"""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from tallyapp.domain.vocabulary.parties import PartyId
from tallyapp.domain.vocabulary.units import (
    MAX_CANDIDATES,
    MAX_SEATS,
    Figure,
    Number,
    PapersFigure,
    Text,
    VotesFigure,
)

MOST_GROUPS = 50
Boundaries: TypeAlias = Literal["same", "changed", "new"]
"""Those of this contest against those of the result before: `new` where there was no such contest,
and the figures are of what it was made from.
"""


class PreviousCandidate(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A candidate of the election before; of notional figures, which are of parties, no name."""

    name: Text = ""
    description: Text
    party: PartyId = ""
    votes: VotesFigure
    elected: bool = False


class SeatHeld(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who held one of the seats that are now filled anew, until they were."""

    name: Text = ""
    description: Text
    party: PartyId = ""


class PreviousResult(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """The result with which a contest is compared, and (`source`) from where it is.

    `valid` and `rejected` are papers, None where they were not published. `notional_by` says who
    worked out what the result would have been within the boundaries of now; empty of a result as it
    was declared. `held` are those who held the seats that are now filled anew; empty where they are
    those elected then, which they are not where a council is elected by thirds, or where one was
    since elected between.
    """

    source: Text
    election: Text
    polling_day: date
    boundaries: Boundaries
    notional_by: Text = ""
    seats: Figure
    electorate: Figure | None = None
    valid: PapersFigure | None = None
    rejected: PapersFigure | None = None
    candidates: Annotated[tuple[PreviousCandidate, ...], Meta(max_length=MAX_CANDIDATES)]
    held: Annotated[tuple[SeatHeld, ...], Meta(max_length=MAX_SEATS)] = ()

    @property
    def notional(self) -> bool:
        """Whether the figures were worked out for other boundaries than those of the election."""
        return bool(self.notional_by)

    @property
    def comparable(self) -> bool:
        """Whether shares, turnout and seats are of the same electors as now."""
        # A majority is a figure of its own and can stand beside another; a share of other people's
        # votes is compared with nothing.
        return self.boundaries == "same" or self.notional

    @property
    def no_poll(self) -> bool:
        """Whether nobody voted, as no more stood than there were seats, and all are elected."""
        stood = self.candidates
        return not self.votes and 0 < len(stood) <= self.seats and len(self.elected) == len(stood)

    @property
    def elected(self) -> tuple[PreviousCandidate, ...]:
        """Those who were elected."""
        return tuple(one for one in self.candidates if one.elected)

    @property
    def votes(self) -> int:
        """The votes of all its candidates."""
        return sum(one.votes for one in self.candidates)


class CandidateGroup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Candidates whom the returning officer tells together, under these words."""

    label: Text
    candidates: Annotated[tuple[Number, ...], Meta(max_length=MAX_CANDIDATES)]
