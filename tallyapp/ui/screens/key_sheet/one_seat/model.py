"""The sheet as a table: a line for each candidate, one for the
papers sent, and the totals beneath.
"""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.ui.screens.key_sheet.keying import LinesKeying
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, NAME
from tallyapp.ui.widgets.table import Cell
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure
from tallyapp.words.papers import ballot_words, candidate_words
from tallyapp.words.parties import stripe

NUMBER, CANDIDATE, DESCRIPTION, FULL, PART, PAPERS = range(6)
_HEADERS = ("no", "candidate", "description", "full", "part", "papers")
_KEYED = {FULL: "full", PART: "part", PAPERS: "total"}
"""What is keyed in a column, where the sheet has it;
papers are worked out where no total is written.
"""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SheetModel(QAbstractTableModel):
    """The lines of one sheet while it is keyed; `keyed` is told after every figure."""

    keyed = Signal()

    def __init__(
        self, keying: LinesKeying, candidates: tuple[Candidate, ...], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.keying = keying
        self._candidates = candidates
        self._stripes = [stripe(candidate) for candidate in candidates]
        written = keying.kind.columns
        self._columns = {c: written.index(name) for c, name in _KEYED.items() if name in written}
        self._here = -1
        self._notes: dict[int, str] = {}

    # ---- shape

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._candidates) + 1

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, across: Qt.Orientation, role: int = 0) -> Any:
        if across == Qt.Orientation.Vertical:
            return self._row_words(section) if role == Qt.ItemDataRole.DisplayRole else None
        return header_data(section, role)

    def _row_words(self, row: int) -> str:
        if row == len(self._candidates):
            return say("key-sheet", "sent")
        return f"{row + 1} {self._candidates[row].ballot_name}"

    @property
    def written(self) -> tuple[int, ...]:
        """The columns whose figures are keyed."""
        return tuple(self._columns)

    def position(self, index: _Index) -> int:
        """The field of the sheet that a cell holds;
        0, which stands above the table, for every other cell.
        """
        row = index.row()
        column = index.column()
        if row == len(self._candidates):
            return len(self.keying.values) - 1 if column == PAPERS else 0
        at = self._columns.get(column)
        return 0 if at is None else 1 + row * len(self._columns) + at

    def cell(self, position: int) -> tuple[int, int]:
        """The row and column of a field."""
        if position == len(self.keying.values) - 1:
            return len(self._candidates), PAPERS
        row, at = divmod(position - 1, len(self._columns))
        return row, list(self._columns)[at]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown | Qt.ItemFlag.ItemIsEditable if self.position(index) else shown

    # ---- what a cell says

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._shown(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in (NUMBER, FULL, PART, PAPERS) else None
        if role == Cell.FACE:
            return self._face(index)
        if role == Qt.ItemDataRole.ToolTipRole and column in (CANDIDATE, DESCRIPTION):
            return self._shown(index)
        if role == Cell.BAND:
            return "tint" if row == self._here else None
        if role == Cell.ROLE:
            return self._colour(row, column)
        return self._extra(index, role)

    def _extra(self, index: _Index, role: int) -> Any:
        row = index.row()
        column = index.column()
        if role == Cell.MARK:
            return Mark.DOES_NOT_ADD if column == DESCRIPTION and row in self._notes else None
        if role == Cell.RULE:
            return "field" if row == len(self._candidates) else None
        if role == Cell.WRONG:
            total = column == PAPERS and row < len(self._candidates)
            return self.keying.too_large(self.position(index)) or (
                total and self.keying.disagrees(row)
            )
        if role == Cell.DIGITS:
            return len(str(self.keying.bundle)) if column == PART else None
        if row < len(self._candidates):
            if role == Cell.STRIPE and column == NUMBER:
                return self._stripes[row]
            if role == Cell.LEAD and column == CANDIDATE:
                return candidate_words(self._candidates[row])[1]
        return None

    def _shown(self, index: _Index) -> str | int | None:
        row = index.row()
        column = index.column()
        if position := self.position(index):
            return self.keying.values[position]
        if column == DESCRIPTION and row in self._notes:
            return self._notes[row]
        if row == len(self._candidates):
            words = {CANDIDATE: "sent", DESCRIPTION: "sent-of"}
            return say("key-sheet", words[column]) if column in words else None
        candidate = self._candidates[row]
        return (
            row + 1,
            ballot_words(candidate),
            candidate.description,
            None,
            None,
            self.keying.line(row),
        )[column]

    def _face(self, index: _Index) -> Any:
        column = index.column()
        if self.position(index):
            return FIGURE.heavier()
        return FIGURE if column == PAPERS else NAME if column == CANDIDATE else BODY

    def _colour(self, row: int, column: int) -> str:
        if column == DESCRIPTION and row in self._notes:
            return "refused"
        return "secondary" if column in (NUMBER, DESCRIPTION) else "ink"

    # ---- keying

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a figure, or None for a blank."""
        position = self.position(index) if index.isValid() else 0
        if role != Qt.ItemDataRole.EditRole or not position:
            return False
        self.keying.key(position, value)
        row = index.row()
        self._notes.pop(row, None)
        if self.keying.too_large(position):
            self._notes[row] = say("key-sheet", "part-too-large", bundle=self.keying.bundle)
        elif row < len(self._candidates) and self.keying.disagrees(row):
            self._notes[row] = say("key-sheet", "bundles-are", papers=self.keying.line(row))
        self._tell_row(row)
        self.keyed.emit()
        return True

    def be_at(self, row: int) -> None:
        """Mark the row that is being keyed; -1 for none."""
        before = self._here
        self._here = row
        for changed in {before, row} - {-1}:
            self._tell_row(changed)

    def note(self, row: int, words: str) -> None:
        """Say in this row what is wrong with it, until it is keyed again."""
        self._notes[row] = words
        self._tell_row(row)

    def _tell_row(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, PAPERS))


class TotalsModel(QAbstractTableModel):
    """The one line beneath: what the lines add to."""

    def __init__(self, lines: SheetModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._refused = 0
        lines.keyed.connect(self.refresh)

    def refresh(self) -> None:
        """The sums may be others."""
        self.dataChanged.emit(self.index(0, 0), self.index(0, PAPERS))

    def refuse(self, difference: int) -> None:
        """Say how far the lines are from what the sheet says; 0 if they agree, or are not done."""
        if difference != self._refused:
            self._refused = difference
            self.refresh()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, across: Qt.Orientation, role: int = 0) -> Any:
        return header_data(section, role) if across == Qt.Orientation.Horizontal else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column >= FULL else None
        if role == Cell.FACE:
            return self._face(column)
        if role == Cell.RULE:
            return "refused_tint" if self._refused else "window"
        if role == Cell.BAND:
            return "refused_tint" if self._refused else None
        if role == Cell.ROLE and self._refused:
            return "refused" if column in (DESCRIPTION, PAPERS) else "ink"
        if role == Cell.MARK and self._refused and column == DESCRIPTION:
            return Mark.DOES_NOT_ADD
        return None

    def _shown(self, column: int) -> str | int | None:
        keying = self._lines.keying
        if column == DESCRIPTION and self._refused:
            words = "fewer" if self._refused < 0 else "more"
            return say("key-sheet", words, by=abs(self._refused), papers=figure(keying.papers or 0))
        if column in (FULL, PART):
            name = _KEYED[column]
            return keying.summed(name) if name in keying.kind.columns else None
        return (
            keying.keyed
            if column == PAPERS
            else say("key-sheet", "lines-add-to")
            if column == CANDIDATE
            else None
        )

    def _face(self, column: int) -> Any:
        if column == PAPERS:
            return FIGURE.heavier()
        if column in (FULL, PART):
            return FIGURE
        return BODY.heavier(500 if column == DESCRIPTION else 600)


def header_data(section: int, role: int) -> Any:
    """The columns' headers, aligned as their cells."""
    if role == Qt.ItemDataRole.DisplayRole:
        return say("key-sheet", _HEADERS[section])
    if role == Qt.ItemDataRole.TextAlignmentRole:
        side = (
            Qt.AlignmentFlag.AlignRight
            if section in (NUMBER, FULL, PART, PAPERS)
            else Qt.AlignmentFlag.AlignLeft
        )
        return side | Qt.AlignmentFlag.AlignBottom
    return None
