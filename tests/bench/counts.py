"""Made-up counts of any size."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes
from tallyapp.past.published import LOCAL, PastCandidate, PastResult
from tallyapp.practice import rehearsal
from tallyapp.practice.hall_clock import HallClock

DAY = date(2024, 7, 4)


def large(path: Path, least: int) -> int:
    """A count of at least so many acts,
    written without waiting for the disk at each; says how many.
    """
    clock = HallClock(DAY)
    each = min(600_000, least * 200)
    results = [result(f"contest-{n}", papers=each) for n in range(1, 100)]
    desk = rehearsal.begin(path, "Bench", results, clock)
    desk.ledger._connection.execute("PRAGMA synchronous=OFF")
    desk.ledger._connection.execute("PRAGMA journal_mode=MEMORY")
    total = 0
    for one in results:
        planned = rehearsal.set_up(desk, one, seed=1)
        rehearsal.verify_boxes(desk, planned)
        rehearsal.key_papers(desk, planned)
        total = sum(seq for seq, _ in desk.ledger.heads.values())
        if total >= least:
            break
    desk.close()
    return total


def result(name: str, papers: int) -> PastResult:
    """A made-up result of 12 candidates."""
    votes = [papers * share // 1000 for share in (497, 129, 120, 87, 61, 45, 16, 15, 11, 9, 6, 4)]
    candidates = tuple(
        PastCandidate(
            candidate=Candidate(surname=f"Candidate{n}", other_names="A", description="B"),
            votes=Votes(v),
        )
        for n, v in enumerate(votes, 1)
    )
    return PastResult(
        id=name,
        kind="uk-parliamentary",
        election="Bench",
        name=name,
        polling_day=DAY,
        electorate=9_000_000,
        seats=1,
        valid=Papers(sum(votes)),
        rejected=Papers(papers // 100),
        candidates=candidates,
        elected=(CandidateNumber(1),),
        majority=Votes(votes[0] - votes[1]),
        source="made up",
    )


def of_three_seats(name: str, papers: int) -> PastResult:
    """A made-up result of 12 candidates of four parties for three seats."""
    one = result(name, papers)
    votes = [
        papers * share // 1000 for share in (470, 455, 430, 310, 300, 280, 120, 95, 90, 60, 55, 40)
    ]
    candidates = tuple(
        PastCandidate(
            candidate=Candidate(
                surname=f"Candidate{n}", other_names="A", description=f"Party {n // 3}"
            ),
            votes=Votes(each),
        )
        for n, each in enumerate(votes)
    )
    return replace(
        one,
        kind=LOCAL,
        seats=3,
        candidates=candidates,
        unused=Votes(3 * one.valid - sum(votes)),
        elected=tuple(CandidateNumber(n) for n in (1, 2, 3)),
        majority=None,
    )
