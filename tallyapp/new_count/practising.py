"""A practice count of the very count that is set up: the same lists, rules, sheets and names."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import asdict, fields, replace

from tallyapp.desk import Clock, Desk
from tallyapp.desk.making import making
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.acts.base import CountAct, FixedAct
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.keyed_paper import KeyedPaper, Life
from tallyapp.domain.vocabulary.containers import MAX_AT_ONCE, Container
from tallyapp.domain.vocabulary.on_paper import BallotBox, Enrolled, SheetForm
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.staff import new_name
from tallyapp.words.catalogue import say
from tallyapp.workstation import Workstation


def practise(real: Desk, path: Path, clock: Clock, machine: Workstation) -> Desk:
    """A practice count in a new file, set up as this count is now, with nothing counted in it.

    Officers have their numbers, names and roles, sheets their numbers: the printed papers can be
    keyed. Raises Refusal or EnvironmentFault, leaving no file.
    """
    answering, first = _begun(real)
    name = new_name(real.staff.name(answering))
    officer = Enrolled(number=answering, named=name.named, role="returning-officer")
    act = acts.CountSetUp(
        **acts.Envelope(answering, machine.name).count,
        **first,
        practice=True,
        note=say("practice", "of-count"),
        returning_officer=officer,
        certificate=machine.certificate,
    )
    with making(path) as unfinished:
        desk = Desk.begin(unfinished, clock, act, name, machine)
        try:
            with desk.ledger.together():
                for contest in _counted(real).values():
                    _set_up(desk, answering, contest)
                # Tables first: sheets are handed out to them.
                _register(desk, answering, real)
                _hand_out(desk, answering, real)
                _record(desk, answering, real)
                _enrol(desk, answering, real)
        finally:
            desk.close()
    return Desk.open(path, clock, machine)


def _begun(real: Desk) -> tuple[OfficerNumber, dict[str, Any]]:
    """Who answers for the count, and what its first act says besides, to be said once more."""
    set_up = real.count.count.set_up
    assert set_up is not None
    said = asdict(set_up)
    for field in ("practice", "note", "returning_officer", "certificate", *_envelope(CountAct)):
        del said[field]
    return set_up.returning_officer.number, said


def _counted(real: Desk) -> dict[str, ContestState]:
    """The contests in which something is counted, by their streams: none that was abandoned."""
    contests = real.count.contests.items()
    return {stream: contest for stream, contest in contests if not contest.abandoned}


def _envelope(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _set_up(desk: Desk, by: OfficerNumber, contest: ContestState) -> None:
    """As the contest is now, whatever was put right in it since; added boxes come last."""
    said = asdict(contest.set_up)
    for field in _envelope(FixedAct):
        del said[field]
    said["boxes"] = tuple(_boxes(contest))
    desk.do(contest.set_up.contest, acts.ContestSetUp(**desk.by(by).fixed, **said))


def _boxes(contest: ContestState) -> Iterator[BallotBox]:
    now = {state.box.id: state.box for area in contest.areas.values() for state in area.boxes}
    for box in contest.set_up.boxes:
        if box.id in now:
            yield now.pop(box.id)
    yield from now.values()


class _Run(NamedTuple):
    """Sheets of one area, shape and table whose numbers follow one another."""

    stream: str
    area: str
    form: SheetForm
    first: SheetNumber
    last: SheetNumber
    table: str


def _hand_out(desk: Desk, by: OfficerNumber, real: Desk) -> None:
    """The same sheets under the same numbers: what is printed can be keyed."""
    runs = [run for stream, contest in _counted(real).items() for run in _runs(stream, contest)]
    for run in sorted(runs, key=lambda run: run.first):
        issued = acts.SheetsIssued(
            **desk.by(by).contest,
            area=run.area,
            first=run.first,
            last=run.last,
            form=run.form,
            table=run.table,
        )
        desk.hand_out(run.stream, issued)


def _runs(stream: str, contest: ContestState) -> Iterator[_Run]:
    def alike(each: tuple[int, KeyedPaper]) -> tuple[int, str, str]:
        place, sheet = each
        return sheet.number - place, sheet.shape, sheet.table

    for area in contest.areas.values():
        out = (sheet for sheet in area.sheets if sheet.life is not Life.WITHDRAWN)
        sheets = sorted(out, key=lambda sheet: sheet.number)
        for (_, shape, table), run in groupby(enumerate(sheets), alike):
            numbers = [SheetNumber(sheet.number) for _, sheet in run]
            form: SheetForm = "slip" if shape == "slip" else "sheet"
            yield _Run(stream, area.area.id, form, numbers[0], numbers[-1], table)


def _record(desk: Desk, by: OfficerNumber, real: Desk) -> None:
    """Contests without a poll, as they are recorded now."""
    for ward in real.count.count.uncontested.values():
        said = asdict(ward)
        for field in _envelope(CountAct):
            del said[field]
        desk.do(COUNT_STREAM, acts.UncontestedRecorded(**desk.by(by).count, **said))


def _register(desk: Desk, by: OfficerNumber, real: Desk) -> None:
    """The register of everything that can hold papers, none of it sighted yet; and the tables."""
    register = real.count.count.containers
    registered = [found for name in register.registered if (found := register.known(name))]
    known = list(filter(None, (_still_held(each, desk) for each in registered)))
    for first in range(0, len(known), MAX_AT_ONCE):
        some = tuple(known[first : first + MAX_AT_ONCE])
        act = acts.ContainersRegistered(**desk.by(by).count, containers=some)
        desk.do(COUNT_STREAM, act)
    for table in real.count.count.tables.now():
        named = acts.TableNamed(
            **desk.by(by).count, table=table.id, name=table.name, team=table.team
        )
        desk.do(COUNT_STREAM, named)


def _still_held(container: Container, desk: Desk) -> Container | None:
    """The container with what it holds of contests that are counted; None if that is nothing."""
    held = tuple(part for part in container.holds if part.contest in desk.count.contests)
    return replace(container, holds=held) if held or not container.holds else None


def _enrol(desk: Desk, by: OfficerNumber, real: Desk) -> None:
    """Whoever is on the staff now, each under the number that they will key."""
    seq = real.count.count.seq
    for number, state in sorted(real.count.count.officers.items()):
        now = state.at(seq)
        if now is None or number == by:
            continue
        contests = [contest for contest in now.contests if contest in desk.count.contests]
        # Named for contests that are all abandoned, they adjudicate in none: not in every one.
        if now.contests and not contests:
            continue
        enrolled = desk.staff.enrolled(number, real.staff.name(number), now.role, contests)
        desk.do(COUNT_STREAM, acts.OfficerEnrolled(**desk.by(by).count, officer=enrolled))
