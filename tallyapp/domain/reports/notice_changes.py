"""What a corrected notice says otherwise than the notice before it, figure by figure and name by
name: worked out from both, and never typed.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from tallyapp.domain.acts import ContestSetUp
from tallyapp.domain.reports.declaration_report import Changed, NoticeChange
from tallyapp.domain.rules.result import majority_of
from tallyapp.domain.state.result import OnNotice
from tallyapp.domain.vocabulary.shares import hundredths_of_percent
from tallyapp.domain.vocabulary.units import CandidateNumber

_Line: TypeAlias = tuple[Changed, int, int | str | None]


def notice_changes(
    set_up: ContestSetUp,
    elected: Sequence[CandidateNumber],
    before: OnNotice,
    now: OnNotice,
) -> tuple[NoticeChange, ...]:
    """Each thing that `now` says otherwise than `before`, in the order in which a notice has them.

    What is worked out from figures (totals, turnout, majority) is there as well.
    """
    pairs = zip(_lines(set_up, elected, before), _lines(set_up, elected, now), strict=True)
    return tuple(
        NoticeChange(what=what, line=line, before=old, now=new)
        for (what, line, old), (_, _, new) in pairs
        if old != new
    )


def _lines(
    set_up: ContestSetUp, elected: Sequence[CandidateNumber], notice: OnNotice
) -> Iterator[_Line]:
    """Everything that a notice says of names and figures, line by line."""
    figures = notice.figures
    for n, candidate in enumerate(notice.candidates, 1):
        yield "ballot_name", n, candidate.ballot_name
        # The notice gives the full name only beside a commonly used one.
        yield "full_name", n, candidate.full_name if candidate.known_as else ""
        yield "description", n, candidate.description
    for n, votes in enumerate(figures.votes, 1):
        yield "votes", n, int(votes)
    yield "total_votes", 0, sum(figures.votes)
    yield "unused", 0, figures.unused
    yield "uncertain", 0, figures.uncertain
    for n, papers in enumerate(figures.rejected, 1):
        yield "rejected", n, int(papers)
    rejected = set_up.rules.rejected_papers(figures.rejected)
    yield "rejected_total", 0, int(rejected)
    yield "valid", 0, figures.valid
    yield "verified", 0, figures.verified
    electors = notice.electorate
    voted = figures.valid + rejected
    turnout = None if electors is None else hundredths_of_percent(voted, electors)
    yield "electorate", 0, electors
    yield "turnout", 0, turnout
    yield "majority", 0, majority_of(set_up.seats, figures.votes, elected)
