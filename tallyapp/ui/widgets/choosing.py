"""A table in which one row is chosen: arrows move the band, a key opens the row."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from tallyapp.ui.theme.type import px

from .rows import RowsModel
from .table import Table

BY_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
BY_ARROW = (Qt.Key.Key_Right,)
"""Where Enter is the screen's own, for the next thing to do."""


class ChoosingTable(Table):
    """The one who works here is in one of its rows.

    Where Enter opens rows, asterisk and digits are told as well, and where an arrow does they are
    the screen's. With `heights` (least and most, in pixels) rows share the height there is.
    """

    opened = Signal(object)
    """The key of the row that the key, or a double click, opened."""
    digits_typed = Signal(str)
    """A digit typed over the table: somebody keys a number."""
    asterisk_typed = Signal(object)
    """Asterisk on the row with this key."""

    def __init__(
        self,
        model: RowsModel,
        name: str,
        parent: QWidget | None = None,
        *,
        opened_by: Sequence[Qt.Key] = BY_ENTER,
        heights: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(model, name, parent)
        self._opened_by = opened_by
        self.selectionModel().currentRowChanged.connect(lambda *_: self._show_here())
        model.rowsRemoved.connect(lambda *_: self._show_here())
        if heights:
            least, most = heights
            self.shrink_rows(most=px(most), least=px(least))

    @property
    def row(self) -> int:
        """The row that is chosen; -1 if none is."""
        return self.currentIndex().row()

    @property
    def chosen(self) -> Any:
        """The key of the row that is chosen, or None."""
        return self.rows.keys[self.row] if 0 <= self.row < len(self.rows.keys) else None

    def choose(self, key: Any = None) -> None:
        """Move to this key's row, or to the first; not to a sum."""
        row = max(self.rows.row_of(key), 0) if key is not None else 0
        if row < len(self.rows.keys) and self.rows.choosable(self.rows.keys[row]):
            self.setCurrentIndex(self.rows.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row, or tell what was typed over it."""
        if event.key() in self._opened_by:
            self._open()
        elif self._opened_by is not BY_ENTER:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Asterisk:
            if self.chosen is not None:
                self.asterisk_typed.emit(self.chosen)
        elif event.text().isdigit() and event.text().isascii():
            self.digits_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens as well."""
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self._open()

    def _open(self) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The band says where the focus is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose()
        self._show_here()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Somewhere else is where one is."""
        super().focusOutEvent(event)
        self.rows.show_here(-1)

    def _show_here(self) -> None:
        self.rows.show_here(self.row if self.hasFocus() else -1)
