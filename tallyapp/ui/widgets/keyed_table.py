"""A table whose editable cells are keyed one after the other,
by a single field that moves from cell to cell.

The model says which cells are keyed (ItemIsEditable), gives their figures by the edit role (None is
a blank) and takes them by `setData` at every keystroke, so that sums and meters follow the fingers.
"""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from .cell_delegate import box
from .cells import Cell
from .figure_edit import FigureEdit
from .rows import RowsModel
from .table import Table

_AROUND = 2
"""Rows seen above and below the one that is keyed, where the table scrolls."""


class KeyedTable(Table):
    """Keys a table in the order of its rows, left to right."""

    field_done = Signal()
    """A figure is complete and the next field is open: the moment to keep a draft."""
    field_changed = Signal()
    """Another field is open, or none."""
    blank_refused = Signal(int)
    """Enter on a blank of this row: a blank is not zero."""
    before_first = Signal()
    """One field back from the first."""
    after_last = Signal()
    """Enter on the last field."""
    submit_asked = Signal()
    query_asked = Signal()
    noughts_asked = Signal()

    def __init__(self, model: RowsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self._path: list[QModelIndex] = []
        self._at = -1
        self._ran_ahead = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field has it, and stands for the table
        self.setSelectionMode(Table.SelectionMode.NoSelection)
        self.field = FigureEdit(self.viewport())
        self.field.hide()
        self.field.typed.connect(self._on_typed)
        self.field.next_asked.connect(self._on_next)
        self.field.back_asked.connect(self.back)
        self.field.split_asked.connect(self._on_split)
        self.field.row_asked.connect(self._on_row)
        self.field.submit_asked.connect(self.submit_asked)
        self.field.query_asked.connect(self.query_asked)
        self.field.noughts_asked.connect(self.noughts_asked)
        self.field.on_tab = self._on_tab
        self.field.on_backspace = self._on_backspace
        # Once all columns are as wide as they will be: they are told one by one, each before the
        # next.
        self.horizontalHeader().sectionResized.connect(
            self._place, Qt.ConnectionType.QueuedConnection
        )
        self.verticalHeader().sectionResized.connect(self._place)
        model.modelReset.connect(self.walk)
        self.walk()

    def walk(self) -> None:
        """Find the way through the cells that are keyed;
        whoever adds rows to the model asks for it.
        """
        model = self.model()
        cells = (
            model.index(r, c) for r in range(model.rowCount()) for c in range(model.columnCount())
        )
        self._path = [cell for cell in cells if cell.flags() & Qt.ItemFlag.ItemIsEditable]
        self._at = -1
        self.field.hide()

    # ---- where one is

    @property
    def fields(self) -> int:
        """How many figures are keyed."""
        return len(self._path)

    @property
    def at(self) -> int:
        """The field that is open, from 0; -1 if none."""
        return self._at

    @property
    def row_at(self) -> int:
        """The row of the field that is open; -1 if none."""
        return self._path[self._at].row() if self._at >= 0 else -1

    def open_field(self, at: int) -> None:
        """Open this field; what it held is selected."""
        self._ran_ahead = False
        if not 0 <= at < len(self._path):
            return
        self._at = at
        cell = self._path[at]
        self._show(cell)
        self.field.setAccessibleName(self.name_at(cell))
        self._place()
        self.field.show()
        self.field.setFocus()
        value = cell.data(Qt.ItemDataRole.EditRole)
        self.field.show_value(value)
        self.field.selectAll()
        self.field_changed.emit()

    def name_at(self, cell: QModelIndex) -> str:
        """A field's name, for who listens: its column's and its row's."""
        header = self.model().headerData(cell.column(), Qt.Orientation.Horizontal)
        row = self.model().headerData(cell.row(), Qt.Orientation.Vertical)
        return f"{header}, {row}"

    def open_row(self, row: int, column: int = -1) -> None:
        """Open the first field of a row, or that of a column."""
        for at, cell in enumerate(self._path):
            if cell.row() == row and column in (-1, cell.column()):
                self.open_field(at)
                return

    def close_field(self) -> None:
        """Nothing is being keyed in the table."""
        self._at = -1
        self.field.hide()
        self.field_changed.emit()

    def first_blank(self) -> int:
        """The first field without a figure; -1 if there is none."""
        blanks = (
            i for i, cell in enumerate(self._path) if cell.data(Qt.ItemDataRole.EditRole) is None
        )
        return next(blanks, -1)

    # ---- keys

    def back(self) -> None:
        """One field back."""
        if self._at > 0:
            self.open_field(self._at - 1)
        else:
            self.before_first.emit()

    def _on_typed(self, value: int | None) -> None:
        self._ran_ahead = False
        cell = self._path[self._at]
        self.model().setData(cell, value)
        digits = cell.data(Cell.DIGITS)
        full = digits and len(self.field.text()) >= digits and not cell.data(Cell.WRONG)
        if full and self._at + 1 < len(self._path):
            # Nothing more can belong to this figure. An Enter that follows by habit does nothing.
            self.field_done.emit()
            self.open_field(self._at + 1)
            self._ran_ahead = True

    def _on_next(self) -> None:
        if self._ran_ahead:
            self._ran_ahead = False
            return
        cell = self._path[self._at]
        if cell.data(Qt.ItemDataRole.EditRole) is None:
            self.blank_refused.emit(cell.row())
            return
        self.field_done.emit()
        if self._at + 1 < len(self._path):
            self.open_field(self._at + 1)
        else:
            self.after_last.emit()

    def _on_backspace(self) -> bool:
        """Right after the automatic step what is to go is the digit that was keyed last."""
        if not self._ran_ahead:
            return False
        self.open_field(self._at - 1)
        self.field.end(False)
        self.field.backspace()
        return True

    def _on_split(self) -> None:
        """Slash: on to the next figure of the same line, if there is one."""
        here = self._path[self._at]
        following = self._path[self._at + 1] if self._at + 1 < len(self._path) else None
        if following is not None and following.row() == here.row() and self.field.value is not None:
            self._on_next()

    def _on_row(self, step: int) -> None:
        here = self._path[self._at]
        path = self._path[self._at + 1 :] if step > 0 else self._path[: self._at][::-1]
        rows = [cell for cell in path if cell.row() != here.row()]
        same = [
            cell for cell in rows if cell.row() == rows[0].row() and cell.column() == here.column()
        ]
        if rows:
            self.open_field(self._path.index((same or rows)[0]))
        elif step < 0:
            self.before_first.emit()

    def _on_tab(self, following: bool) -> bool:
        if self._at < 0:  # the field is being hidden, and gives the focus away
            return False
        to = self._at + (1 if following else -1)
        if not 0 <= to < len(self._path):
            return False
        self.field_done.emit()
        self.open_field(to)
        return True

    # ---- the field's place

    def _show(self, cell: QModelIndex) -> None:
        """Scroll so far that the cell is seen, and what comes before and after it."""
        last = self.model().rowCount() - 1
        for row in (min(cell.row() + _AROUND, last), max(cell.row() - _AROUND, 0), cell.row()):
            self.scrollTo(cell.siblingAtRow(row))

    def _place(self) -> None:
        if self._at >= 0:
            self.field.setGeometry(box(self.visualRect(self._path[self._at])))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The field goes with its cell."""
        super().scrollContentsBy(dx, dy)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The field stays with its cell, and its cell in view."""
        super().resizeEvent(event)
        if self._at >= 0:
            self._show(self._path[self._at])
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens a field as well."""
        cell = self.indexAt(QPoint(int(event.position().x()), int(event.position().y())))
        if cell in self._path:
            self.open_field(self._path.index(cell))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus belongs to the field."""
        super().focusInEvent(event)
        self.open_field(max(self._at, 0))
