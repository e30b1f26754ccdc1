"""The fields of signing in: an officer's number, and a PIN that nobody can read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tallyapp.pins import LONGEST
from tallyapp.ui.theme.type import FIGURE, gap, px, set_face
from tallyapp.ui.theme.wearing import wear
from tallyapp.ui.widgets.pad_edit import NumberEdit
from tallyapp.ui.widgets.text import label_of

NUMBER_DIGITS = 4
"""Of an officer's number, at most."""


class DigitsEdit(NumberEdit):
    """Digits, and the keys of the number pad;
    `secret` shows dots, and gives nothing to a clipboard.
    """

    entered = Signal()
    """Enter, either of them, or plus."""
    back_asked = Signal()
    """Minus: one field back."""
    help_asked = Signal()
    """Asterisk: somebody is to help."""

    def __init__(self, name: str, *, secret: bool, parent: QWidget | None = None) -> None:
        super().__init__(LONGEST if secret else NUMBER_DIGITS, parent)
        set_face(self, FIGURE.heavier())
        self.setMinimumHeight(px(40))
        self.setMinimumWidth(px(96))
        self.setMaximumWidth(px(184 if secret else 152))
        self.setAccessibleName(name)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        else:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._asking = {
            Qt.Key.Key_Return: self.entered,
            Qt.Key.Key_Enter: self.entered,
            Qt.Key.Key_Plus: self.entered,
            Qt.Key.Key_Minus: self.back_asked,
            Qt.Key.Key_Asterisk: self.help_asked,
        }

    @property
    def value(self) -> int:
        """The number; 0 where none is keyed, which is nobody's."""
        return int(self.text() or 0)

    def refuse(self, refused: bool) -> None:
        """Mark the field as the one that is wrong, or take the mark off."""
        state = "refused" if refused else ""
        wear(self, "state", state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits are typed, the keys around them ask."""
        if asked := self._asking.get(Qt.Key(event.key())):
            asked.emit()
        else:
            super().keyPressEvent(event)


class Named(QWidget):
    """A field with its name above it."""

    def __init__(self, edit: DigitsEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(edit.maximumWidth())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(4))
        self.name = label_of(edit)
        column.addWidget(self.name)
        column.addWidget(edit)
