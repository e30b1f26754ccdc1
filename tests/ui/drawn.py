"""What a window really draws: every piece of text with its place,
and the part of it that can be seen.

Each widget paints into a device that paints nothing and remembers every text that reaches it,
whoever drew it: a label, a button, a header, a delegate, or a painted widget.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from re import escape, search, sub

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import (
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainterPath,
    QRegion,
    QTextItem,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from tallyapp.ui.shell.frame import Room
from tallyapp.ui.theme.fitting import has_figure
from tallyapp.ui.widgets.cell_delegate import display
from tallyapp.ui.widgets.cells import Cell
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frozen import FrozenTable
from tallyapp.ui.widgets.scrolling import Scrolling

_DIGIT = 0.76
"""How much of a font's ascent a digit is high."""
_SLACK = 1.5
"""Pixels by which edges may touch: side bearings and rounding."""
_NO_CLIP = QRectF(-100_000, -100_000, 200_000, 200_000)


@dataclass(frozen=True)
class Drawn:
    """A text as it was drawn: the place of its letters on the window,
    and where on the window it can be seen.
    """

    widget: str
    words: str
    place: QRectF
    seen: QRectF
    scrolls: bool = False
    moves: bool = False

    @property
    def has_figure(self) -> bool:
        return has_figure(self.words)

    @property
    def is_whole(self) -> bool:
        """Whether all of it can be seen."""
        slack = self.place.adjusted(_SLACK, _SLACK, -_SLACK, -_SLACK)
        return self.seen.contains(slack)

    @property
    def goes_on(self) -> bool:
        """Whether it is cut at the upper or lower edge of a form alone, and no figure is."""
        if (self.scrolls or self.moves) and not self.seen.intersects(self.place):
            return True  # all of it is beyond
        sides = self.place.adjusted(_SLACK, 0, -_SLACK, 0)
        within = self.seen.left() <= sides.left() and sides.right() <= self.seen.right()
        if self.moves:  # the page itself is larger than the room for it, and moves
            return within
        return self.scrolls and within and not self.has_figure

    def covers(self, other: "Drawn") -> bool:
        """Whether the two are written one over the other, where both can be seen."""
        both = (self.place & self.seen) & (other.place & other.seen)
        return both.width() > 2 * _SLACK and both.height() > 2 * _SLACK


class _Engine(QPaintEngine):
    """Takes everything, and remembers the text."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.texts: list[tuple[str, QRectF, QRectF]] = []

    def begin(self, _: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, _: QPaintEngineState) -> None:
        """The painter is asked for what matters, when it matters."""

    def drawTextItem(self, at: QPointF | QPoint | QPainterPath.Element, item: QTextItem) -> None:
        painter = self.painter()
        high = item.ascent() * _DIGIT
        assert not isinstance(at, QPainterPath.Element)
        place = QRectF(at.x(), at.y() - high, item.width(), high)
        clip = painter.clipBoundingRect() if painter.hasClipping() else _NO_CLIP
        move = painter.transform()
        self.texts.append((item.text(), move.mapRect(place), move.mapRect(clip)))

    def drawPixmap(self, *_: object) -> None: ...
    def drawImage(self, *_: object) -> None: ...
    def drawTiledPixmap(self, *_: object) -> None: ...
    def drawPath(self, *_: object) -> None: ...
    def drawPolygon(self, *_: object) -> None: ...
    def drawRects(self, *_: object) -> None: ...
    def drawLines(self, *_: object) -> None: ...
    def drawPoints(self, *_: object) -> None: ...
    def drawEllipse(self, *_: object) -> None: ...


class _Device(QPaintDevice):
    """As large as a widget, and as fine as the screen."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.engine = _Engine()
        self._widget = widget

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def devType(self) -> int:
        return 0  # else Qt takes it for a widget, which is 1

    def metric(self, which: QPaintDevice.PaintDeviceMetric) -> int:
        return QWidget.metric(self._widget, which)


