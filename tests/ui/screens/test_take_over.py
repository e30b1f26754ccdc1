"""What an officer has half keyed: seen on F2 by place and time,
and taken over by those who supervise.
"""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.screens.sign_in.screen import SignIn
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.cells import Cell
from tests import planned

from ..keys import Fingers, disk_busy, focused, shown
from ..practice import CLERK, OTHER_CLERK

SUPERVISOR, SECOND_SUPERVISOR = 3, 4
SHEET = 24
PLACE = DraftPlace("oxford-east", "sheet", str(SHEET))
OTHER_PLACE = DraftPlace("oxford-east", "sheet", str(SHEET + 1))
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def sign_in_screen(window: MainWindow) -> SignIn:
    QTest.keyClick(window, Qt.Key.Key_F2)
    screen = window.screen_shown
    assert isinstance(screen, SignIn)
    return screen


def said(screen: SignIn) -> str:
    return screen.unfinished.said.accessibleName() if screen.unfinished.said.isVisible() else ""


@pytest.fixture
def half_keyed(fingers: Fingers, session: Session, oxford: tuple[Desk, Rehearsal]) -> Rehearsal:
    """Officer 11 has keyed the papers and the first lines of sheet 24, and gone."""
    figures = oxford[1].plan.sheets[SHEET - 1].figures
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    first = figures.lines[0]
    fingers.type(f"{SHEET}\n{figures.papers}\n{first.full}/{first.part:02d}")
    fingers.press(Qt.Key.Key_Escape)
    fingers.settle()
    return oxford[1]


