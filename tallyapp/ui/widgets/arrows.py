"""Arrows that stay in the page, where Qt's own would leave it for the rail."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


def arrow_within(page: QWidget, widget: QWidget, event: QKeyEvent) -> bool:
    """Whether the key is an arrow, and so done with, within this page."""
    step = _STEPS.get(Qt.Key(event.key()), 0)
    if not step:
        return False
    to: QWidget | None = widget
    while to is not None:
        to = to.nextInFocusChain() if step > 0 else to.previousInFocusChain()
        if to is None or to is widget or not page.isAncestorOf(to):
            return True
        takes = to.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and to.isVisible() and to.isEnabled() and to.focusProxy() is None:
            to.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return True


def page_of(widget: QWidget) -> QWidget:
    """The outermost page that is turned, or the window where there is none."""
    page = widget.window()
    here: QWidget | None = widget
    while here is not None:
        above = here.parentWidget()
        if isinstance(above, QStackedWidget):
            page = here
        here = above
    return page
