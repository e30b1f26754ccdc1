"""Tables: one delegate paints every cell, so that figures,
states and names look alike on every screen.

A model says what a cell is by Qt's own roles and those of `Cell`; it never says how it looks.
"""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
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
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tallyapp.ui.printouts.export import lines_of
from tallyapp.ui.theme.fitting import LEAST, fitted, fitted_lines, has_figure, lines_fit
from tallyapp.ui.theme.marks import Mark, paint_mark
from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, Face, px
from tallyapp.words.figures import figure

from .cells import Cell, Index
from .rows import RowsModel

PADDING = 12
"""Left and right of every cell, in pixels; the headers of the stylesheet have the same."""
_SHORT = 20
"""Characters of a cell that is a figure with its words, and not a sentence."""


_STATE = 124
"""Pixels that a column of states keeps, as long as figures can spare them."""


_SPARED = 0.88
"""What a name with a figure in it shrinks to before a state beside it is cut."""


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: stripe, mark, text or figure, hairline."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell from what its model says; a row that cannot be seen whole is not drawn."""
        if not self.is_whole(QRect(option.rect)):
            return
        painter.save()
        place = QRect(option.rect)
        self._paint_ground(painter, place, index)
        # Where no tint may tell which row is chosen, two lines do.
        if roles().border > 1 and option.state & QStyle.StateFlag.State_Selected:
            for top in (place.top(), place.bottom() - px(3)):
                painter.fillRect(QRect(place.left(), top, place.width(), px(3)), colour("accent"))
        place.adjust(px(PADDING), 0, -px(PADDING), 0)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._paint_box(painter, option.rect, index)
        if stripe := index.data(Cell.STRIPE):
            self._paint_stripe(painter, option.rect, stripe)
        if mark := index.data(Cell.MARK):
            size = px(20)
            middle = place.center().y() - size // 2 + 1
            paint_mark(painter, Mark(mark), QRectF(place.left(), middle, size, size))
            place.setLeft(place.left() + size + px(8))
        self._paint_words(painter, place, index)
        painter.restore()

    def is_whole(self, row: QRect) -> bool:
        """A figure cut through its middle could be read as another."""
        view = self.parent()
        if not isinstance(view, QAbstractItemView):
            return True
        high = view.viewport().height()
        return (row.top() >= 0 and row.bottom() < high) or row.height() > high

    def _paint_ground(self, painter: QPainter, place: QRect, index: Index) -> None:
        if band := index.data(Cell.BAND):
            painter.fillRect(place, colour(band))
            if roles().border > 1:  # where there are no tints, the row is ruled above and below
                edge = QRect(place.left(), place.top(), place.width(), 2)
                painter.fillRect(edge, colour("accent"))
                painter.fillRect(edge.translated(0, place.height() - 3), colour("accent"))
        rule = index.data(Cell.RULE) or "hairline"
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), colour(rule))

    def _paint_box(self, painter: QPainter, place: QRect, index: Index) -> None:
        """A blank is a box; a keyed figure loses its box, unless it is wrong."""
        wrong = bool(index.data(Cell.WRONG))
        if index.data(Qt.ItemDataRole.EditRole) is not None and not wrong:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = roles().border * (2 if wrong else 1)
        painter.setPen(QPen(colour("refused" if wrong else "field"), width))
        painter.setBrush(colour("card"))
        half = width / 2
        painter.drawRoundedRect(QRectF(box(place)).adjusted(half, half, -half, -half), px(5), px(5))
        painter.restore()

    def _paint_stripe(self, painter: QPainter, place: QRect, stripe: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(roles().stripe(stripe))
        bar = QRectF(place.left() + px(2), place.top() + px(6), px(4), place.height() - px(13))
        painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_words(self, painter: QPainter, place: QRect, index: Index) -> None:
        text = display(index)
        face = index.data(Cell.FACE) or BODY
        painter.setPen(colour(index.data(Cell.ROLE) or "ink"))
        if second := index.data(Cell.SECOND):
            height = QFontMetrics(face.font()).height()
            below = QFontMetrics(BODY.font()).height()
            top = place.top() + (place.height() - height - below) // 2
            first = QRect(place.left(), top, place.width(), height)
            self._paint_line(painter, first, index, text, face)
            painter.setPen(colour("secondary"))
            beneath = QRect(place.left(), top + height, place.width(), below)
            _draw(painter, beneath, _alignment(index), second, BODY.font())
            return
        self._paint_line(painter, place, index, text, face)

    def _paint_line(
        self, painter: QPainter, place: QRect, index: Index, text: str, face: Face
    ) -> None:
        lead = index.data(Cell.LEAD) or 0
        if lead:
            _draw_name(painter, place, text[:lead], text[lead:], face)
        elif index.data(Cell.WRAP):
            _draw_lines(painter, place, _alignment(index), text, face.font())
        else:
            _draw(painter, place, _alignment(index), text, face.font())

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the text, and as high as a row must be."""
        face = index.data(Cell.FACE) or BODY
        metrics = QFontMetrics(face.font())
        mark = px(28) if index.data(Cell.MARK) else 0
        height = metrics.height() + px(10)
        text = display(index)
        lead = index.data(Cell.LEAD) or 0
        width = QFontMetrics(face.heavier().font()).horizontalAdvance(text[:lead])
        width += metrics.horizontalAdvance(text[lead:]) + px(2)
        if second := index.data(Cell.SECOND):
            below = QFontMetrics(BODY.font())
            height = height + below.height()
            width = max(width, below.horizontalAdvance(second))
        return QSize(width + mark + 2 * px(PADDING), max(height, px(34)))


def wrapped_height(index: Index, width: int) -> int:
    """How high a cell of this width must be for all its words; 0 if they do not wrap."""
    if not index.data(Cell.WRAP):
        return 0
    mark = px(28) if index.data(Cell.MARK) else 0
    place = QRect(0, 0, max(width - mark - 2 * px(PADDING), px(60)), 100_000)
    metrics = QFontMetrics((index.data(Cell.FACE) or BODY).font())
    needed = metrics.boundingRect(place, Qt.TextFlag.TextWordWrap, display(index))
    return needed.height() + px(10)


def box(cell: QRect) -> QRect:
    """Where a cell's field stands: its text ends where the column's figures end."""
    around = (
        px(4) if cell.height() >= px(34) else px(1)
    )  # a figure needs its height in a low row as well
    return cell.adjusted(px(PADDING), around, -1, -around)


def display(index: Index) -> str:
    """What a cell shows, as text: whole numbers with thousands separators."""
    value = index.data(Qt.ItemDataRole.DisplayRole)
    return "" if value is None else figure(value) if isinstance(value, int) else str(value)


def _alignment(index: Index) -> Qt.AlignmentFlag:
    given = index.data(Qt.ItemDataRole.TextAlignmentRole)
    if given is not None:
        return Qt.AlignmentFlag(given)
    number = isinstance(index.data(Qt.ItemDataRole.DisplayRole), int)
    side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _draw(painter: QPainter, place: QRect, how: Qt.AlignmentFlag, text: str, font: QFont) -> None:
    fitting, font = fitted(text, font, place.width())
    painter.setFont(font)
    painter.drawText(place, how, fitting)


def _draw_lines(
    painter: QPainter, place: QRect, how: Qt.AlignmentFlag, text: str, font: QFont
) -> None:
    """Words on as many lines as there is room for, or on one where those are too few."""
    small = fitted_lines(text, font, place.size())
    if not lines_fit(text, small, place.size()):
        _draw(painter, place, how, text, font)
        return
    painter.setFont(small)
    painter.drawText(place, int(how) | Qt.TextFlag.TextWordWrap, text)


def _draw_name(painter: QPainter, place: QRect, surname: str, others: str, face: Face) -> None:
    """A name, the surname semibold;
    on two lines where it is too long for one and there is room for two.
    """
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    strong = face.heavier().font()
    plain = face.font()
    ahead = QFontMetrics(strong).horizontalAdvance(surname)
    fits = ahead + QFontMetrics(plain).horizontalAdvance(others) <= place.width()
    if fits or place.height() < 2 * QFontMetrics(BODY.font()).height() - px(4):
        _draw(painter, place, left, surname, strong)
        if ahead + px(16) < place.width():
            _draw(painter, place.adjusted(ahead, 0, 0, 0), left, others, plain)
        return
    half = place.height() // 2
    _draw(painter, place.adjusted(0, px(1), 0, -half), left, surname, BODY.heavier().font())
    _draw(painter, place.adjusted(0, half - px(1), 0, -px(2)), left, others.strip(), BODY.font())


class Table(QTableView):
    """A table view as every screen has it: no grid,
    one delegate, headers aligned with cells, Ctrl+C.
    """

    def __init__(self, model: RowsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._heights: tuple[int, int] | None = None
        self._wanted: dict[int, int] = {}
        self._is_fitting = False
        self._tall: Sequence[int] = ()
        self._lines = 2
        self._wraps_from = 0
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setItemDelegate(CellDelegate(self))
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
        self.verticalHeader().setMinimumSectionSize(px(30))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFont(BODY.font())
        header.setMinimumSectionSize(px(24))
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

    def stretch_last(self) -> None:
        """The last column takes what the others, as wide as they were made, leave."""
        last = self.model().columnCount() - 1
        self.horizontalHeader().setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)

    def _on_column_resized(self, column: int, _: int, width: int) -> None:
        if not self._is_fitting and width:
            self._wanted[column] = width
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
        given = {c: self._wanted.get(c, self.columnWidth(c)) for c in shown if c != stretching}
        needed = self._least_width(stretching)
        if self._has_figures(stretching):
            whole = min(self.sizeHintForColumn(stretching), px(150))
            needed = max(needed, round(whole * _SPARED))
        room = self.viewport().width() - needed
        least = {column: self._least_width(column) for column in given}
        wanted = {c: self.sizeHintForColumn(c) for c in given if self._has_figures(c)}
        figures = {column: max(least[column], wide) for column, wide in wanted.items()}
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
        return max(px(72), wide + 2 * px(PADDING) + 2)

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
        self._heights = (least, most)
        self._tall = tall
        self._lines = lines
        self._follow_rows(self._fit_rows)

    def wrap_rows(self, least: int) -> None:
        """Every row as high as all its words need, and at least so many pixels."""
        self._wraps_from = least
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
        most = max(self.viewport().height(), self._wraps_from)  # else its end is never seen whole
        for row in range(self.model().rowCount()):
            cells = (self.model().index(row, c) for c in range(self.model().columnCount()))
            needed = max(wrapped_height(cell, self.columnWidth(cell.column())) for cell in cells)
            high = min(max(needed, self._wraps_from), most)
            self.verticalHeader().resizeSection(row, high)

    def _fit_rows(self) -> None:
        if self._heights is None:
            return
        least, most = self._heights
        high = self._lines * QFontMetrics(BODY.font()).height() + px(4)
        tall = len(self._tall)
        room = self.viewport().height() - high * tall
        rows = self.model().rowCount() - tall
        height = max(least, min(most, room // max(rows, 1)))
        self.set_row_height(height)
        for row in self._tall:
            self.verticalHeader().resizeSection(row, max(high, height))

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is seen now."""
        self.rows.forget()
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
