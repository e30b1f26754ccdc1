"""A key as it looks on the keyboard, and a row of them with what they do."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, px

from .text import Text


class KeyHint(NamedTuple):
    """What the key strip shows: key caps, and in words what they do now;
    `last` stands at the far right.
    """

    caps: tuple[str, ...]
    words: str
    last: bool = False


class KeyCap(QWidget):
    """One key; painted, not pressed."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setFont(BODY.heavier(500).font())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        height = metrics.height() + px(8)
        return QSize(max(height, metrics.horizontalAdvance(self._key) + px(16)), height)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = roles().border
        painter.setPen(QPen(colour("field"), border))
        painter.setBrush(colour("card"))
        half = border / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), px(5), px(5)
        )
        painter.setPen(colour("ink"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)


class Hint(QWidget):
    """Key caps and the words that belong to them."""

    def __init__(self, hint: KeyHint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for cap in hint.caps:
            row.addWidget(KeyCap(cap))
        row.addWidget(Text(hint.words))
        self.setAccessibleName(f"{' '.join(hint.caps)}: {hint.words}")


class KeyStrip(QWidget):
    """The strip at the bottom: the keys of the moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hints: tuple[KeyHint, ...] = ()
        self._row = QHBoxLayout(self)
        self.setMinimumHeight(px(42))
        self._row.setContentsMargins(px(16), px(6), px(24), px(6))
        self._row.setSpacing(px(22))
        self._row.addStretch()

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show these instead; does nothing where they are shown already."""
        if tuple(hints) == self._hints:
            return
        self._hints = tuple(hints)
        while (item := self._row.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for hint in (h for h in hints if not h.last):
            self._add(hint)
        self._row.addStretch()
        for hint in (h for h in hints if h.last):
            self._add(hint)

    def _add(self, hint: KeyHint) -> None:
        shown = Hint(hint, self)
        self._row.addWidget(shown)
        shown.show()
