"""The steps that bring in a file: all or nothing, with every fault in place."""

from collections.abc import Sequence
from pathlib import Path

from tallyapp.exchange.areas import AreaList, read_areas
from tallyapp.exchange.candidates import read_candidates
from tallyapp.exchange.listed import CandidateList
from tallyapp.new_count import without_poll
from tallyapp.ui.pages.file_step import FileStep
from tallyapp.ui.session.one_job import Run
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.cells import cell, headings
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import strung

from .contest_figures import ELECTORATE, SEATS, ContestFigures


def _candidates(path: Path, ballots: Sequence[str]) -> CandidateList:
    from tallyapp.documents.page.glyphs import missing_glyphs

    return read_candidates(path, missing_glyphs=missing_glyphs, ballots=ballots)


def _areas(path: Path) -> AreaList:
    from tallyapp.documents.page.glyphs import missing_glyphs

    return read_areas(path, missing_glyphs=missing_glyphs)


class CandidatesStep(FileStep):
    """The candidates, and for each contest its electorate and seats, where the list says none."""

    def __init__(self, run: Run, folder: Path) -> None:
        super().__init__("candidates", self._read_chosen, run, folder)
        self._chosen: tuple[str, ...] = ()
        self.ballots = Field(say("new-count", "ballots"), hint=say("new-count", "ballots.hint"))
        self.ballots.entered.connect(self.read)
        self.ballots.edit.textChanged.connect(self._on_ballots)
        self._column.insertWidget(1, self.ballots)
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

    def _read_chosen(self, path: Path) -> CandidateList:
        return _candidates(path, self._chosen)

    def _on_ballots(self) -> None:
        """Others are asked for: what was read, or is being read, does not stand any more."""
        self.read_no_more()
        if self.found is not None:
            self.found = None
            self._show_read(None)

    def read(self) -> None:
        # On the window's thread; the file itself is read on another.
        self._chosen = tuple(self.ballots.text.replace(",", " ").replace(";", " ").split())
        super().read()

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
        names = strung(each.name or each.id for each in found.cancelled)
        told.append(say("new-count", "cancelled.words", names=names))
    return " ".join(told)


class AreasStep(FileStep):
    """The count areas and their boxes."""

    def __init__(self, run: Run, folder: Path) -> None:
        super().__init__("areas", _areas, run, folder)
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
