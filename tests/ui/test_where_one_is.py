"""Where one is can be seen on every screen, and the arrows do not lead away from it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.front import Front
from tallyapp.ui.theme.theme import Theme
from tests.halls import RETURNING_OFFICER, SUPERVISOR

from . import vast
from .keys import focused
from .test_no_digit_missing import Scene

ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left)


def stops(page: QWidget) -> list[QWidget]:
    """Everything on a page that Tab stops at."""
    tab = Qt.FocusPolicy.TabFocus
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & tab
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not widget.visibleRegion().isEmpty()
    ]


def unseen(window: QWidget, page: QWidget) -> list[str]:
    """Those that look the same with the focus and without it."""
    found = []
    for widget in stops(page):
        widget.setFocus()
        QApplication.processEvents()
        here = QApplication.focusWidget()
        if here is None or not widget.isVisible():
            continue
        with_focus = here.grab().toImage()
        here.clearFocus()
        QApplication.processEvents()
        if here.isVisible() and here.grab().toImage() == with_focus:
            found.append(f"{type(here).__name__} {here.accessibleName()}")
    return found


def lead_away(page: QWidget) -> list[str]:
    """Those from which an arrow leaves the page."""
    found = []
    for widget in stops(page):
        if not isinstance(widget, QAbstractButton):
            continue
        for arrow in ARROWS:
            widget.setFocus()
            QTest.keyClick(widget, arrow)
            now = QApplication.focusWidget()
            if now is None or not page.isAncestorOf(now):
                found.append(f"{type(widget).__name__} {widget.text()} {arrow.name}")
    return found


@pytest.mark.parametrize("officer", [RETURNING_OFFICER, SUPERVISOR])
def test_the_focus_can_be_seen_wherever_it_is_and_arrows_stay_in_the_page(
    qtbot: QtBot, theme: Theme, tmp_path: Path, officer: int
) -> None:
    scene = Scene(qtbot, vast.begun(tmp_path / "vast.tally"), tmp_path)
    # Here it is the painting that is looked at.
    scene.window.setUpdatesEnabled(True)
    found = {}
    for key in Destination:
        scene.sit(officer, key)
        page = scene.window.screen_shown
        assert page is not None
        if told := [*unseen(scene.window, page), *lead_away(page)]:
            found[key] = told
    assert found == {}
    rail = scene.window.rail
    assert [*unseen(scene.window, rail), *lead_away(rail)] == []
    scene.settle()
    scene.session.close()


def test_the_focus_can_be_seen_at_home_and_arrows_stay_there(qtbot: QtBot, front: Front) -> None:
    assert front.home is not None
    start = front.home.start
    assert unseen(front.window, start) == []
    assert lead_away(start) == []
    start.arrive()
    QTest.keyClick(focused(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    wizard = front.home.new_count
    assert unseen(front.window, wizard) == []
    assert lead_away(wizard) == []
