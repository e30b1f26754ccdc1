"""What is painted: bars, the hatching that stands for papers
still to come, and papers over time.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from tallyapp.domain.views.lead import Reconciled
from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.cell_delegate import CellDelegate
from tallyapp.ui.widgets.cells import Index

from .model import BAR_ROLE, LINE_ROLE, Bar

_HOURS = (1, 2, 3, 4, 6, 12, 24)


def hatch(painter: QPainter, place: QRectF) -> None:
    """Papers still to come: slanting lines in a frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(place)
    painter.setPen(QPen(colour("bar"), 1.2))
    step = px(5)
    height = place.height()
    x = place.left() - height
    while x < place.right():
        painter.drawLine(round(x), round(place.bottom()), round(x + height), round(place.top()))
        x += step
    painter.restore()
    painter.save()
    painter.setPen(QPen(colour("bar"), roles().border))
    half = roles().border / 2
    painter.drawRect(place.adjusted(half, half, -half, -half))
    painter.restore()


class SeatDelegate(CellDelegate):
    """Draws the line after the last seat."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, and beneath it the line where it belongs."""
        super().paint(painter, option, index)
        if index.data(LINE_ROLE):
            place = QRect(option.rect)
            width = px(3)
            painter.fillRect(
                place.left(), place.bottom() - width + 1, place.width(), width, colour("ink")
            )


class BarDelegate(SeatDelegate):
    """A grey bar: no candidate gets a colour bigger than a stripe."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Votes filled, papers still to come hatched behind them."""
        super().paint(painter, option, index)
        bar = index.data(BAR_ROLE)
        if not isinstance(bar, Bar) or not self.is_whole(QRect(option.rect)):
            return
        place = QRectF(option.rect).adjusted(px(12), 0, -px(12), 0)
        height = px(19)
        top = place.center().y() - height / 2
        width = place.width() * bar.votes / bar.whole
        if bar.votes:
            filled = QRectF(place.left(), top, max(width, px(2)), height)
            painter.fillRect(filled, colour("bar"))
        if bar.to_come:
            hatch(
                painter,
                QRectF(place.left() + width, top, place.width() * bar.to_come / bar.whole, height),
            )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The bar takes what is left."""
        return QSize(px(120), super().sizeHint(option, index).height())


class Swatch(QWidget):
    """A little hatching, to say what it stands for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(28), px(12))

    def paintEvent(self, _: QPaintEvent) -> None:
        hatch(QPainter(self), QRectF(self.rect()))


class StepPlot(QWidget):
    """Papers reconciled over time: a step at every area, beneath the line of papers verified."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Sequence[Reconciled] = ()
        self._whole = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(110))
        self.setMaximumHeight(px(170))

    def show_points(self, points: Sequence[Reconciled], whole: int) -> None:
        """Show these, out of so many papers verified."""
        if (list(points), whole) != (list(self._points), self._whole):
            self._points = tuple(points)
            self._whole = whole
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(150))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(BODY.font())
        words = QFontMetrics(BODY.font()).height()
        plot = QRect(0, px(4), self.width() - px(6), self.height() - words - px(10))
        self._paint_frame(painter, plot)
        if not self._points:
            return
        begin = self._points[0].at
        end = self._points[-1].at
        if end <= begin:
            end = begin + timedelta(hours=1)
        span = (end - begin) / timedelta(seconds=1)

        def x(at: datetime) -> float:
            return plot.left() + plot.width() * ((at - begin) / timedelta(seconds=1)) / span

        def y(papers: int) -> float:
            return plot.bottom() - plot.height() * min(1.0, papers / max(1, self._whole))

        self._paint_hours(painter, plot, [(x(at), at) for at in _hours(begin, end)])
        self._paint_steps(painter, plot, [(x(point.at), y(point.papers)) for point in self._points])

    def _paint_frame(self, painter: QPainter, plot: QRect) -> None:
        painter.setPen(QPen(colour("ink"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(plot.left(), plot.top(), plot.right(), plot.top())
        painter.setPen(QPen(colour("field"), 1))
        painter.drawLine(plot.left(), plot.bottom(), plot.right(), plot.bottom())

    def _paint_hours(
        self, painter: QPainter, plot: QRect, hours: list[tuple[float, datetime]]
    ) -> None:
        metrics = QFontMetrics(BODY.font())
        free = 0
        for place, at in hours:
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawLine(round(place), plot.top() + 1, round(place), plot.bottom() - 1)
            words = f"{at:%H:%M}"
            width = metrics.horizontalAdvance(words)
            left = min(max(0, round(place - width / 2)), self.width() - width)
            if left < free:
                continue
            free = left + width + px(6)
            painter.setPen(colour("secondary"))
            painter.drawText(left, plot.bottom() + px(6) + metrics.ascent(), words)

    def _paint_steps(
        self, painter: QPainter, plot: QRect, steps: list[tuple[float, float]]
    ) -> None:
        line = QPainterPath()
        line.moveTo(*steps[0])
        for (_, before), (place, level) in pairwise(steps):
            line.lineTo(place, before)
            line.lineTo(place, level)
        area = QPainterPath(line)
        area.lineTo(steps[-1][0], plot.bottom())
        area.lineTo(steps[0][0], plot.bottom())
        ground = QColor(colour("bar"))
        ground.setAlphaF(0.14)
        painter.fillPath(area, ground)
        painter.setPen(QPen(colour("bar"), px(2)))
        painter.drawPath(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("ink"))
        size = px(4)
        painter.drawEllipse(QRectF(steps[-1][0] - size, steps[-1][1] - size, 2 * size, 2 * size))


def _hours(begin: datetime, end: datetime) -> list[datetime]:
    """Full hours between two times, no more than five."""
    first = (begin + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    full = []
    while first <= end:
        full.append(first)
        first += timedelta(hours=1)
    step = next((n for n in _HOURS if len(full) / n <= 5), len(full))
    return full[::step]
