"""A card on which something is said, and that waits for Enter or Esc."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.ui.theme.type import HEADING, gap, px
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.overlay import Overlay
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say


class AskingCard(Overlay):
    """A title, and beneath it what is put into `column`; `enter` and `back` are words of its keys
    among those of the card.
    """

    def __init__(self, window: QWidget, title: str, enter: str, back: str) -> None:
        super().__init__(window)
        self.setAccessibleName(title)
        self._enter = enter
        self._back = back
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(gap(20), gap(16), gap(20), gap(16))
        self.column.setSpacing(gap(10))
        self.column.addWidget(Text(title, HEADING))

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), say("hall-card", self._enter)),
            KeyHint(("Esc",), say("hall-card", self._back), last=True),
        )

    def place(self, window: QWidget) -> None:
        width = min(px(640), window.width() - px(48))
        self.setFixedWidth(width)
        # Where nothing in it wraps, no height follows from the width.
        wrapped = self.column.totalHeightForWidth(width)
        self.setFixedHeight(max(wrapped, self.column.totalSizeHint().height()))
        self.move((window.width() - width) // 2, px(72))
