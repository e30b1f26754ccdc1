"""The field in which whose papers these are is keyed: a slate by
its number, or by its candidates.
"""

from re import split

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from tallyapp.domain.vocabulary.phrases import number_in
from tallyapp.domain.vocabulary.units import MAX_SEATS, CandidateNumber

from .figure_edit import FigureEdit

_BETWEEN = (Qt.Key.Key_Slash, Qt.Key.Key_Space, Qt.Key.Key_Comma)


class SlateEdit(FigureEdit):
    """One number is a slate's; numbers with slashes (or blanks)
    between them are its candidates'.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        most = f"[0-9/]{{0,{3 * (MAX_SEATS + 2)}}}"
        self.setValidator(QRegularExpressionValidator(QRegularExpression(most), self))

    @property
    def value(self) -> int | None:
        """The number, where it is one alone."""
        return number_in(self.text())

    @property
    def candidates(self) -> tuple[CandidateNumber, ...]:
        """The candidates' numbers as they were typed; none where it is a slate's number."""
        if "/" not in self.text():
            return ()
        return tuple(CandidateNumber(int(n)) for n in split("/+", self.text()) if n)

    def show_value(self, value: int | None) -> None:
        """Candidates' numbers stay as they are typed."""
        if "/" not in self.text():
            self.setText("" if value is None else str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What stands between candidates' numbers is shown as a slash."""
        if event.key() in _BETWEEN:
            self.insert("/")
            self.typed.emit(self.value)
        elif event.text().isdigit() and event.text().isascii():
            self.insert(event.text())
            self.typed.emit(self.value)
        else:
            super().keyPressEvent(event)
