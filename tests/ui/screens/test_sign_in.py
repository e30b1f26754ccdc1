"""F2: who sits here, whose keying is kept, and who is on the staff."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.sign_in.screen import SignIn
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow

from ..keys import Fingers, disk_busy, disk_held, focused, shown
from ..practice import CLERK, OTHER_CLERK

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal

RETURNING_OFFICER = 1
PLACE = DraftPlace("oxford-east", "sheet", "24")


def sign_in_screen(window: MainWindow) -> SignIn:
    QTest.keyClick(window, Qt.Key.Key_F2)
    screen = window.screen_shown
    assert isinstance(screen, SignIn)
    return screen


def said(screen: SignIn) -> str:
    return screen._said.accessibleName() if screen._said.isVisible() else ""


def test_the_officer_is_changed_with_f2_the_number_and_enter(
    fingers: Fingers, session: Session
) -> None:
    fingers.sign_in(CLERK)
    assert session.officer is not None
    assert session.officer.number == CLERK
    before = fingers.pressed
    fingers.sign_in(OTHER_CLERK)
    assert session.officer.number == OTHER_CLERK
    assert fingers.pressed - before == 4


def test_somebody_who_is_not_on_the_staff_is_told_who_enrols_officers(
    fingers: Fingers, session: Session, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    fingers.sign_in(99)
    screen = window.screen_shown
    assert isinstance(screen, SignIn)
    assert "The returning officer enrols officers" in said(screen)
    assert session.officer is not None
    assert session.officer.number == CLERK


def test_the_list_shows_number_name_and_role_and_signs_in_with_enter(
    fingers: Fingers, session: Session, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    screen = sign_in_screen(window)
    rows = [
        [screen.model.index(r, c).data() for c in range(4)] for r in range(screen.model.rowCount())
    ]
    assert ["3", "Practice supervisor", "supervisor", ""] in rows
    assert ["11", "Practice clerk 11", "clerk", "sits here"] in rows
    QAbstractItemModelTester(screen.model, FATAL)
    fingers.press(Qt.Key.Key_Down)
    for _ in range(2):
        fingers.press(Qt.Key.Key_Down)
    fingers.press(Qt.Key.Key_Return)
    assert session.officer is not None
    assert session.officer.number == 3


def test_unfinished_keying_is_named_and_kept_for_its_officer_alone(
    fingers: Fingers, session: Session, window: MainWindow, settle: Callable[[], None]
) -> None:
    fingers.sign_in(CLERK)
    session.drafts.open(PLACE).keep("[1]")
    settle()
    screen = sign_in_screen(window)
    assert (
        screen._kept.accessibleName()
        == "Kept for officer 11: Sheet 24. It comes back when they sign in."
    )
    fingers.type(f"{OTHER_CLERK}\n")
    assert session.drafts.open(PLACE).kept == ""
    screen = sign_in_screen(window)
    assert not screen._kept.isVisible()
    rows = [
        [screen.model.index(r, c).data() for c in range(4)] for r in range(screen.model.rowCount())
    ]
    assert ["11", "Practice clerk 11", "clerk", "1 thing unfinished"] in rows
    fingers.type(f"{CLERK}\n")
    assert session.drafts.open(PLACE).kept == "[1]"


def test_a_clerk_enrols_nobody(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    assert sign_in_screen(window).form is None


@pytest.fixture
def staff(fingers: Fingers, window: MainWindow) -> SignIn:
    """The screen as the returning officer has it."""
    fingers.sign_in(RETURNING_OFFICER)
    return sign_in_screen(window)


def enrol(qtbot: QtBot, screen: SignIn, name: str) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert screen.form is not None
    assert screen.form.name.edit.hasFocus()
    screen.form.name.edit.insert(name)  # Qt cannot press keys beyond Latin-1
    QTest.keyClick(screen.form.name.edit, Qt.Key.Key_Return)


def test_the_returning_officer_enrols_an_officer_who_signs_in_at_once(
    qtbot: QtBot, staff: SignIn, session: Session, fingers: Fingers
) -> None:
    assert staff.form is not None
    with qtbot.waitSignal(staff.form.enrolled):
        enrol(qtbot, staff, "Siân Ŵyn")
    fingers.sign_in(15)
    assert session.officer is not None
    assert session.officer.role == "clerk"
    assert session.desk.staff.name(15) == "Siân Ŵyn"


def test_an_enter_that_comes_twice_enrols_once(
    staff: SignIn, session: Session, fingers: Fingers, qtbot: QtBot
) -> None:
    seq = session.desk.count.count.seq
    with disk_busy(session):
        enrol(qtbot, staff, "Morgan Lee")
        fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert session.desk.count.count.seq == seq + 1


def test_who_is_enrolled_while_another_sits_down_is_on_the_staff(
    qtbot: QtBot, staff: SignIn, session: Session, fingers: Fingers
) -> None:
    """The form is gone by then, and nobody is told."""
    letters = disk_held(session)
    enrol(qtbot, staff, "Morgan Lee")
    saving = disk_held(session)
    with qtbot.waitSignal(session.saving_started):
        letters.set()
    fingers.sign_in(CLERK)
    saving.set()
    fingers.settle()
    assert session.desk.staff.name(15) == "Morgan Lee"


def test_who_stands_down_while_another_sits_down_is_off_the_staff(
    staff: SignIn, session: Session, fingers: Fingers
) -> None:
    staff.officers.setFocus()
    staff.officers.setCurrentIndex(staff.model.index(staff.model.rowCount() - 1, 0))
    with disk_busy(session):
        fingers.press(Qt.Key.Key_Delete, Qt.Key.Key_Delete)
        fingers.sign_in(CLERK)
    fingers.settle()
    assert session.enrolled(14) is None


def test_an_officer_without_a_name_is_refused_in_place(
    qtbot: QtBot, staff: SignIn, settle: Callable[[], None]
) -> None:
    enrol(qtbot, staff, "")
    settle()
    assert staff.form is not None
    assert "say why" in staff.form.name.refused or "name" in staff.form.name.refused


def test_enrolling_an_officer_again_is_asked_about_before_their_role_changes(
    qtbot: QtBot, staff: SignIn, session: Session
) -> None:
    assert staff.form is not None
    staff.form.number.edit.setText("14")
    QTest.keyClick(staff.form.number.edit, Qt.Key.Key_Return)
    assert staff.form.name.text == "Practice clerk 14", "the name is there already"
    staff.form.role.setCurrentIndex(staff.form.role.findData("supervisor"))
    QTest.keyClick(staff.form.name.edit, Qt.Key.Key_Return)
    assert "Officer 14 is Practice clerk 14" in staff.form.name.refused
    with qtbot.waitSignal(staff.form.enrolled):
        QTest.keyClick(staff.form.name.edit, Qt.Key.Key_Return)
    count = session.desk.count.count
    assert count.role(OfficerNumber(14), count.seq) == "supervisor"
    assert session.desk.staff.name(14) == "Practice clerk 14"


def test_the_number_of_an_officer_is_never_given_to_another_even_after_standing_down(
    qtbot: QtBot, staff: SignIn, session: Session, settle: Callable[[], None]
) -> None:
    assert staff.form is not None
    stood_down = acts.OfficerStoodDown(**session.me.count, number=OfficerNumber(14))
    for _ in range(2):
        staff.form.number.edit.setText("14")
        enrol(qtbot, staff, "Anne Bell")
        settle()
        assert "Officer 14 is Practice clerk 14 for this whole count" in staff.form.name.refused
        assert "the next number, 15" in staff.form.name.refused
        session.do(COUNT_STREAM, stood_down)
        settle()
    staff.form.offer()
    staff.form.number.edit.setText("14")
    with qtbot.waitSignal(staff.form.enrolled):
        enrol(qtbot, staff, "Practice clerk 14")
    count = session.desk.count.count
    assert count.role(OfficerNumber(14), count.seq) == "clerk"


def test_what_to_do_about_a_mistyped_name_stands_beside_the_form(
    staff: SignIn, window: MainWindow
) -> None:
    assert "If a name is wrong, stand that officer down" in shown(window)


def test_an_officer_stands_down_after_being_asked_twice(
    qtbot: QtBot, staff: SignIn, fingers: Fingers, session: Session, settle: Callable[[], None]
) -> None:
    staff.officers.setFocus()
    staff.officers.setCurrentIndex(staff.model.index(staff.model.rowCount() - 1, 0))
    fingers.press(Qt.Key.Key_Delete)
    assert "Press Delete once more" in said(staff)
    assert 14 in session.desk.count.count.officers
    fingers.press(Qt.Key.Key_Delete)
    settle()
    assert session.desk.count.count.role(OfficerNumber(14), session.desk.count.count.seq) is None
    fingers.sign_in(14)
    assert session.officer is not None
    assert session.officer.number == RETURNING_OFFICER


def test_esc_leaves_an_officer_on_the_staff(
    staff: SignIn, fingers: Fingers, session: Session
) -> None:
    staff.officers.setFocus()
    staff.officers.setCurrentIndex(staff.model.index(staff.model.rowCount() - 1, 0))
    fingers.press(Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Delete)
    assert session.desk.count.count.role(OfficerNumber(14), session.desk.count.count.seq) == "clerk"


def test_the_returning_officer_cannot_be_stood_down(
    staff: SignIn, fingers: Fingers, session: Session, settle: Callable[[], None]
) -> None:
    staff.officers.setFocus()
    staff.officers.setCurrentIndex(staff.model.index(0, 0))
    fingers.press(Qt.Key.Key_Delete, Qt.Key.Key_Delete)
    settle()
    assert said(staff)
    assert session.role == "returning-officer"
