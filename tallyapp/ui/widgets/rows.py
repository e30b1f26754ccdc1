"""Models of rows that come, go and change one by one, and a table in which one row is chosen."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import Face

from .table import Cell, Index, Table

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Look = Mapping[int, Any]
"""One cell by Qt's roles and those of Cell; one with an edit role is keyed."""


class Heading(NamedTuple):
    """A column's heading, and whether figures stand beneath it."""

    words: str
    right: bool = False


def cell(
    shown: str | int | None = None,
    *,
    mark: Mark | None = None,
    role: str = "",
    face: Face | None = None,
    second: str = "",
    lead: int = 0,
    right: bool = False,
    rule: str = "",
    band: str = "",
) -> dict[int, Any]:
    """A cell that is shown; whole numbers stand to the right by themselves."""
    given: dict[int, Any] = {
        Qt.ItemDataRole.DisplayRole: shown,
        Cell.MARK: mark,
        Cell.ROLE: role or (mark.role if mark else ""),
        Cell.FACE: face,
        Cell.SECOND: second,
        Cell.LEAD: lead,
        Cell.RULE: rule,
        Cell.BAND: band,
    }
    if right:
        given[Qt.ItemDataRole.TextAlignmentRole] = _RIGHT
    return {key: value for key, value in given.items() if value not in (None, "", 0) or key == 0}


def keyed(value: int | None, face: Face, *, wrong: bool = False) -> dict[int, Any]:
    """A cell that is keyed: semibold, and a box while it is blank."""
    shown = cell(value, face=face.heavier(), right=True, role="refused" if wrong else "")
    return shown | {Qt.ItemDataRole.EditRole: value, Cell.WRONG: wrong}


class RowsModel(QAbstractTableModel):
    """Rows in the order of their keys; a row is described once, and again when it is refreshed."""

    def __init__(
        self, headings: Sequence[Heading], keys: Iterable[Any] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._headings = headings
        self._keys = sorted(keys)
        self._described: dict[Any, Sequence[Look]] = {}
        self._here: Any = None

    # ---- for those who make one

    def describe(self, key: Any) -> Sequence[Look]:
        """One row's cells, from left to right."""
        raise NotImplementedError

    def name_of(self, key: Any) -> str:
        """A row's name, as a screen reader says it."""
        return str(key)

    def take(self, key: Any, column: int, value: int | None) -> None:
        """A figure was keyed: hold it, and refresh the rows that it changes."""
        raise NotImplementedError

    # ---- for those who change it

    @property
    def keys(self) -> Sequence[Any]:
        """The rows' keys, in order."""
        return self._keys

    def row_of(self, key: Any) -> int:
        """Where a key's row stands; -1 if it has none."""
        at = bisect_left(self._keys, key)
        return at if at < len(self._keys) and self._keys[at] == key else -1

    def refresh(self, key: Any, present: bool = True) -> None:
        """A row changed, came, or went; no other row is touched."""
        self._described.pop(key, None)
        at = bisect_left(self._keys, key)
        there = at < len(self._keys) and self._keys[at] == key
        if there and present:
            self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))
        elif present:
            self.beginInsertRows(QModelIndex(), at, at)
            self._keys.insert(at, key)
            self.endInsertRows()
        elif there:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._keys[at]
            self.endRemoveRows()

    def show_here(self, row: int) -> None:
        """Band this row as the one where the work is; -1 bands none."""
        before = self._here
        self._here = self._keys[row] if 0 <= row < len(self._keys) else None
        for key in {before, self._here} - {None}:
            at = self.row_of(key)
            if at >= 0:
                ends = self.index(at, 0), self.index(at, self.columnCount() - 1)
                self.dataChanged.emit(*ends, [int(Cell.BAND)])

    # ---- for the view

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._headings)

    def _look(self, index: Index) -> Look:
        key = self._keys[index.row()]
        if key not in self._described:
            self._described[key] = self.describe(key)
        return self._described[key][index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell is."""
        if not self.checkIndex(index, QAbstractItemModel.CheckIndexOption.IndexIsValid):
            return None
        if role == Cell.BAND and self._here is not None and self._keys[index.row()] == self._here:
            return "tint"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headings[index.column()].words}: {index.data()}"
        return self._look(index).get(role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a keyed figure; None is a blank."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self.take(self._keys[index.row()], index.column(), value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that are keyed can be edited."""
        flags = super().flags(index)
        if index.isValid() and Qt.ItemDataRole.EditRole in self._look(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings above, and rows' names for those who listen."""
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole and section < len(self._keys):
                return self.name_of(self._keys[section])
            return None
        if not 0 <= section < len(self._headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section].words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self._headings[section].right
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignBottom
        return None


class ChoosingTable(Table):
    """A table in which one row is chosen: arrows move the band, Enter opens."""

    opened = Signal(object)
    """The key of the row that Enter, or a double click, opened."""
    digits_typed = Signal(str)
    """A digit typed over the table: somebody keys a number."""
    asterisk_typed = Signal(object)
    """Asterisk on the row with this key."""

    def __init__(self, model: RowsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self._rows = model
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._show_here(now.row()))
        model.rowsRemoved.connect(lambda *_: self._show_here(self.currentIndex().row()))

    @property
    def chosen(self) -> Any:
        """The key of the row that is chosen, or None."""
        row = self.currentIndex().row()
        return self._rows.keys[row] if 0 <= row < len(self._rows.keys) else None

    def choose(self, key: Any = None) -> None:
        """Move to this key's row, or to the first."""
        row = max(self._rows.row_of(key), 0) if key is not None else 0
        self.setCurrentIndex(self._rows.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, asterisk asks for what the screen says; a digit
        begins a number elsewhere.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen is not None:
                self.opened.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Asterisk:
            if self.chosen is not None:
                self.asterisk_typed.emit(self.chosen)
        elif event.text().isdigit() and event.text().isascii():
            self.digits_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens as well."""
        super().mouseDoubleClickEvent(event)
        if self.chosen is not None:
            self.opened.emit(self.chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The band says where the focus is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.keys:
            self.choose()
        self._show_here(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Somewhere else is where one is."""
        super().focusOutEvent(event)
        self._rows.show_here(-1)

    def _show_here(self, row: int) -> None:
        self._rows.show_here(row if self.hasFocus() else -1)
