"""What a format has no place for: found here once for all formats, and said beside each file.

A format names what it holds. Everything else that is so of a contest is told as a remark, so that
nothing is dropped because nobody thought of it when a format was written.
"""

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

from tallyapp.domain.views.tally import ContestTally, CountTally


class Fact(StrEnum):
    """Something that can be so of a contest and that not every format can tell."""

    PRACTICE = "practice"
    UNDECLARED = "undeclared"
    UNOPPOSED = "unopposed"
    SEVERAL_SEATS = "several-seats"
    ELECTION = "election"
    DAY = "day"
    QUESTION = "question"
    BY_HEAD = "by-head"
    REJECTED = "rejected"
    IN_PART = "in-part"
    UNUSED = "unused"
    UNCERTAIN = "uncertain"
    ELECTORATE = "electorate"
    NO_ELECTORATE = "no-electorate"
    POSTAL = "postal"
    LOTS = "lots"
    TERMS = "terms"
    DEPOSITS = "deposits"
    CANDIDATES = "candidates"
    DESCRIPTIONS = "descriptions"
    TWO_NAMES = "two-names"
    ALIKE = "alike"
    PARTY = "party"
    NO_PARTY = "no-party"
    PREVIOUS = "previous"
    OUTSIDE = "outside"
    CORRECTED = "corrected"


class Remark(NamedTuple):
    """What a file does not hold, and of which contests by name; none named where it is so of all
    that is in the file.
    """

    of: str
    contests: tuple[str, ...] = ()


def lost(count: CountTally, holds: Collection[Fact]) -> tuple[Remark, ...]:
    """Everything that is so of these contests, and that a format does not hold."""
    found: dict[Fact, list[str]] = {}
    if count.unopposed:
        found[Fact.UNOPPOSED] = [one.name for one in count.unopposed]
    for contest in count.contests:
        for fact in _facts(contest):
            found.setdefault(fact, []).append(contest.name)
    remarks = [Remark(Fact.PRACTICE)] if count.practice and Fact.PRACTICE not in holds else []
    remarks += (
        Remark(fact, tuple(found[fact])) for fact in Fact if fact in found and fact not in holds
    )
    return tuple(remarks)


def _facts(contest: ContestTally) -> Iterator[Fact]:
    """What is so of a contest beyond its candidates' names and votes, in no order."""
    so = (
        (Fact.CANDIDATES, True),
        (Fact.ELECTION, True),
        (Fact.DAY, True),
        (Fact.QUESTION, contest.answers),
        (Fact.UNDECLARED, not contest.declared),
        (Fact.SEVERAL_SEATS, contest.seats > 1),
        (Fact.REJECTED, contest.rejected_papers > 0),
        (Fact.BY_HEAD, contest.rejected_papers > 0),
        (Fact.IN_PART, contest.rejected_in_part > 0),
        (Fact.UNUSED, contest.unused > 0),
        (Fact.UNCERTAIN, contest.uncertain > 0),
        (Fact.ELECTORATE, contest.electorate is not None),
        (Fact.NO_ELECTORATE, contest.electorate is None),
        (Fact.POSTAL, contest.turnout is not None and contest.turnout.total is not None),
        (Fact.LOTS, bool(contest.lots)),
        (Fact.PREVIOUS, contest.against is not None),
        (Fact.OUTSIDE, bool(contest.outside)),
        (Fact.CORRECTED, bool(contest.corrected)),
    )
    yield from (fact for fact, is_so in so if is_so)
    yield from _of_candidates(contest)


def _of_candidates(contest: ContestTally) -> Iterator[Fact]:
    told = contest.candidates
    if any(one.term for one in told):
        yield Fact.TERMS
    if any(one.deposit for one in told):
        yield Fact.DEPOSITS
    if any(one.description for one in told):
        yield Fact.DESCRIPTIONS
    if any(one.surname != one.ballot_surname for one in told) or any(
        one.other_names != one.ballot_forenames for one in told
    ):
        yield Fact.TWO_NAMES
    if any(one.name != f"{one.ballot_forenames} {one.ballot_surname}".strip() for one in told):
        yield Fact.ALIKE
    if any(one.party for one in told):
        yield Fact.PARTY
    # Whoever stands for no party has no id to be known.
    if any(not one.party and not one.independent for one in told):
        yield Fact.NO_PARTY
