"""Another file of the count that is open: where the two part, what each has alone, what was keyed
in both, and what is to be keyed again here.
"""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.count import Changed
from tallyapp.domain.views.branches.compare import Compared
from tallyapp.domain.views.branches.pairs import Pair
from tallyapp.domain.views.branches.parting import Entry
from tallyapp.ui.printouts.key_again import print_to_key_again
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.to_key_again import way_to
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.two_files import TwoFiles
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, gap, px
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.cells import headings
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.field import FileField
from tallyapp.ui.widgets.focus import focus_if_seen
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.give_way import give_way, is_roomy
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.print_card import PrintCard
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.catalogue import say

from .two_files_rows import entry_look, pair_look, parting_words, whole_entry
from .two_files_side import Side

_SIDE = 350
_GIVE_WAY = (2, 4)
"""Columns of the entries: by whom, and where, which is said beside them as well."""
_GIVES_WAY = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class Shown(Enum):
    """What the list shows of the comparison."""

    AGAIN = "again"
    PAPER = "paper"
    FIRST = "first"
    SECOND = "second"


class TwoFilesPage(QWidget):
    """The other file, and the list; beside it the chosen line, whole."""

    asked = Signal(object, object)
    """Open this Destination, with this target."""
    hints_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.files = session.two_files or TwoFiles(session)
        session.two_files = self.files
        self.file = FileField(say("two-files", "other"), say("two-files", "filter"))
        self._compare = Button(say("two-files", "compare"))
        self._compare.setAutoDefault(True)
        self._compare.clicked.connect(self.compare)
        self.file.entered.connect(self.compare)
        self.file.chosen.connect(self.compare)
        self.said = State(Mark.NOT_YET, "", HEADING, wrap=True)
        self._what = Text(role="secondary", wrap=True)
        self.shown = QComboBox()
        self.shown.setSizeAdjustPolicy(_GIVES_WAY)
        self.shown.setMinimumContentsLength(10)
        for each in Shown:
            self.shown.addItem("", each)
        self.shown.currentIndexChanged.connect(self._show_rows)
        self._print = Button(say("two-files", "print"))
        self._print.setAutoDefault(True)
        self._print.clicked.connect(self._on_print)
        self._pairs: Sequence[Pair] = ()
        self._entries: Sequence[Entry] = ()
        self.papers = self._table(("paper", "match", "here", "there"), 1)
        self.entries = self._table(("entry", "time", "officer", "what", "where"), 3)
        self.papers.opened.connect(self._on_opened)
        self._tables = QStackedWidget()
        for table in (self.papers, self.entries):
            self._tables.addWidget(WithMore(table))
        self.side = Side()
        give_way(self.side, _SIDE)
        self._found = QWidget()
        self._lay_out()
        self.files.changed.connect(self._on_changed)
        self._refresh()

    def _table(self, names: Sequence[str], stretch: int) -> ChoosingTable:
        model = RowsModel(headings("two-files", names, ("entry",)), parent=self)
        table = ChoosingTable(model, say("two-files", "list"))
        table.wrap_rows(px(46 if stretch == 1 else 34))
        header = table.horizontalHeader()
        header.setSectionResizeMode(stretch, header.ResizeMode.Stretch)
        widths = (150, 0, 124, 124) if stretch == 1 else (72, 84, 132, 0, 112)
        for column, width in enumerate(widths):
            if width:
                table.setColumnWidth(column, px(width))
        table.selectionModel().currentRowChanged.connect(lambda now, _: self._on_chosen(now.row()))
        return table

    def _lay_out(self) -> None:
        self.file.row.addWidget(self._compare)
        row = QHBoxLayout()
        row.setSpacing(gap(12))
        row.addWidget(label_of(self.shown, say("two-files", "show")))
        row.addWidget(self.shown, 1)
        row.addWidget(self._print)
        left = QVBoxLayout()
        left.setSpacing(gap(8))
        left.addWidget(PrintCard(self._session.printing, "papers"))
        left.addWidget(self._tables, 1)
        columns = QHBoxLayout()
        columns.setSpacing(gap(24))
        columns.addLayout(left, 1)
        columns.addWidget(self.side)
        found = QVBoxLayout(self._found)
        found.setContentsMargins(0, 0, 0, 0)
        found.setSpacing(gap(8))
        # Above both columns: with large text it is wider than the one of them.
        found.addLayout(row)
        found.addLayout(columns, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        for widget in (self.file, self.said, self._what):
            column.addWidget(widget)
        column.addWidget(self._found, 1)
        column.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was done is read whole, whatever else there is no room for."""
        super().resizeEvent(event)
        for column in _GIVE_WAY:
            self.entries.setColumnHidden(column, not is_roomy(self.window()))

    # ---- the part

    def enter(self) -> None:
        """Put the focus on the list, or where the other file is named."""
        self._refresh()
        table = self._table_shown
        if self.files.other and table.rows.keys:
            table.setFocus()
        else:
            self.file.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment."""
        part = KeyHint(("Ctrl", "PgDn"), say("audit", "hint.part"))
        other = KeyHint(("Ctrl", "O"), say("two-files", "hint.other"))
        if self.files.other is None:
            return (KeyHint(("Enter",), say("two-files", "hint.compare")), other, part)
        keys = (KeyHint(("Enter",), say("two-files", "hint.key")),) if self._way() else ()
        return (KeyHint(("↑", "↓"), say("audit", "hint.entries")), *keys, other, part)

    def back(self) -> bool:
        """Esc leaves; what was read stays at hand."""
        return False

    def changed(self, changed: Changed) -> None:
        """What was keyed again is told by those who watch it."""

    # ---- comparing

    def compare(self) -> None:
        """Read the file that is named, and compare it."""
        path = self.file.path
        if path is None:
            self.file.refuse(say("two-files", "file-missing"))
            self.file.setFocus()
            return
        self.said.show_state(Mark.UNDER_WAY, say("two-files", "under-way"), "ink")
        self.said.show()
        self.files.compare(path, self._on_compared, self._on_failed)

    def _on_compared(self) -> None:
        if isValid(self):
            self._refresh()
            if self.isVisible():
                self.enter()
            self.hints_changed.emit()

    def _on_failed(self, why: str) -> None:
        if isValid(self):
            self._refresh()
            self.file.refuse(why)
            focus_if_seen(self.file)

    # ---- what is shown

    @property
    def _of_paper(self) -> bool:
        return self.shown.currentData() in (Shown.AGAIN, Shown.PAPER)

    @property
    def _table_shown(self) -> ChoosingTable:
        return self.papers if self._of_paper else self.entries

    @property
    def _compared(self) -> Compared | None:
        other = self.files.other
        return other.streams.get(self._session.stream) if other else None

    def _on_changed(self) -> None:
        # What nobody looks at is shown as it is when somebody does.
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        """Show the comparison as it is now."""
        other = self.files.other
        found = self._compared
        self._found.setVisible(found is not None)
        if other is None or found is None:
            self.said.setVisible(False)
            self._what.setText(say("two-files", "asked"))
            return
        if not self.file.text:
            self.file.edit.setText(str(other.path))
        parting = found.parting
        mark = Mark.DIFFERS if parting.parts else Mark.AGREES
        self.said.show_state(mark, parting_words(parting), "ink")
        self.said.show()
        of_count = other.streams[COUNT_STREAM].parting
        self._what.setVisible(of_count.parts)
        self._what.setText(
            say(
                "two-files",
                "count.parted",
                first=len(of_count.first),
                second=len(of_count.second),
            )
        )
        stream = self._session.stream
        numbers = {
            Shown.AGAIN: len(self.files.waiting(stream)),
            Shown.PAPER: len(self.files.pairs(stream)),
            Shown.FIRST: len(parting.first),
            Shown.SECOND: len(parting.second),
        }
        for row, (each, number) in enumerate(numbers.items()):
            self.shown.setItemText(row, say("two-files", f"show.{each.value}", number=number))
        self._print.setEnabled(bool(numbers[Shown.AGAIN]))
        self._show_rows()

    def _show_rows(self) -> None:
        other = self.files.other
        found = self._compared
        if other is None or found is None:
            return
        shown = self.shown.currentData()
        ours = self._session.desk.count
        stream = self._session.stream
        contests = (ours.contests.get(stream), other.count.contests.get(stream))
        if self._of_paper:
            again = shown is Shown.AGAIN
            told = ("paper", "to-do" if again else "match", "here", "there")
            self.papers.rows.show_headings(headings("two-files", told))
            self._pairs = self.files.all_again(stream) if again else self.files.pairs(stream)
            rows = [pair_look(pair, *contests, again=again) for pair in self._pairs]
        else:
            here = shown is Shown.FIRST
            self._entries = found.parting.first if here else found.parting.second
            count = ours if here else other.count
            rows = [entry_look(each, count, stream) for each in self._entries]
        table = self._table_shown
        table.rows.show_rows(rows)
        self._tables.setCurrentIndex(0 if table is self.papers else 1)
        if rows and not table.currentIndex().isValid():
            table.choose()
        self._show_one(table.row)
        self.hints_changed.emit()

    def _on_chosen(self, row: int) -> None:
        self._show_one(row)
        self.hints_changed.emit()

    def _show_one(self, row: int) -> None:
        """Show the chosen line whole."""
        other = self.files.other
        things: Sequence[object] = self._pairs if self._of_paper else self._entries
        if other is None or not 0 <= row < len(things):
            self.side.show_nothing()
            return
        stream = self._session.stream
        ours = self._session.desk.count
        contests = (ours.contests.get(stream), other.count.contests.get(stream))
        if self._of_paper:
            self.side.show_pair(self._pairs[row], *contests)
            return
        contest = contests[0] if self.shown.currentData() is Shown.FIRST else contests[1]
        self.side.show_pairs(*whole_entry(self._entries[row], contest))

    # ---- keying again

    def _way(self) -> tuple[Destination, object] | None:
        """Where the chosen paper is keyed; None for an entry, and for those who key nothing."""
        row = self._table_shown.row
        if not self._of_paper or not 0 <= row < len(self._pairs):
            return None
        wanted, target = way_to(self._pairs[row])
        # An auditor looks at it here.
        return (wanted, target) if wanted.open_to(self._session.role) else None

    def _on_opened(self, _: int) -> None:
        if way := self._way():
            self.asked.emit(*way)

    def _on_print(self) -> None:
        print_to_key_again(self._session, self.files.waiting(self._session.stream))
