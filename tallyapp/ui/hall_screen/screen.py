"""The window itself: one leaf after the other, in letters that are read from the far end."""

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QLabel, QWidget

from tallyapp.domain.views.released import Shown
from tallyapp.ui.hall_screen.leaves import Block, Leaf, Line, Room, leaves
from tallyapp.ui.pages.strokes import HALL
from tallyapp.ui.theme.marks import Mark, paint_mark
from tallyapp.ui.theme.resized import OWN_MEASURE
from tallyapp.ui.theme.theme import colour
from tallyapp.words.catalogue import say

LEAF_SECONDS = 12
"""How long a leaf stands before the next: six or seven lines are read aloud in that time."""


class HallScreen(QWidget):
    """Shows what it is given (Shown) and nothing else: there is nothing else that it knows.

    It takes neither the focus nor keys, unless it is `covering` the window at which somebody sits:
    then nothing is keyed unseen into that, and Esc closes this one.
    """

    closed = Signal()
    """It is open no longer, whoever closed it."""

    def __init__(self, shown: Shown, *, covering: bool = False) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.covering = covering
        if not covering:
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        # The program ends with the window at which somebody sits, and not with this one.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowTitle(say("hall-screen", "title"))
        self.setAccessibleName(say("hall-screen", "title"))
        self.setProperty(OWN_MEASURE, True)
        self._shown = shown
        self._leaves: list[Leaf] = []
        self._at = 0
        self._view: LeafView | None = None
        self._turning = QTimer(self, interval=LEAF_SECONDS * 1000)
        self._turning.timeout.connect(self.turn)

    @property
    def leaf(self) -> Leaf:
        """The leaf that stands there now."""
        return self._leaves[self._at]

    @property
    def leaves(self) -> int:
        """How many leaves there are."""
        return len(self._leaves)

    def show_on(self, screen: QScreen) -> None:
        """Fill this screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def show_shown(self, shown: Shown) -> None:
        """Show this from now on: a result that is new at once, else the same leaf as before."""
        if shown == self._shown:
            return
        before = {result.contest for result in self._shown.results}
        new = next((each.contest for each in shown.results if each.contest not in before), None)
        stood = self.leaf.key if self._leaves else None
        self._shown = shown
        self._lay_out((new, 1) if new is not None else stood)

    def turn(self) -> None:
        """The next leaf; after the last the first."""
        self._at = (self._at + 1) % len(self._leaves)
        self._show_leaf()

    def _lay_out(self, wanted: tuple[str, int] | None) -> None:
        room = Room(self.size(), self._shown.practice)
        self._leaves = leaves(self._shown, room)
        keys = [leaf.key for leaf in self._leaves]
        self._at = keys.index(wanted) if wanted and wanted in keys else 0
        self._show_leaf()
        # One leaf alone stands still.
        if len(self._leaves) > 1:
            self._turning.start()
        else:
            self._turning.stop()

    def _show_leaf(self) -> None:
        if self._view:
            # Out of the window at once: what was withdrawn must not be found in it any longer.
            self._view.hide()
            self._view.setParent(None)
            self._view.deleteLater()
        room = Room(self.size(), self._shown.practice)
        self._view = LeafView(self.leaf, room, self)
        self._view.setGeometry(self.rect())
        self._view.show()

    # ---- the window

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters are as large as the picture has them."""
        super().resizeEvent(event)
        self._lay_out(self.leaf.key if self._leaves else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it, as does the stroke that opened it; no other key does anything."""
        pressed = QKeySequence(event.keyCombination()).toString()
        if event.key() == Qt.Key.Key_Escape or pressed == HALL:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._turning.stop()
        self.closed.emit()


class LeafView(QWidget):
    """One leaf, each line a label in its place."""

    def __init__(self, leaf: Leaf, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self._rule = 0
        self._lay_out(leaf)
        if room.practice:
            band = QLabel(say("ui", "practice"), self)
            band.setObjectName("practice")
            band.setFont(room.heavy)
            band.setAlignment(Qt.AlignmentFlag.AlignCenter)
            picture = room.picture
            band.setGeometry(0, picture.height() - room.band, picture.width(), room.band)

    def _lay_out(self, leaf: Leaf) -> None:
        room = self._room
        if not leaf.blocks:
            # A name alone stands in the middle.
            free = room.high - leaf.head.lines * room.line
            self._put(leaf.head, room.margin + free // 2, centred=True)
            return
        top = room.margin
        for block in (leaf.head, *leaf.blocks):
            self._put(block, top)
            top += block.lines * room.line + room.gap
        self._rule = room.margin + leaf.head.lines * room.line + room.gap // 2

    def _put(self, block: Block, top: int, *, centred: bool = False) -> None:
        room = self._room
        holder = QWidget(self)
        holder.setAccessibleName(block.spoken)
        holder.setGeometry(room.margin, top, room.wide, block.lines * room.line)
        beside = max((room.width_of(line) for line in block.right), default=0)
        left = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        for n, line in enumerate(block.left):
            place = QRect(0, n * room.line, room.wide - beside, room.line)
            self._write(line, place, holder, left)
        for n, line in enumerate(block.right):
            place = QRect(room.wide - beside, n * room.line, beside, room.line)
            self._write(line, place, holder, Qt.AlignmentFlag.AlignRight)

    def _write(self, line: Line, place: QRect, holder: QWidget, where: Qt.AlignmentFlag) -> None:
        label = QLabel(line.words, holder)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(self._room.face(line))
        label.setProperty("role", line.role)
        label.setAlignment(where | Qt.AlignmentFlag.AlignVCenter)
        label.setGeometry(place)
        if line.tick:
            size = round(self._room.tick * 0.7)
            before = self._room.width_of(line)
            tick = _Tick(holder)
            tick.setGeometry(place.right() - before, place.center().y() - size // 2, size, size)

    def paintEvent(self, _: QPaintEvent) -> None:
        """A rule between the contest and its candidates."""
        if self._rule:
            room = self._room
            thick = max(2, room.gap // 8)
            QPainter(self).fillRect(room.margin, self._rule, room.wide, thick, colour("field"))


class _Tick(QWidget):
    """The mark of the elected; the word stands beside it."""

    def paintEvent(self, _: QPaintEvent) -> None:
        paint_mark(QPainter(self), Mark.AGREES, QRectF(self.rect()))
