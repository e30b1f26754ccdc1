"""What was found, beneath the field that is typed into: arrows move, Enter chooses."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from tallyapp.ui.widgets.announce import Late, describe
from tallyapp.ui.widgets.cells import Cell, Heading, Look
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.words.figures import strung

_PAGE = 9


class FoundList(Table):
    """The focus stays in the field, whose keys move here."""

    chosen = Signal(int)
    """This row was chosen."""

    def __init__(self, field: QLineEdit, heads: Sequence[Heading], name: str) -> None:
        self._model = RowsModel(heads)
        super().__init__(self._model, name)
        self._model.setParent(self)
        self._field = field
        self._heard = Late(field)
        self.horizontalHeader().hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._on_clicked)
        field.installEventFilter(self)

    def show_rows(self, rows: Sequence[Sequence[Look]], none: str = "") -> None:
        """Show these, the first of them chosen; where there are none, these words are heard."""
        self._model.show_rows(rows)
        self.fit_columns(0, keep=range(1, len(self._model.headings)))
        if rows:
            self.go_to(0)
        else:
            self._tell(none)

    def go_to(self, row: int) -> None:
        """Choose this row, or the nearest there is."""
        if last := self._model.rowCount():
            self.setCurrentIndex(self._model.index(max(0, min(row, last - 1)), 0))
            self._tell(self._spoken(self.currentIndex().row()))

    def _spoken(self, row: int) -> str:
        cells = [self._model.index(row, at) for at in range(self._model.columnCount())]
        told = [part for each in cells for part in (each.data(), each.data(Cell.SECOND))]
        return strung(str(part) for part in told if part)

    def _tell(self, words: str) -> None:
        """What Enter would choose is said, and stands with the field: the list has no focus."""
        describe(self._field, words)
        self._heard.say(words)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def _choose(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self.chosen.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the field is typed into."""
        if (
            watched is self._field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            row = self.currentIndex().row()
            key = event.key()
            page = {Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, **page}.get(Qt.Key(key))
            if step:
                self.go_to(row + step)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(row)
                return True
        return super().eventFilter(watched, event)
