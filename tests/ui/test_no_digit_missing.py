"""A figure is never shown with digits missing: every screen, with the
largest figures and the longest names, in the smallest windows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tests.halls import CLERK, OTHER_CLERK, READER_OF_BACK, RETURNING_OFFICER

from . import vast
from .drawn import cut
from .keys import Fingers, focused

SIZES = ((1366, 700), (1280, 649), (1024, 768))


class Scene:
    """The window over a count, with somebody before it."""

    def __init__(self, qtbot: QtBot, desk: Desk, folder: Path) -> None:
        self.qtbot = qtbot
        self.session = Session(desk)
        self.window = MainWindow(Settings(folder / "settings" / "window.json"))
        qtbot.addWidget(self.window)
        self.window.take(self.session)
        self.window.resize(*SIZES[0])
        self.window.show()
        self.fingers = Fingers(self.window, self.settle)

    def settle(self) -> None:
        if self.session.busy:
            with self.qtbot.waitSignal(self.session.settled, timeout=20_000):
                pass
        QApplication.processEvents()

    def sit(self, officer: int, key: int) -> None:
        self.session.sign_in(officer)
        self.window.go(key)
        self.settle()

    def type(self, text: str) -> None:
        """Digits and keys of the number pad; letters as they are."""
        for letter in text:
            if letter.isalpha():
                self.fingers.write(letter)
            else:
                self.fingers.type(letter)
        self.settle()

    def wrong(self) -> list[str]:
        """What cannot be read, at every size."""
        found = []
        for size in SIZES:
            self.window.resize(*size)
            found += [f"{size[0]}×{size[1]} {each}" for each in cut(self.window)]
        return found
