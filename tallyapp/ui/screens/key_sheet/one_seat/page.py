"""The sheet itself: its number and area, the papers written on it,
its lines, and what they add to.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.on_paper import Area, Candidate
from tallyapp.ui.screens.key_sheet.keying import LinesKeying
from tallyapp.ui.screens.key_sheet.one_seat.model import (
    CANDIDATE,
    DESCRIPTION,
    FULL,
    NUMBER,
    PAPERS,
    PART,
    SheetModel,
    TotalsModel,
)
from tallyapp.ui.screens.key_sheet.page import KeyingPage, heading, papers_field
from tallyapp.ui.theme.type import gap, px
from tallyapp.ui.widgets.cell_delegate import PADDING
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.table import Table
from tallyapp.words.catalogue import say

_LOWEST = 34
_HIGHEST = 39
"""Rows shrink to the first, in pixels, before the table scrolls."""
_NOTE = 180
"""Pixels in which it can be read, in place of a description, what is wrong with a line."""
_BOTH = _NOTE + 160
"""Pixels in which that and a name can both be read."""


class SheetPage(KeyingPage):
    """A sheet of a contest with one seat: a line for each candidate."""

    keying: LinesKeying

    def __init__(
        self,
        keying: LinesKeying,
        area: Area,
        candidates: tuple[Candidate, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.keying = keying
        self.model = SheetModel(keying, candidates, self)
        self.totals = TotalsModel(self.model, self)
        self._label, self.papers = papers_field(say("key-sheet", "on-the-sheet"))
        self.table = KeyedTable(self.model, say("key-sheet", "sheet", number=str(keying.number)))
        self._beneath = Table(self.totals, say("key-sheet", "lines-add-to"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(gap(24), 0, 0, 0)
        self._column.setSpacing(0)
        bundled = (
            say("key-sheet", "bundles-of", bundle=keying.bundle)
            if FULL in self.model.written
            else ""
        )
        parts = [bundled or say("key-sheet", "totals-written")]
        self._column.addLayout(
            heading("sheet", keying.number, area, parts, (self._label, self.papers))
        )
        self._column.addWidget(self.table)
        self._column.addWidget(self._beneath)
        self._column.addStretch()
        self._set_up_tables()
        self._listen()

    def _set_up_tables(self) -> None:
        self.table.fit_columns(DESCRIPTION)
        header = self.table.horizontalHeader()
        metrics = QFontMetrics(header.font())
        for column, least in ((NUMBER, 46), (FULL, 106), (PART, 106), (PAPERS, 104)):
            words = metrics.horizontalAdvance(
                str(self.model.headerData(column, Qt.Orientation.Horizontal))
            )
            width = max(words + 2 * gap(PADDING) + 1, px(least))
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        header.setFixedHeight(px(36))
        self.papers.setFixedWidth(header.sectionSize(PAPERS) - gap(PADDING) - 1)
        below = self._beneath
        for column in {FULL, PART} - set(self.model.written):
            self.table.setColumnHidden(column, True)
            below.setColumnHidden(column, True)
        below.horizontalHeader().hide()
        below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below.setSelectionMode(Table.SelectionMode.NoSelection)
        for view in (self.table, below):
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        below.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header.sectionResized.connect(lambda at, _, size: below.setColumnWidth(at, size))
        below.horizontalHeader().setMinimumSectionSize(0)

    def _listen(self) -> None:
        self.papers.typed.connect(self._on_papers)
        self.papers.next_asked.connect(self._on_papers_done)
        self.papers.row_asked.connect(lambda step: self._on_papers_done() if step > 0 else None)
        self.papers.submit_asked.connect(self.submit_asked)
        self.papers.query_asked.connect(self.query_asked)
        self.papers.on_tab = self._on_tab
        self.model.keyed.connect(self.keyed)
        self.table.field_done.connect(self.field_done)
        self.table.field_changed.connect(self._on_field_changed)
        self.table.before_first.connect(self._on_before_first)
        self.table.blank_refused.connect(
            lambda row: self.model.note(row, say("key-sheet", "blank"))
        )
        self.table.after_last.connect(self._on_after_last)
        self.table.submit_asked.connect(self.submit_asked)
        self.table.query_asked.connect(self.query_asked)
        self.table.noughts_asked.connect(self.rest_are_nought)

    # ---- where one is

    def begin(self) -> None:
        self.papers.show_value(self.keying.papers)
        blanks = self.keying.blanks()
        self.open_field(blanks[0] if blanks else 0)

    def go_on(self) -> None:
        if self.table.at >= 0:
            self.table.open_field(self.table.at)
        else:
            self.papers.setFocus()

    def open_field(self, position: int) -> None:
        """Open a field of the sheet by its position."""
        if position == 0:
            self.table.close_field()
            self.papers.setFocus()
        else:
            self.table.open_row(*self.model.cell(position))

    def show_figures(self) -> None:
        self.model.refresh_all()
        self.totals.refresh_all()

    def open_blank(self) -> None:
        blanks = self.keying.blanks()
        self.open_field(blanks[0]) if blanks else self.go_on()

    def back_through(self) -> None:
        self.table.open_field(max(self.table.at - 1, 0))

    def show_refusal(self, found: Sequence[Finding]) -> None:
        sums = [f for f in found if f.code is Code.E101 and not f.place.field]
        self.totals.refuse(
            next((o.value for f in sums for o in f.numbers if o.name == "difference"), 0)
        )
        self.papers.refuse(bool(sums))

    def open_wrong(self, found: Sequence[Finding]) -> None:
        fields = self.keying.kind.fields
        first = found[0].place.field
        if first in fields:
            self.open_field(fields.index(first))
            for blank in (f.place.field for f in found if f.code is Code.E105):
                if blank in fields[1:]:
                    self.model.note(
                        self.model.cell(fields.index(blank))[0], say("key-sheet", "blank")
                    )

    def _on_field_changed(self) -> None:
        at = self.table.at
        self.model.show_here(-1 if at < 0 else self.table.row_at)

    def _on_before_first(self) -> None:
        self.open_field(0)

    def _on_after_last(self) -> None:
        blanks = self.keying.blanks()
        if blanks:
            self.open_field(blanks[0])

    # ---- the papers on the sheet

    def _on_papers(self, value: int | None) -> None:
        self._label.setText(say("key-sheet", "on-the-sheet"))
        self.papers.refuse(False)
        self.keying.key(0, value)
        self.totals.refresh_all()
        self.keyed.emit()

    def _on_papers_done(self) -> None:
        if self.keying.papers is None:
            self._label.setText(say("key-sheet", "blank"))
            self.papers.refuse(True)
            return
        self.field_done.emit()
        self.table.open_field(0)

    def _on_tab(self, following: bool) -> bool:
        if following:
            self.field_done.emit()
            self.table.open_field(0)
        return following

    # ---- fitting rows into the height there is

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows as high as fit, between the lowest and the highest; then the table scrolls."""
        super().resizeEvent(event)
        self._fit()
        # Else the totals stand where the table ended before, for as long as it takes to hear of it.
        self._column.activate()

    def _fit(self) -> None:
        header = self.table.horizontalHeader().height()
        heading = self._column.itemAt(0)
        above = heading.sizeHint().height() if heading else 0
        room = self.height() - above - header - px(6)
        rows = self.model.rowCount()
        high = max(px(_LOWEST), min(px(_HIGHEST), room // (rows + 1)))
        self.table.set_row_height(high)
        self._beneath.set_row_height(high)
        self._beneath.setFixedHeight(high)
        self.table.setFixedHeight(header + min(rows, max(room // high - 1, 1)) * high)
        self._fit_names()

    def _fit_names(self) -> None:
        """The names first, as far as they leave the descriptions what they need, or two fifths;
        where there is no room for both, the descriptions go.
        """
        header = self.table.horizontalHeader()
        fixed = sum(
            header.sectionSize(column) for column in (NUMBER, FULL, PART, PAPERS)
        )  # hidden: 0
        room = max(self.width() - gap(24) - fixed, px(120))
        wanted = self.table.sizeHintForColumn(CANDIDATE)
        left = max(min(self.table.sizeHintForColumn(DESCRIPTION), room * 2 // 5), px(_NOTE))
        both = room >= px(_BOTH)
        self.table.setColumnHidden(DESCRIPTION, not both)
        self._beneath.setColumnHidden(DESCRIPTION, not both)
        self.model.note_beneath(not both)
        self.totals.refresh_all()
        mode = QHeaderView.ResizeMode.Interactive if both else QHeaderView.ResizeMode.Stretch
        header.setSectionResizeMode(CANDIDATE, mode)
        if both:
            header.resizeSection(CANDIDATE, max(px(60), min(wanted, room - left)))
        for column in range(self.model.columnCount()):
            if not header.isSectionHidden(column):
                self._beneath.setColumnWidth(column, header.sectionSize(column))
