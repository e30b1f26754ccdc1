"""What is missing, the most pressing first; the first that this officer can go to is done next."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, HEADING, gap, px
from tallyapp.ui.widgets.arrows import arrow_within, page_of
from tallyapp.ui.widgets.frames import MarkView, State
from tallyapp.ui.widgets.key_cap import KeyCap
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .words import Told


class Shown(NamedTuple):
    """One thing missing; `here` where it is done next,
    `cap` the key that goes there (empty: none does).
    """

    told: Told
    cap: str
    here: bool


class MissingRow(QAbstractButton):
    """One thing missing, which can be gone to."""

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        told = shown.told
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if shown.cap else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{told.title}. {told.detail}")
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(16), gap(11), gap(12), gap(11))
        column.setSpacing(gap(8))
        cap = self._cap(say("overview", "enter") if shown.here else shown.cap)
        if shown.here:
            top = QHBoxLayout()
            top.addWidget(Text(say("overview", "do-next"), BODY.heavier(500), "accent"), 1)
            top.addWidget(cap)
            column.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(gap(10))
        row.addWidget(MarkView(told.mark), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(gap(1))
        words.addWidget(Text(told.title, BODY.heavier(500), wrap=True))
        words.addWidget(Text(told.detail, role="secondary", wrap=True))
        row.addLayout(words, 1)
        if not shown.here:
            row.addWidget(cap)
        column.addLayout(row)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _cap(self, key: str) -> QWidget:
        if key:
            return KeyCap(key)
        nothing = QWidget()
        nothing.setFixedWidth(0)
        return nothing

    def sizeHint(self) -> QSize:
        return QWidget.sizeHint(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif not arrow_within(page_of(self), self, event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Repaint when the focus comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self.rect()
        if self.shown.here:
            painter.fillRect(place, colour("tint"))
            painter.fillRect(QRect(0, 0, px(4), place.height()), colour("accent"))
        else:
            painter.fillRect(QRect(0, place.bottom(), place.width(), 1), colour("hairline"))
        if self.hasFocus():
            painter.setPen(colour("accent"))
            for inset in range(roles().border):
                painter.drawRect(place.adjusted(inset, inset, -inset - 1, -inset - 1))


class MissingPanel(QWidget):
    """As many things missing as fit, and how many more there are."""

    chosen = Signal(object)
    """Go where this is settled (Told)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("overview", "missing"))
        self._shown: tuple[Shown, ...] = ()
        self._rows: list[MissingRow] = []
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, gap(8))
        bottom = Qt.AlignmentFlag.AlignBottom
        head.addWidget(Text(say("overview", "missing"), HEADING), 0, bottom)
        self._order = Text(say("overview", "pressing"), role="secondary", right=True)
        head.addWidget(self._order, 1, bottom)
        self._nothing = State(Mark.AGREES, say("overview", "nothing"))
        self._others = Text(role="secondary")
        self._others.setContentsMargins(gap(46), gap(8), 0, 0)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(self._list)
        column.addWidget(self._others)
        column.addSpacing(gap(12))
        column.addWidget(self._nothing)
        column.addStretch()
        self.show_missing(())

    def align(self, height: int) -> None:
        """Make the head as high as that of the table beside it."""
        self._head.setFixedHeight(height)

    def paintEvent(self, _: QPaintEvent) -> None:
        """The rule beneath the head, as tables have it."""
        QPainter(self).fillRect(0, self._head.height() - 1, self.width(), 1, colour("field"))

    @property
    def rows(self) -> Sequence[MissingRow]:
        """What is shown, from the top."""
        return self._rows

    def show_missing(self, shown: Sequence[Shown]) -> None:
        """Show these; does nothing where they are shown already."""
        if tuple(shown) == self._shown and self._rows:
            return
        self._shown = tuple(shown)
        self._nothing.setVisible(not shown)
        self._order.setVisible(len(shown) > 1)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        """Rows from the top while they fit, the line that counts the others among them."""
        focused = next((row.shown.told for row in self._rows if row.hasFocus()), None)
        room = self.height() - self._head.height()
        line = self._others.fontMetrics().height() + px(8)
        rows: list[MissingRow] = []
        for shown in self._shown:
            row = MissingRow(shown, self)
            row.setFixedHeight(row.heightForWidth(self.width()))
            room -= row.height()
            if rows and room < (line if len(rows) + 1 < len(self._shown) else 0):
                row.hide()
                row.deleteLater()
                break
            rows.append(row)
        self._take_out()
        for row in rows:
            row.clicked.connect(lambda _=False, told=row.shown.told: self.chosen.emit(told))
            self._list.addWidget(row)
            if row.shown.told == focused:
                row.setFocus()
        self._rows = rows
        left = len(self._shown) - len(rows)
        self._others.setText(say("overview", "others", count=left))
        self._others.setVisible(left > 0)

    def _take_out(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
