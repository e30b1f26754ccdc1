"""Pages of which one is shown."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class Stack(QStackedWidget):
    """The pages that are not shown are disabled: Qt gives the focus to a field of a hidden page
    too, and what ends late on one would take it from under the fingers of whoever keys by now.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._on_current)

    def addWidget(self, page: QWidget) -> int:
        """One page more; it is not shown yet, but for the first."""
        at = super().addWidget(page)
        page.setEnabled(page is self.currentWidget())
        return at

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show this page; Qt puts the focus where it was on it, so it is enabled first."""
        page.setEnabled(True)
        super().setCurrentWidget(page)

    def setCurrentIndex(self, index: int) -> None:
        """Show the page at this place."""
        page = self.widget(index)
        if page is not None:
            page.setEnabled(True)
        super().setCurrentIndex(index)

    def _on_current(self) -> None:
        shown = self.currentWidget()
        for at in range(self.count()):
            page = self.widget(at)
            if page is not None:
                page.setEnabled(page is shown)


class OneShown(Stack):
    """Needs the room of the page that it shows, and not that of the largest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """With large text, a page would run off the edge for another that is wider."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page else QSize()
