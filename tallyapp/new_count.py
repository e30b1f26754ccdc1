"""A new count from lists of candidates and areas:
looked at as a whole first, then made all or nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from tallyapp.desk import Clock, Desk
from tallyapp.documents.page.glyphs import missing_glyphs
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox, Candidate, Enrolled
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.areas import AreaList, ListedAreas
from tallyapp.exchange.candidates import CandidateList, ListedContest
from tallyapp.exchange.election_rules import load_rules

RETURNING_OFFICER = OfficerNumber(1)


@dataclass(frozen=True, kw_only=True)
class Details:
    """What the lists do not say of a count.
    `electorates` is by contest; the key "" serves a lone contest.

    `bundle` holds where the list of candidates gives a contest none. `written` is how
    lines stand on sheets; in a `small_count` one officer may key a sheet both times.
    """

    name: str
    election: str
    kind: str
    polling_day: date
    electorates: Mapping[str, int]
    authority: str
    imprint: str
    officer_name: str
    officer_title: str
    bundle: int = 50
    written: Literal["bundles", "total", "both"] = "bundles"
    small_count: bool = False
    practice: bool = False


@dataclass(frozen=True, kw_only=True)
class PlannedContest:
    """A contest as it will be set up."""

    id: str
    name: str
    seats: int
    electorate: int
    rules: KindRules
    candidates: tuple[Candidate, ...]
    areas: tuple[Area, ...]
    boxes: tuple[BallotBox, ...]
    sheets: tuple[int | None, ...]
    bundle: int
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Unopposed:
    """A contest in which nobody is counted: no more candidates stand than there are seats."""

    id: str
    name: str
    seats: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, kw_only=True)
class NewCount:
    """A whole count, ready to be looked at and then made."""

    details: Details
    contests: tuple[PlannedContest, ...]
    unopposed: tuple[Unopposed, ...] = ()


def plan(details: Details, candidates: CandidateList, areas: AreaList) -> NewCount:
    """The count that these lists and details describe;
    raises EnvironmentFault where they do not fit.
    """
    _must_be_printable(details)
    by_contest = {listed.contest: listed for listed in areas.contests}
    contests = []
    counted = [listed for listed in candidates.contests if not without_poll(listed)]
    alone = [listed for listed in candidates.contests if without_poll(listed)]
    if not counted:
        raise EnvironmentFault(
            "In no contest of the list are there more candidates than seats, so that nobody is "
            "counted. "
            "Compare the list with the statements of persons nominated."
        )
    for listed in alone:
        by_contest.pop(listed.id, None)
    lone = len(candidates.contests) == 1
    for listed in counted:
        own = by_contest.pop(listed.id, None) or (by_contest.pop(None, None) if lone else None)
        if own is None:
            raise EnvironmentFault(
                f"The list of areas has none for {listed.id}. Add them, and bring it in again."
            )
        contests.append(_planned(details, listed, own, lone))
    if by_contest:
        unknown = ", ".join(sorted(str(name) for name in by_contest))
        raise EnvironmentFault(
            f"The list of areas has contests without candidates: {unknown}. Compare the lists."
        )
    return NewCount(
        details=details, contests=tuple(contests), unopposed=tuple(map(_unopposed, alone))
    )


def without_poll(listed: ListedContest) -> bool:
    """Whether nobody is counted in a contest: no more candidates stand than there are seats."""
    return len(listed.candidates) <= (listed.seats or 1)


def _unopposed(listed: ListedContest) -> Unopposed:
    name = listed.name or listed.id
    seats = listed.seats or 1
    return Unopposed(id=listed.id, name=name, seats=seats, candidates=listed.candidates)


def _must_be_printable(details: Details) -> None:
    """What is typed is printed too:
    a letter that no page can show is named now, not at the declaration.
    """
    for what in ("name", "election", "authority", "imprint", "officer_name", "officer_title"):
        missing = missing_glyphs(getattr(details, what))
        if missing:
            letters = (
                f"{letter if letter.isprintable() else ''} U+{ord(letter):04X}"
                for letter in missing
            )
            raise EnvironmentFault(
                f"The {what.replace('_', ' ')} has characters that no page can show: "
                f"{', '.join(letters)}. "
                "Write it with others."
            )


def _planned(
    details: Details, listed: ListedContest, own: ListedAreas, lone: bool
) -> PlannedContest:
    if listed.polling_day not in (None, details.polling_day):
        raise EnvironmentFault(
            f"The list of candidates is for {listed.polling_day}, the count for "
            f"{details.polling_day}. "
            "Correct one of them."
        )
    electorate = details.electorates.get(listed.id) or (
        details.electorates.get("") if lone else None
    )
    if electorate is None:
        raise EnvironmentFault(
            f"The electorate of {listed.id} is not given. Give it as {listed.id}=NUMBER."
        )
    seats = listed.seats or 1
    return PlannedContest(
        id=listed.id,
        name=listed.name or (details.name if lone else listed.id),
        seats=seats,
        electorate=electorate,
        rules=load_rules(details.kind, details.polling_day).for_seats(seats),
        candidates=listed.candidates,
        areas=own.areas,
        boxes=own.boxes,
        sheets=own.sheets,
        bundle=listed.bundle or details.bundle,
        terms=listed.terms,
    )


def make(path: Path, count: NewCount, clock: Clock, workstation: str) -> Desk:
    """The count in a new file, every contest set up;
    raises Refusal or EnvironmentFault, leaving no file.
    """
    details = count.details
    officer = Enrolled(
        number=RETURNING_OFFICER, name=details.officer_name, role="returning-officer"
    )
    desk = Desk.begin(
        path,
        clock,
        acts.CountSetUp(
            **acts.Envelope(RETURNING_OFFICER, workstation).count,
            name=details.name,
            polling_day=details.polling_day,
            practice=details.practice,
            note="",
            authority=details.authority,
            imprint=details.imprint,
            officer_title=details.officer_title,
            returning_officer=officer,
        ),
    )
    try:
        for contest in count.contests:
            _set_up(desk, details, contest)
        for ward in count.unopposed:
            _record(desk, details, ward)
    except BaseException:
        desk.close()
        path.unlink()
        raise
    return desk


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
        desk.do(
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
