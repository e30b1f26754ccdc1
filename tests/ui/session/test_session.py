"""Acts go to the disk one after the other, off the window's
thread, and come back true or refused.
"""

import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk, Done
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.ledger.database import plain_connect
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tests.ui.practice import CLERK, OTHER_CLERK, Clock
from tests.workstations import workstation

SHEET_1 = DraftPlace("oxford-east", "sheet", "1")
SHEET_2 = DraftPlace("oxford-east", "sheet", "2")
Settle = Callable[[], None]
Counted = tuple[Desk, Rehearsal]


def key(session: Session, played: Rehearsal, number: int, **told: Any) -> None:
    session.do(
        played.stream,
        acts.SheetKeyed(
            **session.me.contest,
            sheet=SheetNumber(number),
            of=session.desk.contest(played.stream).sheets[SheetNumber(number)].opened,
            figures=played.plan.sheets[number - 1].figures,
        ),
        **told,
    )


def test_acts_are_done_in_the_order_asked_for_and_told_on_the_windows_thread(
    session: Session, oxford: Counted, settle: Settle
) -> None:
    told: list[tuple[int, int]] = []
    session.sign_in(CLERK)
    for number in (3, 1, 2):
        key(
            session,
            oxford[1],
            number,
            then=lambda done: told.append((done.act.sheet, threading.get_ident())),
        )
    assert not told, "never before the disk has it"
    settle()
    assert told == [(number, threading.get_ident()) for number in (3, 1, 2)]


def test_what_changed_is_true_when_it_is_told(
    session: Session, oxford: Counted, settle: Settle
) -> None:
    lives: list[Life] = []

    def hear(changed: Changed) -> None:
        lives.extend(
            oxford[0].contest(changed.stream).sheets[number].life for number in changed.sheets
        )

    session.acted.connect(hear)
    session.sign_in(CLERK)
    key(session, oxford[1], 1)
    session.sign_in(OTHER_CLERK)
    key(session, oxford[1], 1)
    settle()
    assert lives == [Life.KEYED, Life.AGREED]


def test_a_refusal_comes_back_with_its_findings_and_the_next_act_is_done(
    session: Session, oxford: Counted, settle: Settle
) -> None:
    found: list[Finding] = []
    done: list[Done] = []
    session.sign_in(CLERK)
    key(session, oxford[1], 1)
    key(session, oxford[1], 1, refused=found.extend)
    key(session, oxford[1], 2, then=done.append)
    settle()
    assert [f.code for f in found] == [Code.E201]
    assert [d.act.sheet for d in done if isinstance(d.act, acts.SheetKeyed)] == [2]


def test_a_refusal_that_nobody_takes_is_said(
    session: Session, oxford: Counted, settle: Settle
) -> None:
    said: list[str] = []
    session.said.connect(said.append)
    session.sign_in(CLERK)
    key(session, oxford[1], 1)
    key(session, oxford[1], 1)
    settle()
    assert said == [
        "Sheet 1 was keyed by officer 11 before. Another officer keys it the second time."
    ]


