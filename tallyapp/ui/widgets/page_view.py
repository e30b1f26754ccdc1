"""A page of paper on the screen: white in every look, for so it is printed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tallyapp.ui.theme.theme import colour
from tallyapp.ui.theme.type import gap

A4 = (595.28, 841.89)
"""In points."""


def page_pictures(pdf: bytes, width: int) -> list[QImage]:
    """The pages of a PDF as pictures so many pixels wide;
    slow, and needs no window: for the worker.
    """
    from tallyapp.documents.reading import page_images

    pictures = []
    for page in page_images(pdf, width / A4[0]):
        plain = page.convert("RGBA")
        data = plain.tobytes("raw", "BGRA")
        stride = 4 * plain.width
        # The copy owns its bytes; the picture over `data` does not.
        pictures.append(
            QImage(data, plain.width, plain.height, stride, QImage.Format.Format_RGB32).copy()
        )
    return pictures


class PageView(QWidget):
    """One page, as wide as there is room for."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self._width = gap(width)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(gap(160))

    @property
    def pixels(self) -> int:
        """How many pixels a picture should be wide to be sharp here."""
        return round(self._width * self.devicePixelRatioF())

    def show_picture(self, picture: QImage | None, words: str) -> None:
        """Show a page, and say what it is to those who cannot see it."""
        self._picture = picture
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width, round(self._width * A4[1] / A4[0]))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = min(self.width(), self.height() * A4[0] / A4[1])
        page = QRectF(0, 0, width, width * A4[1] / A4[0])
        painter.fillRect(page, Qt.GlobalColor.white)
        if self._picture:
            painter.drawImage(page, self._picture)
        painter.setPen(QPen(colour("field"), 1))
        painter.drawRect(page.adjusted(0.5, 0.5, -0.5, -0.5))
