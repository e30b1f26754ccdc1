"""The contests of a list of candidates, with the figures that are keyed because no list
says them.
"""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from tallyapp.exchange.listed import CandidateList, ListedContest
from tallyapp.new_count import without_poll
from tallyapp.ui.theme.type import FIGURE
from tallyapp.ui.widgets.table import Cell
from tallyapp.words.catalogue import say

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SEATS = 2
ELECTORATE = 3
_HEADINGS = ("contest", "candidates", "seats", "electorate")


class ContestFigures(QAbstractTableModel):
    """Contests in which there is a poll, each with an electorate, and with seats where none are
    said.
    """

    def __init__(self) -> None:
        super().__init__()
        self._contests: list[ListedContest] = []
        self._asks_seats = False
        self.electorates: dict[str, int | None] = {}
        self.seats: dict[str, int | None] = {}
        """Of the contests whose seats the list does not say."""

    def show_contests(self, found: CandidateList | None, asks_seats: bool) -> None:
        """Show those in which there is a poll; what was keyed for one of them stays."""
        self.beginResetModel()
        self._asks_seats = asks_seats
        self._contests = (
            [each for each in found.contests if not without_poll(each)] if found else []
        )
        self.electorates = {each.id: self.electorates.get(each.id) for each in self._contests}
        asked = [each.id for each in self._contests if self._asks(each)]
        self.seats = {contest: self.seats.get(contest) for contest in asked}
        self.endResetModel()

    def _asks(self, contest: ListedContest) -> bool:
        return self._asks_seats and contest.seats is None

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._contests)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, across: Qt.Orientation, role: int = 0) -> Any:
        horizontal = across == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole and horizontal and section:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            say("new-count", f"column.{_HEADINGS[section]}")
            if horizontal
            else self._contests[section].id
        )

    def _keyed(self, index: _Index) -> dict[str, int | None] | None:
        """Where the figure of a cell is kept; None for one that is not keyed."""
        if index.column() == ELECTORATE:
            return self.electorates
        asked = index.column() == SEATS and self._asks(self._contests[index.row()])
        return self.seats if asked else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown if self._keyed(index) is None else shown | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        contest = self._contests[index.row()]
        keyed = self._keyed(index)
        if role == Qt.ItemDataRole.EditRole:
            return None if keyed is None else keyed[contest.id]
        if role == Qt.ItemDataRole.DisplayRole:
            if keyed is not None:
                return keyed[contest.id]
            return (contest.name or contest.id, len(contest.candidates), contest.seats or 1)[
                index.column()
            ]
        if role == Cell.FACE and keyed is not None:
            return FIGURE.heavier()
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        keyed = self._keyed(index)
        if keyed is None or role != Qt.ItemDataRole.EditRole:
            return False
        keyed[self._contests[index.row()].id] = value
        self.dataChanged.emit(index, index)
        return True
