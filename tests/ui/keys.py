"""Fingers: key events sent to whatever has the focus, and counted."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import zip_longest
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.slates import Slate
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.table import as_text

_KEYS = {
    "+": Qt.Key.Key_Plus,
    "-": Qt.Key.Key_Minus,
    "*": Qt.Key.Key_Asterisk,
    "/": Qt.Key.Key_Slash,
    ".": Qt.Key.Key_Period,
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


def settled(qtbot: QtBot, session: Session | None) -> None:
    """Wait until nothing that was done in it is on its way to the disk."""
    if session and session.busy:
        with qtbot.waitSignal(session.settled):
            pass


def disk_held(session: Session) -> Event:
    """Nothing that is asked of the disk from now on is done before this is set."""
    free = Event()
    session.work(free.wait, lambda _: None)
    return free


@contextmanager
def disk_busy(session: Session) -> Iterator[None]:
    """In here the disk is slow: nothing that is asked of it is done before the end."""
    free = disk_held(session)
    try:
        yield
    finally:
        free.set()


def closed_after(qtbot: QtBot, window: MainWindow) -> None:
    """The end of the test closes it, once nothing is on its way to the disk.

    After that nobody may touch it: Qt deletes it as soon as anything is waited for.
    """
    qtbot.addWidget(window, before_close_func=lambda _: settled(qtbot, window.session))


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
        """What is typed for the lines of a sheet:
        bundles, a total, or both, as they stand on paper.
        """
        return "".join(
            _line(bundle.full if bundle else None, bundle.part if bundle else None, total)
            for bundle, total in zip_longest(figures.lines, figures.totals)
        )

    def sheet(self, figures: SheetFigures, number: int | None = None, submit: str = "+") -> None:
        """A whole sheet of one seat, from its number (or the one offered) to submitted."""
        self.type(f"{number or ''}\n{figures.papers}\n{self.lines(figures)}{figures.sent}{submit}")
        self._settle()

    def slip(self, figures: SheetFigures, number: int, whose: str, submit: str = "+") -> None:
        """A bundle slip; `whose` is the number on it,
        or how a slate is named that nobody met before.
        """
        self.type(f"{number}\n{figures.papers}\n{whose}\n{self.lines(figures)}{submit}")
        self._settle()

    def several(
        self, figures: SheetFigures, number: int, slates: Mapping[Slate, str], submit: str = "+"
    ) -> None:
        """A whole sheet of several seats; `slates` says what is keyed for each."""
        lines = (_line(block.full, block.part, block.total).strip() for block in figures.blocks)
        named = (slates[block.candidates] for block in figures.blocks)
        blocks = (f"{slate}\n{line}\n" for slate, line in zip(named, lines, strict=True))
        mixed = figures.mixed
        assert mixed is not None
        votes = [*mixed.votes, mixed.unused, mixed.uncertain] if mixed.papers else []
        self.type(f"{number}\n{figures.papers}\n{''.join(blocks)}\n{mixed.papers}\n")
        self.type("".join(f"{value}\n" for value in votes) + f"{figures.sent}{submit}")
        self._settle()


def _line(full: int | None, part: int | None, total: int | None) -> str:
    """A part bundle has two digits, and the next field opens by itself; a total ends with Enter."""
    bundles = "" if full is None else f"{full}/{part:02d}"
    return bundles if total is None else f"{bundles}{total}\n"
