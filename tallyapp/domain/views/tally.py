"""A count's figures as they stand, contest by contest: what the tally shows and exports."""

from dataclasses import dataclass
from typing import Literal

from tallyapp.domain.rules.result import figures, majority, outcome
from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.domain.vocabulary.shares import hundredths_of_percent
from tallyapp.domain.vocabulary.units import Papers, Votes

Deposit = Literal["returned", "forfeited"]


@dataclass(frozen=True)
class CandidateTally:
    """One candidate: votes, share of the valid papers in hundredths of a percent.

    `elected` is None before the declaration, `deposit` where there is none or nothing is declared.
    """

    name: str
    description: str
    votes: Votes
    share_of_valid: int
    elected: bool | None
    deposit: Deposit | None


@dataclass(frozen=True)
class Turnouts:
    """The three definitions of turnout, in hundredths of
    a percent of the electorate (domain.md, "Result").

    `valid` is of valid papers, `ballot_box` of these and the rejected papers, `total` also of
    the postal votes rejected before the count: None where nobody has keyed how many those were.
    """

    valid: int
    ballot_box: int
    total: int | None


@dataclass(frozen=True)
class ContestTally:
    """One contest: papers, turnouts, majority in votes (None if there is none).

    `electorate` and `turnout` are None where nobody knows how many electors there are.

    `rejected` is by head; papers rejected in part are valid, and none of `rejected_papers`.
    `unused` and `uncertain` are votes.
    """

    id: str
    name: str
    kind: str
    seats: int
    electorate: int | None
    stage: Stage
    verified: Papers
    valid: Papers
    rejected: tuple[tuple[str, Papers], ...]
    rejected_papers: Papers
    rejected_in_part: Papers
    unused: Votes
    uncertain: Votes
    turnout: Turnouts | None
    majority: Votes | None
    tied: tuple[str, ...]
    candidates: tuple[CandidateTally, ...]


def tally(contest: ContestState) -> ContestTally:
    """The figures of one contest now; those declared, once it is."""
    set_up = contest.set_up
    declared = contest.declaration
    # What was declared stays what was declared: a sheet put right since is told in the pack.
    now = declared.figures if declared else figures(contest)
    heads = zip((head.key for head in set_up.rules.heads), now.rejected, strict=True)
    rejected = set_up.rules.rejected_papers(now.rejected)
    # At none each all candidates tie, and no lot is to be drawn over that.
    tied = outcome(contest, now.votes).tied if now.valid else ()
    return ContestTally(
        id=set_up.contest,
        name=set_up.name,
        kind=set_up.rules.kind,
        seats=set_up.seats,
        electorate=set_up.electorate,
        stage=contest.stage,
        verified=now.verified,
        valid=now.valid,
        rejected=tuple(heads),
        rejected_papers=rejected,
        rejected_in_part=Papers(sum(now.rejected) - rejected),
        unused=now.unused,
        uncertain=now.uncertain,
        turnout=turnouts(contest, now),
        majority=majority(contest, now.votes) if now.valid else None,
        tied=tuple(set_up.candidates[n - 1].name for n in tied),
        candidates=tuple(
            CandidateTally(
                name=candidate.name,
                description=candidate.description,
                votes=votes,
                share_of_valid=hundredths_of_percent(votes, now.valid),
                # Before the declaration nobody is elected, and the tally must not be read as one.
                elected=n in declared.elected if declared else None,
                deposit=_deposit(contest, votes, now.valid),
            )
            for n, (candidate, votes) in enumerate(
                zip(set_up.candidates, now.votes, strict=True), 1
            )
        ),
    )


def turnouts(contest: ContestState, now: ResultFigures) -> Turnouts | None:
    """The turnouts that these figures of a contest make; None where the electorate is not
    known.
    """
    electorate = contest.set_up.electorate
    if electorate is None:
        return None
    # None and not 0: that nobody keyed it is no statement that none were rejected.
    postal = contest.postal_rejected
    in_boxes = now.valid + contest.set_up.rules.rejected_papers(now.rejected)
    return Turnouts(
        valid=hundredths_of_percent(now.valid, electorate),
        ballot_box=hundredths_of_percent(in_boxes, electorate),
        total=None if postal is None else hundredths_of_percent(in_boxes + postal, electorate),
    )


def _deposit(contest: ContestState, votes: Votes, valid: Papers) -> Deposit | None:
    """Returned to whoever has more than the set share of the valid votes (domain.md, "Result")."""
    deposit = contest.set_up.rules.deposit
    if deposit is None or contest.declaration is None:
        return None
    # Multiplied out, so that no fraction is rounded: exactly a twentieth forfeits.
    return "returned" if votes * deposit.share_denominator > valid else "forfeited"
