"""What is keyed while an act is on its way to the disk is for what comes after it.

Whoever keys a form, a box or a step of the result goes on with the next before a slow disk has the
one before: the digits would land in the page that is about to close, and the next would begin with
the second. So they wait, and go where the focus is once the act is true; where it is refused, the
field that is wrong is open, and they are not for that. A key that asks for something, and comes
before anything is typed, is one pressed again because nothing happened yet: one keying is not
handed in twice, nor is the step after it taken unseen.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tallyapp.ui.shell.going import Going
from tallyapp.ui.widgets.pad_edit import hands_in

if TYPE_CHECKING:
    from tallyapp.ui.session.session import Session

_ASKING = frozenset(
    {
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Asterisk,
        Qt.Key.Key_Space,
    }
)
_WITHIN = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
"""Keys that type nothing, and are meant for whatever page is open."""
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class KeysAhead(QObject):
    """Keeps the keys that come while somebody waits for what becomes of an act."""

    def __init__(self, window: QWidget, going: Going) -> None:
        super().__init__(window)
        self._window = window
        self._waits = False
        self._is_told = False
        self._is_handing_on = False
        self._kept: list[QKeyEvent] = []
        self._heard: QWidget | None = None
        going.opened.connect(self._on_opened)

    def begin(self, session: "Session") -> None:
        """Do so for this count from now on."""
        self._forget()
        session.saving_started.connect(self._on_saving)
        session.awaited.connect(self._on_awaited)
        session.recorded.connect(self._on_recorded)
        session.not_done.connect(self._drop)
        session.answered.connect(self._on_answered)

    def _drop(self) -> None:
        self._kept = []

    def _forget(self) -> None:
        self._drop()
        self._stop()

    def _on_opened(self) -> None:
        """Another screen is open: what was keyed before was for the one that was left, unless it is
        the act that led here.
        """
        if not self._is_told:
            self._forget()

    def _on_saving(self) -> None:
        self._is_told = False

    def _on_awaited(self) -> None:
        if not self._waits:
            self._waits = True
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            application.focusChanged.connect(self._on_focus)
            self._on_focus()

    def _on_recorded(self) -> None:
        self._is_told = True

    def _on_answered(self) -> None:
        """Hand on each key; if one of them asks for an act, those after it wait for that."""
        self._stop()
        if self._is_handing_on:
            return
        self._is_handing_on = True
        try:
            while self._kept and not self._waits:
                key = self._kept.pop(0)
                if (focused := QApplication.focusWidget()) is not None:
                    QApplication.sendEvent(focused, key)
        finally:
            self._is_handing_on = False

    def _stop(self) -> None:
        self._is_told = False
        if self._waits:
            self._waits = False
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            application.focusChanged.disconnect(self._on_focus)
            self._follow(None)

    def _on_focus(self) -> None:
        # Where it is, and not where it was going: find may have kept it meanwhile.
        self._follow(QApplication.focusWidget())

    def _follow(self, now: QWidget | None) -> None:
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = now if now is not None and now.window() is self._window else None
        if self._heard is not None:
            self._heard.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Whether this key is kept, or is one pressed again."""
        if not (self._waits and isinstance(event, QKeyEvent)):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._drop()  # a step back, from whatever they were meant for
        if event.type() != QEvent.Type.KeyPress or not _is_of_page(event):
            return False
        again = event.isAutoRepeat() or (not self._kept and event.key() in _ASKING)
        if not again:
            self._kept.append(event.clone())  # with its time: a scan is told by that
        return True


def _is_of_page(event: QKeyEvent) -> bool:
    if event.modifiers() & ~_PLAIN:
        return hands_in(event)
    text = event.text()
    return event.key() in _ASKING | _WITHIN or bool(text and text.isprintable())
