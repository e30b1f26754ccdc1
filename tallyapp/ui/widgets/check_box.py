"""A box to tick, keyed like every other field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox


class CheckBox(QCheckBox):
    """Space ticks it; Enter goes on."""

    next_asked = Signal()
    """Enter, either of them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leaves it as it is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)
