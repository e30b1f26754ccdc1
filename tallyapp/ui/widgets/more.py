"""How much more there is than can be seen, beneath whatever scrolls, and the keys to it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QScrollBar,
    QTableView,
    QWidget,
)

from tallyapp.ui.theme.type import gap
from tallyapp.words.catalogue import say

from .choosing import ChoosingTable
from .key_cap import KeyCap
from .text import Text

_STEPS = {
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
}


class WithMore(QWidget):
    """A table or a column that scrolls; where not all of it fits, a line beneath says what is left.

    PgUp and PgDn turn it wherever the focus is on the page, and every other beside it.
    """

    def __init__(self, area: QAbstractScrollArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = area
        self._left = Text(role="secondary")
        self._up = KeyCap(say("ui", "more.up"))
        self._down = KeyCap(say("ui", "more.down"))
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(gap(12), gap(3), 0, 0)
        row.setSpacing(gap(8))
        for widget in (self._left, self._up, self._down):
            row.addWidget(widget)
        row.addStretch()
        area.setParent(self)
        self._line.setParent(self)
        self._line.hide()
        self._is_placing = False
        self.setSizePolicy(area.sizePolicy())
        # One that is no higher than its rows has its line beneath it all the same.
        if area.maximumHeight() < self.maximumHeight():
            self.setMaximumHeight(area.maximumHeight() + self._line.sizeHint().height())
        area.installEventFilter(self)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self._tell)
        bar.valueChanged.connect(self._tell)

    @property
    def told(self) -> str:
        """What the line says; empty where all can be seen."""
        return "" if self._line.isHidden() else self._left.text()

    def turn(self, key: int) -> None:
        """Up or down by what can be seen; in a table the next row follows that last seen whole."""
        bar = self.area.verticalScrollBar()
        if not isinstance(self.area, QTableView):
            bar.triggerAction(_STEPS[Qt.Key(key)])
            return
        above, below = self._rows(self.area)
        if key == Qt.Key.Key_PageDown and below:
            bar.setValue(bar.value() + self.area.rowViewportPosition(below[0]))
        elif key == Qt.Key.Key_PageUp and above:
            end = self.area.rowViewportPosition(above[-1]) + self.area.rowHeight(above[-1])
            bar.setValue(bar.value() + end - self.area.viewport().height())

    def sizeHint(self) -> QSize:
        return self.area.sizeHint().boundedTo(self.area.maximumSize())

    def minimumSizeHint(self) -> QSize:
        return self.area.minimumSizeHint().expandedTo(self.area.minimumSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        super().resizeEvent(event)
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the keys of a table that has the focus; come and go with it."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        # A table in which a row is chosen moves on to another, and what is seen goes with it.
        chooses = isinstance(self.area, ChoosingTable)
        return turn_pages(self.window(), event, self if chooses else None) and not chooses

    # ---- what is left

    def _tell(self) -> None:
        """Give the line its room, or take it back, and say what is left."""
        # By hand and not by a layout: one that is asked while it lays out leaves out the line.
        if self._is_placing:
            return
        self._is_placing = True
        self._place(not self._line.isHidden())
        bar = self.area.verticalScrollBar()
        has_more = self._has_more()
        if has_more == self._line.isHidden():
            self._show_line(has_more)
            if not has_more and self._has_more():
                # It was asked with the line still there, of a range from before the line was.
                has_more = True
                self._show_line(True)
        if has_more and bar.maximum() == 0:
            # What scrolls took its places only now, and all of it can be seen after all.
            has_more = False
            self._show_line(False)
        if has_more:
            self._left.setText(self._words())
            self._up.setVisible(bar.value() > 0)
            self._down.setVisible(bar.value() < bar.maximum())
        self._is_placing = False
        if self._line.isHidden() and self._has_more():
            # What it scrolls moved once more, and nobody was told while it was being placed.
            QTimer.singleShot(0, self, self._tell)

    def _has_more(self) -> bool:
        return self.area.verticalScrollBar().maximum() > 0 and self._needed() > self.height()

    def _show_line(self, shown: bool) -> None:
        self._line.setVisible(shown)
        self._place(shown)

    def _place(self, with_line: bool) -> None:
        high = self._line.sizeHint().height()
        most = min(self.height() - high * with_line, self.area.maximumHeight())
        self.area.setGeometry(0, 0, self.width(), max(most, self.area.minimumHeight()))
        self._line.setGeometry(0, self.area.height(), self.width(), high)

    def _needed(self) -> int:
        """How many pixels high all of it is, with its heading."""
        bar = self.area.verticalScrollBar()
        heading = 0
        if isinstance(self.area, QTableView) and not self.area.horizontalHeader().isHidden():
            heading = self.area.horizontalHeader().height()
        return bar.maximum() + self.area.viewport().height() + heading

    def _words(self) -> str:
        """How much stands above and below; by rows where it has any."""
        bar = self.area.verticalScrollBar()
        rows = self._rows(self.area) if isinstance(self.area, QTableView) else ((), ())
        above, below = map(len, rows)
        where = ("above" if bar.value() > 0 else "") + (
            "below" if bar.value() < bar.maximum() else ""
        )
        unit = "rows" if above or below else "lines"
        return say("ui", f"more.{unit}.{where}", above=above, below=below)

    @staticmethod
    def _rows(view: QTableView) -> tuple[Sequence[int], Sequence[int]]:
        """The rows that cannot be seen whole above, and below."""
        high = view.viewport().height()
        tops = {row: view.rowViewportPosition(row) for row in range(view.model().rowCount())}
        above = [row for row, top in tops.items() if top < 0]
        below = [row for row, top in tops.items() if top >= 0 and top + view.rowHeight(row) > high]
        return above, below


def turn_pages(within: QWidget, event: QKeyEvent, but: WithMore | None = None) -> bool:
    """Turn all that is seen there and scrolls, where this is the key for it; whether it is."""
    if event.key() not in _STEPS:
        return False
    for each in within.findChildren(WithMore):
        if each is not but and each.isVisible():
            each.turn(event.key())
    return True
