"""One of a few, chosen with the arrows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from tallyapp.ui.theme.type import px


class Choices(QComboBox):
    """Enter goes on, as in every other field; the arrows choose."""

    next_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumHeight(px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the next field, and opens no list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)