def test_a_bug_is_raised_on_the_windows_thread_and_holds_nothing_up(
    qtbot: QtBot, session: Session, oxford: Counted, settle: Settle
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError

    session.sign_in(CLERK)
    with qtbot.captureExceptions() as met:
        session.read(lambda ledger: 1 // len(ledger.path.suffix[:0]), print)
        key(session, oxford[1], 1, then=fail)
        key(session, oxford[1], 2)
        settle()
    assert [kind for kind, _, _ in met] == [ZeroDivisionError] * 2
    assert oxford[0].contest(oxford[1].stream).sheets[SheetNumber(2)].life is Life.KEYED


class Disk:
    """A connection whose disk is full when it is told so."""

    def __init__(self) -> None:
        self.full = False

    def connect(self, name: str) -> sqlite3.Connection:
        connection = plain_connect(name)
        connection.set_authorizer(self._allow)
        return connection

    def _allow(self, action: int, *_: object) -> int:
        return (
            sqlite3.SQLITE_DENY
            if self.full and action == sqlite3.SQLITE_INSERT
            else sqlite3.SQLITE_OK
        )


def test_what_could_not_be_saved_is_said_and_can_be_done_again(
    qtbot: QtBot, oxford: Counted, tmp_path: Path
) -> None:
    desk, played = oxford
    path = desk.ledger.path
    desk.close()
    disk = Disk()
    session = Session(Desk.open(path, Clock(), workstation("here"), connect=disk.connect))
    session.sign_in(CLERK)
    why: list[str] = []
    disk.full = True
    with qtbot.waitSignal(session.save_failed):
        key(session, played, 1, failed=why.append)
    assert why
    assert str(path) in why[0]
    assert session.desk.contest(played.stream).sheets[SheetNumber(1)].life is Life.ISSUED
    disk.full = False
    with qtbot.waitSignal(session.saved):
        key(session, played, 1)
    assert session.desk.contest(played.stream).sheets[SheetNumber(1)].life is Life.KEYED
    session.close()


def test_drafts_belong_to_their_officer_and_outlive_the_program(
    oxford: Counted, session: Session, settle: Settle
) -> None:
    session.sign_in(CLERK)
    session.drafts.open(SHEET_1).keep("[1]")
    session.drafts.open(SHEET_2).keep("[2]")
    session.sign_in(OTHER_CLERK)
    assert session.drafts.places() == ()
    session.drafts.open(SHEET_1).keep("[7]")
    session.sign_in(CLERK)
    session.drafts.open(SHEET_2).drop()
    settle()
    session.close()
    again = Session(Desk.open(oxford[0].ledger.path, Clock(), workstation("here")))
    again.sign_in(CLERK)
    assert {place: again.drafts.open(place).kept for place in again.drafts.places()} == {
        SHEET_1: "[1]"
    }
    again.close()


def test_a_slow_disk_is_given_the_last_of_what_was_keyed_and_not_each_key_of_it(
    session: Session, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = session.desk.ledger
    keep = ledger.keep_draft
    written: list[str] = []

    def counted(officer: int, place: str, keyed: str, now: datetime) -> None:
        written.append(keyed)
        keep(officer, place, keyed, now)

    monkeypatch.setattr(ledger, "keep_draft", counted)
    session.sign_in(CLERK)
    free = threading.Event()
    session.read(lambda _: free.wait(20), lambda _: None)
    for digit in range(50):
        session.drafts.open(SHEET_1).keep(f"[{digit}]")
    session.drafts.open(SHEET_2).keep("[2]")
    session.drafts.open(SHEET_2).drop()
    free.set()
    settle()
    assert written == ["[49]"]
    assert ledger.drafts(CLERK) == {SHEET_1.stored: "[49]"}


def test_a_draft_is_dropped_when_its_act_is_recorded_and_not_before(
    session: Session, oxford: Counted, settle: Settle
) -> None:
    session.sign_in(CLERK)
    session.drafts.open(SHEET_1).keep("[1]")
    key(session, oxford[1], 1)
    assert session.drafts.open(SHEET_1).kept
    session.sign_in(OTHER_CLERK)
    settle()
    session.sign_in(CLERK)
    assert not session.drafts.open(SHEET_1).kept


def test_whoever_is_not_on_the_staff_does_not_sit_down(session: Session) -> None:
    session.sign_in(CLERK)
    found = session.sign_in(99)
    assert found is not None
    assert session.sentence(found).startswith("Officer 99 is not on the staff of this count.")
    assert session.officer is not None
    assert session.officer.number == CLERK


def test_after_the_end_nothing_is_begun_and_nothing_is_told(session: Session) -> None:
    told: list[object] = []
    session.sign_in(CLERK)
    session.drafts.open(SHEET_1).keep("[1]")
    session.read(lambda ledger: ledger.origin, told.append)
    session.close()
    session.read(lambda ledger: ledger.origin, told.append)
    QCoreApplication.processEvents()
    assert not told
    again = Session(Desk.open(session.desk.ledger.path, Clock(), workstation("here")))
    again.sign_in(CLERK)
    assert again.drafts.open(SHEET_1).kept == "[1]", "what was asked for before the end is done"
    again.close()


def test_nothing_is_done_by_nobody(session: Session, oxford: Counted) -> None:
    with pytest.raises(RuntimeError):
        key(session, oxford[1], 1)


def test_another_role_is_noticed_by_who_sits_there(session: Session, settle: Settle) -> None:
    session.sign_in(1)
    assert session.may(acts.Declared)
    clerk = session.desk.staff.enrolled(2, "Practice deputy", "clerk")
    session.do(COUNT_STREAM, acts.OfficerEnrolled(**session.me.count, officer=clerk))
    session.sign_in(2)
    settle()
    assert session.role == "clerk"
    assert not session.may(acts.Declared)


def test_a_code_is_given_out_for_the_stream_as_it_is(
    session: Session, oxford: Counted, settle: Settle
) -> None:
    codes: list[str] = []
    session.sign_in(1)
    session.issue_code(oxford[1].stream, "request", "an agent", drawn=7, then=codes.append)
    settle()
    assert codes == [oxford[0].ledger.checkpoint(oxford[1].stream).code]
    assert oxford[0].count.count.codes_issued == 2


def test_whoever_had_begun_a_thing_is_told_in_whose_hands_it_came_to_be(
    session: Session, settle: Settle
) -> None:
    place = DraftPlace("oxford-east", "sheet", "24")
    session.sign_in(CLERK)
    session.drafts.open(place).keep("[1]")
    before = CLERK
    for officer in (3, 4):
        session.sign_in(officer)
        session.drafts.take_over(OfficerNumber(before), place, lambda: None)
        settle()
        before = officer
    assert session.drafts.open(place).kept == "[1]"
    assert [(each.officer, each.place) for each in session.drafts.unfinished()] == [(4, place)]
    for officer in (CLERK, 3):
        session.sign_in(officer)
        assert session.drafts.in_other_hands(place) == 4
    session.drafts.open(place, OfficerNumber(4)).drop()
    assert session.drafts.in_other_hands(place) is None
    assert session.drafts.in_other_hands(place, [OfficerNumber(4)]) == 4
    session.sign_in(OTHER_CLERK)
    assert session.drafts.in_other_hands(place, [OfficerNumber(4)]) is None


def test_a_thing_that_went_round_is_in_ones_own_hands(session: Session, settle: Settle) -> None:
    place = DraftPlace("oxford-east", "sheet", "24")
    session.sign_in(3)
    session.drafts.open(place).keep("[1]")
    for officer, before in ((4, 3), (3, 4)):
        session.sign_in(officer)
        session.drafts.take_over(OfficerNumber(before), place, lambda: None)
        settle()
    assert session.drafts.open(place).kept == "[1]"
    assert session.drafts.in_other_hands(place, [OfficerNumber(3)]) is None
