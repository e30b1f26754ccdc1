"""A column that scrolls where the window is low, and follows the focus."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from tallyapp.ui.theme.type import px

_LINES = (QLabel, QAbstractButton, QLineEdit)
"""What is one line, or a few, and never shown in part."""


class Scrolling(QScrollArea):
    """Scrolls up and down only; whatever takes the focus in it comes into view,
    and what its end would cut through is not begun.
    """

    def __init__(self, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = widget
        self._before = 0
        self._is_settling = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(widget)
        widget.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self.verticalScrollBar().valueChanged.connect(self._on_moved)

    # By name: what Qt keeps for a method without one may be gone when another page takes the focus.
    @Slot(QWidget, QWidget)
    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, px(48))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._need_no_more()
        self._settle()

    def _need_no_more(self) -> None:
        """Words that wrap ask for the height that they would have in the narrowest column: beyond
        their end there would be nothing, and it would be scrolled to.
        """
        layout = self._column.layout()
        if layout and layout.hasHeightForWidth():
            self._column.setMinimumHeight(layout.totalHeightForWidth(self.viewport().width()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear when what is in it has its places."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._need_no_more()
            self._settle()
        return super().eventFilter(watched, event)

    def _lines(self) -> list[tuple[int, int]]:
        """Where each line begins and ends, in the column."""
        column = self._column
        found: list[tuple[int, int]] = []
        for line in column.findChildren(QWidget):
            if isinstance(line, _LINES) and line.isVisibleTo(column):
                top = line.mapTo(column, QPoint()).y()
                found.append((top, top + line.height()))
        for table in column.findChildren(QTableView):
            if table.isVisibleTo(column):
                found += _rows(table, table.viewport().mapTo(column, QPoint()).y())
        return found

    def _on_moved(self, value: int) -> None:
        """Move on by whole lines, whichever way it goes."""
        cut = [line for line in self._lines() if line[0] < value < line[1]]
        down = value > self._before
        self._before = value
        if cut and not self._is_settling and 0 < value < self.verticalScrollBar().maximum():
            to = max(end for _, end in cut) if down else min(begin for begin, _ in cut)
            self.verticalScrollBar().setValue(to)
        self._settle()

    def _settle(self) -> None:
        """End above what could be seen only in part."""
        if self._is_settling:
            return
        self._is_settling = True
        top = self.verticalScrollBar().value()
        end = whole = top + self.height()
        lines = self._lines() if self._column.height() > self.height() else []
        while cut := [begin for begin, last in lines if begin < end < last]:
            end = min(cut)
        left = whole - end if whole - end < self.height() // 2 else 0
        if self.viewportMargins().bottom() != left:
            self.setViewportMargins(0, 0, 0, left)
        self._is_settling = False


def _rows(table: QTableView, top: int) -> list[tuple[int, int]]:
    """Where each row that its table shows begins and ends, the first row beginning at `top`."""
    high = table.viewport().height()
    last = table.rowAt(high - 1)
    rows = range(max(table.rowAt(0), 0), (table.model().rowCount() if last < 0 else last + 1))
    begins = [(top + table.rowViewportPosition(row), table.rowHeight(row)) for row in rows]
    return [(begin, min(begin + row, top + high)) for begin, row in begins]