def take_over(fingers: Fingers) -> SignIn:
    """F2, to what is unfinished, and Enter once."""
    screen = sign_in_screen(fingers.window)
    QTest.keyClick(focused(), Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    fingers.press(Qt.Key.Key_Return)
    return screen


def finish(fingers: Fingers, played: Rehearsal) -> None:
    """Go on from the second line, where it was left, to the end."""
    figures = played.plan.sheets[SHEET - 1].figures
    assert fingers.window.focusWidget().accessibleName().startswith("Full bundles, 2 ")
    rest = "".join(f"{line.full}/{line.part:02d}" for line in figures.lines[1:])
    fingers.type(f"{rest}{figures.sent}+")
    fingers.settle()


def test_whose_and_since_when_is_shown_and_never_a_figure(
    fingers: Fingers, window: MainWindow, half_keyed: Rehearsal
) -> None:
    screen = sign_in_screen(window)
    cell = screen.unfinished.model.index(0, 0)
    assert cell.data() == "Sheet 24"
    assert cell.data(Cell.SECOND) == "11 Practice clerk 11, since 01:04"
    QAbstractItemModelTester(screen.unfinished.model, FATAL)
    papers = half_keyed.plan.sheets[SHEET - 1].figures.papers
    assert str(papers) not in shown(window)
    assert f"{papers:,}" not in shown(window)


def test_where_nothing_is_unfinished_nothing_is_shown(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    assert not sign_in_screen(window).unfinished.isVisible()


def test_what_is_finished_while_it_is_taken_over_is_nobodys(
    fingers: Fingers, session: Session, half_keyed: Rehearsal
) -> None:
    planned.key_sheet(session.desk, half_keyed.stream, half_keyed.plan.sheets[SHEET - 1], 12)
    sheet = session.desk.contest("oxford-east").sheets[SheetNumber(SHEET)]
    figures = half_keyed.plan.sheets[SHEET - 1].figures
    fingers.sign_in(13)
    fingers.press(Qt.Key.Key_F5)
    with disk_busy(session):
        fingers.type(f"{SHEET}\n{figures.papers}\n{fingers.lines(figures)}{figures.sent}+")
        fingers.sign_in(SUPERVISOR)
        take_over(fingers)
        fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert sheet.life is Life.AGREED
    assert f"Sheet {SHEET}" in shown(fingers.window)
    assert session.drafts.unfinished() == []
    stored = [each.place for each in session.desk.ledger.unfinished()]
    assert stored == [PLACE.stored_note], "that it was handed over, and no figure"


def test_a_supervisor_takes_a_sheet_over_and_goes_on_where_it_was_left(
    fingers: Fingers, session: Session, half_keyed: Rehearsal
) -> None:
    kept = session.drafts.open(PLACE).kept
    fingers.sign_in(SUPERVISOR)
    screen = take_over(fingers)
    assert said(screen) == (
        "Take over Sheet 24 of officer 11? Press Enter once more; Esc leaves it with them."
    )
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert isinstance(fingers.window.screen_shown, KeySheet)
    assert session.drafts.open(PLACE).kept == kept
    finish(fingers, half_keyed)
    sheet = session.desk.contest("oxford-east").sheets[SheetNumber(SHEET)]
    assert (sheet.life, list(sheet.looks)) == (Life.KEYED, [SUPERVISOR])
    assert session.desk.ledger.drafts(SUPERVISOR) == {}


def test_esc_leaves_it_with_whom_it_is(
    fingers: Fingers, session: Session, half_keyed: Rehearsal
) -> None:
    fingers.sign_in(SUPERVISOR)
    screen = take_over(fingers)
    fingers.press(Qt.Key.Key_Escape)
    assert said(screen) == ""
    fingers.sign_in(CLERK)
    assert session.drafts.open(PLACE).kept


def test_another_row_is_another_question(
    fingers: Fingers, session: Session, half_keyed: Rehearsal, settle: Callable[[], None]
) -> None:
    session.drafts.open(OTHER_PLACE).keep("[1]")
    settle()
    fingers.sign_in(SUPERVISOR)
    screen = take_over(fingers)
    fingers.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert "Sheet 25" in said(screen)
    assert session.drafts.places(OfficerNumber(CLERK)) == (PLACE, OTHER_PLACE)


def test_a_clerk_takes_nothing_over(
    fingers: Fingers, session: Session, half_keyed: Rehearsal
) -> None:
    fingers.sign_in(OTHER_CLERK)
    screen = take_over(fingers)
    assert "A supervisor, a deputy or the returning officer" in said(screen)
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert session.drafts.places(OfficerNumber(CLERK)) == (PLACE,)


def test_nobody_takes_over_a_sheet_that_they_have_keyed(
    fingers: Fingers, session: Session, half_keyed: Rehearsal
) -> None:
    figures = half_keyed.plan.sheets[SHEET - 1].figures
    session.desk.do(
        "oxford-east",
        acts.SheetKeyed(
            **session.desk.by(SUPERVISOR).contest,
            sheet=SheetNumber(SHEET),
            of=session.desk.contest("oxford-east").sheets[SheetNumber(SHEET)].opened,
            figures=figures,
        ),
    )
    fingers.sign_in(SUPERVISOR)
    screen = take_over(fingers)
    assert "Sheet 24 was keyed by officer 3 before" in said(screen)
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert session.drafts.places(OfficerNumber(CLERK)) == (PLACE,)
    fingers.sign_in(SECOND_SUPERVISOR)
    take_over(fingers)
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert session.drafts.open(PLACE).kept


def test_what_is_settled_is_no_more_to_be_taken_over(
    fingers: Fingers, session: Session, half_keyed: Rehearsal
) -> None:
    figures = half_keyed.plan.sheets[SHEET - 1].figures
    for officer in (OTHER_CLERK, SECOND_SUPERVISOR):
        session.desk.do(
            "oxford-east",
            acts.SheetKeyed(
                **session.desk.by(officer).contest,
                sheet=SheetNumber(SHEET),
                of=session.desk.contest("oxford-east").sheets[SheetNumber(SHEET)].opened,
                figures=figures,
            ),
        )
    fingers.settle()
    fingers.sign_in(SUPERVISOR)
    assert not sign_in_screen(fingers.window).unfinished.isVisible()
    assert session.desk.ledger.drafts(CLERK) == {}


def test_two_half_keyed_sheets_are_not_laid_over_each_other(
    fingers: Fingers, session: Session, half_keyed: Rehearsal, settle: Callable[[], None]
) -> None:
    fingers.sign_in(SUPERVISOR)
    session.drafts.open(PLACE).keep("[7]")
    settle()
    assert "You have begun Sheet 24 yourself" in said(take_over(fingers))
    assert session.drafts.open(PLACE).kept == "[7]"


def test_one_persons_figures_do_not_meet_themselves_as_anothers(
    fingers: Fingers, session: Session, half_keyed: Rehearsal
) -> None:
    fingers.sign_in(SUPERVISOR)
    take_over(fingers)
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    refused = "Sheet 24: officer 3 took over what you had begun."
    for finished in (False, True):
        if finished:
            fingers.sign_in(SUPERVISOR)
            fingers.press(Qt.Key.Key_F5)
            fingers.type(f"{SHEET}\n")
            finish(fingers, half_keyed)
        fingers.sign_in(CLERK)
        fingers.press(Qt.Key.Key_F5)
        fingers.type(f"{SHEET}\n")
        assert refused in shown(fingers.window)
    fingers.sign_in(OTHER_CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type(f"{SHEET}\n")
    assert fingers.window.focusWidget().accessibleName() == "Papers on the sheet"


def test_a_queried_sheet_begins_anew_for_everybody(
    fingers: Fingers, session: Session, half_keyed: Rehearsal
) -> None:
    figures = half_keyed.plan.sheets[SHEET - 1].figures
    fingers.sign_in(SUPERVISOR)
    take_over(fingers)
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    finish(fingers, half_keyed)
    session.desk.do(
        "oxford-east",
        acts.SheetQueried(
            **session.desk.by(OTHER_CLERK).contest,
            sheet=SheetNumber(SHEET),
            of=session.desk.contest("oxford-east").sheets[SheetNumber(SHEET)].opened,
            figures=figures,
            note="Look again.",
        ),
    )
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type(f"{SHEET}\n")
    assert fingers.window.focusWidget().accessibleName() == "Papers on the sheet"


def test_a_taking_over_that_fails_leaves_it_where_it_was(
    fingers: Fingers, session: Session, half_keyed: Rehearsal
) -> None:
    connection = session.desk.ledger._connection
    connection.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON draft BEGIN SELECT raise(ABORT, 'full'); END"
    )
    fingers.sign_in(SUPERVISOR)
    screen = take_over(fingers)
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert "cannot be read or written" in said(screen)
    assert session.desk.ledger.drafts(SUPERVISOR) == {}
    assert session.drafts.places(OfficerNumber(CLERK)) == (PLACE,)
    connection.execute("DROP TRIGGER full")
    fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    fingers.settle()
    assert session.drafts.open(PLACE).kept
