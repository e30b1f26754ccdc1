"""A count sheet as it lies before the clerk: white in every look, for so is paper."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from tallyapp.domain.vocabulary.on_paper import Candidate, SheetFigures
from tallyapp.ui.theme.fitting import fitted
from tallyapp.ui.theme.type import BODY, FIGURE, HEADING, TITLE, Face, px
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure

_NUMBER = Face(30, 700)
_SMALL = Face(9.5)
_ROW = 46
_SUM = 36
_HEAD = 78
_BOX = 58


class Sheet(NamedTuple):
    """What is written on a sheet of one seat, and whose lines it has."""

    number: int
    area: str
    bundle: int
    candidates: Sequence[Candidate]
    figures: SheetFigures


class PaperView(QWidget):
    """One sheet, as wide as it is let; what it says is told to whoever cannot see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None

    def show_sheet(self, sheet: Sheet) -> None:
        """Lay this sheet before the clerk."""
        self._sheet = sheet
        self.setAccessibleName(say("training", "drill.sheet", number=sheet.number))
        self.setAccessibleDescription(" ".join(_heard(sheet)))
        self.setMinimumHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        lines = len(self._sheet.candidates) if self._sheet else 0
        return QSize(px(290), px(_HEAD + 30 + lines * _ROW + 2 * _SUM + 24))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(QPen(Qt.GlobalColor.gray, 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self._sheet:
            _Drawing(painter, self._sheet, self.width()).draw()


class _Drawing:
    """One sheet being drawn, from the top down."""

    def __init__(self, painter: QPainter, sheet: Sheet, width: int) -> None:
        self._painter = painter
        self._sheet = sheet
        self._left = px(14)
        self._right = width - px(14)
        self._top = float(px(10))

    def draw(self) -> None:
        """Heading, lines, and what they should add up to."""
        sheet = self._sheet
        self._painter.setPen(Qt.GlobalColor.black)
        self._heading()
        heads = ("drill.full", "drill.part") if sheet.figures.lines else ("head.papers",)
        columns = [self._right - n * px(_BOX + 8) + px(8) for n in range(len(heads), 0, -1)]
        for left, words in zip(columns, heads, strict=True):
            self._write(say("training", words), _SMALL, left, px(_BOX), 20, right=True)
        self._top += px(22)
        self._rule()
        for number, (candidate, figures) in enumerate(
            zip(sheet.candidates, _figures(sheet), strict=True), 1
        ):
            room = columns[0] - self._left - px(6)
            name = say("training", "drill.line", number=str(number), name=candidate.ballot_name)
            self._write(name, HEADING, self._left, room, 24)
            beneath = self._top + px(22)
            self._write(
                candidate.description, _SMALL, self._left + px(16), room - px(16), 18, at=beneath
            )
            for left, value in zip(columns, figures, strict=True):
                self._figure(value, left, _ROW)
            self._top += px(_ROW)
            self._rule()
        self._sum("drill.sent", sheet.figures.sent or 0, BODY)
        self._sum("drill.papers", sheet.figures.papers or 0, BODY.heavier(700))

    def _heading(self) -> None:
        sheet = self._sheet
        room = self._right - self._left
        words = say("training", "paper.sheet")
        number = str(sheet.number)
        beside = room - px(8) - QFontMetrics(_NUMBER.font()).horizontalAdvance(number)
        self._write(words, TITLE, self._left, beside, 30)
        self._write(number, _NUMBER, self._left, room, 48, right=True)
        way = say(
            "training",
            "drill.bundle" if sheet.figures.lines else "drill.total",
            bundle=sheet.bundle,
        )
        about = f"{sheet.area}. {way}."
        self._write(about, BODY, self._left, beside, 24, at=self._top + px(32))
        self._top += px(_HEAD - 18)

    def _sum(self, words: str, value: int, face: Face) -> None:
        left = self._right - px(_BOX)
        self._write(say("training", words), face, self._left, left - self._left - px(6), _SUM)
        self._figure(value, left, _SUM)
        self._top += px(_SUM)
        self._rule()

    def _figure(self, value: int, left: float, high: int) -> None:
        box = QRectF(left, self._top + px(4), px(_BOX), px(high - 8))
        self._painter.setPen(QPen(Qt.GlobalColor.darkGray, 1))
        self._painter.drawRect(box)
        self._painter.setPen(Qt.GlobalColor.black)
        self._painter.setFont(FIGURE.font())
        inside = box.adjusted(0, 0, -px(6), 0)
        how = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(inside, how, figure(value))

    def _write(
        self,
        words: str,
        face: Face,
        left: float,
        wide: float,
        high: int,
        *,
        right: bool = False,
        at: float | None = None,
    ) -> None:
        shown, font = fitted(words, face.font(), int(wide))
        top = self._top if at is None else at
        high_enough = max(px(high), QFontMetricsF(font).height())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self._painter.setFont(font)
        place = QRectF(left, top, wide, high_enough)
        self._painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _rule(self) -> None:
        self._painter.setPen(QPen(Qt.GlobalColor.lightGray, 1))
        self._painter.drawLine(self._left, int(self._top), self._right, int(self._top))
        self._painter.setPen(Qt.GlobalColor.black)


def _figures(sheet: Sheet) -> list[tuple[int, ...]]:
    """The figures of each line: of its bundles, or its total."""
    if sheet.figures.lines:
        return [(line.full or 0, line.part or 0) for line in sheet.figures.lines]
    return [(total or 0,) for total in sheet.figures.totals]


def _heard(sheet: Sheet) -> list[str]:
    """The sheet as it is read aloud."""
    figures = sheet.figures
    sums = (("drill.sent", figures.sent or 0), ("drill.papers", figures.papers or 0))
    lines = [
        say(
            "training",
            "drill.heard-line" if len(values) > 1 else "drill.heard-total",
            number=str(number),
            name=candidate.ballot_name,
            description=candidate.description,
            first=values[0],
            last=values[-1],
        )
        for number, (candidate, values) in enumerate(
            zip(sheet.candidates, _figures(sheet), strict=True), 1
        )
    ]
    return lines + [
        say("training", "drill.heard", words=say("training", words), figure=figure(value))
        for words, value in sums
    ]
