"""A planned count made in a new file, all of it or nothing."""

from collections.abc import Iterator
from pathlib import Path

from tallyapp.desk import Clock, Desk
from tallyapp.desk.making import making
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.on_paper import Enrolled
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.staff import new_name
from tallyapp.workstation import Workstation

from .details import RETURNING_OFFICER, Details, NewCount, PlannedContest, Unopposed
from .enrolling import enrol


def make(path: Path, count: NewCount, clock: Clock, machine: Workstation) -> Desk:
    """The count in a new file, every contest set up;
    raises Refusal or EnvironmentFault, leaving no file.
    """
    with making(path) as unfinished:
        desk = _begun(unfinished, count.details, clock, machine)
        try:
            with desk.ledger.together():
                for contest in count.contests:
                    _set_up(desk, count.details, contest)
                for ward in count.unopposed:
                    _record(desk, count.details, ward)
                if count.staff:
                    enrol(desk, RETURNING_OFFICER, count.staff)
        finally:
            desk.close()
    return Desk.open(path, clock, machine)


def _begun(path: Path, details: Details, clock: Clock, machine: Workstation) -> Desk:
    name = new_name(details.officer_name)
    officer = Enrolled(number=RETURNING_OFFICER, named=name.named, role="returning-officer")
    return Desk.begin(
        path,
        clock,
        acts.CountSetUp(
            **acts.Envelope(RETURNING_OFFICER, machine.name).count,
            name=details.name,
            polling_day=details.polling_day,
            practice=details.practice,
            note="",
            authority=details.authority,
            imprint=details.imprint,
            officer_title=details.officer_title,
            returning_officer=officer,
            certificate=machine.certificate,
        ),
        name,
        machine,
    )


def _set_up(desk: Desk, details: Details, contest: PlannedContest) -> None:
    desk.do(
        contest.id,
        acts.ContestSetUp(
            **desk.by(RETURNING_OFFICER).fixed,
            contest=contest.id,
            election=details.election,
            name=contest.name,
            seats=contest.seats,
            electorate=contest.electorate,
            bundle=contest.bundle,
            written=details.written,
            terms=contest.terms,
            small_count=details.small_count,
            rules=contest.rules,
            candidates=contest.candidates,
            areas=contest.areas,
            boxes=contest.boxes,
        ),
    )
    for area, first, last in sheet_runs(contest, desk.count.last_sheet):
        desk.hand_out(
            contest.id,
            acts.SheetsIssued(
                **desk.by(RETURNING_OFFICER).contest,
                area=area,
                first=SheetNumber(first),
                last=SheetNumber(last),
            ),
        )


def _record(desk: Desk, details: Details, ward: Unopposed) -> None:
    desk.do(
        acts.COUNT_STREAM,
        acts.UncontestedRecorded(
            **desk.by(RETURNING_OFFICER).count,
            contest=ward.id,
            election=details.election,
            name=ward.name,
            seats=ward.seats,
            candidates=ward.candidates,
        ),
    )


def sheet_runs(contest: PlannedContest, before: int) -> Iterator[tuple[str, int, int]]:
    """Which sheet numbers each area gets, one after another, after
    those of the contests `before`.
    """
    following = before + 1
    for area, number in zip(contest.areas, contest.sheets, strict=True):
        if number:
            yield area.id, following, following + number - 1
            following += number
