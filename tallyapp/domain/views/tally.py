"""A count's figures as they stand, contest by contest: what the tally shows and exports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tallyapp.domain.rules.declaring import borne_out
from tallyapp.domain.rules.result import figures, majority, outcome, terms_of
from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.state.count import Count
from tallyapp.domain.state.result import CorrectedNotice, Declaration
from tallyapp.domain.views.against import Against, against
from tallyapp.domain.vocabulary.on_paper import Candidate, ResultFigures
from tallyapp.domain.vocabulary.shares import hundredths_of_percent
from tallyapp.domain.vocabulary.units import CandidateNumber, Papers, Votes

Deposit = Literal["returned", "forfeited"]


@dataclass(frozen=True)
class CandidateTally:
    """One candidate: votes, share of the valid papers in hundredths of a percent.

    `number` is the place on the ballot paper, from 1; `name` as it is declared, `ballot_name` as it
    stands on the ballot paper (`ballot_surname` first), `surname` and `other_names` those of the
    nomination. `party` is what the Electoral Commission calls it, empty where nobody has said, and
    of an `independent`, who stands in the name of none.
    `rank` is the place by votes, from 1; of equal votes it is the same. `elected` is None before
    the declaration, `deposit` where there is none or nothing is declared, `term` empty unless
    elected where terms differ.
    """

    number: CandidateNumber
    surname: str
    other_names: str
    ballot_surname: str
    ballot_forenames: str
    name: str
    ballot_name: str
    description: str
    party: str
    independent: bool
    votes: Votes
    share_of_valid: int
    rank: int
    elected: bool | None
    deposit: Deposit | None
    term: str


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
class HeadTally:
    """Papers rejected under one head; those rejected `in_part` stay in the count."""

    key: str
    label: str
    papers: Papers
    in_part: bool


@dataclass(frozen=True)
class LotTally:
    """A lot as it was recorded: those between whom it was drawn, in ballot-paper order, and whom
    it chose.
    """

    tied: tuple[CandidateNumber, ...]
    chosen: CandidateNumber


@dataclass(frozen=True)
class AreaTally:
    """A count area, and the papers verified in its boxes: below it nothing is published."""

    id: str
    name: str
    verified: Papers


@dataclass(frozen=True)
class ContestTally:
    """One contest: papers, turnouts, majority in votes (None if there is none).

    `electorate` and `turnout` are None where nobody knows how many electors there are. `rejected`
    is by head, in the order of the rules; papers rejected in part are valid, and none of
    `rejected_papers`. `unused` and `uncertain` are votes. Of a question the candidates are the
    `answers`. `tied` are those between whom a lot is still to be drawn. `declared_at` is None
    before the declaration, `outside` why it was made outside the program, and `borne_out` whether
    the count has its figures; `corrected` are the notices that followed, whose figures are none of
    these. `against` sets it beside the result before it, None where none is stated.
    """

    id: str
    election: str
    name: str
    kind: str
    area_word: str
    answers: bool
    seats: int
    electorate: int | None
    stage: Stage
    verified: Papers
    valid: Papers
    rejected: tuple[HeadTally, ...]
    rejected_papers: Papers
    rejected_in_part: Papers
    unused: Votes
    uncertain: Votes
    turnout: Turnouts | None
    majority: Votes | None
    tied: tuple[CandidateNumber, ...]
    lots: tuple[LotTally, ...]
    candidates: tuple[CandidateTally, ...]
    declared_at: datetime | None
    outside: str
    borne_out: bool
    corrected: tuple[CorrectedNotice, ...]
    areas: tuple[AreaTally, ...]
    against: Against | None

    @property
    def declared(self) -> bool:
        """Whether these are figures of a declaration, and not of a count that goes on."""
        return self.declared_at is not None

    @property
    def turnout_declared(self) -> Turnouts | None:
        """The turnout of what is declared: that of a part of the papers is nobody's turnout."""
        return self.turnout if self.declared else None


@dataclass(frozen=True)
class UnopposedTally:
    """A contest in which nobody is counted: its seats, and who is elected unopposed."""

    id: str
    election: str
    name: str
    seats: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class CountTally:
    """A whole count: what it is, and the figures of each of its contests."""

    name: str
    authority: str
    polling_day: date
    practice: bool
    contests: tuple[ContestTally, ...]
    unopposed: tuple[UnopposedTally, ...]

    @property
    def all(self) -> tuple[ContestTally | UnopposedTally, ...]:
        """Those that are counted, and then those in which nobody is."""
        return (*self.contests, *self.unopposed)


