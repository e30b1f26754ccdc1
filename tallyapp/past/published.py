"""A past contest as published, the result that can be counted again, and what both are made of."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.phrases import are
from tallyapp.domain.vocabulary.units import MAX_FIGURE, CandidateNumber, Papers, Votes
from tallyapp.exchange.faults import Fault
from tallyapp.exchange.names import ballot_paper_order

PARLIAMENT = (
    "Results of the House of Commons Library. "
    "Contains Parliamentary information licensed under the Open Parliament Licence v3.0."
)
AS_PUBLISHED = "Votes and rejected papers as published."
LOCAL = "local-england"
"""The kind of election of every source but the general election's."""
COMPARE = "Compare it with what was published."
"""What to do about a figure that does not agree with another."""
GENERAL_ELECTIONS = {
    2010: date(2010, 5, 6),
    2015: date(2015, 5, 7),
    2017: date(2017, 6, 8),
    2019: date(2019, 12, 12),
    2024: date(2024, 7, 4),
}
"""Parliament is dissolved when it is: the day follows from the year only by knowing it."""
# The first Thursday in May was not the day then, and a wrong day picks the wrong rules.
_MOVED = {2009: date(2009, 6, 4), 2014: date(2014, 5, 22)}
"""Years in which councillors were elected on the day of the European Parliamentary election."""
_DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCandidate:
    """A candidate with the votes published."""

    candidate: Candidate
    votes: Votes


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedUnder:
    """What was published as rejected under one head of the rules, in papers or in votes."""

    head: str
    figure: int
    unit: Literal["papers", "votes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """What a contest is, whatever its figures. `source` is the line that attributes it.

    Candidates are in ballot-paper order; `authority` is the council, empty for a constituency.
    """

    id: str
    kind: str
    election: str
    authority: str = ""
    name: str
    polling_day: date
    seats: int
    candidates: tuple[PastCandidate, ...]
    source: str

    @property
    def full_name(self) -> str:
        """The name with the authority's, as there are several wards called Abbey."""
        return f"{self.name}, {self.authority}" if self.authority else self.name

    @property
    def votes(self) -> Votes:
        """The votes of all candidates."""
        return Votes(sum(past.votes for past in self.candidates))


@dataclass(frozen=True, slots=True, kw_only=True)
class PastContest(Contested):
    """A contest as it was published, whether its figures agree or not; None is not published.

    `ballot_papers` includes the `invalid` ones; `rejected` is empty if no head was published.
    `elected` are those whom the source names so. `remarks` say what a reader took otherwise than it
    stands there.
    """

    electorate: int | None
    ballot_papers: Papers | None
    invalid: Papers | None
    rejected: tuple[RejectedUnder, ...] = ()
    elected: tuple[CandidateNumber, ...]
    majority: Votes | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastResult(Contested):
    """A result whose figures agree, so that it can be counted again.

    `valid` and `rejected` are papers, `unused` and `uncertain` are votes on valid papers,
    `majority` is votes (None with several seats or one candidate). `by_head` is empty where the
    heads were not published. `basis` says which figures were published and which were worked out.
    `otherwise` is a sentence, if the source names others as elected than the votes elect; `remarks`
    are as in the contest.
    """

    electorate: int | None
    valid: Papers
    rejected: Papers
    by_head: tuple[tuple[str, Papers], ...] = ()
    unused: Votes = Votes(0)
    uncertain: Votes = Votes(0)
    elected: tuple[CandidateNumber, ...]
    majority: Votes | None
    basis: str = AS_PUBLISHED
    otherwise: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AtFault:
    """A contest that cannot be taken as it stands in its file: its name, and every fault of it.

    `id` is what it would be called, empty where so much cannot be told.
    """

    id: str = ""
    name: str
    faults: tuple[Fault, ...]


Read: TypeAlias = PastContest | AtFault
"""What a reader makes of a contest; the faults of one are no reason to leave out another."""


@dataclass(frozen=True, slots=True)
class PastFiles:
    """What stands in some files: the contests as published, and those that are at fault."""

    contests: tuple[PastContest, ...]
    at_fault: tuple[AtFault, ...] = ()

    def ids(self) -> set[str]:
        """What the contests are called, also those at fault."""
        ids = {contest.id for contest in self.contests} | {one.id for one in self.at_fault}
        return ids - {""}

    def only(self, ids: Collection[str]) -> "PastFiles":
        """The contests that are called so, and no other."""
        return PastFiles(
            tuple(contest for contest in self.contests if contest.id in ids),
            tuple(one for one in self.at_fault if one.id in ids),
        )


def ordinary_polling_day(year: int) -> date:
    """The day on which councillors are elected in a year: the first Thursday in May, unless moved.

    RPA 1983 s.37; the orders that moved it are those of the years in which it is known to matter
    here.
    """
    first = date(year, 5, 1)
    return _MOVED.get(year) or first + timedelta(days=(3 - first.weekday()) % 7)


def polling_day_in(text: str, of_year: Callable[[int], date | None]) -> date | None:
    """The day in a name, or the day of the year in it; None if it says neither."""
    if told := _DAY.search(text):
        try:
            return date.fromisoformat(told[0])
        except ValueError:
            return None
    years = {int(year) for year in _YEAR.findall(text)}
    # A name with two years, as of a file that compares elections, says neither.
    return of_year(*years) if len(years) == 1 else None


def in_ballot_paper_order(candidates: Iterable[PastCandidate]) -> tuple[PastCandidate, ...]:
    """The candidates by the names on the ballot paper; equal names keep their order."""
    return tuple(
        sorted(
            candidates,
            key=lambda past: ballot_paper_order(past.candidate),
        )
    )


def numbers_of(
    elected: Iterable[PastCandidate], candidates: tuple[PastCandidate, ...]
) -> tuple[CandidateNumber, ...]:
    """The numbers of these among the candidates, in ballot-paper order."""
    return tuple(sorted(CandidateNumber(candidates.index(past) + 1) for past in elected))


def ordered(
    entries: Iterable[tuple[PastCandidate, bool]],
) -> tuple[tuple[PastCandidate, ...], tuple[CandidateNumber, ...]]:
    """The candidates in ballot-paper order, and the numbers of those with whom it says elected."""
    told = tuple(entries)
    candidates = in_ballot_paper_order(past for past, _ in told)
    return candidates, numbers_of((past for past, elected in told if elected), candidates)


def by_votes(
    candidates: tuple[PastCandidate, ...], drawn: Iterable[CandidateNumber] = ()
) -> list[CandidateNumber]:
    """The candidates' numbers from the most votes down; of equals, those `drawn` come first."""
    # Of equals, whom the source calls elected: the lot was drawn that night and not by us.
    first = set(drawn)
    numbers = (CandidateNumber(number) for number in range(1, len(candidates) + 1))
    return sorted(numbers, key=lambda number: (-candidates[number - 1].votes, number not in first))


def lead(candidates: tuple[PastCandidate, ...]) -> Votes | None:
    """The votes between the first and the second; None for one candidate."""
    ranked = sorted((past.votes for past in candidates), reverse=True)
    return Votes(ranked[0] - ranked[1]) if len(ranked) > 1 else None


def disagreements(contest: PastContest, valid: int) -> Iterator[str]:
    """Where a constituency's figures do not agree with its valid votes, majority and member.

    A majority that was not published is worked out, and stands against nothing.
    """
    if (total := contest.votes) != valid:
        yield f"the candidates' votes add to {total:,}, the valid votes are given as {valid:,}"
    electorate = contest.electorate or 0
    if (papers := contest.ballot_papers or 0) > electorate:
        yield f"{are(papers, 'ballot paper')} more than the electorate of {electorate:,}"
    if electorate > MAX_FIGURE:
        yield f"the electorate of {electorate:,} is beyond {MAX_FIGURE:,}"
    led = lead(contest.candidates)
    if contest.majority is not None and led is not None and contest.majority != led:
        yield f"the majority is given as {contest.majority:,}, the votes make it {led:,}"
    winner = contest.candidates[contest.elected[0] - 1]
    if winner.votes != max(past.votes for past in contest.candidates):
        yield f"the winner is given as {winner.candidate.name}, who has not the most votes"
