"""What is said to whoever hears the screen instead of seeing it."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget

_Politeness = QAccessible.AnnouncementPoliteness
_LATE = 700
"""Milliseconds for which nothing more is keyed until a sum is said: not at each of its digits."""


def announce(widget: QWidget, words: str, *, assertive: bool = False) -> None:
    """Say these words aloud, where somebody listens; assertively, they cut off what is being said.

    What refuses, fails or differs is assertive: whoever does not hear it keys on.
    """
    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(_Politeness.Assertive if assertive else _Politeness.Polite)
    QAccessible.updateAccessibility(event)


def describe(field: QWidget, words: str) -> None:
    """Describe a field by what stands against it; by nothing where nothing does.

    A screen reader that does not know announcements reads the description with the field.
    """
    if field.accessibleDescription() != words:
        field.setAccessibleDescription(words)


def describe_focus(words: str) -> None:
    """Describe by these words whatever has the focus, until it is left."""
    field = QApplication.focusWidget()
    if field is not None:
        _UntilLeft(field, words)


class _UntilLeft(QObject):
    """Gives a field another description, and its own again when the focus goes."""

    def __init__(self, field: QWidget, words: str) -> None:
        super().__init__(field)
        self._field = field
        self._before = field.accessibleDescription()
        describe(field, words)
        field.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            describe(self._field, self._before)
            self.deleteLater()
        return False


class Late(QObject):
    """Says politely how a sum stands, once nothing more is being keyed."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._words = ""
        self._waiting = QTimer(self, singleShot=True, interval=_LATE)
        self._waiting.timeout.connect(self._say)

    def say(self, words: str) -> None:
        """Say these words soon, if they are others, and nothing else comes in between."""
        if words != self._words:
            self._words = words
            self._waiting.start()

    def _say(self) -> None:
        if self._widget.isVisible():
            announce(self._widget, self._words)
