"""Papers in a pile, known by the votes on them alone: which can be, and what is taken from them.

A pile can be exactly if no candidate has more votes than it has papers, every paper bears a vote,
and votes and those spared make one for each seat on every paper (domain.md, 5 and 7). Then there
are papers that bear them: lay the candidates' votes end to end over the papers, round and round,
and no paper gets two of one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tallyapp.domain.vocabulary.units import CandidateNumber
from tallyapp.past.published import PastResult
from tallyapp.practice.plans.splits import Splits


@dataclass(frozen=True, slots=True)
class Pile:
    """Papers of so many votes each: those for each candidate, and `spare` ones, for nobody."""

    seats: int
    papers: int
    votes: tuple[int, ...]
    spare: int

    def __post_init__(self) -> None:
        # Asked of every pile that is made: a plan that cannot be is found here and not at the desk.
        if faults := list(self._faults()):
            raise ValueError("; ".join(faults))

    def without(self, other: "Pile") -> "Pile":
        """This pile when the other, of papers with as many votes, is taken from it."""
        votes = tuple(ours - theirs for ours, theirs in zip(self.votes, other.votes, strict=True))
        return Pile(self.seats, self.papers - other.papers, votes, self.spare - other.spare)

    def block(self, slate: Sequence[CandidateNumber], papers: int) -> "Pile":
        """So many papers that all name this slate."""
        votes = tuple(papers * (n in slate) for n in range(1, len(self.votes) + 1))
        return Pile(self.seats, papers, votes, papers * (self.seats - len(slate)))

    def most_of(self, slate: Sequence[CandidateNumber]) -> int:
        """How many papers can name just this slate, so that the others still can be."""
        named = [self.votes[n - 1] for n in slate]
        others = [votes for n, votes in enumerate(self.votes, 1) if n not in slate]
        most = [*named, self.papers - max(others, default=0)]
        if spared := self.seats - len(slate):
            most.append(self.spare // spared)
        # Every paper left must still bear a vote, or the rest could not be counted.
        if beyond_one := len(slate) - 1:
            most.append(((self.seats - 1) * self.papers - self.spare) // beyond_one)
        return min(most)

    def bounds(self, papers: int, seats: int, held_back: int = 0) -> tuple[list[int], list[int]]:
        """The least and most votes for each candidate, and spared, on papers taken from here.

        The papers taken have `seats` votes each, and of the spare ones `held_back` go with neither.
        """
        rest = self.papers - papers
        spare = self.spare - held_back
        least = [max(0, votes - rest) for votes in self.votes]
        most = [min(votes, papers) for votes in self.votes]
        # Spare votes too: they are as many as seats leave over, and cannot be put just anywhere.
        least.append(max(0, spare - (self.seats - 1) * rest))
        most.append(min(spare, (seats - 1) * papers))
        return least, most

    def _faults(self) -> list[str]:
        seats = self.seats
        papers = self.papers
        found = [
            f"{votes} votes for candidate {n} are not from 0 to {papers}, the papers"
            for n, votes in enumerate(self.votes, 1)
            if not 0 <= votes <= papers
        ]
        if not 0 <= self.spare <= (seats - 1) * papers:
            found.append(f"{self.spare} votes for nobody are not from 0 to {(seats - 1) * papers}")
        if (lines := sum(self.votes) + self.spare) != seats * papers:
            found.append(f"{lines} votes and spare ones are not {seats} x {papers} papers")
        return found


def valid_papers(result: PastResult) -> Pile:
    """The valid papers of a result; raises ValueError, with the numbers, if they cannot be."""
    votes = tuple(past.votes for past in result.candidates)
    try:
        return Pile(result.seats, result.valid, votes, result.unused + result.uncertain)
    except ValueError as error:
        raise ValueError(f"{result.full_name}: {error}") from error


def taken(splits: Splits, pile: Pile, papers: int) -> Pile:
    """A pile of so many papers taken from this one, with a share of everything, a little uneven."""
    least, most = pile.bounds(papers, pile.seats)
    rows = [*pile.votes, pile.spare]
    whole = 100 * max(pile.papers, 1)
    # A little uneven, as in a hall: areas that are exactly alike would warn of nothing.
    wanted = [row * papers * splits.random.randrange(92, 109) // whole for row in rows]
    *votes, spare = splits.within(pile.seats * papers, wanted, least, most)
    return Pile(pile.seats, papers, tuple(votes), spare)


def divided(splits: Splits, pile: Pile, sizes: Sequence[int]) -> list[Pile]:
    """The pile in piles of papers by size, each of which can be."""
    piles = []
    for papers in splits.split(pile.papers, sizes):
        part = taken(splits, pile, papers)
        pile = pile.without(part)
        piles.append(part)
    return piles
