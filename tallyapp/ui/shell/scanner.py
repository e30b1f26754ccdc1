"""A barcode scanner types, as if somebody keyed very fast: its codes never land in a figure.

What it types goes to whatever has the focus. There this filter listens, and knows a scan by either
of two things. The letter with which every code begins (or the bracket that some scanners put before
it) is no figure, so from it to the Enter everything is swallowed, and what breaks off is discarded.
And nobody keys four characters within a tenth of a second: where keys come with their time, each is
held back for as long as a scanner takes for the next, a moment that no eye notices, and handed on
only if no scan came of it. So a figure is never changed and need not be put back, nor is a field
left, by a code that was never ours and has nothing but digits.

Fields for words take letters from people too; there a code is known by its end, when Enter comes.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from tallyapp.domain.vocabulary.scan_codes import (
    AIM,
    PREFIX,
    SECOND,
    begins_like_code,
    read_code,
)
from tallyapp.ui.widgets.id_edit import IdEdit
from tallyapp.ui.widgets.pad_edit import NumberEdit, PadEdit

BROKEN_OFF = 300
"""Milliseconds without a character after which a scan is over;
scanners take about ten, people a hundred.
"""
QUICK = 35
"""Milliseconds from one character to the next that a scanner takes at most,
and a hand never for several on end.
"""
FEWEST = 4
"""Characters, Enter among them, that make a scan if each came quickly: two fingers may fall on two
keys at once, and a third be close behind.
"""
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MOST = 80
"""Characters: longer than any code."""
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Scanner(QObject):
    """Hears every key that is pressed in a window, before whatever has the focus."""

    read = Signal(object)
    """A whole and right code (Scan)."""
    discarded = Signal()
    """What a scanner typed was no whole code."""
    foreign = Signal()
    """What a scanner typed was no code of ours at all."""
    not_taken = Signal(str)
    """A field left out what came by the keys or the clipboard, and why."""
    taken = Signal()
    """Something is being keyed again."""

    def __init__(
        self, window: QWidget, clock: Callable[[QKeyEvent], int] = QKeyEvent.timestamp
    ) -> None:
        """`clock` gives the milliseconds at which a key was pressed; 0 where that is not known."""
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._typed = ""
        self._held: list[QKeyEvent] = []
        self._handing_on = False
        self._last = 0
        self._ended = 0
        self._field: list[QMetaObject.Connection] = []
        self._patience = self._timer(BROKEN_OFF, self._give_up)
        # Keys pressed in that moment, but not heard yet, come before what waits for nothing.
        self._soon = self._timer(0, self._hand_on)
        self._moment = self._timer(QUICK, self._soon.start)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    def _timer(self, interval: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(interval)
        timer.timeout.connect(call)
        return timer

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):  # what is closed loses the focus while it goes
            before.removeEventFilter(self)
            for connection in self._field:
                QObject.disconnect(connection)
        self._field = []
        if now is not None and now.window() is self._window:
            now.installEventFilter(self)
            if isinstance(now, PadEdit):
                self._field = [
                    now.not_taken.connect(self.not_taken),
                    now.textEdited.connect(self._on_edited),
                ]

    def _on_edited(self) -> None:
        self.taken.emit()

    def eventFilter(self, heard: QObject, event: QEvent) -> bool:
        """Whether a key was part of a scan, and so is nobody else's."""
        if self._handing_on:
            return False
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self._hand_on(heard)  # a click: what was keyed belongs to where it was keyed
            return False
        if not isinstance(event, QKeyEvent) or isinstance(heard, QPlainTextEdit):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._before_shortcut(event)
        if event.type() != QEvent.Type.KeyPress:
            return False
        if isinstance(heard, QLineEdit) and not isinstance(heard, NumberEdit | IdEdit):
            return event.key() in _ENDS and self._take_from(heard)
        # An area or a box may be called T1: there the first letter alone says nothing.
        if self._take_key(event, by_letter=not isinstance(heard, IdEdit)):
            return True
        return isinstance(heard, IdEdit) and event.key() in _ENDS and self._take_from(heard)

    def _before_shortcut(self, event: QKeyEvent) -> bool:
        """No letter of a scan is a shortcut; before any other, what is held back is handed on."""
        if _is_character(event):
            if self._typed or self._held:
                event.accept()
                return True
        elif event.key() not in (*_ENDS, Qt.Key.Key_Shift):
            self._hand_on()
        return False

    def _take_key(self, event: QKeyEvent, *, by_letter: bool) -> bool:
        at = self._clock(event)
        quick = 0 < self._last <= at <= self._last + QUICK and not event.isAutoRepeat()
        self._last = at
        if not quick:
            self._hand_on()
        if event.key() == Qt.Key.Key_Shift:
            return bool(self._typed)
        if self._typed:
            return self._go_on(event)
        if event.key() in _ENDS:
            return self._take_end(event, quick=quick)
        if not _is_character(event) or event.isAutoRepeat():
            self._hand_on()
            return False
        if by_letter and not self._held and event.text().upper() in (PREFIX, AIM):
            self._listen(event.text().upper())
            return True
        if not at:
            return False
        self._held.append(_again(event))
        self._soon.stop()
        self._moment.start()
        if len(self._held) >= FEWEST:
            self._listen(self._take_held())
        return True

    def _go_on(self, event: QKeyEvent) -> bool:
        """One more key of what is a scan, or seems to be one."""
        text = event.text().upper()
        if event.key() in _ENDS:
            typed = self._typed
            self._forget()
            self._ended = self._last
            self._tell(typed)
            return True
        if not text or not text.isprintable():
            return False
        slip = (self._typed == PREFIX and text not in SECOND) or (
            self._typed == AIM and not text.isalpha()
        )
        if slip:
            self._forget()  # a slip of the finger: what follows is keyed
            return False
        self._listen((self._typed + text)[:_MOST])
        return True

    def _take_end(self, event: QKeyEvent, *, quick: bool) -> bool:
        """Enter: the end of a scan, or a second one that some scanners send, or somebody's."""
        if quick and self._ended and self._last <= self._ended + QUICK:
            return True
        if not self._held:
            return False
        if len(self._held) + 1 >= FEWEST:
            self._ended = self._last
            self._tell(self._take_held())
        else:
            self._held.append(_again(event))
            self._hand_on()
        return True

    # ---- what is held back

    def _take_held(self) -> str:
        typed = "".join(event.text() for event in self._held).upper()
        self._held = []
        self._moment.stop()
        self._soon.stop()
        return typed

    def _hand_on(self, to: QObject | None = None) -> None:
        """It was no scan: each key goes where it would have gone."""
        held = self._held
        self._held = []
        self._moment.stop()
        self._soon.stop()
        self._handing_on = True
        try:
            for event in held:
                if (heard := to or QApplication.focusWidget()) is not None:
                    QApplication.sendEvent(heard, event)
        finally:
            self._handing_on = False

    # ---- what is a scan

    def _listen(self, typed: str) -> None:
        self._typed = typed
        self._patience.start()

    def _forget(self) -> None:
        self._typed = ""
        self._patience.stop()

    def _tell(self, typed: str) -> None:
        if (scan := read_code(typed)) is not None:
            self.read.emit(scan)
        elif begins_like_code(typed):
            self.discarded.emit()
        else:
            self.foreign.emit()

    def _give_up(self) -> None:
        typed = self._typed
        self._typed = ""
        if len(typed) > 1:
            (self.discarded if begins_like_code(typed) else self.foreign).emit()

    def _take_from(self, field: QLineEdit) -> bool:
        """A code at the end of words goes out of them again, and is taken as what it is."""
        words = field.text()
        for start in range(len(words)):
            if (scan := read_code(words[start:])) is not None:
                field.setText(words[:start])
                self.read.emit(scan)
                return True
        return False


def _is_character(event: QKeyEvent) -> bool:
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & ~_PLAIN


def _again(event: QKeyEvent) -> QKeyEvent:
    """The same key press, for later: Qt's own is gone by then."""
    return QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
