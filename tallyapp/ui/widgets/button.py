"""Buttons whose arrows stay in the page, where Qt's own would leave it for the rail."""

from PySide6.QtCore import QMetaMethod, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QPushButton,
    QStyle,
    QStyleOptionButton,
)

from tallyapp.ui.theme.fitting import smaller
from tallyapp.ui.theme.marks import Mark, paint_mark
from tallyapp.ui.theme.theme import colour
from tallyapp.ui.theme.type import BODY, px

from .arrows import arrow_within, page_of


class Button(QPushButton):
    """A button; the arrows go to what is before or after it on its page, and no further."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not arrow_within(page_of(self), self, event):
            super().keyPressEvent(event)


def unshrunk(button: QAbstractButton, hint: QSize, font: QFont) -> QSize:
    """What a button wants whose words have their whole size; else one that shrank stays small."""
    words = button.text()
    now = QFontMetrics(button.font()).horizontalAdvance(words)
    more = QFontMetrics(font).horizontalAdvance(words) - now
    return QSize(hint.width() + more, hint.height())


class CheckBox(QCheckBox):
    """A box to tick: Space ticks it, Enter goes on and leaves it as it is; the same arrows.

    Its words shrink where there is little room.
    """

    next_asked = Signal()
    """Enter, either of them; where nobody listens, the page has it."""

    def sizeHint(self) -> QSize:
        return unshrunk(self, super().sizeHint(), BODY.font())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        font = BODY.font()
        wide = QFontMetrics(font).horizontalAdvance(self.text())
        room = self.width() - px(38)
        fitting = font if wide <= room else smaller(font, max(0.55, 0.94 * room / wide))
        if self.font().pointSizeF() != fitting.pointSizeF():
            self.setFont(fitting)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tick in a box that is on: filled and empty alone are told apart by nobody."""
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            part = QStyle.SubElement.SE_CheckBoxIndicator
            box = QRectF(self.style().subElementRect(part, option, self)).adjusted(2, 2, -2, -2)
            paint_mark(QPainter(self), Mark.TICK, box, colour("card"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        heard = self.isSignalConnected(QMetaMethod.fromSignal(self.next_asked))
        if heard and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        elif not arrow_within(page_of(self), self, event):
            super().keyPressEvent(event)
