"""Tables that are only shown: a model of whole cells,
and a table in which a row is chosen and opened.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import Face, px

from .table import Cell, Index, Table

Look = Mapping[int, Any]
"""What a cell is, by Qt's roles and those of Cell."""
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def look(
    shown: str | int | None = None,
    *,
    face: Face | None = None,
    role: str = "",
    mark: Mark | None = None,
    tip: str = "",
    **more: object,
) -> Look:
    """A cell: what it shows, and how;
    `more` are other roles of Cell by their names in small letters.
    """
    given: dict[int, object] = {
        Qt.ItemDataRole.DisplayRole: shown,
        Cell.FACE: face,
        Cell.ROLE: role or (mark.role if mark else ""),
        Cell.MARK: mark,
        Qt.ItemDataRole.ToolTipRole: tip,
    }
    given |= {Cell[name.upper()]: value for name, value in more.items()}
    return {key: value for key, value in given.items() if value is not None and value != ""}


class Column(NamedTuple):
    """A column's heading, and whether its cells stand at the right."""

    words: str
    right: bool = False


class ShownModel(QAbstractTableModel):
    """Rows of cells that are only shown; whoever makes one says which rows changed."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._here = -1

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> Look:
        """What a cell is."""
        raise NotImplementedError

    def row_words(self, row: int) -> str:
        """A row's name, as a screen reader says it."""
        return str(self.index(row, 0).data() or row + 1)

    def choosable(self, row: int) -> bool:
        """Whether the row is a thing to go to, and not a sum."""
        return row >= 0

    def show_here(self, row: int) -> None:
        """Band this row as the one where one is; -1 bands none."""
        before = self._here
        self._here = row
        for each in {before, row} - {-1}:
            self.tell_row(each, Cell.BAND)

    def tell_row(self, row: int, *roles: int) -> None:
        """Say that a row changed."""
        if row < self.rowCount():
            ends = self.index(row, 0), self.index(row, len(self.columns) - 1)
            self.dataChanged.emit(*ends, [int(role) for role in roles])

    # ---- for the view

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self.row_count()

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Cell.BAND and index.row() == self._here:
            return "tint"
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[index.column()].right:
            return _RIGHT
        return self.cell(index.row(), index.column()).get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and not self.choosable(index.row()):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def headerData(
        self, section: int, across: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if across == Qt.Orientation.Vertical:
            return self.row_words(section) if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self.columns[section].right
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignBottom
        return None


class Listing(Table):
    """A table in which a row is chosen by the arrows and opened by →;
    rows share the height there is.
    """

    opened = Signal(int)
    """This row is to be opened: by →, or a double click."""

    def __init__(
        self,
        model: ShownModel,
        name: str,
        heights: tuple[int, int] = (34, 43),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, name, parent)
        self._shown = model
        self.selectionModel().currentRowChanged.connect(lambda *_: self._show_here())
        self.shrink_rows(most=px(heights[1]), least=px(heights[0]))

    @property
    def row(self) -> int:
        """The row that is chosen; -1 if none is."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Choose a row, if it can be."""
        if 0 <= row < self._shown.rowCount() and self._shown.choosable(row):
            self.setCurrentIndex(self._shown.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """→ opens the row."""
        if event.key() == Qt.Key.Key_Right:
            if self.row >= 0:
                self.opened.emit(self.row)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid() and self.row >= 0:
            self.opened.emit(self.row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The band says where the focus is."""
        super().focusInEvent(event)
        if self.row < 0:
            self.choose(0)
        self._show_here()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._shown.show_here(-1)

    def _show_here(self) -> None:
        self._shown.show_here(self.row if self.hasFocus() else -1)
