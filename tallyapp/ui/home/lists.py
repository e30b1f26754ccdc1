"""The steps that bring in a file: all or nothing, with every fault in place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.areas import AreaList, read_areas
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.faults import ImportRefused
from tallyapp.exchange.listed import CandidateList
from tallyapp.new_count import without_poll
from tallyapp.ui.session.worker import Worker
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.cells import cell, headings
from tallyapp.ui.widgets.field import FileField
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .contest_figures import ELECTORATE, SEATS, ContestFigures
from .faults import FaultsView
from .look_at import LookAt

_LOOKED_AT = 150
"""How high the warnings may be, so that what is keyed beneath them has room."""


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
        self.file = FileField(say("new-count", f"{name}.file"), say("new-count", "filter"))
        self.file.entered.connect(self._on_entered)
        self.file.chosen.connect(self.read)
        self.faults = FaultsView()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(12))
        self._column.addWidget(self.file)
        self._columns = Text(say("new-count", f"{name}.columns"), role="secondary", wrap=True)
        self._column.addWidget(self._columns)
        self._column.addWidget(self.faults)
        self.look_at = LookAt()
        self.look_at.setMaximumHeight(px(_LOOKED_AT))
        self._column.addWidget(self.look_at)

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
            self._show_read(found)
            self.ready.emit()

        def failed(error: Exception) -> None:
            self.found = None
            self._show_read(None)
            if isinstance(error, ImportRefused):
                self.faults.show_faults(error.faults)
            elif isinstance(error, EnvironmentFault):
                self.faults.show_faults(())
                self.file.refuse(str(error))
            else:
                raise error
            self.file.setFocus()

        self._worker.run(lambda: self._read_file(path), done, failed)

    def _show_read(self, found: Any) -> None:
        """Show what was read; how a file is written is told only until one was read."""
        self._columns.setVisible(found is None)
        self.look_at.show_warnings(found.warnings if found else ())
        self._show(found)

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
    """The candidates, and for each contest its electorate and seats, where the list says none."""

    def __init__(self, worker: Worker) -> None:
        super().__init__("candidates", _candidates, worker)
        self.model = ContestFigures()
        self.table = KeyedTable(self.model, say("new-count", "contests"))
        self.table.set_row_height(px(42))
        self.table.after_last.connect(self.next_asked)
        self.table.submit_asked.connect(self.next_asked)
        self.table.hide()
        self._asks_seats = False
        self._words = Text(say("new-count", "electorate.words"), role="secondary", wrap=True)
        self._words.hide()
        self._unopposed = Text(face=BODY.heavier(500), wrap=True)
        self._unopposed.hide()
        self._column.addWidget(self._unopposed)
        self._column.addWidget(self._words)
        self._column.addWidget(self.table, 1)
        self._column.addStretch()

    def ask_seats(self, asked: bool) -> None:
        """Whether seats that the list does not say are keyed; in some elections there is always
        one.
        """
        if asked != self._asks_seats:
            self._asks_seats = asked
            self._show(self.found)

    def _show(self, found: CandidateList | None) -> None:
        self.table.close_field()
        self.model.show_contests(found, self._asks_seats)
        self._unopposed.setText(_not_counted(found))
        self._unopposed.setVisible(bool(self._unopposed.text()))
        self.table.setVisible(found is not None)
        self._words.setVisible(found is not None)
        if found is not None:
            self.table.fit_columns(0)
            self.table.setColumnWidth(SEATS, px(110))
            self.table.setColumnWidth(ELECTORATE, px(170))
            if self.table.fields:
                self.table.open_field(0)

    def missing(self) -> bool:
        """Whether seats or an electorate are not keyed; then the first such field is open."""
        blank = self.table.first_blank()
        if blank >= 0:
            self.table.open_field(blank)
        return blank >= 0


def _not_counted(found: CandidateList | None) -> str:
    """Which contests of a list have no poll, and why."""
    if found is None:
        return ""
    alone = sum(map(without_poll, found.contests))
    told = [say("new-count", "unopposed.words", contests=alone)] if alone else []
    if found.cancelled:
        names = ", ".join(each.name or each.id for each in found.cancelled)
        told.append(say("new-count", "cancelled.words", names=names))
    return " ".join(told)


class AreasStep(FileStep):
    """The count areas and their boxes."""

    def __init__(self, worker: Worker) -> None:
        super().__init__("areas", _areas, worker)
        names = ("contest", "area", "boxes", "sheets")
        self.model = RowsModel(headings("new-count", names, right=("boxes", "sheets")), parent=self)
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
                        cell(contest.contest or ""),
                        cell(name),
                        cell(boxes),
                        cell(told, role="secondary"),
                    )
                )
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.table.fit_columns(1)
