"""All contests of a count: how far each is, and the seats of the whole council."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from tallyapp.desk import Clock
from tallyapp.domain.state.count import Count
from tallyapp.domain.views.seats import council_seats
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, HEADING, TITLE, gap, px
from tallyapp.ui.widgets.choosing import BY_ARROW, ChoosingTable
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .council_model import (
    CONTEST,
    COUNTED,
    MISSING,
    RECONCILED,
    SEATS,
    STAGE,
    ContestsModel,
    SeatsModel,
)

_WIDTHS = {SEATS: 68, STAGE: 134, COUNTED: 136, RECONCILED: 98, MISSING: 220}
_SIDE = 302


class CouncilPage(QWidget):
    """Enter opens a contest; declared results are public, so that everybody sees the seats."""

    opened = Signal(str)
    """Show this contest."""
    record_asked = Signal()
    """Record a contest in which nobody is counted."""

    def __init__(self, count: Count, clock: Clock, name: str, may_record: bool) -> None:
        super().__init__()
        self._count = count
        self._stale: set[str] = set()
        self.model = ContestsModel(count, clock, self)
        self.table = ChoosingTable(
            self.model, say("overview", "all-contests"), opened_by=BY_ARROW, heights=(25, 42)
        )
        self.table.verticalHeader().setMinimumSectionSize(px(25))
        self.table.opened.connect(self.open_row)
        self.seats = SeatsModel(council_seats(count), self)
        self.seats_table = ChoosingTable(
            self.seats, say("overview", "council-seats"), opened_by=BY_ARROW, heights=(40, 44)
        )
        self.record = Action(say("overview", "record-short"), "U")
        self.record.setVisible(False)
        self.record.setEnabled(may_record)
        self.record.clicked.connect(self.record_asked)
        self.said = State(Mark.TICK, "")
        self.said.hide()
        self._lay_out(name, may_record)

    def _lay_out(self, name: str, may_record: bool) -> None:
        head = QHBoxLayout()
        head.setSpacing(gap(22))
        head.addWidget(Text(say("overview", "all-contests"), TITLE))
        head.addWidget(Text(name, BODY.heavier()))
        head.addStretch()
        head.addWidget(self.said)
        side = QWidget()
        give_way(side, _SIDE)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(gap(10))
        right.addWidget(Text(say("overview", "council-seats"), HEADING))
        right.addWidget(self.seats_table, 1)
        right.addWidget(self.record)
        self.record.setVisible(may_record)
        row = QHBoxLayout()
        row.setSpacing(gap(24))
        row.addWidget(self.table, 1)
        row.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(8))
        column.setSpacing(gap(10))
        column.addLayout(head)
        column.addLayout(row, 1)
        for table, stretch in ((self.table, CONTEST), (self.seats_table, 0)):
            table.fit_columns(stretch)
        header = self.table.horizontalHeader()
        for section, width in _WIDTHS.items():
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            self.table.setColumnWidth(section, px(width))
        for section in (1, 2):
            self.seats_table.setColumnWidth(section, px(78 if section == 2 else 64))

    def begin(self, stream: str) -> None:
        """The contest that is open is the one where one is."""
        self.refresh()
        row = self.model.streams.index(stream) if stream in self.model.streams else 0
        self.table.choose(row)
        self.table.setFocus()

    def note(self, stream: str) -> None:
        """This contest changed (`count` where something was recorded there)."""
        self._stale.add(stream)

    def refresh(self) -> None:
        """Show what changed."""
        if not self._stale:
            return
        if not self.model.complete:
            self.model.renew()
        for stream in self._stale & set(self.model.streams):
            self.model.show_contest(stream)
        self._stale = set()
        self.seats.show_seats(council_seats(self._count))

    def open_row(self, row: int) -> None:
        """Show the contest of a row."""
        if 0 <= row < len(self.model.streams):
            self.opened.emit(self.model.streams[row])

    def say(self, words: str) -> None:
        """Say what became of what was asked for."""
        self.said.show_state(Mark.TICK, words)
        self.said.show()
