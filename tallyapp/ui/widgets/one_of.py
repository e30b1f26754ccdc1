"""A choice of few: Enter goes on, as in every other field; the arrows choose."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from tallyapp.ui.theme.type import px


class OneOf(QComboBox):
    """One of these, by what each is called."""

    next_asked = Signal()

    def __init__(self, name: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(px(36))
        for key, words in choices.items():
            self.addItem(words, key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)
