"""Mixed papers: votes for each candidate in ballot-paper order,
in as many columns as let all be seen.
"""

from math import ceil
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.ui.screens.key_sheet.several_seats.keying import MixedFigures
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, NAME, px
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.table import Cell
from tallyapp.words.catalogue import say
from tallyapp.words.papers import candidate_words
from tallyapp.words.parties import stripe

_ALONE = ("no", "candidate", "description", "votes")
_BESIDE = ("candidate", "votes")
"""What stands in a column of lines that is alone, and in each of several."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROWS = 14
"""Lines that stand one below the other; more go on in the next column."""
_MOST_COLUMNS = 3
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class VotesModel(QAbstractTableModel):
    """Candidates' votes, then those not used and uncertain,
    down one column of lines and then the next.
    """

    keyed = Signal()

    def __init__(
        self,
        figures: MixedFigures,
        candidates: tuple[Candidate, ...],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.figures = figures
        self._people = candidates
        lines = len(candidates) + 2
        self.across = min(ceil(lines / _ROWS), _MOST_COLUMNS)
        self.parts = _ALONE if self.across == 1 else _BESIDE
        self._rows = ceil(lines / self.across)
        self._names = [self._name(n, candidate) for n, candidate in enumerate(candidates, 1)]
        self._names += [(say("papers", f"sheet.{name}"), 0) for name in ("unused", "uncertain")]
        self._stripes = [stripe(candidate) for candidate in candidates]
        self._here = -1
        self._blank = -1

    def _name(self, number: int, candidate: Candidate) -> tuple[str, int]:
        words, lead = candidate_words(candidate)
        if "no" in self.parts:
            return words, lead
        return f"{number} {words}", len(f"{number} ") + lead

    def show_figures(self, figures: MixedFigures) -> None:
        """Key these from now on: the sheet's, or those of a counting sheet."""
        self.figures = figures
        self.refresh()

    def refresh(self) -> None:
        """Any figure may be another."""
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self.across * len(self.parts)

    def headerData(self, section: int, across: Qt.Orientation, role: int = 0) -> Any:
        if across == Qt.Orientation.Vertical:
            return None
        part = self.part(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return say("key-sheet", part)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if part in ("no", "votes")
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignBottom
        return None

    def part(self, column: int) -> str:
        """What stands in a column."""
        return self.parts[column % len(self.parts)]

    # ---- lines

    def line(self, index: _Index) -> int:
        """The line that a cell belongs to, from 0; -1 beneath the last."""
        at = index.column() // len(self.parts) * self._rows + index.row()
        return at if at < len(self._names) else -1

    def place(self, line: int) -> tuple[int, int]:
        """The row and column in which a line's votes are keyed."""
        across, row = divmod(line, self._rows)
        return row, (across + 1) * len(self.parts) - 1

    def words(self, line: int) -> str:
        """A line as it is spoken of."""
        if line < len(self._people):
            return f"{line + 1} {candidate_words(self._people[line])[0]}"
        return self._names[line][0]

    def in_full(self, line: int) -> str:
        """A line with the candidate's description."""
        whose = self._people[line].description if line < len(self._people) else ""
        return f"{self.words(line)}, {whose}" if whose else self.words(line)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        votes = self.part(index.column()) == "votes" and self.line(index) >= 0
        return shown | Qt.ItemFlag.ItemIsEditable if votes and not self._closed else shown

    @property
    def _closed(self) -> bool:
        """Whether there are no mixed papers, and so no votes to be keyed."""
        return self.figures.papers == 0

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index) if index.isValid() else -1
        if line < 0:
            return "window" if index.isValid() and role == Cell.RULE else None
        part = self.part(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._shown(line, part)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if part in ("no", "votes") else None
        if role == Cell.FACE:
            votes = FIGURE if self._closed else FIGURE.heavier()
            return votes if part == "votes" else NAME if part == "candidate" else BODY
        if role == Cell.BAND:
            return "tint" if line == self._here else None
        if role == Cell.RULE:
            return "field" if line == len(self._people) - 1 else None
        return self._extra(line, part, role)

    def _shown(self, line: int, part: str) -> str | int | None:
        if part == "votes":
            return self.figures.row[line + 1]
        if part == "candidate":
            return self._names[line][0]
        if line >= len(self._people):
            return None
        return line + 1 if part == "no" else self._people[line].description

    def _extra(self, line: int, part: str, role: int) -> Any:
        wrong = self.figures.too_many(line + 1)
        if role == Cell.WRONG:
            return wrong and part == "votes"
        if role == Cell.MARK:
            return (
                Mark.DOES_NOT_ADD
                if part == "candidate" and (wrong or line == self._blank)
                else None
            )
        if role == Cell.ROLE:
            quiet = part in ("no", "description")
            return "secondary" if quiet else "refused" if wrong and part == "votes" else "ink"
        if role == Qt.ItemDataRole.ToolTipRole and part == "candidate":
            return self._names[line][0]
        if line < len(self._people):
            if role == Cell.STRIPE and part == self.parts[0]:
                return self._stripes[line]
            if role == Cell.LEAD and part == "candidate":
                return self._names[line][1]
        return None

    # ---- keying

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a figure, or None for a blank."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        line = self.line(index)
        self._blank = -1
        self.figures.key(line + 1, value)
        self._tell(line)
        self.keyed.emit()
        return True

    def be_at(self, line: int) -> None:
        """Mark the line that is being keyed; -1 for none."""
        before = self._here
        self._here = line
        for changed in {before, line} - {-1}:
            self._tell(changed)

    def note_blank(self, line: int) -> None:
        """Mark a line as blank, until one is keyed."""
        self._blank = line
        self._tell(line)

    def _tell(self, line: int) -> None:
        row, votes = self.place(line)
        self.dataChanged.emit(self.index(row, votes - len(self.parts) + 1), self.index(row, votes))


class VotesTable(KeyedTable):
    """Keys the lines down each column."""

    def __init__(self, model: VotesModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self.lines = model
        least = px(26)
        self.verticalHeader().setMinimumSectionSize(least)
        self.shrink_rows(px(39), least)
        header = self.horizontalHeader()
        header.setFixedHeight(px(32))
        for column in range(model.columnCount()):
            width = {"no": 54, "votes": 104 if model.across == 1 else 84}.get(model.part(column))
            if width is None:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(column, px(width))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def walk(self) -> None:
        super().walk()
        self._path.sort(key=lambda cell: (cell.column(), cell.row()))

    def name_at(self, index: QModelIndex) -> str:
        """A field's name, for who listens."""
        model = self.model()
        assert isinstance(model, VotesModel)
        return f"{say('key-sheet', 'votes')}, {model.words(model.line(index))}"

    @property
    def line_at(self) -> int:
        """The line that is open; -1 if none is."""
        return self.lines.line(self._path[self.at]) if self.at >= 0 else -1

    def open_line(self, line: int) -> None:
        """Open a line."""
        self.open_row(*self.lines.place(line))
