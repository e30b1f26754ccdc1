"""A field for a short name that may have letters: an area, a box."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tallyapp.ui.theme.type import FIGURE, px, set_face

from .figure_edit import fit_line
from .pad_edit import PadEdit


class IdEdit(PadEdit):
    """Enter takes what is typed; capitals do not matter."""

    next_asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_face(self, FIGURE.heavier())
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMaxLength(64)
        self.setFixedWidth(px(112))
        self.setAccessibleName(name)
        self.textChanged.connect(lambda _: fit_line(self, FIGURE.heavier()))

    def among(self, known: Iterable[str]) -> str:
        """What is typed as one of those known writes it; or as it was typed."""
        typed = self.text().strip()
        return {name.casefold(): name for name in known}.get(typed.casefold(), typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Both Enter keys, and the plus of the number pad."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus):
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)
