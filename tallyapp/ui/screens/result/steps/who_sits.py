"""The line that asks who sits down to a step at which ours is not seen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.text import Text


class WhoSits(QWidget):
    """A question, and beside it the field for an officer's number."""

    answered = Signal()
    """Enter; `number` is what is keyed."""
    typed = Signal()

    def __init__(self, question: str) -> None:
        super().__init__()
        self._number = FigureEdit()
        self._number.setFixedWidth(px(96))
        self._number.setAccessibleName(question)
        self._number.next_asked.connect(self.answered)
        self._number.typed.connect(lambda _: self.typed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, gap(4), 0, gap(4))
        row.addWidget(Text(question, BODY.heavier()), 1)
        row.addWidget(self._number)
        self.setFocusProxy(self._number)

    @property
    def number(self) -> int | None:
        """The number that is keyed; None is a blank."""
        return self._number.value

    def clear(self) -> None:
        """Ask the next officer."""
        self._number.clear()

    def ask_again(self) -> None:
        """The next figure that is keyed replaces this number."""
        self._number.selectAll()
