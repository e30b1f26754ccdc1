"""A past result as published, and whether its figures agree with each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tallyapp.domain.things import Candidate
from tallyapp.domain.units import MAX_FIGURE, CandidateNumber, Papers, Votes

from .identifiers import ballot_paper_order

PARLIAMENT = (
    "Results of the House of Commons Library. "
    "Contains Parliamentary information licensed under the Open Parliament Licence v3.0."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCandidate:
    """A candidate with the votes published."""

    candidate: Candidate
    votes: Votes


@dataclass(frozen=True, slots=True, kw_only=True)
class PastResult:
    """A published result; candidates in ballot-paper order. `source` is the line that attributes it.

    `valid` and `rejected` are papers; `majority` is votes, None where there was one candidate.
    """

    id: str
    kind: str
    election: str
    name: str
    polling_day: date
    electorate: int
    seats: int
    valid: Papers
    rejected: Papers
    candidates: tuple[PastCandidate, ...]
    winner: CandidateNumber
    majority: Votes | None
    source: str


def in_ballot_paper_order(candidates: Iterable[PastCandidate]) -> tuple[PastCandidate, ...]:
    """The candidates by surname, then by other names; equal names keep their order."""
    return tuple(
        sorted(
            candidates,
            key=lambda past: ballot_paper_order(past.candidate.surname, past.candidate.other_names),
        )
    )


def most_votes(candidates: tuple[PastCandidate, ...]) -> CandidateNumber:
    """The number of the candidate with the most votes, the first of several."""
    return CandidateNumber(max(range(len(candidates)), key=lambda index: candidates[index].votes) + 1)


def disagreements(result: PastResult) -> Iterator[str]:
    """Where the published figures of a contest with one seat do not agree with each other."""
    votes = [past.votes for past in result.candidates]
    if (total := sum(votes)) != result.valid:
        yield f"the candidates' votes add to {total:,}, the valid votes are given as {result.valid:,}"
    if (papers := result.valid + result.rejected) > result.electorate:
        yield f"{papers:,} ballot papers are more than the electorate of {result.electorate:,}"
    if result.electorate > MAX_FIGURE:
        yield f"the electorate of {result.electorate:,} is beyond {MAX_FIGURE:,}"
    ranked = sorted(votes, reverse=True)
    lead = ranked[0] - ranked[1] if len(ranked) > 1 else None
    if result.majority != lead:
        yield f"the majority is given as {_figure(result.majority)}, the votes make it {_figure(lead)}"
    winner = result.candidates[result.winner - 1]
    if winner.votes != ranked[0]:
        yield f"the winner is given as {winner.candidate.name}, who has not the most votes"


def _figure(votes: int | None) -> str:
    return "none" if votes is None else f"{votes:,}"