def drawn(window: QWidget) -> list[Drawn]:
    """Every text that the window draws now."""
    QApplication.processEvents()
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLineEdit) and not isinstance(widget, FigureEdit):
            continue  # a path or a sentence moves along while it is written
        device = _Device(widget)
        widget.render(device, QPoint(), QRegion(), QWidget.RenderFlag(0))
        moves = isinstance(widget.parent(), QHeaderView) or isinstance(
            getattr(widget.parent(), "parent", object)(), FrozenTable
        )
        # Columns of a frozen table are meant to move out of sight, with the arrows.
        corner = QPointF(widget.mapTo(window, QPoint()))
        visible = QRectF(widget.visibleRegion().boundingRect())
        for words, place, clip in device.engine.texts:
            if words.strip() and not (moves and not (clip & visible).intersects(place)):
                told = f"{type(widget.parent()).__name__}/{type(widget).__name__}"
                seen = (clip & visible).translated(corner)
                place = place.translated(corner)
                found.append(Drawn(told, words, place, seen, scrolls(widget), moves_down(widget)))
    return found


def scrolls(widget: QWidget) -> bool:
    """Whether a form that goes on beyond its edge holds this, so that the rest is scrolled to."""
    holder = widget.parentWidget()
    while holder and not isinstance(holder, Scrolling):
        holder = holder.parentWidget()
    return isinstance(holder, Scrolling) and holder.verticalScrollBar().maximum() > 0


def moves_down(widget: QWidget) -> bool:
    """Whether the page that holds this is higher than the room for it, so that it moves."""
    holder = widget.parentWidget()
    while holder and not isinstance(holder, Room):
        holder = holder.parentWidget()
    return isinstance(holder, Room) and holder.verticalScrollBar().maximum() > 0


def cut(window: QWidget) -> Iterator[str]:
    """Everything that is told wrongly by how it is drawn: figures
    of which a part cannot be seen, and texts written over others.
    """
    texts = drawn(window)
    whole: set[str] = set()
    for text in texts:
        # Words at the edge of a form say that it goes on there; a figure is never half shown.
        if not text.is_whole and not text.goes_on:
            yield f"cut: {_told(text)}"
        if "…" in text.words:
            # Asked for where something is elided alone: every cell of every table is in it.
            whole = whole or _whole_texts(window)
            if text.words not in whole and _loses_digits(text.words, whole):
                yield f"lost: {_told(text)}"
    for one, other in _beside(texts):
        if one.covers(other) and not _the_same(one.words, other.words):
            yield f"over: {_told(one)} × {_told(other)}"


def _beside(texts: Iterable[Drawn]) -> Iterator[tuple[Drawn, Drawn]]:
    """Each two texts that are at one height somewhere: no others can be written one over the
    other.
    """
    downwards = sorted((text.place.top(), n, text) for n, text in enumerate(texts))
    for at, (_, _, one) in enumerate(downwards, 1):
        below = one.place.bottom()
        for top, _, other in islice(downwards, at, None):
            if top >= below:
                break
            yield one, other


def _the_same(one: str, other: str) -> bool:
    """A selection is drawn over itself, and a field over its cell: one figure, drawn twice."""
    return one == other or (sub(r"\D", "", one) == sub(r"\D", "", other) != "")


def _whole_texts(window: QWidget) -> set[str]:
    """What labels, buttons and tables have to say, before it is fitted anywhere."""
    found = {w.text() for w in window.findChildren(QLabel) if w.isVisible()}
    found |= {w.text() for w in window.findChildren(QAbstractButton) if w.isVisible()}
    for view in window.findChildren(QTableView):
        model = view.model()
        for row in range(model.rowCount() if view.isVisible() else 0):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                found |= {display(index), str(index.data(Cell.SECOND) or "")}
    return found


def _loses_digits(cut: str, whole: set[str]) -> bool:
    """Whether a digit of every text that this can have been is not drawn."""
    parts = [escape(part) for part in cut.split("…")]
    of = [words for words in whole if search(r"[^\n]*".join(parts), words)]
    digits = sub(r"\D", "", cut)
    if any(search(r"\d", words) and not has_figure(words) for words in of):
        return False  # a fingerprint, of which no more than the beginning need be seen
    return any(has_figure(words) for words in of) and all(
        sub(r"\D", "", words) != digits for words in of
    )


def _told(text: Drawn) -> str:
    return f"{text.widget} {text.words!r} {_sides(text.place)} in {_sides(text.seen)}"


def _sides(place: QRectF) -> str:
    return f"{place.left():.0f}–{place.right():.0f}, {place.top():.0f}–{place.bottom():.0f}"
