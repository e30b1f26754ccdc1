"""A button that shows its key, and a way out of a refusal made with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.ui.theme.type import BODY, gap, px

from .button import Button
from .key_cap import KeyCap
from .text import Text


class KeyButton(Button):
    """A wide button with its key at the right end; the key itself is the screen's to hear."""

    def __init__(self, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setAccessibleDescription(key)
        self.setMinimumHeight(px(40))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, gap(10), 0)
        cap = KeyCap(key)
        cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(cap, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class WayOut(QWidget):
    """One way out: the question, what happens, and the button with its key."""

    chosen = Signal()

    def __init__(
        self, question: str, what: str, button: str, key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(2))
        if question:
            column.addWidget(Text(question, BODY.heavier()))
        if what:
            column.addWidget(Text(what, role="secondary", wrap=True))
        push = KeyButton(button, key)
        push.clicked.connect(self.chosen)
        column.addSpacing(gap(6))
        column.addWidget(push)
