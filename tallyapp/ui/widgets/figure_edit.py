"""A field for one figure, keyed with the right hand alone."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.ui.theme.fitting import smaller
from tallyapp.ui.theme.type import FIGURE, Face, px, set_face
from tallyapp.ui.theme.wearing import wear
from tallyapp.words.figures import figure

from .pad_edit import NumberEdit, hands_in

_MOST_DIGITS = len(str(MAX_FIGURE))


class FigureEdit(NumberEdit):
    """Digits, and the keys of the number pad; what they mean is for whoever listens."""

    typed = Signal(object)
    """The figure as it stands after a keystroke; None is a blank, which is not zero."""
    next_asked = Signal()
    """Enter, either of them."""
    back_asked = Signal()
    """Minus: one field back."""
    submit_asked = Signal()
    """Plus, or Ctrl and Enter."""
    query_asked = Signal()
    """Asterisk: the paper is wrong."""
    split_asked = Signal()
    """Slash, as in 7/23: the full bundles are keyed, now the part bundle."""
    noughts_asked = Signal()
    """The point: the lines that are blank on the paper are nought, all at once."""
    row_asked = Signal(int)
    """Arrow down (+1) or up (-1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_MOST_DIGITS, parent)
        set_face(self, FIGURE.heavier())
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.on_tab: Callable[[bool], bool] | None = None
        self.on_backspace: Callable[[], bool] | None = None
        self.textEdited.connect(lambda _: self.typed.emit(self.value))
        self.textChanged.connect(lambda _: fit_line(self, FIGURE.heavier()))
        self._asking = {
            Qt.Key.Key_Return: self.next_asked,
            Qt.Key.Key_Enter: self.next_asked,
            Qt.Key.Key_Minus: self.back_asked,
            Qt.Key.Key_Asterisk: self.query_asked,
            Qt.Key.Key_Slash: self.split_asked,
            Qt.Key.Key_Period: self.noughts_asked,
        }

    @property
    def value(self) -> int | None:
        """The figure, or None for a blank."""
        digits = self.text().replace(",", "")
        return int(digits) if digits else None

    def show_value(self, value: int | None) -> None:
        """Show a figure: as digits where it is being keyed, else with thousands separators."""
        self.setText("" if value is None else str(value) if self.hasFocus() else figure(value))

    def refuse(self, refused: bool) -> None:
        """Mark the field as the one that is wrong, or take the mark off."""
        state = "refused" if refused else ""
        if wear(self, "state", state):
            fit_line(self, FIGURE.heavier())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The figure shrinks rather than lose a digit."""
        super().resizeEvent(event)
        fit_line(self, FIGURE.heavier())

    def changeEvent(self, event: QEvent) -> None:
        """Another look brings the font of the stylesheet back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            fit_line(self, FIGURE.heavier())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits are typed, the keys around them ask;
        everything else that would be text is left out.
        """
        key = Qt.Key(event.key())
        text = event.text()
        if hands_in(event):
            self.submit_asked.emit()
        elif key in self._asking:
            self._asking[key].emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.row_asked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Backspace and self.on_backspace and self.on_backspace():
            return
        elif text.isdigit() and text.isascii():
            kept = len(self.text()) - len(self.selectedText())
            if kept < _MOST_DIGITS:
                super().keyPressEvent(event)
        elif not text.isprintable() or not text:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes to the next field of the table before it goes to the next widget."""
        if self.on_tab and self.on_tab(following):
            return True
        return super().focusNextPrevChild(following)

    def be_fresh(self) -> None:
        """Being keyed: plain digits, all selected, so that typing replaces them."""
        self.show_value(self.value)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left: thousands separators."""
        super().focusOutEvent(event)
        self.show_value(self.value)


def fit_line(edit: QLineEdit, face: Face) -> None:
    """Write what is keyed in this face, or so much smaller that all of it can be seen."""
    option = QStyleOptionFrame()
    edit.initStyleOption(option)
    inside = edit.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, edit)
    wide = QFontMetricsF(face.font()).horizontalAdvance(edit.text())
    room = inside.width() - px(6)
    font = face.font() if wide <= room else smaller(face.font(), max(0.5, room / wide))
    if edit.font().pointSizeF() != font.pointSizeF():
        edit.setFont(font)
