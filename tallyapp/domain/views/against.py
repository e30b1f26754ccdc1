"""A contest against the election before it: majority, shares, swing, turnout, seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tallyapp.domain.rules.result import figures, majority_of
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.seats_against import Seats, seats_against
from tallyapp.domain.views.standing import INDEPENDENT, Standing, stand_now, standing
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.previous import PreviousResult
from tallyapp.domain.vocabulary.shares import half, hundredths_of_percent
from tallyapp.domain.vocabulary.units import Votes


class Beside(NamedTuple):
    """A figure now and then."""

    now: int
    then: int

    @property
    def change(self) -> int:
        """By how much it is larger now, or (fewer than 0) smaller."""
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class ShareChange:
    """A party's share of all votes for candidates, in hundredths of a percent.

    `now` or `then` is None where the party did not stand, or where it is not known for whom
    somebody stood who may have stood for it: then `change` is None too.
    """

    party: str
    description: str
    votes: Votes
    now: int | None
    then: int | None

    @property
    def registered(self) -> bool:
        """Whether it is the share of a party that is known."""
        return self.party not in ("", INDEPENDENT)

    @property
    def change(self) -> int | None:
        """By how much the share is larger now, or (less than 0) smaller."""
        return None if self.now is None or self.then is None else self.now - self.then


@dataclass(frozen=True, slots=True)
class Swing:
    """From one party to another, in hundredths of a percent: half of what the one gained on the
    other. Less than 0 where it went the other way.
    """

    from_party: str
    to_party: str
    hundredths: int

    @property
    def reversed(self) -> "Swing":
        """The same swing told from the other side."""
        return Swing(self.to_party, self.from_party, -self.hundredths)


class TurnoutOf(StrEnum):
    """Which turnout is compared: of valid papers, or (`ballot-box`) also of the rejected ones."""

    VALID = "valid"
    BALLOT_BOX = "ballot-box"


@dataclass(frozen=True, slots=True)
class TurnoutChange:
    """Turnout now and then by one definition, in hundredths of a percent of the electorate."""

    of: TurnoutOf
    turnout: Beside


@dataclass(frozen=True, slots=True)
class Against:
    """A contest against the result that was stated to be the one before it.

    `majority` is votes, None unless each of both results was for one seat, and somebody led in it.
    `shares` are by party, most votes now first; none where nothing is counted, where nobody voted
    last time, or where the boundaries changed and the figures are not notional, nor is there then a
    `swing` or `turnout`; a `turnout` only once a result is given. `swing` is to the first now from
    the second, None unless both are parties that stood in both elections.
    """

    previous: PreviousResult
    majority: Beside | None
    shares: tuple[ShareChange, ...]
    swing: Swing | None
    turnout: TurnoutChange | None
    seats: Seats

    @property
    def comparable(self) -> bool:
        """Whether both results are of the same electors; a majority stands beside another all the
        same.
        """
        return self.previous.comparable


def against(contest: ContestState) -> Against | None:
    """The contest against the result before it: as declared, or as counted so far; None where no
    result before it is stated.
    """
    previous = contest.previous
    if previous is None:
        return None
    now = contest.declaration.figures if contest.declaration else figures(contest)
    # Before anything is counted everybody would seem to have lost all that they had.
    comparable = previous.comparable and now.valid and not previous.no_poll
    # Of a count that goes on, turnout is how far it is and nothing to be compared.
    given = contest.declaration or contest.provisional
    shares = _shares(contest, now, previous) if comparable else ()
    return Against(
        previous=previous,
        majority=_majority(contest, now, previous),
        shares=shares,
        swing=_swing(contest, previous, shares),
        turnout=_turnout(contest, now, previous) if comparable and given else None,
        seats=seats_against(contest),
    )


def _majority(contest: ContestState, now: ResultFigures, previous: PreviousResult) -> Beside | None:
    elected = contest.declaration.elected if contest.declaration else ()
    led = majority_of(contest.set_up.seats, now.votes, elected)
    then = majority_of(previous.seats, [one.votes for one in previous.candidates])
    # Where the first are level a lot decides: whoever is elected had more votes than nobody.
    return Beside(led, then) if led and then else None


def _shares(
    contest: ContestState, now: ResultFigures, previous: PreviousResult
) -> tuple[ShareChange, ...]:
    """Of all votes, with several seats as with one: of the valid papers a party could have as many
    as it has candidates.
    """
    ours = stand_now(contest)
    theirs = [standing(one.description, one.party, one.name) for one in previous.candidates]
    several = max(contest.set_up.seats, previous.seats) > 1
    # With one seat a party has one candidate; with several, one of whom it is not known may be one
    # more of a party that is.
    if several and not all(who.known for who in (*ours, *theirs)):
        return ()
    before = _together(theirs, [one.votes for one in previous.candidates])
    told = [
        ShareChange(
            party=who.party,
            description=who.description,
            votes=votes,
            now=hundredths_of_percent(votes, sum(now.votes)),
            then=_share_then(who, before, previous.votes),
        )
        for who, votes in _together(ours, now.votes)
    ]
    stand = {each.party for each in told}
    told += [
        ShareChange(
            party=who.party,
            description=who.description,
            votes=Votes(0),
            now=None,
            then=hundredths_of_percent(votes, previous.votes),
        )
        for who, votes in before
        if not who.registered or who.party not in stand
    ]
    return tuple(sorted(told, key=lambda each: (-each.votes, -(each.then or 0))))


def _together(standing: Sequence[Standing], votes: Sequence[Votes]) -> list[tuple[Standing, Votes]]:
    """The votes of each party's candidates together, in the words of its first with the most votes;
    who stands for none, or it is not known for whom, stands alone.
    """
    ranked = sorted(zip(standing, votes, strict=True), key=lambda each: -each[1])
    sums: dict[object, tuple[Standing, Votes]] = {}
    for who, theirs in ranked:
        key = who.party if who.registered else object()
        first, before = sums.get(key, (who, Votes(0)))
        sums[key] = (first, Votes(before + theirs))
    return list(sums.values())


def _share_then(
    who: Standing, before: Sequence[tuple[Standing, Votes]], all_votes: int
) -> int | None:
    if not who.registered:
        return None
    return next(
        (
            hundredths_of_percent(votes, all_votes)
            for past, votes in before
            if past.party == who.party
        ),
        None,
    )


def _swing(
    contest: ContestState, previous: PreviousResult, shares: Sequence[ShareChange]
) -> Swing | None:
    if contest.set_up.seats != 1 or previous.seats != 1:
        return None
    # Between the two who are first now, whoever they are: nobody else contests the seat.
    first, second = [*shares, None, None][:2]
    return swing(first, second) if first and second else None


def swing(to: ShareChange, of: ShareChange) -> Swing | None:
    """The swing to one party from another; None unless both stood in both elections.

    Half the sum of what the one gained and the other lost of the shares (D. E. Butler's).
    """
    if to.change is None or of.change is None:
        return None
    return Swing(of.party, to.party, half(to.change - of.change))


def _turnout(
    contest: ContestState, now: ResultFigures, previous: PreviousResult
) -> TurnoutChange | None:
    """By the definition that can be worked out for both."""
    electorate = contest.set_up.electorate
    # With one seat each valid paper is one vote.
    valid = previous.votes if previous.seats == 1 else previous.valid
    if not electorate or not previous.electorate or valid is None:
        return None
    of = TurnoutOf.VALID if previous.rejected is None else TurnoutOf.BALLOT_BOX
    rejected = contest.set_up.rules.rejected_papers(now.rejected)
    papers = now.valid + (rejected if of is TurnoutOf.BALLOT_BOX else 0)
    beside = Beside(
        hundredths_of_percent(papers, electorate),
        hundredths_of_percent(valid + (previous.rejected or 0), previous.electorate),
    )
    return TurnoutChange(of, beside)
