"""The rail is one stop of the Tab key, and its screens are tabs of which one is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.rail import RailItem
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, focused
from tests.ui.practice import CLERK

Role = QAccessible.Role


@pytest.fixture(autouse=True)
def signed_in(fingers: Fingers) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F3)


def come_to_the_rail() -> RailItem:
    """Shift and Tab until the rail has the focus."""
    for _ in range(40):
        QTest.keyClick(focused(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        here = focused()
        if isinstance(here, RailItem):
            return here
    raise AssertionError("the rail was not reached")


def heard(item: RailItem) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(item)


def test_tab_comes_to_the_screen_that_is_open_and_goes_past_the_rail() -> None:
    assert come_to_the_rail().text() == Destination.OVERVIEW.title
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert not isinstance(focused(), RailItem)


def test_the_arrows_move_within_the_rail_and_stop_at_its_ends() -> None:
    come_to_the_rail()
    keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Down)
    texts = []
    for key in keys:
        QTest.keyClick(focused(), key)
        here = focused()
        assert isinstance(here, RailItem)
        texts.append(here.text())
    assert texts == ["Overview", "Verification", "Key a sheet", "Help", "Help"]


def test_moving_opens_nothing_and_enter_does(window: MainWindow) -> None:
    come_to_the_rail()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert window.officer_may_open
    assert window.screen_shown is not None
    assert window.screen_shown.accessibleName() == Destination.OVERVIEW.title
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert window.screen_shown.accessibleName() == Destination.VERIFICATION.title


def test_whoever_left_the_rail_comes_back_to_the_screen_that_is_open() -> None:
    come_to_the_rail()
    QTest.keyClick(focused(), Qt.Key.Key_End)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert come_to_the_rail().text() == Destination.OVERVIEW.title


def test_a_reader_is_told_of_tabs_and_which_is_open(window: MainWindow) -> None:
    items = window.rail.findChildren(RailItem)
    tabs = [item for item in items if heard(item).role() == Role.PageTab]
    assert [item.text() for item in tabs if heard(item).state().selected] == ["Overview"]
    assert all(heard(item).state().focusable for item in items)
    assert [heard(item).role() for item in items if item not in tabs] == [Role.Button] * 3
    holder = heard(tabs[0]).parent()
    assert holder is not None
    assert holder.role() == Role.PageTabList
    assert holder.childCount() == len(tabs) == len(Destination) - 1


def test_a_reader_can_open_a_screen(window: MainWindow) -> None:
    (item,) = [i for i in window.rail.findChildren(RailItem) if i.text() == "Verification"]
    interface = heard(item)
    action = interface.actionInterface()
    action.doAction(action.actionNames()[0])
    assert window.screen_shown is not None
    assert window.screen_shown.accessibleName() == Destination.VERIFICATION.title
