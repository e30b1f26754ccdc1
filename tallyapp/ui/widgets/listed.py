"""A table model for what is only shown: rows of cells, each cell
with all that is to be said of it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import Face

from .table import Cell

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Shown(NamedTuple):
    """A cell: its text or whole number, and how it is marked (see `Cell`)."""

    value: str | int | None
    role: str = ""
    mark: Mark | None = None
    face: Face | None = None
    second: str = ""
    lead: int = 0


class Rows(QAbstractTableModel):
    """Rows under headings; a row that stays the same is not told to have changed."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._rows: list[tuple[Shown, ...]] = []

    def show_rows(self, rows: Sequence[tuple[Shown, ...]]) -> None:
        """Show these rows and no others."""
        common = min(len(rows), len(self._rows))
        for row in range(common):
            if rows[row] != self._rows[row]:
                self._rows[row] = rows[row]
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._headings) - 1))
        if len(rows) < len(self._rows):
            self.beginRemoveRows(_ROOT, common, len(self._rows) - 1)
            del self._rows[common:]
            self.endRemoveRows()
        elif len(rows) > common:
            self.beginInsertRows(_ROOT, common, len(rows) - 1)
            self._rows += rows[common:]
            self.endInsertRows()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, across: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and across == Qt.Orientation.Horizontal:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and across == Qt.Orientation.Horizontal:
            return int(self._side(section) | Qt.AlignmentFlag.AlignBottom)
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        """A column that has figures stands at the right, with whatever words are among them."""
        figures = any(isinstance(row[column].value, int) for row in self._rows[:50])
        return Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.value
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(self._side(index.column()) | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ToolTipRole:
                return str(cell.value) if isinstance(cell.value, str) and cell.value else None
            case Cell.ROLE:
                return cell.role or None
            case Cell.MARK:
                return cell.mark
            case Cell.FACE:
                return cell.face
            case Cell.SECOND:
                return cell.second or None
            case Cell.LEAD:
                return cell.lead or None
        return None
