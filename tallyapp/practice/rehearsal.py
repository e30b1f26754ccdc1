"""Practice counts: a past result played through the desk, as its officers would have done it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from tallyapp.desk import Desk, Done
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.rules.areas import one_box_alone
from tallyapp.domain.rules.far_off import too_far_off
from tallyapp.domain.rules.names import lines_to_key
from tallyapp.domain.rules.result import figures, outcome
from tallyapp.domain.rules.slates import wanting
from tallyapp.domain.rules.statement import stated_now
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.kind_of_election import KindRules
from tallyapp.domain.vocabulary.on_paper import Enrolled, Role
from tallyapp.domain.vocabulary.units import (
    CandidateNumber,
    OfficerNumber,
    SheetNumber,
)
from tallyapp.exchange.election_rules import load_rules
from tallyapp.ledger.database import Connect, plain_connect
from tallyapp.past.published import PastResult
from tallyapp.practice.at_the_door import key_returned, see_all, verify_box
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.mishaps import Mishaps
from tallyapp.practice.plans.plans import USUAL, OnPaper, PlannedSheet, PracticePlan
from tallyapp.practice.plans.synthetic import practice_plan
from tallyapp.staff import new_name
from tallyapp.workstation import Workstation, new_workstation

RETURNING_OFFICER = 1
DEPUTY = 2
SUPERVISOR = 3
SECOND_SUPERVISOR = 4
# Four: two key each batch, and a third is there to settle what differs.
CLERKS = (11, 12, 13, 14)
# Batches, as in a hall: the second keying comes when the first is forgotten.
BATCH = 20
"""Sheets that one officer keys before another keys the same."""
NOTE = "Practice: officers, times and codes are synthetic."
WORKSTATION = "practice"

_STAFF: tuple[tuple[int, Role, str], ...] = (
    (DEPUTY, "deputy", "Practice deputy"),
    (SUPERVISOR, "supervisor", "Practice supervisor"),
    (SECOND_SUPERVISOR, "supervisor", "Practice second supervisor"),
    *((number, "clerk", f"Practice clerk {number}") for number in CLERKS),
)


@dataclass(frozen=True)
class Rehearsal:
    """One contest of a practice count: its published result, and the papers that make it up."""

    stream: str
    result: PastResult
    plan: PracticePlan
    rules: KindRules


def begin(
    path: Path,
    name: str,
    results: Sequence[PastResult],
    clock: HallClock,
    connect: Connect = plain_connect,
    machine: Workstation | None = None,
) -> Desk:
    """A new practice count with its staff; raises EnvironmentFault if the file exists, and Refusal
    if its polling day is too far off.

    What is played is signed by a made-up workstation, unless one is given: a machine's own key is
    for what people do at it.
    """
    # The made-up workstation's certificate runs for years from that day.
    if found := too_far_off(results[0].polling_day, name):
        raise Refusal(found)
    at = machine or new_workstation(WORKSTATION, clock())
    named = new_name("Practice returning officer")
    officer = Enrolled(
        number=OfficerNumber(RETURNING_OFFICER), named=named.named, role="returning-officer"
    )
    desk = Desk.begin(
        path,
        clock,
        acts.CountSetUp(
            **acts.Envelope(officer.number, at.name).count,
            name=name,
            polling_day=results[0].polling_day,
            practice=True,
            note=NOTE,
            authority="Practice council",
            imprint="Printed and published by the Acting Returning Officer, Practice Town Hall",
            officer_title="Acting Returning Officer",
            returning_officer=officer,
            certificate=at.certificate,
        ),
        named,
        at,
        connect,
    )
    _enrol(desk)
    return desk


def _enrol(desk: Desk) -> None:
    by = desk.by(RETURNING_OFFICER).count
    with desk.ledger.together():
        for number, role, words in _STAFF:
            enrolled = desk.staff.enrolled(number, words, role)
            desk.do(COUNT_STREAM, acts.OfficerEnrolled(**by, officer=enrolled))


def set_up(desk: Desk, result: PastResult, seed: int, on_paper: OnPaper = USUAL) -> Rehearsal:
    """Set a contest up for the papers of a synthetic plan, and hand out its sheets and slips."""
    rules = load_rules(result.kind, result.polling_day).for_seats(result.seats)
    plan = practice_plan(
        result, rules, seed=seed, on_paper=on_paper, adjudicator=OfficerNumber(DEPUTY)
    )
    # A sheet finds its contest by its number, so numbers go on through the whole night.
    plan = _numbered_on(plan, desk.count.last_sheet)
    desk.do(
        result.id,
        acts.ContestSetUp(
            **desk.by(RETURNING_OFFICER).fixed,
            contest=result.id,
            election=result.election,
            name=result.name,
            seats=result.seats,
            electorate=result.electorate,
            bundle=plan.bundle,
            rules=rules,
            candidates=tuple(past.candidate for past in result.candidates),
            areas=plan.areas,
            boxes=tuple(planned.box for planned in plan.boxes),
            source=plan.source,
            written=on_paper.written,
        ),
    )
    contest = desk.contest(result.id)
    desk.do(
        result.id,
        acts.NamesConfirmed(
            **desk.by(SUPERVISOR).contest,
            of=contest.names_id,
            surnames=lines_to_key(contest.set_up.candidates),
        ),
    )
    # In the plan's order: sheets of one area and shape lie together there, as they are handed out.
    for (area, form), together in groupby(plan.sheets, lambda sheet: (sheet.area, sheet.form)):
        numbers = [sheet.number for sheet in together]
        desk.hand_out(
            result.id,
            acts.SheetsIssued(
                **desk.by(SUPERVISOR).contest,
                area=area,
                first=numbers[0],
                last=numbers[-1],
                form=form,
            ),
        )
    return Rehearsal(result.id, result, plan, rules)


def _numbered_on(plan: PracticePlan, after: int) -> PracticePlan:
    """The plan with its sheets numbered on from those before it: no number is there twice."""
    if not after:
        return plan
    sheets = tuple(
        replace(sheet, number=SheetNumber(sheet.number + after)) for sheet in plan.sheets
    )
    return replace(plan, sheets=sheets)


def verify_boxes(desk: Desk, rehearsal: Rehearsal, leave: Collection[str] = ()) -> None:
    """See every box arrive and empty, account for it and count it, explain what varies, and make
    the statement.

    Polling boxes whose numbers are in `leave` are neither accounted for nor counted: there is no
    statement then.
    """
    stream = rehearsal.stream
    supervisors = SUPERVISOR, SECOND_SUPERVISOR
    see_all(desk, stream, *supervisors)
    for n, planned in enumerate(rehearsal.plan.boxes):
        if planned.box.id not in leave:
            verify_box(desk, stream, planned, CLERKS[n % len(CLERKS)], supervisors)
    for found in one_box_alone(desk.contest(stream)):
        desk.do(
            stream,
            acts.OneBoxAreaDecided(
                **desk.by(RETURNING_OFFICER).contest,
                area=found.place.name,
                box=found.place.field,
                reason="there is one polling station in it",
            ),
        )
    key_returned(desk, stream, CLERKS[:2])
    if leave:
        return
    # From the desk and not from the plan: what is stated is what was counted there.
    stated = stated_now(desk.contest(stream))
    by = desk.by(RETURNING_OFFICER)
    desk.do(stream, acts.VerificationStated(**by.fixed, **stated))
    desk.issue_code(stream, "verification", "posted in the hall", RETURNING_OFFICER)


def key_papers(desk: Desk, rehearsal: Rehearsal, mishaps: bool = False) -> None:
    """Key every sheet and form twice, in batches; `mishaps` are those of three in the morning."""
    stream = rehearsal.stream
    plan = rehearsal.plan
    staff = SUPERVISOR, SECOND_SUPERVISOR, CLERKS
    wrong = Mishaps(desk, stream, plan.sheets, staff) if mishaps else None
    for n, batch in enumerate(_batches(plan.sheets)):
        first = CLERKS[2 * n % 4]
        second = CLERKS[(2 * n + 1) % 4]
        for clerk in (first, second):
            for sheet in batch:
                _name_slates(desk, rehearsal, sheet, clerk)
                if not (wrong and wrong.happens(sheet, clerk, is_second=clerk == second)):
                    desk.do(
                        stream,
                        acts.SheetKeyed(
                            **desk.by(clerk).contest,
                            sheet=sheet.number,
                            of=desk.contest(stream).sheets[sheet.number].opened,
                            figures=sheet.figures,
                        ),
                    )
    for form in plan.forms:
        for clerk in CLERKS[:2]:
            desk.do(
                stream,
                acts.FormKeyed(
                    **desk.by(clerk).contest,
                    form=form.number,
                    round=desk.contest(stream).areas[form.area].round,
                    area=form.area,
                    of="",
                    figures=form.figures,
                ),
            )


def declare(desk: Desk, rehearsal: Rehearsal, drawn: Sequence[CandidateNumber] = ()) -> Done:
    """Give the provisional result, let it be answered and read back, settle a tie, and declare.

    Where a lot decides, the first of `drawn` who is among the tied has it; else who won as
    published.
    """
    stream = rehearsal.stream
    contest = desk.contest(stream)
    result = figures(contest)
    provisional = acts.ProvisionalGiven(**desk.by(RETURNING_OFFICER).fixed, figures=result)
    given = desk.do(stream, provisional).act.id
    desk.issue_code(stream, "provisional", "candidates and agents", RETURNING_OFFICER)
    desk.do(
        stream,
        acts.RecountOpportunityGiven(
            **desk.by(RETURNING_OFFICER).contest, of=given, note="none asked for"
        ),
    )
    desk.do(
        stream,
        acts.ReadBack(
            **desk.by(SUPERVISOR).contest, of=given, votes=result.votes, rejected=result.rejected
        ),
    )
    # Who won as published has a lot, so that the practice count ends as the real one did.
    _draw_lots(desk, stream, given, (*drawn, *rehearsal.result.elected))
    elected = outcome(contest, result.votes).elected
    declared_at = desk.clock().replace(microsecond=0)
    done = desk.do(
        stream,
        acts.Declared(
            **desk.by(RETURNING_OFFICER).fixed,
            of=given,
            declared_at=declared_at,
            figures=result,
            elected=elected,
            declarant=OfficerNumber(RETURNING_OFFICER),
        ),
    )
    desk.issue_code(stream, "declaration", "everyone", RETURNING_OFFICER)
    return done


def _draw_lots(desk: Desk, stream: str, given: str, order: Sequence[CandidateNumber]) -> None:
    """Settle each tie of a provisional result: the first of `order` who is in it has the lot."""
    contest = desk.contest(stream)
    while tied := outcome(contest, figures(contest).votes).tied:
        chosen = next(number for number in (*order, *tied) if number in tied)
        recorded = acts.LotDrawn(
            **desk.by(RETURNING_OFFICER).contest,
            of=given,
            tied=tied,
            chosen=chosen,
            manner="synthetic",
        )
        lot = desk.do(stream, recorded).act.id
        desk.do(stream, acts.LotConfirmed(**desk.by(SUPERVISOR).contest, of=lot, chosen=chosen))


def play(
    desk: Desk, rehearsal: Rehearsal, mishaps: bool = False, drawn: Sequence[CandidateNumber] = ()
) -> Done:
    """A whole contest, from its first box to its declaration; `drawn` as for declaring."""
    verify_boxes(desk, rehearsal)
    key_papers(desk, rehearsal, mishaps)
    return declare(desk, rehearsal, drawn)


def _name_slates(desk: Desk, rehearsal: Rehearsal, sheet: PlannedSheet, clerk: int) -> None:
    """Name the slates met on this sheet for the first time; another officer confirms each."""
    met = [block.candidates for block in sheet.figures.blocks]
    if rehearsal.result.seats > 1 and sheet.figures.slip:
        met.append(sheet.figures.slip)
    for slate in met:
        if slate in desk.contest(rehearsal.stream).slates:
            continue
        desk.do(rehearsal.stream, acts.SlateNamed(**desk.by(clerk).contest, candidates=slate))
        # The rule asks for two here too: practice is played by the rules of a real count.
        other = next(officer for officer in CLERKS if officer != clerk)
        desk.do(rehearsal.stream, acts.SlateConfirmed(**desk.by(other).contest, candidates=slate))
        if slate in wanting(desk.contest(rehearsal.stream)):
            compared = acts.SlateCompared(
                **desk.by(SUPERVISOR).contest, candidates=slate, fits=True
            )
            desk.do(rehearsal.stream, compared)


def _batches(sheets: Sequence[PlannedSheet]) -> Iterator[Sequence[PlannedSheet]]:
    for start in range(0, len(sheets), BATCH):
        yield sheets[start : start + BATCH]
