"""Small real counts of contests of every shape,
for the screens on which papers are keyed and settled.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.on_paper import (
    Area,
    BallotBox,
    BallotPaperAccount,
    Candidate,
    SheetForm,
)
from tallyapp.domain.vocabulary.slates import slate_of
from tallyapp.domain.vocabulary.units import (
    CandidateNumber,
    Papers,
    SheetNumber,
)
from tallyapp.exchange.election_rules import load_rules
from tallyapp.practice.at_the_door import see_all
from tallyapp.practice.rehearsal import CLERKS, RETURNING_OFFICER, SECOND_SUPERVISOR, SUPERVISOR
from tests.halls import Hall
from tests.workstations import workstation

from ..halls import officer, staff_name
from .practice import Clock

PEOPLE = (
    "Adams Benjamin Labour",
    "Ali Amir Independent",
    "Brown Louise Conservative",
    "Dhall Sushila Green",
    "Dodds Anneliese Labour",
    "French Brandon Conservative",
    "Henwood David Green",
    "Jupp Theodore Liberal Democrat",
    "Longthorp Katherine Labour",
    "Marham Zaid Liberal Democrat",
)
PAPERS = 5_000


def people(many: int) -> tuple[Candidate, ...]:
    """Candidates in ballot-paper order."""
    found = []
    for n in range(many):
        surname, other, *description = PEOPLE[n % len(PEOPLE)].split()
        twice = f"{surname}-{PEOPLE[n // len(PEOPLE)].split()[0]}" if n >= len(PEOPLE) else surname
        found.append(Candidate(surname=twice, other_names=other, description=" ".join(description)))
    return tuple(found)


def begin(path: Path) -> Desk:
    """A practice count with its staff and no contest yet."""
    returning_officer = officer(RETURNING_OFFICER, "returning-officer", "Caroline Green")
    clock = Clock()
    desk = Desk.begin(
        path,
        clock,
        acts.CountSetUp(
            **acts.Envelope(returning_officer.number, "desk-1").count,
            name="Oxford City",
            polling_day=clock.now.date(),
            practice=True,
            note="",
            authority="Practice council",
            imprint="Practice",
            officer_title="Returning Officer",
            returning_officer=returning_officer,
            certificate=workstation().certificate,
        ),
        staff_name(RETURNING_OFFICER, "Caroline Green"),
        workstation(),
    )
    for number in (SUPERVISOR, SECOND_SUPERVISOR):
        enrol(desk, number, "supervisor")
    for number in CLERKS:
        enrol(desk, number, "clerk")
    return desk


def enrol(desk: Desk, number: int, role: Literal["supervisor", "clerk"]) -> None:
    enrolled = desk.staff.enrolled(number, f"Officer {number}", role)
    desk.do(
        acts.COUNT_STREAM,
        acts.OfficerEnrolled(**desk.by(RETURNING_OFFICER).count, officer=enrolled),
    )


def add_ward(desk: Desk, stream: str, name: str, seats: int, candidates: int, **more: Any) -> None:
    """A ward of one area, its box verified."""
    rules = load_rules("local-england", desk.clock().date()).for_seats(seats)
    desk.do(
        stream,
        acts.ContestSetUp(
            **desk.by(RETURNING_OFFICER).fixed,
            contest=stream,
            election="Election of councillors",
            name=name,
            seats=seats,
            electorate=9_000,
            bundle=more.pop("bundle", 25),
            rules=rules,
            candidates=people(candidates),
            areas=(Area(id="A", name=name),),
            boxes=(BallotBox(id="1", name="Village Hall", kind="polling", area="A"),),
            **more,
        ),
    )
    hall = Hall(desk, stream)
    hall.do(hall.names_confirmed(by=SUPERVISOR))
    account = BallotPaperAccount(
        issued=Papers(PAPERS), unused=Papers(0), spoilt=Papers(0), tendered=Papers(0)
    )
    by = desk.by(CLERKS[0]).contest
    desk.do(stream, acts.BoxAccountKeyed(**by, box="1", account=account, of=""))
    desk.do(stream, acts.BoxCounted(**by, box="1", attempt=1, papers=Papers(PAPERS)))
    see_all(desk, stream, SUPERVISOR, SECOND_SUPERVISOR)


def issue(desk: Desk, stream: str, first: int, last: int, form: SheetForm = "sheet") -> None:
    """Sheets or slips are handed to the ward's area."""
    desk.hand_out(
        stream,
        acts.SheetsIssued(
            **desk.by(SUPERVISOR).contest,
            area="A",
            first=SheetNumber(first),
            last=SheetNumber(last),
            form=form,
        ),
    )


def name_slates(desk: Desk, stream: str, slates: Iterable[tuple[int, ...]]) -> None:
    """Slates that were met before."""
    for named in slates:
        candidates = slate_of(tuple(map(CandidateNumber, named)))
        one, other = (desk.by(clerk).contest for clerk in CLERKS[:2])
        desk.do(stream, acts.SlateNamed(**one, candidates=candidates))
        desk.do(stream, acts.SlateConfirmed(**other, candidates=candidates))


def every_kind(path: Path) -> Desk:
    """A count of wards: three seats, fifteen seats,
    and one seat by total, by both, and a small count.
    """
    desk = begin(path)
    add_ward(desk, "three", "Marston", 3, 10)
    issue(desk, "three", 101, 120)
    issue(desk, "three", 151, 160, "slip")
    add_ward(desk, "fifteen", "Great Parish", 15, 40)
    issue(desk, "fifteen", 201, 220)
    add_ward(desk, "total", "Headington", 1, 4, written="total")
    issue(desk, "total", 301, 310)
    issue(desk, "total", 351, 360, "slip")
    add_ward(desk, "both", "Cowley", 1, 4, written="both")
    issue(desk, "both", 401, 410)
    issue(desk, "both", 451, 460, "slip")
    add_ward(desk, "small", "Wolvercote", 1, 3, small_count=True)
    issue(desk, "small", 501, 510)
    return desk
