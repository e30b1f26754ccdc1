"""The rail at the left: the screens by their keys, with a padlock on what the role may not open."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from tallyapp.ui.screens import Destination
from tallyapp.ui.theme.fitting import fitted
from tallyapp.ui.theme.marks import Mark, paint_mark
from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.button import arrow_within
from tallyapp.words.catalogue import say

_WIDE = 180
"""The rail's width in pixels, with the names of the screens."""
_NARROW = 58
"""Its width where there is room for their marks alone."""


class RailItem(QAbstractButton):
    """One screen in the rail."""

    def __init__(self, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._locked = False
        self._narrow = False
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

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
            metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._key) + px(48)
        )
        return QSize(width, metrics.height() + px(17))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows stay in the rail."""
        if not arrow_within(self.parentWidget() or self, self, event):
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        """The window says which screen is open, not the click."""

    def event(self, event: QEvent) -> bool:
        """Repaint when the focus comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self.rect()
        here = self.isChecked()
        if here:
            painter.fillRect(place, colour("tint"))
            painter.fillRect(QRect(0, 0, px(4), place.height()), colour("accent"))
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.setFont((BODY.heavier() if here else BODY).font())
        painter.setPen(colour("locked" if self._locked else "ink"))
        if self._narrow:
            self._paint_key(painter, place.adjusted(px(4), 0, 0, 0))
            return
        words = place.adjusted(px(16), 0, -px(16), 0)
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
        self.setAccessibleName(say("ui", "screens"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 1, px(10))
        column.setSpacing(px(4))
        self._items: dict[Destination, RailItem] = {}
        for screen in Destination:
            if screen is Destination.SIGN_IN:
                continue  # whoever sits here, and F2, stand in the header
            item = RailItem(screen.title, screen.key)
            item.clicked.connect(lambda _=False, screen=screen: self.chosen.emit(screen))
            column.addWidget(item)
            self._items[screen] = item
        column.addStretch()
        for words, key, signal in (
            (say("board", "title"), "Ctrl M", self.board_asked),
            (say("ui", "find"), "Ctrl K", self.find_asked),
            (say("ui", "help"), "F1", self.help_asked),
        ):
            item = RailItem(words, key)
            item.clicked.connect(signal)
            column.addWidget(item)
        self.be_narrow(False)

    def be_narrow(self, narrow: bool) -> None:
        """Leave the room to the screen: only keys are shown."""
        self.setFixedWidth(px(_NARROW if narrow else _WIDE))
        for item in self.findChildren(RailItem):
            item.be_narrow(narrow)

    def show_open(self, open_now: Destination) -> None:
        """Mark the screen that is open."""
        for screen, item in self._items.items():
            item.setChecked(screen is open_now)

    def lock_all_but(self, may_open: Collection[Destination]) -> None:
        """Put padlocks on what whoever sits here may not open now."""
        for screen, item in self._items.items():
            item.lock(screen not in may_open)
