"""Text from 100 to 200 per cent: chosen by keys, kept for the machine, with nothing keyed lost."""

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.key_sheet.one_seat.page import SheetPage
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.frame import Room
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.text_size import STEPS, step_at, step_from
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.theme.type import BODY, text_size
from tallyapp.ui.widgets.key_cap import Hint
from tallyapp.ui.widgets.table import Table
from tests.ui.keys import Fingers, focused
from tests.ui.practice import CLERK

RETURNING_OFFICER = 1
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
NEAR = 2
"""Pixels by which rounding may differ."""


@pytest.fixture
def sized(front: Front, session: Session, theme: Theme) -> Front:
    """The window over a count, the clerk signed in."""
    front.window.take(session)
    session.sign_in(CLERK)
    return front


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key, CTRL)


def places(window: MainWindow) -> list[tuple[str, QRect, list[int], list[int]]]:
    """Where what is fixed stands, and how wide the columns and how high the rows of tables are."""
    parts: list[QWidget] = [window.header, window.rail, window.keys]
    tables = [table for table in window.findChildren(Table) if table.isVisible()]
    return [
        *((type(part).__name__, part.geometry(), [], []) for part in parts),
        *((each.accessibleName(), each.geometry(), widths(each), heights(each)) for each in tables),
    ]


def widths(table: Table) -> list[int]:
    return [table.columnWidth(column) for column in range(table.model().columnCount())]


def heights(table: Table) -> list[int]:
    return [table.rowHeight(row) for row in range(table.model().rowCount())]


def test_larger_text_leaves_a_half_keyed_sheet_as_it_is(
    sized: Front, settle: Callable[[], None]
) -> None:
    window = sized.window
    fingers = Fingers(window, settle)
    window.go(Destination.KEY_SHEET)
    fingers.type("24\n312\n1/12" + "2")
    page = next(page for page in window.findChildren(SheetPage) if page.isVisible())
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setCursorPosition(0)
    before = (list(page.keying.values), field.text(), page.table.at)
    for size in STEPS[1:]:
        press(Key.Key_Plus)
        assert text_size() == size
        assert QApplication.focusWidget() is field
        assert field.cursorPosition() == 0
        assert (list(page.keying.values), field.text(), page.table.at) == before
        assert field.font().pointSizeF() <= BODY.heavier().font().pointSizeF() * 16.5 / 11.25
        assert field.font().pointSizeF() > 11.25
        assert field.visibleRegion().boundingRect() == field.rect()
    fingers.type("1\n")
    assert page.keying.values != before[0]


def test_text_as_large_as_before_stands_where_it_stood(sized: Front) -> None:
    window = sized.window
    window.go(Destination.OVERVIEW)
    QApplication.processEvents()
    before = places(window)
    for key in (Key.Key_Plus, Key.Key_Equal, Key.Key_Plus, *[Key.Key_Minus] * 3):
        press(key)
    window.unsay()
    QApplication.processEvents()
    assert text_size() == 100
    assert places(window) == before


@pytest.mark.parametrize("screen", [Destination.OVERVIEW, Destination.KEY_SHEET])
def test_a_screen_that_grew_is_laid_out_as_one_that_was_opened_so(
    sized: Front,
    session: Session,
    settle: Callable[[], None],
    theme: Theme,
    screen: Destination,
) -> None:
    window = sized.window
    fingers = Fingers(window, settle)
    window.resize(1920, 1080)
    window.go(screen)
    if screen is Destination.KEY_SHEET:
        fingers.type("24\n")
    theme.choose_size(150)
    window.unsay()
    QApplication.processEvents()
    grown = places(window)
    session.sign_in(RETURNING_OFFICER)
    session.sign_in(CLERK)  # who sits down meets every screen anew
    window.go(screen)
    if screen is Destination.KEY_SHEET:
        fingers.type("24\n")
    window.unsay()
    QApplication.processEvents()
    for one, other in zip(grown, places(window), strict=True):
        assert one[0] == other[0]
        assert one[1].topLeft() == other[1].topLeft()
        assert abs(one[1].width() - other[1].width()) <= NEAR
        assert abs(one[1].height() - other[1].height()) <= NEAR
        assert one[3] == other[3]  # its rows are as high


def test_the_size_is_said_and_kept_for_this_machine(sized: Front) -> None:
    window = sized.window
    press(Key.Key_Plus)
    press(Key.Key_Plus)
    assert window.banner.words.startswith("Text is at 125 %.")
    path = sized.around.settings
    assert path.now.text_size == 125
    assert Settings(path._path).now.text_size == 125
    window.say("The disk is full.")
    press(Key.Key_Plus)
    assert window.banner.words == "The disk is full."
    assert text_size() == 150


def test_the_board_has_the_keys_as_well(sized: Front, qtbot: QtBot) -> None:
    sized.window.board_asked.emit()
    board = sized.board.open
    assert board is not None
    qtbot.waitExposed(board)
    before = board.clock.font().pointSizeF()
    QTest.keyClick(board.table, Key.Key_Equal, CTRL)
    QTest.keyClick(board.table, Key.Key_Equal, CTRL)
    assert board.clock.font().pointSizeF() == pytest.approx(before * 1.25)
    for hint in board.keys.findChildren(Hint):
        assert hint.visibleRegion().boundingRect() == hint.rect()
    sized.board.close()


def test_ctrl_and_nought_asks_for_a_screen_as_every_digit_does(sized: Front) -> None:
    press(Key.Key_Plus)
    press(Key.Key_0)
    assert sized.window.banner.words.startswith("Result is not open to a clerk.")
    assert text_size() == 110


def test_without_a_choice_it_is_the_systems(theme: Theme) -> None:
    for platform, own in (("win32", 9), ("darwin", 13), ("linux", 11)):
        assert step_at(own, platform) == 100
        assert step_at(own * 1.5, platform) == 150
        assert step_at(own * 1.45, platform) == 125
        assert step_at(own * 3, platform) == 200
        assert step_at(own * 0.8, platform) == 100
    assert step_at(13.5, "win32") == 150  # "Text size" at 150 there
    assert step_from(200, 1) == 200
    assert step_from(100, -1) == 100
    assert step_from(110, 1) == 125


def test_where_there_is_little_room_the_page_moves_and_nothing_is_lost(
    sized: Front, theme: Theme
) -> None:
    window = sized.window
    window.resize(1024, 640)
    window.go(Destination.KEY_SHEET)
    theme.choose_size(200)
    window.unsay()
    QApplication.processEvents()
    (room,) = window.findChildren(Room)
    field = QApplication.focusWidget()
    assert field is not None
    assert field.visibleRegion().boundingRect() == field.rect()
    bar = room.horizontalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(field, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert bar.value() > 0
    assert window.minimumWidth() <= 1024
    assert window.width() == 1024


@pytest.mark.parametrize(("kept", "shown"), [(-5, 100), (130, 125), (10**9, 200)])
def test_a_size_that_was_never_offered_is_the_nearest_that_is(
    theme: Theme, qapp: QApplication, kept: int, shown: int
) -> None:
    again = Theme(qapp, "light", kept)
    try:
        assert (again.size_wanted, text_size()) == (shown, shown)
    finally:
        # Else it would follow the system beside the other tests' own.
        shiboken6.delete(again)
        theme.choose_size(100)
