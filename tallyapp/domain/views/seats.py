"""The council-wide summary of seats: who has how many so far, and how many are still to come."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.state.count import Count


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
class CouncilSeats:
    """Seats by description, most first, then in the alphabet; and what became of all seats.

    `declared` were filled by a poll, `unopposed` without one; `to_come` are those of
    contests in which nothing is declared, and `unfilled` those for which nobody stood.
    """

    parties: tuple[PartySeats, ...]
    declared: int
    unopposed: int
    to_come: int
    unfilled: int

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
    )


def _declared(contest: ContestState) -> Iterator[str]:
    """The description of each candidate declared elected."""
    if contest.declaration:
        for number in contest.declaration.elected:
            yield contest.set_up.candidates[number - 1].description
