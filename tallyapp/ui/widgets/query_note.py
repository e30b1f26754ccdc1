"""What a clerk tells the table that gets a paper back: a few words, or none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.ui.theme.type import gap, px
from tallyapp.words.catalogue import say

from .pad_edit import PadEdit
from .text import Text, label_of

_MOST = 120
"""Characters: what can be read at a glance, and stands on the slip in large type."""


class _Line(PadEdit):
    """Enter, or the asterisk that opened it, is the end of the note."""

    ended = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Asterisk):
            self.ended.emit()
        else:
            super().keyPressEvent(event)


class QueryNote(QWidget):
    """The note with its label, hidden until it is asked for."""

    ended = Signal()
    """Enter or asterisk: the paper is to be queried with this note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line()
        self.line.setMaxLength(_MOST)
        self.line.setMinimumHeight(px(36))
        self.line.setAccessibleDescription(say("printing", "note-what"))
        self.line.ended.connect(self.ended)
        label = label_of(self.line, say("printing", "note"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(4))
        for part in (
            label,
            self.line,
            Text(say("printing", "note-what"), role="secondary", wrap=True),
        ):
            column.addWidget(part)
        self.hide()

    @property
    def words(self) -> str:
        """What was written; empty where nothing was, or nothing was asked."""
        return "" if self.isHidden() else " ".join(self.line.text().split())

    def ask(self, asks: bool) -> None:
        """Ask for a note, with the focus in it; or do not, and forget what was written."""
        self.line.clear()
        self.setVisible(asks)
        if asks:
            self.line.setFocus()
