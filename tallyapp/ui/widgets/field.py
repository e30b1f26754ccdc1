"""A field of a form: its name above it, and what stands against it beneath."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap, px
from tallyapp.ui.theme.wearing import wear
from tallyapp.words.catalogue import say

from .announce import announce, describe
from .button import Button
from .frames import State
from .pad_edit import NumberEdit, PadEdit
from .text import label_of


class Field(QWidget):
    """One line of text with its name; a refusal stands beneath it until the text changes."""

    entered = Signal()
    """Enter was pressed in it."""

    def __init__(
        self,
        name: str,
        text: str = "",
        hint: str = "",
        parent: QWidget | None = None,
        *,
        digits: int = 0,
    ) -> None:
        """`digits` is how many a number may have that is asked for; 0 asks for words."""
        super().__init__(parent)
        self.edit: PadEdit = NumberEdit(digits) if digits else PadEdit()
        self.edit.setText(text)
        self.edit.setMinimumHeight(px(36))
        self.edit.setPlaceholderText(hint)
        self.edit.returnPressed.connect(self.entered)
        self.edit.textChanged.connect(self.accept)
        self.setFocusProxy(self.edit)
        self._refusal = State(Mark.DOES_NOT_ADD, "", wrap=True, heard=False)
        self._refusal.hide()
        self.row = QHBoxLayout()
        self.row.setSpacing(gap(8))
        self.row.addWidget(self.edit, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(4))
        column.addWidget(label_of(self.edit, name))
        column.addLayout(self.row)
        column.addWidget(self._refusal)

    @property
    def text(self) -> str:
        """What is keyed, without blanks around it."""
        return self.edit.text().strip()

    @property
    def refused(self) -> str:
        """What stands against it; empty if nothing."""
        return self._refusal.accessibleName() if self._refusal.isVisibleTo(self) else ""

    def refuse(self, words: str) -> None:
        """Say what stands against it, and what to do next."""
        self._refusal.show_state(Mark.DOES_NOT_ADD, words)
        self._refusal.show()
        self._wear("refused")
        describe(self.edit, words)
        announce(self.edit, words, assertive=True)

    def accept(self) -> None:
        """Nothing stands against it."""
        self._refusal.hide()
        self._wear("")
        describe(self.edit, "")

    def _wear(self, state: str) -> None:
        wear(self.edit, "state", state)


class FileField(Field):
    """The path of a file, typed or chosen."""

    chosen = Signal()
    """A file was chosen in the dialog."""

    def __init__(
        self, name: str, filters: str, *, new: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent=parent)
        self._filters = filters
        self._new = new
        self._button = Button(say("ui", "choose"))
        self._button.setAccessibleName(f"{say('ui', 'choose')} {name}")
        self._button.clicked.connect(self.choose)
        self.row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def path(self) -> Path | None:
        """The path, with ~ as the home folder; None if nothing is keyed."""
        return Path(self.text).expanduser() if self.text else None

    def choose(self) -> None:
        """Let a file be chosen in the system's dialog."""
        ask = QFileDialog.getSaveFileName if self._new else QFileDialog.getOpenFileName
        name, _ = ask(self, self.edit.accessibleName(), self.text, self._filters)
        if name:
            self.edit.setText(name)
            self.chosen.emit()
            self.edit.setFocus()
