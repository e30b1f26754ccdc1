"""Where the parts of the window lie."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from tallyapp.ui.theme.type import gap

_STROKES = {"Alt+Up": (0, -1), "Alt+Down": (0, 1), "Alt+Left": (-1, 0), "Alt+Right": (1, 0)}
"""What moves the pages where there is not room for all of one: no field and no table has these."""
_MOVE = 120
"""Pixels by which they move."""


class Room(QScrollArea):
    """The room for the pages; where text is so large that a page needs more, it moves with the
    focus, or by Alt and an arrow.
    """

    def __init__(self, pages: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(pages)
        self._pages = pages
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            # A page that has just found its size has room elsewhere than when it took the focus.
            bar.rangeChanged.connect(lambda: self._on_focus(None, QApplication.focusWidget()))
        for stroke, (right, down) in _STROKES.items():
            shortcut = QShortcut(QKeySequence(stroke), self)
            shortcut.activated.connect(lambda right=right, down=down: self._move(right, down))

    def _move(self, right: int, down: int) -> None:
        for bar, way in ((self.horizontalScrollBar(), right), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + way * gap(_MOVE))

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """The beginning of the page, which says what it is, is left only for what is beyond it."""
        if now is None or not self.isAncestorOf(now):
            return
        end = now.mapTo(self._pages, now.rect().bottomRight())
        room = self.viewport().size()
        self.ensureWidgetVisible(now, gap(24), gap(24))
        if end.x() < room.width():
            self.horizontalScrollBar().setValue(0)
        if end.y() < room.height():
            self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows that no field wanted are the window's, as they are where nothing moves."""
        event.ignore()


def laid_out(
    header: QWidget, rail: QWidget, notices: Sequence[QWidget], pages: QWidget, keys: QWidget
) -> QWidget:
    """The header above, the rail beside the pages, what is said above them, the keys beneath."""
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.addWidget(header, 0, 0, 1, 2)
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    holder = QVBoxLayout()
    holder.setContentsMargins(gap(24), 0, gap(24), 0)
    for notice in notices:
        holder.addWidget(notice)
    column.addLayout(holder)
    column.addWidget(Room(pages), 1)
    grid.addLayout(column, 1, 1)
    grid.addWidget(rail, 1, 0)
    grid.addWidget(keys, 2, 0, 1, 2)
    grid.setRowStretch(1, 1)
    grid.setColumnStretch(1, 1)
    return body
