"""A key as it looks on the keyboard, and a row of them with what they do."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, gap, px, set_face

from .text import Text


class KeyHint(NamedTuple):
    """What the key strip shows: key caps, and in words what they do now;
    `last` stands at the far right.
    """

    caps: tuple[str, ...]
    words: str
    last: bool = False


def hand_in_keys() -> tuple[str, ...]:
    """The keys that hand in what is keyed; where somebody listens, also the one that no screen
    reader keeps for itself.
    """
    return ("+", "Ctrl Enter") if QAccessible.isActive() else ("+",)


class KeyCap(QWidget):
    """One key; painted, not pressed."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        set_face(self, BODY.heavier(500))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        height = metrics.height() + gap(8)
        return QSize(max(height, metrics.horizontalAdvance(self._key) + gap(16)), height)

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
        row.setSpacing(gap(8))
        for cap in hint.caps:
            row.addWidget(KeyCap(cap))
        row.addWidget(Text(hint.words))
        self.setAccessibleName(f"{' '.join(hint.caps)}: {hint.words}")


class KeyStrip(QWidget):
    """The strip at the bottom: the keys of the moment, on as many rows as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hints: tuple[KeyHint, ...] = ()
        self._shown: list[Hint] = []
        self._breaks: list[int] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(gap(16), gap(6), gap(24), gap(6))
        self._rows.setSpacing(gap(6))

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show these instead; does nothing where they are shown already."""
        if tuple(hints) == self._hints:
            return
        self._hints = tuple(sorted(hints, key=lambda hint: hint.last))
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = [Hint(hint, self) for hint in self._hints]
        self._breaks = []
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """No strip makes the window wider: what does not fit goes on in another row,
        and no page makes it lower than its rows.
        """
        return QSize(0, max(super().minimumSizeHint().height(), gap(42)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other rows."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        breaks = self._first_of_rows()
        if breaks == self._breaks and self._rows.count():
            return
        self._breaks = breaks
        while (row := self._rows.takeAt(0)) is not None:
            layout = row.layout()
            while layout is not None and layout.takeAt(0) is not None:
                pass
        for first, end in pairwise([*breaks, len(self._shown)]):
            row = QHBoxLayout()
            row.setSpacing(gap(_BETWEEN))
            for at in range(first, end):
                if self._hints[at].last and (at == first or not self._hints[at - 1].last):
                    row.addStretch()
                row.addWidget(self._shown[at])
            if end == first or not self._hints[end - 1].last:
                row.addStretch()
            self._rows.addLayout(row)
        # Only now: showing lays the window out at once, and would come back here meanwhile.
        for hint in self._shown:
            hint.show()

    def _first_of_rows(self) -> list[int]:
        """The first hint of each row."""
        room = self.width() - gap(40)
        found = [0]
        used = 0
        for at, hint in enumerate(self._shown):
            wide = hint.sizeHint().width() + gap(_BETWEEN)
            if used and used + wide - gap(_BETWEEN) > room:
                found.append(at)
                used = 0
            used += wide
        return found


_BETWEEN = 22
"""Pixels between one key with its words and the next."""
