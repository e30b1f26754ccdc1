"""What is said to whoever hears the screen instead of seeing it."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget

_Politeness = QAccessible.AnnouncementPoliteness
_LATE = 700
"""Milliseconds for which nothing more is keyed until a sum is said: not at each of its digits."""


def announce(widget: QWidget, words: str, *, assertive: bool = False) -> None:
    """Say these words aloud, where somebody listens; assertively, they cut off what is being said.

    What refuses, fails or differs is assertive: whoever does not hear it keys on. A screen reader
    that does not know announcements reads it as the description of whatever has the focus.
    """
    if not words:
        return
    if assertive:
        # Once the focus is where it will stay: what is read of a new field would cut it off.
        QTimer.singleShot(0, widget, partial(_describe_focus, words))
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(_Politeness.Assertive if assertive else _Politeness.Polite)
    QAccessible.updateAccessibility(event)


def describe(field: QWidget, words: str) -> None:
    """Describe a field by what stands against it; by nothing where nothing does."""
    if field.accessibleDescription() != words:
        field.setAccessibleDescription(words)


def _describe_focus(words: str) -> None:
    """Describe by these words whatever has the focus, until it is left."""
    field = QApplication.focusWidget()
    if field is None or field.accessibleDescription() == words:
        return
    before = field.findChild(_UntilLeft, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (before or _UntilLeft(field)).say(words)


class _UntilLeft(QObject):
    """Gives a field another description, and its own again when the focus goes."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._before = field.accessibleDescription()
        self._words = ""
        field.installEventFilter(self)

    def say(self, words: str) -> None:
        """Describe it by these words now."""
        self._words = words
        describe(self._field, words)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            # What somebody else described it by meanwhile stays.
            if self._field.accessibleDescription() == self._words:
                describe(self._field, self._before)
            self._field.removeEventFilter(self)
            self.setParent(None)
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
