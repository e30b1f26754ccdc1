"""Ctrl+K in the window, key event by key event."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyapp.ui.screens import Destination
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.front import Front
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.theme import roles
from tests.ui.practice import CLERK

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal

CTRL = Qt.KeyboardModifier.ControlModifier


def press(
    front: Front, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.focusWidget() or front.window, key, modifier)


@pytest.fixture
def at_work(front: Front, session: Session) -> Front:
    """A clerk is signed in."""
    assert front.home is not None
    front.home.stop()
    front.home = None
    front.window.take(session)
    session.sign_in(CLERK)
    return front


def test_a_sheet_is_opened_by_its_number(at_work: Front, session: Session) -> None:
    asked: list[tuple[Destination, object]] = []
    at_work.window.go = lambda wanted, target=None: asked.append((wanted, target))  # type: ignore[method-assign]  # heard
    press(at_work, Qt.Key.Key_K, CTRL)
    assert at_work.palette.field.hasFocus()
    QTest.keyClicks(at_work.palette.field, "sheet 24")
    QAbstractItemModelTester(at_work.palette.table.model(), FATAL)
    press(at_work, Qt.Key.Key_Return)
    assert asked == [(Destination.KEY_SHEET, 24)]
    assert not at_work.palette.isVisible()


def test_arrows_choose_among_what_was_found(at_work: Front) -> None:
    press(at_work, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(at_work.palette.field, "24")
    press(at_work, Qt.Key.Key_Down)
    assert at_work.palette.table.currentIndex().row() == 1
    press(at_work, Qt.Key.Key_Up)
    press(at_work, Qt.Key.Key_Up)
    assert at_work.palette.table.currentIndex().row() == 0


def test_a_number_finds_things_of_the_count_and_a_code_what_the_manual_says(
    at_work: Front,
) -> None:
    press(at_work, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(at_work.palette.field, "24")
    assert {found.kind for found in at_work.palette.found} == {"sheet", "box"}
    at_work.palette.field.clear()
    QTest.keyClicks(at_work.palette.field, "E101")
    assert "E101" in at_work.palette.found[0].words


def test_esc_gives_the_focus_back_and_changes_nothing(at_work: Front) -> None:
    shown, before = at_work.window.screen_shown, QApplication.focusWidget()
    press(at_work, Qt.Key.Key_K, CTRL)
    press(at_work, Qt.Key.Key_Escape)
    assert not at_work.palette.isVisible()
    assert at_work.window.screen_shown is shown
    assert QApplication.focusWidget() is before


def test_a_candidate_leads_a_clerk_to_no_screen_that_is_not_theirs(
    at_work: Front, session: Session
) -> None:
    press(at_work, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(at_work.palette.field, "dodds")
    press(at_work, Qt.Key.Key_Return)
    assert not at_work.window.banner.words, "no refusal: another screen fits as well"


def test_what_is_not_there_is_said_with_what_to_try(at_work: Front) -> None:
    press(at_work, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(at_work.palette.field, "xyzzy")
    assert at_work.palette.found == []
    assert "xyzzy" in at_work.palette._none.text()
    press(at_work, Qt.Key.Key_Return)
    assert at_work.palette.isVisible()


def test_nobody_finds_anything_of_the_count_before_signing_in(
    at_work: Front, session: Session
) -> None:
    session.sign_out()
    press(at_work, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(at_work.palette.field, "dodds")
    assert at_work.palette.found == []


def test_unfinished_keying_is_gone_on_with_by_enter_alone(
    at_work: Front, session: Session, settle: Callable[[], None]
) -> None:
    session.drafts.open(DraftPlace("oxford-east", "sheet", "24")).keep("{}")
    settle()
    asked: list[tuple[Destination, object]] = []
    at_work.window.go = lambda wanted, target=None: asked.append((wanted, target))  # type: ignore[method-assign]  # heard
    press(at_work, Qt.Key.Key_K, CTRL)
    press(at_work, Qt.Key.Key_Return)
    assert asked == [(Destination.KEY_SHEET, 24)]


def test_the_look_can_be_changed_from_anywhere(front: Front) -> None:
    press(front, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(front.palette.field, "high contrast")
    press(front, Qt.Key.Key_Return)
    assert roles().look is Look.HIGH_CONTRAST
    assert front.around.settings.now.look == Look.HIGH_CONTRAST


def test_a_count_is_closed_from_the_palette(at_work: Front, qtbot: QtBot) -> None:
    with qtbot.waitSignal(at_work.window.count_closed):
        press(at_work, Qt.Key.Key_K, CTRL)
        QTest.keyClicks(at_work.palette.field, "close this count")
        press(at_work, Qt.Key.Key_Return)
    assert at_work.home is not None
    assert at_work.home.isVisible()
