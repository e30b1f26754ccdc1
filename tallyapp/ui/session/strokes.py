"""Counts keys: in the drill, and in training counts. Nobody's keys are counted in a real count."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_BY_THEMSELVES = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)
"""They are pressed with another key, and are none by themselves."""


class Strokes(QObject):
    """The keys that were pressed within a widget since it began anew, and how long ago the first
    of them was.
    """

    def __init__(self, within: QWidget) -> None:
        super().__init__(within)
        self._within = within
        self._timer = QElapsedTimer()
        self.pressed = 0
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    @property
    def milliseconds(self) -> int:
        """Since the first of them; 0 before it."""
        return int(self._timer.elapsed()) if self._timer.isValid() else 0

    def begin_anew(self) -> None:
        """Nothing is pressed yet."""
        self.pressed = 0
        self._timer.invalidate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key counts once: where it arrives, and not where it is handed on to."""
        # What a filter before this one held back comes a second time, and not from the keyboard.
        if event.type() != QEvent.Type.KeyPress or not event.spontaneous():
            return False
        focused = QApplication.focusWidget()
        if isinstance(event, QKeyEvent) and focused is not None and watched is focused:
            plain = event.key() not in _BY_THEMSELVES and not event.isAutoRepeat()
            if plain and self._within.isAncestorOf(focused):
                self.pressed += 1
                if not self._timer.isValid():
                    self._timer.start()
        return False
