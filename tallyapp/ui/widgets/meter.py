"""How far something is: a bar, and a way in stages."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tallyapp.ui.theme.fitting import fitted
from tallyapp.ui.theme.marks import Mark, paint_mark
from tallyapp.ui.theme.theme import colour, roles
from tallyapp.ui.theme.type import BODY, px


class Meter(QWidget):
    """A bar that fills from the left; what is beyond the whole is not drawn but said elsewhere."""

    heard_as = QAccessible.Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0
        self._whole = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: int, whole: int) -> None:
        """Fill it to this part of the whole."""
        if (part, whole) != (self._part, self._whole):
            self._part = part
            self._whole = whole
            self.setAccessibleDescription(f"{part:,} / {whole:,}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(12))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = roles().border / 2
        frame = QRectF(self.rect()).adjusted(half, half, -half, -half)
        outline = QPainterPath()
        outline.addRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        if self._whole > 0:
            painter.save()
            painter.setClipPath(outline)
            share = min(self._part / self._whole, 1.0)
            filled = QRectF(frame.left(), frame.top(), frame.width() * share, frame.height())
            painter.fillRect(filled, colour("bar"))
            painter.restore()
        painter.setPen(QPen(colour("bar"), roles().border))
        painter.drawPath(outline)


class Stage(NamedTuple):
    """One stage of a way: its state, its name, and how far it is."""

    mark: Mark
    name: str
    detail: str


class StageTrack(QWidget):
    """A contest's way from set-up to declaration, as marks on a line."""

    heard_as = QAccessible.Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[Stage, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show these."""
        self._stages = tuple(stages)
        self.setAccessibleDescription(
            ". ".join(f"{stage.name}: {stage.detail}" for stage in stages)
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(600), px(24) + 2 * QFontMetrics(BODY.font()).height() + px(8))

    def paintEvent(self, _: QPaintEvent) -> None:
        if not self._stages:
            return
        painter = QPainter(self)
        step = self.width() / len(self._stages)
        size = px(22)
        for i, stage in enumerate(self._stages):
            left = i * step
            paint_mark(painter, stage.mark, QRectF(left, 1, size, size))
            if i + 1 < len(self._stages):
                done = stage.mark is Mark.AGREES
                painter.setPen(QPen(colour("ok" if done else "hairline"), px(2)))
                middle = 1 + size / 2
                painter.drawLine(
                    round(left + size + 7), round(middle), round(left + step - 7), round(middle)
                )
            self._paint_words(
                painter, stage, QRectF(left, size, step - px(8), self.height() - size)
            )

    def _paint_words(self, painter: QPainter, stage: Stage, place: QRectF) -> None:
        begun = stage.mark is not Mark.NOT_YET
        name = (BODY.heavier(500) if begun else BODY).font()
        height = QFontMetrics(name).height()
        for row, (font, role, words) in enumerate(
            (
                (name, "ink" if begun else "secondary", stage.name),
                (BODY.font(), "secondary", stage.detail),
            )
        ):
            painter.setPen(colour(role))
            line = QRectF(
                place.left(), place.top() + px(4) + row * (height + px(2)), place.width(), height
            )
            words, font = fitted(words, font, int(line.width()))
            painter.setFont(font)
            painter.drawText(
                line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words
            )
