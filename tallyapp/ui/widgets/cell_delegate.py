"""One delegate paints every cell of every table, so that figures,
states and names look alike on every screen.

A model says what a cell is by Qt's own roles and those of `Cell`; it never says how it looks.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tallyapp.ui.theme.fitting import fitted, fitted_lines, lines_fit
from tallyapp.ui.theme.marks import Mark, paint_mark
from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, Face, gap, px
from tallyapp.words.together import kept_together

from .cells import Cell, Index, Look, text_of
from .rows import RowsModel

PADDING = 12
"""Left and right of every cell, in pixels; the headers of the stylesheet have the same."""


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: stripe, mark, text or figure, hairline."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell from what its model says; a row that cannot be seen whole is not drawn."""
        if not self.is_whole(QRect(option.rect)):
            return
        painter.save()
        place = QRect(option.rect)
        look = _told(index)
        self._paint_ground(painter, place, look)
        # Where no tint may tell which row is chosen, two lines do.
        if roles().border > 1 and option.state & QStyle.StateFlag.State_Selected:
            for top in (place.top(), place.bottom() - px(3)):
                painter.fillRect(QRect(place.left(), top, place.width(), px(3)), colour("accent"))
        place.adjust(gap(PADDING), 0, -gap(PADDING), 0)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._paint_box(painter, option.rect, look)
        if stripe := look.get(Cell.STRIPE):
            self._paint_stripe(painter, option.rect, stripe)
        if mark := look.get(Cell.MARK):
            size = px(20)
            middle = place.center().y() - size // 2 + 1
            paint_mark(painter, Mark(mark), QRectF(place.left(), middle, size, size))
            place.setLeft(place.left() + size + px(8))
        self._paint_words(painter, place, index, look)
        painter.restore()

    def is_whole(self, row: QRect) -> bool:
        """A figure cut through its middle could be read as another."""
        view = self.parent()
        if not isinstance(view, QAbstractItemView):
            return True
        high = view.viewport().height()
        return (row.top() >= 0 and row.bottom() < high) or row.height() > high

    def _paint_ground(self, painter: QPainter, place: QRect, look: Look) -> None:
        if band := look.get(Cell.BAND):
            painter.fillRect(place, colour(band))
            if roles().border > 1:  # where there are no tints, the row is ruled above and below
                edge = QRect(place.left(), place.top(), place.width(), 2)
                painter.fillRect(edge, colour("accent"))
                painter.fillRect(edge.translated(0, place.height() - 3), colour("accent"))
        rule = look.get(Cell.RULE) or "hairline"
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), colour(rule))

    def _paint_box(self, painter: QPainter, place: QRect, look: Look) -> None:
        """A blank is a box; a keyed figure loses its box, unless it is wrong."""
        wrong = bool(look.get(Cell.WRONG))
        if look.get(Qt.ItemDataRole.EditRole) is not None and not wrong:
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
        bar = QRectF(place.left() + gap(2), place.top() + gap(6), gap(4), place.height() - gap(13))
        painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_words(self, painter: QPainter, place: QRect, index: Index, look: Look) -> None:
        face = look.get(Cell.FACE) or BODY
        painter.setPen(colour(look.get(Cell.ROLE) or "ink"))
        if second := look.get(Cell.SECOND):
            height = QFontMetrics(face.font()).height()
            below = QFontMetrics(BODY.font()).height()
            top = place.top() + (place.height() - height - below) // 2
            first = QRect(place.left(), top, place.width(), height)
            self._paint_line(painter, first, index, look, face)
            painter.setPen(colour("secondary"))
            beneath = QRect(place.left(), top + height, place.width(), below)
            _draw(painter, beneath, _alignment(index), second, BODY.font())
            return
        self._paint_line(painter, place, index, look, face)

    def _paint_line(
        self, painter: QPainter, place: QRect, index: Index, look: Look, face: Face
    ) -> None:
        text = text_of(look)
        lead = look.get(Cell.LEAD) or 0
        if lead:
            _draw_name(painter, place, text[:lead], text[lead:], face)
        elif look.get(Cell.WRAP):
            _draw_lines(painter, place, _alignment(index), text, face.font())
        else:
            _draw(painter, place, _alignment(index), text, face.font())

    def sizeHint(self, _: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the text, and as high as a row must be."""
        return size_of(_told(index))


def size_of(look: Look) -> QSize:
    """The room that a cell needs: as wide as its text, and as high as a row must be."""
    face = look.get(Cell.FACE) or BODY
    metrics = QFontMetrics(face.font())
    mark = px(28) if look.get(Cell.MARK) else 0
    height = metrics.height() + px(10)
    text = text_of(look)
    lead = look.get(Cell.LEAD) or 0
    width = QFontMetrics(face.heavier().font()).horizontalAdvance(text[:lead])
    width += metrics.horizontalAdvance(text[lead:]) + px(2)
    if second := look.get(Cell.SECOND):
        below = QFontMetrics(BODY.font())
        height = height + below.height()
        width = max(width, below.horizontalAdvance(second))
    return QSize(width + mark + 2 * gap(PADDING), max(height, px(34)))


def wrapped_height(index: Index, width: int) -> int:
    """How high a cell of this width must be for all its words; 0 if they do not wrap."""
    if not index.data(Cell.WRAP):
        return 0
    mark = px(28) if index.data(Cell.MARK) else 0
    place = QRect(0, 0, max(width - mark - 2 * gap(PADDING), px(60)), 100_000)
    metrics = QFontMetrics((index.data(Cell.FACE) or BODY).font())
    words = kept_together(display(index))
    needed = metrics.boundingRect(place, Qt.TextFlag.TextWordWrap, words)
    return needed.height() + px(10)


def box(cell: QRect) -> QRect:
    """Where a cell's field stands: its text ends where the column's figures end."""
    around = (
        px(4) if cell.height() >= px(34) else px(1)
    )  # a figure needs its height in a low row as well
    return cell.adjusted(gap(PADDING), around, -1, -around)


def _told(index: Index) -> Look:
    """What a cell is: asked of its model once, and not for each part of it."""
    model = index.model()
    return model.told(index) if isinstance(model, RowsModel) else {}


def display(index: Index) -> str:
    """What a cell shows, as text: whole numbers with thousands separators."""
    return text_of({Qt.ItemDataRole.DisplayRole: index.data(Qt.ItemDataRole.DisplayRole)})


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
    text = kept_together(text)
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
