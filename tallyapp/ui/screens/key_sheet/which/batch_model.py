"""The sheets of a batch as a table: which are keyed, and which wait for whoever sits here."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tallyapp.domain.state.keyed_paper import KeyedPaper
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.key_sheet.which.batch import may_key
from tallyapp.ui.theme.states import life_state
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.table import Cell
from tallyapp.words.catalogue import say

_SHEET, _STATE, _YOURS = range(3)
_HEADERS = ("batch-sheet", "batch-state", "batch-yours")
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class BatchModel(QAbstractTableModel):
    """One row for each sheet; never a figure, for the second keying sees nothing of the first."""

    def __init__(self, officer: OfficerNumber, small: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._officer = officer
        self._small = small
        self._sheets: tuple[KeyedPaper, ...] = ()
        self._asked = 0

    def show_sheets(self, sheets: tuple[KeyedPaper, ...], asked: int) -> None:
        """Show these sheets; `asked` is the number in the field."""
        if [s.number for s in sheets] != [s.number for s in self._sheets]:
            self.beginResetModel()
            self._sheets = sheets
            self._asked = asked
            self.endResetModel()
        else:
            self._asked = asked
            if sheets:
                self.dataChanged.emit(self.index(0, 0), self.index(len(sheets) - 1, _YOURS))

    def row_of(self, number: int) -> int:
        """The row of a sheet; -1 if it is not here."""
        return next((row for row, sheet in enumerate(self._sheets) if sheet.number == number), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._sheets)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, across: Qt.Orientation, role: int = 0) -> Any:
        if across == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say("key-sheet", _HEADERS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        sheet = self._sheets[index.row()]
        column = index.column()
        mark, words = life_state(sheet.life)
        if role == Qt.ItemDataRole.DisplayRole:
            number = say("key-sheet", sheet.shape, number=str(sheet.number))
            return (number, words, self._yours(sheet))[column]
        if role == Cell.BAND:
            return "tint" if sheet.number == self._asked else None
        if role == Cell.FACE:
            return BODY.heavier(500) if column != _YOURS else BODY
        if column == _STATE:
            return mark if role == Cell.MARK else mark.role if role == Cell.ROLE else None
        return "secondary" if role == Cell.ROLE and column == _YOURS else None

    def _yours(self, sheet: KeyedPaper) -> str:
        if may_key(sheet, self._officer, self._small):
            return say("key-sheet", "yours-again" if sheet.looks and self._small else "yours-waits")
        return say("key-sheet", "yours-keyed") if self._officer in sheet.looks else ""
