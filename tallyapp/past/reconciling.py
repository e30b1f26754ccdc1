"""Whether the published figures of a contest can be those of a count, and what follows if they can.

Nothing is bent: a contest whose figures do not agree is refused with the difference. What was not
published is worked out only as far as the published figures force it, and the result's `basis` says
so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from tallyapp.domain.vocabulary.phrases import are, listed, several
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes
from tallyapp.past.published import (
    AS_PUBLISHED,
    Contested,
    PastContest,
    PastResult,
    by_votes,
    lead,
)

VOID = "void"
"""The head that need not take a whole paper: votes that are not uncertain still count."""


class Reason(StrEnum):
    """In what way figures do not agree."""

    INVALID_LEFT_OUT = "the ballot papers are given without the invalid ones"
    TOO_FEW_VOTES = "there are fewer votes than valid ballot papers"
    TOO_MANY_VOTES = "there are more votes than the valid ballot papers can hold"
    CANDIDATE_BEYOND_PAPERS = "a candidate has more votes than there are valid ballot papers"
    BEYOND_ELECTORATE = "there are more ballot papers than electors"
    INVALID_BEYOND_PAPERS = "there are more invalid ballot papers than ballot papers"
    REJECTED_NO_WHOLE_PAPERS = "rejected votes are not those of whole papers"


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which figures do not agree, by how many papers or votes, and the sentence."""

    reason: Reason
    by: int
    words: str


@dataclass(frozen=True, slots=True)
class Irreconcilable:
    """A contest that cannot be counted again, because its figures are not those of any count."""

    contest: PastContest
    differences: tuple[Difference, ...]

    @property
    def words(self) -> str:
        """Every difference, in one line."""
        return " ".join(difference.words for difference in self.differences)


@dataclass(frozen=True, slots=True)
class _Rejected:
    """Rejected papers, in all and by head, uncertain votes, and what was published of them."""

    papers: Papers | None
    by_head: tuple[tuple[str, Papers], ...] = ()
    uncertain: Votes = Votes(0)
    said: str = AS_PUBLISHED


def reconcile(contest: PastContest) -> PastResult | Irreconcilable:
    """The result that these figures are, or every difference that says that they are of no count.

    One seat: votes + invalid papers = ballot papers. Several seats: every valid paper bears a vote
    at least, and one for each seat at most, none of them twice for a candidate. In integers.
    """
    rejected = _rejected(contest)
    if isinstance(rejected, Difference):
        return Irreconcilable(contest, (rejected,))
    # What was not published is only worked out as far as it is forced, and the note says so.
    papers = contest.ballot_papers
    if papers is None:
        papers = Papers(_fewest_valid(contest, rejected.uncertain) + (rejected.papers or 0))
    invalid = rejected.papers
    if invalid is None:
        # The fewest that must have been: more would be invented.
        invalid = Papers(max(0, papers - contest.votes))
    if differences := tuple(_differences(contest, papers, invalid, rejected.uncertain)):
        return Irreconcilable(contest, differences)
    valid = Papers(papers - invalid)
    return PastResult(
        **{field.name: getattr(contest, field.name) for field in fields(Contested)},
        # A turnout of 100 % is seen at once for what it is; an electorate made up would not be.
        electorate=papers if contest.electorate is None else contest.electorate,
        valid=valid,
        rejected=invalid,
        by_head=rejected.by_head,
        unused=Votes(contest.seats * valid - contest.votes - rejected.uncertain),
        uncertain=rejected.uncertain,
        elected=elected_by_votes(contest),
        majority=lead(contest.candidates) if contest.seats == 1 else None,
        basis=_basis(contest, rejected, papers),
        otherwise=elected_otherwise(contest),
        remarks=contest.remarks,
    )


def elected_by_votes(contest: PastContest) -> tuple[CandidateNumber, ...]:
    """Those whom the votes elect, in ballot-paper order; of equals, those whom the source names."""
    return tuple(sorted(by_votes(contest.candidates, contest.elected)[: contest.seats]))


def elected_otherwise(contest: PastContest) -> str:
    """Whom the source names otherwise than the votes elect, with the votes; empty if nobody."""
    by_the_votes = elected_by_votes(contest)
    marked = [number for number in contest.elected if number not in by_the_votes]
    not_marked = [number for number in by_the_votes if number not in contest.elected]
    if not marked and not not_marked:
        return ""
    votes = f"with {contest.seats} to elect, the votes"
    if marked and not_marked:
        said = f"The source marks {_names(contest, marked)} as elected"
        return f"{said}; {votes} elect {_names(contest, not_marked)} instead."
    if marked:
        return f"The source marks {_names(contest, marked)} as elected too; {votes} do not."
    return f"The source does not mark {_names(contest, not_marked)} as elected; {votes} do."


def _names(contest: PastContest, numbers: Iterable[CandidateNumber]) -> str:
    past = (contest.candidates[number - 1] for number in numbers)
    return listed([f"{one.candidate.name} ({one.votes:,})" for one in past])


