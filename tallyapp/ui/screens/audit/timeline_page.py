"""The timeline with its filters, and the chosen entry beside it."""

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.phrases import number_in
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import gap, px
from tallyapp.ui.widgets.give_way import give_way
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.pad_edit import PadEdit
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text, label_of
from tallyapp.words.acts import kind_words, kinds
from tallyapp.words.catalogue import say

from .entry import EntryView
from .timeline import ENTRY, OFFICER, TIME, WHAT, WHERE, Filter, Timeline

SIDE = 372


class _Entries(Table):
    """The table of entries: a slash or a digit begins a filter."""

    filter_asked = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are not searched for in the rows: that would read them all."""
        text = event.text()
        if text == "/" or (text.isdigit() and text.isascii()):
            self.filter_asked.emit(text.strip("/"))
        elif not text.isprintable() or not text:
            super().keyPressEvent(event)


class TimelinePage(QWidget):
    """Every act of a stream, the newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.model = Timeline(session, session.stream or COUNT_STREAM)
        self.table = _Entries(self.model, say("audit", "timeline"))
        for column, width in ((ENTRY, 80), (TIME, 90), (OFFICER, 140), (WHERE, 112)):
            self.table.setColumnWidth(column, px(width))
        self.table.horizontalHeader().setSectionResizeMode(
            WHAT, self.table.horizontalHeader().ResizeMode.Stretch
        )
        self.table.set_row_height(px(34))
        self.table.filter_asked.connect(self._on_filter_asked)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._show(now.row()))
        self.model.dataChanged.connect(self._on_read)
        self.model.modelReset.connect(self._begin)
        self.entry = EntryView(session)
        give_way(self.entry, SIDE)
        self._number = Text(role="secondary")
        self._lay_out()
        self._begin()

    def _lay_out(self) -> None:
        self._stream = QComboBox()
        self._kind = QComboBox()
        self._officer = PadEdit()
        self._thing = PadEdit()
        streams = (
            [(say("audit", "stream.contest"), self._session.stream)] if self._session.stream else []
        )
        for words, name in (*streams, (say("audit", "stream.count"), COUNT_STREAM)):
            self._stream.addItem(words, name)
        self._fill_kinds()
        named = {
            "filter.stream": self._stream,
            "filter.kind": self._kind,
            "filter.officer": self._officer,
            "filter.thing": self._thing,
        }
        row = QHBoxLayout()
        row.setSpacing(gap(12))
        for name, widget in named.items():
            column = QVBoxLayout()
            column.setSpacing(gap(2))
            column.addWidget(label_of(widget, say("audit", name)))
            column.addWidget(widget)
            row.addLayout(column, 1 if widget is self._kind else 0)
        self._stream.setFixedWidth(px(150))
        self._officer.setFixedWidth(px(90))
        self._thing.setFixedWidth(px(140))
        # Typing narrows the list once the fingers rest, not at every key.
        self._rest = QTimer(self, singleShot=True, interval=200)
        self._rest.timeout.connect(self._apply)
        self._stream.currentIndexChanged.connect(self._on_stream)
        self._kind.currentIndexChanged.connect(self._apply)
        for field in (self._officer, self._thing):
            field.textEdited.connect(lambda _: self._rest.start())
            field.returnPressed.connect(self._on_entered)
        left = QVBoxLayout()
        left.setSpacing(gap(10))
        left.addLayout(row)
        left.addWidget(self.table, 1)
        left.addWidget(self._number)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(gap(24))
        columns.addLayout(left, 1)
        columns.addWidget(self.entry)

    def _fill_kinds(self) -> None:
        self._kind.blockSignals(True)
        self._kind.clear()
        self._kind.addItem(say("audit", "filter.any"), "")
        for kind in kinds(self._stream.currentData() == COUNT_STREAM):
            self._kind.addItem(kind_words(kind), kind)
        self._kind.blockSignals(False)

    # ---- keys

    def enter(self) -> None:
        """Put the focus on the newest entry."""
        self.table.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment."""
        return (
            KeyHint(("↑", "↓"), say("audit", "hint.entries")),
            KeyHint(("/",), say("audit", "hint.filter")),
            KeyHint(("Ctrl", "O"), say("audit", "hint.open")),
            KeyHint(("Ctrl", "PgDn"), say("audit", "hint.part")),
        )

    def _on_filter_asked(self, digit: str) -> None:
        self._thing.setFocus()
        if digit:
            self._thing.setText(digit)
            self._rest.start()
        else:
            self._thing.selectAll()

    def back(self) -> bool:
        """Esc takes the filter off before it leaves."""
        if self._wanted() == Filter():
            return False
        self._kind.setCurrentIndex(0)
        self._officer.clear()
        self._thing.clear()
        self._apply()
        self.enter()
        return True

    # ---- filters

    def _wanted(self) -> Filter:
        officer = self._officer.text().strip()
        thing = self._thing.text().strip().rpartition(" ")[2]
        return Filter(self._kind.currentData() or "", number_in(officer) or 0, thing)

    def _apply(self) -> None:
        self._rest.stop()
        self.model.show_filter(self._stream.currentData(), self._wanted())

    def _on_entered(self) -> None:
        self._apply()
        self.table.setFocus()

    def _on_stream(self) -> None:
        self._fill_kinds()
        self._apply()

    # ---- what is shown

    def changed(self, changed: Changed) -> None:
        """An act was done."""
        self.model.acted(changed.stream)
        self._count()

    def _begin(self) -> None:
        self._count()
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, ENTRY))
            self.table.scrollToTop()
        self.entry.setVisible(self.model.rowCount() > 0)

    def _count(self) -> None:
        self._number.setText(say("audit", "entries", entries=self.model.rowCount()))

    def _on_read(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        row = self.table.currentIndex().row()
        if not roles and first.row() <= row <= last.row():
            self._show(row)

    def _show(self, row: int) -> None:
        self.model.show_here(row)
        if not 0 <= row < self.model.rowCount():
            return
        seq = self.model.position(row)
        act = self.model.act(row)
        if act is not None:
            self.entry.show_act(self.model.stream, seq, act, self.model.officer_words(act, seq))
