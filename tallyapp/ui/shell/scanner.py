"""A barcode scanner types, as if somebody keyed very fast: its codes never land in a figure.

What it types goes to whatever has the focus. There this filter listens: the
letter with which every code begins is no figure, so from it to the Enter
everything is swallowed, and what breaks off is discarded. Fields for words take
letters from people too; there a code is known by its end, when Enter comes.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from tallyapp.domain.vocabulary.scan_codes import PREFIX, SECOND, read_code
from tallyapp.ui.widgets.figure_edit import FigureEdit

BROKEN_OFF = 300
"""Milliseconds without a character after which a scan is over;
scanners take about ten, people a hundred.
"""
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MOST = 80
"""Characters: longer than any code."""


class Scanner(QObject):
    """Hears every key that is pressed in a window, before whatever has the focus."""

    read = Signal(object)
    """A whole and right code (Scan)."""
    discarded = Signal()
    """What a scanner typed was no whole code."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._typed = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(BROKEN_OFF)
        self._patience.timeout.connect(self._give_up)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):  # what is closed loses the focus while it goes
            before.removeEventFilter(self)
        if now is not None and now.window() is self._window:
            now.installEventFilter(self)

    def eventFilter(self, heard: QObject, event: QEvent) -> bool:
        """Whether a key was part of a scan, and so is nobody else's."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if isinstance(heard, QPlainTextEdit):
            return False
        if isinstance(heard, QLineEdit) and not isinstance(heard, FigureEdit):
            return event.key() in _ENDS and self._take_from(heard)
        return self._take_key(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        text = event.text().upper()
        if not self._typed:
            if text != PREFIX or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
                return False
            self._listen(text)
            return True
        if event.key() in _ENDS:
            typed = self._typed
            self._typed = ""
            self._patience.stop()
            self._tell(typed)
            return True
        if not text or not text.isprintable():
            return event.key() == Qt.Key.Key_Shift
        if len(self._typed) == 1 and text not in SECOND:
            self._typed = ""  # a slip of the finger: what follows is keyed
            self._patience.stop()
            return False
        self._listen((self._typed + text)[:_MOST])
        return True

    def _listen(self, typed: str) -> None:
        self._typed = typed
        self._patience.start()

    def _tell(self, typed: str) -> None:
        scan = read_code(typed)
        if scan is None:
            self.discarded.emit()
        else:
            self.read.emit(scan)

    def _give_up(self) -> None:
        typed = self._typed
        self._typed = ""
        if len(typed) > 1:
            self.discarded.emit()

    def _take_from(self, field: QLineEdit) -> bool:
        """A code at the end of words goes out of them again, and is taken as what it is."""
        words = field.text()
        for start in range(len(words)):
            if (scan := read_code(words[start:])) is not None:
                field.setText(words[:start])
                self.read.emit(scan)
                return True
        return False
