"""Wards of a council counted together, some of several seats:
what is on their papers, always the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.result import figures, outcome
from tallyapp.domain.rules.statement import stated_now
from tallyapp.domain.vocabulary.on_paper import (
    Area,
    BallotBox,
    BallotPaperAccount,
    Block,
    Bundles,
    Candidate,
    FormFigures,
    Mixed,
    Role,
    SheetFigures,
)
from tallyapp.domain.vocabulary.units import (
    FormNumber,
    OfficerNumber,
    Papers,
    SheetNumber,
    Votes,
)
from tallyapp.exchange.election_rules import load_rules
from tallyapp.practice.at_the_door import key_returned, see_all
from tallyapp.practice.hall_clock import HallClock
from tests.halls import Hall, slate
from tests.workstations import workstation

from .halls import count_fields, officer, staff_name

POLLING_DAY = date(2025, 5, 1)
ELECTION = "Election of district councillors"
RETURNING_OFFICER, DEPUTY, SUPERVISOR, SECOND_SUPERVISOR, ADJUDICATOR = 1, 2, 3, 4, 5
CLERKS = (11, 12)
BUNDLE = 25
SENT = 6
"""Papers that each sheet sends for adjudication."""
_STAFF: tuple[tuple[int, Role], ...] = (
    (DEPUTY, "deputy"),
    (SUPERVISOR, "supervisor"),
    (SECOND_SUPERVISOR, "supervisor"),
    (ADJUDICATOR, "adjudicator"),
    *((number, "clerk") for number in (*CLERKS, 13)),
)
_PARTIES = ("Conservative and Unionist Party", "Labour Party", "Liberal Democrats", "Green Party")
_SURNAMES = (
    "Abbott",
    "Baker",
    "Carter",
    "Dawson",
    "Ellis",
    "Fletcher",
    "Grant",
    "Hughes",
    "Irving",
    "Jarvis",
)


@dataclass(frozen=True)
class Ward:
    """A ward: its seats, how many stand,
    and its areas with how many sheets each, numbered from `first`.
    """

    id: str
    name: str
    seats: int
    standing: int
    areas: Sequence[str] = ("A", "B")
    sheets: int = 2
    first: int = 1

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """In ballot-paper order; each slate of as many as there are seats is one party's."""
        return tuple(
            Candidate(
                surname=_SURNAMES[n % len(_SURNAMES)]
                + ("" if n < len(_SURNAMES) else f"-{_SURNAMES[n // 10]}"),
                other_names=f"{self.name.split()[0]} {n + 1}",
                description=_PARTIES[n // self.seats % len(_PARTIES)],
            )
            for n in range(self.standing)
        )

    @property
    def slates(self) -> list[tuple[int, ...]]:
        """The candidates of each of the first two parties; then the last candidate alone."""
        if self.seats == 1:
            return []
        one = tuple(range(1, self.seats + 1))
        return [
            one,
            tuple(n + self.seats for n in one if n + self.seats <= self.standing),
            (self.standing,),
        ]

    def numbers(self, area: str) -> range:
        """The sheets of an area."""
        first = self.first + self.areas.index(area) * self.sheets
        return range(first, first + self.sheets)

    def sheet(self, number: int) -> SheetFigures:
        """What is written on a sheet."""
        number -= self.first - 1
        big = 40 + 7 * (number % 5)
        sent = Papers(SENT)
        if self.seats == 1:
            papers = [big * 3 // (n + 1) for n in range(self.standing)]
            lines = tuple(Bundles(p // BUNDLE, Papers(p % BUNDLE)) for p in papers)
            return SheetFigures(papers=Papers(sum(papers) + sent), lines=lines, sent=sent)
        piles = [big * 2, big, 9]
        mixed = 30 + number
        votes = [mixed * (60 - 40 * n // self.standing) // 100 for n in range(self.standing)]
        while sum(votes) > self.seats * mixed:
            votes = [v - 1 for v in votes]
        blocks = tuple(
            Block(slate(*named), p // BUNDLE, Papers(p % BUNDLE))
            for p, named in zip(piles, self.slates, strict=True)
        )
        return SheetFigures(
            papers=Papers(sum(piles) + mixed + sent),
            lines=(),
            sent=sent,
            blocks=blocks,
            mixed=Mixed(
                papers=Papers(mixed),
                votes=tuple(map(Votes, votes)),
                unused=Votes(self.seats * mixed - sum(votes)),
                uncertain=Votes(0),
            ),
        )

    def form(self, area: str) -> FormFigures:
        """What became of an area's doubtful papers:
        half are good, of which two are rejected in part.
        """
        papers = SENT * self.sheets
        good = papers // 2
        allowed = [0] * self.standing
        allowed[0], allowed[-1] = good - 1, 1
        rest = papers - good
        several = self.seats > 1
        rejected = [0, rest - 2, 0, 2, *([2] if several else [])]
        uncertain = 2 if several else None
        return FormFigures(
            papers=Papers(papers),
            good=Papers(good) if several else None,
            allowed=tuple(map(Papers, allowed)),
            rejected=tuple(map(Papers, rejected)),
            unused=Votes(self.seats * good - good - 2) if several else None,
            uncertain=Votes(2) if uncertain else None,
            objections=1,
            adjudicator=OfficerNumber(ADJUDICATOR),
        )

    def papers(self, area: str) -> int:
        """Papers in an area's boxes."""
        return sum(self.sheet(number).papers or 0 for number in self.numbers(area))


ASHTON = Ward("ashton", "Ashton", 3, 7, ("A", "B", "C", "D"))
BIRCHLEY = Ward("birchley", "Birchley", 1, 4, first=101)
CEDAR_GREEN = Ward("cedar-green", "Cedar Green", 2, 5, first=201)


def begin(path: Path, wards: Iterable[Ward] = (ASHTON, BIRCHLEY, CEDAR_GREEN)) -> Desk:
    """A new count with its staff and these wards, no paper counted."""
    returning_officer = officer(RETURNING_OFFICER, "returning-officer", "Returning officer")
    desk = Desk.begin(
        path,
        HallClock(POLLING_DAY),
        acts.CountSetUp(
            **acts.Envelope(OfficerNumber(RETURNING_OFFICER), "desk-1").count,
            **count_fields(
                name="Oakshire District Council",
                polling_day=POLLING_DAY,
                authority="Oakshire District Council",
                imprint="",
                officer_title="Returning Officer",
                returning_officer=returning_officer,
            ),
        ),
        staff_name(RETURNING_OFFICER, "Returning officer"),
        workstation(),
    )
    for number, role in _STAFF:
        enrolled = desk.staff.enrolled(number, f"Officer {number}", role)
        desk.do(
            COUNT_STREAM, acts.OfficerEnrolled(**desk.by(RETURNING_OFFICER).count, officer=enrolled)
        )
    for ward in wards:
        set_up(desk, ward)
    return desk


def set_up(desk: Desk, ward: Ward) -> None:
    """Set a ward up, hand out its sheets, name its slates."""
    desk.do(
        ward.id,
        acts.ContestSetUp(
            **desk.by(RETURNING_OFFICER).fixed,
            contest=ward.id,
            election=ELECTION,
            name=ward.name,
            seats=ward.seats,
            electorate=sum(map(ward.papers, ward.areas)) * 5 // 2,
            bundle=BUNDLE,
            rules=load_rules("local-england", POLLING_DAY).for_seats(ward.seats),
            candidates=ward.candidates,
            areas=tuple(Area(id=area, name=f"Area {area}") for area in ward.areas),
            boxes=tuple(
                BallotBox(
                    id=f"{area}{n}",
                    name=f"Box {area}{n}",
                    kind="postal" if n == 2 else "polling",
                    area=area,
                )
                for area in ward.areas
                for n in (1, 2)
            ),
        ),
    )
    hall = Hall(desk, ward.id)
    hall.do(hall.names_confirmed(by=SUPERVISOR))
    see_all(desk, ward.id, SUPERVISOR, SECOND_SUPERVISOR)
    for area in ward.areas:
        numbers = ward.numbers(area)
        desk.hand_out(
            ward.id,
            acts.SheetsIssued(
                **desk.by(SUPERVISOR).contest,
                area=area,
                first=SheetNumber(numbers[0]),
                last=SheetNumber(numbers[-1]),
            ),
        )
    for named in ward.slates:
        candidates = slate(*named)
        one, other = (desk.by(clerk).contest for clerk in CLERKS[:2])
        desk.do(ward.id, acts.SlateNamed(**one, candidates=candidates))
        desk.do(ward.id, acts.SlateConfirmed(**other, candidates=candidates))


def verify(desk: Desk, ward: Ward) -> None:
    """Account and count every box, and make the statement."""
    for area in ward.areas:
        papers = ward.papers(area)
        for box, counted in ((f"{area}1", papers - 40), (f"{area}2", 40)):
            account = BallotPaperAccount(
                issued=Papers(counted), unused=Papers(0), spoilt=Papers(0), tendered=Papers(0)
            )
            desk.do(
                ward.id,
                acts.BoxAccountKeyed(**desk.by(CLERKS[0]).contest, box=box, account=account, of=""),
            )
            desk.do(
                ward.id,
                acts.BoxCounted(
                    **desk.by(CLERKS[0]).contest, box=box, attempt=1, papers=Papers(counted)
                ),
            )
    key_returned(desk, ward.id, CLERKS)
    stated = stated_now(desk.contest(ward.id))
    desk.do(ward.id, acts.VerificationStated(**desk.by(RETURNING_OFFICER).fixed, **stated))


def key(desk: Desk, ward: Ward, areas: Sequence[str] | None = None, forms: bool = True) -> None:
    """Key the sheets and forms of these areas (of all, if none are named) twice."""
    for at, area in enumerate(ward.areas, 1):
        if areas is not None and area not in areas:
            continue
        for number in ward.numbers(area):
            for clerk in CLERKS:
                figures_ = ward.sheet(number)
                desk.do(
                    ward.id,
                    acts.SheetKeyed(
                        **desk.by(clerk).contest,
                        sheet=SheetNumber(number),
                        of=desk.contest(ward.id).sheets[SheetNumber(number)].opened,
                        figures=figures_,
                    ),
                )
        for clerk in CLERKS if forms else ():
            desk.do(
                ward.id,
                acts.FormKeyed(
                    **desk.by(clerk).contest,
                    form=FormNumber(at),
                    round=1,
                    of="",
                    area=area,
                    figures=ward.form(area),
                ),
            )


def declare(desk: Desk, ward: Ward) -> None:
    """Give the provisional result, and declare it."""
    now = figures(desk.contest(ward.id))
    provisional = acts.ProvisionalGiven(**desk.by(RETURNING_OFFICER).fixed, figures=now)
    given = desk.do(ward.id, provisional).act.id
    desk.do(ward.id, acts.RecountOpportunityGiven(**desk.by(RETURNING_OFFICER).contest, of=given))
    desk.do(
        ward.id,
        acts.ReadBack(
            **desk.by(SUPERVISOR).contest, of=given, votes=now.votes, rejected=now.rejected
        ),
    )
    contest = desk.contest(ward.id)
    while tied := outcome(contest, now.votes).tied:
        Hall(desk, ward.id).draw(
            acts.LotDrawn(
                **desk.by(RETURNING_OFFICER).contest, of=given, tied=tied, chosen=tied[0]
            ),
            SUPERVISOR,
        )
    at = desk.clock().replace(microsecond=0)
    desk.do(
        ward.id,
        acts.Declared(
            **desk.by(RETURNING_OFFICER).fixed,
            of=given,
            declared_at=at,
            figures=now,
            elected=outcome(contest, now.votes).elected,
            declarant=OfficerNumber(1),
        ),
    )


def played(desk: Desk, ward: Ward) -> None:
    """A ward from its first box to its declaration."""
    verify(desk, ward)
    key(desk, ward)
    declare(desk, ward)


def westgate_without_a_poll(
    desk: Desk, *elected: Candidate, seats: int, election: str = ELECTION
) -> None:
    """A ward more, in which nobody is counted: no more stood than it has seats."""
    recorded = acts.UncontestedRecorded(
        **desk.by(RETURNING_OFFICER).count,
        contest="westgate",
        election=election,
        name="Westgate",
        seats=seats,
        candidates=elected,
    )
    desk.do(COUNT_STREAM, recorded)
