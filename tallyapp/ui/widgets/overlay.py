"""A card above the screen, that goes with Esc and gives the focus back to where it was."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from tallyapp.ui.widgets.key_cap import KeyHint, KeyStrip


class Overlay(QFrame):
    """Lies on its window and moves with it; `place` says where."""

    heard_as = QAccessible.Role.Dialog
    """So what is written on it is read when one comes to it."""

    opened = Signal()
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("card", "over")
        self._before: QWidget | None = None
        self._taken_from: QWidget | None = None
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self.hide()

    def place(self, window: QWidget) -> None:
        """Take a place on the window."""

    def above_keys(self, window: QWidget) -> int:
        """How far down the window it may reach, in pixels: the strip of keys stays in sight."""
        strip = window.findChild(KeyStrip)
        return window.height() - strip.height() if strip else window.height()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment, while it lies above the screen."""
        return ()

    def take_part_in(self, widget: QWidget) -> None:
        """Esc in this widget closes the overlay, before the window's own Esc hears of it, and what
        ends beneath the overlay does not take the focus from it.
        """
        widget.installEventFilter(self)

    def open_over(self) -> None:
        """Show it above everything."""
        self._before = QApplication.focusWidget()
        if strip := self.window().findChild(KeyStrip):
            # The strip has other rows with other keys, and another height with another text.
            strip.installEventFilter(self)
        self.place(self.window())
        self.show()
        self.raise_()
        self.opened.emit()

    def close_panel(self) -> None:
        """Hide it; the focus goes back, unless it has gone elsewhere already."""
        if self.isHidden():
            return
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        before = self._before
        self._before = None
        self.hide()
        if inside and before is not None and before.isVisible():
            before.setFocus()
        self.closed.emit()

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """What took it beneath is where it goes once the overlay is closed."""
        taken_from = self._taken_from
        self._taken_from = None
        if taken_from is None or now is None or self.isHidden():
            return
        if now.window() is self.window() and not _is_on_an_overlay(now):
            self._before = now
            taken_from.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window and of its strip of keys; take Esc."""
        if watched is self.parent() or isinstance(watched, KeyStrip):
            if isinstance(event, QResizeEvent) and self.isVisible():
                self.place(self.window())
            return False
        if isinstance(event, QFocusEvent) and event.lostFocus():
            # By the mouse, by Tab and by another window somebody takes it away; so, the program.
            by_program = event.reason() == Qt.FocusReason.OtherFocusReason
            self._taken_from = watched if by_program and isinstance(watched, QWidget) else None
            return False
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.close_panel()
                return True
        return False


def _is_on_an_overlay(widget: QWidget) -> bool:
    here: QWidget | None = widget
    while here is not None and not isinstance(here, Overlay):
        here = here.parentWidget()
    return here is not None