def _rejected(contest: PastContest) -> _Rejected | Difference:
    """The rejected papers as far as they are forced.

    By the Principal Areas Rules 2006 a paper is rejected whole under every head but "void for
    uncertainty", and with it one vote for each seat: votes rejected under such a head are those of
    whole papers. Under "void" they are of whole papers or of parts; which cannot be seen, so that
    none is taken as whole.
    """
    if not contest.rejected:
        return _Rejected(contest.invalid)
    by_head: list[tuple[str, Papers]] = []
    uncertain = Votes(0)
    in_votes = contest.seats > 1 and any(one.unit == "votes" for one in contest.rejected)
    for one in contest.rejected:
        each = contest.seats if one.unit == "votes" else 1
        # Void for uncertainty may take a part of a paper; every other head takes it whole.
        if one.head == VOID and each > 1:
            uncertain = Votes(uncertain + one.figure)
            by_head.append((one.head, Papers(0)))
        # Votes that are no whole papers cannot be of this head: these are no count's figures.
        elif one.figure % each:
            words = (
                f"{several(one.figure, 'rejected vote')} ({one.head}) "
                f"{'is' if one.figure == 1 else 'are'} not whole papers of {each} votes."
            )
            return Difference(Reason.REJECTED_NO_WHOLE_PAPERS, one.figure % each, words)
        else:
            by_head.append((one.head, Papers(one.figure // each)))
    papers = Papers(sum(number for _, number in by_head))
    said = "Votes and rejected papers by head as published."
    if in_votes:
        said = (
            "Votes and ballot papers as published; "
            f"rejected papers are the rejected votes published, {contest.seats} to a paper."
        )
    if uncertain:
        said += (
            f" How many of {several(uncertain, 'vote')} void for uncertainty were of whole papers "
            "was not published: all are taken as votes on papers that stay in the count."
        )
    return _Rejected(papers, tuple(by_head), uncertain, said)


def _fewest_valid(contest: PastContest, uncertain: int) -> int:
    """The fewest valid papers that could hold these votes; with one seat, the only number."""
    highest = max((past.votes for past in contest.candidates), default=0)
    # Rounded up: half a paper was never counted.
    return max(highest, -(-(contest.votes + uncertain) // contest.seats))


def _differences(
    contest: PastContest, papers: int, invalid: int, uncertain: int
) -> Iterator[Difference]:
    votes = contest.votes
    valid = papers - invalid
    if contest.electorate is not None and papers > contest.electorate:
        by = papers - contest.electorate
        more = f"{are(papers, 'ballot paper')} {by:,} more"
        words = f"{more} than the electorate of {contest.electorate:,}."
        yield Difference(Reason.BEYOND_ELECTORATE, by, words)
    if valid < 0:
        more = f"{are(invalid, 'invalid paper')} {-valid:,} more"
        words = f"{more} than the {several(papers, 'ballot paper')}."
        yield Difference(Reason.INVALID_BEYOND_PAPERS, -valid, words)
    elif contest.seats == 1:
        yield from _one_seat(votes, papers, invalid)
    else:
        yield from _several_seats(contest, valid, uncertain)


def _one_seat(votes: int, papers: int, invalid: int) -> Iterator[Difference]:
    """Votes + invalid papers = ballot papers, since each valid paper is one vote."""
    by = votes + invalid - papers
    if not by:
        return
    # A well-known slip of publication, and worth its own sentence: nobody is at fault in the hall.
    if by == invalid:
        words = (
            f"The {are(papers, 'ballot paper')} given without the "
            f"{several(invalid, 'invalid one')}: "
            f"all of them are votes ({votes:,})."
        )
        yield Difference(Reason.INVALID_LEFT_OUT, by, words)
        return
    reason, than = (Reason.TOO_MANY_VOTES, "more") if by > 0 else (Reason.TOO_FEW_VOTES, "fewer")
    words = (
        f"{several(votes, 'vote')} and {several(invalid, 'invalid paper')} "
        f"are {votes + invalid:,}, {abs(by):,} {than} than the {several(papers, 'ballot paper')}."
    )
    yield Difference(reason, abs(by), words)


def _several_seats(contest: PastContest, valid: int, uncertain: int) -> Iterator[Difference]:
    """From one vote to one for each seat on a valid paper, and one at most for a candidate."""
    votes = contest.votes
    seats = contest.seats
    most = seats * valid - uncertain
    if votes > most:
        words = (
            f"{are(votes, 'vote')} {votes - most:,} more than the {most:,} "
            f"that {several(valid, 'valid paper')} of {seats} votes can hold."
        )
        yield Difference(Reason.TOO_MANY_VOTES, votes - most, words)
    # A valid paper has a vote at least, or it was rejected as unmarked.
    if votes < valid:
        fewer = f"{are(votes, 'vote')} {valid - votes:,} fewer"
        words = f"{fewer} than the {several(valid, 'valid paper')}."
        yield Difference(Reason.TOO_FEW_VOTES, valid - votes, words)
    for past in contest.candidates:
        if (by := past.votes - valid) > 0:
            name = past.candidate.name
            words = (
                f"{several(past.votes, 'vote')} for {name} {'is' if past.votes == 1 else 'are'} "
                f"{by:,} more than the {several(valid, 'valid paper')}."
            )
            yield Difference(Reason.CANDIDATE_BEYOND_PAPERS, by, words)


def _basis(contest: PastContest, rejected: _Rejected, papers: Papers) -> str:
    """What was published and what was not, for those who read the practice count."""
    said = rejected.said
    if contest.ballot_papers is None:
        said = (
            f"Votes as published. Ballot papers were not: {papers:,} are assumed, "
            f"the fewest that can hold these votes, {rejected.papers or 'none'} of them rejected."
        )
    elif rejected.papers is None:
        said = (
            "Votes and ballot papers as published; "
            "rejected are the fewest papers that must have been."
        )
    if contest.electorate is None:
        said += " The electorate was not published: the number of ballot papers stands in for it."
    return said