def count_tally(count: Count) -> CountTally:
    """The figures of every contest; raises ValueError before the count is set up."""
    set_up = count.count.set_up
    if set_up is None:
        raise ValueError("the count is not set up")
    return CountTally(
        name=set_up.name,
        authority=set_up.authority,
        polling_day=set_up.polling_day,
        practice=set_up.practice,
        contests=tuple(map(tally, count.contests.values())),
        unopposed=tuple(
            UnopposedTally(each.contest, each.election, each.name, each.seats, each.candidates)
            for each in count.count.uncontested.values()
        ),
    )


def tally(contest: ContestState) -> ContestTally:
    """The figures of one contest now; those declared, once it is."""
    set_up = contest.set_up
    declared = contest.declaration
    # What was declared stays what was declared: a sheet put right since is told in the pack.
    now = declared.figures if declared else figures(contest)
    rejected = set_up.rules.rejected_papers(now.rejected)
    # At none each all candidates tie, and no lot is to be drawn over that.
    tied = outcome(contest, now.votes).tied if now.valid else ()
    return ContestTally(
        id=set_up.contest,
        election=set_up.election,
        name=set_up.name,
        kind=set_up.rules.kind,
        area_word=set_up.rules.area_word,
        answers=set_up.rules.answers,
        seats=set_up.seats,
        electorate=set_up.electorate,
        stage=contest.stage,
        verified=now.verified,
        valid=now.valid,
        rejected=tuple(
            HeadTally(head.key, head.label, papers, head.in_part)
            for head, papers in zip(set_up.rules.heads, now.rejected, strict=True)
        ),
        rejected_papers=rejected,
        rejected_in_part=Papers(sum(now.rejected) - rejected),
        unused=now.unused,
        uncertain=now.uncertain,
        turnout=turnouts(contest, now),
        majority=majority(contest, now.votes) if now.valid else None,
        tied=tied,
        lots=tuple(LotTally(tuple(sorted(of)), chosen) for of, chosen in contest.lot.items()),
        candidates=_candidates(contest, now),
        declared_at=declared.declared_at if declared else None,
        outside=declared.outside if declared else "",
        borne_out=borne_out(contest),
        corrected=tuple(contest.corrected),
        areas=tuple(
            AreaTally(area.id, area.name, contest.areas[area.id].verified) for area in set_up.areas
        ),
        against=against(contest),
    )


def ranks(votes: Sequence[Votes]) -> tuple[int, ...]:
    """The place of each by votes, from 1, in the order given; of equal votes the same place."""
    return tuple(1 + sum(other > each for other in votes) for each in votes)


def _candidates(contest: ContestState, now: ResultFigures) -> tuple[CandidateTally, ...]:
    """The candidates with their votes, in ballot-paper order."""
    declared = contest.declaration
    terms = _terms(contest, declared)
    places = ranks(now.votes)
    return tuple(
        CandidateTally(
            number=number,
            surname=candidate.surname,
            other_names=candidate.other_names,
            ballot_surname=candidate.ballot_surname,
            ballot_forenames=candidate.ballot_forenames,
            name=candidate.name,
            ballot_name=candidate.ballot_name,
            description=candidate.description,
            party=candidate.party,
            independent=candidate.is_independent,
            votes=now.votes[number - 1],
            share_of_valid=hundredths_of_percent(now.votes[number - 1], now.valid),
            rank=places[number - 1],
            # Before the declaration nobody is elected, and the tally must not be read as one.
            elected=number in declared.elected if declared else None,
            deposit=_deposit(contest, now.votes[number - 1], now.valid),
            term=terms.get(number, ""),
        )
        for number, candidate in _numbered(contest.set_up.candidates)
    )


def _numbered(candidates: Sequence[Candidate]) -> list[tuple[CandidateNumber, Candidate]]:
    return [(CandidateNumber(n), candidate) for n, candidate in enumerate(candidates, 1)]


def _terms(contest: ContestState, declared: Declaration | None) -> dict[CandidateNumber, str]:
    """The terms of the elected, where seats carry different ones and it is known who has which."""
    if declared is None:
        return {}
    terms = terms_of(contest, declared.figures, declared.elected)
    return dict(zip(declared.elected, terms, strict=False))


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
