"""What is at the right of verification: pages over one another, each in a column that scrolls."""

from PySide6.QtWidgets import QWidget

from tallyapp.ui.widgets.one_shown import Stack
from tallyapp.ui.widgets.scrolling import Scrolling


class Right(Stack):
    """One page is shown at a time; the first stays beneath all others."""

    def __init__(self, first: QWidget) -> None:
        super().__init__()
        self._holders: dict[QWidget, Scrolling] = {}
        self.show_page(first)

    def show_page(self, page: QWidget) -> None:
        """Show a page in front of the others, which stay as they are."""
        if page not in self._holders:
            self._holders[page] = Scrolling(page)
            self.addWidget(self._holders[page])
        self.setCurrentWidget(self._holders[page])

    def shows(self, page: QWidget) -> bool:
        """Whether this is the page in front."""
        return self.currentWidget() is self._holders.get(page)

    def drop(self, page: QWidget) -> None:
        """Take a page away for good."""
        holder = self._holders.pop(page)
        self.removeWidget(holder)
        holder.hide()
        holder.deleteLater()
