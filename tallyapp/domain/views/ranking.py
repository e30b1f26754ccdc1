"""Candidates by their votes: over all, among those of one description, and within the groups that
the returning officer chose.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.tally import ranks
from tallyapp.domain.vocabulary.units import CandidateNumber, Votes


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate's place among others, from 1; those who are level have the same, and the places
    after them stay empty: 1, 2, 2, 4.
    """

    number: CandidateNumber
    rank: int
    votes: Votes
    level: bool


@dataclass(frozen=True, slots=True)
class RankedGroup:
    """Candidates ranked among one another, the most votes first, under these words.

    `ahead` are the candidates of no such words who have more votes than the first of them, the most
    first.
    """

    label: str
    ranked: tuple[Ranked, ...]
    ahead: tuple[CandidateNumber, ...]

    @property
    def votes(self) -> Votes:
        """The votes of all of them."""
        return Votes(sum(each.votes for each in self.ranked))


@dataclass(frozen=True, slots=True)
class Ranking:
    """A contest's candidates in order of votes, in ballot-paper order where they are level.

    `descriptions` are those under which two candidates or more stand, `groups` those chosen. Before
    anybody has a vote there is no order.
    """

    overall: tuple[Ranked, ...]
    descriptions: tuple[RankedGroup, ...]
    groups: tuple[RankedGroup, ...]

    def of(self, number: int) -> Ranked:
        """One candidate's place among all; raises KeyError if there is no such candidate."""
        for each in self.overall:
            if each.number == number:
                return each
        raise KeyError(number)


def ranking(contest: ContestState) -> Ranking:
    """The candidates by the votes declared; by those counted so far before the declaration."""
    declared = contest.declaration
    votes = declared.figures.votes if declared else figures(contest).votes
    everybody = tuple(CandidateNumber(n) for n in range(1, len(votes) + 1))
    if not any(votes):
        # All are level at none, and nobody is ahead of anybody.
        return Ranking((), (), ())
    overall = ranked(everybody, votes)
    alike: defaultdict[str, list[CandidateNumber]] = defaultdict(list)
    for n, candidate in enumerate(contest.set_up.candidates, 1):
        alike[" ".join(candidate.description.split())].append(CandidateNumber(n))
    return Ranking(
        overall=overall,
        descriptions=tuple(
            _group(words, numbers, overall)
            for words, numbers in alike.items()
            if words and len(numbers) > 1
        ),
        groups=tuple(_group(each.label, each.candidates, overall) for each in contest.groups),
    )


def ranked(numbers: Iterable[CandidateNumber], votes: Sequence[Votes]) -> tuple[Ranked, ...]:
    """These candidates ranked among one another by all candidates' votes, in ballot-paper order."""
    among = sorted(numbers, key=lambda n: (-votes[n - 1], n))
    theirs = [votes[n - 1] for n in among]
    return tuple(
        Ranked(n, rank, mine, level=theirs.count(mine) > 1)
        for n, rank, mine in zip(among, ranks(theirs), theirs, strict=True)
    )


def _group(
    label: str, numbers: Sequence[CandidateNumber], overall: Sequence[Ranked]
) -> RankedGroup:
    votes = {each.number: each.votes for each in overall}
    in_order = tuple(votes[CandidateNumber(n)] for n in range(1, len(votes) + 1))
    theirs = ranked(numbers, in_order)
    ahead = (each.number for each in overall if each.votes > theirs[0].votes)
    return RankedGroup(label, theirs, tuple(n for n in ahead if n not in numbers))
