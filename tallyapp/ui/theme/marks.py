"""State marks: a word's picture. Each is told by its outline
alone, at any size and in any colour.
"""

from enum import StrEnum
from functools import lru_cache
from math import cos, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPolygonF,
    QTransform,
)

from .theme import antialiased, colour

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_Point = tuple[float, float]


class Mark(StrEnum):
    """A state as a shape."""

    AGREES = "agrees"
    """Disc with tick: reconciled, agrees."""
    UNDER_WAY = "under-way"
    """Half disc: under way, keyed once."""
    NOT_YET = "not-yet"
    """Ring: not yet."""
    DIFFERS = "differs"
    """Triangle with an exclamation mark: differs, look at it."""
    DOES_NOT_ADD = "does-not-add"
    """Octagon with a cross: does not add, refused."""
    QUERIED = "queried"
    """Square with a returning arrow: queried, back at its table."""
    LOCKED = "locked"
    """Padlock: not yours."""
    TICK = "tick"
    """A bare tick: saved."""

    @property
    def role(self) -> str:
        """The colour that goes with it, by role."""
        return _ROLES[self]


_ROLES = {
    Mark.AGREES: "ok",
    Mark.UNDER_WAY: "ink",
    Mark.NOT_YET: "locked",
    Mark.DIFFERS: "attention",
    Mark.DOES_NOT_ADD: "refused",
    Mark.QUERIED: "attention",
    Mark.LOCKED: "locked",
    Mark.TICK: "ok",
}


def paint_mark(painter: QPainter, mark: Mark, place: QRectF, ink: QColor | None = None) -> None:
    """Draw a mark into a place; `ink` if its own colour is not to be used."""
    painter.save()
    antialiased(painter)
    painter.setBrush(ink or colour(mark.role))
    fit = (
        QTransform().translate(place.x(), place.y()).scale(place.width() / 20, place.height() / 20)
    )
    painter.drawPath(fit.map(_path(mark)))
    painter.restore()


def mark_icon(mark: Mark, size: int, ink: QColor | None = None) -> "QIcon":
    """A mark as an icon, sharp up to four times its size."""
    from PySide6.QtGui import QIcon, QPixmap  # no mark is one before the window is seen

    icon = QIcon()
    for ratio in (1, 2, 4):
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_mark(painter, mark, QRectF(0, 0, size, size), ink)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


# ---- the shapes, in a square of 20 by 20


@lru_cache
def _path(mark: Mark) -> QPainterPath:
    match mark:
        case Mark.AGREES:
            return _disc(9).subtracted(_line((6, 10.4), (8.8, 13.1), (14, 7.4), width=2))
        case Mark.UNDER_WAY:
            half = QPainterPath(QPointF(10, 2))
            half.arcTo(QRectF(2, 2, 16, 16), 90, 180)
            half.closeSubpath()
            return _ring().united(half)
        case Mark.NOT_YET:
            return _ring()
        case Mark.DIFFERS:
            solid = _solid((10, 2.6), (18, 16.8), (2, 16.8)).united(
                _line((10, 2.6), (18, 16.8), (2, 16.8), (10, 2.6), width=2)
            )
            return solid.subtracted(_line((10, 7.4), (10, 11.4), width=2)).subtracted(
                _disc(1.2, 10, 14.4)
            )
        case Mark.DOES_NOT_ADD:
            corners = [
                (10 + 9.4 * cos(a * pi / 8), 10 + 9.4 * sin(a * pi / 8)) for a in range(1, 16, 2)
            ]
            cross = _line((6.9, 6.9), (13.1, 13.1), width=2).united(
                _line((13.1, 6.9), (6.9, 13.1), width=2)
            )
            return _solid(*corners).subtracted(cross)
        case Mark.QUERIED:
            return _box(1.5, 1.5, 17, 17, 3.5).subtracted(_returning())
        case Mark.LOCKED:
            shackle = QPainterPath(QPointF(6.4, 9))
            shackle.lineTo(6.4, 7)
            shackle.arcTo(QRectF(6.4, 3, 7.2, 8), 180, -180)
            shackle.lineTo(13.6, 9)
            return _box(4, 8.6, 12, 9, 1.8).united(_outline(shackle, 1.9))
        case Mark.TICK:
            return _line((3.5, 10.8), (7.8, 15), (16.5, 5.6), width=2.2)


def _returning() -> QPainterPath:
    """An arrow that comes back: from the lower left, round, and out to the left."""
    arrow = QPainterPath(QPointF(6.5, 13.8))
    arrow.lineTo(11, 13.8)
    arrow.arcTo(QRectF(8.2, 7.8, 6, 6), -90, 180)
    arrow.lineTo(6.2, 7.8)
    head = _line((8.4, 5.4), (5.8, 7.8), (8.4, 10.2), width=1.9)
    return _outline(arrow, 1.9).united(head)


def _disc(radius: float, x: float = 10, y: float = 10) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _ring() -> QPainterPath:
    return _disc(9).subtracted(_disc(7.2))


def _box(x: float, y: float, width: float, height: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def _solid(*points: _Point) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _line(*points: _Point, width: float) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    return _outline(path, width)


def _outline(path: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path)
