"""Pages of which one is shown."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class OneShown(QStackedWidget):
    """Needs the room of the page that it shows, and not that of the largest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """With large text, a page would run off the edge for another that is wider."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page else QSize()
