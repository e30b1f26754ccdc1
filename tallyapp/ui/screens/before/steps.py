"""The steps before the count, in the order in which they are done."""

from tallyapp.domain.rules.containers import containers, not_arrived
from tallyapp.domain.rules.officers import EVERYBODY
from tallyapp.domain.rules.postal import postal_boxes, postal_differences
from tallyapp.domain.state.contest import ContestState
from tallyapp.files import is_file
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session
from tallyapp.words.figures import strung

from .adjournment import AdjournmentPage, adjournment_state
from .backup import BackupPage, backup_state
from .electorate import ElectoratePage, electorate_state
from .groups import GroupsPage, groups_state
from .last_time import LastTimePage, last_time_state
from .names import NamesPage, names_state
from .papers import PapersPage, printed_state
from .practise import PractisePage, practice_file
from .put_right.page import PutRightPage
from .put_right.page import state as put_right
from .restored import RestoredPage, restored_state
from .signing import SigningPage, signing_state
from .staff_list import StaffListPage
from .step import Step, StepState, done, look_at, to_do, under_way
from .tables import TablesPage, tables_state
from .try_backup import TryBackupPage, try_backup_state

_STAFF_THAT_COUNTS = 3
"""Who answers for the count and two who key; in a small count two do."""


def _staff(session: Session, contest: ContestState) -> StepState:
    count = session.desk.count.count
    counting = sum(count.role(number, count.seq) in EVERYBODY for number in count.officers)
    least = _STAFF_THAT_COUNTS - contest.set_up.small_count
    if counting >= least:
        return done("staff.done", officers=counting)
    return (under_way if counting > 1 else to_do)("staff.to-do", officers=counting, least=least)


def _boxes(_: Session, contest: ContestState) -> StepState:
    return done("boxes.done", boxes=len(contest.boxes), areas=len(contest.areas))


def _containers(_: Session, contest: ContestState) -> StepState:
    late = len({found.place for found in not_arrived(contest) if found.place.field == "arrived"})
    every = len(containers(contest))
    if not late:
        return done("containers.done", containers=every)
    return (under_way if late < every else to_do)("containers.to-do", late=late, containers=every)


def _postal(_: Session, contest: ContestState) -> StepState:
    if not postal_boxes(contest):
        return done("postal.none")
    if postal_differences(contest) or contest.postal.returned.waiting:
        return look_at("postal.look")
    if contest.postal.returned.agreed is None:
        return to_do("postal.to-do")
    return done("postal.done", covers=contest.postal.returned.agreed)


def _sheets(_: Session, contest: ContestState) -> StepState:
    without = [area.area.id for area in contest.areas.values() if not area.sheets]
    if not without:
        return done("sheets.done", sheets=len(contest.sheets))
    names = strung(without)
    return (under_way if contest.sheets else to_do)("sheets.to-do", areas=names)


def _practised(session: Session, contest: ContestState) -> StepState:
    set_up = session.desk.count.count.set_up
    if set_up and set_up.practice:
        return done("practise.this")
    if is_file(practice_file(session.desk.ledger.path)):
        return done("practise.made")
    # Once papers are keyed it is too late to practise them, and nothing is missing for the count.
    if any(sheet.keyings for area in contest.areas.values() for sheet in area.sheets):
        return done("practise.begun")
    return to_do("practise.to-do")


STEPS: tuple[Step, ...] = (
    Step("staff", _staff, Destination.SIGN_IN, "enrol"),
    Step("staff-list", _staff, StaffListPage, whenever=True),
    Step("names", names_state, NamesPage),
    Step("electorate", electorate_state, ElectoratePage),
    Step("boxes", _boxes, Destination.VERIFICATION),
    Step("tables", tables_state, TablesPage),
    Step("containers", _containers, Destination.VERIFICATION, ("beside", "containers")),
    Step("postal", _postal, Destination.VERIFICATION, ("beside", "postal")),
    Step("put-right", put_right, PutRightPage, whenever=True),
    Step("last-time", last_time_state, LastTimePage),
    Step("groups", groups_state, GroupsPage),
    Step("sheets", _sheets, Destination.KEY_SHEET),
    Step("paper", printed_state, PapersPage),
    Step("signing", signing_state, SigningPage),
    Step("backup", backup_state, BackupPage),
    Step("try-backup", try_backup_state, TryBackupPage, whenever=True),
    Step("restored", restored_state, RestoredPage, whenever=True),
    Step("practise", _practised, PractisePage),
    Step("adjournment", adjournment_state, AdjournmentPage, whenever=True),
)
"""Every step; a step of another part of the count comes in here by one line."""
