"""The end of the drill: what it took, and what was found or missed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.training.drill import Drilled
from tallyapp.ui.theme.type import HEADING, TITLE, gap
from tallyapp.ui.widgets.announce import announce
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say


class DonePage(QWidget):
    """Two sentences, and the way on."""

    again_asked = Signal()
    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = Text(face=HEADING, wrap=True)
        self.close_button = Button(say("training", "drill.close"))
        self._again = Button(say("training", "drill.again"))
        for button, signal in (
            (self.close_button, self.close_asked),
            (self._again, self.again_asked),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(signal)
        buttons = QHBoxLayout()
        buttons.setSpacing(gap(12))
        buttons.addWidget(self.close_button)
        buttons.addWidget(self._again)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap(12), gap(24), gap(12))
        column.setSpacing(gap(16))
        column.addWidget(Text(say("training", "drill.done"), TITLE))
        column.addWidget(self.words)
        column.addLayout(buttons)
        column.addStretch()

    def show_drilled(self, drilled: Drilled) -> None:
        """Say how it went."""
        self.words.setText(drilled.words)
        self.close_button.setFocus()
        announce(self, drilled.words, assertive=True)
