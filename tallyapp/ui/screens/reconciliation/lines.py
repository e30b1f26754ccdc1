"""The rows of the reconciliation: what each holds,
and of which area; votes and papers never in one sum.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from tallyapp.domain.state.area import AreaState, EarlierRound
from tallyapp.domain.state.contest import ContestState


class Line(StrEnum):
    """What a row holds."""

    TITLE_VOTES = "title-votes"
    VOTES = "votes"
    UNUSED = "unused"
    UNCERTAIN = "uncertain"
    SEATS_REJECTED = "seats-rejected"
    SEATS_COUNTED = "seats-counted"
    TITLE_PAPERS = "title-papers"
    VALID = "valid"
    IN_PART = "in-part"
    HEAD = "head"
    REJECTED = "rejected"
    COUNTED = "counted"
    VERIFIED = "verified"
    DIFFERENCE = "difference"
    STATE = "state"


TITLES = (Line.TITLE_VOTES, Line.TITLE_PAPERS)
SUMS = (Line.SEATS_COUNTED, Line.VALID, Line.REJECTED, Line.COUNTED)
RULED = (Line.SEATS_COUNTED, Line.VALID, Line.REJECTED, Line.COUNTED, Line.DIFFERENCE)
"""Rows with a rule above them."""


class Row(NamedTuple):
    """A row: what it holds, and of which candidate or head (from 0)."""

    line: Line
    of: int = 0


def rows_of(contest: ContestState, votes_shown: bool) -> Iterator[Row]:
    """A contest's rows; those that count votes only where `votes_shown`."""
    set_up = contest.set_up
    several = set_up.seats > 1
    if votes_shown:
        if several:
            yield Row(Line.TITLE_VOTES)
        yield from (Row(Line.VOTES, i) for i in range(len(set_up.candidates)))
        if several:
            yield Row(Line.UNUSED)
            yield Row(Line.UNCERTAIN)
            yield Row(Line.SEATS_REJECTED)
            yield Row(Line.SEATS_COUNTED)
            yield Row(Line.TITLE_PAPERS)
    yield Row(Line.VALID)
    heads = list(enumerate(set_up.rules.heads))
    yield from (Row(Line.IN_PART, i) for i, head in heads if head.in_part)
    yield from (Row(Line.HEAD, i) for i, head in heads if not head.in_part)
    yield from (
        Row(line)
        for line in (Line.REJECTED, Line.COUNTED, Line.VERIFIED, Line.DIFFERENCE, Line.STATE)
    )


def value_of(area: AreaState, row: Row, seats: int) -> int:
    """Votes or papers of one area.

    With several seats the row that sums the votes holds what they
    come to, with as many for each rejected paper as there are seats
    (domain.md, 5): that should be `seats` times the papers counted.
    """
    match row.line:
        case Line.VOTES:
            return area.votes[row.of]
        case Line.HEAD | Line.IN_PART:
            return area.rejected[row.of]
        case Line.SEATS_REJECTED:
            return seats * area.rejected_papers
        case Line.SEATS_COUNTED:
            return sum(area.votes) + area.unused + area.uncertain + seats * area.rejected_papers
    return _FIGURES[row.line](area)


_FIGURES: Mapping[Line, Callable[[AreaState], int]] = {
    Line.UNUSED: lambda area: area.unused,
    Line.UNCERTAIN: lambda area: area.uncertain,
    Line.VALID: lambda area: area.valid,
    Line.REJECTED: lambda area: area.rejected_papers,
    Line.COUNTED: lambda area: area.counted,
    Line.VERIFIED: lambda area: area.verified,
    Line.DIFFERENCE: lambda area: area.difference,
}


def earlier_value(earlier: EarlierRound, row: Row) -> int | None:
    """Votes or papers of an area in an earlier round; None for what is not kept of it."""
    match row.line:
        case Line.VOTES:
            return earlier.votes[row.of]
        case Line.HEAD | Line.IN_PART:
            return earlier.rejected[row.of]
        case Line.VALID:
            return earlier.valid
        case Line.REJECTED:
            return earlier.counted - earlier.valid
        case Line.COUNTED:
            return earlier.counted
        case _:
            return None
