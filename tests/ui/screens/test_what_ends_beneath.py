"""What somebody is writing stays, and the focus with it, when an act ends beneath it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.practice.rehearsal import SUPERVISOR, Rehearsal
from tallyapp.ui.screens.result.steps.open_points import OpenPage
from tallyapp.ui.screens.result.steps.provisional import LookPage
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.find.palette import Palette
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.two_officers import ReasonEdit
from tests.ui.keys import Fingers, focused
from tests.ui.resulting import RETURNING_OFFICER, Settle, opened

HALF = "the box was coun"


def over(session: Session, found: Finding) -> acts.PassedOver:
    """Somebody goes on over this meanwhile."""
    contest = session.contest
    assert contest
    return acts.PassedOver(
        **session.me.contest,
        of=contest.given,
        finding=found.record(),
        reason="looked into",
        second=OfficerNumber(SUPERVISOR),
    )


def written(fingers: Fingers) -> ReasonEdit:
    """A reason is begun for what is chosen."""
    fingers.press(Qt.Key.Key_Return)
    field = focused()
    assert isinstance(field, ReasonEdit)
    QTest.keyClicks(field, HALF)
    return field


def test_a_half_written_reason_stays_when_another_act_ends(
    session: Session, fingers: Fingers, window: MainWindow, settle: Settle
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    page = opened(fingers, window, settle).page
    assert isinstance(page, OpenPage)
    first, second, *_ = page.findings
    fingers.press(Qt.Key.Key_Down)
    field = written(fingers)
    session.do(session.stream, over(session, first))
    settle()
    assert first not in page.findings
    assert field.isVisible()
    assert (focused(), field.words) == (field, HALF)
    # Over what is chosen itself: there is nothing left to write of it.
    session.do(session.stream, over(session, second))
    settle()
    assert field.words == ""
    assert not field.isVisible()


def test_what_is_written_of_a_warning_stays_when_another_act_ends(
    all_keyed: tuple[Desk, Rehearsal],
    session: Session,
    fingers: Fingers,
    window: MainWindow,
    settle: Settle,
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    page = opened(fingers, window, settle).page
    assert isinstance(page, LookPage)
    field = written(fingers)
    session.do(session.stream, acts.ResultExpected(**session.me.contest, expected="about three"))
    settle()
    assert field.isVisible()
    assert (focused(), field.words) == (field, HALF)


@pytest.fixture
def palette(window: MainWindow) -> Palette:
    """Find, as the window has it."""
    return Palette(window)


def test_find_keeps_the_focus_when_an_act_ends_beneath_it_and_gives_it_back(
    session: Session, fingers: Fingers, window: MainWindow, settle: Settle, palette: Palette
) -> None:
    fingers.sign_in(RETURNING_OFFICER)
    page = opened(fingers, window, settle).page
    assert isinstance(page, OpenPage)
    palette.open_panel(session, [])
    assert focused() is palette.field
    session.do(session.stream, over(session, page.findings[0]))
    settle()
    assert focused() is palette.field
    QTest.keyClicks(palette.field, "box")
    assert palette.field.text() == "box"
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()
    table = focused()
    assert isinstance(table, QTableView)
    assert page.isAncestorOf(table)
