"""What became of a contest's seats against those who held them, by party."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.standing import INDEPENDENT, Standing, stand_now, standing
from tallyapp.domain.vocabulary.collation import collated


@dataclass(frozen=True, slots=True)
class SeatsOfParty:
    """Seats that a party had and has in one contest."""

    party: str
    description: str
    then: int
    now: int

    @property
    def held(self) -> int:
        """Seats that it had and has."""
        return min(self.then, self.now)

    @property
    def gained(self) -> int:
        """Seats that it has and had not."""
        return max(0, self.now - self.then)

    @property
    def lost(self) -> int:
        """Seats that it had and has not."""
        return max(0, self.then - self.now)


class SeatOutcome(StrEnum):
    """What became of the one seat of a contest."""

    HOLD = "hold"
    GAIN = "gain"


class WhyNot(StrEnum):
    """Why something is not compared."""

    BOUNDARIES = "boundaries"
    """The boundaries changed, and the figures are those declared within the old ones."""
    NOT_DECLARED = "not-declared"
    """Nobody is elected before the declaration."""
    PARTIES = "parties"
    """It is not known for whom somebody stood, or held a seat."""
    HOLDERS = "holders"
    """It is not stated who held the seats that are now filled: they are not as many as those
    elected then.
    """
    INDEPENDENTS = "independents"
    """One Independent follows another; whether it is the same person nobody has said."""


@dataclass(frozen=True, slots=True)
class Seats:
    """What became of a contest's seats by party, the most seats now first.

    `why_not` says why there are none, or why it is not said of the one seat whether it was held.
    Independents are told together.
    """

    parties: tuple[SeatsOfParty, ...] = ()
    why_not: WhyNot | None = None

    @property
    def outcome(self) -> SeatOutcome | None:
        """Hold or gain, of one seat; None of several, and where nothing can be said."""
        if self.why_not or sum(each.now for each in self.parties) != 1:
            return None
        return SeatOutcome.GAIN if any(each.gained for each in self.parties) else SeatOutcome.HOLD


def seats_against(contest: ContestState) -> Seats:
    """What became of a contest's seats, by party, against those who held them.

    They are those who were elected in the result before, unless it is stated who held them: where
    a council is elected by thirds, the last election in a ward was for other seats than these, and
    a seat may since have been filled between, or its holder have left the party. So where as many
    were not elected then as are now, and nobody is stated, nothing is said.
    """
    previous = contest.previous
    if previous is None or not previous.comparable:
        return Seats(why_not=WhyNot.BOUNDARIES)
    if contest.declaration is None:
        return Seats(why_not=WhyNot.NOT_DECLARED)
    held = [
        standing(one.description, one.party, one.name) for one in previous.held or previous.elected
    ]
    if len(held) != contest.set_up.seats:
        return Seats(why_not=WhyNot.HOLDERS)
    stand = stand_now(contest)
    won = [stand[number - 1] for number in contest.declaration.elected]
    if not all(who.known for who in (*held, *won)):
        return Seats(why_not=WhyNot.PARTIES)
    return Seats(_by_party(held, won), _another_independent(held, won))


def _by_party(held: Sequence[Standing], won: Sequence[Standing]) -> tuple[SeatsOfParty, ...]:
    then = Counter(who.party for who in held)
    now = Counter(who.party for who in won)
    words = {who.party: who.description for who in (*held, *won)}
    parties = [SeatsOfParty(party, words[party], then[party], now[party]) for party in words]
    return tuple(sorted(parties, key=lambda each: (-each.now, -each.then, each.party)))


def _another_independent(held: Sequence[Standing], won: Sequence[Standing]) -> WhyNot | None:
    """Of one seat: whether an Independent holds it who has not the name of the one before."""
    if len(won) != 1 or won[0].party != INDEPENDENT or held[0].party != INDEPENDENT:
        return None
    same = collated(won[0].name) == collated(held[0].name)
    return None if same else WhyNot.INDEPENDENTS
