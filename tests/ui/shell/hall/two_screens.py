"""Plays a hall with a laptop and a projector, in a process of its own: which screens there are is
settled before Qt begins. Prints what came of it as JSON.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tallyapp.ui.screens import Destination
from tallyapp.ui.session.displays import Displays
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.app import application
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tests import wards

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def main(folder: Path) -> None:
    app = application(["tallyapp"])
    Theme(app, "light")
    desk = wards.begin(folder / "wards.tally", [wards.BIRCHLEY])
    session = Session(desk)
    window = MainWindow(Settings(folder / "window.json"), Displays())
    window.take(session)
    window.show()
    window.activateWindow()
    session.sign_in(11)
    window.go(Destination.KEY_SHEET)
    QApplication.processEvents()
    told: dict[str, object] = {"mirrored": Displays().mirrored}
    _stroke(window)
    card = window.hall.card
    assert card is not None
    told["asked"] = [each.text() for each in card.findChildren(QLabel) if each.isVisible()]
    _confirm(window)
    if screen := window.hall.screen:
        told["covering"] = screen.covering
        told["on"] = screen.screen().name()
        told["size"] = [screen.width(), screen.height()]
    told["own"] = window.screen().name()
    told["active"] = window.isActiveWindow()
    before = window.focusWidget()
    QTest.keyClicks(before, "12")
    told["typed"] = before.property("text") or ""
    _stroke(window)
    told["closed by the stroke"] = not window.hall.is_open
    _stroke(window)
    _confirm(window)
    other = window.hall.screen.screen() if window.hall.screen else window.screen()
    window.setScreen(other)
    window.move(other.geometry().topLeft())
    QApplication.processEvents()
    told["closed by moving there"] = not window.hall.is_open
    window.close()
    print(json.dumps(told))


def _confirm(window: MainWindow) -> None:
    """Enter, past the choice of a screen where there is one, until it is open."""
    for _ in range(2):
        if not window.hall.is_open:
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
            QApplication.processEvents()


def _stroke(window: MainWindow) -> None:
    focused: QWidget | None = window.focusWidget()
    QTest.keyClick(focused or window, Qt.Key.Key_H, CTRL_SHIFT)
    QApplication.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
