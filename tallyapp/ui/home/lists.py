"""The steps that bring in a file: all or nothing, with every fault in place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.areas import AreaList, read_areas
from tallyapp.exchange.candidates import CandidateList, ListedContest, read_candidates
from tallyapp.exchange.faults import ImportRefused
from tallyapp.new_count import without_poll
from tallyapp.ui.session.worker import Worker
from tallyapp.ui.theme.type import BODY, FIGURE, px
from tallyapp.ui.widgets.field import FileField
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.listed import Rows, Shown
from tallyapp.ui.widgets.table import Cell, Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .faults import FaultsView

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ELECTORATE = 3
_HEADINGS = ("contest", "candidates", "seats", "electorate")


class FileStep(QWidget):
    """One file: its path, and what is in it or wrong with it."""

    ready = Signal()
    """The file is read, and nothing is wrong with it."""
    next_asked = Signal()

    def __init__(self, name: str, read: Callable[[Path], Any], worker: Worker) -> None:
        super().__init__()
        self._read_file = read
        self._worker = worker
        self.found: Any = None
        self._path: Path | None = None
        self.file = FileField(say("new-count", f"{name}.file"), say("practice", "filter.csv"))
        self.file.entered.connect(self._on_entered)
        self.file.chosen.connect(self.read)
        self.faults = FaultsView()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(12))
        self._column.addWidget(self.file)
        self._column.addWidget(
            Text(say("new-count", f"{name}.columns"), role="secondary", wrap=True)
        )
        self._column.addWidget(self.faults)

    def _on_entered(self) -> None:
        if self.found is not None and self.file.path == self._path:
            self.next_asked.emit()
        else:
            self.read()

    def read(self) -> None:
        """Read the file anew, off the window's thread."""
        path = self.file.path
        if path is None:
            self.file.refuse(say("new-count", "no-file"))
            self.file.setFocus()
            return

        def done(found: Any) -> None:
            self.found = found
            self._path = path
            self.faults.show_faults(())
            self.file.accept()
            self._show(found)
            self.ready.emit()

        def failed(error: Exception) -> None:
            self.found = None
            self._show(None)
            if isinstance(error, ImportRefused):
                self.faults.show_faults(error.faults)
            elif isinstance(error, EnvironmentFault):
                self.faults.show_faults(())
                self.file.refuse(str(error))
            else:
                raise error
            self.file.setFocus()

        self._worker.run(lambda: self._read_file(path), done, failed)

    def _show(self, found: Any) -> None:
        """Show what is in the file; None for nothing."""

    def refuse(self, words: str) -> None:
        """What stands against the file as a whole."""
        self.file.refuse(words)
        self.file.setFocus()


def _candidates(path: Path) -> CandidateList:
    from tallyapp.documents.page.glyphs import missing_glyphs

    return read_candidates(path, missing_glyphs=missing_glyphs)


def _areas(path: Path) -> AreaList:
    from tallyapp.documents.page.glyphs import missing_glyphs

    return read_areas(path, missing_glyphs=missing_glyphs)


class CandidatesStep(FileStep):
    """The candidates, and for each contest its electorate, which no list says."""

    def __init__(self, worker: Worker) -> None:
        super().__init__("candidates", _candidates, worker)
        self.model = Electorates()
        self.table = KeyedTable(self.model, say("new-count", "contests"))
        self.table.set_row_height(px(42))
        self.table.after_last.connect(self.next_asked)
        self.table.submit_asked.connect(self.next_asked)
        self.table.hide()
        self._words = Text(say("new-count", "electorate.words"), role="secondary", wrap=True)
        self._words.hide()
        self._unopposed = Text(face=BODY.heavier(500), wrap=True)
        self._unopposed.hide()
        self._column.addWidget(self._unopposed)
        self._column.addWidget(self._words)
        self._column.addWidget(self.table, 1)
        self._column.addStretch()

    def _show(self, found: CandidateList | None) -> None:
        self.table.close_field()
        self.model.show_contests(found)
        alone = sum(map(without_poll, found.contests)) if found else 0
        self._unopposed.setText(say("new-count", "unopposed.words", contests=alone))
        self._unopposed.setVisible(alone > 0)
        self.table.setVisible(found is not None)
        self._words.setVisible(found is not None)
        if found is not None:
            self.table.fit_columns(0)
            self.table.setColumnWidth(_ELECTORATE, px(170))
            self.table.open_field(0)

    def missing(self) -> bool:
        """Whether an electorate is not keyed; then its field is open."""
        blank = self.table.first_blank()
        if blank >= 0:
            self.table.open_field(blank)
        return blank >= 0


class Electorates(QAbstractTableModel):
    """The contests of a list, each with an electorate to be keyed."""

    def __init__(self) -> None:
        super().__init__()
        self._contests: list[ListedContest] = []
        self.electorates: dict[str, int | None] = {}

    def show_contests(self, found: CandidateList | None) -> None:
        """Show those in which there is a poll; an electorate that was
        keyed for one of them stays.
        """
        self.beginResetModel()
        self._contests = (
            [each for each in found.contests if not without_poll(each)] if found else []
        )
        known = self.electorates
        self.electorates = {each.id: known.get(each.id) for each in self._contests}
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.electorates)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, across: Qt.Orientation, role: int = 0) -> Any:
        if (
            role == Qt.ItemDataRole.TextAlignmentRole
            and across == Qt.Orientation.Horizontal
            and section
        ):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if across == Qt.Orientation.Vertical:
            return list(self.electorates)[section]
        return say("new-count", f"column.{_HEADINGS[section]}")

    def flags(self, index: _Index) -> Qt.ItemFlag:
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown | Qt.ItemFlag.ItemIsEditable if index.column() == _ELECTORATE else shown

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        contest = self._contests[index.row()]
        electorate = self.electorates[contest.id]
        if role == Qt.ItemDataRole.EditRole:
            return electorate if index.column() == _ELECTORATE else None
        if role == Qt.ItemDataRole.DisplayRole:
            name = contest.name or contest.id
            return (name, len(contest.candidates), contest.seats or 1, electorate)[index.column()]
        if role == Cell.FACE and index.column() == _ELECTORATE:
            return FIGURE.heavier()
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if index.column() != _ELECTORATE or role != Qt.ItemDataRole.EditRole:
            return False
        self.electorates[self._contests[index.row()].id] = value
        self.dataChanged.emit(index, index)
        return True


class AreasStep(FileStep):
    """The count areas and their boxes."""

    def __init__(self, worker: Worker) -> None:
        super().__init__("areas", _areas, worker)
        names = ("contest", "area", "boxes", "sheets")
        self.model = Rows([say("new-count", f"column.{name}") for name in names], self)
        self.table = Table(self.model, say("new-count", "areas"))
        self.table.hide()
        self._column.addWidget(self.table, 1)
        self._column.addStretch()

    def _show(self, found: AreaList | None) -> None:
        rows = []
        for contest in found.contests if found else ():
            for area, sheets in zip(contest.areas, contest.sheets, strict=True):
                boxes = sum(box.area == area.id for box in contest.boxes)
                name = f"{area.id}, {area.name}"
                told = sheets or say("new-count", "later")
                rows.append(
                    (
                        Shown(contest.contest or ""),
                        Shown(name),
                        Shown(boxes),
                        Shown(told, "secondary"),
                    )
                )
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.table.fit_columns(1)
