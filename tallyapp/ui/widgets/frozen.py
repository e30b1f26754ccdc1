"""A wide table whose names at the left and sums at
the right stay while the columns between them move.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyleOptionViewItem,
    QWidget,
)

from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, gap, px

from .cell_delegate import PADDING, CellDelegate, display
from .cells import Cell, Index
from .rows import RowsModel
from .table import Table


class _CurrentCell(CellDelegate):
    """The cell where one is has a frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = self.parent()
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
            painter.save()
            width = max(2, roles().border)
            painter.setPen(QPen(colour("accent"), width))
            painter.drawRect(QRect(option.rect).adjusted(width // 2, width // 2, -width, -width))
            painter.restore()


class _Part(Table):
    """Some columns of the table; rows share the height there is,
    those of `tall` have two lines at least.
    """

    def __init__(
        self,
        model: RowsModel,
        name: str,
        columns: range,
        heights: tuple[int, int],
        tall: Sequence[int],
    ) -> None:
        super().__init__(model, name)
        for column in range(model.columnCount()):
            self.setColumnHidden(column, column not in columns)
        self.verticalHeader().setMinimumSectionSize(px(heights[0]))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.shrink_rows(px(heights[1]), px(heights[0]), tall)


class _Cells(_Part):
    """The columns that move, in which one cell is where one is."""

    opened = Signal()
    focus_moved = Signal()
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the column."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()


class FrozenTable(QWidget):
    """Arrows move from cell to cell among the columns that move;
    Enter or a double click opens one.

    To a screen reader it is one table: the part in which one moves, which has every column.
    """

    heard_as = QAccessible.Role.Client

    opened = Signal(int)
    """This column is to be opened."""
    moved = Signal()
    """Another part of the columns is to be seen."""

    def __init__(
        self,
        model: RowsModel,
        name: str,
        *,
        names_width: int,
        sums_width: int,
        least_width: int,
        heights: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        model.names_apart = True
        self._least = least_width
        last = model.columnCount() - 1
        tall = _on_two_lines(model, px(names_width) - 2 * gap(PADDING))
        self.names = _Part(model, name, range(1), heights, tall)
        self.cells = _Cells(model, name, range(1, last), heights, tall)
        self.sums = _Part(model, name, range(last, last + 1), heights, tall)
        for part, width in ((self.names, names_width), (self.sums, sums_width)):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            part.setFixedWidth(px(width))
            part.setColumnWidth(0 if part is self.names else last, px(width))
        self.sums.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.sums.horizontalHeader().setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)
        self.cells.setItemDelegate(_CurrentCell(self.cells))
        self.heard_parts = (self.cells,)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self.names, self.cells, self.sums):
            row.addWidget(part, 1 if part is self.cells else 0)
        # So few columns that they do not fill the window stand beside the names, and the sums
        # beside them.
        self.cells.setMaximumWidth((last - 1) * px(2 * least_width))
        row.addStretch()
        self._link()
        self.setFocusProxy(self.cells)

    def _link(self) -> None:
        parts = (self.names, self.cells, self.sums)
        for part in parts:
            for other in parts:
                if other is not part:
                    part.verticalScrollBar().valueChanged.connect(
                        other.verticalScrollBar().setValue
                    )
        self.cells.selectionModel().currentChanged.connect(lambda now, _: self._show_here(now))
        self.cells.focus_moved.connect(lambda: self._show_here(self.cells.currentIndex()))
        self.cells.opened.connect(self._on_opened)
        self.cells.resized.connect(self._on_resized)
        self.cells.horizontalScrollBar().valueChanged.connect(lambda _: self.moved.emit())

    @property
    def column(self) -> int:
        """The column where one is; -1 if none is."""
        return self.cells.currentIndex().column()

    def go(self, row: int, column: int) -> None:
        """Go to a cell, and show it."""
        index = self._model.index(row, column)
        self.cells.setCurrentIndex(index)
        self.cells.scrollTo(index)

    def columns_seen(self) -> tuple[int, int]:
        """The first and last of the moving columns that can wholly be seen."""
        view = self.cells
        width = view.viewport().width()
        seen = [
            column
            for column in range(1, self._model.columnCount() - 1)
            if view.columnViewportPosition(column) >= 0
            and view.columnViewportPosition(column) + view.columnWidth(column) <= width
        ]
        return (seen[0], seen[-1]) if seen else (1, 1)

    def set_header_height(self, pixels: int) -> None:
        """All three headers this high."""
        for part in (self.names, self.cells, self.sums):
            part.horizontalHeader().setFixedHeight(pixels)

    def _on_resized(self) -> None:
        """As many whole columns as fit, of one width."""
        room = self.cells.viewport().width()
        columns = self._model.columnCount() - 2
        fitting = max(1, min(columns, room // px(self._least)))
        for column in range(1, columns + 1):
            over = columns == fitting and column <= room % fitting
            self.cells.setColumnWidth(column, room // fitting + over)
        self.moved.emit()

    def _on_opened(self) -> None:
        if self.column > 0:
            self.opened.emit(self.column)

    def _show_here(self, index: QModelIndex) -> None:
        self._model.show_here(index.row() if self.cells.hasFocus() else -1)


def _on_two_lines(model: RowsModel, room: int) -> Sequence[int]:
    """The rows whose names may go on in a second line, and are too long for one."""
    found = []
    for row in range(model.rowCount()):
        name = model.index(row, 0)
        words = QFontMetrics((name.data(Cell.FACE) or BODY).font())
        if name.data(Cell.WRAP) and words.horizontalAdvance(display(name)) > room:
            found.append(row)
    return found
