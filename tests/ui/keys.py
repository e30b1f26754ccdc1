"""Fingers: key events sent to whatever has the focus, and counted."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget

from tallyapp.domain.things import SheetFigures
from tallyapp.ui.widgets.table import as_text
from tallyapp.ui.window import MainWindow

_KEYS = {
    "+": Qt.Key.Key_Plus,
    "-": Qt.Key.Key_Minus,
    "*": Qt.Key.Key_Asterisk,
    "/": Qt.Key.Key_Slash,
    "\n": Qt.Key.Key_Return,
    **{str(digit): Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)},
}


def shown(window: MainWindow) -> str:
    """All words and figures that can be read on the screen now, in labels, buttons and tables."""
    screen = window.screen_shown
    assert screen is not None
    QApplication.processEvents()  # what was just laid out is shown with the next event
    texts = [w.text() for w in screen.findChildren(QLabel) if w.isVisible()]
    texts += [w.text() for w in screen.findChildren(QPushButton) if w.isVisible()]
    texts += [as_text(v.model()) for v in screen.findChildren(QTableView) if v.isVisible()]
    return "\n".join(texts)


def focused() -> QWidget:
    """Whatever has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


class Fingers:
    """Types on a window as a person does; `pressed` is every key event so far."""

    def __init__(self, window: MainWindow, settle: Callable[[], None]) -> None:
        self.window = window
        self.pressed = 0
        self._settle = settle

    def press(self, *keys: Qt.Key) -> None:
        """Press keys one after the other."""
        for key in keys:
            focused: QWidget | None = self.window.focusWidget()
            QTest.keyClick(focused or self.window, key)
            self.pressed += 1

    def type(self, text: str) -> None:
        """Type digits and the keys around them; a line's end is Enter."""
        self.press(*(_KEYS[character] for character in text))

    def write(self, words: str) -> None:
        """Write words into whatever has the focus."""
        QTest.keyClicks(self.window.focusWidget(), words)
        self.pressed += len(words)

    def settle(self) -> None:
        """Wait until nothing is on its way to the disk, and what came of it is shown."""
        self._settle()
        QApplication.processEvents()

    def sign_in(self, number: int) -> None:
        """F2, the number, Enter."""
        self.press(Qt.Key.Key_F2)
        self.type(f"{number}\n")

    def lines(self, figures: SheetFigures) -> str:
        """What is typed for the lines of a sheet: part bundles with two digits, as they stand on paper."""
        return "".join(f"{line.full}/{line.part:02d}" for line in figures.lines)

    def sheet(self, figures: SheetFigures, number: int | None = None, submit: str = "+") -> None:
        """A whole sheet, from its number (or the one offered) to submitted."""
        self.type(f"{number or ''}\n{figures.papers}\n{self.lines(figures)}{figures.sent}{submit}")
        self._settle()
