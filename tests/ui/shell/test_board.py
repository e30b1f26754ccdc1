"""The board is opened by whoever comes, or nobody, and stays for as long as the count is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyapp.ui.board.window import BoardWindow
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.board import Board
from tallyapp.ui.shell.find.commands import commands
from tallyapp.ui.shell.rail import RailItem
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tests.ui.keys import Fingers
from tests.ui.practice import CLERK, OTHER_CLERK

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def board(window: MainWindow) -> Board:
    return Board(window)


def opened(board: Board) -> BoardWindow:
    """The board, which must be open."""
    assert board.open is not None
    assert board.open.isVisible()
    return board.open


def ask(window: MainWindow) -> None:
    """The stroke, wherever the focus is."""
    QTest.keyClick(window, Qt.Key.Key_M, CTRL)


def test_nobody_need_be_signed_in(window: MainWindow, board: Board) -> None:
    assert window.session is not None
    assert window.session.officer is None
    ask(window)
    assert opened(board).model.rowCount() > 0


@pytest.mark.parametrize("officer", [1, CLERK], ids=["returning officer", "clerk"])
@pytest.mark.parametrize("screen", [Destination.SIGN_IN, Destination.OVERVIEW])
def test_it_opens_from_sign_in_and_from_the_overview(
    fingers: Fingers, window: MainWindow, board: Board, officer: int, screen: Destination
) -> None:
    fingers.sign_in(officer)
    window.go(screen)
    ask(window)
    opened(board)


def test_it_opens_by_the_rail_and_by_find(window: MainWindow, board: Board, theme: Theme) -> None:
    (item,) = [each for each in window.rail.findChildren(RailItem) if each.text() == "Board"]
    item.click()
    opened(board).close()
    QApplication.processEvents()
    (found,) = [each for each in commands(window, theme) if each.words == "Board"]
    assert found.do is not None
    found.do()
    opened(board)


def test_it_stays_over_a_sign_out_and_another_officer(
    fingers: Fingers, window: MainWindow, session: Session, board: Board
) -> None:
    fingers.sign_in(CLERK)
    ask(window)
    first = opened(board)
    session.sign_out()
    assert opened(board) is first
    window.activateWindow()
    fingers.sign_in(OTHER_CLERK)
    assert opened(board) is first


def test_asked_for_again_it_is_the_same(window: MainWindow, board: Board) -> None:
    ask(window)
    first = opened(board)
    window.board_asked.emit()
    assert opened(board) is first


def test_closed_it_can_be_opened_anew(qtbot: QtBot, window: MainWindow, board: Board) -> None:
    ask(window)
    qtbot.waitUntil(opened(board).isActiveWindow)
    with qtbot.waitSignal(opened(board).destroyed):
        QTest.keyClick(opened(board), Qt.Key.Key_Escape)
    assert board.open is None
    window.board_asked.emit()
    opened(board)


def test_f1_shows_its_page_in_it_and_esc_takes_the_page_away_first(
    qtbot: QtBot, window: MainWindow, board: Board
) -> None:
    ask(window)
    shown = opened(board)
    qtbot.waitUntil(shown.isActiveWindow)
    QTest.keyClick(shown, Qt.Key.Key_F1)
    assert board.help is not None
    assert board.help.page == "board"
    assert board.help.isVisible()
    QTest.keyClick(board.help.browser, Qt.Key.Key_Escape)
    assert not board.help.isVisible()
    assert opened(board) is shown


def test_it_goes_with_the_count(qtbot: QtBot, window: MainWindow, board: Board) -> None:
    ask(window)
    with qtbot.waitSignals([opened(board).destroyed, window.count_closed]):
        window.close_count()
    assert board.open is None
    window.board_asked.emit()
    assert board.open is None


def test_it_goes_with_the_window(qtbot: QtBot, window: MainWindow, board: Board) -> None:
    ask(window)
    with qtbot.waitSignal(opened(board).destroyed):
        window.close()


def test_no_key_in_it_does_anything_to_the_count(
    window: MainWindow, session: Session, board: Board
) -> None:
    ask(window)
    shown = opened(board)
    before = [contest.seq for contest in session.desk.count.contests.values()]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Plus, Qt.Key.Key_Delete, Qt.Key.Key_F5, Qt.Key.Key_1):
        QTest.keyClick(shown.table, key)
    assert not session.busy
    assert [contest.seq for contest in session.desk.count.contests.values()] == before
    assert window.screen_shown is not None
