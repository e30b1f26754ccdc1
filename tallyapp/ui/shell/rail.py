"""The rail at the left: the screens by their keys, with a padlock on what the role may not open.

It is one stop of the Tab key: the arrows move in it, Tab goes past it.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from tallyapp.ui.screens import Destination
from tallyapp.ui.theme.fitting import fitted
from tallyapp.ui.theme.marks import Mark, paint_mark
from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.words.catalogue import say

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -1_000,
    Qt.Key.Key_End: 1_000,
}
"""How far each key goes in the rail; it ends at its first and its last item."""
_WIDE = 180
"""The rail's width in pixels, with the names of the screens."""
_NARROW = 58
"""Its width where there is room for their marks alone."""


class RailItem(QAbstractButton):
    """One screen in the rail."""

    heard_as = QAccessible.Role.PageTab

    stepped = Signal(int)
    """So many items on from here, or back."""
    left = Signal()
    """The focus went elsewhere."""

    def __init__(self, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._locked = False
        self._narrow = False
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def be_the_stop(self, is_stop: bool) -> None:
        """Whether the Tab key comes to this one of the rail."""
        policy = Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.NoFocus
        if self.focusPolicy() != policy:
            self.setFocusPolicy(policy)

    def lock(self, locked: bool) -> None:
        """Put the padlock on, or take it off."""
        if locked != self._locked:
            self._locked = locked
            self._name()
            self.update()

    def be_narrow(self, narrow: bool) -> None:
        """Show the key alone; the words come with the mouse, and are heard as before."""
        self._narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(
            f"{self.text()}, {self._key}" + (f", {say('ui', 'locked')}" * self._locked)
        )

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(BODY.heavier().font())
        width = (
            metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._key) + gap(48)
        )
        return QSize(width, metrics.height() + gap(17))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows stay in the rail; Enter opens, as Space does."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """The window says which screen is open, not the click."""

    def event(self, event: QEvent) -> bool:
        """Repaint when the focus comes or goes."""
        if isinstance(event, QFocusEvent):
            self.update()
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went."""
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self.rect()
        here = self.isChecked()
        if here:
            painter.fillRect(place, colour("tint"))
            painter.fillRect(QRect(0, 0, gap(4), place.height()), colour("accent"))
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.setFont((BODY.heavier() if here else BODY).font())
        painter.setPen(colour("locked" if self._locked else "ink"))
        if self._narrow:
            self._paint_key(painter, place.adjusted(gap(4), 0, 0, 0))
            return
        words = place.adjusted(gap(16), 0, -gap(16), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, self.text())
        if self._locked:
            size = px(17)
            top = place.center().y() - size / 2 + 0.5
            paint_mark(painter, Mark.LOCKED, QRectF(words.right() - size + 1, top, size, size))
            return
        painter.setFont(BODY.font())
        painter.setPen(colour("ink" if here and roles().border > 1 else "secondary"))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | middle, self._key)

    def _paint_key(self, painter: QPainter, place: QRect) -> None:
        if self._locked:
            size = px(13)
            top = place.center().y() - size / 2 + 0.5
            paint_mark(painter, Mark.LOCKED, QRectF(place.right() - size - 1, top, size, size))
            place = place.adjusted(0, 0, -size, 0)
        words, font = fitted(self._key, painter.font(), place.width())
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


class _Way(RailItem):
    """What is no screen, and always at hand."""

    heard_as = QAccessible.Role.Button


class _Screens(QWidget):
    """The screens, of which one is open."""

    heard_as = QAccessible.Role.PageTabList


class Rail(QWidget):
    """The screens, and beneath them what is always at hand."""

    chosen = Signal(object)
    """This Destination was clicked."""
    board_asked = Signal()
    find_asked = Signal()
    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._items: dict[Destination, RailItem] = {}
        self._all: Sequence[RailItem] = ()
        self._open: Destination | None = None
        self._narrow = False
        self.be_narrow(False)

    def fill(self) -> None:
        """Have all its items; until a count is open, nobody needs them."""
        if self._all:
            return
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap(14), 1, gap(10))
        column.setSpacing(gap(4))
        column.addWidget(self._screens())
        column.addStretch()
        self._all = [*self._items.values(), *self._ways(column)]
        for item in self._all:
            item.stepped.connect(partial(self._step, item))
            item.left.connect(self._choose_stop)
            item.be_narrow(self._narrow)
        self._choose_stop()

    def _screens(self) -> QWidget:
        holder = _Screens()
        holder.setAccessibleName(say("ui", "screens"))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(4))
        for screen in Destination:
            if screen is Destination.SIGN_IN:
                continue  # whoever sits here, and F2, stand in the header
            item = RailItem(screen.title, screen.key)
            item.setCheckable(True)
            item.clicked.connect(lambda _=False, screen=screen: self.chosen.emit(screen))
            column.addWidget(item)
            self._items[screen] = item
        return holder

    def _ways(self, column: QVBoxLayout) -> Iterator[RailItem]:
        for words, key, signal in (
            (say("titles", "board"), "Ctrl M", self.board_asked),
            (say("ui", "find"), "Ctrl K", self.find_asked),
            (say("ui", "help"), "F1", self.help_asked),
        ):
            item = _Way(words, key)
            item.clicked.connect(signal)
            column.addWidget(item)
            yield item

    def be_narrow(self, narrow: bool) -> None:
        """Leave the room to the screen: only keys are shown."""
        self._narrow = narrow
        self.setFixedWidth(px(_NARROW if narrow else _WIDE))
        for item in self._all:
            item.be_narrow(narrow)

    def show_open(self, open_now: Destination) -> None:
        """Mark the screen that is open."""
        self._open = open_now
        for screen, item in self._items.items():
            item.setChecked(screen is open_now)
        self._choose_stop()

    def lock_all_but(self, may_open: Collection[Destination]) -> None:
        """Put padlocks on what whoever sits here may not open now."""
        for screen, item in self._items.items():
            item.lock(screen not in may_open)

    def _choose_stop(self) -> None:
        """The Tab key comes to the screen that is open, wherever one was in the rail before."""
        if not any(item.hasFocus() for item in self._all):
            open_now = self._items.get(self._open) if self._open else None
            self._be_the_stop(open_now or self._all[0])

    def _be_the_stop(self, stop: RailItem) -> None:
        for item in self._all:
            item.be_the_stop(item is stop)

    def _step(self, item: RailItem, by: int) -> None:
        to = self._all[max(0, min(self._all.index(item) + by, len(self._all) - 1))]
        self._be_the_stop(to)
        to.setFocus(Qt.FocusReason.TabFocusReason)
