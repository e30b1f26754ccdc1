"""What the press is told of a count, frozen: its notices, and what follows from them alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from msgspec.structs import replace as drawn_at

from tallyapp.domain.reports.declaration import corrected_report, declaration_report
from tallyapp.domain.reports.declaration_report import (
    NOWHERE,
    CandidateResult,
    Checkpoint,
    DeclarationReport,
)
from tallyapp.domain.rules.declaring import borne_out
from tallyapp.domain.state.contest import ContestState, Stage
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.seats import CouncilSeats, council_seats
from tallyapp.domain.views.tally import CountTally, count_tally, ranks
from tallyapp.domain.vocabulary.shares import hundredths_of_percent
from tallyapp.domain.vocabulary.staff_names import ReleasedName

Why: TypeAlias = Literal["counting", "given-up", "otherwise"]


@dataclass(frozen=True)
class PressCandidate:
    """One line of a notice; its share of the valid papers, in hundredths of a percent, and its
    place by votes, from 1 and the same for equal votes.
    """

    line: CandidateResult
    share: int
    rank: int


@dataclass(frozen=True)
class Beside:
    """What is said of a result beside others, in sentences: against last time, of candidates among
    one another, and of the seats alone. None of it is part of the notice.
    """

    last_time: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    seats: str = ""


@dataclass(frozen=True)
class PressContest:
    """A declared contest: the notice of its result, as it was last corrected where it was.

    `position` is that of the act whose figures these are; `candidates` are in ballot-paper order.
    """

    id: str
    position: int
    notice: DeclarationReport
    candidates: tuple[PressCandidate, ...]
    beside: Beside = Beside()

    @property
    def by_votes(self) -> tuple[PressCandidate, ...]:
        """Most votes first; of equal votes those elected, then in ballot-paper order."""
        return tuple(sorted(self.candidates, key=lambda each: (each.rank, not each.line.elected)))

    @property
    def elected(self) -> tuple[PressCandidate, ...]:
        """Those elected, most votes first."""
        return tuple(each for each in self.by_votes if each.line.elected)


@dataclass(frozen=True)
class NotTold:
    """A contest of which no figure is given out, and why: it is still counted, it was given up, or
    it was declared outside the program with other figures than were counted.
    """

    id: str
    name: str
    seats: int
    why: Why


@dataclass(frozen=True)
class Unopposed:
    """A contest without a poll: its seats, and who is elected, by name and description."""

    name: str
    seats: int
    elected: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PressReport:
    """A whole count, as the press is told of it."""

    name: str
    practice: bool
    polling_day: date
    authority: str
    imprint: str
    contests: tuple[PressContest, ...]
    not_told: tuple[NotTold, ...]
    unopposed: tuple[Unopposed, ...]
    seats: CouncilSeats
    tally: CountTally
    """What was declared, of contests whose notice was not corrected since, and what had no poll."""

    def with_sentences(self, beside: Mapping[str, Beside]) -> "PressReport":
        """The same, with what is said of each contest beside others."""
        contests = tuple(replace(each, beside=beside[each.id]) for each in self.contests)
        return replace(self, contests=contests)

    def at(self, checkpoints: Mapping[str, Checkpoint]) -> "PressReport":
        """The same, with how far the stream of each contest had got at its notice."""
        contests = tuple(
            replace(each, notice=drawn_at(each.notice, checkpoint=checkpoints[each.id]))
            for each in self.contests
        )
        return replace(self, contests=contests)


def press_report(count: Count, declarants: Mapping[str, ReleasedName | None]) -> PressReport:
    """What is told of a count now; `declarants` are who declared each contest, where their names
    are kept. Raises ValueError before the count is set up.
    """
    set_up = count.count.set_up
    if set_up is None:
        raise ValueError("the count is not set up")
    contests: list[PressContest] = []
    not_told: list[NotTold] = []
    for stream, contest in count.contests.items():
        why = _why_not(contest)
        if why:
            told = contest.set_up
            not_told.append(NotTold(stream, told.name, told.seats, why))
        else:
            contests.append(_contest(count, stream, contest, declarants.get(stream)))
    return PressReport(
        name=set_up.name,
        practice=set_up.practice,
        polling_day=set_up.polling_day,
        authority=set_up.authority,
        imprint=set_up.imprint,
        contests=tuple(contests),
        not_told=tuple(not_told),
        unopposed=tuple(
            Unopposed(
                each.name, each.seats, tuple((c.name, c.description) for c in each.candidates)
            )
            for each in count.count.uncontested.values()
        ),
        seats=council_seats(count),
        tally=_declared_tally(count, contests),
    )


def _declared_tally(count: Count, told: Sequence[PressContest]) -> CountTally:
    """The tally of what is told; a corrected notice has other figures and names than the tally."""
    ids = {each.id for each in told if not each.notice.corrected}
    whole = count_tally(count)
    return replace(whole, contests=tuple(each for each in whole.contests if each.id in ids))


def _why_not(contest: ContestState) -> Why | None:
    """Why nothing is told of a contest; None where its figures are those of a notice."""
    if contest.declaration is None:
        return "given-up" if contest.stage is Stage.ABANDONED else "counting"
    # What the count bears out nowhere is no figure of ours to give out (as with the signed notice).
    return None if contest.corrected or borne_out(contest) else "otherwise"


def _contest(
    count: Count, stream: str, contest: ContestState, declarant: ReleasedName | None
) -> PressContest:
    declared = contest.declaration
    if declared is None:
        raise ValueError("the contest is not declared")
    drawn = corrected_report if contest.corrected else declaration_report
    notice = drawn(count, contest, NOWHERE, declarant)
    position = contest.corrected[-1].seq if contest.corrected else declared.seq
    return PressContest(stream, position, notice, standing(notice))


def standing(notice: DeclarationReport) -> tuple[PressCandidate, ...]:
    """How each candidate of a notice stands, in ballot-paper order."""
    places = ranks([each.votes for each in notice.candidates])
    return tuple(
        PressCandidate(line, hundredths_of_percent(line.votes, notice.valid), rank)
        for line, rank in zip(notice.candidates, places, strict=True)
    )
