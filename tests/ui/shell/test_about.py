"""What the program is, and what the window is called."""

import platform
import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import tallyapp
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.shell.front import Front
from tests.ui.keys import focused


def opened_from_home(front: Front) -> str:
    assert front.home
    (about,) = [b for b in front.home.findChildren(QPushButton) if "About" in b.text()]
    assert tallyapp.__version__ in about.text()
    about.click()
    assert front.about.isVisible()
    return front.about.text.toPlainText()


def test_home_says_which_version_this_is_and_what_it_stands_on(
    front: Front, around: Surroundings
) -> None:
    said = opened_from_home(front)
    versions = (tallyapp.__version__, platform.python_version(), qVersion())
    for version in (*versions, sqlite3.sqlite_version, "MIT", "THIRD-PARTY-NOTICES"):
        assert version in said
    assert f"desk-1, {around.machine.code}" in said
    assert len(around.machine.code) == 19


def test_all_of_it_can_be_copied_and_esc_goes_back(front: Front) -> None:
    said = opened_from_home(front)
    assert focused() is front.about.text
    front.about.copy.click()
    assert QApplication.clipboard().text() == said
    QTest.keyClick(front.about.text, Qt.Key.Key_Escape)
    assert not front.about.isVisible()


def test_it_is_found_by_its_name(front: Front) -> None:
    QTest.keyClick(front.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(front.palette.field, "about")
    QTest.keyClick(front.palette.field, Qt.Key.Key_Return)
    assert front.about.isVisible()


def test_the_window_is_named_after_what_is_open_in_it(
    qtbot: QtBot, front: Front, count_file: Path
) -> None:
    assert front.window.windowTitle() == "tallyapp"
    assert front.home
    front.home.open(count_file)
    qtbot.waitUntil(lambda: front.window.session is not None)
    assert front.window.windowTitle() == "Oxford East (practice) – tallyapp"
    with qtbot.waitSignal(front.window.count_closed):
        front.window.close_count()
    assert front.window.windowTitle() == "tallyapp"


def test_the_window_has_the_programs_icon(front: Front) -> None:
    icon = front.window.windowIcon()
    assert not icon.isNull()
    middle = icon.pixmap(64, 64).toImage().pixelColor(7, 32)
    assert middle.name().upper() == "#3A3FA8"
