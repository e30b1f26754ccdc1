"""The board's table: it turns its pages by itself, so that a night of many areas is seen whole."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from tallyapp.ui.theme.type import BODY, Face, gap, px, set_face
from tallyapp.ui.widgets.table import Table

from .model import (
    BOXES,
    COUNTING,
    EXPECTED,
    NAME,
    PAPERS,
    RECONCILIATION,
    STAGE,
    VERIFICATION,
    WAY,
    BoardModel,
)

_LEAST = {
    NAME: 150,
    STAGE: 138,
    BOXES: 84,
    PAPERS: 130,
    VERIFICATION: 116,
    COUNTING: 116,
    RECONCILIATION: 124,
    EXPECTED: 178,
}
"""Pixels that columns keep whatever they hold, so that they stay where they are."""
_ROW = 26
"""Pixels of a row at the size of print that every screen has."""
_AS_DESIGNED = 1920
"""Pixels of width up to which print has its own size: on a wider screen it grows with it."""
_PAGE_LASTS = 12_000
"""Milliseconds for which a page stays."""
_HANDS_OFF = 60_000
"""Milliseconds for which it stays where somebody put it."""


class BoardTable(Table):
    """A page is as many whole rows as fit; the next begins where this one ends."""

    page_turned = Signal()
    """Other rows are seen."""
    scaled = Signal(float)
    """Print is so many times as large as on other screens."""

    def __init__(self, model: BoardModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self.board = model
        self._scale = 0.0
        self.verticalHeader().setMinimumSectionSize(px(_ROW))
        header = self.horizontalHeader()
        for column in range(model.columnCount()):
            mode = header.ResizeMode.Stretch if column == WAY else header.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_turn)
        self.verticalScrollBar().valueChanged.connect(self.page_turned)
        for told in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            told.connect(self.page_turned)
        self._lasts = _PAGE_LASTS
        self._fit()
        self._timer.start(self._lasts)

    # ---- how large

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a wide screen the print grows with it: it hangs where nobody sits."""
        self._fit()
        super().resizeEvent(event)
        self.page_turned.emit()

    def sized_anew(self, ratio: float) -> None:
        super().sized_anew(ratio)
        self._scale = 0.0
        self._fit()

    def _fit(self) -> None:
        scale = max(1.0, self.window().width() / gap(_AS_DESIGNED))
        if scale == self._scale:
            return
        self._scale = scale
        face = Face(BODY.points * scale)
        self.board.set_in(face)
        set_face(self.horizontalHeader(), face)
        self.set_row_height(round(px(_ROW) * scale))
        self.fit_words()
        self.scaled.emit(scale)

    def fit_words(self) -> None:
        """Each column as wide as its words now need; what is in the way takes what is left."""
        for column, width in _LEAST.items():
            least = round(px(width) * self._scale)
            self.setColumnWidth(column, max(least, self.sizeHintForColumn(column)))

    # ---- pages

    @property
    def per_page(self) -> int:
        """How many rows are seen whole."""
        return max(1, self.viewport().height() // self.verticalHeader().defaultSectionSize())

    @property
    def first(self) -> int:
        """The first row that is seen whole."""
        high = self.verticalHeader().defaultSectionSize()
        return -(-self.verticalScrollBar().value() // high)

    def turn(self, pages: int) -> None:
        """So many pages on, or back; after the last comes the first."""
        rows = self.board.rowCount()
        wanted = self.first + pages * self.per_page
        if wanted >= rows or (pages > 0 and self.first + self.per_page >= rows):
            wanted = 0
        self._show_from(max(wanted, 0))

    def _show_from(self, row: int) -> None:
        self.verticalScrollBar().setValue(row * self.verticalHeader().defaultSectionSize())

    @property
    def is_turning(self) -> bool:
        """Whether pages turn by themselves."""
        return self._timer.isActive()

    def page_lasts(self, milliseconds: int) -> None:
        """Each page stays so long from now on."""
        self._lasts = milliseconds
        self.turn_by_itself(self.is_turning)

    def turn_by_itself(self, turns: bool) -> None:
        """Turn pages from now on, or stay on this one."""
        if turns:
            self._timer.start(self._lasts)
        else:
            self._timer.stop()

    def _on_turn(self) -> None:
        self._timer.setInterval(self._lasts)
        if self.board.rowCount() > self.per_page:
            self.turn(1)

    def hold(self) -> None:
        """Somebody reads here: stay a while."""
        if self.is_turning:
            self._timer.start(_HANDS_OFF)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key is somebody who reads here."""
        self.hold()
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """And so is the wheel."""
        self.hold()
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """And the mouse."""
        self.hold()
        super().mousePressEvent(event)
