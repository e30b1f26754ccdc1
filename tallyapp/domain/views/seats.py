"""The council-wide summary of seats: who has how many so far, how many are still to come, and which
were held and gained.

Held and gained is by party identity, contest by contest: a party that had two of a ward's seats and
has one has held one and lost one, whoever its members are. A seat is compared with who held it.
Where the whole council is elected those are the ones elected in the result that is stated as the
one before; where it is elected by thirds, or by halves, the last election in the ward was for other
seats: so the result is stated at which these very seats were last filled, or it is stated who held
them. The council's seats that are not up are in no sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.seats_against import SeatsOfParty, seats_against


@dataclass(frozen=True, slots=True)
class PartySeats:
    """Seats of the candidates with one description,
    as it stands on the ballot paper (empty: with none).

    `unopposed` are those of the `seats` that were filled without a poll.
    """

    description: str
    seats: int
    unopposed: int


@dataclass(frozen=True, slots=True)
class PartyChange:
    """A party's seats against last time, over the contests that are compared; `description` is one
    of those under which it stood.
    """

    party: str
    description: str
    then: int
    now: int
    held: int
    gained: int
    lost: int

    @property
    def change(self) -> int:
        """Seats more than it had, or (fewer than 0) fewer."""
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class CouncilSeats:
    """Seats by description, most first, then in the alphabet; and what became of all seats.

    `changes` are by party, the most seats now first, over the seats of `compared` contests;
    `not_compared` are contests that are declared, or had no poll, of which it cannot be said who
    held their seats. `declared` were filled by a poll, `unopposed` without one; `to_come` are those
    of contests in which nothing is declared, and `unfilled` those for which nobody stood.
    """

    parties: tuple[PartySeats, ...]
    declared: int
    unopposed: int
    to_come: int
    unfilled: int
    changes: tuple[PartyChange, ...] = ()
    compared: int = 0
    not_compared: int = 0

    @property
    def filled(self) -> int:
        """Seats of which it is known who has them."""
        return self.declared + self.unopposed

    @property
    def all(self) -> int:
        """Every seat that is up for election."""
        return self.filled + self.to_come + self.unfilled


def council_seats(count: Count) -> CouncilSeats:
    """Seats over all contests of a count: from declarations,
    and from contests in which nobody is counted.
    """
    # Of a contest that was given up no seat is filled by this count, nor to come.
    contests = [each for each in count.contests.values() if each.stage is not Stage.ABANDONED]
    uncontested = count.count.uncontested.values()
    # By the description on the ballot paper, as it stands: the program knows of no parties.
    won: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for contest in contests:
        for description in _declared(contest):
            won[description][0] += 1
    for ward in uncontested:
        for candidate in ward.candidates:
            won[candidate.description][1] += 1
    parties = [PartySeats(words, polled + alone, alone) for words, (polled, alone) in won.items()]
    unopposed = sum(len(ward.candidates) for ward in uncontested)
    over = [each for each in contests if each.declaration]
    compared = [seats.parties for each in over if (seats := seats_against(each)).parties]
    return CouncilSeats(
        parties=tuple(
            sorted(parties, key=lambda party: (-party.seats, party.description.casefold()))
        ),
        declared=sum(
            len(contest.declaration.elected) for contest in contests if contest.declaration
        ),
        unopposed=unopposed,
        # Nothing is anybody's before the declaration, however far ahead they are.
        to_come=sum(contest.set_up.seats for contest in contests if not contest.declaration),
        unfilled=sum(ward.seats for ward in uncontested) - unopposed,
        changes=party_changes(chain.from_iterable(compared)),
        compared=len(compared),
        not_compared=len(over) + len(uncontested) - len(compared),
    )


def party_changes(seats: Iterable[SeatsOfParty]) -> tuple[PartyChange, ...]:
    """The seats of each party in several contests together."""
    by_party: defaultdict[str, list[SeatsOfParty]] = defaultdict(list)
    for each in seats:
        by_party[each.party].append(each)
    changes = [
        PartyChange(
            party=party,
            description=min(each.description for each in theirs),
            then=sum(each.then for each in theirs),
            now=sum(each.now for each in theirs),
            held=sum(each.held for each in theirs),
            gained=sum(each.gained for each in theirs),
            lost=sum(each.lost for each in theirs),
        )
        for party, theirs in by_party.items()
    ]
    return tuple(sorted(changes, key=lambda each: (-each.now, -each.then, each.party)))


def _declared(contest: ContestState) -> Iterator[str]:
    """The description of each candidate declared elected."""
    if contest.declaration:
        for number in contest.declaration.elected:
            yield contest.set_up.candidates[number - 1].description
