"""Tables: every screen's rows and columns, as wide and as high as the window lets them be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from heapq import nlargest

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QWidget,
)

from tallyapp.ui.printouts.export import lines_of
from tallyapp.ui.theme.fitting import LEAST, has_figure
from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, at_100, gap, px, set_face

from .cell_delegate import PADDING, CellDelegate, display, size_of, wrapped_height
from .cells import Cell, Look, text_of
from .rows import RowsModel

_SHORT = 20
"""Characters of a cell that is a figure with its words, and not a sentence."""
_LOOKED_AT = 1_000
"""Rows to whose width a column is fitted."""
_MEASURED = 8
"""Cells of a column that are measured, of each face: those of the most letters."""
_STATE = 124
"""Pixels that a column of states keeps, as long as figures can spare them."""
_SPARED = 0.88
"""What a name with a figure in it shrinks to before a state beside it is cut."""


class Table(QTableView):
    """A table view as every screen has it: no grid,
    one delegate, headers aligned with cells, Ctrl+C.
    """

    def __init__(self, model: RowsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        # At 100 per cent, as everything here that is remembered.
        self._heights: tuple[float, float] | None = None
        self._wanted: dict[int, float] = {}
        self._whole: dict[int, int] = {}
        self._is_fitting = False
        self._tall: Sequence[int] = ()
        self._lines = 2
        self._wraps_from = 0.0
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setItemDelegate(CellDelegate(self))
        # Before anything else hears of it and asks.
        for changed in (
            model.dataChanged,
            model.headerDataChanged,
            model.rowsInserted,
            model.rowsRemoved,
            model.modelReset,
        ):
            changed.connect(self._measure_anew)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Before the least: a row that its least height pushed follows no other height any more.
        self.set_row_height(px(43))
        self.verticalHeader().setMinimumSectionSize(px(30))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        set_face(header, BODY)
        header.setMinimumSectionSize(px(24))
        header.setDefaultSectionSize(px(100))
        header.sectionResized.connect(self._on_column_resized)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)

    def fit_columns(self, stretch: int, keep: Iterable[int] = ()) -> None:
        """Make columns as wide as their contents and headers; `stretch` takes what is left.

        Where that is too much for the window, columns of words give way before those of figures.
        """
        for column in range(self.model().columnCount()):
            if column not in keep:
                self.resizeColumnToContents(column)
        self.horizontalHeader().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        self._fit_widths()

    def sizeHintForColumn(self, column: int) -> int:
        """As wide as its contents are: asked over and over while a table is laid out, and measured
        once, until one of them is another.
        """
        painted: QAbstractItemDelegate | None = self.itemDelegateForColumn(column)
        if painted is not None:
            return super().sizeHintForColumn(column)  # that is no matter of letters
        if column not in self._whole:
            cells = self._longest(column)
            self._whole[column] = max((size_of(cell).width() for cell in cells), default=0)
        return self._whole[column]

    def _longest(self, column: int) -> Sequence[Look]:
        """The cells of so many letters that none can be wider by much: of hundreds of rows, all
        would be measured before a few of them are seen. What is wider still shrinks.
        """
        alike: dict[object, list[Look]] = defaultdict(list)
        for key in self.rows.keys[:_LOOKED_AT]:
            look = self.rows.look(key, column)
            alike[look.get(Cell.FACE), bool(look.get(Cell.MARK))].append(look)
        return [each for few in alike.values() for each in nlargest(_MEASURED, few, key=_letters)]

    def _measure_anew(self) -> None:
        self._whole = {}

    def changeEvent(self, event: QEvent) -> None:
        """Text of another size, or in another face, is of another width."""
        self._measure_anew()
        super().changeEvent(event)

    def stretch_last(self) -> None:
        """The last column takes what the others, as wide as they were made, leave."""
        last = self.model().columnCount() - 1
        self.horizontalHeader().setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)

    def _on_column_resized(self, column: int, _: int, width: int) -> None:
        if not self._is_fitting and width:
            self._wanted[column] = at_100(width)
        if self._wraps_from:
            self._wrap_rows()

    def _stretching(self) -> int:
        """The column that takes what is left; -1 if none does."""
        header = self.horizontalHeader()
        shown = [c for c in range(self.model().columnCount()) if not self.isColumnHidden(c)]
        modes = [c for c in shown if header.sectionResizeMode(c) == QHeaderView.ResizeMode.Stretch]
        return modes[0] if modes else -1

    def _fit_widths(self) -> None:
        """Take from the columns what is too much: first from words, then what figures can spare,
        and from states last.
        """
        stretching = self._stretching()
        if stretching < 0:
            return
        shown = [c for c in range(self.model().columnCount()) if not self.isColumnHidden(c)]
        wanted = {c: self._wanted.get(c, at_100(self.columnWidth(c))) for c in shown}
        given = {c: px(wanted[c]) for c in shown if c != stretching}
        needed = self._least_width(stretching)
        if self._has_figures(stretching):
            name = min(self.sizeHintForColumn(stretching), px(150))
            needed = max(needed, round(name * _SPARED))
        room = self.viewport().width() - needed
        least = {column: self._least_width(column) for column in given}
        whole = {c: self.sizeHintForColumn(c) for c in given if self._has_figures(c)}
        figures = {column: max(least[column], wide) for column, wide in whole.items()}
        shrunk = {c: max(least[c], round(wide * LEAST)) for c, wide in figures.items()}
        words = {c: least[c] for c in given if c not in figures}
        states = {c: max(least[c], self._state_width(c)) for c in words}
        for down_to in (states, figures, shrunk, words):
            for column in sorted(down_to, key=lambda c: -given[c]):
                over = max(sum(given.values()) - room, 0)
                given[column] = max(min(given[column], down_to[column]), given[column] - over)
        self._is_fitting = True
        for column, width in given.items():
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)
        self._is_fitting = False

    def _least_width(self, column: int) -> int:
        heading = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        metrics = QFontMetrics(self.horizontalHeader().font())
        wide = max(metrics.horizontalAdvance(line) for line in heading.split("\n"))
        return max(px(72), wide + 2 * gap(PADDING) + 2)

    def _state_width(self, column: int) -> int:
        """What a column of states needs, for a mark alone does not tell which; else 0."""
        model = self.model()
        rows = range(min(model.rowCount(), 60))
        has_marks = any(model.index(row, column).data(Cell.MARK) for row in rows)
        return min(self.sizeHintForColumn(column), px(_STATE)) if has_marks else 0

    def _has_figures(self, column: int) -> bool:
        model = self.model()
        shown = (display(model.index(row, column)) for row in range(min(model.rowCount(), 60)))
        return any(has_figure(words) and len(words) <= _SHORT for words in shown)

    def set_row_height(self, pixels: int) -> None:
        """Every row this high."""
        self.verticalHeader().setDefaultSectionSize(pixels)

    def shrink_rows(self, most: int, least: int, tall: Sequence[int] = (), lines: int = 2) -> None:
        """Every row as high as lets all be seen, between these; beyond that it scrolls.

        The rows of `tall` have room for so many lines at least.
        """
        self._heights = (at_100(least), at_100(most))
        self._tall = tall
        self._lines = lines
        self._follow_rows(self._fit_rows)

    def wrap_rows(self, least: int) -> None:
        """Every row as high as all its words need, and at least so many pixels."""
        self._wraps_from = at_100(least)
        self.set_row_height(least)
        self.model().dataChanged.connect(self._wrap_rows)
        self._follow_rows(self._wrap_rows)

    def _follow_rows(self, fit: Callable[[], None]) -> None:
        for changed in (
            self.model().rowsInserted,
            self.model().rowsRemoved,
            self.model().modelReset,
        ):
            changed.connect(fit)
        fit()

    def _wrap_rows(self) -> None:
        least = px(self._wraps_from)
        most = max(self.viewport().height(), least)  # else its end is never seen whole
        for row in range(self.model().rowCount()):
            cells = (self.model().index(row, c) for c in range(self.model().columnCount()))
            needed = max(wrapped_height(cell, self.columnWidth(cell.column())) for cell in cells)
            high = min(max(needed, least), most)
            self.verticalHeader().resizeSection(row, high)

    def _fit_rows(self) -> None:
        if self._heights is None:
            return
        least, most = (px(height) for height in self._heights)
        high = self._lines * QFontMetrics(BODY.font()).height() + px(4)
        tall = len(self._tall)
        room = self.viewport().height() - high * tall
        rows = self.model().rowCount() - tall
        height = max(least, min(most, room // max(rows, 1)))
        self.set_row_height(height)
        for row in self._tall:
            self.verticalHeader().resizeSection(row, max(high, height))

    def sized_anew(self, ratio: float) -> None:
        """Text is so many times as large: rows and columns are as well."""
        self._measure_anew()
        stretching = self._stretching()
        wide = {c: self.columnWidth(c) for c in range(self.model().columnCount())}
        rows = self.verticalHeader()
        high = round(rows.defaultSectionSize() * ratio)
        # A row that its least height pushed is no default row any more: that goes first, or last.
        if ratio > 1:
            rows.setDefaultSectionSize(high)
        for header in (self.horizontalHeader(), rows):
            header.setMinimumSectionSize(round(header.minimumSectionSize() * ratio))
        rows.setDefaultSectionSize(high)
        for column, width in wide.items():
            if column != stretching and not self.isColumnHidden(column):
                wanted = self._wanted.get(column)
                self.setColumnWidth(column, round(width * ratio) if wanted is None else px(wanted))

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is seen now."""
        self.rows.forget()
        self._measure_anew()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; and a ring round them where the focus is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            width = max(2, roles().border)
            painter.setPen(QPen(colour("accent"), width))
            inside = self.viewport().rect().adjusted(width // 2, width // 2, -width, -width)
            painter.drawRect(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less, for the rows."""
        super().resizeEvent(event)
        self._fit_rows()
        if self._wraps_from:
            self._wrap_rows()
        self._fit_widths()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the whole table, as a spreadsheet takes it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(as_text(self.model()))
            return
        super().keyPressEvent(event)


def as_text(model: QAbstractItemModel) -> str:
    """A whole table, tab by tab and line by line, numbers without separators."""
    return "".join("\t".join(line) + "\n" for line in lines_of(model))


def _letters(look: Look) -> int:
    """How many letters a cell has, in the longer of its two lines."""
    return max(len(text_of(look)), len(look.get(Cell.SECOND, "")))
